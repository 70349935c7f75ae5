//! What was tried in a session, written down as Markdown.

use backcast::export::history::{Row, Tried, page};
use backcast::export::markdown;
use backcast::goals::{Goals, compute};
use backcast::plan::{Day, Edit, Input, Owner, Scenario, StageEdit, TargetField};
use backcast::text::step;

use crate::scenarios::{acme, id, lag, money, month, name, rate};

/// A plan with the goals that follow from it.
struct Computed(Scenario, Goals);

impl Computed {
    fn new(scenario: Scenario) -> Self {
        let goals = compute(&scenario);
        Self(scenario, goals)
    }

    fn with(&self, edits: &[Edit]) -> Self {
        Self::new(self.0.with_all(edits).expect("the edits are allowed"))
    }

    fn pair(&self) -> (&Scenario, &Goals) {
        (&self.0, &self.1)
    }
}

/// The day of the design's screens.
fn today() -> Day {
    Day::of_date(month("2026-11"), 21)
}

fn stage(plan: &Computed, place: usize, edit: StageEdit) -> Edit {
    Edit::Stage(id(&plan.0, place), edit)
}

#[test]
fn each_step_is_a_row_and_the_plan_stands_against_its_baseline_below() {
    let first = Computed::new(acme().build());
    let raised = first.with(&[stage(&first, 4, StageEdit::Rate(rate(0.64)))]);
    let noted = raised.with(&[
        stage(&first, 1, StageEdit::Lag(lag(35))),
        Edit::Notes("# agreed\n\n- with <b>sales</b>".to_owned()),
    ]);
    let cheaper = noted.with(&[Edit::Amount(money(20e6))]);
    let undone =
        Row { undone: true, ..Row::edited("10:05", noted.pair(), cheaper.pair(), first.pair(), today()) };
    let rows = vec![
        Row::brought("10:02", "began with Draft".to_owned(), first.pair(), first.pair(), today()),
        Row::edited("10:03", first.pair(), raised.pair(), first.pair(), today()),
        Row::edited("10:04", raised.pair(), noted.pair(), first.pair(), today()),
        undone,
    ];
    let date = today();
    let tried = Tried { date, rows, now: noted.pair(), baseline: first.pair(), pinned: None };
    let expected = "\
# What we tried · Draft · 21 Nov 2026

Baseline: the scenario as it was opened.

| Time | Step | What it did | Against the baseline |
| --- | --- | --- | --- |
| 10:02 | began with Draft |  | · |
| 10:03 | Proposals→Deals 60 → 64 % | 100 fewer proposals and 100,000 fewer site visitors for this plan; first month affected Aug 2026 (past); 70,278 of the site visitors from today on | 1 input: 100 fewer proposals and 100,000 fewer visitors for this plan |
| 10:04 | Contacts→Qualified lag 45 → 35 d, notes written | same numbers for this plan, site visitors and contacts 10 days later; first work 14 Aug 2026, was 4 Aug 2026 | 2 inputs: 100 fewer proposals and 100,000 fewer visitors for this plan |
| 10:05 | Amount $24.0M → $20.0M (undone) | 160 fewer deals and 250,000 fewer site visitors for this plan; first month affected Aug 2026 (past); 182,639 of the site visitors from today on | 3 inputs: 160 fewer deals and 350,000 fewer visitors for this plan |

## Where the plan stands against the baseline

| What differs |
| --- |
| Contacts→Qualified lag 45 → 35 d |
| Proposals→Deals 60 → 64 % |
| notes written |

| This plan needs | Baseline | Now | Difference |
| --- | ---: | ---: | ---: |
| Site visitors | 1,600,000 | 1,500,000 | ▼6.3% |
| Contacts | 32,000 | 30,000 | ▼6.3% |
| Qualified leads | 8,000 | 7,500 | ▼6.3% |
| Meetings | 3,200 | 3,000 | ▼6.3% |
| Proposals | 1,600 | 1,500 | ▼6.3% |
| Deals | 960 | 960 | · |

## Notes

\\# agreed

\\- with \\<b>sales\\</b>
";
    assert_eq!(markdown::text(&page(&tried)), expected);
}

#[test]
fn a_plan_at_its_baseline_says_so_and_has_no_notes_to_show() {
    let plan = Computed::new(acme().build());
    let date = today();
    let tried =
        Tried { date, rows: Vec::new(), now: plan.pair(), baseline: plan.pair(), pinned: Some("10:02") };
    let text = markdown::text(&page(&tried));
    assert!(text.contains("Baseline: the plan as it was pinned at 10:02."), "{text}");
    assert!(text.contains("No input differs from the baseline.") && !text.contains("## Notes"), "{text}");
}

#[test]
fn stages_that_one_plan_lacks_and_other_currencies_get_no_difference() {
    let first = Computed::new(acme().build());
    let added = first.with(&[Edit::AddStage(2, name("Demos|x"))]);
    let date = today();
    let text = |now: &Computed| {
        let rows = vec![Row::edited("10:03", first.pair(), now.pair(), first.pair(), today())];
        markdown::text(&page(&Tried { date, rows, now: now.pair(), baseline: first.pair(), pinned: None }))
    };
    assert!(text(&added).contains("| Demos\\|x |  | 16,000 | new |"), "{}", text(&added));
    let converted = first.with(&[Edit::Currency(backcast::plan::Currency::new("EUR").expect("it is one"))]);
    let told = text(&converted);
    assert!(told.contains("| Currency USD → EUR | amounts are not converted |"), "{told}");
    assert!(told.contains("| Deals | 960 | 960 |  |"), "{told}");
}

#[test]
fn what_a_step_did_is_told_in_so_many_columns() {
    let before = Computed::new(acme().build());
    let lock = |field| Edit::Lock(Input::Target(field), true);
    let after = before.with(&[
        Edit::Notes("x".to_owned()),
        lock(TargetField::Amount),
        lock(TargetField::Start),
        stage(&before, 0, StageEdit::Owner(Owner::Sales)),
    ]);
    let said = |columns| step::said(before.pair(), after.pair(), today(), columns);
    assert_eq!(said(80), "notes written, Amount locked, Start locked, owner of Site visitors: sales");
    assert_eq!(said(60), "notes written and 3 more");
    assert_eq!(said(20), "notes wr… and 3 more");
    assert_eq!(step::said(after.pair(), before.pair(), today(), 40), "notes cleared and 3 more");
}

#[test]
fn a_change_that_leaves_no_room_for_words_tells_its_effect_with_an_arrow() {
    let before = Computed::new(acme().build());
    let after = before.with(&[stage(&before, 4, StageEdit::RateFrom(month("2027-04"), Some(rate(0.65))))]);
    let said = |columns| step::said(before.pair(), after.pair(), today(), columns);
    assert_eq!(said(67), "Proposals→Deals from Apr 2027 60 → 65 %: 71,794 fewer site visitors");
    assert_eq!(said(66), "Proposals→Deals from Apr 2027 60 → 65 %: 71,794 fewer visitors");
    assert_eq!(said(61), "Proposals→Deals from Apr 2027 60 → 65 %: ▼71,794 visitors");
    assert_eq!(said(57), said(61));
    assert_eq!(said(56), "Proposals→Deals from Apr 2027 60 → 65 %");
}
