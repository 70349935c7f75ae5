//! The stage editor: each change is one step, and undo works inside of it.

use backcast::plan::{Owner, Share};

use super::stage_lines::on_line;
use super::{lag, screen, screen_of, stage_names, yields};

const NAMES: [&str; 6] = ["Site visitors", "Contacts", "Qualified leads", "Meetings", "Proposals", "Deals"];

#[test]
fn a_stage_is_renamed_on_the_whole_screen() {
    let mut screen = screen();
    screen.keys("Down*4 i Enter <type Offers> Enter Esc");
    assert_eq!(stage_names(screen.scenario())[4], "Offers");
    screen.expect("Offers→Deals").expect("Proposals renamed to Offers").expect_no("Proposals→");
    screen.keys("u").expect("Proposals→Deals");
}

#[test]
fn a_name_that_is_taken_or_empty_is_refused_and_stays_open() {
    let mut screen = screen();
    for name in ["deals", " "] {
        screen.keys("Down*4 i Enter").write(name).keys("Enter");
        assert!(
            screen.model.overlay.as_ref().is_some_and(backcast::tui::overlay::Overlay::takes_text),
            "{name}"
        );
        screen.keys("Esc Esc");
        assert_eq!(stage_names(screen.scenario()), NAMES);
        assert!(screen.model.overlay.is_none());
    }
}

#[test]
fn enter_on_the_owner_takes_the_next() {
    let mut screen = screen();
    let owner = |screen: &crate::screen::Screen| screen.scenario().funnel().stages()[0].owner();
    let mut owners = vec![owner(&screen)];
    screen.keys("i Down");
    for _ in 0..Owner::ALL.len() - 1 {
        screen.keys("Enter");
        owners.push(owner(&screen));
    }
    for all in Owner::ALL {
        assert!(owners.contains(&all), "{all:?} is missing in {owners:?}");
    }
}

#[test]
fn rate_lag_share_pipeline_and_definition_are_typed_there_too() {
    let mut screen = screen();
    for (label, typed) in [
        ("Rate", "65"),
        ("Lag", "5w"),
        ("Direct share", "30"),
        ("Have on day one", "120"),
        ("Definition", "a price was named"),
    ] {
        on_line(&mut screen, 4, label).keys("Enter").write(typed).keys("Enter Esc");
    }
    let stage = &screen.scenario().funnel().stages()[4];
    assert_eq!((yields(&screen, 4), lag(&screen, 4)), (65.0, 35));
    assert_eq!((stage.direct().get(), stage.opening().map(backcast::plan::Count::get)), (0.3, Some(120.0)));
    assert_eq!(stage.definition(), "a price was named");
    screen.keys("u*5");
    assert_eq!(screen.model.document.undo_depth(), 0, "five changes are five steps");
}

#[test]
fn a_refused_value_says_its_bounds() {
    let mut screen = screen();
    screen.keys("Down*4 i Down*2 Enter <type 900> Enter").expect("100");
    screen.keys("Esc Esc");
    on_line(&mut screen, 4, "Direct share").keys("Enter <type 100> Enter").expect("99");
    assert_eq!((yields(&screen, 4), screen.model.document.undo_depth()), (60.0, 0));
}

#[test]
fn a_locked_input_is_not_typed_over_there_either() {
    let mut screen = screen();
    screen.keys("Down*4 L i Down*2 Enter").expect("locked");
    screen.keys("<type 7> Esc Esc");
    assert_eq!(yields(&screen, 4), 60.0);
}

#[test]
fn a_stage_is_added_below_and_named_at_once() {
    let mut screen = screen();
    screen.keys("Down i a <type Trials> Enter Esc");
    assert_eq!(stage_names(screen.scenario())[1..4], ["Contacts", "Trials", "Qualified leads"]);
    assert_eq!(screen.model.cursor.row, 2, "the new stage is selected");
    screen.expect("Contacts→Trials").expect("Trials→Qualified");
    screen.keys("u u");
    assert_eq!(stage_names(screen.scenario()), NAMES);
}

#[test]
fn a_stage_added_after_the_last_takes_the_deal_value() {
    let mut screen = screen();
    screen.keys("G i a Esc Esc");
    let stages = screen.scenario().funnel().stages();
    assert_eq!(stages.len(), 7);
    assert!(stages[5].value().is_none() && stages[6].value().is_some());
}

#[test]
fn a_stage_is_removed_and_u_brings_it_back_with_all_it_had() {
    let mut screen = screen();
    let before = screen.scenario().clone();
    screen.keys("Down*3 i x").expect("removed");
    assert_eq!(
        stage_names(screen.scenario()),
        ["Site visitors", "Contacts", "Qualified leads", "Proposals", "Deals"]
    );
    screen.keys("u");
    assert_eq!(*screen.scenario(), before);
    screen.keys("U Esc u");
    assert_eq!(*screen.scenario(), before);
}

#[test]
fn two_stages_must_stay_and_twelve_are_the_most() {
    let mut screen = screen();
    screen.keys("i x*4");
    assert_eq!(screen.scenario().funnel().stages().len(), 2);
    screen.keys("x").expect("2 to 12");
    assert_eq!(screen.scenario().funnel().stages().len(), 2);
    for _ in 0..10 {
        screen.keys("a Enter");
    }
    assert_eq!(screen.scenario().funnel().stages().len(), 12);
    screen.keys("a").expect("2 to 12");
    assert_eq!(screen.scenario().funnel().stages().len(), 12);
}

#[test]
fn stages_are_reordered_and_the_selection_goes_with_them() {
    let mut screen = screen();
    screen.keys("Down*2 i K");
    assert_eq!(stage_names(screen.scenario())[..3], ["Site visitors", "Qualified leads", "Contacts"]);
    assert_eq!(screen.model.cursor.row, 1);
    screen.keys("J J");
    assert_eq!(
        stage_names(screen.scenario())[..4],
        ["Site visitors", "Contacts", "Meetings", "Qualified leads"]
    );
    assert_eq!(screen.model.cursor.row, 3);
    screen.keys("u u u");
    assert_eq!(stage_names(screen.scenario()), NAMES);
    assert_eq!(screen.model.cursor.row, 2);
}

#[test]
fn a_stage_at_the_end_goes_no_further() {
    let mut screen = screen();
    screen.keys("i K");
    screen.keys("Esc G i J");
    assert_eq!(stage_names(screen.scenario()), NAMES);
    assert_eq!(screen.model.document.undo_depth(), 0);
}

#[test]
fn a_direct_share_that_a_move_clears_is_told() {
    let mut screen = screen_of(|draft| draft.steps[1].direct = 0.3);
    screen.keys("Down i K").expect("direct share").expect("u brings it back");
    let stages = screen.scenario().funnel().stages();
    assert!(stages.iter().all(|stage| stage.direct() == Share::new(0.0).expect("none is a share")));
    screen.keys("u");
    assert_eq!(screen.scenario().funnel().stages()[1].direct().get(), 0.3);
}
