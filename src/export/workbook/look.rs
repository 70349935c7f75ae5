//! How the cells look: an input is yellow with blue digits, an owner has a colour, runway is grey.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::export::palette;
use crate::plan::Owner;

/// How a number is written: from a trillion on with an exponent, so that every column has an end.
pub(super) mod digits {
    pub(crate) const GENERAL: &str = "General";
    /// A text that looks like a number or a date.
    pub(crate) const TEXT: &str = "@";
    /// A small whole number: days, months.
    pub(crate) const PLAIN: &str = "0";
    pub(crate) const PERCENT: &str = "0.0###%";
    /// How a row of a grid is written up to its largest number, and with how many decimals: one where it tells.
    pub(crate) fn of_row(largest: f64) -> (&'static str, usize) {
        if largest < 1000.0 { (TENTHS, 1) } else { (WHOLE, 0) }
    }

    /// A share that may be of very little.
    pub(crate) const COVER: &str = r#"[>=1000]">100,000%";0%"#;
    pub(crate) const DAY: &str = "d mmm yyyy";
    pub(crate) const MONTH: &str = "mmm yyyy";
    pub(crate) const SHORT_MONTH: &str = "mmm yy";
    /// A cell of a grid: nothing is a dot, as on the screen.
    pub(crate) const WHOLE: &str = r#"[>=1000000000000]0.00E+00;[=0]"·";#,##0"#;
    /// A cell of a grid with one decimal.
    pub(crate) const TENTHS: &str = r#"[>=1000000000000]0.00E+00;[=0]"·";#,##0.0"#;
    pub(crate) const CENTS: &str = "[>=1000000000000]0.00E+00;#,##0.00";
    const UNITS: &str = "[>=1000000000000]0.00E+00;#,##0";
    /// A number with as many decimals as it has.
    pub(crate) const TYPED: &str = "[>=1000000000000]0.00E+00;[>=1000]#,##0;General";

    /// How an amount of money is written that somebody typed.
    pub(crate) fn money(amount: f64) -> &'static str {
        if amount.fract() == 0.0 { UNITS } else { CENTS }
    }
}

/// The grey of what is said by the way.
const QUIET: Color = Color::RGB(0x59_59_59);
/// The grey of lines.
const RULE: Color = Color::RGB(0xBF_BF_BF);
/// The grey of heads.
const HEAD: Color = Color::RGB(0xE9_E9_E9);
/// The grey of the heads of runway.
const RUNWAY: Color = Color::RGB(0xC4_C4_C4);
const WARNING: Color = Color::RGB(0xB0_00_00);
const INPUT: Color = Color::RGB(0xFF_F6_C8);
const TYPED: Color = Color::RGB(0x00_00_B0);

/// The formats that many cells share.
pub(super) struct Look {
    pub(super) plain: Format,
    pub(super) title: Format,
    pub(super) quiet: Format,
    /// What is said beside a cell.
    pub(super) hint: Format,
    pub(super) warning: Format,
    pub(super) head: Format,
    pub(super) head_right: Format,
    pub(super) wrapped: Format,
    /// Words that take as many lines as they need.
    pub(super) words: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::VerticalCenter);
        let quiet = plain.clone().set_font_color(QUIET);
        let head = band().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
        Self {
            title: plain.clone().set_bold().set_font_size(14),
            hint: quiet.clone().set_indent(1),
            quiet,
            warning: warning(),
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            wrapped: plain.clone().set_text_wrap().set_indent(1),
            words: Format::new().set_align(FormatAlign::Top).set_text_wrap(),
            plain,
        }
    }

    /// A number that follows from others; one that grows out of its column is written smaller, never as `###`.
    pub(super) fn number(&self, digits: &str) -> Format {
        self.plain.clone().set_num_format(digits).set_align(FormatAlign::Right).set_shrink()
    }

    /// A number on the way to those that matter.
    pub(super) fn by_the_way(&self, digits: &str) -> Format {
        self.number(digits).set_font_color(QUIET)
    }

    /// What may be changed.
    pub(super) fn input(&self, digits: &str) -> Format {
        let input = self.number(digits).set_font_color(TYPED).set_background_color(INPUT);
        input.set_border(FormatBorder::Thin).set_border_color(RULE)
    }

    /// The name of a stage, or another word in its row.
    pub(super) fn named(&self, owner: Option<Owner>) -> Format {
        in_row_of(owner, self.plain.clone().set_text_wrap())
    }

    /// A number in the row of a stage, or of revenue.
    pub(super) fn owned(&self, owner: Option<Owner>, digits: &str) -> Format {
        in_row_of(owner, self.number(digits))
    }
}

/// What all cells of a row have: the colour of its owner, or the line over revenue.
fn in_row_of(owner: Option<Owner>, cell: Format) -> Format {
    match owner {
        Some(_) => cell.merge(&ground(owner)),
        None => cell.set_bold().merge(&ground(owner)),
    }
}

/// What a row of a grid has where there is a month: the colour of its owner, or the line over revenue.
pub(super) fn ground(owner: Option<Owner>) -> Format {
    match owner {
        Some(owner) => Format::new().set_background_color(Color::RGB(palette::tint(owner))),
        None => Format::new().set_border_top(FormatBorder::Thin).set_border_top_color(QUIET),
    }
}

/// What heads have.
pub(super) fn band() -> Format {
    Format::new()
        .set_background_color(HEAD)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(RULE)
}

/// What the heads of runway have.
pub(super) fn runway() -> Format {
    band().set_background_color(RUNWAY)
}

/// What must be read.
pub(super) fn warning() -> Format {
    Format::new().set_bold().set_font_color(WARNING)
}
