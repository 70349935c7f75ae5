//! The bytes of a frame make a terminal show it, whatever it showed before.

use backcast::tui::ThemeChoice;
use backcast::tui::surface::Surface;
use backcast::tui::terminal::screen::Screen;
use backcast::tui::theme::Theme;
use backcast::tui::view::canvas::put;
use backcast::tui::view::draw_into;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier, Style};

const SIZE: Size = Size { width: 24, height: 4 };

/// Texts at places, as they are drawn one over the other.
type Texts = Vec<(u16, u16, String, Style)>;

fn styles() -> Vec<Style> {
    let theme = Theme::new(ThemeChoice::Dark, false);
    let styles =
        [theme.up, theme.down, theme.warning, theme.quiet, theme.selection, theme.preview, theme.strong];
    let odd = Style::new().fg(Color::Red).bg(Color::Indexed(20)).add_modifier(Modifier::ITALIC);
    styles.into_iter().chain([theme.text, odd]).collect()
}

fn texts() -> impl Strategy<Value = Texts> {
    let text = prop_oneof![
        4 => "[0-9 ]{1,24}",
        2 => Just(" ".repeat(20)),
        2 => "[▲▼·│ k]{1,12}",
        1 => "[日本é ]{1,6}",
        1 => "(e\u{301}|x|日| ){1,6}",
    ];
    let style = proptest::sample::select(styles());
    proptest::collection::vec((0..SIZE.width, 0..SIZE.height, text, style), 0..12)
}

fn paint(surface: &mut Surface, texts: &Texts) {
    for (x, y, text, style) in texts {
        put(surface, *x, *y, SIZE.width, text, *style);
    }
}

fn colour(color: vt100::Color) -> Color {
    match color {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(index) if index == 1 || index == 9 => Color::Red,
        vt100::Color::Idx(index) => Color::Indexed(index),
        vt100::Color::Rgb(..) => panic!("nobody asked for it"),
    }
}

/// Whether a cell of the terminal shows a drawn one: on a blank no ink is seen.
fn shows(shown: &vt100::Cell, drawn: &Cell) -> bool {
    let blank = drawn.symbol() == " ";
    let has = |modifier| drawn.modifier.contains(modifier);
    let same_symbol =
        if blank { matches!(shown.contents(), "" | " ") } else { shown.contents() == drawn.symbol() };
    let ink = colour(shown.fgcolor()) == drawn.fg
        && shown.bold() == has(Modifier::BOLD)
        && shown.italic() == has(Modifier::ITALIC);
    same_symbol
        && colour(shown.bgcolor()) == drawn.bg
        && shown.inverse() == has(Modifier::REVERSED)
        && shown.underline() == has(Modifier::UNDERLINED)
        && (blank || ink)
}

proptest! {
    /// Texts over texts: what a style does not say stays as it was.
    #[test]
    fn a_surface_has_the_cells_that_a_buffer_of_ratatui_would_have(texts in texts(), ground in proptest::sample::select(styles())) {
        let mut surface = Surface::new(SIZE);
        let mut buffer = Buffer::empty(surface.area);
        surface.set_style(surface.area, ground);
        buffer.set_style(surface.area, ground);
        for (x, y, text, style) in &texts {
            surface.put(*x, *y, 9, text, *style);
            buffer.set_stringn(*x, *y, text, 9, *style);
        }
        prop_assert_eq!(surface.to_buffer(surface.area), buffer);
    }

    #[test]
    fn a_terminal_shows_every_frame(frames in proptest::collection::vec(texts(), 1..8)) {
        let mut screen = Screen::new(SIZE);
        let mut terminal = vt100::Parser::new(SIZE.height, SIZE.width, 0);
        terminal.process(b"what was there before \x1b[7mreversed");
        for texts in &frames {
            let mut drawn = Buffer::default();
            let bytes = screen.draw(|surface| {
                paint(surface, texts);
                drawn = surface.to_buffer(surface.area);
            });
            terminal.process(bytes.as_bytes());
            let mut covered = 0;
            for (at, cell) in drawn.content.iter().enumerate() {
                let (x, y) = drawn.pos_of(at);
                let shown = terminal.screen().cell(y, x).expect("it is in the window");
                if covered == 0 {
                    prop_assert!(shows(shown, cell), "{x},{y}: {shown:?} for {cell:?} of {texts:?}");
                    covered = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1) - 1;
                } else {
                    covered -= 1;
                }
            }
            let again = screen.draw(|surface| paint(surface, texts));
            prop_assert_eq!(again, "", "nothing differs");
        }
    }
}

#[test]
fn a_short_gap_is_written_again_a_long_one_is_leapt_over_and_what_ends_is_erased() {
    let mut screen = Screen::new(SIZE);
    let mut line = |text: &str| screen.draw(|surface| put(surface, 0, 0, SIZE.width, text, Style::new()));
    line("93k  93k  93k 2027 is full");
    assert_eq!(line("89k  89k  93k 2027 is full"), "\x1b[1H89k  89");
    assert_eq!(line("89k  89k  93k 2028 is full"), "\x1b[1;18H8");
    assert_eq!(line("80k  89k  93k 2020 is full"), "\x1b[1;2H0\x1b[15C0");
    assert_eq!(line("80k"), "\x1b[1;6H\x1b[K");
}

/// The bytes that every press of some keys sends, each pressed in turn, once the screen shows where they begin.
fn sent(screen: &mut crate::screen::Screen, keys: [&str; 2]) -> [usize; 2] {
    let mut terminal = Screen::new(screen.model.size);
    let mut send = |screen: &crate::screen::Screen| {
        let (model, theme) = (&screen.model, Theme::new(ThemeChoice::Dark, false));
        terminal.draw(|cells| _ = draw_into(cells, model, &theme)).len()
    };
    send(screen);
    for key in keys {
        screen.keys(key);
        send(screen);
    }
    keys.map(|key| send(screen.keys(key)))
}

#[test]
fn a_nudge_sends_few_bytes_and_a_key_that_changes_nothing_none() {
    let scenario = backcast::store::template("coffee-shop").expect("it is the first").scenario;
    let mut screen = crate::screen::Screen::new(scenario);
    screen.resize(120, 40);
    // In one run of presses, as a held key makes them.
    screen.every(100);
    // Off the baseline and back, with every difference: 481 bytes are what sc sends for the same.
    let [away, back] = sent(&mut screen, ["Right", "Left"]);
    assert!(away + back <= 2 * 481 * 12 / 10, "{away} and {back} bytes");
    let [idle, _] = sent(&mut screen, ["x", "x"]);
    assert_eq!(idle, 0, "x means nothing here");
}
