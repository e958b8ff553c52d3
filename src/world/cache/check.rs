//! What was learnt held against the disk: first the counts are set right, then all posts are there.

use super::learn::{Learnt, Lesson, News};
use super::posts::{Mark, Shelf};
use super::recall::{Known, Memory, Recalled};
use crate::corpus::disk::{DiskFiles, Stamp};
use crate::corpus::post::Post;
use crate::corpus::{self, Corpus, PostId, Reading};
use crate::site::model::FileRole;
use crate::site::{Files, RelPath};
use crate::world::Settings;
use crate::world::scan::{self, new_sites, without_posts};
use crate::world::site::Site;
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// When more posts than this came, went or changed since the last start, the counts are not set right one by one: all posts
/// are there nearly as soon.
const MAX_CHANGES: usize = 500;

/// A post with the stamp of its file from before it was read.
type Stamped = (Arc<Post>, Option<Stamp>);

/// Scans folders whose files are listed, as [`scan::scan`] does, with what is recalled of each post whose file is as it was.
/// In between calls `show` with sites whose terms and keys are those of the disk, when few posts changed.
///
/// Reads the disk, so run it outside of any lock. `start` is from before anything was read.
pub fn scan_with(
    folders: Vec<DiskFiles>,
    recalled: Option<Recalled>,
    client: &Settings,
    start: SystemTime,
    show: impl FnOnce(Vec<Arc<Site>>),
) -> Vec<Lesson> {
    let begin = Instant::now();
    let mut roots: Vec<PathBuf> = Vec::new();
    let memories = recalled.map(|recalled| recalled.folders).unwrap_or_default();
    let memory = |files: &DiskFiles| memories.iter().find(|memory| memory.files.root() == files.root());
    let looks = folders.into_iter().map(|files| Look::at(memory(&files), files, &mut roots, client));
    let looks: Vec<Look> = looks.collect();
    if !memories.is_empty()
        && let Some(sites) = looks.iter().flat_map(|look| &look.sites).map(Glance::counted).collect()
    {
        show(sites);
    }
    tracing::debug!(took = ?begin.elapsed(), "checked against the disk");
    looks.into_iter().map(|look| look.read(start)).collect()
}

/// Reads the bodies of the posts of a [`scan::glimpse`] of these folders.
pub fn deepen(folders: Vec<DiskFiles>, sites: Vec<Vec<Arc<Site>>>, start: SystemTime) -> Vec<Lesson> {
    let learn = |site: Arc<Site>| {
        let learnt = Learnt::stamp(site);
        Learnt { site: scan::deepen(&learnt.site), ..learnt }
    };
    let lesson = |(files, sites): (DiskFiles, Vec<Arc<Site>>)| {
        let sites = sites.into_iter().map(learn).collect();
        Lesson { files, sites, news: News::Some, start }
    };
    folders.into_iter().zip(sites).map(lesson).collect()
}

/// A folder whose files were looked at.
struct Look<'m> {
    files: DiskFiles,
    sites: Vec<Glance<'m>>,
    /// Whether the lists of files and sites are as they were.
    news: News,
}

impl<'m> Look<'m> {
    fn at(
        memory: Option<&'m Memory>,
        files: DiskFiles,
        roots: &mut Vec<PathBuf>,
        client: &Settings,
    ) -> Look<'m> {
        let is_same_list = memory.is_some_and(|memory| memory.files.paths() == files.paths());
        let mut sites = Vec::new();
        for (detected, own) in new_sites(&files, roots) {
            let known = memory.and_then(|memory| Some((memory, memory.site(&detected)?)));
            let site = match known {
                // It was made in this run, of the files that are there.
                Some((_, known)) if is_same_list => Site::clone(&known.site),
                _ => without_posts(own.root().to_path_buf(), Arc::new(own), &detected, client),
            };
            sites.push(Glance::at(site, known));
        }
        let is_same = is_same_list && memory.is_some_and(|memory| memory.sites() == sites.len());
        Look { files, sites, news: if is_same { News::None } else { News::Some } }
    }

    fn read(self, start: SystemTime) -> Lesson {
        let (mut news, mut sites) = (self.news, Vec::new());
        for glance in self.sites {
            let (learnt, of_site) = glance.read();
            if of_site == News::Some {
                news = News::Some;
            }
            sites.push(learnt);
        }
        Lesson { files: self.files, sites, news, start }
    }
}

/// A site whose files were looked at.
struct Glance<'m> {
    site: Site,
    roles: Vec<FileRole>,
    memory: Option<Compared<'m>>,
    /// What was read: the pages that are not kept as they are, each with its place among the files.
    fresh: Vec<(usize, Stamped)>,
}

/// The kept posts of a site that is made of what it was made of.
struct Compared<'m> {
    known: &'m Known,
    shelf: Shelf<'m>,
    marks: Vec<Mark>,
    /// For each of them the place of its file among those of now, if that is as it was.
    places: Vec<Option<usize>>,
}

