//! The index over all posts of one site, kept up to date file by file.

pub mod audit;
pub mod disk;
pub mod keys;
pub mod likeness;
pub mod links;
pub mod listing;
pub mod names;
pub mod packed;
pub mod places;
pub mod post;
pub mod ranking;
pub mod shortcodes;
pub mod terms;
pub mod watch;

use crate::site::model::{FileRole, Model, PageAnchors, PageFacts, PageKind, Surroundings};
use crate::site::shortcode::ShortcodeDef;
use crate::site::{Files, RelPath};
use crate::syntax::Document;
use keys::KeyIndex;
use links::LinkIndex;
pub use listing::Archetype;
use listing::Listing;
pub use listing::{roles, roles_at, special};
use names::NameIndex;
use places::PlaceIndex;
pub use places::page_name;
use post::Post;
use ranking::RankIndex;
use rayon::prelude::*;
use shortcodes::ShortcodeIndex;
use smol_str::SmolStr;
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
    free: Vec<PostId>,
    /// The terms.
    pub terms: TermIndex,
    /// The front-matter keys.
    pub keys: KeyIndex,
    /// The shortcodes.
    pub shortcodes: ShortcodeIndex,
    /// What the posts link to.
    pub links: LinkIndex,
    /// The names of the pages.
    pub names: NameIndex,
    places: PlaceIndex,
    ranking: RankIndex,
    listing: Arc<Listing>,
}

impl Corpus {
    /// Indexes all posts among `files`.
    pub fn build(model: &dyn Model, files: &dyn Files, reading: Reading) -> Corpus {
        let roles = roles(model, files);
        let posts: Vec<Arc<Post>> = files
            .paths()
            .par_iter()
            .zip(&roles)
            .filter(|(_, role)| matches!(role, FileRole::Page(_)))
            .filter_map(|(path, _)| Some(Arc::new(reading.post(model, path, files)?)))
            .collect();
        Corpus::of_posts(model, files, &roles, posts, reading)
    }

    /// Indexes posts that are read already, in the order of their paths. `roles` are those of all files, see [`roles`].
    pub fn of_posts(
        model: &dyn Model,
        files: &dyn Files,
        roles: &[FileRole],
        posts: Vec<Arc<Post>>,
        reading: Reading,
    ) -> Corpus {
        let mut corpus = Corpus::default();
        let Corpus { terms, keys, shortcodes, links, names, places, ranking, .. } = &mut corpus;
        let numbered = || (0..).zip(&posts);
        // The indexes know nothing of one another, so each can take all posts on a thread of its own.
        rayon::scope(|threads| {
            // Front matters alone say too little of the posts to weigh terms by.
            if reading == Reading::Whole {
                threads.spawn(|_| *ranking = RankIndex::build(model, numbered()));
                threads.spawn(|_| {
                    numbered().for_each(|(id, post)| {
                        let body = post.body.open();
                        shortcodes.add(id, &body);
                        links.add(id, &body);
                    });
                });
            }
            threads.spawn(|_| numbered().for_each(|(id, post)| terms.add(model, id, post)));
            threads.spawn(|_| numbered().for_each(|(id, post)| names.add(id, post)));
            threads.spawn(|_| numbered().for_each(|(_, post)| keys.add(post)));
            threads.spawn(|_| numbered().for_each(|(id, post)| places.add(id, post)));
        });
        corpus.posts = posts.into_iter().map(Some).collect();
        corpus.set_listing(Listing::of_roles(model, files, roles));
        corpus
    }

    /// What there is to complete with before the posts are known: terms and keys that were counted before, the files with
    /// their `roles`, and `some` of the posts with the numbers that they were counted by.
    pub fn of_counts(
        model: &dyn Model,
        files: &dyn Files,
        roles: &[FileRole],
        (terms, keys): (TermIndex, KeyIndex),
        some: impl IntoIterator<Item = (PostId, Arc<Post>)>,
    ) -> Corpus {
        let mut corpus = Corpus { terms, keys, ..Corpus::default() };
        for (id, post) in some {
            corpus.places.add(id, &post);
            corpus.posts.resize(corpus.posts.len().max(id as usize + 1), None);
            corpus.posts[id as usize] = Some(post);
        }
        corpus.set_listing(Listing::of_roles(model, files, roles));
        corpus
    }

