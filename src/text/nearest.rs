//! The word that was probably meant by a misspelt one.

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

/// How many letters must be changed, added or removed to turn one word into the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, char) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (at, wanted) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(char != *wanted);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}
