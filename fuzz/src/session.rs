//! A whole session over a site: texts are opened, changed and closed, files come and go, and questions are asked at any
//! place. After each batch of files the index that was kept is compared with one that is built from scratch.

use crate::input::Input;
use crate::shortcodes::check_document;
use crate::spans::fits;
use frontis::corpus::audit;
use frontis::corpus::{Corpus, Reading};
use frontis::features::navigation::Declaration;
use frontis::features::{
    actions, completion, diagnostics, folding, hover, links, navigation, publish, rename, signature, symbols,
    tokens,
};
use frontis::site::detect::{self, Detected};
use frontis::site::{Files, RelPath};
use frontis::syntax::Document;
use frontis::text::{Edit, Span, apply_all};
use frontis::world::batch::{self, Batch, Effect};
use frontis::world::scan;
use frontis::world::{PostView, Settings, Site, Snapshot, World};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

/// Steps of one session at most: a longer one finds nothing that a shorter one would not.
const MAX_STEPS: usize = 24;

/// A text above this size (bytes) is not edited any more: sessions that grow without end are slow and say nothing new.
const MAX_TEXT: usize = 8 * 1024;

/// The sites to play on: a configuration, a template, two posts, and the paths that the session may write to.
static SITES: [Start; 7] = [
    Start {
        files: &[
            ("hugo.toml", "title = 'T'\n[taxonomies]\ntag = 'tags'\nseries = 'series'\n"),
            ("layouts/shortcodes/note.html", "{{ .Get \"kind\" | default \"info\" }}{{ .Inner }}"),
            ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
        ],
        paths: &[
            "content/posts/a.md",
            "content/posts/b/index.md",
            "content/c.md",
            "content/posts/_index.md",
            "layouts/shortcodes/note.html",
            "hugo.toml",
            "archetypes/default.md",
        ],
    },
    Start {
        files: &[
            ("config.toml", "base_url = 'https://example.org'\ntaxonomies = [{name = 'tags'}]\n"),
            ("templates/shortcodes/note.html", "{{ kind | default(value='x') }}{{ body }}"),
            ("content/_index.md", "+++\n+++\n"),
        ],
        paths: &[
            "content/a.md",
            "content/blog/b.md",
            "content/blog/_index.md",
            "content/c/index.md",
            "templates/shortcodes/note.html",
            "config.toml",
            "content/d.md",
        ],
    },
    Start {
        files: &[
            ("_config.yml", "title: T\n"),
            ("_includes/note.html", "{{ include.kind }}"),
            ("Gemfile", "gem 'jekyll'\n"),
        ],
        paths: &[
            "_posts/2024-01-01-a.md",
            "_posts/2024-01-02-b.md",
            "about.md",
            "_drafts/c.md",
            "_includes/note.html",
            "_config.yml",
            "_posts/x/2024-01-03-d.md",
        ],
    },
    Start {
        files: &[
            ("_config.yml", "theme: landscape\n"),
            ("package.json", "{\"dependencies\": {\"hexo\": \"7\"}}"),
            ("scripts/note.js", "hexo.extend.tag.register('note', f)"),
        ],
        paths: &[
            "source/_posts/a.md",
            "source/_posts/b.md",
            "source/about/index.md",
            "source/_drafts/c.md",
            "scripts/note.js",
            "_config.yml",
            "scaffolds/post.md",
        ],
    },
    Start {
        files: &[
            ("eleventy.config.js", "export default {}\n"),
            ("posts/posts.json", "{\"tags\": [\"posts\"]}"),
        ],
        paths: &[
            "posts/a.md",
            "posts/b.md",
            "index.md",
            "posts/posts.json",
            "_includes/x.njk",
            "eleventy.config.js",
            "notes/c.md",
        ],
    },
    Start {
        files: &[
            ("astro.config.mjs", "export default {}\n"),
            (
                "src/content.config.ts",
                "const blog = defineCollection({ schema: z.object({ title: z.string(), tags: z.array(z.string()) }) });\nexport const collections = { blog };\n",
            ),
        ],
        paths: &[
            "src/content/blog/a.md",
            "src/content/blog/b.md",
            "src/content/blog/c.mdx",
            "src/content.config.ts",
            "src/pages/d.md",
            "astro.config.mjs",
            "src/content/notes/e.md",
        ],
    },
    Start {
        files: &[("frontis.toml", "")],
        paths: &["a.md", "b.md", "x/c.md", "x/y.md", "frontis.toml", "d.txt", "E.md"],
    },
];

