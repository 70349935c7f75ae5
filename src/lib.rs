//! backcast: from a revenue target back to a goal for every stage and month.
//!
//! This page tells the shape of the code. `tests/it/tidy.rs` reads the sources and holds them to it.
//!
//! # Rooms
//!
//! ```text
//! main → cli → tui → { export, store } → text → goals → plan → std
//! ```
//!
//! | room | what it is | may use | may not |
//! | --- | --- | --- | --- |
//! | [`plan`] | what people agree on, and every change to it | std without I/O and clocks, thiserror | anything else in the crate |
//! | [`goals`] | what follows from a plan: total, never fails | `plan` | serde, the screen, I/O |
//! | [`text`] | numbers, dates, names, edits ↔ text; the only room that rounds | `plan`, `goals` | I/O |
//! | [`store`] | the scenario files, saved without loss | `plan`, serde, the file system, the clock | `goals`, `text`, `export`, `tui`, `cli` |
//! | [`export`] | bytes out: tables, CSV, Markdown, JSON, hand-outs as HTML, workbooks | `plan`, `goals`, `text`, serde, `rust_xlsxwriter` | files, `store`, `tui`, `cli` |
//! | [`tui`] | the screen | all but `cli` | see below |
//! | [`cli`] | the command line | all | to compute anything |
//!
//! Inside `tui` the arrows are finer: state and its changes (`model`, `document`, `history`, `command`, `message`,
//! `update`, `page`, `pane`, `overlay`, `extract`, `keymap`, `layout`, `hits`, `work`) know no terminal, no file and no
//! clock; `view` and `theme` draw from a `&Model` on a `surface` and change nothing else; `effect` does the I/O and
//! draws nothing. A *page* fills the window (the plan, scenarios side by side, levers, the store's scenarios, the
//! presenter), an *overlay* lies over it, a *pane* is a part of the plan. Each has its state and actions in one file and
//! its drawing in `view`. Drawing notes what a click on an area means (`hits`), so that what can be seen can be clicked.
//!
//! # What always holds
//!
//! * Every [`plan::Scenario`] that exists is valid. Its fields are private, and [`plan::Scenario::with`] is the only
//!   way from one to the next, so a rule is written once, whoever edits: the screen, `--set` or a file.
//! * [`goals::compute`] gives goals for every scenario, exact to the day. What a plan cannot promise is a
//!   [`plan::Finding`] beside the numbers, never an error.
//! * Nothing is rounded before it is shown; what is shown is never computed with.
//! * A file is never written in place, and never over something that its user has not seen. Keys that this version
//!   does not know are kept; a file of a newer version is never written.
//! * What is committed on the screen is handed to the journal before it is seen; what a session leaves unsaved is
//!   offered at the next start.
//! * Text from outside passes [`text::clean`] before it reaches a terminal.
//! * Drawing takes `&Model`. The same model and size give the same frame.
//! * Files, the environment and clocks are touched in a few boundary files; clippy's `disallowed-methods` fences the
//!   rest, and each of those files says why it may.
//! * No file has over 400 lines of code, no function over 80, tests not counted.
//!
//! # Five words
//!
//! | word | meaning | made by |
//! | --- | --- | --- |
//! | `Event` | what the terminal delivers | crossterm |
//! | `Command` | a named intention without payload: bindable, in the palette and the help | keymap, palette |
//! | `Message` | anything `update` accepts: a command, typed text, a resize, an effect's result | input, effect |
//! | [`plan::Edit`] | a change to a scenario; undoable; shared with the command line's `--set` | panes, `cli` |
//! | `Effect` | I/O that `update` asks for | update |
//!
//! # The way of a keystroke
//!
//! ```text
//! Event → input::translate → Message → update(&mut Model) → Option<Effect> → effect::perform → Message
//! view::draw_into(&mut surface, &model) → terminal::screen: the bytes of what differs
//! ```
//!
//! One thread does this and sleeps in between; the [`tui::worker`] performs the effects, others wait for keys and for
//! signals, and all of them send to the one ([`tui::incoming`]). So the screen never waits for the disk, and no thread
//! but the one draws. A digit typed into a rate becomes a draft: the document tries the edit, so the grid and the
//! sentence show it on that very frame. Enter makes it one step of undo, Esc drops it. Undo keeps whole scenarios,
//! which are a few kilobytes, and not the inverse of each edit.
//!
//! # The way of a save
//!
//! `store::save` has the protocol and `store::disk` its steps, on the dozen calls of [`store::file_system`]: the real
//! one for users, and one in memory that the campaigns (`tests/campaign`) crash after every call. A save or a listing
//! goes through the worker; committed edits go through [`tui::effect::journal`] on a thread of its own, so that a save
//! that hangs does not keep them from the disk.
//!
//! # The way of a subcommand
//!
//! Arguments → a scenario from the [`store`] → edits by [`text::edit`] → [`goals::compute`] → a page or rows of
//! [`export`] → bytes of one format → standard output, or a file that was not there before.

pub mod cli;
pub mod export;
pub mod goals;
pub mod plan;
pub mod store;
pub mod text;
pub mod tui;
