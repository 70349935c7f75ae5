//! The scenarios that can be compared, with what is typed to find one.

use ratatui::layout::Rect;

use super::{dialog, draw_text};
use crate::text::clean::{clean, fit, width};
use crate::text::show;
use crate::tui::hits::Target;
use crate::tui::layout::first_visible;
use crate::tui::message::{Listing, Source};
use crate::tui::model::Model;
use crate::tui::overlay::add_column::AddColumn;
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, hidden, put, put_right};

/// Draws the text and the scenarios whose names have it in them.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, add: &AddColumn, theme: &Theme) {
    let listings = model.scenarios.listings.as_deref();
    let found = add.found(listings.unwrap_or_default());
    let columns = canvas.area.width.saturating_sub(8).min(64);
    let rows = (found.len() as u16).max(1) + 2;
    let rows = rows.min(canvas.area.height.saturating_sub(6)).max(3);
    let foot = "↑↓ · Enter adds · Esc closes";
    let area = dialog(canvas, columns, rows, "Compare with", foot, theme);
    draw_text(canvas, area, area.y, "Name: ", &add.text, false, theme);
    let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if found.is_empty() {
        let says = match listings {
            None => "Looking …".to_owned(),
            Some(_) => format!("No scenario has \"{}\" in its name.", clean(add.text.value().trim())),
        };
        return put(canvas, list.x, list.y, list.width, &says, theme.quiet);
    }
    let visible = usize::from(list.height);
    let first = first_visible(0, add.at, visible, found.len());
    for ((at, listing), y) in found.iter().enumerate().skip(first).zip(list.y..list.bottom()) {
        let line = Rect { y, height: 1, ..list };
        canvas.click(line, Target::Row(at));
        put(canvas, line.x, y, 1, if at == add.at { "▸" } else { "" }, theme.strong);
        let about = about(listing, line.width >= 44);
        let room = line.width.saturating_sub(3 + width(&about) as u16 + 1);
        let style = if at == add.at { theme.selection } else { theme.text };
        put(canvas, line.x + 2, y, room, &fit(&clean(&listing.name), room.into()), style);
        put_right(canvas, line.x, y, line.width, &about, theme.quiet);
    }
    let beyond = hidden(first, found.len().saturating_sub(first + visible));
    put_right(canvas, area.x, area.y + 1, area.width, &beyond, theme.quiet);
}

/// What else there is to say: the amount, and where there is room when it was changed, or that it is a starter.
fn about(listing: &Listing, roomy: bool) -> String {
    let amount = match &listing.content {
        Ok(scenario) => show::money_short(scenario.target().amount.get(), scenario.currency()),
        Err(_) => return "cannot be read".to_owned(),
    };
    if !roomy {
        return amount;
    }
    let since = if matches!(listing.source, Source::Template(_)) { "starter" } else { &listing.about };
    format!("{amount}  {:>11}", clean(since))
}
