//! Files that are refused, each with the beginning of the message: one table for the reader and for the schema.

use super::*;

/// A bad file.
pub(super) struct Bad {
    /// What was done to make it bad.
    pub(super) what: String,
    pub(super) file: Value,
    /// How the message begins.
    pub(super) says: String,
}

impl Bad {
    fn new(what: String, file: Value, says: &str) -> Self {
        Self { what, file, says: says.to_owned() }
    }
}

/// The example with another value at a place.
fn put(pointer: &str, value: &Value, says: &str) -> Bad {
    let mut file = example();
    *file.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone();
    Bad::new(format!("{pointer} = {value}"), file, says)
}

/// The example with a key added to an object.
fn add(pointer: &str, key: &str, value: &Value, says: &str) -> Bad {
    let mut file = example();
    file.pointer_mut(pointer).unwrap()[key] = value.clone();
    Bad::new(format!("{pointer}/{key} = {value}"), file, says)
}

/// The example without a key.
fn without(pointer: &str, key: &str, says: &str) -> Bad {
    let mut file = example();
    file.pointer_mut(pointer).unwrap().as_object_mut().unwrap().shift_remove(key).unwrap();
    Bad::new(format!("without {pointer}/{key}"), file, says)
}

/// All of them.
pub(super) fn files() -> Vec<Bad> {
    let tables = [stages(), names(), targets(), frames(), keys(), missing(), edges(), types()];
    tables.into_iter().flatten().collect()
}

fn stages() -> Vec<Bad> {
    let rate = "found 1.4, allowed 0.000001 to 1 (a rate of 40 % is 0.4)";
    let two = json!([{ "from": "2027-04", "rate": 0.5 }, { "from": "2027-04", "rate": 0.6 }]);
    let locked = "stages[1].locked[0]: found \"value\", allowed \"rate\", \"lag\", \"direct\", \"opening\"";
    let last = "stages[2].locked[0]: found \"rate\", allowed \"value\", \"lag\", \"direct\", \"opening\"";
    let ordered = "found [0.7,0.5], allowed [low, high], low not above high, each 0.000001 to 1";
    let many: Value = (0..13).map(|_| example()["stages"][0].clone()).collect();
    vec![
        put("/stages/1/rate", &json!(1.4), &format!("stages[1].rate: {rate}")),
        put("/stages/1/changes/0/rate", &json!(1.4), &format!("stages[1].changes[0].rate: {rate}")),
        put(
            "/stages/1/rate",
            &json!("60 %"),
            "stages[1].rate: found \"60 %\", allowed a number, 0.000001 to 1",
        ),
        put("/stages/1/lag_days", &json!(7.5), "stages[1].lag_days: found 7.5, allowed 0 to 720 whole days"),
        put("/stages/1/lag_range", &json!([7.5, 9]), "stages[1].lag_range[0]: found 7.5, allowed 0 to 720"),
        put("/stages/1/lag_range/1", &json!(800), "stages[1].lag_range[1]: found 800, allowed 0 to 720"),
        put(
            "/stages/1/lag_range",
            &json!([1, 2, 3, 4]),
            "stages[1].lag_range: found a list of 4, allowed [low, high]",
        ),
        put("/stages/1/lag_range", &json!([1]), "stages[1].lag_range: found [1], allowed [low, high]"),
        put("/stages/1/rate_range", &json!([0.7, 0.5]), &format!("stages[1].rate_range: {ordered}")),
        put(
            "/stages/1/owner",
            &json!("Sales"),
            "stages[1].owner: found \"Sales\", allowed \"marketing\", \"sales\", \"both\"",
        ),
        put("/stages/1/locked/0", &json!("value"), locked),
        add("/stages/2", "locked", &json!(["rate"]), last),
        put(
            "/stages/1/changes/0/from",
            &json!("2027-4"),
            "stages[1].changes[0].from: found \"2027-4\", allowed a month from",
        ),
        put("/stages/1/changes", &two, "stages[1].changes: Proposals has two rate changes"),
        put("/stages", &json!([]), "stages: a plan has 2 to 12 stages, not 0"),
        put("/stages", &json!([example()["stages"][2]]), "stages: a plan has 2 to 12 stages, not 1"),
        put("/stages", &many, "stages: a plan has 2 to 12 stages, not 13"),
        put("/stages", &json!({}), "stages: found an object, allowed a list of 2 to 12 stages"),
    ]
}

