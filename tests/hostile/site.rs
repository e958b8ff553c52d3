//! A healthy blog with room for something hostile, opened in an editor and checked on the command line.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;

/// A watchdog, not a measure: far longer than anything here takes on a busy machine in a build for debugging.
const WATCHDOG: Duration = Duration::from_secs(120);

/// The post that is being written while something hostile lies beside it, and the one that has a tag to offer.
pub const WELL: &str = "content/post/well.md";
const OTHER: &str = "content/post/other.md";

/// The blog.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// Two posts and a configuration, all as they should be.
    pub fn new() -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        site.write("hugo.toml", "title = 'Blog'\n");
        site.write(WELL, "---\ntitle: Well\ntags: []\n---\nFine.\n");
        site.write(OTHER, "---\ntitle: Other\ntags: [healthy]\n---\n");
        site
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    pub fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn folder(&self, name: &str) {
        fs::create_dir_all(self.path(name)).unwrap();
    }

    /// Takes a file of the healthy blog away, for something else in its place.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    /// Opens the blog in an editor, with the healthy post in it.
    pub fn edit(&self) -> Editor<'_> {
        self.edit_as(self.folder.path())
    }

    /// The same by another path of its folder.
    pub fn edit_as(&self, root: &Path) -> Editor<'_> {
        let log = tempfile::NamedTempFile::new().unwrap();
        let stderr = || Stdio::from(log.reopen().unwrap());
        let mut client = Client::spawn_with(|command| command.env("FRONTIS_LOG", "info").stderr(stderr()));
        client.overhear(&["window/showMessage"]);
        // It asks for diagnostics, so that none comes on its own.
        let capabilities =
            json!({"textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}}});
        client.initialize(
            json!({"capabilities": capabilities, "rootUri": format!("file://{}", root.display())}),
        );
        let mut editor = Editor { site: self, client, log };
        editor.open(WELL);
        editor
    }

    /// Runs `frontis check` in the blog.
    pub fn check(&self, words: &[&str]) -> Checked {
        let file = || tempfile::NamedTempFile::new().unwrap();
        let (out, err) = (file(), file());
        let stdio = |file: &tempfile::NamedTempFile| Stdio::from(file.reopen().unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
        command.arg("check").args(words).current_dir(&self.folder).env("NO_COLOR", "1");
        let child = command.stdin(Stdio::null()).stdout(stdio(&out)).stderr(stdio(&err)).spawn().unwrap();
        let (status, peak) = watched(child);
        let text = |file: tempfile::NamedTempFile| fs::read_to_string(file.path()).unwrap();
        let checked = Checked { code: status.code(), peak, out: text(out), err: text(err) };
        assert!(!checked.err.contains("panicked"), "{}", checked.err);
        checked
    }

    /// That the healthy post is served whatever lies beside it, and how `frontis check` ends then.
    pub fn is_well(&self) -> Checked {
        let mut editor = self.edit();
        editor.is_well();
        editor.finish();
        self.check(&[])
    }

    /// That nothing is said of what lies beside the healthy posts, and that there are so many posts in all.
    pub fn is_silent(&self, posts: usize) {
        let checked = self.is_well();
        assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{checked:?}");
        assert!(checked.out.starts_with(&format!("Nothing to say in {posts} posts")), "{checked:?}");
    }
}

/// The blog in an editor.
pub struct Editor<'a> {
    site: &'a Site,
    pub client: Client,
    log: tempfile::NamedTempFile,
}

impl Editor<'_> {
    /// Opens a file with what is on disk.
    pub fn open(&mut self, name: &str) {
        let text = fs::read(self.site.path(name)).unwrap();
        self.open_text(name, &String::from_utf8_lossy(&text));
    }

    /// Opens a file with a text that need not be on disk.
    pub fn open_text(&mut self, name: &str, text: &str) {
        self.client.open(&self.site.uri(name), text);
    }

    /// Waits until all is read, and returns how many posts that were.
    pub fn posts(&mut self) -> u64 {
        let deadline = Instant::now() + WATCHDOG;
        loop {
            let status = self.client.call("frontis/status", json!({}));
            if status["ready"] == true {
                return status["sites"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(|site| site["posts"].as_u64())
                    .sum();
            }
            assert!(Instant::now() < deadline, "it is not read: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// That the healthy post is served as if nothing were beside it.
    pub fn is_well(&mut self) {
        self.posts();
        let labels = self.labels(WELL, 2, 7);
        assert!(labels.iter().any(|label| label == "healthy"), "{labels:?}\n{}", self.log());
        assert_eq!(self.codes(WELL), Vec::<String>::new());
    }

    /// What is offered at a place.
    pub fn labels(&mut self, name: &str, line: u32, character: u32) -> Vec<String> {
        let list = self.ask("textDocument/completion", name, line, character);
        let items = list["items"].as_array().cloned().unwrap_or_default();
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    /// A question about a place.
    pub fn ask(&mut self, method: &str, name: &str, line: u32, character: u32) -> Value {
        let position = json!({"line": line, "character": character});
        let place = json!({"textDocument": {"uri": self.site.uri(name)}, "position": position});
        self.client.call(method, place)
    }

    /// The codes of what is found in a file that is open, each once.
    pub fn codes(&mut self, name: &str) -> Vec<String> {
        let id = json!({"textDocument": {"uri": self.site.uri(name)}});
        let answer = self.client.call("textDocument/diagnostic", id);
        let found = answer["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
        let mut codes: Vec<String> =
            found.iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect();
        codes.sort();
        codes.dedup();
        codes
    }

    /// What it wrote to standard error up to now.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log.path()).unwrap()
    }

    /// The most memory that the server has used, in MiB, where the system tells.
    pub fn peak(&self) -> Option<u64> {
        peak(self.client.process())
    }

    /// Leaves; fails when anything had gone wrong unseen.
    pub fn finish(self) {
        let Editor { client, log, .. } = self;
        client.finish();
        let log = fs::read_to_string(log.path()).unwrap();
        assert!(!log.contains("panicked"), "{log}");
    }
}

/// How `frontis check` ended.
#[derive(Debug)]
pub struct Checked {
    /// The exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// The most memory it was seen to use, in MiB.
    pub peak: Option<u64>,
    pub out: String,
    pub err: String,
}

/// Waits for a process and ends it when it takes too long.
fn watched(mut child: Child) -> (ExitStatus, Option<u64>) {
    let (deadline, mut most) = (Instant::now() + WATCHDOG, None);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return (status, most);
        }
        most = most.max(peak(child.id()));
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("it hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The most memory that a process has used, in MiB.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? / 1024)
}

/// A file of that many bytes that takes no place on disk.
pub fn sparse(path: &Path, bytes: u64) {
    File::create(path).unwrap().set_len(bytes).unwrap();
}
