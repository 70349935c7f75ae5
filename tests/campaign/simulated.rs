//! A file system in memory that can lose its power: what was not synced may be on the disk or not, each step of it
//! for itself.
//!
//! It promises no more than POSIX does. A file's name is on the disk when its folder was synced, its bytes when the
//! file was; a name in one folder and a name in another are two steps, even of one rename; a sync that failed has
//! forgotten what it was to write, and the next one succeeds.

pub(crate) mod tree;

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use backcast::store::file_system::{Facts, FileSystem, Kind, Lock, NewFile};

use tree::{Data, Inode, Node, Step, Tree, normal};

/// In how many pieces a write reaches the disk.
const PIECES: usize = 3;

/// A call of the file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Look,
    LinkTarget,
    RealPath,
    List,
    Open,
    Create,
    MakeFolder,
    RemoveFolder,
    Rename,
    RenameNew,
    Exchange,
    Link,
    Remove,
    SyncFolder,
    Lock,
    Write,
    SetMode,
    Sync,
}

/// Calls that fail.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refusal {
    /// Which ones, the first being 1.
    pub(crate) from: usize,
    /// Whether all after it fail too.
    pub(crate) for_ever: bool,
    /// How.
    pub(crate) error: ErrorKind,
}

/// What happens just before a call: another program's turn.
struct Turn {
    before: usize,
    take: Box<dyn FnOnce() + Send>,
}

impl fmt::Debug for Turn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a turn before call {}", self.before)
    }
}

/// A moment between two steps.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    /// What programs see.
    pub(crate) live: Tree,
    durable: Tree,
    pending: Vec<Step>,
    now: SystemTime,
    can: Can,
}

/// What not every file system can do.
#[derive(Debug, Clone, Copy)]
struct Can {
    /// Rename without going over another file.
    rename_new: bool,
    /// Let two files have each other's name.
    exchange: bool,
    /// Give a file a second name.
    link: bool,
}

impl Moment {
    /// How many steps are not synced.
    pub(crate) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// The steps that are not synced, in words.
    pub(crate) fn told(&self) -> String {
        let steps: Vec<_> = self.pending.iter().map(|step| format!("\n  {step:?}")).collect();
        steps.concat()
    }

    /// The disk after a loss of power, if these of the steps had reached it.
    pub(crate) fn after_crash(&self, is_there: impl Fn(usize) -> bool) -> Tree {
        let mut tree = self.durable.clone();
        let steps = self.pending.iter().enumerate().filter(|(at, _)| is_there(*at));
        steps.for_each(|(_, step)| tree.apply(step));
        tree
    }

    /// The machine after all programs were killed, with its power on.
    pub(crate) fn after_kill(&self) -> Simulated {
        Simulated::from(self.clone())
    }

    /// The machine after a loss of power.
    pub(crate) fn restarted(&self, tree: &Tree) -> Simulated {
        let (live, durable) = (tree.clone(), tree.clone());
        Simulated::from(Self { live, durable, pending: Vec::new(), ..*self })
    }
}

#[derive(Debug)]
struct State {
    at: Moment,
    held: HashSet<Inode>,
    calls: Vec<Call>,
    refusal: Option<Refusal>,
    turns: Vec<Turn>,
    moments: Option<Vec<Moment>>,
}

/// The simulated file system; a clone is the same one.
#[derive(Debug, Clone)]
pub(crate) struct Simulated(Arc<Mutex<State>>);

impl From<Moment> for Simulated {
    fn from(at: Moment) -> Self {
        Self(Arc::new(Mutex::new(State {
            at,
            held: HashSet::new(),
            calls: Vec::new(),
            refusal: None,
            turns: Vec::new(),
            moments: None,
        })))
    }
}

impl Simulated {
    /// An empty disk with a clock that stands still.
    pub(crate) fn new() -> Self {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let can = Can { rename_new: true, exchange: true, link: true };
        Self::from(Moment { live: Tree::new(), durable: Tree::new(), pending: Vec::new(), now, can })
    }

    /// Has only the rename that goes over a name that is taken, as on Windows.
    pub(crate) fn with_old_rename(self) -> Self {
        let mut state = self.state();
        state.at.can.rename_new = false;
        state.at.can.exchange = false;
        drop(state);
        self
    }

    /// Has no second names for files, as on memory sticks.
    pub(crate) fn without_links(self) -> Self {
        self.state().at.can.link = false;
        self
    }

    /// Whether the only way to a name that nothing has is to make an empty file of that name.
    pub(crate) fn makes_empty_files_first(&self) -> bool {
        let can = self.state().at.can;
        !can.rename_new && !can.link
    }

    /// Remembers every moment from now on.
    pub(crate) fn record(&self) {
        let mut state = self.state();
        state.moments = Some(vec![state.at.clone()]);
    }

    /// Brings everything down to the disk, as systems do after a while.
    pub(crate) fn settle(&self) {
        let mut state = self.state();
        state.at.durable = state.at.live.clone();
        state.at.pending.clear();
        state.remember();
    }

    /// How many moments are remembered.
    pub(crate) fn recorded(&self) -> usize {
        self.state().moments.as_ref().map_or(0, Vec::len)
    }