fn names() -> Vec<Bad> {
    let bad = [
        ("", "must not be empty"),
        (" \u{3000}\t", "must not be empty"),
        ("\u{200b}", "must contain a letter"),
        ("\u{3164}", "must contain a letter"),
        ("42 + 1", "must contain a letter"),
        ("½", "must contain a letter"),
        ("Dea\tls", "must not contain control characters"),
        ("Dea\u{85}ls", "must not contain control characters"),
        ("revenue", "must not be Revenue"),
        (" REVENUE\n", "must not be Revenue"),
        ("Rev\u{200b}enue", "must not be Revenue"),
        ("\u{feff} rEvEnUe\u{fe0f} ", "must not be Revenue"),
    ];
    let long = "é".repeat(61);
    let bad = bad.iter().copied().chain([(long.as_str(), "must have at most 60 characters")]);
    let stages = bad
        .map(|(name, rule)| put("/stages/1/name", &json!(name), &format!("stages[1].name: a name {rule}")));
    let titles = [
        ("", "must not be empty"),
        (" \u{a0}", "must not be empty"),
        ("!", "must contain a letter or a digit"),
        ("\u{3164}", "must contain a letter or a digit"),
        ("A\u{7}", "must not contain control characters"),
        ("Base\n", "must not contain control characters"),
        (long.as_str(), "must have at most 60 characters"),
        (&format!("{}  ", "x".repeat(59)), "must have at most 60 characters"),
    ];
    let titles = titles.map(|(name, rule)| put("/name", &json!(name), &format!("name: a name {rule}")));
    let taken = "stages[2].name: there is already a stage \"Deals\"";
    let taken = ["DEALS", "De\u{200b}als", " Deals"].map(|name| put("/stages/1/name", &json!(name), taken));
    stages.chain(titles).chain(taken).collect()
}

fn targets() -> Vec<Bad> {
    let kinds = "target.phasing.kind: found \"flat\", allowed \"even\", \"growth\", \"seasonal\", \"custom\"";
    let count = "target.phasing.weights: a custom phasing needs a weight for each of the 12 months, not";
    let seasonal = |weights: Value| json!({ "kind": "seasonal", "weights": weights });
    let custom = |weights: Value| json!({ "kind": "custom", "weights": weights });
    let phasings = [
        (seasonal(json!([1])), "target.phasing.weights: found [1], allowed 12 numbers".to_owned()),
        (seasonal(json!(vec![1; 13])), "target.phasing.weights: found a list of 13, allowed 12".to_owned()),
        (seasonal(json!(vec![0; 12])), "target.phasing.weights: at least one month".to_owned()),
        (
            custom(json!([1, 2, 3, "4"])),
            "target.phasing.weights[3]: found \"4\", allowed a number, 0 to".to_owned(),
        ),
        (custom(json!([])), format!("{count} 0")),
        (custom(json!(vec![1; 11])), format!("{count} 11")),
        (custom(json!(vec![1; 13])), format!("{count} 13")),
        (custom(json!(vec![0; 12])), "target.phasing.weights: at least one month".to_owned()),
        (
            json!({ "kind": "growth", "monthly": 2 }),
            "target.phasing.monthly: found 2, allowed -0.5 to 1".to_owned(),
        ),
        (json!({ "kind": "growth" }), "target.phasing.monthly is missing".to_owned()),
        (json!({ "kind": "custom" }), "target.phasing.weights is missing".to_owned()),
        (
            json!({ "kind": "even", "weights": [] }),
            "target.phasing.weights: found [], allowed no weights".to_owned(),
        ),
        (
            json!({ "kind": "even", "monthly": 0.1 }),
            "target.phasing.monthly: found 0.1, allowed no".to_owned(),
        ),
    ];
    let mut bad: Vec<_> = phasings.iter().map(|(value, says)| put("/target/phasing", value, says)).collect();
    let stops = json!({ "kind": "stop", "yearly_growth": 0.1 });
    let grows = json!({ "kind": "continue", "yearly_growth": 11 });
    bad.extend([
        put("/target/phasing/kind", &json!("flat"), kinds),
        put(
            "/target/beyond/kind",
            &json!("Stop"),
            "target.beyond.kind: found \"Stop\", allowed \"continue\", \"stop\"",
        ),
        put("/target/beyond", &stops, "target.beyond.yearly_growth: found 0.1, allowed no yearly growth"),
        put("/target/beyond", &grows, "target.beyond.yearly_growth: found 11, allowed -0.9 to 10"),
        add("/target", "locked", &json!(["rate"]), "target.locked[0]: found \"rate\", allowed \"amount\""),
    ]);
    // June to December have a weight, but the plan is over in May.
    let mut short = put("/target/phasing", &seasonal(json!([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])), "");
    short.file["months"] = json!(5);
    bad.push(Bad { says: "target.phasing.weights: at least one month".to_owned(), ..short });
    bad
}

