//! Panics are bugs. In the thread that draws, one ends the program with a report, once the terminal is handed back;
//! in any other it becomes a notice on the screen, and nothing is printed over it.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Arc;
use std::thread;

use super::terminal::end::AtEnd;
use super::terminal::leave;

thread_local! {
    /// Where the thread panicked last.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Tells the panics of this thread, which draws, from those of others.
pub fn install(at_end: Arc<AtEnd>) {
    let draws = thread::current().id();
    let previous = take_hook();
    set_hook(Box::new(move |panic| {
        if thread::current().id() == draws {
            at_end.run();
            leave();
            previous(panic);
        } else {
            PLACE.set(panic.location().map(ToString::to_string));
        }
    }));
}

/// Does something that may panic.
///
/// # Errors
/// What to tell when it did.
pub fn guarded<T>(act: impl FnOnce() -> T) -> Result<T, String> {
    // What a panic leaves half done is what was being done; the files are never changed in place.
    catch_unwind(AssertUnwindSafe(act)).map_err(|payload| {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let place = PLACE.take();
        tracing::error!(place, "panic");
        let place = place.map_or_else(String::new, |place| format!(" ({place})"));
        format!("This is a bug in backcast: {}{place}", text.unwrap_or("it does not say which"))
    })
}
