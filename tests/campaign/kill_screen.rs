//! The screen is killed with signal 9 while edits are typed and saved in a real terminal: what it showed as saved is
//! in the file, and what it showed as committed is offered at the next start.

#![expect(clippy::disallowed_methods, reason = "a kill comes after a while")]

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::kill::Pace;
use crate::place::{Place, SLUG};
use crate::pty::{Pty, Start};
use crate::size::{side_by_side, size};

/// How many screens there are at a time.
const SCREENS: usize = 2;

/// The first amount that is typed; the others follow it one by one.
const FIRST: u64 = 21_000_001;

/// How long everything that was sent at once may take to be done, for a start.
const BURST: Duration = Duration::from_millis(200);

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
             {recovered} there was unsaved work to recover, in {in_flight} the last edit on the screen was still on \
             its way; nothing else lost, no file damaged"
        )
    }
}

/// What the screen said last.
struct Seen {
    amount: u64,
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
fn session(place: &Place, turn: usize, delay: Duration) -> (Seen, u64) {
    let mut pty = start(place);
    pty.wait("Total").send("\t\t").wait("step 1.00M");
    let mut last = FIRST;
    commit(&mut pty, last);
    for _ in 0..turn % 3 {
        last += 1;
        commit(&mut pty, last);
    }
    if turn.is_multiple_of(2) {
        pty.send("s").wait("saved to");
    }
    let mut burst = String::new();
    for edit in 0..4 {
        last += 1;
        burst += &format!("{last}\r");
        if edit == turn % 4 {
            burst.push('s');
        }
    }
    pty.send(&burst);
    thread::sleep(delay);
    pty.signal("-KILL");
    pty.end();
    let amount = last_shown(&pty, FIRST..=last);
    (Seen { amount, is_saved: pty.text().contains("○ saved") }, last)
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
    let keys: String = (FIRST..FIRST + 4).map(|amount| format!("{amount}\r")).collect();
    pty.send(&(keys + "s")).until("the last of it", |pty| pty.text().contains("saved to"));
    begun.elapsed().max(BURST / 10)
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

/// Kills sessions one after the other, each on a store of its own, and hands each to a look at what is left.
fn kill_sessions(kills: usize, look: impl Fn(&Place, &Seen, u64, &mut Figures) + Sync) -> Figures {
    let pace = Mutex::new(Pace::new(calibrate()));
    let figures = Mutex::new(Figures::default());
    side_by_side(SCREENS, kills, |turn| {
        let place = Place::new();
        let first = place.amount().expect("it was just made");
        let delay = pace.lock().expect("no session panics").next();
        let (seen, last) = session(&place, turn, delay);
        let amounts = place.amounts().expect("no file is damaged");
        let in_file = place.amount().expect("the file is whole");
        assert!(in_file == first || (FIRST..=last).contains(&in_file), "{in_file} was never typed");
        assert!(in_file == first || amounts.values().any(|amount| *amount == first), "the first is kept");
        assert!(
            !seen.is_saved || in_file >= seen.amount,
            "{} was acknowledged, {in_file} is there",
            seen.amount
        );
        let mut figures = figures.lock().expect("no session panics");
        figures.kills += 1;
        *(if seen.is_saved { &mut figures.saved } else { &mut figures.unsaved }) += 1;
        look(&place, &seen, last, &mut figures);
    });
    figures.into_inner().expect("no session panics")
}

#[test]
fn what_the_screen_showed_survives_a_kill() {
    let begun = Instant::now();
    let figures = kill_sessions(size(40, 2_000), |place, seen, last, figures| {
        let found = next_start(place, figures);
        assert!(found + 1 >= seen.amount, "{} was on the screen, {found} is what is left", seen.amount);
        assert!(found <= last, "{found} was never typed");
        figures.in_flight += usize::from(found < seen.amount);
    });
    assert!(figures.recovered > 0, "there was something to recover: {figures}");
    println!("kill -9 of the screen: {figures} ({:.0?})", begun.elapsed());
}