impl<'m> Glance<'m> {
    fn at(site: Site, known: Option<(&'m Memory, &'m Known)>) -> Glance<'m> {
        let roles = corpus::roles(&*site.model, &*site.files);
        let known = known.filter(|(_, known)| known.site.made_of == site.made_of);
        let memory = known.map(|(memory, known)| {
            let shelf = memory.shelf(known);
            let marks = shelf.marks();
            let places = places(&marks, shelf.files, &site, &roles);
            Compared { known, shelf, marks, places }
        });
        let mut is_kept = vec![false; roles.len()];
        for place in memory.iter().flat_map(|memory| &memory.places).flatten() {
            if let Some(is_kept) = is_kept.get_mut(*place) {
                *is_kept = true;
            }
        }
        let fresh = read_pages(&site, &roles, |place| is_kept.get(place) == Some(&false));
        Glance { site, roles, memory, fresh }
    }

    /// The site with its terms and keys as they are now; `None` when that cannot be told soon.
    fn counted(&self) -> Option<Arc<Site>> {
        let Compared { known, shelf, places, .. } = self.memory.as_ref()?;
        let gone: Vec<PostId> =
            (0..).zip(places).filter(|(_, place)| place.is_none()).map(|(id, _)| id).collect();
        if gone.len().max(self.fresh.len()) > MAX_CHANGES {
            return None;
        }
        if gone.is_empty() && self.fresh.is_empty() && self.site.files.paths() == shelf.files {
            return Some(known.site.clone());
        }
        let model = &*self.site.model;
        let (mut terms, mut keys) = (known.site.corpus.terms.clone(), known.site.corpus.keys.clone());
        for &id in &gone {
            let post = shelf.post(id)?;
            terms.remove(model, id, &post, &|_| None);
            keys.remove(&post);
        }
        let numbers = (0..).skip(places.len());
        let fresh: Vec<(PostId, Arc<Post>)> =
            numbers.zip(self.fresh.iter().map(|(_, (post, _))| post.clone())).collect();
        for (id, post) in &fresh {
            terms.add(model, *id, post);
            keys.add(post);
        }
        let open = known.site.corpus.posts().filter(|(id, _)| !gone.contains(id));
        let some = open.map(|(id, post)| (id, post.clone())).chain(fresh);
        let corpus = Corpus::of_counts(model, &*self.site.files, &self.roles, (terms, keys), some);
        Some(Arc::new(Site { corpus: Arc::new(corpus), ..self.site.clone() }))
    }

    /// The site with all of its posts.
    fn read(self) -> (Learnt, News) {
        let Glance { site, roles, memory, fresh } = self;
        let start = Instant::now();
        let mut slots: Vec<Option<Stamped>> = vec![None; roles.len()];
        let mut is_new = !fresh.is_empty();
        let kept = memory.as_ref().map(|memory| memory.posts(&site)).unwrap_or_default();
        is_new |= memory.is_none_or(|memory| memory.marks.len() != kept.len());
        let recalled = kept.len();
        for (place, stamped) in kept.into_iter().chain(fresh) {
            if let Some(slot) = slots.get_mut(place) {
                *slot = Some(stamped);
            }
        }
        // Of a damaged piece, and what could not be read a moment ago.
        let missing = read_pages(&site, &roles, |place| slots.get(place).is_some_and(Option::is_none));
        is_new |= !missing.is_empty();
        for (place, stamped) in missing {
            slots[place] = Some(stamped);
        }
        let (posts, stamps): (Vec<_>, Vec<_>) = slots.into_iter().flatten().unzip();
        let took = start.elapsed();
        let corpus = Corpus::of_posts(&*site.model, &*site.files, &roles, posts, Reading::Whole);
        tracing::debug!(root = %site.root.display(), posts = corpus.len(), recalled, ?took, "recalled");
        let site = Arc::new(Site { corpus: Arc::new(corpus), ..site });
        (Learnt { site, stamps }, if is_new { News::Some } else { News::None })
    }
}

impl Compared<'_> {
    /// The posts whose files are as they were, each with the place of its file.
    fn posts(&self, site: &Site) -> Vec<(usize, Stamped)> {
        let paths = site.files.paths();
        let of_piece = |piece| {
            let posts = self.shelf.posts(piece).into_iter();
            let kept = posts.filter_map(|(id, post)| {
                let (mark, place) = (self.marks.get(id as usize)?, (*self.places.get(id as usize)?)?);
                let path = paths.get(place).filter(|path| **path == post.path)?.clone();
                Some((place, (Arc::new(Post { path, ..post }), Some(mark.stamp))))
            });
            kept.collect::<Vec<_>>()
        };
        let pieces: Vec<Vec<_>> = (0..self.shelf.len()).into_par_iter().map(of_piece).collect();
        pieces.into_iter().flatten().collect()
    }
}

/// For each mark the place of its file among those of the site, if it is a page and as it was.
fn places(marks: &[Mark], known: &[RelPath], site: &Site, roles: &[FileRole]) -> Vec<Option<usize>> {
    let paths = site.files.paths();
    let place = |mark: &Mark| {
        let path = known.get(mark.file as usize)?;
        // Where nothing came or went it is at the same place.
        let place = match paths.get(mark.file as usize) {
            Some(same) if same == path => mark.file as usize,
            _ => paths.binary_search(path).ok()?,
        };
        let is_page = matches!(roles.get(place), Some(FileRole::Page(_)));
        (is_page && Stamp::of(&site.absolute(path)) == Some(mark.stamp)).then_some(place)
    };
    marks.par_iter().map(place).collect()
}

/// Reads the pages at the places that are wanted.
fn read_pages(
    site: &Site,
    roles: &[FileRole],
    is_wanted: impl Fn(usize) -> bool + Sync,
) -> Vec<(usize, Stamped)> {
    let paths = site.files.paths();
    let read = |(place, (role, path)): (usize, (&FileRole, &RelPath))| {
        let is_page = matches!(role, FileRole::Page(_));
        if !is_page || !is_wanted(place) {
            return None;
        }
        // In this order: of a file that is written in between the stamp is the old one.
        let stamp = Stamp::of(&site.absolute(path));
        let post = corpus::read_post(&*site.model, path, &site.files.read(path)?)?;
        Some((place, (Arc::new(post), stamp)))
    };
    roles.par_iter().zip(paths).enumerate().filter_map(read).collect()
}
