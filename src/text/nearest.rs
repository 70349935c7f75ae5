//! The word that was probably meant by a misspelt one.

use crate::plan::name::distance;

/// The word nearest to a misspelt one, if it is near: at most two letters are wrong, and fewer than half. A part
/// between hyphens counts for the whole word.
pub(super) fn nearest(found: &str, words: impl IntoIterator<Item = String>) -> Option<String> {
    let distance_to = |word: &str| word.split('-').chain([word]).map(|part| distance(part, found)).min();
    words
        .into_iter()
        .filter_map(|word| distance_to(&word).map(|distance| (distance, word)))
        .filter(|(distance, _)| *distance <= 2 && distance * 2 < found.chars().count())
        .min()
        .map(|(_, word)| word)
}
