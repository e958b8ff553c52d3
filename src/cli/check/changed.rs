//! Which posts git says have changed. Git runs nothing here that a repository could name: no hooks, no monitor of the
//! file system, no filters, no programs for diffs, no fetching.

use super::checked::Target;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The last commit, which is what `--changed` alone compares with.
pub const LAST_COMMIT: &str = "HEAD";

/// The targets that differ from where the branch left `reference`, and those that git does not know yet.
///
/// # Errors
/// No git, no repository around a site, no such reference: with a message for the user.
pub fn only(targets: Vec<Target>, reference: &str) -> io::Result<Vec<Target>> {
    let mut by_site: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    let mut kept = Vec::new();
    for target in targets {
        let root = &target.site.root;
        if !by_site.contains_key(root) {
            by_site.insert(root.clone(), Repository::around(root)?.changed(reference)?);
        }
        if by_site.get(root).is_some_and(|changed| changed.contains(&target.path)) {
            kept.push(target);
        }
    }
    Ok(kept)
}

struct Repository {
    /// The absolute folder of its work tree.
    root: PathBuf,
    /// Settings that take the filters away: git runs them to compare a file that was written in the second of the
    /// last commit, and a repository can name any program as one.
    without_filters: Vec<String>,
}

impl Repository {
    fn around(folder: &Path) -> io::Result<Repository> {
        let root = git(folder, &[], &["rev-parse", "--show-toplevel"])?;
        let root =
            PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches(['\r', '\n'])).canonicalize()?;
        let without_filters = without_filters(&root)?;
        Ok(Repository { root, without_filters })
    }

    fn git(&self, arguments: &[&str]) -> io::Result<Vec<u8>> {
        git(&self.root, &self.without_filters, arguments)
    }

    /// The absolute paths of the files that are there and differ or are new.
    fn changed(&self, reference: &str) -> io::Result<BTreeSet<PathBuf>> {
        let untracked = ["ls-files", "-z", "--others", "--exclude-standard"];
        let mut paths = self.list(&untracked)?;
        paths.extend(match self.commit(reference)? {
            // The plumbing beneath `git diff`: it writes no index, shows no diff, and so runs nothing for either.
            Some(commit) => self.list(&[
                "diff-index",
                "-z",
                "--name-only",
                "--diff-filter=d",
                "--no-renames",
                "--ignore-submodules=all",
                "--no-ext-diff",
                &commit,
                "--",
            ])?,
            // Nothing is committed yet: all that is added is new.
            None => self.list(&["ls-files", "-z", "--cached"])?,
        });
        Ok(paths)
    }

    /// The commit to compare with; `None` when there is no commit at all.
    fn commit(&self, reference: &str) -> io::Result<Option<String>> {
        let Some(wanted) = self.resolve(reference) else {
            return match self.resolve(LAST_COMMIT) {
                None if reference == LAST_COMMIT => Ok(None),
                _ => Err(io::Error::other(format!("git knows no commit `{reference}`"))),
            };
        };
        // Without a common ancestor at hand, as in a shallow clone, the commit itself is the next best.
        let base = self.git(&["merge-base", &wanted, LAST_COMMIT]).ok();
        Ok(base.and_then(|base| hash(&base)).or(Some(wanted)))
    }

    /// The hash of a commit. `--end-of-options` keeps a reference that starts with a dash from being an option.
    fn resolve(&self, reference: &str) -> Option<String> {
        let commit = format!("{reference}^{{commit}}");
        let found = self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).ok()?;
        hash(&found)
    }

    fn list(&self, arguments: &[&str]) -> io::Result<BTreeSet<PathBuf>> {
        let out = self.git(arguments)?;
        let names = out.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| self.root.join(path(name))).collect())
    }
}

/// Every setting of a filter, emptied.
///
/// # Errors
/// For a name that cannot be given on a command line: nobody has one without a reason that is not ours to trust.
fn without_filters(root: &Path) -> io::Result<Vec<String>> {
    // Git ends with 1 when there are none.
    let keys =
        git(root, &[], &["config", "-z", "--name-only", "--get-regexp", r"^filter\."]).unwrap_or_default();
    let keys = String::from_utf8_lossy(&keys);
    let mut settings = Vec::new();
    for key in keys.split('\0').filter(|key| !key.is_empty()) {
        if key.contains(['=', char::REPLACEMENT_CHARACTER]) {
            return Err(io::Error::other(format!(
                "the settings of git in {} name a filter `{key}`, which cannot be turned off",
                root.display()
            )));
        }
        settings.extend(["-c".to_string(), format!("{key}=")]);
    }
    Ok(settings)
}

fn hash(out: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(out).ok()?.trim();
    (!text.is_empty() && text.chars().all(|c| c.is_ascii_hexdigit())).then(|| text.to_string())
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}

