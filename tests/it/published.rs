//! Chains of numbers that others printed must come out of the goals, to the rounding of their source.

use backcast::goals::flow::{Factor, Flow};
use backcast::goals::{Bearing, Content, Goals, compute};

use crate::scenarios::{Draft, Split, even};

/// What a plan needs at each stage, top to bottom.
fn needs(goals: &Goals) -> Vec<f64> {
    let bearings = goals.grid().bearings();
    bearings.filter(|bearing| bearing.stage().is_some()).map(Bearing::need).collect()
}

/// Needs rounded as a source rounds them: to so many decimals.
fn rounded(needs: &[f64], decimals: i32) -> Vec<f64> {
    let unit = 10_f64.powi(decimals);
    needs.iter().map(|need| (need * unit).round() / unit).collect()
}

/// A plan of a number of months.
fn over(months: usize, draft: Draft) -> Draft {
    Draft { months, ..draft }
}

#[test]
fn align_me_leaks_483_of_500_suspects_and_asks_for_them_five_quarters_ahead() {
    let steps = [
        ("Suspects", 0.4, 90),
        ("Prospects", 0.5, 90),
        ("Needs", 0.75, 90),
        ("Offers", 2.0 / 3.0, 90),
        ("Preferences", 1.0 / 3.0, 90),
        ("Deals", 1.0, 0),
    ];
    let goals = compute(&even(50.0 / 3.0, &steps).build());
    assert_eq!(rounded(&needs(&goals), 0), [500.0, 200.0, 100.0, 75.0, 50.0, 17.0]);
    let last = goals.grid().bearing(5).shown_need();
    assert_eq!(goals.grid().top().need().round() - last, 483.0);
    let first = goals.first_work().unwrap();
    assert_eq!((first.month.to_string().as_str(), first.day), ("2025-10", 1));
    assert_eq!(goals.grid().runway(), 15);
}

#[test]
fn align_me_s_calculator_asks_24_leads_for_6_sales() {
    let steps = [("Leads", 0.5, 0), ("Proposals", 0.5, 0), ("Sales", 1.0, 0)];
    let goals = compute(&over(3, even(6.0, &steps)).build());
    assert_eq!(needs(&goals), [24.0, 12.0, 6.0]);
}

#[test]
fn kellblog_asks_133_sqls_because_nothing_is_rounded_on_the_way() {
    let steps = [("SQLs", 0.2, 0), ("Opportunities", 75_000.0, 0)];
    let goals = compute(&over(3, even(2e6, &steps)).build());
    assert_eq!(rounded(&needs(&goals), 2), [133.33, 26.67]);
    assert_eq!(rounded(&needs(&goals), 0), [133.0, 27.0]);
}

#[test]
fn kellblog_s_deals_of_the_fourth_quarter_are_mqls_of_the_first() {
    let steps = [("MQLs", 0.5, 90), ("SALs", 0.2, 180), ("Deals", 1.0, 0)];
    let deals = [1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0, 4.0, 4.0];
    let split = Split::Custom(deals.to_vec());
    let goals = compute(&Draft { split, ..even(30.0, &steps) }.build());
    let grid = goals.grid();
    let quarter = |row: usize, quarter: usize| -> f64 {
        let cells = grid.bearing(row).cells(Content::Goals).collect::<Vec<_>>();
        cells[grid.runway() + 3 * quarter..][..3].iter().sum()
    };
    assert_eq!(rounded(&[quarter(2, 3), quarter(1, 1), quarter(0, 0)], 9), [12.0, 60.0, 120.0]);
}

#[test]
fn a_revops_engine_asks_366_leads_for_a_million() {
    let steps = [
        ("Leads", 0.65, 0),
        ("Contacts", 0.4, 0),
        ("Scheduled", 0.7, 0),
        ("Held", 0.3, 0),
        ("Deals", 50_000.0, 0),
    ];
    let needs = needs(&compute(&even(1e6, &steps).build()));
    assert_eq!(rounded(&needs[2..], 1), [95.2, 66.7, 20.0]);
    assert_eq!(rounded(&needs[..2], 0), [366.0, 238.0]);
}

#[test]
fn showmethedata_asks_242_leads() {
    let steps = [
        ("Leads", 0.3, 0),
        ("Qualified", 0.67, 0),
        ("Meetings", 0.58, 0),
        ("Proposals", 0.71, 0),
        ("Deals", 1.0, 0),
    ];
    assert_eq!(rounded(&needs(&compute(&even(20.0, &steps).build())), 0)[0], 242.0);
}

#[test]
fn square2_asks_500_leads_or_42_a_month() {
    let goals = compute(&even(1e6, &[("Leads", 0.2, 0), ("Customers", 10_000.0, 0)]).build());
    assert_eq!(rounded(&needs(&goals), 9), [500.0, 100.0]);
    let shown = goals.grid().top().shown(Content::Goals).collect::<Vec<_>>();
    assert_eq!(shown[..6], [42.0, 42.0, 41.0, 42.0, 42.0, 41.0]);
}

#[test]
fn nacre_asks_250_prospects_or_21_a_month() {
    let steps = [("Prospects", 0.4, 0), ("Meetings", 0.5, 0), ("Proposals", 0.2, 0), ("Deals", 5e4, 0)];
    let goals = compute(&even(5e5, &steps).build());
    assert_eq!(rounded(&needs(&goals), 9), [250.0, 100.0, 50.0, 10.0]);
    assert_eq!(rounded(&goals.grid().top().cells(Content::Goals).collect::<Vec<_>>(), 0), [21.0; 12]);
}

#[test]
fn neilbarman_asks_1600_sqls() {
    let goals = compute(&even(1e7, &[("SQLs", 0.25, 0), ("Deals", 25_000.0, 0)]).build());
    assert_eq!(rounded(&needs(&goals), 9), [1600.0, 400.0]);
}

#[test]
fn pycasting_s_leads_become_wins_fifty_days_later() {
    let leads = [100.0, 100.0, 100.0, 100.0, 200.0, 200.0, 200.0, 200.0];
    let mut flow = Flow::of_months(leads);
    for (rate, lag) in [(0.1, 10), (0.5, 5), (0.3, 35)] {
        flow = flow.scaled(&Factor::constant(rate)).shifted(lag);
    }
    assert_eq!(rounded(&flow.by_month(0, 8), 9), [0.0, 0.5, 1.5, 1.5, 1.5, 2.0, 3.0, 3.0]);
}

#[test]
fn the_consultant_s_24_15_million_needs_1610_proposals_at_60_percent() {
    let goals = compute(&even(21e6 * 1.15, &[("Proposals", 0.6, 30), ("Deals", 25_000.0, 30)]).build());
    assert_eq!(rounded(&needs(&goals), 6), [1610.0, 966.0]);
    let round = compute(&even(24e6, &[("Proposals", 0.6, 30), ("Deals", 25_000.0, 30)]).build());
    assert_eq!(rounded(&needs(&round), 6), [1600.0, 960.0]);
}