    /// The same index with the bodies of its posts read, after a first look at their front matters. A post that is gone
    /// meanwhile stays as it is: whoever watches the files tells of it.
    pub fn with_bodies(&self, model: &dyn Model, files: &dyn Files) -> Corpus {
        let whole = |post: &Option<Arc<Post>>| {
            let post = post.as_ref()?;
            let text = files.read(&post.path)?;
            let document = model.parse(&post.path, &text);
            let post = Post::clone(post).with_body(model, &text, &document);
            Some(Arc::new(post.with_words(model, &text, &document)))
        };
        let read: Vec<Option<Arc<Post>>> = self.posts.par_iter().map(whole).collect();
        let newest = |(id, post): (usize, &Option<Arc<Post>>)| read.get(id)?.clone().or_else(|| post.clone());
        let posts: Vec<Option<Arc<Post>>> = self.posts.iter().enumerate().map(newest).collect();
        let (ranking, mut corpus) = rayon::join(
            || RankIndex::build(model, numbered(&posts)),
            || {
                let mut corpus = self.clone();
                for (id, post) in numbered(&read) {
                    let body = post.body.open();
                    corpus.shortcodes.add(id, &body);
                    corpus.links.add(id, &body);
                }
                corpus
            },
        );
        (corpus.posts, corpus.ranking) = (posts, ranking);
        corpus
    }

    /// Takes another list of files, with what the templates among them define.
    pub fn set_listing(&mut self, listing: Listing) {
        self.shortcodes.define(listing.shortcodes());
        self.listing = Arc::new(listing);
    }

    /// The template of new posts in a section, or else the one for all.
    pub fn archetype(&self, section: &str) -> Option<&Archetype> {
        self.listing.archetype(section)
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
        let body = post.body.open();
        self.shortcodes.add(id, &body);
        self.links.add(id, &body);
        self.names.add(id, &post);
        self.places.add(id, &post);
        self.ranking.add(model, id, &post);
        self.posts[id as usize] = Some(Arc::new(post));
    }

    /// The ranking built anew, when so many posts came and went since the last time that it grew slow. Costs a pass over
    /// all posts, so build it outside of any lock, once after many posts, and put it in with [`Corpus::set_ranking`].
    pub fn renewed_ranking(&self, model: &dyn Model) -> Option<RankIndex> {
        self.ranking.is_stale().then(|| RankIndex::build(model, self.posts()))
    }

    /// Puts in a ranking over the posts that are here now.
    pub fn set_ranking(&mut self, ranking: RankIndex) {
        self.ranking = ranking;
    }

    /// Takes the post at `path` out, if there is one.
    pub fn take(&mut self, model: &dyn Model, path: &str) -> Option<Arc<Post>> {
        let id = self.places.id(path)?;
        let post = self.posts.get_mut(id as usize)?.take()?;
        let posts = &self.posts;
        let date_of = |id: PostId| posts.get(id as usize)?.as_ref()?.page.date;
        self.terms.remove(model, id, &post, &date_of);
        self.keys.remove(&post);
        let body = post.body.open();
        self.shortcodes.remove(id, &body);
        self.links.remove(id, &body);
        self.names.remove(id);
        self.places.remove(id, &post);
        self.ranking.remove(id, &post);
        self.free.push(id);
        Some(post)
    }

    /// Whether the words of the posts are known, so that terms can be weighed by them.
    pub fn weighs_terms(&self) -> bool {
        !self.ranking.is_empty()
    }

    /// The post of that number.
    pub fn post(&self, id: PostId) -> Option<&Arc<Post>> {
        self.posts.get(id as usize)?.as_ref()
    }

    /// The post at that path.
    pub fn post_at(&self, path: &str) -> Option<&Arc<Post>> {
        self.post(self.places.id(path)?)
    }

    /// The number of the post at that path.
    pub fn id_of(&self, path: &str) -> Option<PostId> {
        self.places.id(path)
    }

    /// All posts with their numbers.
    pub fn posts(&self) -> impl Iterator<Item = (PostId, &Arc<Post>)> + Clone {
        numbered(&self.posts)
    }

    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no post.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Those of the files that the generator copies, or that templates process, sorted.
    pub fn copied(&self) -> &[RelPath] {
        self.listing.copied()
    }

