//! The notes and the session history as drawn: their lines at 80×24, and any plan and text in any window.

use proptest::collection::vec;
use proptest::prelude::proptest;
use proptest::sample::select;

use super::random::{assert_fits, cases};
use super::{assert_lines, raised};
use crate::scenarios::drafts;
use crate::screen::Screen;

#[test]
fn the_history_lies_below_the_inputs_that_it_shows() {
    let mut screen = raised(80, 24);
    screen.keys("L H Down*2");
    assert_lines(
        &screen,
        &[
            "S Proposals→Deals 55.0% · 30 d",
            "Meetings 786 291 291 291 291 290 291 291 291 291 291 291 291 3,491",
            "History · 3 steps",
            "10:02 now Proposals→Deals locked",
            "10:02 Proposals→Deals 55 → 60 %: 145,455 fewer site visitors",
            "▸ 10:02 pinned: changes are measured from here",
            "10:02 began with Acme 2027 base",
            "Going there: Proposals→Deals 60 → 55 %: 145,455 more site visitors",
            "↑↓ look · Enter goes there (one undo) · E export · Esc leaves as is",
        ],
    );
}

#[test]
fn the_notes_are_a_box_of_lines_over_the_plan() {
    let mut screen = raised(80, 24);
    screen.keys("N").write("close rate after the new proposal template:").keys("Enter").write("see April");
    assert_lines(
        &screen,
        &[
            "Acme 2027 base ● unsaved",
            "Notes · Acme 2027 base",
            "close rate after the new proposal template:",
            "see April",
            "Enter new line · Esc keeps it",
        ],
    );
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn any_window_draws_the_history_of_any_plan_and_any_notes(
        draft in drafts(),
        text in "[a-z日é\u{301}👨\u{200d}\u{202e}\n \t]{0,300}",
        view in select(&["N", "N Up Up", "H", "H Down", "H End", "H E"][..]),
        sizes in vec((1..=250_u16, 1..=80_u16), 6),
    ) {
        let mut screen = Screen::new(draft.build());
        screen.keys("Down Right b Right N").paste(&text).keys("Esc u").keys(view);
        for (width, height) in sizes {
            screen.resize(width, height);
            assert_fits(&screen);
            screen.keys("PageUp Down");
            assert_fits(&screen);
        }
        screen.resize(80, 24);
        screen.keys("Esc Esc");
        assert!(screen.model.overlay.is_none() && !screen.model.document.is_previewing());
    }
}
