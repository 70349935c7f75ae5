//! The schema against the reader: what one takes the other takes, but for what no schema can say.

#![expect(clippy::disallowed_methods, reason = "the files that it must take are read here")]

use jsonschema::Validator;
use proptest::sample::Index;

use super::bad::places;
use super::*;
use crate::plan::EditError;
use crate::plan::name::visible;

fn schema_value() -> Value {
    serde_json::from_str(&schema()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema_value()).unwrap()
}

/// What the schema finds wrong.
fn complaints(validator: &Validator, file: &Value) -> String {
    let found = validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path()));
    found.collect::<Vec<_>>().join("\n")
}

/// Why the reader refuses a file that the schema may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beyond {
    Letters,
    Names,
    Changes,
    Range,
    Season,
}

/// Which of the things that no schema can say the reader refuses a file for, if it is one of them.
fn beyond_a_schema(file: &Value, error: &FormatError) -> Option<Beyond> {
    match error {
        FormatError::Rule { rule: EditError::BadName { found, rule }, .. } => {
            (rule.contains("letter") && !visible(found).is_ascii()).then_some(Beyond::Letters)
        }
        FormatError::Rule { rule: EditError::NameTaken { .. }, .. } => Some(Beyond::Names),
        FormatError::Rule { rule: EditError::ChangeTwice { .. }, .. } => Some(Beyond::Changes),
        FormatError::Rule { rule: EditError::NoWeight, .. } => {
            let phasing = &file["target"]["phasing"];
            let weights = phasing["weights"].as_array()?;
            let some = weights.iter().any(|weight| weight.as_f64() > Some(0.0));
            (some && phasing["kind"] == "seasonal").then_some(Beyond::Season)
        }
        // The two ends are numbers within the bounds, or the path would be that of an end.
        FormatError::Value { found, allowed, .. } => {
            let two = found.matches(',').count() == 1 && found.starts_with('[') && !found.contains('"');
            (two && allowed.starts_with("[low, high], low not above high")).then_some(Beyond::Range)
        }
        _ => None,
    }
}

#[test]
fn the_schema_is_one_of_draft_2020_12() {
    let schema = schema_value();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let text = schema.to_string();
    let defined = schema["$defs"].as_object().unwrap();
    for name in defined.keys() {
        assert!(text.contains(&format!("\"#/$defs/{name}\"")), "{name} is not used");
    }
}

/// Engines differ in classes of Unicode, in characters beyond the first plane and in looking ahead.
#[test]
fn the_patterns_are_those_that_every_engine_reads() {
    let schema = schema();
    for special in ["\\\\p{", "\\\\P{", "\\\\u{", "(?"] {
        assert!(!schema.contains(special), "{special}");
    }
    assert!(schema.is_ascii());
}

#[test]
fn the_schema_takes_every_good_file() {
    let validator = validator();
    let mut good: Vec<(String, Value)> = Vec::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, scenario) in
        [("assets/templates", ""), ("tests/data/formats", ""), ("tests/data/golden", "/scenario")]
    {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let file: Value = serde_json::from_str(&text).unwrap();
            good.push((path.display().to_string(), file.pointer(scenario).unwrap().clone()));
        }
    }
    assert!(good.len() >= 9 + 2 + 14, "the files are found");
    good.extend(bad::at_the_bounds().into_iter().map(|file| ("a bound".to_owned(), file)));
    for (name, file) in good {
        assert!(read(file.to_string().as_bytes()).is_ok(), "{name}");
        assert_eq!(complaints(&validator, &file), "", "{name}");
    }
}

#[test]
fn the_schema_refuses_every_bad_file_but_for_what_it_says_it_cannot() {
    let validator = validator();
    let mut unsaid = Vec::new();
    for bad in bad::files() {
        let error = read(bad.file.to_string().as_bytes()).unwrap_err();
        match beyond_a_schema(&bad.file, &error) {
            Some(beyond) => {
                assert_eq!(complaints(&validator, &bad.file), "", "{}", bad.what);
                unsaid.push(beyond);
            }
            None => assert!(!validator.is_valid(&bad.file), "{}: {error}", bad.what),
        }
    }
    unsaid.dedup();
    assert_eq!(unsaid, [Beyond::Range, Beyond::Changes, Beyond::Letters, Beyond::Names, Beyond::Season]);
    let description = schema_value()["description"].as_str().unwrap().to_owned();
    for part in [
        "Six things",
        "a name has a letter",
        "names of the stages differ",
        "begin in different months",
        "low end of a range",
        "seasonal plan",
        "no key is given twice",
    ] {
        assert!(description.contains(part), "{part}");
    }
}

#[test]
fn a_file_of_a_later_version_is_not_the_schema_s() {
    let mut file = example();
    file["version"] = json!(2);
    assert!(read(file.to_string().as_bytes()).unwrap().read_only);
    assert!(!validator().is_valid(&file));
}