fn frames() -> Vec<Bad> {
    let month = "allowed a month from \"1900-01\" to \"2999-12\"";
    let mut bad = vec![
        put("/currency", &json!("€"), "currency: found \"€\", allowed a currency code of three letters"),
        put("/currency", &json!("USDT"), "currency: found \"USDT\", allowed a currency code"),
        put("/format", &json!("forecast"), "format: found \"forecast\", allowed \"backcast\""),
    ];
    bad.extend(
        ["1899-12", "3000-01", "2027-00", "2027-13", "2027-1", "2027-01-01", "27-01", "+027-01"]
            .map(|text| put("/start", &json!(text), &format!("start: found {text:?}, {month}"))),
    );
    bad.extend(
        [json!(0), json!(-1), json!(1.5), json!("1")]
            .map(|version| put("/version", &version, &format!("version: found {version}, allowed 1"))),
    );
    bad
}

/// Keys that do not belong to their stage.
fn keys() -> Vec<Bad> {
    let (rate, value) = ("nothing of a rate here", "nothing of a deal value here");
    vec![
        add("/stages/0", "direct", &json!(0.1), "stages[0].direct: Site visitors is the first stage"),
        add("/stages/0", "value", &json!(5), &format!("stages[0].value: found 5, allowed {value}")),
        add(
            "/stages/1",
            "value_range",
            &json!([1, 2]),
            &format!("stages[1].value_range: found [1,2], allowed {value}"),
        ),
        add("/stages/2", "rate", &json!(0.5), &format!("stages[2].rate: found 0.5, allowed {rate}")),
        add("/stages/2", "changes", &json!([]), &format!("stages[2].changes: found [], allowed {rate}")),
        add(
            "/stages/2",
            "rate_range",
            &json!([0.1, 0.2]),
            &format!("stages[2].rate_range: found [0.1,0.2], allowed {rate}"),
        ),
    ]
}

fn missing() -> Vec<Bad> {
    let keys = [
        ("", "format", "format"),
        ("", "version", "version"),
        ("", "name", "name"),
        ("", "start", "start"),
        ("", "months", "months"),
        ("", "target", "target"),
        ("", "stages", "stages"),
        ("/target", "amount", "target.amount"),
        ("/target/phasing", "kind", "target.phasing.kind"),
        ("/target/beyond", "kind", "target.beyond.kind"),
        ("/stages/0", "name", "stages[0].name"),
        ("/stages/0", "rate", "stages[0].rate"),
        ("/stages/1", "lag_days", "stages[1].lag_days"),
        ("/stages/2", "lag_days", "stages[2].lag_days"),
        ("/stages/2", "value", "stages[2].value"),
        ("/stages/1/changes/0", "from", "stages[1].changes[0].from"),
        ("/stages/1/changes/0", "rate", "stages[1].changes[0].rate"),
    ];
    keys.map(|(pointer, key, path)| without(pointer, key, &format!("{path} is missing; add for example")))
        .into()
}

