//! Which keys a table of front matter may have: those of the generator, its taxonomies, and those of other posts.

use crate::corpus::keys::KeyStats;
use crate::corpus::post::dotted;
use crate::features::completion::context::Context;
use crate::features::fields::{self, fields_in, is_read, spells};
use crate::site::field::{Field, Pages};
use crate::site::model::Taxonomy;
use crate::syntax::front_matter::same_ignoring_case;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::cmp::Reverse;

/// The keys that the table at the cursor may have, in no order.
pub(super) fn candidates<'a>(context: &Context<'a>) -> Vec<Candidate<'a>> {
    let mut found = Found::default();
    for (place, field) in fields_in(context.model(), context.section(), context.path).iter().enumerate() {
        if is_read(field, context.model()) && is_for_page(context, field) {
            found.add_field(field, place);
        }
    }
    let parent = dotted(context.path);
    for taxonomy in context.model().taxonomies() {
        let Some((name, above)) = taxonomy.key.split_last() else { continue };
        if is_path(above, &parent) {
            found.entry(name).taxonomy = Some(taxonomy);
        }
    }
    add_used(context, &parent, &mut found);
    found.all
}

/// One key that may be offered.
pub(super) struct Candidate<'a> {
    /// The generator's field.
    pub field: Option<&'static Field>,
    /// The taxonomy whose terms it holds.
    pub taxonomy: Option<&'a Taxonomy>,
    /// Its place in the generator's table.
    place: usize,
    /// The spellings in other posts with their counts.
    spellings: Vec<(&'a str, u32)>,
    /// How many posts of this section have it.
    near: u32,
    /// How the posts like this one write it.
    pub stats: Option<&'a KeyStats>,
    name: &'a str,
}

impl<'a> Candidate<'a> {
    fn new(name: &'a str, place: usize) -> Self {
        Candidate { field: None, taxonomy: None, place, spellings: Vec::new(), near: 0, stats: None, name }
    }

    /// The spelling that most posts use; where none does, that of the manual.
    pub fn name(&self) -> &'a str {
        let commonest =
            self.spellings.iter().max_by_key(|(name, count)| (*count, *name == self.name, Reverse(*name)));
        commonest.map_or(self.name, |(name, _)| name)
    }

    /// Whether `key` is a spelling of it.
    pub fn is(&self, key: &str) -> bool {
        same_ignoring_case(self.name, key) || self.field.is_some_and(|field| spells(field, key))
    }

    /// How many posts of the site have it.
    pub fn posts(&self) -> u32 {
        self.spellings.iter().map(|(_, count)| count).sum()
    }

    /// What siblings have comes first, then what the generator knows, in the order of its table.
    pub fn order(&self) -> (Reverse<u32>, Reverse<u32>, usize, &str) {
        (Reverse(self.near), Reverse(self.posts()), self.place, self.name)
    }
}

fn is_path(keys: &[SmolStr], dotted: &str) -> bool {
    same_ignoring_case(&keys.join("."), dotted)
}

/// Adds the keys of other posts in one pass over the site's keys, of which there are as many as the theme knows.
fn add_used<'a>(context: &Context<'a>, parent: &str, found: &mut Found<'a>) {
    let keys = &context.site().corpus.keys;
    let near = fields::siblings(context.site(), context.section());
    let own =
        context.site().corpus.post_at(&context.view.path).map(|post| post.keys.open()).unwrap_or_default();
    for (path, stats) in keys.all().keys() {
        let Some(name) = child_of(path, parent) else { continue };
        // A key that is on disk only in this very post may be one that is half typed.
        let is_own = own.iter().any(|used| used.path == *path);
        if stats.posts <= u32::from(is_own) {
            continue;
        }
        let candidate = found.entry(name);
        candidate.spellings.push((name, stats.posts));
        candidate.near += near.key(path).map_or(0, |stats| stats.posts);
        let is_more = candidate.stats.is_none_or(|known| known.posts < stats.posts);
        if is_more {
            candidate.stats = near.key(path).or(Some(stats));
        }
    }
}

/// `image` for `cover.image` below `cover`; `None` for deeper keys and for items of lists.
fn child_of<'a>(path: &'a str, parent: &str) -> Option<&'a str> {
    let rest = match parent {
        "" => path,
        _ => path
            .get(..parent.len())
            .filter(|head| same_ignoring_case(head, parent))
            .and_then(|head| path.get(head.len()..)?.strip_prefix('.'))?,
    };
    (!rest.is_empty() && !rest.contains(['.', '[']) && !rest.contains('\n')).then_some(rest)
}

/// The candidates, and where each spelling of them is.
#[derive(Default)]
struct Found<'a> {
    all: Vec<Candidate<'a>>,
    places: FxHashMap<String, usize>,
}

impl<'a> Found<'a> {
    fn add_field(&mut self, field: &'static Field, place: usize) {
        let at = self.all.len();
        self.all.push(Candidate { field: Some(field), ..Candidate::new(field.name, place) });
        for name in std::iter::once(&field.name).chain(field.aliases) {
            self.places.entry(name.to_lowercase()).or_insert(at);
        }
    }

    fn entry(&mut self, name: &'a str) -> &mut Candidate<'a> {
        let next = self.all.len();
        let at = *self.places.entry(name.to_lowercase()).or_insert(next);
        if at == next {
            self.all.push(Candidate::new(name, usize::MAX));
        }
        &mut self.all[at]
    }
}

fn is_for_page(context: &Context<'_>, field: &Field) -> bool {
    let is_list = crate::corpus::is_list(context.view.post.page.kind);
    match field.pages {
        Pages::All => true,
        Pages::Single => !is_list,
        Pages::List => is_list,
    }
}
