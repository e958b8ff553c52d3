//! Runs the real Hugo over posts.

use super::seeds::SITE;
use frontis::site::version::Version;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A build that takes longer says nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// The program.
pub struct Hugo {
    program: PathBuf,
    /// Its version.
    pub version: Version,
}

/// What a build said.
pub enum Verdict {
    /// All is well.
    Builds,
    /// It stopped, with the first line of the reason.
    Fails(String),
    /// It crashed or hung, which is no verdict.
    None,
}

impl Hugo {
    /// The program that `FRONTIS_HUGO` names, or the one in `PATH`.
    pub fn find() -> Option<Hugo> {
        let in_path = || {
            let path = std::env::var_os("PATH")?;
            std::env::split_paths(&path).map(|folder| folder.join("hugo")).find(|hugo| hugo.is_file())
        };
        let program = std::env::var_os("FRONTIS_HUGO").map(PathBuf::from).or_else(in_path)?;
        let output = Command::new(&program).arg("version").output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let version = Version::find(text.split("hugo v").nth(1)?)?;
        Some(Hugo { program, version })
    }

    /// Builds the site of the seeds with these posts.
    pub fn build(&self, posts: &[&str]) -> Verdict {
        let Ok(folder) = tempfile::tempdir() else { return Verdict::None };
        let content = posts.iter().enumerate().map(|(index, text)| (path(index), *text));
        let files = SITE.iter().map(|(path, text)| ((*path).to_owned(), *text)).chain(content);
        for (path, text) in files {
            write(&folder.path().join(path), text);
        }
        self.run(folder.path()).unwrap_or(Verdict::None)
    }

    fn run(&self, folder: &Path) -> Option<Verdict> {
        let mut child = Command::new(&self.program)
            .args(["--renderToMemory", "--noBuildLock", "--cacheDir"])
            .arg(folder.join("cache"))
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .ok()?;
        let code = wait(&mut child)?;
        let mut said = String::new();
        child.stderr.take()?.read_to_string(&mut said).ok()?;
        match code {
            0 => Some(Verdict::Builds),
            1 => Some(Verdict::Fails(
                said.lines().find(|line| line.contains("ERROR")).unwrap_or(&said).to_owned(),
            )),
            _ => None,
        }
    }
}

/// The path of the post of that number.
pub fn path(index: usize) -> String {
    format!("content/p{index}.md")
}

fn wait(child: &mut Child) -> Option<i32> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().ok()? {
            return status.code();
        }
        if began.elapsed() > PATIENCE {
            child.kill().ok()?;
            child.wait().ok()?;
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn write(path: &Path, text: &str) {
    let Some(folder) = path.parent() else { return };
    if std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text)).is_err() {
        panic!("{} cannot be written", path.display());
    }
}
