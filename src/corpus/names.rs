//! The names of all pages in one text, so that a search for some letters reads memory from its start to its end.

use crate::corpus::PostId;
use crate::corpus::post::Post;
use crate::syntax::words::fold;
use jiff::Timestamp;
use memchr::memmem::Finder;
use smol_str::SmolStr;

/// A text with fewer dead bytes than this is not worth writing anew.
const MIN_DEAD: usize = 64 * 1024;

/// What pages may be looked for by: title, address, file, old addresses; folded, one a line, page after page.
///
/// Invariant: `entries` are sorted by `start`, and each stretch of `text` between two of them is that of one page, or of
/// one that is gone.
#[derive(Debug, Default, Clone)]
pub struct NameIndex {
    text: String,
    entries: Vec<Entry>,
    /// The place of each page among the entries.
    places: Vec<Option<u32>>,
    dead: usize,
    /// The languages of pages, each once; a site has few.
    languages: Vec<SmolStr>,
}

/// A page, as far as a list of pages is chosen and ordered: looking at each post itself would cost a miss of the
/// processor's cache for each.
#[derive(Debug, Clone, Copy)]
pub struct Named<'n> {
    /// Which one.
    pub id: PostId,
    /// When it is from.
    pub date: Option<Timestamp>,
    /// Its folded names, one a line, its title first.
    pub names: &'n str,
}

impl<'n> Named<'n> {
    /// Its folded title, or the path where there is none.
    pub fn label(&self) -> &'n str {
        self.names.split('\n').next().unwrap_or_default()
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    /// `None` for a page that is gone.
    id: Option<PostId>,
    /// Its place among the languages.
    language: u32,
    date: Option<Timestamp>,
}

impl NameIndex {
    /// Adds a page that is not there.
    pub fn add(&mut self, id: PostId, post: &Post) {
        // The numbers are of 32 bits to save memory: no blog has four gigabytes of titles.
        let (Ok(start), Ok(place)) = (u32::try_from(self.text.len()), u32::try_from(self.entries.len()))
        else {
            return;
        };
        for name in names(post) {
            self.text.push_str(&fold(name).replace('\n', " "));
            self.text.push('\n');
        }
        let language = self.number_of(&post.page.language);
        self.entries.push(Entry { start, id: Some(id), language, date: post.page.date });
        if self.places.len() <= id as usize {
            self.places.resize(id as usize + 1, None);
        }
        if let Some(slot) = self.places.get_mut(id as usize) {
            *slot = Some(place);
        }
    }

    /// Takes a page out again.
    pub fn remove(&mut self, id: PostId) {
        let Some(place) = self.places.get_mut(id as usize).and_then(Option::take) else { return };
        self.dead += self.stretch(place as usize).len();
        if let Some(entry) = self.entries.get_mut(place as usize) {
            entry.id = None;
        }
        if self.dead > MIN_DEAD.max(self.text.len() / 2) {
            *self = self.without_dead();
        }
    }

