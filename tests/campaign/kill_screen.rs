//! The screen is killed with signal 9 while edits are typed and saved in a real terminal: what it showed as saved is
//! in the file, and what it showed as committed is offered at the next start.

#![expect(clippy::disallowed_methods, reason = "a kill comes after a while")]

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::jobs::side_by_side;
use crate::kill::Moments;
use crate::place::{Place, SLUG};
use crate::pty::{Pty, Start};
use crate::size::size;

/// How many screens there are at a time.
const SCREENS: usize = 2;

/// The first amount that is typed; the others follow it one by one.
const FIRST: u64 = 21_000_001;

/// How long a person takes between two edits at least, be the machine ever so busy.
const THOUGHT: Duration = Duration::from_millis(200);

/// What the kills came upon.
#[derive(Debug, Default)]
struct Figures {
    kills: usize,
    saved: usize,
    unsaved: usize,
    recovered: usize,
    in_flight: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, saved, unsaved, recovered, in_flight } = self;
        write!(
            f,
            "{kills} kills: {saved} when the screen said that all was saved, {unsaved} when it did not; in \
             {recovered} there was unsaved work to recover, in {in_flight} edits that had just been sent at once \
             were on the screen and still on their way to the disk; nothing else lost, no file damaged"
        )
    }
}

/// What was typed, and what the screen said of it.
struct Seen {
    /// The last amount that was on the screen for a while.
    settled: u64,
    /// The last one that was on the screen at all.
    shown: u64,
    /// The last one that was typed.
    last: u64,
    /// Whether the screen said that all was saved.
    is_saved: bool,
}

fn start(place: &Place) -> Pty {
    Start::new(place.folder()).arg(SLUG).run()
}

/// Types an amount and waits until the screen has it.
fn commit(pty: &mut Pty, amount: u64) {
    pty.send(&format!("{amount}\r")).until("the amount", |pty| shown(&pty.text()) == Some(amount));
}

/// The amount that stands on the screen, once it is committed.
fn shown(text: &str) -> Option<u64> {
    let line = text.lines().find(|line| line.contains("Amount"))?;
    let (_, amount) = line.split_once('$')?;
    let digits: String = amount.chars().take_while(|char| char.is_ascii_digit() || *char == ',').collect();
    digits.replace(',', "").parse().ok()
}

/// Commits some edits, saves one, sends more at once and kills in the midst of it.
fn session(place: &Place, turn: usize, delay: Duration) -> Seen {
    let mut pty = start(place);
    pty.wait("Total").send("\t\t").wait("step 1.00M");
    let settled = FIRST + (turn % 3) as u64;
    for amount in FIRST..=settled {
        commit(&mut pty, amount);
    }
    if turn.is_multiple_of(2) {
        pty.send("s").wait("saved to");
    }
    thread::sleep(THOUGHT);
    let last = settled + if turn.is_multiple_of(4) { 1 } else { 4 };
    let saves_after = settled + 1 + (turn % 4) as u64;
    let keys = |amount| format!("{amount}\r{}", if amount == saves_after { "s" } else { "" });
    pty.send(&(settled + 1..=last).map(keys).collect::<Vec<_>>().concat());
    thread::sleep(delay);
    pty.signal("-KILL");
    pty.end();
    let shown = last_shown(&pty, FIRST..=last);
    Seen { settled, shown, last, is_saved: pty.text().contains("○ saved") }
}

/// The last amount that stood on the screen: in the end a field for the next may have been in its place.
fn last_shown(pty: &Pty, typed: RangeInclusive<u64>) -> u64 {
    let mut screen = vt100::Parser::new(24, 80, 0);
    let mut last = 0;
    for piece in pty.bytes().chunks(256) {
        screen.process(piece);
        last = shown(&screen.screen().contents()).filter(|amount| typed.contains(amount)).unwrap_or(last);
    }
    last
}

/// How long a session takes for the edits that are sent at once.
fn calibrate() -> Duration {
    let place = Place::new();
    let mut pty = start(&place);
    pty.wait("Total").send("\t\t").wait("step 1.00M");
    let begun = Instant::now();
    let keys: Vec<String> = (FIRST..FIRST + 4).map(|amount| format!("{amount}\r")).collect();
    pty.send(&(keys.concat() + "s")).until("the last of it", |pty| pty.text().contains("saved to"));
    begun.elapsed()
}

/// The amount that a next session begins with, after it took over what was left.
fn next_start(place: &Place, figures: &mut Figures) -> u64 {
    let mut pty = start(place);
    // The offer comes with the first frame, if there is one, and the last line is drawn last.
    pty.until("the screen", |pty| {
        ["Not closed cleanly", "? help"].iter().any(|text| pty.text().contains(text))
    });
    if pty.text().contains("Not closed cleanly") {
        figures.recovered += 1;
        pty.send("r").wait("recovered");
    }
    let amount = shown(&pty.text()).expect("the plan has an amount");
    pty.send("s").until("it to be saved", |pty| pty.text().contains("○ saved"));
    pty.send("q");
    assert_eq!(pty.end().exit_code(), 0);
    assert_eq!(place.amount(), Ok(amount), "what was recovered can be saved");
    amount
}

/// Kills one session and looks at what is left.
fn kill_session(turn: usize, delay: Duration) -> Figures {
    let place = Place::new();
    let first = place.amount().expect("it was just made");
    let seen = session(&place, turn, delay);
    let amounts = place.amounts().expect("no file is damaged");
    let in_file = place.amount().expect("the file is whole");
    assert!(in_file == first || (FIRST..=seen.last).contains(&in_file), "{in_file} was never typed");
    assert!(amounts.values().any(|amount| *amount == first), "what was replaced is kept");
    assert!(!seen.is_saved || in_file >= seen.shown, "{} was acknowledged, {in_file} is there", seen.shown);

    let mut figures = Figures { kills: 1, ..Figures::default() };
    *(if seen.is_saved { &mut figures.saved } else { &mut figures.unsaved }) += 1;
    let found = next_start(&place, &mut figures);
    assert!(found >= seen.settled, "{} was on the screen, {found} is what is left", seen.settled);
    assert!(found <= seen.last, "{found} was never typed");
    figures.in_flight += usize::from(found < seen.shown);
    figures
}

#[test]
fn what_the_screen_showed_survives_a_kill() {
    let begun = Instant::now();
    let moments = Mutex::new(Moments::new(calibrate()));
    let all = side_by_side(SCREENS, size(40, 2_000), |turn| {
        let delay = moments.lock().expect("to count does not panic").next();
        kill_session(turn, delay)
    });
    let figures = all.into_iter().fold(Figures::default(), |sum, one| Figures {
        kills: sum.kills + one.kills,
        saved: sum.saved + one.saved,
        unsaved: sum.unsaved + one.unsaved,
        recovered: sum.recovered + one.recovered,
        in_flight: sum.in_flight + one.in_flight,
    });
    assert!(figures.recovered > 0, "there was something to recover: {figures}");
    println!("kill -9 of the screen: {figures} ({:.0?})", begun.elapsed());
}
