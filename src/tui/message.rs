//! What `update` takes in and what it asks for.

use std::path::PathBuf;

use tui_input::InputRequest;

use super::command::Command;
use super::document::{DocumentId, Outside};
use super::extract::{Export, Table};
use super::keymap::Key;
use super::model::view::View;
use crate::plan::{Day, Scenario};

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button was let go.
    Release,
    /// The wheel turned away.
    WheelUp,
    /// The wheel turned towards.
    WheelDown,
}

/// Anything that `update` accepts.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key that means something.
    Command(Command),
    /// The first of two keys.
    Prefix(Key),
    /// A digit or a point on a number that is not being typed yet.
    StartTyping(char),
    /// Typing, deleting and moving within a text.
    Type(InputRequest),
    /// A letter in a dialog that offers letters.
    Choose(char),
    /// Pasted text.
    Paste(String),
    /// The mouse, where it is.
    Mouse(Mouse, u16, u16),
    /// A row of the list on top was clicked.
    Row(usize),
    /// The wheel turned over a row of the list on top; away (up) when true.
    WheelOn(usize, bool),
    /// A column of the page was clicked.
    Column(usize),
    /// The window has another size.
    Resize(u16, u16),
    /// A key without a meaning here.
    Unknown(Key),
    /// The user came back to the window.
    CameBack,
    /// Something became of a document's file outside of the program; none: it is as it was loaded again.
    Seen(DocumentId, Option<Outside>),
    /// A scenario was opened.
    Opened(Opened),
    /// A scenario was written, or already was as it is.
    Saved(Saved),
    /// The contents of the store, the starters and the trash.
    Listed(Vec<Listing>),
    /// The store could not be looked up: why, and what can be opened all the same.
    NotListed(String, Vec<Listing>),
    /// The earlier versions of a scenario's file, newest first, and what the file holds now; none where there is none.
    Versions(Option<Box<Listing>>, Vec<Listing>),
    /// A file was written that is no scenario of the store: where it is.
    Exported(String),
    /// Another file is there already, where one was to be written.
    InTheWay(PathBuf, Box<Export>),
    /// A file could not be written, and why.
    NotExported(PathBuf, Box<Export>, String),
    /// A table for the clipboard: what it is called, and its text.
    Copied(&'static str, String),
    /// Something was done to a file of the store.
    Filed(Filed),
    /// The journal fails, and why; or works again.
    Journal(Option<String>),
    /// The unsaved work of an earlier session is in the trash.
    Discarded,
    /// Something failed; it says what, and what to do.
    Failed(String),
}

/// A scenario that comes to the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Which document it is from now on.
    pub id: DocumentId,
    /// What it says.
    pub scenario: Scenario,
    /// A file holds it.
    pub saved: bool,
    /// Its file must not be written over.
    pub read_only: bool,
    /// How it was looked at last.
    pub view: View,
}

/// A scenario that went to its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// Which document it is.
    pub id: DocumentId,
    /// What the file holds now.
    pub scenario: Scenario,
    /// What to tell.
    pub notice: String,
    /// Whether that is bad news.
    pub warning: bool,
}

/// A scenario that can be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// What opens it.
    pub source: Source,
    /// What people call it.
    pub name: String,
    /// When it was changed, to the minute; nothing for a starter.
    pub about: String,
    /// The day of that, or the month where it was not this year.
    pub day: String,
    /// What it holds, or why it cannot be read.
    pub content: Result<Box<Scenario>, String>,
    /// A newer version wrote it: its file must not be written over.
    pub read_only: bool,
    /// What it seems to be a copy of, in words.
    pub copied: Option<String>,
    /// The documents of this session that came from its file.
    pub documents: Vec<DocumentId>,
    /// The last version that can be read, of a file that cannot.
    pub good: Option<Box<Self>>,
}

/// Something that was done to a file of the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Filed {
    /// What was done.
    pub what: Filing,
    /// Where the file was, or the version that took its place.
    pub from: PathBuf,
    /// Where it is now; where the copy is that was made of it.
    pub to: PathBuf,
    /// The documents of this session that came from it.
    pub documents: Vec<DocumentId>,
}

/// What can be done to a file of the store.
#[derive(Debug, Clone, PartialEq)]
pub enum Filing {
    /// It was put into the trash.
    Trashed,
    /// It was taken out of the trash.
    Restored,
    /// It was given this name.
    Renamed(String),
    /// It was copied under this name.
    Copied(String),
    /// An earlier version took its place.
    Reverted {
        /// What it says.
        scenario: Box<Scenario>,
        /// The version that takes this back; none where this did that, or where no scenario was replaced.
        undo: Option<PathBuf>,
    },
}

/// Where a scenario comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file of the store.
    File(PathBuf),
    /// A starter, by its id.
    Template(String),
    /// A file in the trash.
    Trash(PathBuf),
    /// An earlier version of a file: it comes to the screen as a new scenario.
    Version(PathBuf),
}

/// An earlier version that takes the place of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Revert {
    /// The file.
    pub file: PathBuf,
    /// The version.
    pub version: PathBuf,
    /// Whether that takes back that another version took its place.
    pub takes_back: bool,
    /// The document on the screen: what comes of the file may be another state of it.
    pub shown: (DocumentId, Box<Scenario>),
}

/// Input and output that `update` asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write a document to its file.
    Save(DocumentId, Box<Scenario>),
    /// Write a document to a new file of its name.
    SaveAs(DocumentId, Box<Scenario>),
    /// Bring a scenario to the screen.
    Open(Source),
    /// Look whether somebody else changed the file of a document.
    Look(DocumentId),
    /// Count what the file of a document says by now as its own, known to it as this scenario.
    TakeTheirs(DocumentId, Box<Scenario>),
    /// Look what the store holds, and which starters there are.
    List,
    /// Look which earlier versions the file of a document has.
    VersionsOf(DocumentId),
    /// Look which earlier versions a file of the store has.
    Versions(PathBuf),
    /// Write a file that is no scenario of the store.
    Export(PathBuf, Box<Export>),
    /// Make a table for the clipboard.
    CopyTable(Box<Table>, Day),
    /// Send a text to the clipboard.
    Clipboard(String),
    /// Move a scenario of the store to the trash.
    Delete(PathBuf),
    /// Bring a deleted scenario back.
    Restore(PathBuf),
    /// Put an earlier version in the place of its file.
    Revert(Revert),
    /// Give a scenario of the store another name.
    Rename(PathBuf, String),
    /// Copy a scenario of the store.
    Duplicate(PathBuf),
    /// Put the unsaved work of an earlier session into the trash.
    Discard(usize),
    /// Keep how a document is looked at. Nobody waits for it, and it has no answer.
    KeepView(DocumentId, Box<View>),
    /// Note which file was opened last, without an answer.
    Remember,
    /// Turn the mouse on or off.
    Mouse(bool),
    /// Hand the terminal back to the shell until it returns.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Leave the program.
    Quit,
}