    /// All pages, in no order.
    pub fn all(&self) -> impl Iterator<Item = Named<'_>> {
        (0..self.entries.len()).filter_map(|place| self.named(place))
    }

    /// The pages in that language, in no order.
    pub fn all_in(&self, language: &str) -> impl Iterator<Item = Named<'_>> {
        let language = self.language(language);
        (0..self.entries.len()).filter_map(move |place| self.named_in(place, language?))
    }

    /// Those with `folded` in one of their names, each once. Costs one pass over the names.
    pub fn with<'n>(&'n self, language: &str, folded: &str) -> impl Iterator<Item = Named<'n>> + use<'n> {
        let language = self.language(language);
        let finder = Finder::new(folded).into_owned();
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = self.text.as_bytes().get(from..).filter(|rest| !rest.is_empty())?;
            let at = from + finder.find(rest)?;
            let behind = self.entries.partition_point(|entry| entry.start as usize <= at);
            from = self.start(behind);
            Some(behind.checked_sub(1))
        })
        .filter_map(move |place| self.named_in(place?, language?))
    }

    fn named_in(&self, place: usize, language: u32) -> Option<Named<'_>> {
        self.entries.get(place).filter(|entry| entry.language == language).and_then(|_| self.named(place))
    }

    fn named(&self, place: usize) -> Option<Named<'_>> {
        let entry = self.entries.get(place)?;
        Some(Named { id: entry.id?, date: entry.date, names: self.stretch(place) })
    }

    fn language(&self, name: &str) -> Option<u32> {
        Some(self.languages.iter().position(|known| known == name)? as u32)
    }

    fn number_of(&mut self, language: &SmolStr) -> u32 {
        self.language(language).unwrap_or_else(|| {
            self.languages.push(language.clone());
            self.languages.len() as u32 - 1
        })
    }

    fn start(&self, place: usize) -> usize {
        self.entries.get(place).map_or(self.text.len(), |entry| entry.start as usize)
    }

    fn stretch(&self, place: usize) -> &str {
        self.text.get(self.start(place)..self.start(place + 1)).unwrap_or_default()
    }

    fn without_dead(&self) -> NameIndex {
        let mut fresh = NameIndex {
            places: vec![None; self.places.len()],
            languages: self.languages.clone(),
            ..NameIndex::default()
        };
        for (place, entry) in self.entries.iter().enumerate() {
            let Some(id) = entry.id else { continue };
            let [start, at] = [fresh.text.len(), fresh.entries.len()].map(|number| number as u32);
            fresh.text.push_str(self.stretch(place));
            fresh.entries.push(Entry { start, ..*entry });
            if let Some(slot) = fresh.places.get_mut(id as usize) {
                *slot = Some(at);
            }
        }
        fresh
    }
}

fn names(post: &Post) -> impl Iterator<Item = &str> {
    let own = [Some(post.label()), post.page.url.as_deref(), Some(&*post.path)].into_iter().flatten();
    own.chain(post.page.aliases.iter().map(|alias| alias.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read_post;
    use crate::site::generators::PLAIN;
    use crate::site::{MemoryFiles, RelPath};

    fn post(path: &str, title: &str) -> Post {
        let model = PLAIN.load(&MemoryFiles::default(), None);
        read_post(&*model, &RelPath::from(path), &format!("---\ntitle: {title}\n---\n")).unwrap()
    }

    fn found(index: &NameIndex, folded: &str) -> Vec<PostId> {
        let mut found: Vec<PostId> = index.with("", folded).map(|named| named.id).collect();
        found.sort_unstable();
        found
    }

    fn names(index: &NameIndex, id: PostId) -> &str {
        index.all().find(|named| named.id == id).map_or("", |named| named.names)
    }

    #[test]
    fn pages_are_found_by_folded_letters_and_each_once() {
        let mut index = NameIndex::default();
        for (id, (path, title)) in
            [("a.md", "Café, café"), ("cafe.md", "Tea"), ("c.md", "Ba")].iter().enumerate()
        {
            index.add(id as PostId, &post(path, title));
        }
        assert_eq!(found(&index, "cafe"), [0, 1]);
        assert_eq!(found(&index, "ba"), [2]);
        assert_eq!(found(&index, "ba\nc.md"), [2], "names of one page only");
        assert_eq!(names(&index, 0), "cafe, cafe\na.md\n");
        index.remove(0);
        assert_eq!((found(&index, "cafe"), names(&index, 0)), (vec![1], ""));
        index.add(0, &post("d.md", "Cafeteria"));
        assert_eq!((found(&index, "cafe"), names(&index, 0)), (vec![0, 1], "cafeteria\nd.md\n"));
    }

    #[test]
    fn a_page_that_changes_all_day_does_not_fill_the_memory() {
        let mut index = NameIndex::default();
        index.add(1, &post("b.md", "Other"));
        for round in 0..4000 {
            index.remove(0);
            index.add(0, &post("a.md", &format!("A title of some length, in its version {round}")));
        }
        assert!(index.text.len() < 2 * MIN_DEAD, "{}", index.text.len());
        assert_eq!(found(&index, "version 3999"), [0]);
        assert_eq!(found(&index, "other"), [1]);
    }
}
