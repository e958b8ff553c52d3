//! The index over all posts of one site, kept up to date file by file.

pub mod disk;
pub mod keys;
pub mod likeness;
pub mod post;
pub mod shortcodes;
pub mod terms;
pub mod watch;

use crate::site::model::{FileRole, Model, PageFacts, PageKind, Surroundings};
use crate::site::shortcode::ShortcodeDef;
use crate::site::{Files, RelPath};
use crate::syntax::Document;
use jiff::Timestamp;
use keys::KeyIndex;
use post::Post;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use shortcodes::ShortcodeIndex;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;
use terms::TermIndex;

/// A post's number in the corpus: stable while the file exists, reused after it is gone.
pub type PostId = u32;

/// The index of one site.
///
/// Invariant: what the indexes hold is the sum of what `posts` hold; [`Corpus::build`] over the same files gives
/// the same answers as any sequence of [`Corpus::set`] that ends with them.
#[derive(Clone, Default)]
pub struct Corpus {
    posts: Vec<Option<Arc<Post>>>,
    ids: FxHashMap<RelPath, PostId>,
    free: Vec<PostId>,
    /// The terms.
    pub terms: TermIndex,
    /// The front-matter keys.
    pub keys: KeyIndex,
    /// The shortcodes.
    pub shortcodes: ShortcodeIndex,
    urls: FxHashMap<SmolStr, Vec<PostId>>,
    names: FxHashMap<SmolStr, Vec<PostId>>,
    archetypes: Arc<BTreeMap<SmolStr, Archetype>>,
    files: Vec<RelPath>,
}

/// A template of new posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archetype {
    /// Its file.
    pub path: RelPath,
    /// Its text.
    pub text: String,
}

impl Corpus {
    /// Indexes all posts among `files`.
    pub fn build(model: &dyn Model, files: &dyn Files, reading: Reading) -> Corpus {
        let posts: Vec<Post> = files
            .paths()
            .par_iter()
            .filter(|path| is_post(model, path))
            .filter_map(|path| Some(reading.post(model, path, &files.read(path)?)))
            .collect();
        let mut corpus = Corpus::default();
        for post in posts {
            corpus.set(model, post);
        }
        corpus.relist(model, files);
        corpus
    }

    /// The same index with the bodies of its posts read, after a first look at their front matters. A post that is gone
    /// meanwhile stays as it is: whoever watches the files tells of it.
    pub fn with_bodies(&self, model: &dyn Model, files: &dyn Files) -> Corpus {
        let whole = |post: &Option<Arc<Post>>| {
            let post = post.as_ref()?;
            let text = files.read(&post.path)?;
            let document = Document::parse(&text, model.split_rules(), model.dialect());
            Some(Arc::new(post.with_body(model, &text, &document)))
        };
        let posts: Vec<Option<Arc<Post>>> = self.posts.par_iter().map(whole).collect();
        let mut corpus = self.clone();
        for (id, (slot, post)) in corpus.posts.iter_mut().zip(posts).enumerate() {
            if let Some(post) = post {
                corpus.shortcodes.add(id as PostId, &post);
                *slot = Some(post);
            }
        }
        corpus
    }

    /// Takes in a new list of files and the templates among them, after something but a post's text changed.
    pub fn relist(&mut self, model: &dyn Model, files: &dyn Files) {
        self.files = files.paths().to_vec();
        self.shortcodes.define(model, files);
        self.archetypes = Arc::new(archetypes(model, files));
    }

    /// The template of new posts in a section, or else the one for all.
    pub fn archetype(&self, section: &str) -> Option<&Archetype> {
        self.archetypes.get(section).or_else(|| self.archetypes.get("default"))
    }

    /// Adds a post, or replaces the one at its path.
    pub fn set(&mut self, model: &dyn Model, post: Post) {
        let path = post.path.clone();
        self.take(model, &path);
        let id = self.free.pop().unwrap_or_else(|| {
            self.posts.push(None);
            (self.posts.len() - 1) as PostId
        });
        self.terms.add(model, id, &post);
        self.keys.add(&post);
        self.shortcodes.add(id, &post);
        for url in urls(&post) {
            self.urls.entry(url).or_default().push(id);
        }
        self.names.entry(page_name(&path)).or_default().push(id);
        self.ids.insert(path, id);
        self.posts[id as usize] = Some(Arc::new(post));
    }

    /// Takes the post at `path` out, if there is one.
    pub fn take(&mut self, model: &dyn Model, path: &str) -> Option<Arc<Post>> {
        let id = self.ids.remove(path)?;
        let post = self.posts.get_mut(id as usize)?.take()?;
        let posts = &self.posts;
        let date_of = |id: PostId| posts.get(id as usize)?.as_ref()?.page.date;
        self.terms.remove(model, id, &post, &date_of);
        self.keys.remove(&post);
        self.shortcodes.remove(id, &post);
        for url in urls(&post) {
            forget(&mut self.urls, &url, id);
        }
        forget(&mut self.names, &page_name(path), id);
        self.free.push(id);
        Some(post)
    }

