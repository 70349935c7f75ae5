//! The question about a file that somebody else wrote, as drawn.

use backcast::plan::{Edit, Rate, StageEdit};
use ratatui::crossterm::event::Event;

use super::{assert_lines, base};
use crate::scenarios::id;
use crate::screen::Screen;

#[test]
fn the_question_says_what_each_side_changed_and_what_can_be_done() {
    for (width, height) in [(80, 24), (40, 12), (160, 44)] {
        let mut screen = Screen::stored(&base()).size(width, height).today("2026-11-21");
        screen.keys("Down*4 <type 60> Enter");
        let store = screen.store();
        let path = store.resolve("Acme 2027 base").expect("it was saved");
        let opened = store.open(&path).expect("it is there");
        let rate = StageEdit::Rate(Rate::new(0.38).expect("a rate"));
        let theirs = opened.scenario.with(&Edit::Stage(id(&base(), 2), rate)).expect("it is no other");
        store.save(&theirs, &opened.origin).expect("the store is ours");
        screen.event(&Event::FocusGained);
        assert_lines(
            &screen,
            &[
                if height < 20 { "●!" } else { "● changed on disk" },
                "Changed on disk",
                "Theirs: Qualified→Meetings 40 → 38 %",
                "Yours: Proposals→Deals 55 → 60 %",
                "c Compare them",
                "n Save mine as a new scenario",
                "t Take theirs: u brings mine back",
                "Esc Later: saving keeps both files",
            ],
        );
    }
}
