//! What the screen shows: the numbers of the design's frames, whatever their looks; any window, any plan, any keys.

pub(crate) mod compare;
mod find;
mod frames;
mod history;
mod hostile;
mod levers;
mod looks;
mod outside;
mod presenter;
mod random;
mod scenarios;

use backcast::plan::{Edit, Owner, Scenario, StageEdit};

use crate::scenarios::{acme, id};
use crate::screen::Screen;

/// The plan of the frames before its rate of deals was raised, with its name and owners.
pub(crate) fn base() -> Scenario {
    let mut draft = acme();
    draft.steps[4].yields = 0.55;
    let scenario = draft.build().with(&Edit::Name("Acme 2027 base".to_owned())).expect("a plain name");
    let owners = [Owner::Marketing, Owner::Marketing, Owner::Both, Owner::Sales, Owner::Sales, Owner::Sales];
    let edits: Vec<Edit> = owners
        .into_iter()
        .enumerate()
        .map(|(place, owner)| Edit::Stage(id(&scenario, place), StageEdit::Owner(owner)))
        .collect();
    scenario.with_all(&edits).expect("owners are free to choose")
}

/// The frames' moment: 55 % was pinned, 60 % is what stands.
pub(crate) fn raised(width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(base()).size(width, height).today("2026-11-21");
    screen.keys("b Down*4 <type 60> Enter");
    screen
}

/// A line without borders, brackets and spare blanks.
pub(crate) fn plain(line: &str) -> String {
    let inner = line.replace(|letter: char| "│┃║┌┐└┘┏┓┗┛━─═[]".contains(letter), " ");
    inner.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks that each text stands on a line of its own, in this order.
#[track_caller]
pub(crate) fn assert_lines(screen: &Screen, expected: &[&str]) {
    let mut lines = screen.lines().into_iter();
    for text in expected {
        let found = lines.any(|line| plain(&line).contains(&plain(text)));
        assert!(found, "{text:?} is missing or not in its place:\n{}", screen.text());
    }
}
