//! The baseline: findings that a blog has already and that are not to be reported, so that only new ones are.

use super::checked::{Checked, Outcome, fingerprint};
use crate::cli::workspace::shown;
use crate::cli::write::replace;
use crate::features::counts::count;
use crate::site::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The form of the file; another one is refused rather than misread.
const VERSION: u32 = 1;

/// The findings of a file, by the path of their post from the file's folder with `/` between the folders.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    posts: BTreeMap<String, Vec<Entry>>,
}

/// Findings alike in one post. No line numbers: a finding stays known wherever its line moves to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    /// The first line of what is marked.
    text: String,
    /// How many there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

/// What a baseline has taken out of a report.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Findings that it lists.
    left_out: usize,
    /// Findings that it lists of the posts at hand and that are there no more.
    gone: usize,
}

impl Known {
    /// `; 12 more are in the baseline, 3 in it are mended`; empty when there is nothing to say.
    pub fn summary(&self) -> String {
        let left_out = match self.left_out {
            0 => String::new(),
            number => format!("; {number} more in the baseline"),
        };
        match self.gone {
            0 => left_out,
            gone => format!(
                "{left_out}; {} of the baseline mended: --write-baseline drops them",
                count(gone, "finding")
            ),
        }
    }
}

/// A baseline as it was read.
pub struct Baseline {
    folder: PathBuf,
    posts: BTreeMap<String, Vec<Entry>>,
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is not there or not a baseline, with a message for the user.
    pub fn read(path: &Path) -> io::Result<Baseline> {
        let wrong = |why: &str| io::Error::other(format!("the baseline `{}` {why}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => wrong("is not there; --write-baseline makes it"),
            _ => wrong(&format!("cannot be read: {error}")),
        })?;
        let file: File =
            serde_json::from_str(&text).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
        match file.version {
            VERSION => Ok(Baseline { folder: folder_of(path)?, posts: file.posts }),
            version => Err(wrong(&format!("has version {version}, and only {VERSION} is known here"))),
        }
    }

    /// Takes the findings that it lists out of the posts.
    pub fn leave_out(mut self, posts: &mut [Checked]) -> Known {
        let mut known = Known::default();
        for post in posts {
            let key = key(&self.folder, &post.path);
            let Outcome::Read(text, problems) = &mut post.outcome else { continue };
            let Some(entries) = self.posts.get_mut(&key) else { continue };
            let before = problems.len();
            problems.retain(|problem| !take(entries, text, problem));
            known.left_out += before - problems.len();
            known.gone += entries.iter().map(|entry| entry.count).sum::<usize>();
        }
        known
    }
}

/// Whether an entry stands for the finding; each stands for as many as it counts.
fn take(entries: &mut [Entry], text: &str, problem: &Problem) -> bool {
    let print = fingerprint(text, problem.span);
    let entry =
        entries.iter_mut().find(|it| it.count > 0 && it.code == problem.rule.code && it.text == print);
    match entry {
        Some(entry) => {
            entry.count -= 1;
            true
        }
        None => false,
    }
}

/// Writes what was found into the file; entries of posts that are there and were not looked at stay. What it says is
/// for the user.
///
/// # Errors
/// When the file is there and is no baseline, or cannot be written.
pub fn write(path: &Path, posts: &[Checked]) -> io::Result<String> {
    let folder = folder_of(path)?;
    let mut all = if path.exists() { Baseline::read(path)?.posts } else { BTreeMap::new() };
    all.retain(|post, _| folder.join(post).is_file());
    let (mut findings, mut with_findings) = (0, 0);
    for post in posts {
        let entries = entries(post);
        findings += entries.iter().map(|entry| entry.count).sum::<usize>();
        with_findings += usize::from(!entries.is_empty());
        let key = key(&folder, &post.path);
        match entries.is_empty() {
            true => all.remove(&key),
            false => all.insert(key, entries),
        };
    }
    let file = File { version: VERSION, posts: all };
    let text = serde_json::to_string_pretty(&file).map_err(io::Error::other)?;
    replace(path, &(text + "\n"))
        .map_err(|error| io::Error::other(format!("`{}` cannot be written: {error}", path.display())))?;
    let (findings, with_findings) = (count(findings, "finding"), count(with_findings, "post"));
    Ok(format!(
        "{findings} of {with_findings} written to {}",
        shown(&folder.join(path.file_name().unwrap_or_default()))
    ))
}