struct Start {
    files: &'static [(&'static str, &'static str)],
    paths: &'static [&'static str],
}

/// An input is a digit for the site, a script up to a record separator, and the texts that it works with, between
/// record separators.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let Some(start) = input.choose(&SITES) else { return };
    let mut script = Input::new(input.until(0x1e));
    let mut texts = Vec::new();
    while !input.is_empty() {
        texts.push(String::from_utf8_lossy(input.until(0x1e)).into_owned());
    }
    let Some(mut session) = Session::start(start, texts) else { return };
    for _ in 0..MAX_STEPS {
        if script.is_empty() {
            break;
        }
        session.step(&mut script);
    }
    session.write(&[]);
}

struct Session {
    start: &'static Start,
    texts: Vec<String>,
    disk: Disk,
    detected: Detected,
    world: World,
    version: i32,
}

impl Session {
    fn start(start: &'static Start, texts: Vec<String>) -> Option<Session> {
        let disk = Disk::default();
        for (path, text) in start.files {
            disk.put(path, Some((*text).to_owned()));
        }
        for (path, text) in start.paths.iter().take(2).zip(&texts) {
            disk.put(path, Some(text.clone()));
        }
        let disk = disk.listed();
        let detected = detect::sites(&disk).into_iter().find(|site| site.dir.is_empty())?;
        let mut session = Session { start, texts, disk, detected, world: World::default(), version: 0 };
        session.reload();
        Some(session)
    }

    fn step(&mut self, script: &mut Input<'_>) {
        let what = script.byte();
        let path = self.start.paths[usize::from(script.byte()) % self.start.paths.len()];
        let absolute = Path::new("/").join(path);
        match what % 11 {
            0 | 1 => {
                let text = self.text(script);
                self.version += 1;
                self.world.open(absolute, self.version, text);
            }
            2..=4 => self.edit(&absolute, script),
            5 => self.world.close(&absolute),
            6 => {
                let text = self.text(script);
                self.disk.put(path, Some(text));
                self.write(&[path]);
            }
            7 => {
                self.disk.put(path, None);
                self.write(&[path]);
            }
            8 => {
                for path in self.start.paths.iter().take(4) {
                    let text = self.text(script);
                    self.disk.put(path, Some(text));
                }
                self.write(&self.start.paths[..4]);
            }
            9 => self.ask(path, script.number(), ask_all),
            _ => {}
        }
        self.ask(path, script.number(), ask_at);
    }

    /// One of the texts, by its number.
    fn text(&self, script: &mut Input<'_>) -> String {
        let at = usize::from(script.byte());
        self.texts.get(at % self.texts.len().max(1)).cloned().unwrap_or_default()
    }

    fn edit(&mut self, path: &Path, script: &mut Input<'_>) {
        let (from, to, text) = (script.number(), usize::from(script.byte()), self.text(script));
        let (start, length) = (script.number(), usize::from(script.byte()) % 64);
        let start = text.floor_char_boundary(start % (text.len() + 1));
        let piece = text[start..text.floor_char_boundary(start + length)].to_owned();
        self.version += 1;
        let version = self.version;
        let _ = self.world.change(path, version, |text| {
            if text.len() < MAX_TEXT {
                let from = from % (text.len() + 1);
                let mut plain = text.as_str().to_owned();
                let span = Span::new(plain.floor_char_boundary(from), plain.floor_char_boundary(from + to));
                text.apply(&Edit::replace(Span::new(from, from + to), piece.as_str()));
                plain.replace_range(span.range(), &piece);
                assert_eq!(text.as_str(), plain);
            }
        });
    }