    /// Gives the moments that were remembered.
    pub(crate) fn moments(&self) -> Vec<Moment> {
        self.state().moments.take().unwrap_or_default()
    }

    /// This moment.
    pub(crate) fn moment(&self) -> Moment {
        self.state().at.clone()
    }

    /// The calls so far.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    /// Lets calls fail, counted from now on.
    pub(crate) fn refuse(&self, refusal: Option<Refusal>) {
        let mut state = self.state();
        state.calls.clear();
        state.refusal = refusal;
    }

    /// Gives another program a turn before a call, counted from the first.
    pub(crate) fn interrupt(&self, before: usize, take: impl FnOnce() + Send + 'static) {
        self.state().turns.push(Turn { before, take: Box::new(take) });
    }

    /// Writes over a file's bytes where they are and syncs it, as the store never does.
    pub(crate) fn write_in_place(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let file = state.at.live.find(path)?;
        state.step(Step::Empty { file });
        state.write(file, bytes);
        drop(state);
        self.sync(Call::Sync, |_| Ok(file))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no call panics")
    }

    /// What every call begins with: other programs' turns, and the refusal.
    fn begin(&self, call: Call) -> io::Result<MutexGuard<'_, State>> {
        let (number, turn) = {
            let mut state = self.state();
            state.calls.push(call);
            let number = state.calls.len();
            let due = state.turns.iter().position(|turn| turn.before == number);
            (number, due.map(|due| state.turns.remove(due)))
        };
        if let Some(turn) = turn {
            (turn.take)();
        }
        let state = self.state();
        let is_refused =
            |refusal: &Refusal| number == refusal.from || refusal.for_ever && number > refusal.from;
        match state.refusal.filter(is_refused) {
            Some(refusal) => Err(refusal.error.into()),
            None => Ok(state),
        }
    }

    fn sync(&self, call: Call, find: impl FnOnce(&Tree) -> io::Result<Inode>) -> io::Result<()> {
        let begun = self.begin(call).map(drop);
        let mut state = self.state();
        let subject = find(&state.at.live)?;
        let Moment { durable, pending, .. } = &mut state.at;
        pending.retain(|step| {
            let is_its = step.subject() == subject;
            if is_its && begun.is_ok() {
                durable.apply(step);
            }
            !is_its
        });
        state.remember();
        begun
    }
}

impl State {
    fn remember(&mut self) {
        if let Some(moments) = &mut self.moments {
            moments.push(self.at.clone());
        }
    }

    fn step(&mut self, step: Step) {
        self.at.live.apply(&step);
        self.at.pending.push(step);
        self.remember();
    }

    /// Adds a file or folder, which is nothing on the disk before it has a name there.
    fn add(&mut self, path: &Path, node: &Node) -> io::Result<Inode> {
        let (folder, name) = self.free_place(path)?;
        let inode = self.at.live.add(node.clone());
        self.at.durable.add(node.clone());
        self.step(Step::Name { folder, name, node: Some(inode) });
        Ok(inode)
    }

    fn free_place(&self, path: &Path) -> io::Result<(Inode, String)> {
        match self.at.live.find(path) {
            Ok(_) => Err(ErrorKind::AlreadyExists.into()),
            Err(error) if error.kind() == ErrorKind::NotFound => self.at.live.find_place(path),
            Err(error) => Err(error),
        }
    }

    fn new_file(&self) -> Node {
        Node::File(Arc::new(Data::empty(0o600, self.at.now)))
    }

    fn data(&self, inode: Inode) -> io::Result<&Arc<Data>> {
        match self.at.live.node(inode) {
            Node::File(data) => Ok(data),
            Node::Folder(_) => Err(ErrorKind::IsADirectory.into()),
        }
    }

    fn write(&mut self, file: Inode, bytes: &[u8]) {
        let modified = self.at.now;
        for piece in bytes.chunks(bytes.len().div_ceil(PIECES).max(1)) {
            let at = self.data(file).map_or(0, |data| data.bytes.len());
            self.step(Step::Piece { file, at, bytes: piece.to_vec(), modified });
        }
    }

    fn facts(&self, inode: Inode) -> Facts {
        match self.at.live.node(inode) {
            Node::File(data) => Facts {
                kind: Kind::File,
                size: data.bytes.len() as u64,
                modified: data.modified,
                mode: data.mode,
            },
            Node::Folder(_) => {
                Facts { kind: Kind::Folder, size: 0, modified: SystemTime::UNIX_EPOCH, mode: 0o700 }
            }
        }
    }
}

impl FileSystem for Simulated {
    fn look(&self, path: &Path) -> io::Result<Facts> {
        let state = self.begin(Call::Look)?;
        state.at.live.find(path).map(|inode| state.facts(inode))
    }

