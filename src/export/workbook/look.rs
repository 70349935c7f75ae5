//! How the cells look: an input is yellow with blue digits, an owner has a colour, runway is grey.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::export::palette;
use crate::plan::Owner;

/// The formats of all sheets.
pub(super) struct Look {
    pub(super) plain: Format,
    pub(super) title: Format,
    pub(super) quiet: Format,
    pub(super) warning: Format,
    pub(super) head: Format,
    pub(super) head_right: Format,
    pub(super) wrapped: Format,
    pub(super) runway: Format,
}

/// How a number is written.
pub(super) mod digits {
    pub(crate) const TEXT: &str = "@";
    pub(crate) const GENERAL: &str = "General";
    pub(crate) const WHOLE: &str = "#,##0";
    pub(crate) const TENTHS: &str = "#,##0.0";
    pub(crate) const PERCENT: &str = "0.0###%";
    pub(crate) const MONTH: &str = "mmm yyyy";
    pub(crate) const SHORT_MONTH: &str = "mmm yy";
    pub(crate) const LONG: &str = "#,##0.######";
}

/// Grey of what is said by the way.
const QUIET: Color = Color::RGB(0x59_59_59);
const RULE: Color = Color::RGB(0xBF_BF_BF);

impl Look {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name("Calibri").set_font_size(10);
        let head = plain
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0xE7_E6_E6))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(RULE)
            .set_text_wrap()
            .set_align(FormatAlign::Bottom);
        Self {
            title: plain.clone().set_bold().set_font_size(14),
            quiet: plain.clone().set_font_color(QUIET),
            warning: plain.clone().set_bold().set_font_color(Color::RGB(0xC0_00_00)),
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            wrapped: plain.clone().set_text_wrap().set_align(FormatAlign::Top),
            runway: Format::new().set_background_color(Color::RGB(0xEF_EF_EF)),
            plain,
        }
    }

    pub(super) fn number(&self, digits: &str) -> Format {
        self.plain.clone().set_num_format(digits).set_align(FormatAlign::Right)
    }

    /// What may be changed.
    pub(super) fn input(&self, digits: &str) -> Format {
        let input = self.number(digits).set_font_color(Color::RGB(0x00_00_C0));
        input
            .set_background_color(Color::RGB(0xFF_F9_DB))
            .set_border(FormatBorder::Thin)
            .set_border_color(RULE)
    }

    /// A cell in the row of an owner; none for revenue.
    pub(super) fn owned(&self, owner: Option<Owner>, digits: &str) -> Format {
        let cell = self.plain.clone().set_num_format(digits);
        match owner {
            Some(owner) => cell.set_background_color(Color::RGB(palette::tint(owner))),
            None => cell.set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(RULE),
        }
    }
}
