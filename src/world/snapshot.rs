//! What every feature takes: the whole state at one moment, immutable and cheap to clone.

use crate::corpus::post::Post;
use crate::site::model::PostInput;
use crate::site::shortcode::{Inner, Origin, ShortcodeDef};
use crate::syntax::Document;
use crate::syntax::shortcode::{self, InnerUse, Pairing};
use crate::world::buffer::Buffer;
use crate::world::site::Site;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The state at one moment.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) sites: Arc<Vec<Arc<Site>>>,
    pub(super) buffers: Arc<BTreeMap<PathBuf, Arc<Buffer>>>,
    /// The moment by which publish states are judged.
    pub now: Timestamp,
    /// Whether the first scan of the workspace has ended: before, nothing is called missing.
    pub ready: bool,
}

/// One post at that moment, open or not, with the site it belongs to.
#[derive(Clone)]
pub struct PostView {
    /// The site.
    pub site: Arc<Site>,
    /// Its path below the site's root.
    pub path: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// Its trees.
    pub document: Arc<Document>,
    /// Its facts.
    pub post: Arc<Post>,
    /// The client's version; `None` when it is not open.
    pub version: Option<i32>,
}

impl Snapshot {
    /// The same open texts over the sites of a later moment: for a question that came before the first scan ended.
    pub fn with_sites_of(&self, later: &Snapshot) -> Snapshot {
        Snapshot { sites: later.sites.clone(), ready: later.ready, ..self.clone() }
    }

    /// The sites of the workspace, those with the longest root first.
    pub fn sites(&self) -> &[Arc<Site>] {
        &self.sites
    }

    /// The site that a file belongs to: the one with the longest root above it.
    pub fn site_of(&self, path: &Path) -> Option<&Arc<Site>> {
        self.sites.iter().find(|site| path.starts_with(&site.root))
    }

    /// The absolute paths of the open buffers.
    pub fn open_paths(&self) -> Vec<PathBuf> {
        self.buffers.keys().cloned().collect()
    }

    /// The open buffer of a file.
    pub fn buffer(&self, path: &Path) -> Option<&Arc<Buffer>> {
        self.buffers.get(path)
    }

    /// The open buffers of a site, with their paths below its root.
    pub fn buffers_of<'a>(&'a self, site: &'a Arc<Site>) -> impl Iterator<Item = (String, &'a Arc<Buffer>)> {
        self.buffers.values().filter_map(move |buffer| {
            let owner = self.site_of(&buffer.path)?;
            (owner.root == site.root).then(|| Some((site.relative(&buffer.path)?, buffer)))?
        })
    }

    /// A post by its absolute path, open or on disk. Reads the disk for one that is not open: not for use per
    /// keystroke on other posts than the one being typed in. `None` for one that is too large to be read.
    pub fn post(&self, path: &Path) -> Option<PostView> {
        let site = self.site_of(path)?.clone();
        let relative = site.relative(path)?;
        self.post_in(&site, &relative)
    }

    /// The same by the path below a site's root.
    pub fn post_in(&self, site: &Arc<Site>, path: &str) -> Option<PostView> {
        match self.buffers.get(&site.absolute(path)) {
            Some(buffer) if buffer.is_too_large() => None,
            Some(buffer) => Some(view_of_buffer(site, path, buffer)),
            None => view_of_file(site, path, None),
        }
    }

    /// The same with the facts that the index has, which may be a moment older than the text: for whoever reads many posts
    /// and asks little of each.
    pub fn post_as_indexed(&self, site: &Arc<Site>, path: &str) -> Option<PostView> {
        match self.buffers.contains_key(&site.absolute(path)) {
            true => self.post_in(site, path),
            false => view_of_file(site, path, site.corpus.post_at(path)),
        }
    }

    /// The text of any file of a site: the open buffer wins over the disk.
    pub fn text_of(&self, site: &Site, path: &str) -> Option<Arc<str>> {
        match self.buffers.get(&site.absolute(path)) {
            Some(buffer) => Some(buffer.text.shared()),
            None => site.files.read(path).map(Arc::from),
        }
    }
}

impl PostView {
    /// Which closing tag belongs to which opening one, as far as the site's templates tell.
    pub fn pairing(&self) -> Pairing {
        shortcode::pair(&self.document.shortcodes, |name| match self.inner_of(name) {
            Inner::Used => InnerUse::Used,
            Inner::Unused => InnerUse::Unused,
            Inner::Optional => InnerUse::Optional,
            Inner::Unknown => InnerUse::Unknown,
        })
    }

    /// What a shortcode does with the text between its tags. A theme that is not on disk may define anew what the
    /// generator brings along.
    fn inner_of(&self, name: &str) -> Inner {
        match self.site.corpus.shortcodes.resolve(name) {
            Some(ShortcodeDef { origin: Origin::Builtin(_), .. }) if !self.site.knows_templates() => {
                Inner::Unknown
            }
            Some(def) => def.inner,
            None => Inner::Unknown,
        }
    }

    /// The absolute path.
    pub fn absolute(&self) -> PathBuf {
        self.site.absolute(&self.path)
    }

    /// The post as a check of the site layer takes it.
    pub fn input(&self, now: Timestamp) -> PostInput<'_> {
        PostInput { path: &self.path, text: &self.text, document: &self.document, page: &self.post.page, now }
    }
}

fn view_of_buffer(site: &Arc<Site>, path: &str, buffer: &Buffer) -> PostView {
    PostView {
        site: site.clone(),
        path: path.into(),
        text: buffer.text.shared(),
        document: buffer.document(&*site.model, path).clone(),
        post: buffer.post(&*site.model, path).clone(),
        version: Some(buffer.version),
    }
}

/// With the facts that are `known`, or else with those of the text.
fn view_of_file(site: &Arc<Site>, path: &str, known: Option<&Arc<Post>>) -> Option<PostView> {
    let text: Arc<str> = site.files.read(path)?.into();
    let document = site.model.parse(path, &text);
    let path: Arc<str> = path.into();
    let read = || Arc::new(Post::read(&*site.model, &path, &text, &document));
    let post = known.cloned().unwrap_or_else(read);
    Some(PostView { site: site.clone(), path, text, document: Arc::new(document), post, version: None })
}
