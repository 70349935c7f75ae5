//! The program as a job of a shell: whether the terminal is ours, and how the shell gets it for a while.

// Where the shell lives outside the container that the program runs in, groups and sessions have the number 0 here:
// rustix takes that for impossible.
#[cfg(unix)]
use nix::unistd::{getpgid, getpgrp, getppid, getsid, tcgetpgrp};

/// Whether the terminal is ours and not the shell's.
#[cfg(unix)]
pub(super) fn is_in_foreground() -> bool {
    // A terminal that does not say has no jobs.
    tcgetpgrp(std::io::stdin()).map_or(true, |foreground| foreground == getpgrp())
}

/// Whether what started the program is a shell that knows jobs: of our session, but in another group. Nothing else
/// would ever let a stopped program go on.
#[cfg(unix)]
pub(super) fn can_be_brought_back() -> bool {
    let parent = getppid();
    // A parent outside the container has no number at all, and number 0 would be ourselves.
    let is_visible = parent.as_raw() != 0;
    let same_session = matches!((getsid(Some(parent)), getsid(None)), (Ok(its), Ok(ours)) if its == ours);
    is_visible && same_session && getpgid(Some(parent)).is_ok_and(|its| its != getpgrp())
}

/// Stops the program; returns when it goes on.
///
/// # Errors
/// That it cannot be stopped.
#[cfg(unix)]
pub(super) fn stop() -> std::io::Result<()> {
    // The signal that asks for it is caught, so this is the one that cannot be.
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
pub(super) const fn is_in_foreground() -> bool {
    true
}

#[cfg(not(unix))]
pub(super) const fn can_be_brought_back() -> bool {
    false
}

#[cfg(not(unix))]
pub(super) fn stop() -> std::io::Result<()> {
    Ok(())
}
