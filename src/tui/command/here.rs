//! What is said of a command where it does something else than the table tells, or to something else.

use super::{About, Command, Group};
use crate::tui::keymap::Place;

/// What a command means at some places.
struct Here {
    places: &'static [Place],
    command: Command,
    hint: &'static str,
    help: &'static str,
    group: Group,
}

const fn here(
    places: &'static [Place],
    command: Command,
    hint: &'static str,
    help: &'static str,
    group: Group,
) -> Here {
    Here { places, command, hint, help, group }
}

const HERE: &[Here] = {
    use Command as C;
    use Group as G;
    use Place as P;
    &[
        here(&[P::Compare], C::Edit, "open", "open: go on with this scenario in Plan", G::Change),
        here(&[P::Compare], C::Open, "add", "add: another scenario to compare", G::Change),
        here(&[P::Compare], C::Pin, "put first", "put first: measure the others against this one", G::Change),
        here(&[P::Levers], C::Edit, "go to it", "go to it: the input in Plan", G::Move),
        here(
            &[P::Levers],
            C::Content,
            "order",
            "order: by revenue gained, by work saved; then your ranges",
            G::Show,
        ),
        here(&[P::Levers], C::NextPane, "lever", "lever below: like ↓", G::Move),
        here(&[P::Levers], C::PreviousPane, "lever", "lever above: like ↑", G::Move),
        here(&[P::Levers], C::Up, "lever", "lever above", G::Move),
        here(&[P::Levers], C::Down, "lever", "lever below", G::Move),
        here(&[P::Scenarios], C::Edit, "open", "open: or bring it back from the trash", G::Change),
        here(&[P::Scenarios], C::Copy, "copy path", "copy the path: of this file, to the clipboard", G::File),
        here(&[P::Scenarios], C::CopyTable, "copy names", "copy the names: for a spreadsheet", G::File),
        here(&[P::Scenarios], C::Search, "search", "search: only the names with these letters", G::Move),
        here(&[P::Scenarios], C::History, "earlier versions", "earlier versions: of this file", G::Change),
        here(&[P::Presenter], C::Edit, "result", "result: show the next one", G::Show),
        here(&[P::Presenter], C::PageDown, "result", "next result", G::Show),
        here(&[P::Presenter], C::PageUp, "result", "result before", G::Show),
        here(&[P::Presenter], C::Home, "lever", "first lever", G::Move),
        here(&[P::Presenter], C::Top, "lever", "first lever", G::Move),
        here(&[P::Presenter], C::End, "lever", "last lever", G::Move),
        here(&[P::Presenter], C::Bottom, "lever", "last lever", G::Move),
        here(&[P::Presenter], C::NextPane, "lever", "lever after this", G::Move),
        here(&[P::Presenter], C::PreviousPane, "lever", "lever before this", G::Move),
        here(&[P::Presenter], C::Down, "lever", "lever after this", G::Move),
        here(&[P::Presenter], C::Up, "lever", "lever before this", G::Move),
        here(&[P::Presenter], C::Present, "leave", "leave: back to where you were", G::Show),
        here(&[P::Presenter], C::Cancel, "leave", "leave: back to where you were", G::Show),
    ]
};

impl Command {
    /// Its row of the table, with what it does at a place.
    pub fn at(self, place: Place) -> About {
        let said = HERE.iter().find(|here| here.command == self && here.places.contains(&place));
        let about = *self.about();
        said.map_or(about, |here| About { hint: here.hint, help: here.help, group: here.group, ..about })
    }
}

#[cfg(test)]
mod tests {
    use super::super::TABLE;
    use super::*;
    use crate::tui::keymap::Keymap;

    #[test]
    fn what_is_said_of_a_place_is_said_of_a_command_that_works_there() {
        let keymap = Keymap::default();
        for here in HERE {
            for place in here.places {
                assert!(
                    keymap.keys(*place, here.command).next().is_some(),
                    "{:?} at {place:?}",
                    here.command
                );
                assert_ne!(here.command.at(*place), *here.command.about(), "{:?}", here.command);
            }
        }
    }

    #[test]
    fn every_command_can_be_told_in_a_few_words() {
        for about in TABLE {
            for place in Place::ALL {
                let here = about.command.at(place);
                assert!(here.brief().chars().count() <= 25, "{:?}", here.brief());
                assert!(!here.hint.is_empty() && here.help.chars().count() <= 72, "{}", here.help);
                assert!(!here.help.ends_with('.') && !here.help.starts_with(char::is_whitespace));
            }
        }
    }

    #[test]
    fn no_two_commands_have_the_same_name() {
        for (at, one) in TABLE.iter().enumerate() {
            for other in &TABLE[at + 1..] {
                assert!(one.id != other.id && one.command != other.command, "{}", one.id);
            }
        }
    }
}