    fn link_target(&self, path: &Path) -> io::Result<PathBuf> {
        let state = self.begin(Call::LinkTarget)?;
        state.at.live.find(path).and_then(|_| Err(ErrorKind::InvalidInput.into()))
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        let state = self.begin(Call::RealPath)?;
        state.at.live.find(path).map(|_| Path::new("/").join(normal(path).iter().collect::<PathBuf>()))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let state = self.begin(Call::List)?;
        match state.at.live.node(state.at.live.find(folder)?) {
            Node::Folder(names) => Ok(names.keys().map(|name| folder.join(name)).collect()),
            Node::File(_) => Err(ErrorKind::NotADirectory.into()),
        }
    }

    fn open(&self, path: &Path) -> io::Result<(Facts, Box<dyn Read>)> {
        let state = self.begin(Call::Open)?;
        let inode = state.at.live.find(path)?;
        Ok((state.facts(inode), Box::new(Cursor::new(state.data(inode)?.bytes.clone()))))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let mut state = self.begin(Call::Create)?;
        let node = state.new_file();
        let file = state.add(path, &node)?;
        Ok(Box::new(Filling { files: self.clone(), file }))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.begin(Call::MakeFolder)?.add(path, &Node::Folder(Arc::default())).map(drop)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.begin(Call::RemoveFolder)?;
        match state.at.live.node(state.at.live.find(path)?) {
            Node::File(_) => return Err(ErrorKind::NotADirectory.into()),
            Node::Folder(names) if !names.is_empty() => return Err(ErrorKind::DirectoryNotEmpty.into()),
            Node::Folder(_) => {}
        }
        let (folder, name) = state.at.live.find_place(path)?;
        state.step(Step::Name { folder, name, node: None });
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.begin(Call::Rename)?;
        let live = &state.at.live;
        let (node, (old, from), (new, to)) = (live.find(from)?, live.find_place(from)?, live.find_place(to)?);
        if let Node::Folder(names) = live.node(new)
            && let Some(there) = names.get(&to)
        {
            match (live.node(*there), live.node(node)) {
                (Node::Folder(names), Node::Folder(_)) if names.is_empty() => {}
                (Node::Folder(_), Node::Folder(_)) => return Err(ErrorKind::DirectoryNotEmpty.into()),
                (Node::Folder(_), _) => return Err(ErrorKind::IsADirectory.into()),
                (_, Node::Folder(_)) => return Err(ErrorKind::NotADirectory.into()),
                // Two names of one file: POSIX has nothing to do then.
                _ if *there == node => return Ok(()),
                _ => {}
            }
        }
        if old == new {
            state.step(Step::Rename { folder: old, from, to, node });
        } else {
            state.step(Step::Name { folder: new, name: to, node: Some(node) });
            state.step(Step::Name { folder: old, name: from, node: None });
        }
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.begin(Call::RenameNew)?;
        if !state.at.can.rename_new {
            return Err(ErrorKind::Unsupported.into());
        }
        let node = state.at.live.find(from)?;
        let (folder, to) = state.free_place(to)?;
        let (old, from) = state.at.live.find_place(from)?;
        assert_eq!(old, folder, "it is for one folder");
        state.step(Step::Rename { folder, from, to, node });
        Ok(())
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let mut state = self.begin(Call::Exchange)?;
        if !state.at.can.exchange {
            return Err(ErrorKind::Unsupported.into());
        }
        let live = &state.at.live;
        let (first, second) = (live.find(one)?, live.find(other)?);
        let ((folder, one), (same, other)) = (live.find_place(one)?, live.find_place(other)?);
        assert_eq!(folder, same, "it is for one folder");
        state.step(Step::Exchange { folder, one: (one, first), other: (other, second) });
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.begin(Call::Link)?;
        if !state.at.can.link {
            return Err(ErrorKind::Unsupported.into());
        }
        let node = state.at.live.find(from)?;
        state.data(node)?;
        let (folder, name) = state.free_place(to)?;
        state.step(Step::Name { folder, name, node: Some(node) });
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.begin(Call::Remove)?;
        let node = state.at.live.find(path)?;
        state.data(node)?;
        let (folder, name) = state.at.live.find_place(path)?;
        state.step(Step::Name { folder, name, node: None });
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.sync(Call::SyncFolder, |live| live.find(path))
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        let mut state = self.begin(Call::Lock)?;
        let file = match state.at.live.find(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let node = state.new_file();
                state.add(path, &node)?
            }
            found => found?,
        };
        if !state.held.insert(file) {
            return Err(ErrorKind::WouldBlock.into());
        }
        Ok(Box::new(Held { files: self.clone(), file }))
    }

    fn now(&self) -> SystemTime {
        self.state().at.now
    }

    fn pause(&self, time: Duration) {
        self.state().at.now += time;
    }
}

#[derive(Debug)]
struct Filling {
    files: Simulated,
    file: Inode,
}

impl NewFile for Filling {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.files.begin(Call::Write)?.write(self.file, bytes);
        Ok(())
    }

    fn set_mode(&self, mode: u32) -> io::Result<()> {
        self.files.begin(Call::SetMode)?.step(Step::Mode { file: self.file, mode });
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        self.files.sync(Call::Sync, |_| Ok(self.file))
    }
}

#[derive(Debug)]
struct Held {
    files: Simulated,
    file: Inode,
}

impl Lock for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        self.files.state().held.remove(&self.file);
    }
}
