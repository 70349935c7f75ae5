//! The starter scenarios: ordinary scenario files that come with the program, each with its source.

use super::format;
use crate::plan::Scenario;

/// A scenario to start from.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// A short name for the command line.
    pub id: &'static str,
    /// What people call it.
    pub title: String,
    /// Where its figures come from and which of them are placeholders.
    pub source: String,
    /// The scenario itself.
    pub scenario: Scenario,
}

macro_rules! files {
    ($($id:literal),* $(,)?) => {
        [$(($id, include_str!(concat!("../../assets/templates/", $id, ".json")))),*]
    };
}

/// Ids and files, in the order in which they are offered.
const FILES: [(&str, &str); 9] = files![
    "coffee-shop",
    "saas-seo",
    "saas-paid-search",
    "cybersecurity",
    "fintech",
    "industrial",
    "consulting",
    "align-me",
    "empty",
];

/// All starters, in the order in which they are offered; the first is the one of the first run.
pub fn templates() -> Vec<Template> {
    FILES.into_iter().map(parse).collect()
}

/// The starter with an id.
pub fn template(id: &str) -> Option<Template> {
    FILES.into_iter().find(|(known, _)| *known == id).map(parse)
}

fn parse((id, text): (&'static str, &str)) -> Template {
    let scenario = format::read(text.as_bytes()).expect("a test reads every starter").scenario;
    Template { id, title: scenario.name().to_owned(), source: scenario.notes().to_owned(), scenario }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_are_canonical_scenario_files() {
        for (id, text) in FILES {
            let file = format::read(text.as_bytes()).unwrap_or_else(|error| panic!("{id}: {error}"));
            assert_eq!(String::from_utf8(format::write(&file.scenario, &file.extras)).unwrap(), text, "{id}");
            assert_eq!(file.extras, format::Extras::default(), "{id}");
        }
    }

    #[test]
    fn starters_say_where_they_come_from_and_what_is_a_placeholder() {
        for template in templates() {
            assert!(template.source.contains("placeholder"), "{}", template.id);
            assert!(template.source.contains("Source:"), "{}", template.id);
        }
    }

    #[test]
    fn the_coffee_shop_comes_first() {
        let first = templates().remove(0);
        assert_eq!((first.id, first.title.as_str()), ("coffee-shop", "Coffee shop"));
        assert_eq!(first.scenario.funnel().stages().len(), 6);
        assert_eq!(template("empty").map(|template| template.scenario.funnel().stages().len()), Some(2));
        assert_eq!(template("no-such"), None);
    }
}