/// Each number of a file with its bounds (model.md §8).
const BOUNDS: [(&str, &str, f64, f64); 17] = [
    ("/months", "months", 1.0, 60.0),
    ("/target/amount", "target.amount", 0.01, 1e15),
    ("/stages/0/rate", "stages[0].rate", 1e-6, 1.0),
    ("/stages/1/changes/0/rate", "stages[1].changes[0].rate", 1e-6, 1.0),
    ("/stages/1/rate_range/0", "stages[1].rate_range[0]", 1e-6, 1.0),
    ("/stages/1/rate_range/1", "stages[1].rate_range[1]", 1e-6, 1.0),
    ("/stages/1/lag_days", "stages[1].lag_days", 0.0, 720.0),
    ("/stages/1/lag_range/0", "stages[1].lag_range[0]", 0.0, 720.0),
    ("/stages/1/lag_range/1", "stages[1].lag_range[1]", 0.0, 720.0),
    ("/stages/1/direct", "stages[1].direct", 0.0, 0.99),
    ("/stages/1/opening", "stages[1].opening", 0.0, 1e15),
    ("/stages/2/value", "stages[2].value", 0.01, 1e15),
    ("/stages/2/value_range/0", "stages[2].value_range[0]", 0.01, 1e15),
    ("/stages/2/value_range/1", "stages[2].value_range[1]", 0.01, 1e15),
    ("/target/phasing/weights/0", "target.phasing.weights[0]", 0.0, 1e15),
    ("/target/phasing/monthly", "target.phasing.monthly", -0.5, 1.0),
    ("/target/beyond/yearly_growth", "target.beyond.yearly_growth", -0.9, 10.0),
];

/// Every bound, as a good file.
pub(super) fn at_the_bounds() -> Vec<Value> {
    let both = |(pointer, _, low, high): (&str, &str, f64, f64)| {
        // A range keeps its order, and a custom phasing its count, whatever the other end or the months.
        let allowed = |bound: &f64| {
            !(pointer.ends_with("range/0") && *bound == high || pointer.ends_with("range/1") && *bound == low)
        };
        [low, high].into_iter().filter(allowed).map(move |bound| edge(pointer, bound)).collect::<Vec<_>>()
    };
    BOUNDS.into_iter().flat_map(both).collect()
}

/// The file of the example, as far as needed in another form, with a number at a place.
fn edge(pointer: &str, number: f64) -> Value {
    let mut file = example();
    if pointer.ends_with("weights/0") {
        file["target"]["phasing"] = json!({ "kind": "custom", "weights": vec![1; 12] });
    } else if pointer.ends_with("monthly") {
        file["target"]["phasing"] = json!({ "kind": "growth", "monthly": 0 });
    } else if pointer.ends_with("yearly_growth") {
        file["target"]["beyond"] = json!({ "kind": "continue", "yearly_growth": 0 });
    }
    *file.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = json!(number);
    file
}

/// The nearest numbers outside of the bounds, and far ones.
fn edges() -> Vec<Bad> {
    let outside = |(pointer, path, low, high): (&str, &str, f64, f64)| {
        [low.next_down(), high.next_up(), low - 1.0, high * 10.0, f64::MAX, -f64::MAX].map(|number| {
            let says = format!("{path}: found ");
            Bad::new(format!("{pointer} = {number:e}"), edge(pointer, number), &says)
        })
    };
    BOUNDS.into_iter().flat_map(outside).collect()
}

/// Each known value as something else than it is.
fn types() -> Vec<Bad> {
    let others = [json!(null), json!(true), json!(-7.25), json!("\u{7}"), json!([[]]), json!({ "x": 1 })];
    let same_type = |one: &Value, other: &Value| std::mem::discriminant(one) == std::mem::discriminant(other);
    let mut bad = Vec::new();
    for (pointer, value) in places(&example(), "") {
        for other in others.iter().filter(|other| !same_type(&value, other)) {
            bad.push(put(&pointer, other, ""));
        }
    }
    bad
}

/// Every value of a file with where it is, but for the file itself.
pub(super) fn places(value: &Value, at: &str) -> Vec<(String, Value)> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(keys) => keys.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let inside = inner.into_iter().flat_map(|(key, value)| places(value, &format!("{at}/{key}")));
    let own = (!at.is_empty()).then(|| (at.to_owned(), value.clone()));
    own.into_iter().chain(inside).collect()
}
