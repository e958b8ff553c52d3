//! The real program on a small blog: what it prints where, what it writes, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A blog with a fault that can be mended, in a file with a byte order mark and CRLF, one that cannot, and a hint.
struct Blog {
    folder: tempfile::TempDir,
}

const FIXABLE: &str = "\u{feff}---\r\ntitle: a: b\r\ntags: [x]  # kept\r\n---\r\nText\r\n";
const FIXED: &str = "\u{feff}---\r\ntitle: \"a: b\"\r\ntags: [x]  # kept\r\n---\r\nText\r\n";
const FAULTY: &str = "---\ntitle: B\n---\n{{< nowhere >}}\n";

impl Blog {
    fn new() -> Blog {
        let blog = Blog { folder: tempfile::tempdir().unwrap() };
        blog.write("hugo.toml", "baseURL = 'https://example.org/'\n");
        blog.write("layouts/_shortcodes/note.html", "{{ .Inner }}");
        blog.write("content/a.md", FIXABLE);
        blog.write("content/b.md", FAULTY);
        blog
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, words: &[&str]) -> Output {
        frontis(self.folder.path(), words)
    }

    /// The exit code, and what was printed.
    fn check(&self, words: &[&str]) -> (i32, String, String) {
        let output = self.run(&[&["check"], words].concat());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    }
}

fn frontis(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GITHUB_WORKSPACE"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(words).output().unwrap()
}

#[test]
fn the_exit_code_says_whether_something_counts() {
    let blog = Blog::new();
    assert_eq!(blog.check(&[]).0, 1);
    blog.write("content/a.md", FIXED);
    blog.write("content/b.md", "---\ntitle: B\ntags: [x, x]\n---\n");
    let (code, out, _) = blog.check(&[]);
    assert_eq!((code, out.contains("hint[term-duplicate]")), (0, true), "{out}");
    assert_eq!(blog.check(&["--min-severity", "hint"]).0, 1);
    assert_eq!(blog.check(&["--min-severity", "hint", "--fail-on", "error"]).0, 0);
    assert_eq!(blog.check(&["--min-severity", "info"]).1, "Nothing to say in 2 posts (Hugo 0.168.0)\n");
}

#[test]
fn misuse_and_what_cannot_be_read_end_with_2() {
    let blog = Blog::new();
    assert_eq!(blog.check(&["nowhere"]).0, 2);
    assert_eq!(blog.check(&["--format", "xml"]).0, 2);
    assert_eq!(blog.check(&["--dry-run"]).0, 2, "it needs --fix");
    assert_eq!(blog.check(&["--baseline", "none.json"]).0, 2);
    assert_eq!(blog.check(&["--changed"]).0, 2, "there is no repository");
    fs::write(blog.path("content/c.md"), b"\xff\xfe").unwrap();
    let (code, _, err) = blog.check(&[]);
    assert_eq!((code, err.contains("line 1 is not UTF-8 text")), (2, true), "{err}");
}

#[test]
fn fixes_are_shown_then_written_then_done() {
    let blog = Blog::new();
    let (code, diff, err) = blog.check(&["--fix", "--dry-run"]);
    assert_eq!(code, 1, "what is left still counts");
    assert_eq!(
        diff,
        "--- a/content/a.md\n+++ b/content/a.md\n@@ -1,5 +1,5 @@\n \u{feff}---\r\n-title: a: b\r\n+title: \"a: b\"\r\n tags: [x]  # kept\r\n ---\r\n Text\r\n"
    );
    assert!(err.ends_with("would fix 1 finding in 1 post; nothing was written\n"), "{err}");
    assert_eq!(blog.read("content/a.md"), FIXABLE);

    let (code, out, err) = blog.check(&["--fix"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(
        out.starts_with("fixed content/a.md: Put the value in quotes\nFixed 1 finding in 1 post.\n"),
        "{out}"
    );
    assert_eq!((blog.read("content/a.md").as_str(), blog.read("content/b.md").as_str()), (FIXED, FAULTY));

    let (_, out, _) = blog.check(&["--fix"]);
    assert!(out.starts_with("Nothing here can be fixed without a look at it.\n"), "{out}");
    assert_eq!(blog.read("content/a.md"), FIXED);
    let files = fs::read_dir(blog.path("content")).unwrap().count();
    assert_eq!(files, 2, "no temporary file stays");
}

#[test]
fn a_baseline_takes_out_what_was_there() {
    let blog = Blog::new();
    let (code, out, _) = blog.check(&["--baseline", "baseline.json", "--write-baseline"]);
    assert_eq!((code, out.as_str()), (0, "2 findings of 2 posts written to baseline.json\n"));
    let (code, out, _) = blog.check(&["--baseline", "baseline.json"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "Nothing to say in 2 posts (Hugo 0.168.0); 2 more in the baseline\n")
    );
    blog.write("content/b.md", "---\ntitle: B\n---\nMore text.\n\n{{< nowhere >}}\n{{< elsewhere >}}\n");
    let (code, out, _) = blog.check(&["--baseline", "baseline.json", "--format", "json"]);
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    assert!(out.contains("elsewhere"), "{out}");
    let elsewhere = frontis(&blog.path("content"), &["check", "--baseline", "../baseline.json", "a.md"]);
    assert_eq!(elsewhere.status.code(), Some(0), "paths are those from the baseline's folder");
}

#[test]
fn only_changed_posts_are_checked() {
    let blog = Blog::new();
    let git = |words: &[&str]| {
        let who = ["-c", "user.name=writer", "-c", "user.email=writer@example.org"];
        Command::new("git").current_dir(blog.folder.path()).args(who).args(words).output()
    };
    if git(&["init", "-q"]).is_err() {
        eprintln!("SKIPPED: there is no git");
        return;
    }
    git(&["add", "-A"]).unwrap();
    git(&["commit", "-q", "-m", "Begin"]).unwrap();
    assert_eq!(blog.check(&["--changed"]).1, "Nothing to say in 0 posts (Hugo 0.168.0)\n");
    blog.write("content/new.md", FAULTY);
    let (code, out, _) = blog.check(&["--changed", "--format", "json", "content"]);
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    assert!(out.contains("content/new.md"), "{out}");
    assert_eq!(blog.check(&["--changed=nowhere"]).0, 2);
}

#[test]
fn reports_for_programs_name_files_from_the_checkout() {
    let blog = Blog::new();
    let root = blog.folder.path().canonicalize().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
    command.current_dir(root.join("content")).args(["check", "--format", "github"]);
    let output = command.env("GITHUB_WORKSPACE", &root).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("::error file=content/b.md,line=4,"), "{out}");
}

#[test]
fn colours_come_only_where_they_are_wanted() {
    let blog = Blog::new();
    let coloured = |variables: &[(&str, &str)], words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
        command.current_dir(blog.folder.path()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let output = command.envs(variables.iter().copied()).arg("check").args(words).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], &[]), "a pipe");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(coloured(&[], &["--color", "always"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    for format in ["json", "sarif", "junit", "github"] {
        assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--format", format]), "{format}");
    }
}

#[test]
fn a_rename_that_is_written_says_all_of_it_on_one_channel() {
    let blog = Blog::new();
    blog.write("content/a.md", FIXED);
    let output = blog.run(&["tags", "rename", "x", "y", "--write"]);
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(out, "content/a.md\nrenamed `x` to `y` in 1 file\n");
    assert!(output.stderr.is_empty());
}