    /// Takes in files that changed, and compares.
    fn write(&mut self, changed: &[&str]) {
        let changed: Vec<RelPath> = changed.iter().map(|path| RelPath::from(*path)).collect();
        let snapshot = self.world.snapshot();
        let site = &snapshot.sites()[0];
        let batch = Batch::read(site, &changed);
        match batch.effect() {
            Effect::Nothing => {}
            Effect::Places | Effect::Facts => self.world.replace(Arc::new(batch::with(site, batch))),
            Effect::Reload => self.reload(),
        }
        let snapshot = self.world.snapshot();
        let site = &snapshot.sites()[0];
        let fresh = self.load();
        let found = audit::differences(&site.corpus, &fresh.corpus, &*fresh.model);
        assert!(found.is_empty(), "after {changed:?}:\n{}", found.join("\n"));
        self.compare_live_terms(&snapshot, site);
    }

    fn load(&self) -> Site {
        scan::load(PathBuf::from("/"), Arc::new(self.disk.listed()), &self.detected, &Settings::default())
    }

    fn reload(&mut self) {
        self.world.install(vec![Arc::new(self.load())]);
    }

    /// What completion counts of terms is what an index over the open texts would say.
    fn compare_live_terms(&self, snapshot: &Snapshot, site: &Arc<Site>) {
        let saved = Disk::default();
        for path in self.disk.listed().paths() {
            saved.put(path, self.disk.read(path));
        }
        for (path, buffer) in snapshot.buffers_of(site) {
            saved.put(&path, Some(buffer.text.as_str().to_owned()));
        }
        let fresh = Corpus::build(&*site.model, &saved.listed(), Reading::Whole);
        let except = self.start.paths[0];
        let own = fresh.id_of(except);
        for taxonomy in 0..site.model.taxonomies().len() {
            let live = snapshot.terms(site, taxonomy, except);
            let live: BTreeMap<_, _> = live.into_iter().map(|term| (term.key, term.posts as usize)).collect();
            let counted = fresh.terms.of(taxonomy).map(|(key, term)| {
                (key.clone(), term.posts.iter().filter(|&&post| Some(post) != own).count())
            });
            let counted: BTreeMap<_, _> = counted.filter(|(_, posts)| *posts > 0).collect();
            assert_eq!(live, counted, "the terms of taxonomy {taxonomy} but for those of {except}");
        }
    }

    fn ask(&self, path: &str, at: usize, ask: fn(&Snapshot, &Path, &PostView, usize)) {
        let snapshot = self.world.snapshot();
        let absolute = Path::new("/").join(path);
        let Some(view) = snapshot.post(&absolute) else { return };
        let fresh = Document::parse(&view.text, view.site.model.split_rules(), view.site.model.dialect());
        assert_eq!((&view.document.front, view.document.body), (&fresh.front, fresh.body));
        assert_eq!(
            (&view.document.shortcodes, &view.document.markdown),
            (&fresh.shortcodes, &fresh.markdown)
        );
        check_document(&view.text, &view.document);
        let at = view.text.floor_char_boundary(at % (view.text.len() + 1));
        ask(&snapshot, &absolute, &view, at);
    }
}

/// Every question about one place.
fn ask_at(snapshot: &Snapshot, path: &Path, view: &PostView, at: usize) {
    let text = &*view.text;
    for item in completion::complete(snapshot, path, at).items {
        fits(text, item.edit.span, &item.label);
        assert!(item.edit.span.touches(at), "{} is not where the cursor is", item.label);
        let line = text.get(item.edit.span.range()).unwrap_or_default();
        assert!(!line.contains(['\n', '\r']), "{} replaces more than a line", item.label);
        check_edits(text, &[vec![item.edit], item.extra_edits].concat());
    }
    let hover = hover::hover(snapshot, path, at);
    hover.iter().for_each(|hover| fits(text, hover.span, "a hover"));
    let _ = navigation::definition(snapshot, path, at);
    let _ = navigation::references(snapshot, path, at, Declaration::Included);
    navigation::highlight(snapshot, path, at).iter().for_each(|span| fits(text, *span, "a highlight"));
    if let Some(found) = signature::signature(snapshot, path, at) {
        for param in found.params {
            assert!(found.label.get(param.label).is_some(), "a parameter is not in {}", found.label);
        }
    }
    if let Some((span, name)) = rename::prepare(snapshot, path, at) {
        fits(text, span, "what is renamed");
        for new in [&name, "a: #b"] {
            let Ok(found) = rename::rename(snapshot, path, at, new) else { continue };
            for file in found.files {
                let edits: Vec<Edit> = file.edits.into_iter().map(|(_, edit)| edit).collect();
                check_edits(&file.text, &edits);
            }
        }
    }
    for action in actions::actions(snapshot, path, Span::empty(at)) {
        check_edits(text, &action.edits);
    }
}