/// What a git command prints. The settings in front outweigh those of the repository.
fn git(folder: &Path, settings: &[String], arguments: &[&str]) -> io::Result<Vec<u8>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).arg("--no-pager");
    command.args([
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.quotePath=false",
    ]);
    command.args(settings).args(arguments);
    // No lock files, no questions, and nothing fetched by whatever program the repository names for that.
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none");
    // A hook of git itself sets these for its own repository, which may be another one.
    command
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_PREFIX");
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other("--changed needs git, and there is no program `git`"),
        _ => io::Error::other(format!("git cannot be run: {error}")),
    })?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(io::Error::other(format!(
            "git {} in {}: {}",
            arguments.first().unwrap_or(&""),
            folder.display(),
            String::from_utf8_lossy(&output.stderr).trim().trim_start_matches("fatal: ")
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A repository with two commits on a branch, and the names of its changed files.
    struct Work {
        folder: tempfile::TempDir,
    }

    impl Work {
        fn new() -> Work {
            let work = Work { folder: tempfile::tempdir().unwrap() };
            work.run(&["init", "-q", "-b", "main"]);
            work
        }

        fn run(&self, arguments: &[&str]) {
            let who = ["-c", "user.name=writer", "-c", "user.email=writer@example.org"];
            let done =
                Command::new("git").arg("-C").arg(self.folder.path()).args(who).args(arguments).output();
            assert!(done.as_ref().is_ok_and(|done| done.status.success()), "{arguments:?}: {done:?}");
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn commit(&self) {
            self.run(&["add", "-A"]);
            self.run(&["commit", "-q", "-m", "Write"]);
        }

        fn changed(&self, reference: &str) -> Result<Vec<String>, String> {
            let repository = Repository::around(self.folder.path()).unwrap();
            let changed = repository.changed(reference).map_err(|error| error.to_string())?;
            let name = |path: &PathBuf| path.strip_prefix(&repository.root).unwrap().display().to_string();
            Ok(changed.iter().map(name).collect())
        }
    }

    #[test]
    fn changed_are_edited_staged_and_new_files_but_not_ignored_or_deleted_ones() {
        let work = Work::new();
        work.write("a.md", "a");
        assert_eq!(work.changed("HEAD").unwrap(), ["a.md"], "before the first commit all is new");
        for name in ["b ü.md", "c.md", "d.md"] {
            work.write(name, "x");
        }
        work.write(".gitignore", "draft.md\n");
        work.commit();
        assert_eq!(work.changed("HEAD").unwrap(), [""; 0]);
        work.write("b ü.md", "edited");
        work.write("c.md", "staged");
        work.run(&["add", "c.md"]);
        fs::remove_file(work.folder.path().join("d.md")).unwrap();
        work.write("draft.md", "ignored");
        work.write("new/e.md", "new");
        assert_eq!(work.changed("HEAD").unwrap(), ["b ü.md", "c.md", "new/e.md"]);
    }

    #[test]
    fn a_branch_is_compared_with_where_it_left() {
        let work = Work::new();
        work.write("a.md", "a");
        work.commit();
        work.run(&["checkout", "-q", "-b", "post"]);
        work.write("post.md", "mine");
        work.commit();
        work.run(&["checkout", "-q", "main"]);
        work.write("a.md", "changed on main since");
        work.commit();
        work.run(&["checkout", "-q", "post"]);
        assert_eq!(work.changed("main").unwrap(), ["post.md"]);
        assert_eq!(work.changed("--output=x").unwrap_err(), "git knows no commit `--output=x`");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_that_the_repository_names_is_run() {
        use std::os::unix::fs::PermissionsExt;
        let work = Work::new();
        work.write("a.md", "a");
        work.commit();
        let trap = work.folder.path().join(".git/trap");
        let sprung = work.folder.path().join(".git/sprung");
        fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\ncat\n", sprung.display())).unwrap();
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
        let trap = trap.to_str().unwrap();
        let hook = work.folder.path().join(".git/hooks/post-index-change");
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        fs::copy(trap, hook).unwrap();
        for key in [
            "core.fsmonitor",
            "filter.x.clean",
            "filter.x.process",
            "diff.x.textconv",
            "diff.external",
            "core.pager",
        ] {
            work.run(&["config", key, trap]);
        }
        work.write(".git/info/attributes", "*.md filter=x diff=x\n");
        work.write("a.md", "b");
        let _ = fs::remove_file(&sprung);
        assert_eq!(work.changed("HEAD").unwrap(), ["a.md"]);
        assert!(!sprung.exists(), "a program of the repository ran");
        work.run(&["config", "filter.x=y.clean", trap]);
        let error = Repository::around(work.folder.path()).err().unwrap().to_string();
        assert!(error.contains("filter.x=y.clean"), "{error}");
    }

    #[test]
    fn without_a_repository_it_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let error = Repository::around(folder.path()).err().unwrap().to_string();
        assert!(error.contains("not a git repository"), "{error}");
    }
}