    /// The post of that number.
    pub fn post(&self, id: PostId) -> Option<&Arc<Post>> {
        self.posts.get(id as usize)?.as_ref()
    }

    /// The post at that path.
    pub fn post_at(&self, path: &str) -> Option<&Arc<Post>> {
        self.post(*self.ids.get(path)?)
    }

    /// The number of the post at that path.
    pub fn id_of(&self, path: &str) -> Option<PostId> {
        self.ids.get(path).copied()
    }

    /// All posts with their numbers.
    pub fn posts(&self) -> impl Iterator<Item = (PostId, &Arc<Post>)> {
        self.posts.iter().enumerate().filter_map(|(id, post)| Some((id as PostId, post.as_ref()?)))
    }

    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no post.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Every file of the site that is not ignored, sorted.
    pub fn files(&self) -> &[RelPath] {
        &self.files
    }
}

/// How much of each post is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Terms, keys and dates, which is all that the first completion needs, in a third of the time.
    FrontMatter,
    /// Calls of shortcodes and headings as well.
    Whole,
}

impl Reading {
    fn post(self, model: &dyn Model, path: &RelPath, text: &str) -> Post {
        let document = match self {
            Reading::FrontMatter => Document::parse_front_matter(text, model.split_rules()),
            Reading::Whole => Document::parse(text, model.split_rules(), model.dialect()),
        };
        Post::read(model, path, text, &document)
    }
}

/// Reads the facts of one post; `None` for a file that is none.
pub fn read_post(model: &dyn Model, path: &RelPath, text: &str) -> Option<Post> {
    is_post(model, path).then(|| Reading::Whole.post(model, path, text))
}

/// The archetypes by section. Of two for one section the first by path counts.
fn archetypes(model: &dyn Model, files: &dyn Files) -> BTreeMap<SmolStr, Archetype> {
    let mut found = BTreeMap::new();
    for path in files.paths() {
        if let FileRole::Archetype(section) = model.classify(path)
            && let Some(text) = files.read(path)
        {
            found.entry(section).or_insert_with(|| Archetype { path: path.clone(), text });
        }
    }
    found
}

/// Whether the file is a page of the site.
pub fn is_post(model: &dyn Model, path: &str) -> bool {
    matches!(model.classify(path), FileRole::Page(_))
}

/// The name by which people refer to a page: its file's without extension, or its folder's for a bundle.
pub fn page_name(path: &str) -> SmolStr {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or(file);
    match stem {
        "index" | "_index" => parts.next().unwrap_or_default().into(),
        _ => stem.into(),
    }
}

fn urls(post: &Post) -> Vec<SmolStr> {
    post.page.url.iter().chain(&post.page.aliases).cloned().collect()
}

fn forget(index: &mut FxHashMap<SmolStr, Vec<PostId>>, key: &SmolStr, id: PostId) {
    if let Some(ids) = index.get_mut(key) {
        ids.retain(|&other| other != id);
        if ids.is_empty() {
            index.remove(key);
        }
    }
}

impl Surroundings for Corpus {
    fn shortcode(&self, name: &str) -> Option<&ShortcodeDef> {
        self.shortcodes.def(name)
    }

    fn shortcode_names(&self) -> Vec<SmolStr> {
        self.shortcodes.defs().map(|def| def.name.clone()).collect()
    }

    fn file_exists(&self, path: &str) -> bool {
        self.files.binary_search_by(|known| (**known).cmp(path)).is_ok()
    }

    fn files_under(&self, folder: &str) -> Vec<RelPath> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        let from = self.files.partition_point(|path| **path < *prefix);
        self.files[from..].iter().take_while(|path| path.starts_with(&prefix)).cloned().collect()
    }

    fn pages(&self) -> Vec<(RelPath, &PageFacts)> {
        self.posts().map(|(_, post)| (post.path.clone(), &post.page)).collect()
    }

    fn pages_at(&self, url: &str) -> Vec<RelPath> {
        self.paths_of(self.urls.get(url))
    }

    fn pages_named(&self, name: &str) -> Vec<RelPath> {
        self.paths_of(self.names.get(name))
    }

    fn page(&self, path: &str) -> Option<&PageFacts> {
        self.post_at(path).map(|post| &post.page)
    }
}

impl Corpus {
    fn paths_of(&self, ids: Option<&Vec<PostId>>) -> Vec<RelPath> {
        let ids = ids.into_iter().flatten();
        let mut paths: Vec<RelPath> = ids.filter_map(|&id| Some(self.post(id)?.path.clone())).collect();
        paths.sort();
        paths
    }
}

/// Whether pages of that kind list others: they are no source of a post's usual shape.
pub fn is_list(kind: Option<PageKind>) -> bool {
    matches!(kind, Some(PageKind::Section | PageKind::Home | PageKind::Term))
}

/// The newest of some dates, for "last used".
pub fn newest<'a>(posts: impl Iterator<Item = &'a Arc<Post>>) -> Option<(Timestamp, &'a Arc<Post>)> {
    posts.filter_map(|post| Some((post.page.date?, post))).max_by_key(|(date, _)| *date)
}
