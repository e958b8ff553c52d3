//! The links that lead to a page or file, from every post of its site.

use super::{Resolved, resolved};
use crate::site::RelPath;
use crate::site::model::Surroundings;
use crate::world::{PostView, Site, Snapshot};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The posts that link to the file at `target`, each with those of its links, in the order of their paths. Open texts
/// win over the disk. Only posts that the index names are read: not one more than need be on a large site.
pub fn inbound(snapshot: &Snapshot, site: &Arc<Site>, target: &str) -> Vec<(PostView, Vec<Resolved>)> {
    let with_links = |path: RelPath| {
        let view = snapshot.post_as_indexed(site, &path)?;
        let mut links = resolved(&view);
        links.retain(|link| link.target().is_some_and(|found| **found == *target));
        (!links.is_empty()).then_some((view, links))
    };
    // Somebody waits for them, and each costs a file.
    mentioning(snapshot, site, [target]).into_par_iter().filter_map(with_links).collect()
}

/// The posts that may link to one of some files: those that the index names, the files themselves, and all that are open.
pub fn mentioning<'p>(
    snapshot: &Snapshot,
    site: &Arc<Site>,
    targets: impl IntoIterator<Item = &'p str>,
) -> BTreeSet<RelPath> {
    let mut found = BTreeSet::new();
    for target in targets {
        let page = site.corpus.page(target);
        let addresses = page.into_iter().flat_map(|page| page.url.iter().chain(&page.aliases));
        let names = addresses.map(|url| url.as_str()).chain([target]);
        let ids = names.flat_map(|name| site.corpus.links.mentions(name));
        found.extend(ids.filter_map(|id| Some(site.corpus.post(id)?.path.clone())));
        found.extend(page.map(|_| RelPath::from(target)));
    }
    let open = snapshot.buffers_of(site).map(|(path, _)| RelPath::from(path));
    found.extend(open.filter(|path| crate::corpus::is_post(&*site.model, path)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    #[test]
    fn only_posts_that_may_link_there_are_read() {
        let site = "//- /hugo.toml\nbaseURL = 'https://example.org/'\n";
        let posts = [
            ("a", "[x](../Target/)"),
            ("b", "[x](/posts/other/) {{< ref \"target.md\" >}}"),
            ("c", "[x](/posts/other/)"),
            ("target", "x"),
            ("other", "x"),
        ];
        let posts = posts
            .map(|(name, body)| format!("//- /content/posts/{name}.md\n---\ntitle: {name}\n---\n{body}\n"));
        let fixture = Fixture::new(&format!("{site}{}", posts.concat()));
        let snapshot = fixture.snapshot();
        let root = &snapshot.sites()[0];
        let named = mentioning(&snapshot, root, ["content/posts/target.md"]);
        let named: Vec<&str> = named.iter().map(|path| &**path).collect();
        assert_eq!(named, ["content/posts/a.md", "content/posts/b.md", "content/posts/target.md"]);
        let found = inbound(&snapshot, root, "content/posts/target.md");
        let found: Vec<&str> = found.iter().map(|(view, _)| &*view.path).collect();
        assert_eq!(found, ["content/posts/b.md"], "capitals count in an address");
    }
}
