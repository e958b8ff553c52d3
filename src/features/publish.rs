//! Whether the next build publishes a post, said beside the line of its front matter that decides.

use crate::features::fields::spells;
use crate::site::model::Surroundings;
use crate::site::publish::{Publication, PublishState};
use crate::site::{Model, RelPath};
use crate::syntax::front_matter::{Entry, FrontMatter, same_ignoring_case};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use jiff::Timestamp;
use std::path::Path;

/// What is said, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The line of front matter that decides, from its key to the end of its value: the hint stands behind it.
    pub span: Span,
    /// A few words.
    pub label: String,
    /// The reason, and the URL.
    pub tooltip: String,
}

/// The publish state of the post at the absolute `path`. `None` where nothing is known, for a post without front
/// matter, and where the settings want no hints.
pub fn hint(snapshot: &Snapshot, path: &Path) -> Option<Hint> {
    let view = page(snapshot, path).filter(|view| view.site.settings.hints.publish_state)?;
    let publication = publication(snapshot, &view);
    let label = label(&publication)?;
    let span = place(view.document.front_matter()?, &*view.site.model, &publication.state);
    Some(Hint { span, label, tooltip: tooltip(&publication) })
}

/// Why the post at `path` is or is not published, in a sentence; `None` where nothing is known.
pub fn reason(snapshot: &Snapshot, path: &Path) -> Option<String> {
    let publication = publication(snapshot, &page(snapshot, path)?);
    label(&publication)?;
    Some(tooltip(&publication))
}

/// The moment at which the state changes by itself, for a timer.
pub fn changes_at(snapshot: &Snapshot, path: &Path) -> Option<Timestamp> {
    publication(snapshot, &page(snapshot, path)?).state.changes_at()
}

fn page(snapshot: &Snapshot, path: &Path) -> Option<PostView> {
    snapshot.post(path).filter(|view| crate::corpus::is_post(&*view.site.model, &view.path))
}

/// What the next build does with a post. Where another published page has the same address, one of the two is lost.
pub fn publication(snapshot: &Snapshot, view: &PostView) -> Publication {
    let publication = view.site.model.publication(&view.post.page, snapshot.now);
    let is_clear = !snapshot.ready || publication.state != PublishState::Published;
    match publication.url.as_deref().filter(|_| !is_clear).and_then(|url| rival(snapshot, view, url)) {
        Some(other) => Publication {
            reason: format!("`{other}` has the same address, and only one of the two can be there."),
            state: PublishState::Overwritten(other),
            ..publication
        },
        None => publication,
    }
}

/// Another page at this address that is published as well, unless this one is sure to win: a folder of the same name
/// wins over a file.
fn rival(snapshot: &Snapshot, view: &PostView, url: &str) -> Option<RelPath> {
    let loses = |path: &RelPath| {
        let folder = path.strip_suffix(".md").map(|stem| format!("{stem}/index.md"));
        folder.as_deref() == Some(&*view.path)
    };
    let is_there = |path: &RelPath| {
        let page = view.site.corpus.page(path);
        page.is_some_and(|page| {
            let state = view.site.model.publication(page, snapshot.now).state;
            state == PublishState::Published && page.language == view.post.page.language
        })
    };
    let others = view.site.corpus.pages_at(url).into_iter();
    others.filter(|path| **path != *view.path && !loses(path)).find(is_there)
}

fn label(publication: &Publication) -> Option<String> {
    Some(match &publication.state {
        PublishState::Published => match &publication.url {
            Some(url) => format!("published: {url}"),
            None => "published".to_string(),
        },
        PublishState::Draft => "draft: not published".to_string(),
        PublishState::Scheduled(_) => "scheduled: not published yet".to_string(),
        PublishState::Expired(_) => "expired: not published any more".to_string(),
        PublishState::NeverRendered => "no page of its own".to_string(),
        PublishState::Overwritten(other) => format!("may be lost: {other} has the same address"),
        PublishState::Unknown => return None,
    })
}

fn tooltip(publication: &Publication) -> String {
    match &publication.url {
        Some(url) if !publication.reason.is_empty() => format!("{}\n{url}", publication.reason),
        Some(url) => url.clone(),
        None => publication.reason.clone(),
    }
}

/// The keys that decide about a state, the likeliest first. Where none is written, a line above decides (a cascade, the
/// configuration), and the hint stands at the date, or else at the first line.
fn deciders(state: &PublishState) -> &'static [&'static str] {
    match state {
        PublishState::Draft => &["draft", "published", "date"],
        PublishState::Scheduled(_) => &["publishDate", "date"],
        PublishState::Expired(_) => &["expiryDate", "date"],
        _ => &["date", "draft", "title"],
    }
}

