//! Links that an editor can open by a click: those to posts and files of the site.

use super::{Place, resolved};
use crate::text::Span;
use crate::world::Snapshot;
use std::path::{Path, PathBuf};

/// A stretch of a post that leads to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLink {
    /// The bytes to click on.
    pub span: Span,
    /// The absolute path of the file.
    pub path: PathBuf,
}

/// The links of the post at `path` that lead to files. Links to other sites are left to the editor.
pub fn document_links(snapshot: &Snapshot, path: &Path) -> Vec<DocumentLink> {
    let Some(view) = snapshot.post(path) else { return Vec::new() };
    let to_file = |link: super::Resolved| {
        let target = link.target().filter(|target| ***target != *view.path)?;
        let span = if link.link.place == Place::Use { link.link.whole } else { link.link.span };
        Some(DocumentLink { span, path: view.site.absolute(target) })
    };
    let mut links: Vec<DocumentLink> = resolved(&view).into_iter().filter_map(to_file).collect();
    // A tag in a destination is a link of its own; one place to click is enough.
    let spans: Vec<Span> = links.iter().map(|link| link.span).collect();
    links.retain(|link| !spans.iter().any(|other| *other != link.span && other.covers(link.span)));
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    #[test]
    fn links_to_posts_and_files_can_be_clicked() {
        let post = "[b](../b/) ![p](/p.png) [x](/gone/) [y](https://example.com/) [z](#z)\n";
        let site = "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/posts/b.md\n---\ntitle: B\n---\n//- /static/p.png\nx\n//- /content/posts/a.md\n";
        let fixture = Fixture::new(&format!("{site}$0{post}"));
        let found: Vec<String> = document_links(&fixture.snapshot(), &fixture.path)
            .iter()
            .map(|link| format!("{} {}", link.span.of(post), link.path.display()))
            .collect();
        assert_eq!(found, ["../b/ /content/posts/b.md", "/p.png /static/p.png"]);
    }
}
