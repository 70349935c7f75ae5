//! The versions of files that were replaced: kept, thinned out with age, listed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::save::stem;
use super::{Entry, Store, StoreError, slug};

/// How many versions are kept whatever their age.
const ALWAYS: usize = 10;

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Up to which age one version of each span is kept; a version older than the last of these goes.
const SPANS: [(Duration, Duration); 3] =
    [(DAY, Duration::ZERO), (DAY.saturating_mul(7), HOUR), (DAY.saturating_mul(90), DAY)];

impl Store {
    /// Lists the versions of a file that were replaced, the last first; each is of the time when that happened.
    ///
    /// # Errors
    /// That the folder cannot be listed.
    pub fn history(&self, path: &Path) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.entries(&self.history_folder(&self.key(&self.disk.real_path(path)?)?))?;
        entries.sort_by(|one, other| other.slug.cmp(&one.slug));
        for entry in &mut entries {
            // The name tells it for ever, whoever copied the file meanwhile.
            entry.modified = slug::stamped(&entry.slug).unwrap_or(entry.modified);
        }
        Ok(entries)
    }

    /// Keeps bytes that are about to be replaced; gives their path.
    pub(super) fn keep(&self, key: &str, bytes: &[u8]) -> Result<PathBuf, StoreError> {
        let folder = self.history_folder(key);
        let name = format!("{}-{}", slug::stamp(self.disk.now()), slug::hash8(bytes));
        self.disk.create(&folder, &name, bytes)
    }

    /// Keeps bytes that are replaced already, unless one of the last versions has them.
    pub(super) fn keep_once(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let mut versions = self.disk.list(&self.history_folder(key))?;
        versions.sort_by(|(one, _), (other, _)| other.cmp(one));
        let has_them = |path: &Path| self.disk.read(path).is_ok_and(|kept| kept == bytes);
        if versions.iter().take(ALWAYS).any(|(path, _)| has_them(path)) {
            return Ok(());
        }
        self.keep(key, bytes).map(drop)
    }

    /// The folder of a file's earlier versions.
    pub(super) fn history_folder(&self, key: &str) -> PathBuf {
        self.state.join("history").join(key)
    }

    /// Clears up after a save: versions that are too many for their age, and what killed processes left half
    /// written. That it fails harms nobody.
    pub(super) fn tidy(&self, key: &str, folder: &Path) {
        let history = self.history_folder(key);
        let listing = self.disk.list(&history).unwrap_or_default();
        let dated = listing.into_iter().filter_map(|(path, _)| Some((slug::stamped(&stem(&path))?, path)));
        for path in superfluous(self.disk.now(), dated.collect()) {
            self.disk.remove_quietly(&path);
        }
        for path in [folder, &history].into_iter().flat_map(|folder| self.disk.stale_temps(folder)) {
            // It may be somebody's version that a killed save had just exchanged for its own.
            if self.quarantine_file(&path).is_ok() {
                self.disk.remove_quietly(&path);
            }
        }
    }
}

/// The versions that need not be kept (store.md, layout): all of the last day stay, then one of each hour for a week
/// and one of each day for 90 days, the last of its span; and the last ten whatever their age.
fn superfluous(now: SystemTime, mut versions: Vec<(SystemTime, PathBuf)>) -> Vec<PathBuf> {
    versions.sort_by(|one, other| other.cmp(one));
    let mut spans = HashSet::new();
    let is_kept = |(place, time): (usize, SystemTime)| {
        // What is dated in the future is new.
        let age = now.duration_since(time).unwrap_or_default();
        let span = SPANS.iter().find(|(oldest, _)| age < *oldest).map(|(_, span)| *span);
        let first_of_span = span.is_some_and(|span| {
            let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            span.is_zero() || spans.insert((span, since.as_secs() / span.as_secs()))
        });
        first_of_span || place < ALWAYS
    };
    let kept: Vec<bool> = versions.iter().map(|(time, _)| *time).enumerate().map(is_kept).collect();
    versions.into_iter().zip(kept).filter(|(_, kept)| !kept).map(|((_, path), _)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    /// How many of the versions of these ages stay.
    fn stay(ages: impl IntoIterator<Item = Duration>) -> usize {
        let now = NOW + DAY * 20_000 + HOUR / 2;
        let versions: Vec<_> = ages
            .into_iter()
            .enumerate()
            .map(|(at, age)| (now - age, PathBuf::from(at.to_string())))
            .collect();
        versions.len() - superfluous(now, versions).len()
    }

    #[test]
    fn everything_of_a_day_an_hour_s_last_of_a_week_and_a_day_s_last_of_ninety_stay() {
        let minute = HOUR / 60;
        assert_eq!(stay((0..24 * 60).map(|at| minute * at)), 24 * 60, "every minute of a day");
        let week = stay((0..7 * 24 * 60).map(|at| minute * at));
        assert_eq!(week, 24 * 60 + 6 * 24 + 1, "then the last of each hour that a day begins or ends in");
        let year = stay((0..365 * 24).map(|at| HOUR * at));
        assert_eq!(
            year,
            7 * 24 + 84,
            "every hour of a week, every day of the 83 after and the rest of its first"
        );
    }

    #[test]
    fn the_last_ten_stay_whatever_their_age_and_the_future_is_new() {
        assert_eq!(stay((0..30).map(|at| DAY * 365 + HOUR * at)), 10);
        assert_eq!(stay((0..9).map(|at| DAY * 365 * at)), 9);
        let later = superfluous(NOW, (0..30).map(|at| (NOW + DAY * at, PathBuf::new())).collect());
        assert_eq!(later, [""; 0].map(PathBuf::from));
    }
}