fn entries(post: &Checked) -> Vec<Entry> {
    let (text, problems) = post.findings();
    let mut numbers: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for problem in problems {
        *numbers.entry((problem.rule.code, fingerprint(text, problem.span))).or_default() += 1;
    }
    numbers.into_iter().map(|((code, text), count)| Entry { code: code.to_string(), text, count }).collect()
}

/// The absolute folder of the file.
fn folder_of(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder
        .canonicalize()
        .map_err(|_| io::Error::other(format!("there is no folder `{}` for the baseline", folder.display())))
}

/// The path of a post from the folder; it climbs out of it where the post lies elsewhere.
fn key(folder: &Path, post: &Path) -> String {
    let shared = folder.components().zip(post.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".to_string());
    let down = post.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::diagnostics::rule;
    use crate::text::Span;

    /// A post with a finding of that code on each place of the words.
    fn post(path: &Path, text: &str, findings: &[(&str, &str)]) -> Checked {
        let problems = findings.iter().flat_map(|(code, word)| {
            text.match_indices(word)
                .map(|(start, word)| rule(code).unwrap().at(Span::new(start, start + word.len()), "Why."))
        });
        Checked { path: path.to_path_buf(), outcome: Outcome::Read(text.into(), problems.collect()) }
    }

    fn left(post: &Checked) -> Vec<&str> {
        let (text, problems) = post.findings();
        problems.iter().map(|problem| problem.span.of(text)).collect()
    }

    #[test]
    fn what_is_known_stays_known_when_its_line_moves_and_what_is_new_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (file, path) = (root.join("baseline.json"), root.join("content/a.md"));
        let old = post(&path, "a: x\nb: x\nc: y\n", &[("duplicate-key", "x"), ("term-spelling", "y")]);
        let said = write(&file, &[old]).unwrap();
        assert!(said.starts_with("3 findings of 1 post written to "), "{said}");
        let moved = "\n\nb: x\na: x\nd: x\n";
        let mut posts = [post(&path, moved, &[("duplicate-key", "x"), ("term-comma", "b")])];
        let known = Baseline::read(&file).unwrap().leave_out(&mut posts);
        assert_eq!(left(&posts[0]), ["x", "b"], "the third `x` and another code are new");
        assert_eq!(known, Known { left_out: 2, gone: 1 });
        assert_eq!(
            known.summary(),
            "; 2 more in the baseline; 1 finding of the baseline mended: --write-baseline drops them"
        );
    }

    #[test]
    fn writing_keeps_other_posts_that_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let file = root.join("baseline.json");
        std::fs::write(root.join("a.md"), "x").unwrap();
        let of = |name: &str| post(&root.join(name), "x", &[("duplicate-key", "x")]);
        write(&file, &[of("a.md"), of("gone.md")]).unwrap();
        write(&file, &[of("sub/b.md"), post(&root.join("c.md"), "x", &[])]).unwrap();
        let posts: Vec<String> = Baseline::read(&file).unwrap().posts.into_keys().collect();
        assert_eq!(posts, ["a.md", "sub/b.md"]);
        assert_eq!(key(&root.join("ci"), &root.join("a.md")), "../a.md");
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("baseline.json");
        let error = || Baseline::read(&file).err().unwrap().to_string();
        assert!(error().ends_with("is not there; --write-baseline makes it"), "{}", error());
        std::fs::write(&file, "{\"version\": 2, \"posts\": {}}").unwrap();
        assert!(error().ends_with("has version 2, and only 1 is known here"), "{}", error());
        std::fs::write(&file, "[]").unwrap();
        assert!(write(&file, &[]).is_err(), "a file of another kind is not written over");
    }
}
