//! Renames terms in real sites: bytes outside the tokens stay, every other value stays, and the way back leads home.
//!
//! Needs the sites: a folder that `FRONTIS_CORPORA` names, or the optional `../shared/corpora/DEV` beside the checkout.
//! Without them it says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use frontis::corpus::terms::Term;
use frontis::features::rename::{Change, FileEdits, Rename, rename_term};
use frontis::syntax::Document;
use frontis::syntax::front_matter::Format;
use frontis::text::{Edit, Span, apply_all};
use frontis::world::{Settings, Site, Snapshot, World, scan};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Terms to rename in each taxonomy of a site: the most used and some rare ones.
const MOST_USED: usize = 3;
const RARE: usize = 2;

/// A larger site takes minutes, since each rename looks for links in every post.
const MAX_SITE: usize = 1_000;

/// A term on more posts than this is left to the others, which show the same.
const MAX_POSTS: usize = 100;

/// New names that no site has: a plain one, and those that some format or list form must quote.
const NAMES: [&str; 4] = ["qqfrontis", "qq: f # r", "qq 'f' \"r\", [s]", "改名 frontis"];

#[derive(Default, Debug)]
struct Totals {
    terms: usize,
    files: BTreeMap<String, usize>,
    refused: usize,
}

#[test]
fn nothing_but_the_tokens_changes() {
    let Some(corpora) = corpora() else {
        eprintln!("SKIPPED: no sites; unpack some and set FRONTIS_CORPORA to their folder");
        return;
    };
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(corpora).unwrap().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let mut totals = Totals::default();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let mut world = World::default();
        world.install(scan::scan(std::slice::from_ref(folder), &Settings::default()));
        let snapshot = world.snapshot();
        snapshot.sites().iter().for_each(|site| rename_some(&snapshot, site, &mut totals));
    }
    eprintln!("{totals:?}");
    assert!(totals.terms > 0, "no site has terms");
}

fn rename_some(snapshot: &Snapshot, site: &Arc<Site>, totals: &mut Totals) {
    if site.corpus.posts().count() > MAX_SITE {
        eprintln!("SKIPPED {}: more than {MAX_SITE} posts", site.root.display());
        return;
    }
    for taxonomy in 0..site.model.taxonomies().len() {
        let mut terms: Vec<&Term> = site.corpus.terms.of(taxonomy).map(|(_, term)| term).collect();
        terms.sort_by_key(|term| (std::cmp::Reverse(term.posts.len()), term.label().clone()));
        terms.retain(|term| term.posts.len() <= MAX_POSTS);
        let rare = terms.iter().rev().take(RARE);
        for (at, term) in terms.iter().take(MOST_USED).chain(rare).enumerate() {
            let job = Job { snapshot, site, taxonomy, old: term.label(), new: NAMES[at % NAMES.len()] };
            job.check(totals);
        }
    }
}

/// One rename in one site.
struct Job<'a> {
    snapshot: &'a Snapshot,
    site: &'a Arc<Site>,
    taxonomy: usize,
    old: &'a str,
    new: &'a str,
}

