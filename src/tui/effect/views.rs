//! How documents are looked at, kept with their files: what the loop hands on and when, and how it is read and
//! written.
//!
//! Disposable: what cannot be read or written is done without, and only the log says so.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::civil::Time;

use super::Effects;
use crate::plan::{Edit, Scenario};
use crate::store::{self, StoreError};
use crate::tui::clock::{now, zoned};
use crate::tui::document::{DocumentId, Pinned};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::view::{Settings, View};

/// How long further changes are waited for before what changed is written.
const PAUSE: Duration = Duration::from_secs(2);

/// What the loop knows of the views that the worker keeps.
#[derive(Debug)]
pub struct Follower {
    /// The document on the screen, and how it is looked at.
    here: (DocumentId, View),
    /// How the documents came to the screen, or what the worker was told last.
    kept: BTreeMap<DocumentId, View>,
    /// Since when there is something to tell.
    since: Option<Duration>,
}

impl Follower {
    /// Begins with the scenario on the screen.
    pub fn new(model: &Model) -> Self {
        let here = (model.document.id(), model.view());
        Self { kept: BTreeMap::from([here.clone()]), here, since: None }
    }

    /// Takes in how the scenario on the screen is looked at; what is to be kept once it has been so for a while, or
    /// another scenario takes its place.
    pub fn follow(&mut self, model: &Model) -> Option<Effect> {
        let (id, view) = (model.document.id(), model.view());
        if id != self.here.0 {
            let left = self.last();
            self.kept.entry(id).or_insert_with(|| view.clone());
            self.here = (id, view);
            return left;
        }
        self.here.1 = view;
        if self.kept.get(&id) == Some(&self.here.1) {
            self.since = None;
            return None;
        }
        let since = *self.since.get_or_insert(model.now);
        if model.now.saturating_sub(since) < PAUSE { None } else { self.last() }
    }

    /// What is not kept yet.
    pub fn last(&mut self) -> Option<Effect> {
        self.since = None;
        let (id, view) = self.here.clone();
        let before = self.kept.insert(id, view.clone());
        (before.as_ref() != Some(&view)).then(|| Effect::KeepView(id, Box::new(view)))
    }

    /// How long until there is something to keep; none while there is not.
    pub fn next_look(&self, now: Duration) -> Option<Duration> {
        self.since.map(|since| (since + PAUSE).saturating_sub(now))
    }
}

/// The views of a session's documents.
#[derive(Debug, Default)]
pub(super) struct Views {
    of: BTreeMap<DocumentId, View>,
    /// The minutes that the words of the pinned baselines mean.
    minutes: BTreeMap<Arc<str>, SystemTime>,
}

impl Views {
    /// A view as the store has it.
    fn for_store(&mut self, view: &View) -> store::View {
        let pinned = view.pinned.as_ref().map(|Pinned { baseline, when }| store::Pinned {
            baseline: (**baseline).clone(),
            at: *self.minutes.entry(Arc::clone(when)).or_insert_with(|| last_time(when)),
        });
        store::View { settings: view.settings.words(), pinned }
    }
}

impl Effects {
    /// A scenario that came from a file, and how it was looked at last.
    ///
    /// The stages of the baseline have the identities of their namesakes. One without any is of another plan that had
    /// the file's name, and left out.
    pub(super) fn with_view(&mut self, id: DocumentId, path: &Path, scenario: Scenario) -> (Scenario, View) {
        let kept = self.store.view(path).unwrap_or_else(|error| {
            tracing::warn!(reason = reason(&error), "a view is done without");
            None
        });
        let Some(kept) = kept else { return (scenario, View::default()) };
        let settings = Settings::of_words(&kept.settings);
        let pinned = kept.pinned.filter(|pinned| has_namesakes(&pinned.baseline, &scenario));
        let Some(store::Pinned { baseline, at }) = pinned else {
            return (scenario, self.came(id, View { settings, pinned: None }));
        };
        let baseline = baseline.matched_to([&scenario]);
        // The file may have another name by now; that is no difference of the plans.
        let baseline = baseline.with(&Edit::Name(scenario.name().to_owned())).unwrap_or(baseline);
        // A stage that is added later must not be taken for one that only the baseline has.
        let scenario = scenario.matched_to([&scenario, &baseline]);
        let when: Arc<str> = in_words(at).into();
        self.views.minutes.insert(Arc::clone(&when), at);
        let pinned = Some(Pinned { baseline: Arc::new(baseline), when });
        (scenario, self.came(id, View { settings, pinned }))
    }