/// Every question about a whole text.
fn ask_all(snapshot: &Snapshot, path: &Path, view: &PostView, _at: usize) {
    let text = &*view.text;
    for problem in diagnostics::diagnose(snapshot, path) {
        fits(text, problem.span, problem.rule.code);
        problem.fixes.iter().for_each(|fix| check_edits(text, &fix.edits));
    }
    if let Some(action) = actions::fix_all(snapshot, path) {
        check_edits(text, &action.edits);
        let fixed = apply_all(text, &action.edits);
        let model = &view.site.model;
        check_document(&fixed, &Document::parse(&fixed, model.split_rules(), model.dialect()));
    }
    folding::folds(snapshot, path).iter().for_each(|fold| fits(text, fold.span, "a fold"));
    tokens::tokens(snapshot, path, Span::new(0, text.len()))
        .iter()
        .for_each(|token| fits(text, token.span, "a token"));
    symbols::document(snapshot, path).iter().for_each(|symbol| fits(text, symbol.span, "a symbol"));
    links::document_links(snapshot, path).iter().for_each(|link| fits(text, link.span, "a link"));
    publish::hint(snapshot, path).iter().for_each(|hint| fits(text, hint.span, "a hint"));
    let _ = symbols::workspace(snapshot, "a");
}

/// Edits of one version fit its text and do not overlap: a client refuses others.
fn check_edits(text: &str, edits: &[Edit]) {
    let mut spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    spans.iter().for_each(|span| fits(text, *span, "an edit"));
    spans.sort();
    for pair in spans.windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "edits overlap: {edits:?}");
    }
}

/// Files that change while others keep the list that they once got, like those of a disk.
#[derive(Clone, Default)]
struct Disk {
    texts: Arc<RwLock<BTreeMap<String, String>>>,
    paths: Vec<RelPath>,
}

impl Disk {
    fn put(&self, path: &str, text: Option<String>) {
        let mut texts = self.texts.write().unwrap_or_else(PoisonError::into_inner);
        match text {
            Some(text) => texts.insert(path.to_owned(), text),
            None => texts.remove(path),
        };
    }

    /// The same files, listed as they are now.
    fn listed(&self) -> Disk {
        let texts = self.texts.read().unwrap_or_else(PoisonError::into_inner);
        let paths = texts.keys().map(|path| RelPath::from(path.as_str())).collect();
        Disk { texts: self.texts.clone(), paths }
    }
}

impl Files for Disk {
    fn unrecorded(&self) -> &dyn Files {
        self
    }

    fn paths(&self) -> &[RelPath] {
        &self.paths
    }

    fn read(&self, path: &str) -> Option<String> {
        self.texts.read().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    fn modified(&self, path: &str) -> Option<SystemTime> {
        self.read(path).map(|_| SystemTime::UNIX_EPOCH)
    }

    fn updated(&self, changed: &[RelPath]) -> Option<Arc<dyn Files>> {
        let mut files = self.clone();
        for path in changed {
            let exists = self.read(path).is_some();
            match (files.paths.binary_search(path), exists) {
                (Err(at), true) => files.paths.insert(at, path.clone()),
                (Ok(at), false) => drop(files.paths.remove(at)),
                _ => {}
            }
        }
        (files.paths != self.paths).then(|| Arc::new(files) as Arc<dyn Files>)
    }
}