fn place(front: &FrontMatter, model: &dyn Model, state: &PublishState) -> Span {
    let entry = deciders(state).iter().find_map(|key| entry(front, model, key));
    entry.map_or(front.opener, |entry| entry.span)
}

/// The entry of that key in one of its spellings. One that holds a table is no line to stand beside.
fn entry<'a>(front: &'a FrontMatter, model: &dyn Model, key: &str) -> Option<&'a Entry> {
    let field = model.fields().iter().find(|field| same_ignoring_case(field.name, key));
    let is_it = |entry: &&Entry| match field {
        Some(field) => spells(field, &entry.key.text),
        None => same_ignoring_case(&entry.key.text, key),
    };
    front.root.iter().filter(|entry| entry.value.scalar().is_some()).find(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    /// The bytes that the hint stands behind, and what it says, for a post of a site.
    fn check(front: &str, expected: Option<(&str, &str)>) {
        let fixture = Fixture::new(&format!(
            "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/post/a.md\n{front}$0\n"
        ));
        let snapshot = fixture.snapshot();
        let found = hint(&snapshot, &fixture.path);
        let found = found.as_ref().map(|hint| (hint.span.of(front), hint.label.as_str()));
        assert_eq!(found, expected, "{front}");
    }

    #[test]
    fn the_state_stands_beside_the_line_that_decides() {
        check(
            "---\ntitle: A\ndate: 2026-05-01\ndraft: true\n---\n",
            Some(("draft: true", "draft: not published")),
        );
        check(
            "---\ndate: 2026-05-01 # written\ndraft: false\n---\n",
            Some(("date: 2026-05-01", "published: /post/a/")),
        );
        check("+++\ndate = 2027-01-01\n+++\n", Some(("date = 2027-01-01", "scheduled: not published yet")));
        check(
            "---\ndate: 2026-01-01\npubdate: 2026-12-01\n---\n",
            Some(("pubdate: 2026-12-01", "scheduled: not published yet")),
        );
        check(
            "---\nexpiryDate: 2026-01-01\ndate: 2025-01-01\n---\n",
            Some(("expiryDate: 2026-01-01", "expired: not published any more")),
        );
        check("---\nweight: 1\n---\n", Some(("---", "published: /post/a/")));
    }

    #[test]
    fn nothing_is_said_of_what_is_not_known() {
        check("# no front matter\n", None);
        check("---\ntitle: [\n---\n", None);
        let fixture = Fixture::new("//- /a.md\n---\ndate: 2026-01-01\n---\n$0\n");
        assert_eq!(hint(&fixture.snapshot(), &fixture.path), None, "no generator, no state");
    }

    #[test]
    fn of_two_pages_at_one_address_one_is_lost() {
        let site = "//- /hugo.toml\n//- /content/a.md\n---\ntitle: A\nslug: b\n---\n$0\n";
        let twin = format!("{site}//- /content/b.md\n---\ntitle: B\n---\n");
        let draft = twin.replace("title: B", "draft: true");
        for (site, expected) in
            [(&twin, "may be lost: content/b.md has the same address"), (&draft, "published: /b/")]
        {
            let fixture = Fixture::new(site);
            let label = hint(&fixture.snapshot(), &fixture.path).map(|hint| hint.label);
            assert_eq!(label.as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_folder_wins_over_a_file_of_its_name() {
        let site = "//- /hugo.toml\n//- /content/a/index.md\n---\ntitle: A\n---\n$0\n//- /content/a.md\n---\ntitle: B\n---\n";
        let fixture = Fixture::new(site);
        let label = |path: &Path| hint(&fixture.snapshot(), path).map(|hint| hint.label);
        assert_eq!(label(&fixture.path).as_deref(), Some("published: /a/"));
        let file = label(Path::new("/content/a.md"));
        assert_eq!(file.as_deref(), Some("may be lost: content/a/index.md has the same address"));
    }

    #[test]
    fn the_settings_turn_hints_off_but_not_the_reason() {
        let mut settings = crate::world::Settings::default();
        settings.hints.publish_state = false;
        let post = "//- /hugo.toml\n//- /content/a.md\n---\ndraft: true\n---\n$0\n";
        let fixture = Fixture::with_settings(post, &settings);
        let snapshot = fixture.snapshot();
        assert_eq!(hint(&snapshot, &fixture.path), None);
        assert!(reason(&snapshot, &fixture.path).is_some_and(|reason| reason.contains("draft")));
    }

    #[test]
    fn a_scheduled_post_tells_when_to_look_again() {
        let post = "//- /hugo.toml\n//- /content/a.md\n---\ndate: 2027-01-01\n---\n$0\n";
        let fixture = Fixture::new(post);
        let at = changes_at(&fixture.snapshot(), &fixture.path);
        assert_eq!(at, "2027-01-01T00:00:00Z".parse().ok());
    }
}
