//! Files that remember what was asked of them: two models that were told the same are the same.

use crate::site::files::{Files, Measure, RelPath};
use rustc_hash::FxHashSet;
use std::hash::Hasher;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;
use twox_hash::XxHash3_64;

/// Files that keep a record of all that is asked and answered while a model is loaded.
pub struct Recorded<'f> {
    files: &'f dyn Files,
    /// A number for each question with its answer. As a set, so that neither order nor repetition counts: models may ask
    /// from several threads.
    answers: Mutex<FxHashSet<u64>>,
}

impl<'f> Recorded<'f> {
    /// A record of what is asked of `files` from now on.
    pub fn new(files: &'f dyn Files) -> Self {
        Recorded { files, answers: Mutex::default() }
    }

    /// One number for all questions and answers up to now. Equal numbers: whoever asked was told the same.
    pub fn sum(&self) -> u64 {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.iter().fold(answers.len() as u64, |sum, answer| sum.wrapping_add(*answer))
    }

    fn record(&self, question: &str, about: &str, answer: &[&[u8]]) {
        let mut parts = vec![question.as_bytes(), about.as_bytes()];
        parts.extend_from_slice(answer);
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(digest(&parts));
    }

    fn record_text(&self, question: &str, path: &str, text: Option<&String>) {
        match text {
            Some(text) => self.record(question, path, &[text.as_bytes()]),
            None => self.record(question, path, &[]),
        }
    }
}

/// A number for some bytes in parts, another for the same bytes in other parts.
pub fn digest(parts: &[&[u8]]) -> u64 {
    let mut hasher = XxHash3_64::with_seed(0);
    for part in parts {
        hasher.write(&part.len().to_le_bytes());
        hasher.write(part);
    }
    hasher.finish()
}

impl Files for Recorded<'_> {
    /// All of them: one more makes another record.
    fn paths(&self) -> &[RelPath] {
        let paths = self.files.paths();
        self.record("paths", "", &bytes(paths.iter()));
        paths
    }

    fn matching(&self, is_wanted: &dyn Fn(&str) -> bool) -> Vec<&RelPath> {
        let found = self.files.matching(is_wanted);
        self.record("matching", "", &bytes(found.iter().copied()));
        found
    }

    fn under(&self, folder: &str) -> &[RelPath] {
        let found = self.files.under(folder);
        self.record("under", folder, &bytes(found.iter()));
        found
    }

    fn has_folder(&self, folder: &str) -> bool {
        let has = self.files.has_folder(folder);
        self.record("folder", folder, &[&[has.into()]]);
        has
    }

    fn exists(&self, path: &str) -> bool {
        let exists = self.files.exists(path);
        self.record("exists", path, &[&[exists.into()]]);
        exists
    }

    fn exists_above(&self, name: &str) -> bool {
        let exists = self.files.exists_above(name);
        self.record("above", name, &[&[exists.into()]]);
        exists
    }

    fn read(&self, path: &str) -> Option<String> {
        let text = self.files.read(path);
        self.record_text("read", path, text.as_ref());
        text
    }

    fn head(&self, path: &str) -> Option<String> {
        let text = self.files.head(path);
        self.record_text("head", path, text.as_ref());
        text
    }

    fn measure(&self, path: &str) -> Option<Measure> {
        let measure = self.files.measure(path);
        self.record("measure", path, &[format!("{measure:?}").as_bytes()]);
        measure
    }

    fn modified(&self, path: &str) -> Option<SystemTime> {
        let modified = self.files.modified(path);
        self.record("modified", path, &[format!("{modified:?}").as_bytes()]);
        modified
    }

    fn unrecorded(&self) -> &dyn Files {
        self.files.unrecorded()
    }

    fn note(&self, conclusion: &str) {
        self.record("note", conclusion, &[]);
    }
}

fn bytes<'p>(paths: impl Iterator<Item = &'p RelPath>) -> Vec<&'p [u8]> {
    paths.map(|path| path.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;
    use crate::site::generators::ALL;

    fn files(pairs: &[(&str, &str)]) -> MemoryFiles {
        MemoryFiles::new(pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
    }

    fn sum(files: &MemoryFiles, ask: impl Fn(&dyn Files)) -> u64 {
        let recorded = Recorded::new(files);
        ask(&recorded);
        recorded.sum()
    }

    #[test]
    fn what_was_not_asked_makes_no_difference_and_all_that_was_does() {
        let before = files(&[("a.toml", "x = 1"), ("posts/a.md", "a")]);
        for (changed, asked, differs) in [
            (&[("a.toml", "x = 2"), ("posts/a.md", "a")][..], "a.toml", true),
            (&[("posts/a.md", "a")], "a.toml", true),
            (&[("a.toml", "x = 1"), ("posts/a.md", "b"), ("posts/b.md", "b")], "a.toml", false),
        ] {
            let ask = |files: &dyn Files| drop(files.read(asked));
            assert_eq!(sum(&before, ask) != sum(&files(changed), ask), differs, "{changed:?}");
        }
        let ask_once = |files: &dyn Files| drop((files.exists("a.toml"), files.read("b")));
        let ask_twice = |files: &dyn Files| drop((files.read("b"), files.exists("a.toml"), files.read("b")));
        assert_eq!(sum(&before, ask_once), sum(&before, ask_twice));
    }

    #[test]
    fn a_post_more_is_no_other_model() {
        const SITE: [(&str, &str); 5] = [
            ("astro.config.mjs", ""),
            ("content/_index.md", "+++\n+++\n"),
            ("content/posts/a.md", "---\ntitle: A\n---\n"),
            ("content/posts/b/index.md", "---\ntitle: B\n---\n"),
            ("src/content/posts/a.md", "---\ntitle: A\n---\n"),
        ];
        let before = files(&SITE);
        let mut more = SITE.to_vec();
        more.extend([("content/posts/c.md", "---\ntitle: C\n---\n"), ("src/content/posts/c.md", "")]);
        let more = files(&more);
        for generator in ALL {
            let load = |files: &dyn Files| drop(generator.load(files, None));
            assert_eq!(sum(&before, load), sum(&more, load), "{}", generator.id());
        }
    }
}
