//! What a scan taught, on its way into the cache.

use super::format::{Head, SiteHead, Writer, encode};
use super::posts::{self, Mark};
use crate::corpus::disk::{self, DiskFiles, Stamp};
use crate::corpus::keys::KeyIndex;
use crate::corpus::post::Post;
use crate::corpus::terms::TermIndex;
use crate::corpus::{self, PostId};
use crate::site::{Files, RelPath};
use crate::world::site::Site;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What a scan of one folder taught. Holds the sites, so it must be gone before they are changed where they are.
pub struct Lesson {
    pub(super) files: DiskFiles,
    pub(super) sites: Vec<Learnt>,
    pub(super) news: News,
    /// When the scan began.
    pub(super) start: SystemTime,
}

/// One site, and the stamp of each post, by its number, from before it was read.
pub struct Learnt {
    pub(super) site: Arc<Site>,
    pub(super) stamps: Vec<Option<Stamp>>,
}

/// Whether a scan taught anything that was not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// All was as it had been kept.
    None,
    /// Something was new.
    Some,
}

/// What to do with a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// It is what is kept already.
    Known,
    /// It is worth keeping.
    New,
    /// The site says that nothing is to be kept.
    Unwanted,
}

impl Learnt {
    /// A site with the stamps that its posts have now, before their bodies are read.
    ///
    /// What a post says in front may have been read a moment earlier; a file that was written since then has not settled.
    pub fn stamp(site: Arc<Site>) -> Learnt {
        let posts: Vec<&RelPath> = site.corpus.posts().map(|(_, post)| &post.path).collect();
        let stamps = posts.par_iter().map(|path| Stamp::of(&site.absolute(path))).collect();
        Learnt { site, stamps }
    }

    /// The posts that may be kept, in the order of their files.
    fn posts(&self, start: SystemTime) -> Vec<(Mark, Arc<Post>)> {
        let files = self.site.files.paths();
        let kept = |(id, post): (PostId, &Arc<Post>)| {
            let stamp = self.stamps.get(id as usize)?.filter(|stamp| stamp.is_settled(start))?;
            let file = u32::try_from(files.binary_search(&post.path).ok()?).ok()?;
            Some((Mark { file, stamp }, post.clone()))
        };
        let mut posts: Vec<_> = self.site.corpus.posts().filter_map(kept).collect();
        posts.sort_unstable_by_key(|(mark, _)| mark.file);
        posts
    }

    /// The terms and keys of these posts alone, counted by their places among them.
    fn counts(&self, posts: &[(Mark, Arc<Post>)]) -> (TermIndex, KeyIndex) {
        let (mut terms, mut keys) = (TermIndex::default(), KeyIndex::default());
        for (id, (_, post)) in (0..).zip(posts) {
            terms.add(&*self.site.model, id, post);
            keys.add(post);
        }
        (terms, keys)
    }

    fn write<W: Write>(
        &self,
        workspace: &Path,
        start: SystemTime,
        out: &mut Writer<W>,
    ) -> io::Result<Option<SiteHead>> {
        let Site { root, model, files, made_of, .. } = &*self.site;
        let posts = self.posts(start);
        let (terms, keys) = self.counts(&posts);
        let (terms, keys) = (out.piece(&encode(&terms)?)?, out.piece(&encode(&keys)?)?);
        let (marks, chunks) = posts::write(out, &posts)?;
        let special = corpus::special(&corpus::roles(&**model, &**files));
        let head = |dir: RelPath| SiteHead {
            dir: dir.to_string(),
            detected: made_of.detected.to_owned(),
            made_of: made_of.sum,
            terms,
            keys,
            special,
            marks,
            chunks,
        };
        Ok(disk::relative(workspace, root).map(head))
    }
}

impl Lesson {
    /// The sites as they are now.
    pub fn sites(&self) -> impl Iterator<Item = &Arc<Site>> {
        self.sites.iter().map(|learnt| &learnt.site)
    }

    /// The folder that was scanned.
    pub fn workspace(&self) -> &Path {
        self.files.root()
    }

    /// What to do with it.
    pub fn worth(&self) -> Worth {
        match self.news {
            _ if self.sites.iter().any(|learnt| !learnt.site.settings.cache.enabled) => Worth::Unwanted,
            News::None => Worth::Known,
            News::Some => Worth::New,
        }
    }

    /// Writes it as a cache file.
    ///
    /// # Errors
    /// Those of `out`, and one for too much.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = Writer::new(out);
        let mut sites = Vec::new();
        for learnt in &self.sites {
            sites.extend(learnt.write(self.workspace(), self.start, &mut out)?);
        }
        let workspace = self.workspace().as_os_str().as_encoded_bytes().to_vec();
        out.end(&Head { workspace, paths: self.files.paths(), sites })
    }
}
