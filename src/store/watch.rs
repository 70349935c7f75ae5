//! What other programs do to the file of an open document: a cheap look tells whether there may be something new, the
//! bytes decide.
//!
//! Nothing here writes to the file. What was loaded and is there no longer goes into the history.

use std::time::{Duration, SystemTime};

use super::format::same_content;
use super::save::opened;
use super::{Opened, Origin, Store, StoreError};
use crate::plan::Scenario;

/// How young a file may be so that another write of the same size could leave its time as it is: file systems count
/// in up to two seconds.
const TICK: Duration = Duration::from_secs(2);

/// What a look found that the look before had not.
#[derive(Debug)]
pub enum Seen {
    /// The file says again what was loaded.
    AsLoaded,
    /// The file says something else.
    Changed(Box<Opened>),
    /// The file cannot be read now: why. It stays as it is.
    Unreadable(StoreError),
    /// There is no file any more.
    Gone,
}

/// What is known of a document's file since the last look.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sight {
    /// Size and time of the file when its bytes were read; none where the same ones would prove nothing.
    stamp: Option<(u64, SystemTime)>,
    known: Known,
}

/// What a file was.
#[derive(Debug, Clone, Default, PartialEq)]
enum Known {
    #[default]
    AsLoaded,
    Other(Box<Opened>),
    Unreadable(String),
    Gone,
}

impl Store {
    /// Looks whether somebody else changed the file of a document, and tells it once: nothing where all is as it was
    /// at the look before, or as it was loaded.
    pub fn look(&self, origin: &mut Origin) -> Option<Seen> {
        if !origin.is_file {
            return None;
        }
        let stamp = match self.stamp(origin) {
            Ok(stamp) if stamp.is_some() && stamp == origin.sight.stamp => return None,
            Ok(stamp) => stamp,
            // To read it gives the reason.
            Err(_) => None,
        };
        let (seen, known) = match self.disk.read(&origin.path) {
            Ok(bytes) if bytes == origin.bytes => (Seen::AsLoaded, Known::AsLoaded),
            Ok(bytes) => match opened(bytes, origin.path.clone(), true) {
                Ok(theirs) => {
                    let theirs = Box::new(theirs);
                    (Seen::Changed(theirs.clone()), Known::Other(theirs))
                }
                Err(error) => unreadable(error),
            },
            Err(StoreError::NotFound { .. }) => (Seen::Gone, Known::Gone),
            Err(error) => unreadable(error),
        };
        let before = std::mem::replace(&mut origin.sight, Sight { stamp, known });
        if before.known == origin.sight.known {
            return None;
        }
        if before.known == Known::AsLoaded {
            self.keep_loaded(origin);
        }
        if matches!(seen, Seen::Unreadable(StoreError::Format { .. })) {
            // Somebody may repair it in place: these bytes can still be looked at then.
            let _ = self.quarantine(&origin.path);
        }
        Some(seen)
    }

    /// Size and time of a document's file; none while they are so young that they prove nothing.
    fn stamp(&self, origin: &Origin) -> Result<Option<(u64, SystemTime)>, StoreError> {
        let facts = self.disk.look(&origin.path)?;
        let is_settled = self.disk.now().duration_since(facts.modified).is_ok_and(|age| age > TICK);
        Ok(is_settled.then_some((facts.size, facts.modified)))
    }

    /// Keeps the version that somebody replaced. Who has no room for it is not held up.
    fn keep_loaded(&self, origin: &Origin) {
        let keep = || {
            let key = self.key(&self.disk.real_path(&origin.path)?)?;
            self.keep_once(&key, &origin.bytes)
        };
        let _ = keep();
    }
}

impl Origin {
    /// Takes over what the file was seen to say, which the document knows as this scenario: its stages stand in the
    /// same places. What the document had loaded before is no longer its version.
    pub fn take_theirs(&mut self, known_as: &Scenario) {
        let Sight { stamp, known } = std::mem::take(&mut self.sight);
        match known {
            // What was seen since is another version: that one is not the document's.
            Known::Other(theirs) if same_content(&theirs.scenario, known_as) => {
                let Opened { scenario, origin } = *theirs;
                let extras = origin.extras.moved(&scenario, known_as);
                *self = Self { extras, sight: Sight { stamp, known: Known::AsLoaded }, ..origin };
            }
            known => self.sight = Sight { stamp, known },
        }
    }

    /// The same document after its file got another name, and what that is for who opened it before and after. What
    /// the document has not seen of the file stays unseen: no save may write over it.
    #[must_use]
    pub fn renamed(&self, before: &Self, after: &Self) -> Self {
        if self.bytes == before.bytes {
            Self { extras: self.extras.clone(), ..after.clone() }
        } else {
            self.clone().at(after.path.clone())
        }
    }
}

fn unreadable(error: StoreError) -> (Seen, Known) {
    let known = Known::Unreadable(error.to_string());
    (Seen::Unreadable(error), known)
}