#[test]
fn keys_that_nobody_knows_are_taken_and_the_editor_s_own_is_kept() {
    let mut file = json!({ "$schema": "./backcast.schema.json" });
    file.as_object_mut().unwrap().extend(example().as_object().unwrap().clone());
    for pointer in ["", "/target", "/target/phasing", "/target/beyond", "/stages/1", "/stages/1/changes/0"] {
        file.pointer_mut(pointer).unwrap()["x-crm"] = json!({ "id": [1, 2.5, null] });
    }
    assert_eq!(complaints(&validator(), &file), "");
    let read_file = read(file.to_string().as_bytes()).unwrap();
    let written = String::from_utf8(write(&read_file.scenario, &read_file.extras)).unwrap();
    let keys: Vec<_> =
        serde_json::from_str::<Value>(&written).unwrap().as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys[0], "format");
    assert_eq!(keys[keys.len() - 2..], ["$schema", "x-crm"], "an editor finds the schema wherever it stands");
}

/// What a value of a file may become: words of the format, numbers around the bounds, other types.
fn values() -> impl Strategy<Value = Value> {
    let words =
        ["", " ", "a", "1", "sales", "rate", "value", "lag", "amount", "stop", "continue", "even", "growth"];
    let more =
        ["seasonal", "custom", "backcast", "usd", "2027-04", "2027-13", "Revenue", "Deals", "proposals"];
    let words = words.into_iter().chain(more).map(Value::from).collect::<Vec<_>>();
    let numbers = [
        -1.0, -0.9, -0.0, 0.0, 1e-7, 1e-6, 0.01, 0.5, 0.99, 1.0, 1.5, 2.0, 12.0, 60.0, 61.0, 720.0, 721.0,
        1e15, 1e16,
    ];
    let pair = (0..3u8, 0..3u8).prop_map(|(low, high)| json!([low, high]));
    prop_oneof![
        select(words),
        select(numbers.to_vec()).prop_map(Value::from),
        select(vec![json!(null), json!(true), json!([]), json!({}), json!([0.5]), json!(["lag"])]),
        pair,
        any::<f64>().prop_map(|number| json!(number)),
        "[\\PCa-z0-9 \t\u{85}\u{ad}\u{200b}\u{3164}\u{fe0f}]{0,62}".prop_map(Value::from),
        "[ \u{200b}]?[Rr][Ee]\u{feff}?[Vv][Ee][Nn][Uu]([Ee]|\u{115f}|s)[ \t]?".prop_map(Value::from),
    ]
}

/// The keys that a file may have, and one that it does not know.
const KEYS: [&str; 27] = [
    "format",
    "version",
    "name",
    "currency",
    "start",
    "months",
    "target",
    "stages",
    "notes",
    "amount",
    "phasing",
    "beyond",
    "kind",
    "monthly",
    "weights",
    "yearly_growth",
    "locked",
    "owner",
    "definition",
    "rate",
    "value",
    "lag_days",
    "direct",
    "changes",
    "opening",
    "lag_range",
    "x-crm",
];

/// Does one thing to a file, somewhere.
fn change(file: &mut Value, (at, what, value, key): &(Index, u8, Value, Index)) {
    let places = places(file, "");
    let pointer = &places[at.index(places.len())].0;
    let place = file.pointer_mut(pointer).unwrap();
    match (what, &mut *place) {
        (0, Value::Object(keys)) => {
            keys.insert(KEYS[key.index(KEYS.len())].to_owned(), value.clone());
        }
        (1, Value::Object(keys)) if !keys.is_empty() => {
            let name = keys.keys().nth(key.index(keys.len())).unwrap().clone();
            keys.shift_remove(&name);
        }
        (0, Value::Array(list)) => list.push(value.clone()),
        (1, Value::Array(list)) => _ = list.pop(),
        (2, Value::Array(list)) if !list.is_empty() => {
            let again = list[key.index(list.len())].clone();
            list.insert(0, again);
        }
        (3, Value::Array(list)) => list.reverse(),
        _ => *place = value.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schema_takes_what_the_reader_takes(
        scenario in scenario(),
        changes in vec(vec((any::<Index>(), 0..6u8, values(), any::<Index>()), 1..=2), 64),
    ) {
        let validator = validator();
        let good: Value = serde_json::from_slice(&write(&scenario, &Extras::default())).unwrap();
        prop_assert_eq!(complaints(&validator, &good), "");
        for changes in changes {
            let mut file = good.clone();
            for one in &changes {
                change(&mut file, one);
            }
            let taken = validator.is_valid(&file);
            match read(file.to_string().as_bytes()) {
                Ok(found) => prop_assert_eq!(taken, !found.read_only, "{:#}\n{}", file, complaints(&validator, &file)),
                Err(error) if beyond_a_schema(&file, &error).is_some() => {}
                // It is read before the names of the stages are, which the schema may have to leave to it.
                Err(error) => prop_assert!(!taken, "{:#}\n{}", file, error),
            }
        }
    }
}
