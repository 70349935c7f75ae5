//! What is on a simulated disk, and the steps that change it, each of which may or may not have reached the disk
//! when the power fails.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The number of a file or a folder, whatever names it has.
pub(crate) type Inode = usize;

/// The folder that is always there.
const ROOT: Inode = 0;

/// What a file holds.
#[derive(Debug, Clone)]
pub(crate) struct Data {
    pub(crate) bytes: Vec<u8>,
    pub(crate) mode: u32,
    pub(crate) modified: SystemTime,
    /// The hash of the bytes and the mode.
    sum: u64,
}

impl Data {
    pub(crate) fn empty(mode: u32, modified: SystemTime) -> Self {
        Self { bytes: Vec::new(), mode, modified, sum: 0 }
    }

    fn sum_up(&mut self) {
        let mut hasher = DefaultHasher::new();
        (&self.bytes, self.mode).hash(&mut hasher);
        self.sum = hasher.finish();
    }
}

/// A file or a folder.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    File(Arc<Data>),
    Folder(Arc<BTreeMap<String, Inode>>),
}

/// The smallest thing that reaches the disk whole or not at all.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// A name in a folder is given to a file or folder, or taken away.
    Name { folder: Inode, name: String, node: Option<Inode> },
    /// A name in a folder becomes another in the same folder.
    Rename { folder: Inode, from: String, to: String, node: Inode },
    /// Two names in a folder change places.
    Exchange { folder: Inode, one: (String, Inode), other: (String, Inode) },
    /// A piece of a file's bytes.
    Piece { file: Inode, at: usize, bytes: Vec<u8>, modified: SystemTime },
    /// A file is emptied.
    Empty { file: Inode },
    /// Who may do what with a file.
    Mode { file: Inode, mode: u32 },
}

impl Step {
    /// What has to be synced for the step to be on the disk.
    pub(crate) fn subject(&self) -> Inode {
        match self {
            Self::Name { folder, .. } | Self::Rename { folder, .. } | Self::Exchange { folder, .. } => {
                *folder
            }
            Self::Piece { file, .. } | Self::Empty { file } | Self::Mode { file, .. } => *file,
        }
    }
}

/// Everything on a disk.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// An empty disk.
    pub(crate) fn new() -> Self {
        Self { nodes: vec![Node::Folder(Arc::default())] }
    }

    /// Adds a file or folder that has no name yet.
    pub(crate) fn add(&mut self, node: Node) -> Inode {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    pub(crate) fn node(&self, inode: Inode) -> &Node {
        &self.nodes[inode]
    }

    fn names(&mut self, folder: Inode) -> &mut BTreeMap<String, Inode> {
        let Node::Folder(names) = &mut self.nodes[folder] else { panic!("{folder} is no folder") };
        Arc::make_mut(names)
    }

    fn data(&mut self, file: Inode) -> &mut Data {
        let Node::File(data) = &mut self.nodes[file] else { panic!("{file} is no file") };
        Arc::make_mut(data)
    }

    /// Does a step.
    pub(crate) fn apply(&mut self, step: &Step) {
        match step {
            Step::Name { folder, name, node: Some(node) } => {
                self.names(*folder).insert(name.clone(), *node);
            }
            Step::Name { folder, name, node: None } => {
                self.names(*folder).remove(name);
            }
            Step::Rename { folder, from, to, node } => {
                let names = self.names(*folder);
                names.remove(from);
                names.insert(to.clone(), *node);
            }
            Step::Exchange { folder, one, other } => {
                let names = self.names(*folder);
                names.insert(one.0.clone(), other.1);
                names.insert(other.0.clone(), one.1);
            }
            Step::Piece { file, at, bytes, modified } => {
                let data = self.data(*file);
                let end = at + bytes.len();
                // What was to be before it and is not on the disk reads as zeros.
                data.bytes.resize(data.bytes.len().max(end), 0);
                data.bytes[*at..end].copy_from_slice(bytes);
                data.modified = *modified;
                data.sum_up();
            }
            Step::Empty { file } => {
                let data = self.data(*file);
                data.bytes.clear();
                data.sum_up();
            }
            Step::Mode { file, mode } => {
                let data = self.data(*file);
                data.mode = *mode;
                data.sum_up();
            }
        }
    }

    /// Finds what a path leads to.
    pub(crate) fn find(&self, path: &Path) -> io::Result<Inode> {
        normal(path).iter().try_fold(ROOT, |at, name| match self.node(at) {
            Node::Folder(names) => names.get(name).copied().ok_or_else(|| ErrorKind::NotFound.into()),
            Node::File(_) => Err(ErrorKind::NotADirectory.into()),
        })
    }

    /// Finds the folder of a path, and its last part.
    pub(crate) fn find_place(&self, path: &Path) -> io::Result<(Inode, String)> {
        let mut names = normal(path);
        let name = names.pop().ok_or(ErrorKind::InvalidInput)?;
        let folder = self.find(&names.iter().collect::<PathBuf>())?;
        match self.node(folder) {
            Node::Folder(_) => Ok((folder, name)),
            Node::File(_) => Err(ErrorKind::NotADirectory.into()),
        }
    }

    /// Hashes all names and files but those in folders of one name.
    pub(crate) fn sum(&self, but: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash_node(ROOT, but, &mut hasher);
        hasher.finish()
    }

    fn hash_node(&self, inode: Inode, but: &str, hasher: &mut DefaultHasher) {
        match self.node(inode) {
            Node::File(data) => data.sum.hash(hasher),
            Node::Folder(names) => {
                names.len().hash(hasher);
                for (name, inode) in names.iter().filter(|(name, _)| *name != but) {
                    name.hash(hasher);
                    self.hash_node(*inode, but, hasher);
                }
            }
        }
    }

    /// All files below a folder with their paths.
    pub(crate) fn files(&self, folder: &Path) -> Vec<(PathBuf, &Arc<Data>)> {
        let mut files = Vec::new();
        if let Ok(inode) = self.find(folder) {
            self.collect(inode, folder, &mut files);
        }
        files
    }

    fn collect<'a>(&'a self, inode: Inode, path: &Path, files: &mut Vec<(PathBuf, &'a Arc<Data>)>) {
        match self.node(inode) {
            Node::File(data) => files.push((path.to_owned(), data)),
            Node::Folder(names) => {
                names.iter().for_each(|(name, inode)| self.collect(*inode, &path.join(name), files));
            }
        }
    }
}

/// Whether people and listings do not see a file.
pub(crate) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The names of a path from the root on, dots followed.
pub(crate) fn normal(path: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => drop(names.pop()),
            _ => {}
        }
    }
    names
}
