//! What a batch of changed files does to a site.

use crate::corpus::listing::Listing;
use crate::corpus::post::Post;
use crate::corpus::{disk, read_post};
use crate::site::model::FileRole;
use crate::site::{Files, RelPath};
use crate::world::settings::FILE;
use crate::world::site::Site;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// What is different after a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: the index knew all that.
    Nothing,
    /// Things stand in other places of those files; what is said of other posts stays true.
    Places,
    /// What other posts refer to, or are judged by, is different.
    Facts,
    /// The site must be scanned anew: its configuration changed.
    Reload,
}

/// So many posts are taken in under a lock, in a few milliseconds.
const FEW: usize = 32;

/// Some changed files of a site, read and compared with what its index knows.
pub struct Batch {
    news: Vec<News>,
    /// The files of the site, where the list is another.
    files: Option<Arc<dyn Files>>,
    /// What the list of files says, where that, or a template in it, is another.
    listing: Option<Listing>,
    effect: Effect,
}

impl Batch {
    /// Reads the files at `changed`: paths below the root, each once. Reads the disk, so run it outside of any lock.
    pub fn read(site: &Site, changed: &[RelPath]) -> Batch {
        let files = site.files.updated(changed);
        let current = files.as_ref().unwrap_or(&site.files);
        let news: Vec<News> = changed.par_iter().map(|path| News::read(site, &**current, path)).collect();
        let reloads = news.iter().any(|news| news.reloads);
        let relists = files.is_some() || news.iter().any(|news| news.is_template);
        // A site that is scanned anew needs no list before.
        let listing = (relists && !reloads).then(|| Listing::read(&*site.model, &**current));
        let news: Vec<News> = news.into_iter().filter(|news| !news.is_known(site)).collect();
        let effect = match () {
            () if reloads => Effect::Reload,
            () if listing.is_some() => Effect::Facts,
            () if news.is_empty() => Effect::Nothing,
            () if news.iter().all(|news| news.says_the_same(site)) => Effect::Places,
            () => Effect::Facts,
        };
        Batch { news, files, listing, effect }
    }

    /// What is different after it.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// Whether it is taken in within a few milliseconds: a few posts.
    pub fn is_small(&self) -> bool {
        self.news.len() <= FEW
    }

    /// Takes it into the site it was read for. Costs what the changed posts say, as long as nobody else holds the index:
    /// it is copied then. A new ranking ([`with`]) may be due after it.
    pub fn apply(self, site: &mut Site) {
        let corpus = Arc::make_mut(&mut site.corpus);
        for News { path, post, .. } in self.news {
            corpus.take(&*site.model, &path);
            if let Some(post) = post {
                corpus.set(&*site.model, post);
            }
        }
        site.files = self.files.unwrap_or_else(|| site.files.clone());
        if let Some(listing) = self.listing {
            corpus.set_listing(listing);
        }
    }
}

/// One changed file.
struct News {
    path: RelPath,
    /// What it is now, if it is a post.
    post: Option<Post>,
    /// Whether the site has to be scanned anew.
    reloads: bool,
    /// Whether it defines a shortcode or is an archetype.
    is_template: bool,
}

impl News {
    fn read(site: &Site, files: &dyn Files, path: &RelPath) -> News {
        let text = files.read(path);
        let role = site.model.classify(path);
        News {
            path: path.clone(),
            reloads: &**path == FILE || site.model.depends_on(path, text.as_deref()),
            is_template: matches!(role, FileRole::Shortcode { .. } | FileRole::Archetype(_)),
            post: text.and_then(|text| read_post(&*site.model, path, &text)),
        }
    }

    fn is_known(&self, site: &Site) -> bool {
        site.corpus.post_at(&self.path).map(|post| &**post) == self.post.as_ref()
    }

    fn says_the_same(&self, site: &Site) -> bool {
        let before = site.corpus.post_at(&self.path);
        before.zip(self.post.as_ref()).is_some_and(|(before, now)| before.says_the_same_as(now))
    }
}

/// The site after a batch, for one that others hold.
pub fn with(site: &Site, batch: Batch) -> Site {
    let mut site = site.clone();
    batch.apply(&mut site);
    if let Some(ranking) = site.corpus.renewed_ranking(&*site.model) {
        Arc::make_mut(&mut site.corpus).set_ranking(ranking);
    }
    site
}

