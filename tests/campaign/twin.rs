//! The simulated file system beside the real one: every call goes to both, and both must answer the same.

#![expect(
    clippy::unwrap_used,
    reason = "what must work for a campaign to go on fails its test when it does not"
)]

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use backcast::store::file_system::{Facts, FileSystem, Kind, Lock, NewFile, RealFiles};
use tempfile::TempDir;

use crate::crash::story::{Files, Story, files_of};
use crate::crash::workload::bytes;
use crate::simulated::Simulated;

/// Both file systems. The clock is the simulated one.
#[derive(Debug)]
struct Twin {
    root: PathBuf,
    simulated: Simulated,
}

impl Twin {
    /// Where a simulated path lies in the real folder.
    fn real(&self, path: &Path) -> PathBuf {
        self.root.join(path.strip_prefix("/").unwrap())
    }
}

/// The simulated answer, after a look at whether the real one says the same.
fn same<One, Other>(
    what: &str,
    simulated: io::Result<One>,
    real: io::Result<Other>,
) -> io::Result<(One, Other)> {
    match (simulated, real) {
        (Ok(simulated), Ok(real)) => Ok((simulated, real)),
        (Err(simulated), Err(real)) => {
            assert_eq!(simulated.kind(), real.kind(), "{what}");
            Err(simulated)
        }
        (simulated, real) => panic!("{what}: {:?}, but really {:?}", simulated.err(), real.err()),
    }
}

fn known(facts: Facts) -> (Kind, u32, Option<u64>) {
    (facts.kind, facts.mode, (facts.kind == Kind::File).then_some(facts.size))
}

impl FileSystem for Twin {
    fn look(&self, path: &Path) -> io::Result<Facts> {
        let (simulated, real) = same("look", self.simulated.look(path), RealFiles.look(&self.real(path)))?;
        if path != Path::new("/") {
            assert_eq!(known(simulated), known(real), "{}", path.display());
        }
        Ok(simulated)
    }

    fn link_target(&self, path: &Path) -> io::Result<PathBuf> {
        let real = RealFiles.link_target(&self.real(path));
        same("link_target", self.simulated.link_target(path), real).map(|(simulated, _)| simulated)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        let real = RealFiles.real_path(&self.real(path));
        let (simulated, real) = same("real_path", self.simulated.real_path(path), real)?;
        assert_eq!(self.real(&simulated), real);
        Ok(simulated)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let real = RealFiles.list(&self.real(folder));
        let (simulated, mut real) = same("list", self.simulated.list(folder), real)?;
        let mut expected: Vec<_> = simulated.iter().map(|path| self.real(path)).collect();
        expected.sort();
        real.sort();
        assert_eq!(expected, real);
        Ok(simulated)
    }

    fn open(&self, path: &Path) -> io::Result<(Facts, Box<dyn Read>)> {
        let ((facts, file), (really, _)) =
            same("open", self.simulated.open(path), RealFiles.open(&self.real(path)))?;
        assert_eq!(known(facts), known(really), "{}", path.display());
        assert_eq!(bytes(&self.simulated, path), bytes(&RealFiles, &self.real(path)));
        Ok((facts, file))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let real = RealFiles.create(&self.real(path));
        let files = same("create", self.simulated.create(path), real)?;
        Ok(Box::new(Filling(files.0, files.1)))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let real = RealFiles.make_folder(&self.real(path));
        same("make_folder", self.simulated.make_folder(path), real).map(drop)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let real = RealFiles.remove_folder(&self.real(path));
        same("remove_folder", self.simulated.remove_folder(path), real).map(drop)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let real = RealFiles.rename(&self.real(from), &self.real(to));
        same("rename", self.simulated.rename(from, to), real).map(drop)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let real = RealFiles.rename_new(&self.real(from), &self.real(to));
        same("rename_new", self.simulated.rename_new(from, to), real).map(drop)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let real = RealFiles.exchange(&self.real(one), &self.real(other));
        same("exchange", self.simulated.exchange(one, other), real).map(drop)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let real = RealFiles.link(&self.real(from), &self.real(to));
        same("link", self.simulated.link(from, to), real).map(drop)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let real = RealFiles.remove(&self.real(path));
        same("remove", self.simulated.remove(path), real).map(drop)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let real = RealFiles.sync_folder(&self.real(path));
        same("sync_folder", self.simulated.sync_folder(path), real).map(drop)
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        let simulated = self.simulated.lock(path);
        let mut real = RealFiles.lock(&self.real(path));
        // A program that another test is just starting holds all that is open here until it is another program.
        let is_held = |lock: &io::Result<Box<dyn Lock>>| matches!(lock, Err(error) if error.kind() == io::ErrorKind::WouldBlock);
        for _ in 0..1000 {
            if simulated.is_err() || !is_held(&real) {
                break;
            }
            RealFiles.pause(Duration::from_millis(5));
            real = RealFiles.lock(&self.real(path));
        }
        let locks = same("lock", simulated, real)?;
        Ok(Box::new(Held(locks.0, locks.1)))
    }

    fn now(&self) -> SystemTime {
        self.simulated.now()
    }

    fn pause(&self, time: Duration) {
        self.simulated.pause(time);
    }
}

#[derive(Debug)]
struct Held(
    #[expect(dead_code, reason = "held until it is dropped")] Box<dyn Lock>,
    #[expect(dead_code, reason = "held until it is dropped")] Box<dyn Lock>,
);

impl Lock for Held {}

#[derive(Debug)]
struct Filling(Box<dyn NewFile>, Box<dyn NewFile>);

impl NewFile for Filling {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        same("write", self.0.write(bytes), self.1.write(bytes)).map(drop)
    }

    fn set_mode(&self, mode: u32) -> io::Result<()> {
        same("set_mode", self.0.set_mode(mode), self.1.set_mode(mode)).map(drop)
    }

    fn sync(&self) -> io::Result<()> {
        same("sync", self.0.sync(), self.1.sync()).map(drop)
    }
}

#[test]
fn the_simulated_file_system_answers_as_the_real_one() {
    let folder = TempDir::new().unwrap();
    let root = RealFiles.real_path(folder.path()).unwrap();
    let mut calls = 0;
    for seed in 0..20 {
        let root = root.join(seed.to_string());
        RealFiles.make_folder(&root).unwrap();
        let simulated = Simulated::new();
        let twin = Arc::new(Twin { root, simulated: simulated.clone() });
        let files: Arc<dyn FileSystem> = twin.clone();
        Story::run(seed, 30, &simulated, &files);
        let left: Files = files_of(&simulated.moment().live);
        for (path, data) in &left {
            assert_eq!(bytes(&RealFiles, &twin.real(path)), data.bytes, "{}", path.display());
        }
        calls += simulated.calls().len();
    }
    println!("the simulated file system answered {calls} calls as the real one");
}
