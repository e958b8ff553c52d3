//! What a scan taught, on its way into the cache.

use super::format::{Chunk, Head, SiteHead, Writer};
use super::posts::{self, Stamped};
use crate::corpus::disk::{self, DiskFiles, Stamp};
use crate::corpus::keys::KeyIndex;
use crate::corpus::terms::TermIndex;
use crate::corpus::{Corpus, PostId};
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

    /// The posts that may be kept.
    fn posts(&self, start: SystemTime) -> Vec<(PostId, Stamped)> {
        let stamp = |id: u32| *self.stamps.get(id as usize)?;
        let is_kept = |stamp: &Stamp| stamp.is_settled(start);
        let posts = self.site.corpus.posts();
        let posts = posts.map(|(id, post)| (id, (post.clone(), stamp(id).filter(is_kept))));
        posts.filter(|(_, (_, stamp))| stamp.is_some()).collect()
    }

    fn head<'a>(&'a self, workspace: &Path, chunks: Vec<Chunk>) -> Option<Borrowed<'a>> {
        let Site { root, model, corpus, files, .. } = &*self.site;
        Some(SiteHead {
            dir: disk::relative(workspace, root)?.to_string(),
            detected: self.site.made_of.detected.to_owned(),
            made_of: self.site.made_of.sum,
            terms: &corpus.terms,
            keys: &corpus.keys,
            special: Corpus::special(&**model, &**files),
            chunks,
        })
    }
}

type Borrowed<'a> = SiteHead<&'a TermIndex, &'a KeyIndex>;

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
            let chunks = posts::write(&mut out, learnt.site.files.paths(), &learnt.posts(self.start))?;
            sites.extend(learnt.head(self.workspace(), chunks));
        }
        let workspace = self.workspace().as_os_str().as_encoded_bytes().to_vec();
        out.end(&Head { workspace, paths: self.files.paths(), sites })
    }
}