/// The files below the root that some changed paths stand for: a folder for all that is or was in it.
pub fn changed_files(site: &Site, changed: &[&Path]) -> Vec<RelPath> {
    let mut files: Vec<RelPath> = Vec::new();
    for &path in changed {
        let Some(relative) = disk::relative(&site.root, path) else { continue };
        let below = site.files.under(&relative);
        files.extend_from_slice(below);
        let now = disk::files(&site.root, path);
        files.extend(now.iter().filter_map(|file| disk::relative(&site.root, file)));
        if below.is_empty() && now.is_empty() && !path.is_dir() {
            files.push(relative);
        }
    }
    files.sort_unstable();
    files.dedup();
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Settings, scan};

    const POST: &str = "---\ntitle: A\ntags: [go]\n---\n# One\n";

    fn refreshed(site: &Site, path: &str, text: Option<&str>) -> Effect {
        let file = site.root.join(path);
        match text {
            Some(text) => std::fs::write(&file, text).unwrap(),
            None => std::fs::remove_file(&file).unwrap(),
        }
        Batch::read(site, &changed_files(site, &[&file])).effect()
    }

    fn site() -> (tempfile::TempDir, Arc<Site>) {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("frontis.toml"), "").unwrap();
        std::fs::create_dir(home.path().join("posts")).unwrap();
        std::fs::write(home.path().join("posts/a.md"), POST).unwrap();
        let site = scan::scan(&[home.path().to_path_buf()], &Settings::default()).remove(0);
        (home, site)
    }

    #[test]
    fn only_what_others_may_refer_to_counts_as_another_fact() {
        let (_home, site) = site();
        assert_eq!(refreshed(&site, "posts/a.md", Some(POST)), Effect::Nothing);
        let longer = format!("{POST}{{{{< x >}}}}\n");
        let moved = POST.replace("# One", "\n\nprose\n\n# One");
        assert_eq!(refreshed(&site, "posts/a.md", Some(&moved)), Effect::Places);
        assert_eq!(refreshed(&site, "posts/a.md", Some(&longer)), Effect::Facts, "another call");
        let other = POST.replace("go", "rust");
        assert_eq!(refreshed(&site, "posts/a.md", Some(&other)), Effect::Facts);
        assert_eq!(refreshed(&site, "posts/b.md", Some(POST)), Effect::Facts, "a new post");
        assert_eq!(refreshed(&site, "posts/a.md", None), Effect::Facts, "a post that went");
        assert_eq!(refreshed(&site, "frontis.toml", Some("[site]\n")), Effect::Reload);
    }

    #[test]
    fn a_folder_stands_for_what_is_and_was_in_it() {
        let (home, site) = site();
        std::fs::rename(home.path().join("posts"), home.path().join("old")).unwrap();
        let changed = [home.path().join("posts"), home.path().join("old")];
        let files = changed_files(&site, &[&changed[0], &changed[1]]);
        let files: Vec<&str> = files.iter().map(|path| &**path).collect();
        assert_eq!(files, ["old/a.md", "posts/a.md"]);
    }

    #[test]
    fn an_index_that_nobody_else_holds_is_changed_where_it_is() {
        let (home, site) = site();
        std::fs::write(home.path().join("posts/a.md"), POST.replace("go", "zig")).unwrap();
        let batch = || Batch::read(&site, &[RelPath::from("posts/a.md")]);
        let (first, second) = (batch(), batch());
        assert!(second.is_small());
        let is_known = |site: &Site, term: &str| site.corpus.terms.get(0, term).is_some();
        let other = with(&site, first);
        assert!(is_known(&other, "zig") && is_known(&site, "go"), "who reads the old state still does");
        drop(other);
        let mut own = Arc::try_unwrap(site).ok().unwrap();
        let place = Arc::as_ptr(&own.corpus);
        second.apply(&mut own);
        assert!(is_known(&own, "zig") && !is_known(&own, "go"));
        assert_eq!(Arc::as_ptr(&own.corpus), place);
    }

    #[test]
    fn many_posts_at_once_are_weighed_once() {
        let (home, site) = site();
        let names: Vec<String> = (0..200).map(|number| format!("posts/{number}.md")).collect();
        for name in &names {
            std::fs::write(home.path().join(name), POST).unwrap();
        }
        let changed: Vec<RelPath> = names.iter().map(|name| RelPath::from(name.as_str())).collect();
        let batch = Batch::read(&site, &changed);
        assert_eq!((batch.effect(), batch.is_small()), (Effect::Facts, false));
        let one = Batch::read(&site, &changed[..1]);
        assert!(
            one.is_small(),
            "the list of files was read before, so a new file costs no more than another"
        );
        let mut own = Arc::try_unwrap(site).ok().unwrap();
        batch.apply(&mut own);
        let renewed = own.corpus.renewed_ranking(&*own.model);
        assert!(renewed.is_some(), "the words are gathered when all posts are there, not in between");
        Arc::make_mut(&mut own.corpus).set_ranking(renewed.unwrap());
        assert!(own.corpus.renewed_ranking(&*own.model).is_none());
    }
}
