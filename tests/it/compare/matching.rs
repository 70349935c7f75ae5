//! Stages of different files match by name (model.md §7): the same scenario under other identities.

use backcast::goals::compute;
use backcast::plan::{Edit, Scenario, Stage, StageEdit, StageId};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert_eq, proptest};

use crate::scenarios::{Draft, Step, acme, drafts, even, id, name};

/// The identity that the stage with a name has.
fn named(scenario: &Scenario, name: &str) -> StageId {
    scenario.funnel().named(name).expect("the plan has the stage").id()
}

fn ids(scenario: &Scenario) -> Vec<StageId> {
    scenario.funnel().stages().iter().map(Stage::id).collect()
}

/// A plan like another whose stages stand in an order of their own, some called otherwise.
pub(super) fn varied(draft: &Draft, order: &[usize], names: &[usize]) -> Draft {
    let last = draft.steps.len() - 1;
    let mut varied = draft.clone();
    for (step, (from, kind)) in varied.steps.iter_mut().zip(order.iter().zip(names)) {
        step.name = match kind {
            0 => format!("Step {from}"),
            1 => format!(" STAGE\u{a0}{from}\u{200b} "),
            _ => format!("Stage {from}"),
        };
    }
    assert_eq!(order.len(), last + 1);
    varied
}

/// Two plans: one of any kind, and another of any kind whose stages are called as those of the first, in any
/// order and spelling, or by names of their own.
pub(super) fn pairs() -> impl Strategy<Value = (Draft, Draft)> {
    (drafts(), drafts()).prop_flat_map(|(one, other)| {
        let places: Vec<usize> = (0..other.steps.len()).collect();
        let names = vec(0..5_usize, places.len());
        (Just(one), Just(other), Just(places).prop_shuffle(), names)
            .prop_map(|(one, other, order, names)| (one, varied(&other, &order, &names)))
    })
}

#[test]
fn stages_get_the_identity_of_their_namesake_wherever_it_stands() {
    let reference = acme().build();
    let mut draft = acme();
    draft.steps.remove(2);
    draft.steps.swap(0, 1);
    draft.steps[2].name = "MEET\u{200b}INGS".to_owned();
    draft.steps[3].name = "Offers".to_owned();
    let own = draft.build();
    let matched = own.matched_to([&reference]);
    for (place, there) in [(0, 1), (1, 0), (2, 3), (4, 5)] {
        assert_eq!(id(&matched, place), id(&reference, there), "{place}");
    }
    assert!(reference.funnel().find(named(&matched, "Offers")).is_none());
    let names = |scenario: &Scenario| -> Vec<String> {
        scenario.funnel().stages().iter().map(|stage| stage.name().to_owned()).collect()
    };
    assert_eq!(names(&matched), ["Contacts", "Site visitors", "MEET\u{200b}INGS", "Offers", "Deals"]);
    assert_eq!(matched.matched_to([&own]), own, "nothing but the identities is another");
}

#[test]
fn a_stage_without_a_namesake_gets_an_identity_that_was_never_given() {
    let reference = acme().build();
    let grown = reference.with(&Edit::AddStage(3, name("Demos"))).unwrap();
    let demos = named(&grown, "Demos");
    let shrunk = grown.with(&Edit::RemoveStage(demos)).unwrap();
    let other = even(1e6, &[("Leads", 0.5, 10), ("Trials", 0.5, 10), ("Deals", 100.0, 0)]).build();
    let matched = other.matched_to([&shrunk]);
    assert!(!ids(&matched).contains(&demos), "undo may bring that one back");
    let added = matched.with(&Edit::AddStage(1, name("Calls"))).unwrap();
    let calls = named(&added, "Calls");
    assert!(!ids(&matched).contains(&calls) && shrunk.funnel().find(calls).is_none());
}

#[test]
fn several_plans_share_what_the_first_does_not_have() {
    let reference = acme().build();
    let with = |stages: &[&str]| {
        let mut draft = acme();
        draft.steps.splice(3..3, stages.iter().map(|name| Step::new(name, 0.5, 5)));
        draft.build()
    };
    let second = with(&["Trials", "Demos"]).matched_to([&reference]);
    let third = with(&["demos", "Calls"]).matched_to([&reference, &second]);
    assert_eq!(named(&third, "Demos"), named(&second, "Demos"));
    let calls = named(&third, "Calls");
    assert!([&reference, &second].iter().all(|plan| plan.funnel().find(calls).is_none()));
    assert_eq!(named(&third, "Meetings"), named(&reference, "Meetings"));
}

#[test]
fn an_identity_that_is_known_by_two_names_is_given_once() {
    let baseline = acme().build();
    let meetings = named(&baseline, "Meetings");
    let now = baseline.with(&Edit::Stage(meetings, StageEdit::Name(name("Demos")))).unwrap();
    let mut draft = acme();
    draft.steps.insert(3, Step::new("Demos", 0.5, 5));
    let matched = draft.build().matched_to([&baseline, &now]);
    assert_eq!(named(&matched, "Meetings"), meetings, "the first of the others decides");
    let found = ids(&matched);
    assert!(found.iter().all(|id| found.iter().filter(|other| *other == id).count() == 1), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn matching_changes_nothing_but_identities((one, other) in pairs()) {
        let (one, other) = (one.build(), other.build());
        let matched = other.matched_to([&one]);
        for stage in matched.funnel().stages() {
            let namesake = one.funnel().named(stage.name()).map(Stage::id);
            let partner = one.funnel().find(stage.id()).map(|(_, stage)| stage.id());
            prop_assert_eq!(namesake, partner, "{}", stage.name());
        }
        prop_assert_eq!(matched.matched_to([&other]), other.clone());
        let (before, after) = (compute(&other), compute(&matched));
        for (was, is) in before.grid().bearings().zip(after.grid().bearings()) {
            prop_assert_eq!(was.flow(), is.flow());
        }
        prop_assert_eq!(before.check(), after.check());
    }
}
