//! Named styles for dark and light backgrounds, without colour, and in ASCII (screens.md §13).
//!
//! Meaning is never told by colour alone, and text keeps the terminal's own colours.

use crate::tui::surface::Surface;
use ratatui::style::{Color, Modifier, Style};

/// The looks that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeChoice {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// No colour in any cell.
    None,
}

/// The style of each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// A number above the baseline's.
    pub up: Style,
    /// A number below the baseline's.
    pub down: Style,
    /// Something late or wrong.
    pub warning: Style,
    /// A lock, a note.
    pub note: Style,
    /// Hints, units, what is not in use.
    pub quiet: Style,
    /// What is selected.
    pub selection: Style,
    /// A value being typed.
    pub preview: Style,
    /// Headings and what matters most.
    pub strong: Style,
    /// Plain text.
    pub text: Style,
    /// Marks and lines in ASCII.
    pub ascii: bool,
}

impl Theme {
    /// A theme by its choice.
    pub fn new(choice: ThemeChoice, ascii: bool) -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let selection = bold.add_modifier(Modifier::REVERSED);
        let preview = Style::new().add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        let color = |dark: u8, light: u8| match choice {
            ThemeChoice::Dark => Style::new().fg(Color::Indexed(dark)),
            ThemeChoice::Light => Style::new().fg(Color::Indexed(light)),
            ThemeChoice::None => Style::new(),
        };
        let emphasis = if choice == ThemeChoice::None { Modifier::BOLD } else { Modifier::empty() };
        Self {
            up: color(75, 25).add_modifier(emphasis),
            down: color(214, 94).add_modifier(emphasis),
            warning: color(220, 124).add_modifier(Modifier::BOLD),
            note: color(183, 54),
            quiet: color(250, 240),
            selection,
            preview,
            strong: bold,
            text: Style::new(),
            ascii,
        }
    }

    /// The style of a difference by its direction.
    pub const fn delta(&self, by: f64) -> Style {
        if by > 0.0 {
            self.up
        } else if by < 0.0 {
            self.down
        } else {
            self.quiet
        }
    }
}

impl Theme {
    /// The keys of a hint: in ASCII arrows are named, because `< >` and `+ -` are keys of their own.
    pub fn keys(&self, keys: &str) -> String {
        if !self.ascii {
            return keys.to_owned();
        }
        let named = [
            ("↑↓", "Up/Down"),
            ("←→", "Left/Right"),
            ("Shift←", "Shift-Left"),
            ("Shift→", "Shift-Right"),
            ("↑", "Up"),
            ("↓", "Down"),
            ("←", "Left"),
            ("→", "Right"),
        ];
        named.into_iter().fold(keys.to_owned(), |keys, (arrow, name)| keys.replace(arrow, name))
    }
}

/// Replaces marks and lines by ASCII; letters of names stay as they are.
pub fn to_ascii(surface: &mut Surface) {
    surface.replace(ascii);
}

/// The ASCII that stands for a mark.
fn ascii(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "▲" | "┌" | "┐" | "└" | "┘" | "┏" | "┓" | "┗" | "┛" | "╔" | "╗" | "╚" | "╝" | "┤" | "▆" => {
            "+"
        }
        "↑" => "^",
        "↓" => "v",
        "▼" | "─" | "–" | "▄" => "-",
        "▸" | "›" | "→" | "►" => ">",
        "‹" | "←" | "◄" => "<",
        "━" | "═" | "▅" => "=",
        "┃" | "║" | "█" | "▉" | "▊" | "▋" | "▌" => "#",
        "│" | "▏" | "▎" | "▍" => "|",
        "●" => "*",
        "○" => "o",
        "┊" => ":",
        "┄" => "~",
        "·" | "…" | "▂" | "▃" => ".",
        "Δ" => "d",
        "÷" => "/",
        "×" => "x",
        "▓" | "▇" => "%",
        "▁" => "_",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of a colour of the 256-colour palette.
    fn luminance(index: u8) -> f64 {
        let channels: [u8; 3] = if index >= 232 {
            [8 + 10 * (index - 232); 3]
        } else {
            let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let cube = index - 16;
            [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
        };
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2])
    }

    #[test]
    fn every_colour_can_be_read_on_its_background() {
        let backgrounds = [(ThemeChoice::Dark, 0.012_983), (ThemeChoice::Light, 1.0)];
        for (choice, background) in backgrounds {
            let theme = Theme::new(choice, false);
            for style in [theme.up, theme.down, theme.warning, theme.note, theme.quiet] {
                let Some(Color::Indexed(index)) = style.fg else { panic!("a role without a colour") };
                let (one, other) = (luminance(index) + 0.05, background + 0.05);
                let contrast = one.max(other) / one.min(other);
                assert!(contrast >= 4.5, "{choice:?} {index}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn without_colour_no_role_has_one_and_the_selection_is_still_reversed() {
        let theme = Theme::new(ThemeChoice::None, false);
        let roles = [
            theme.up,
            theme.down,
            theme.warning,
            theme.note,
            theme.quiet,
            theme.selection,
            theme.preview,
            theme.strong,
            theme.text,
        ];
        assert!(roles.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        assert!(theme.selection.add_modifier.contains(Modifier::REVERSED));
    }
}
