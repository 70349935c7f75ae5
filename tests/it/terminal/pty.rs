//! A pseudo-terminal with the program in it: its screen is awaited with a deadline, its children end with the test.

#![expect(clippy::disallowed_methods, reason = "a test that waits for a program needs a clock")]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// How long anything may take.
const DEADLINE: Duration = Duration::from_secs(20);
/// How long to wait between two looks.
const LOOK: Duration = Duration::from_millis(5);

/// The program under test.
pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_backcast");

/// What the terminal has received.
struct Received {
    bytes: Vec<u8>,
    screen: vt100::Parser,
    /// Nobody holds the other end any more, or nobody reads this one.
    closed: bool,
    listening: Listening,
}

/// What becomes of that which the program sends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listening {
    Reads,
    /// It is not read, until the terminal is full.
    IsDeaf,
    /// The terminal is about to close.
    HasGone,
}

/// A terminal of 80×24 with a program in it.
pub(super) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    /// None once the terminal is closed.
    master: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    received: Arc<Mutex<Received>>,
}

/// How the program is started.
pub(super) struct Start<'a> {
    folder: &'a TempDir,
    arguments: Vec<String>,
    environment: Vec<(&'static str, String)>,
    script: Option<&'static str>,
}

/// The arguments that keep the program to a folder and a day.
pub(super) fn arguments(folder: &Path) -> Vec<String> {
    let store = folder.join("store").display().to_string();
    ["--store", &store, "--today", "2026-11-21"].map(str::to_owned).to_vec()
}

impl<'a> Start<'a> {
    /// On a store in a folder, on 21 November 2026.
    pub(super) fn new(folder: &'a TempDir) -> Self {
        Self { folder, arguments: arguments(folder.path()), environment: Vec::new(), script: None }
    }

    /// With one more argument.
    pub(super) fn arg(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// With a variable set.
    pub(super) fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// From a shell's script, where the program and its arguments are `"$@"`.
    pub(super) fn script(mut self, script: &'static str) -> Self {
        self.script = Some(script);
        self
    }

    /// Starts it.
    pub(super) fn run(self) -> Pty {
        let mut command = match self.script {
            None => CommandBuilder::new(PROGRAM),
            Some(script) => {
                let mut shell = CommandBuilder::new("/bin/sh");
                shell.args(["-c", script, "sh", PROGRAM]);
                shell
            }
        };
        command.args(&self.arguments);
        for name in
            ["NO_COLOR", "COLORFGBG", "BACKCAST_STORE", "BACKCAST_NO_SYNC", "XDG_DATA_HOME", "XDG_STATE_HOME"]
        {
            command.env_remove(name);
        }
        command.env("HOME", self.folder.path());
        command.env("TERM", "xterm-256color");
        for (name, value) in self.environment {
            command.env(name, value);
        }
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("the system has pseudo-terminals");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let received = Arc::new(Mutex::new(Received {
            bytes: Vec::new(),
            screen: vt100::Parser::new(24, 80, 0),
            closed: false,
            listening: Listening::Reads,
        }));
        let reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let writer = pair.master.take_writer().expect("the terminal can be written to");
        let into = Arc::clone(&received);
        thread::spawn(move || receive(reader, &into));
        Pty { child, master: Some((pair.master, writer)), received }
    }
}

fn receive(mut reader: Box<dyn Read + Send>, into: &Mutex<Received>) {
    let mut buffer = [0; 4096];
    let lock = || into.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let listening = lock().listening;
        match listening {
            Listening::Reads => {}
            Listening::IsDeaf => {
                thread::sleep(LOOK);
                continue;
            }
            Listening::HasGone => break,
        }
        let Ok(count @ 1..) = reader.read(&mut buffer) else { break };
        let mut received = lock();
        received.bytes.extend_from_slice(&buffer[..count]);
        received.screen.process(&buffer[..count]);
    }
    drop(reader);
    lock().closed = true;
}

impl Pty {
    fn received(&self) -> MutexGuard<'_, Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The screen as text.
    pub(super) fn text(&self) -> String {
        self.received().screen.screen().contents()
    }

    /// The lines of the screen, with what trails them.
    pub(super) fn lines(&self) -> Vec<String> {
        let received = self.received();
        let screen = received.screen.screen();
        screen.rows(0, screen.size().1).collect()
    }

    /// Everything that was sent to the terminal.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.received().bytes.clone()
    }

    /// Whether the program's own screen is on.
    pub(super) fn is_full_screen(&self) -> bool {
        self.received().screen.screen().alternate_screen()
    }

    /// Sends keys as a terminal does.
    pub(super) fn send(&mut self, keys: &str) -> &mut Self {
        let (_, writer) = self.master.as_mut().expect("the terminal is open");
        writer.write_all(keys.as_bytes()).expect("the program takes keys");
        writer.flush().expect("the program takes keys");
        self
    }

    /// Waits until something is so.
    #[track_caller]
    pub(super) fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) -> &mut Self {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < DEADLINE, "waited in vain for {what}:\n{}", self.text());
            thread::sleep(LOOK);
        }
        self
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub(super) fn wait(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?}"), |pty| pty.text().contains(text))
    }

    /// Waits for a text that takes its time on purpose.
    #[track_caller]
    pub(super) fn patiently(&mut self, text: &str) -> &mut Self {
        let start = Instant::now();
        while !self.text().contains(text) && start.elapsed() < 3 * DEADLINE {
            thread::sleep(LOOK);
        }
        self.wait(text)
    }

    /// Waits until a text is gone.
    #[track_caller]
    pub(super) fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} to go"), |pty| !pty.text().contains(text))
    }

    /// Waits for the program's end and all that it sent.
    #[track_caller]
    pub(super) fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program is our child") {
                // What it sent last may still be on its way.
                self.until("the terminal to close", |pty| pty.received().closed);
                return status;
            }
            assert!(start.elapsed() < DEADLINE, "the program does not end:\n{}", self.text());
            thread::sleep(LOOK);
        }
    }

    /// Sends the program a signal.
    pub(super) fn signal(&self, signal: &str) {
        kill(signal, self.id());
    }

    /// Gives the terminal another size.
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        if width > 0 && height > 0 {
            self.received().screen.screen_mut().set_size(height, width);
        }
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.master().resize(size).expect("a terminal can be resized");
    }

    fn master(&self) -> &dyn MasterPty {
        &*self.master.as_ref().expect("the terminal is open").0
    }

    /// The path of the terminal, for other programs.
    pub(super) fn path(&self) -> PathBuf {
        self.master().tty_name().expect("the terminal has a name")
    }

    /// Reads nothing from now on.
    pub(super) fn be_deaf(&mut self) -> &mut Self {
        self.received().listening = Listening::IsDeaf;
        self
    }

    /// Closes the terminal, as its window does.
    pub(super) fn hang_up(&mut self) {
        self.received().listening = Listening::HasGone;
        // What reads the terminal waits for something to read.
        self.send("\x0c");
        self.until("nobody to read", |pty| pty.received().closed);
        self.master = None;
    }

    /// The number of the process that was started.
    pub(super) fn id(&self) -> u32 {
        self.child.process_id().expect("the program was started")
    }
}

/// Sends a process a signal.
pub(super) fn kill(signal: &str, id: u32) {
    let sent = Command::new("kill").args([signal, &id.to_string()]).status().expect("there is a kill");
    assert!(sent.success());
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
