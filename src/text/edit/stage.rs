//! Which stage a word means (cli.md "STAGE").

use super::GrammarError;
use crate::plan::{Funnel, Stage, StageId};
use crate::text::nearest::nearest;

/// Finds the stage that a text means: its name in lower case with `-` for blanks, an unambiguous beginning of
/// one of the name's words, or its number from the top. A whole name wins over beginnings.
///
/// # Errors
/// No such stage, or several.
pub fn stage(text: &str, funnel: &Funnel) -> Result<StageId, GrammarError> {
    let stages = funnel.stages();
    if let Some(stage) = funnel.named(text.trim()) {
        return Ok(stage.id());
    }
    let wanted = slug(text);
    if let Some(stage) = wanted.parse().ok().and_then(|place: usize| stages.get(place.checked_sub(1)?)) {
        return Ok(stage.id());
    }
    let whole = |stage: &&Stage| slug(stage.name()) == wanted;
    let beginning = |stage: &&Stage| begins_a_word(&slug(stage.name()), &wanted);
    let mut found: Vec<&Stage> = stages.iter().filter(whole).collect();
    if found.is_empty() {
        found = stages.iter().filter(beginning).collect();
    }
    match found[..] {
        [stage] => Ok(stage.id()),
        [] => Err(GrammarError::UnknownStage {
            found: text.trim().to_owned(),
            hint: meant(&wanted, stages),
            stages: list(stages.iter()),
        }),
        _ => Err(GrammarError::AmbiguousStage { found: text.trim().to_owned(), candidates: list(found) }),
    }
}

/// Writes a stage so that [`stage`] finds it again: its name in lower case, or its number from the top where
/// the name has signs that the grammar uses.
pub fn reference(id: StageId, funnel: &Funnel) -> String {
    let Some((place, stage)) = funnel.find(id) else { return String::from("0") };
    let slug = slug(stage.name());
    let is_plain = slug.chars().all(|char| char.is_alphanumeric() || "-_".contains(char))
        && slug.starts_with(char::is_alphanumeric);
    let is_reserved = ["target", "revenue"].contains(&slug.as_str());
    if is_plain && !is_reserved && self::stage(&slug, funnel) == Ok(id) {
        slug
    } else {
        (place + 1).to_string()
    }
}

fn slug(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

fn begins_a_word(slug: &str, wanted: &str) -> bool {
    let starts = slug.char_indices().filter(|(at, _)| *at == 0 || slug[..*at].ends_with('-'));
    !wanted.is_empty() && starts.into_iter().any(|(at, _)| slug[at..].starts_with(wanted))
}

fn list<'a>(stages: impl IntoIterator<Item = &'a Stage>) -> String {
    stages.into_iter().map(|stage| slug(stage.name())).collect::<Vec<_>>().join(", ")
}

/// The stage that was probably meant, in words; may be empty.
fn meant(wanted: &str, stages: &[Stage]) -> String {
    let name = nearest(wanted, stages.iter().map(|stage| slug(stage.name())));
    name.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sample;

    fn named(text: &str) -> String {
        let plan = sample::plan();
        let id = stage(text, plan.funnel()).unwrap_or_else(|error| panic!("{text}: {error}"));
        plan.funnel().find(id).unwrap().1.name().to_owned()
    }

    fn refused(text: &str) -> String {
        stage(text, sample::plan().funnel()).unwrap_err().to_string()
    }

    #[test]
    fn a_stage_is_found_by_name_beginning_or_number() {
        for text in ["site-visitors", "Site visitors", "visitors", "vis", "si", "1", " VISITORS ", "site-v"] {
            assert_eq!(named(text), "Site visitors", "{text}");
        }
        assert_eq!(named("lead"), "Qualified leads");
        assert_eq!(named("6"), "Deals");
        assert_eq!(named("deals"), "Deals", "a whole name wins");
    }

    #[test]
    fn a_refusal_lists_the_stages() {
        assert_eq!(
            refused("propsals"),
            "no stage \"propsals\" (did you mean proposals?): the stages are site-visitors, contacts, \
             qualified-leads, meetings, proposals, deals, deals-=-lost?"
        );
        assert_eq!(refused("de"), "\"de\" could be deals, deals-=-lost?: type more of the name");
        assert!(!refused("zebra").contains("did you mean"));
        for text in ["", "0", "8", "isitors"] {
            assert!(refused(text).starts_with("no stage"), "{text}");
        }
    }
}