    /// Every file of the site that is not ignored, sorted.
    pub fn files(&self) -> &[RelPath] {
        self.listing.files()
    }
}

fn numbered(posts: &[Option<Arc<Post>>]) -> impl Iterator<Item = (PostId, &Arc<Post>)> + Clone {
    posts.iter().enumerate().filter_map(|(id, post)| Some((id as PostId, post.as_ref()?)))
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
    fn post(self, model: &dyn Model, path: &RelPath, files: &dyn Files) -> Option<Post> {
        match self {
            Reading::FrontMatter => first_look(model, path, files),
            Reading::Whole => Some(whole_post(model, path, &files.read(path)?)),
        }
    }
}

/// Reads the file only as far as its front matter goes, unless that is very long or never ends.
fn first_look(model: &dyn Model, path: &RelPath, files: &dyn Files) -> Option<Post> {
    let front = |text: &str| Document::parse_front_matter(text, model.split_rules());
    let mut text = files.head(path)?;
    let mut document = front(&text);
    // A delimiter on the last line that was read may go on behind it.
    if document.body_start() == 0 || document.body_start() >= text.len() {
        text = files.read(path)?;
        document = front(&text);
    }
    Some(Post::of_front_matter(model, path, &text, &document))
}

fn whole_post(model: &dyn Model, path: &RelPath, text: &str) -> Post {
    let document = model.parse(path, text);
    Post::read(model, path, text, &document).with_words(model, text, &document)
}

/// Reads the facts of one post; `None` for a file that is none.
pub fn read_post(model: &dyn Model, path: &RelPath, text: &str) -> Option<Post> {
    is_post(model, path).then(|| whole_post(model, path, text))
}

/// Whether the file is a page of the site.
pub fn is_post(model: &dyn Model, path: &str) -> bool {
    matches!(model.classify(path), FileRole::Page(_))
}

impl Surroundings for Corpus {
    fn shortcode(&self, name: &str) -> Option<&ShortcodeDef> {
        self.shortcodes.def(name)
    }

    fn shortcode_names(&self) -> Vec<SmolStr> {
        self.shortcodes.defs().map(|def| def.name.clone()).collect()
    }

    fn file_exists(&self, path: &str) -> bool {
        self.listing.has(path)
    }

    fn files_under(&self, folder: &str) -> Vec<RelPath> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        self.listing.starting(&prefix).to_vec()
    }

    fn pages(&self) -> Vec<(RelPath, &PageFacts)> {
        self.posts().map(|(_, post)| (post.path.clone(), &post.page)).collect()
    }

    fn pages_at(&self, url: &str) -> Vec<RelPath> {
        self.paths_of(self.places.at_url(url))
    }

    fn pages_named(&self, name: &str) -> Vec<RelPath> {
        let mut paths = self.paths_of(self.places.named(name));
        paths.retain(|path| page_name(path) == name);
        paths
    }

    fn pages_named_like(&self, name: &str) -> Vec<RelPath> {
        self.paths_of(self.places.named(name))
    }

    fn has_section(&self, name: &str) -> bool {
        self.places.has_section(name)
    }

    fn has_term(&self, taxonomy: usize, key: &str) -> bool {
        self.terms.get(taxonomy, key).is_some()
    }

    fn page(&self, path: &str) -> Option<&PageFacts> {
        self.post_at(path).map(|post| &post.page)
    }

    fn anchors(&self, path: &str) -> Option<PageAnchors> {
        let post = self.post_at(path)?;
        let body = post.body.open();
        Some(PageAnchors {
            headings: body.headings.into_iter().map(|heading| heading.id).collect(),
            html: body.html_ids,
            others: post.other_anchors,
        })
    }
}

impl Corpus {
    fn paths_of(&self, ids: &[PostId]) -> Vec<RelPath> {
        let mut paths: Vec<RelPath> =
            ids.iter().filter_map(|&id| Some(self.post(id)?.path.clone())).collect();
        paths.sort();
        paths
    }
}

/// Whether pages of that kind list others: they are no source of a post's usual shape.
pub fn is_list(kind: Option<PageKind>) -> bool {
    matches!(kind, Some(PageKind::Section | PageKind::Home | PageKind::Term))
}
