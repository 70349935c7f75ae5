//! A plan for the tests of this room.

use crate::plan::{
    Beyond, Currency, Funnel, Horizon, Lag, Money, Name, Phasing, Rate, Scenario, ScenarioParts, StageParts,
    Target, Yield,
};

/// The plan of the frames, with another stage at its end whose name begins like the one before.
pub(super) fn plan() -> Scenario {
    let stage = |name: &str, yields, lag| {
        let mut stage = StageParts::new(Name::new(name).unwrap(), yields);
        stage.lag = Lag::new(lag).unwrap();
        stage
    };
    let rate = |rate| Yield::rate(Rate::new(rate).unwrap());
    let stages = vec![
        stage("Site visitors", rate(0.02), 7.0),
        stage("Contacts", rate(0.25), 45.0),
        stage("Qualified leads", rate(0.4), 14.0),
        stage("Meetings", rate(0.5), 21.0),
        stage("Proposals", rate(0.6), 30.0),
        stage("Deals", rate(0.9), 30.0),
        stage("Deals = lost?", Yield::value(Money::new(25_000.0).unwrap()), 0.0),
    ];
    Scenario::new(ScenarioParts {
        name: "Acme 2027 base".to_owned(),
        currency: Currency::USD,
        start: "2027-01".parse().unwrap(),
        months: Horizon::new(12.0).unwrap(),
        target: Target {
            amount: Money::new(21e6).unwrap(),
            phasing: Phasing::Even,
            beyond: Beyond::Continue,
            locked: Vec::new(),
        },
        funnel: Funnel::new(stages).unwrap(),
        notes: String::new(),
    })
    .unwrap()
}
