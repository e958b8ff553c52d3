//! A link of a published post to a page that this build leaves out.

use crate::features::dates;
use crate::features::links::{Place, Resolved};
use crate::site::RelPath;
use crate::site::link::Destination;
use crate::site::model::Surroundings;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::publish::PublishState;
use crate::world::{PostView, Snapshot};

/// See the page.
pub static RULE: Rule = Rule {
    code: "link-unpublished",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/link-unpublished.md"),
};

/// Links in the text whose targets are drafts, scheduled or expired, while the post itself is published.
pub fn check(snapshot: &Snapshot, view: &PostView, links: &[Resolved]) -> Vec<Problem> {
    let own = view.site.model.publication(&view.post.page, snapshot.now).state;
    if own != PublishState::Published {
        return Vec::new();
    }
    let in_text = links.iter().filter(|link| link.link.place == Place::Text);
    in_text.filter_map(|link| problem(snapshot, view, link)).collect()
}

fn problem(snapshot: &Snapshot, view: &PostView, link: &Resolved) -> Option<Problem> {
    let Destination::Page(path) = &link.destination else { return None };
    if **path == *view.path {
        return None;
    }
    let page = view.site.corpus.page(path)?;
    let twins = page.url.as_deref().map(|url| view.site.corpus.pages_at(url)).unwrap_or_default();
    if twins.iter().any(|twin| state(snapshot, view, twin) == Some(PublishState::Published)) {
        return None;
    }
    let why = match state(snapshot, view, path)? {
        PublishState::Draft => "is a draft".to_owned(),
        PublishState::Scheduled(at) => format!("appears on {}", dates::day(&*view.site.model, at)),
        PublishState::Expired(at) => format!("expired on {}", dates::day(&*view.site.model, at)),
        _ => return None,
    };
    Some(RULE.at(link.link.span, format!("This link leads nowhere for now: `{path}` {why}.")))
}

fn state(snapshot: &Snapshot, view: &PostView, path: &RelPath) -> Option<PublishState> {
    let page = view.site.corpus.page(path)?;
    Some(view.site.model.publication(page, snapshot.now).state)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, site_with, site_with_body};

    const OTHERS: &str = "//- /content/post/draft.md\n---\ntitle: D\ndraft: true\n---\n//- /content/post/later.md\n---\ntitle: L\ndate: 2026-07-01\n---\n//- /content/post/b.md\n---\ntitle: B\n---\n";

    #[test]
    fn pages_that_are_not_built_are_named_with_the_reason() {
        let site = format!("{OTHERS}{}", site_with_body("[x](/post/draft/) [y](../later/) [z](../b/)\n"));
        let found = found(&site, RULE.code);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(
            found[0],
            "warning `/post/draft/` This link leads nowhere for now: `content/post/draft.md` is a draft."
        );
        assert!(found[1].starts_with(
            "warning `../later/` This link leads nowhere for now: `content/post/later.md` appears on "
        ));
    }

    #[test]
    fn a_draft_may_link_to_drafts() {
        let site = format!("{OTHERS}{}", site_with("---\ndraft: true\n---\n[x](/post/draft/)\n"));
        assert_eq!(found(&site, RULE.code), [""; 0]);
    }
}