    fn came(&mut self, id: DocumentId, view: View) -> View {
        self.views.of.insert(id, view.clone());
        view
    }

    /// Keeps how a document is looked at, with its file or until it has one.
    pub(super) fn keep_view(&mut self, id: DocumentId, view: View) {
        self.views.of.insert(id, view);
        self.write_view(id);
    }

    /// Writes how a document is looked at, if it has a file.
    pub(super) fn write_view(&mut self, id: DocumentId) {
        let Some((view, origin)) = self.views.of.get(&id).cloned().zip(self.session.origin(id)) else {
            return;
        };
        let view = self.views.for_store(&view);
        if let Err(error) = self.store.keep_view(origin.path(), &view) {
            tracing::warn!(reason = reason(&error), "a view is not kept");
        }
    }
}

fn has_namesakes(one: &Scenario, other: &Scenario) -> bool {
    one.funnel().names().into_iter().any(|name| other.funnel().named(name).is_some())
}

/// Why something failed, without any name.
fn reason(error: &StoreError) -> String {
    match error {
        StoreError::Io { source, .. } => source.kind().to_string(),
        StoreError::Format { .. } => "damaged or of another version".to_owned(),
        _ => "not a regular file".to_owned(),
    }
}

/// When a baseline was pinned: `10:02` today, `21 Nov 10:02` before, with the year before this one.
fn in_words(at: SystemTime) -> String {
    let (at, now) = (zoned(at), now());
    let format = match (at.date() == now.date(), at.year() == now.year()) {
        (true, _) => "%H:%M",
        (false, true) => "%-d %b %H:%M",
        (false, false) => "%-d %b %Y %H:%M",
    };
    at.strftime(format).to_string()
}

/// The last time that it was so late as these words say, `10:02`.
fn last_time(words: &str) -> SystemTime {
    let now = now();
    let today = Time::strptime("%H:%M", words).and_then(|time| now.with().time(time).build());
    let today = today.unwrap_or_else(|_| now.clone());
    let last = if today > now { today.yesterday().unwrap_or(today) } else { today };
    SystemTime::from(last.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_today_needs_no_date_and_another_has_it() {
        let now = now();
        assert_eq!(in_words(SystemTime::from(now.timestamp())), now.strftime("%H:%M").to_string());
        let long_ago = now.with().year(2021).month(3).day(7).hour(9).minute(5).build().unwrap();
        assert_eq!(in_words(SystemTime::from(long_ago.timestamp())), "7 Mar 2021 09:05");
        // New year's day has no earlier day of its year.
        if let Some(yesterday) = now.yesterday().ok().filter(|day| day.year() == now.year()) {
            let expected = yesterday.strftime("%-d %b %H:%M").to_string();
            assert_eq!(in_words(SystemTime::from(yesterday.timestamp())), expected);
        }
    }

    #[test]
    fn words_mean_the_last_time_that_it_was_so_late() {
        for words in ["00:00", "10:02", "23:59"] {
            let before = zoned(last_time(words));
            let now = now();
            assert!(before <= now && before.strftime("%H:%M").to_string() == words, "{words}: {before}");
            assert!(now.date() == before.date() || now.yesterday().unwrap().date() == before.date());
        }
    }
}
