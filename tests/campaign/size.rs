//! How large the campaigns are.

#![expect(clippy::disallowed_methods, reason = "the size of a campaign is asked for by the environment")]

/// Whether the sizes of a release were asked for.
pub(crate) fn is_release() -> bool {
    std::env::var("BACKCAST_CAMPAIGN").is_ok_and(|size| size == "release")
}

/// So many on every change, so many before a release.
pub(crate) fn size(on_change: usize, before_release: usize) -> usize {
    if is_release() { before_release } else { on_change }
}