impl Job<'_> {
    fn check(&self, totals: &mut Totals) {
        let done = rename_term(self.snapshot, self.site, self.taxonomy, self.old, self.new);
        let Ok(rename) = done else {
            // Words in one text cannot hold every name, and that is said.
            totals.refused += 1;
            return;
        };
        assert_eq!(rename.merges_into, None, "{} of {}", self.old, self.site.root.display());
        totals.terms += 1;
        let renamed = self.renamed_files(&rename);
        for (file, after) in &renamed {
            *totals.files.entry(format!("{:?}", self.format(file))).or_default() += 1;
            self.tokens_alone_change(file, after);
            self.other_values_stay(file, after);
        }
        self.way_back(&renamed);
    }

    /// The files whose terms change, with their text afterwards.
    fn renamed_files<'a>(&self, rename: &'a Rename) -> Vec<(&'a FileEdits, String)> {
        let of_terms = rename.files.iter().filter(|file| !file.edits.iter().all(|it| it.0 == Change::Link));
        of_terms.map(|file| (file, apply_all(&file.text, &term_edits(file)))).collect()
    }

    fn format(&self, file: &FileEdits) -> Option<Format> {
        let model = &*self.site.model;
        let document = Document::parse(&file.text, model.split_rules(), model.dialect());
        document.front_matter().map(|front_matter| front_matter.format)
    }

    /// Every edit lies on a spelling of the term, quotes included, and the text between the edits is the same.
    fn tokens_alone_change(&self, file: &FileEdits, after: &str) {
        let key = self.site.model.term_key(self.old);
        let (mut before_at, mut after_at) = (0, 0);
        for (change, edit) in file.edits.iter().filter(|it| it.0 != Change::Link) {
            let kept = Span::new(before_at, edit.span.start()).of(&file.text);
            assert!(after[after_at..].starts_with(kept), "{}", file.path.display());
            (before_at, after_at) = (edit.span.end(), after_at + kept.len() + edit.text.len());
            let token = edit.span.of(&file.text).trim_matches(['"', '\'']).replace("''", "'");
            if *change == Change::Rename && !token.contains('\\') {
                assert_eq!(self.site.model.term_key(&token), key, "{}", file.path.display());
            }
        }
        assert_eq!(&file.text[before_at..], &after[after_at..], "{}", file.path.display());
    }

    /// The facts of the post afterwards are those of before but for this term, and as many faults are found.
    fn other_values_stay(&self, file: &FileEdits, after: &str) {
        let (before, after) = (self.facts(file, &file.text), self.facts(file, after));
        let key = self.site.model.term_key(self.old);
        let mut expected = before.clone();
        let mut seen = false;
        expected.values.retain_mut(|(taxonomy, text)| {
            if *taxonomy != self.taxonomy || self.site.model.term_key(text) != key {
                return true;
            }
            *text = self.new.to_string();
            !std::mem::replace(&mut seen, true)
        });
        assert_eq!(expected, after, "{}", file.path.display());
    }

    fn facts(&self, file: &FileEdits, text: &str) -> Facts {
        let model = &*self.site.model;
        let document = Document::parse(text, model.split_rules(), model.dialect());
        let path: Arc<str> = self.site.relative(&file.path).unwrap().to_string().into();
        let post = frontis::corpus::post::Post::read(model, &path, text, &document);
        let front_matter = document.front_matter();
        Facts {
            values: post.terms.iter().map(|term| (term.taxonomy, term.text.to_string())).collect(),
            faults: front_matter.map_or(0, |front_matter| front_matter.errors.len()),
            title: post.page.title.as_ref().map(|title| title.to_string()),
            date: post.page.date.map(|date| date.to_string()),
        }
    }

    /// Renamed back, every file that wrote the term in one way and once has the bytes that it had.
    fn way_back(&self, renamed: &[(&FileEdits, String)]) {
        let folder = tempfile::tempdir().unwrap();
        for path in self.site.files.paths().iter().filter(|path| self.is_configuration(path)) {
            write(folder.path(), path, &self.site.files.read(path).unwrap_or_default());
        }
        let one_way = |file: &FileEdits| {
            let edits = term_edits(file);
            edits.len() == 1 && file.edits.iter().all(|(change, _)| *change != Change::Merge)
        };
        for (file, after) in renamed.iter().filter(|(file, _)| one_way(file)) {
            write(folder.path(), &self.site.relative(&file.path).unwrap(), after);
        }
        let mut world = World::default();
        world.install(scan::scan(&[folder.path().to_path_buf()], &Settings::default()));
        let snapshot = world.snapshot();
        let root = folder.path().canonicalize().unwrap();
        let Some(site) = snapshot.sites().iter().find(|site| site.root == root) else { return };
        let Ok(back) = rename_term(&snapshot, site, self.taxonomy, self.new, self.old) else { return };
        for file in &back.files {
            let relative = site.relative(&file.path).unwrap();
            let original = self.site.files.read(&relative).unwrap();
            let now = apply_all(&file.text, &term_edits(file));
            // A spelling that differed from the commonest is unified; quotes that the new name needed stay.
            if original.contains(self.old) && self.new == NAMES[0] {
                assert_eq!(folded(&now), folded(&original), "{relative}");
                if !renamed.iter().any(|(file, _)| spelt_otherwise(file, self.old)) {
                    assert_eq!(now, original, "{relative}");
                }
            }
        }
    }

    fn is_configuration(&self, path: &str) -> bool {
        let has_folder = path.contains('/');
        let is_settings = ["toml", "yaml", "yml", "json"].iter().any(|ending| path.ends_with(ending));
        is_settings && (!has_folder || path.starts_with("config/"))
    }
}

/// What a post says besides the bytes.
#[derive(Debug, Clone, PartialEq)]
struct Facts {
    values: Vec<(usize, String)>,
    faults: usize,
    title: Option<String>,
    date: Option<String>,
}

fn term_edits(file: &FileEdits) -> Vec<Edit> {
    let of_terms = file.edits.iter().filter(|(change, _)| *change != Change::Link);
    of_terms.map(|(_, edit)| edit.clone()).collect()
}

fn spelt_otherwise(file: &FileEdits, old: &str) -> bool {
    term_edits(file).iter().any(|edit| edit.span.of(&file.text).trim_matches(['"', '\'']) != old)
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace(['-', ' '], "")
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn corpora() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/DEV");
    Some(std::env::var_os("FRONTIS_CORPORA").map_or_else(beside, PathBuf::from))
        .filter(|folder| folder.is_dir())
}
