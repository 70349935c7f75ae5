//! What can be compared, with what is typed to find it.

use ratatui::layout::Rect;

use super::{dialog, draw_text};
use crate::text::clean::{clean, fit, width};
use crate::text::show;
use crate::tui::hits::Target;
use crate::tui::layout::first_visible;
use crate::tui::message::{Listing, Source};
use crate::tui::model::Model;
use crate::tui::overlay::add_column::{AddColumn, Offer};
use crate::tui::theme::Theme;
use crate::tui::view::canvas::{Canvas, hidden, put, put_right};

/// Draws the text and what has it in its name.
pub(super) fn draw(canvas: &mut Canvas, model: &Model, add: &AddColumn, theme: &Theme) {
    let found = add.found(model);
    let columns = canvas.area.width.saturating_sub(8).min(64);
    let rows = (found.len() as u16).max(1) + 2;
    let rows = rows.min(canvas.area.height.saturating_sub(6)).max(3);
    let foot = "↑↓ · Enter adds · Esc closes";
    let area = dialog(canvas, columns, rows, "Compare with", foot, theme);
    draw_text(canvas, area, area.y, "Name: ", &add.text, false, theme);
    let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if found.is_empty() {
        let says = match model.scenarios.listings {
            None => "Looking …".to_owned(),
            Some(_) => format!("No scenario has \"{}\" in its name.", clean(add.text.value().trim())),
        };
        return put(canvas, list.x, list.y, list.width, &says, theme.quiet);
    }
    let visible = usize::from(list.height);
    let first = first_visible(0, add.at, visible, found.len());
    for ((at, offer), y) in found.iter().enumerate().skip(first).zip(list.y..list.bottom()) {
        let line = Rect { y, height: 1, ..list };
        canvas.click(line, Target::Row(at));
        put(canvas, line.x, y, 1, if at == add.at { "▸" } else { "" }, theme.strong);
        let about = about(model, offer, line.width >= 44);
        let room = line.width.saturating_sub(3 + width(&about) as u16 + 1);
        let style = if at == add.at { theme.selection } else { theme.text };
        put(canvas, line.x + 2, y, room, &fit(&clean(offer.name()), room.into()), style);
        put_right(canvas, line.x, y, line.width, &about, theme.quiet);
    }
    let beyond = hidden(first, found.len().saturating_sub(first + visible));
    put_right(canvas, area.x, area.y + 1, area.width, &beyond, theme.quiet);
}

/// What else there is to say: the amount, and where there is room when it was changed, or whose it is.
fn about(model: &Model, offer: &Offer, roomy: bool) -> String {
    let (scenario, since) = match offer {
        Offer::Own(column, _) => (&*column.plan(&model.document).scenario, "this plan".to_owned()),
        Offer::Listing(Listing { content: Err(_), .. }) => return "cannot be read".to_owned(),
        Offer::Listing(Listing { content: Ok(scenario), source: Source::Template(_), .. }) => {
            (&**scenario, "starter".to_owned())
        }
        Offer::Listing(Listing { content: Ok(scenario), about, .. }) => (&**scenario, clean(about)),
    };
    let amount = show::money_short(scenario.target().amount.get(), scenario.currency());
    if roomy { format!("{amount}  {since:>11}") } else { amount }
}
