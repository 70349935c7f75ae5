//! How large the campaigns are, and how much of them happens at a time.

#![expect(clippy::disallowed_methods, reason = "the size of a campaign is asked for by the environment")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Whether the sizes of a release were asked for.
pub(crate) fn is_release() -> bool {
    std::env::var("BACKCAST_CAMPAIGN").is_ok_and(|size| size == "release")
}

/// So many on every change, so many before a release.
pub(crate) fn size(on_change: usize, before_release: usize) -> usize {
    if is_release() { before_release } else { on_change }
}

/// Does jobs that are known by number, some at a time; what they came to is in no order.
pub(crate) fn side_by_side<T: Send>(workers: usize, jobs: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < jobs) {
            let result = job(number);
            done.lock().expect("no job panics").push(result);
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    done.into_inner().expect("no job panics")
}
