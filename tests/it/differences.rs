//! What differs between two plans and which needs the sentence tells (model.md §7, screens.md §14).

use backcast::goals::{Change, Difference, compare, compute};
use backcast::plan::{Edit, Field, Input, Scenario, StageEdit, TargetField};

use crate::scenarios::{acme, horizon, id, lag, money, month, name, rate, share};

fn difference(before: &Scenario, after: &Scenario) -> Difference {
    compare((before, &compute(before)), (after, &compute(after)))
}

/// The needs that differ, by the place of their stage in the later plan.
fn needs(difference: &Difference, after: &Scenario) -> Vec<(usize, f64)> {
    let place = |stage| after.funnel().find(stage).expect("needs are those of later stages").0;
    difference.needs.iter().map(|need| (place(need.stage), need.by)).collect()
}

/// Acme's plan at a close rate of 55 %.
fn at_55() -> Scenario {
    let mut draft = acme();
    draft.steps[4].yields = 0.55;
    draft.build()
}

#[test]
fn a_better_close_rate_saves_proposals_and_visitors() {
    let (before, after) = (at_55(), acme().build());
    let found = difference(&before, &after);
    let proposals = id(&after, 4);
    assert_eq!(found.changes, [Change::Input(Input::Stage(proposals, Field::Yield))]);
    assert_eq!(needs(&found, &after), [(4, -146.0), (0, -145_455.0)]);
    assert!(found.needs.iter().all(|need| !need.more));
    let back = difference(&after, &before);
    assert_eq!(needs(&back, &before), [(4, 146.0), (0, 145_455.0)]);
    assert!(back.needs.iter().all(|need| need.more));
}

#[test]
fn a_larger_amount_needs_more_deals_and_visitors() {
    let before = acme().build();
    let after = before.with(&Edit::Amount(money(25e6))).unwrap();
    let found = difference(&before, &after);
    assert_eq!(found.changes, [Change::Input(Input::Target(TargetField::Amount))]);
    assert_eq!(needs(&found, &after), [(5, 40.0), (0, 66_667.0)]);
}

#[test]
fn a_lag_a_start_and_what_follows_leave_the_needs_of_a_plain_chain_alone() {
    let before = acme().build();
    let contacts = id(&before, 1);
    for edit in [
        Edit::Stage(contacts, StageEdit::Lag(lag(35))),
        Edit::Start(month("2027-04")),
        Edit::Months(horizon(24)),
        Edit::Beyond(backcast::plan::Beyond::Stop),
    ] {
        let found = difference(&before, &before.with(&edit).unwrap());
        assert_eq!((found.changes.len(), found.needs.len()), (1, 0), "{edit:?}");
    }
}

#[test]
fn a_direct_share_spares_the_stage_above() {
    let before = acme().build();
    let after = before.with(&Edit::Stage(id(&before, 3), StageEdit::Direct(share(0.5)))).unwrap();
    assert_eq!(needs(&difference(&before, &after), &after), [(2, -4000.0), (0, -800_000.0)]);
}

#[test]
fn stages_that_come_go_or_move_are_told_by_the_top() {
    let before = acme().build();
    let added = before.with(&Edit::AddStage(3, name("Demos"))).unwrap();
    let found = difference(&before, &added);
    assert_eq!(found.changes, [Change::Added(id(&added, 3))]);
    assert_eq!(needs(&found, &added), [(0, 1_600_000.0)]);
    let back = difference(&added, &before);
    assert_eq!(back.changes, [Change::Removed(id(&added, 3))]);
    let moved = before.with(&Edit::MoveStage(id(&before, 1), 3)).unwrap();
    assert_eq!(difference(&before, &moved).changes, [Change::Reordered]);
    // Value, rate and rate changes that a move hands over are no changes of their own.
    let mut draft = acme();
    draft.steps[4].changes.insert(3, 0.7);
    let before = draft.build();
    let last = id(&before, 5);
    let moved = before.with(&Edit::MoveStage(last, 4)).unwrap();
    assert_eq!(difference(&before, &moved).changes, [Change::Reordered]);
    let removed = before.with(&Edit::RemoveStage(last)).unwrap();
    assert_eq!(difference(&before, &removed).changes, [Change::Removed(last)]);
    assert_eq!(needs(&difference(&before, &removed), &removed).len(), 1);
}

#[test]
fn several_inputs_are_told_by_the_last_stage_among_them() {
    let before = acme().build();
    let edits = [
        Edit::Stage(id(&before, 1), StageEdit::Rate(rate(0.5))),
        Edit::Stage(id(&before, 3), StageEdit::RateFrom(month("2027-06"), Some(rate(0.6)))),
        Edit::Name("Another name is no input".to_owned()),
    ];
    let after = before.with_all(&edits).unwrap();
    let found = difference(&before, &after);
    let rate = Change::Input(Input::Stage(id(&before, 1), Field::Yield));
    assert_eq!(found.changes, [rate, Change::RateFrom(id(&before, 3), month("2027-06"))]);
    assert_eq!(needs(&found, &after).iter().map(|need| need.0).collect::<Vec<_>>(), [3, 0]);
}
