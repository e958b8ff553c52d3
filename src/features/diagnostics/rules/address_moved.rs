//! An edit that moves a published post to another address.

use crate::features::links::Resolved;
use crate::features::links::moved_from;
use crate::features::rename::keep_address;
use crate::site::problem::{Fix, Problem, Rule, Safety, Severity};
use crate::text::Span;
use crate::world::{PostView, Snapshot};

/// See the page.
pub static RULE: Rule = Rule {
    code: "address-moved",
    severity: Severity::Information,
    page: include_str!("../../../../docs/rules/address-moved.md"),
};

/// A change that is not saved yet and gives a published post another address than it has now.
pub fn check(snapshot: &Snapshot, view: &PostView, _links: &[Resolved]) -> Vec<Problem> {
    let Some((old, new)) = moved_from(snapshot, view).zip(view.post.page.url.as_ref()) else {
        return Vec::new();
    };
    let message =
        format!("This moves the published post from `{old}` to `{new}`: links to the old address break.");
    let mut problem = RULE.at(span(view), message);
    problem.fixes.extend(keep_address(view, &old).map(|edit| Fix {
        title: format!("Keep `{old}` as an alias"),
        edits: vec![edit],
        create: None,
        safety: Safety::Suggestion,
    }));
    vec![problem]
}

/// What changed most likely: the first of the fields that give a page its address and differ from the saved post.
fn span(view: &PostView) -> Span {
    let saved = view.site.corpus.post_at(&view.path).map(|post| &post.page);
    let now = &view.post.page;
    let differs = |name: &str| match name {
        "slug" => saved.is_some_and(|saved| saved.slug != now.slug),
        "title" => saved.is_some_and(|saved| saved.title != now.title),
        "date" => saved.is_some_and(|saved| saved.date != now.date),
        _ => true,
    };
    let front = view.document.front_matter();
    let names =
        ["url", "permalink", "path", "slug", "title", "date"].into_iter().filter(|name| differs(name));
    let entry = names.filter_map(|name| front?.get_ci(&[name])).next();
    entry.map_or_else(
        || Span::new(0, view.text.find('\n').unwrap_or(view.text.len())),
        |entry| entry.value.span,
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::diagnose;
    use crate::world::fixture::{Fixture, edited};

    const PERMALINKS: &str = "[permalinks]\npost = '/:year/:title/'\n";

    /// The finding after an edit that is not saved, and the text after its fix.
    fn check(config: &str, saved: &str, now: &str) -> Option<(String, String)> {
        let site = format!(
            "//- /hugo.toml\nbaseURL = 'https://example.org/'\n{config}//- /content/post/a.md\n$0{saved}"
        );
        let mut fixture = Fixture::new(&site);
        fixture.open("/content/post/a.md", now);
        let problems = diagnose(&fixture.snapshot(), &fixture.path);
        let problem = problems.iter().find(|problem| problem.rule.code == RULE.code)?;
        let mended = edited(now, &problem.fixes.first()?.edits);
        Some((format!("`{}` {}", problem.span.of(now), problem.message), mended))
    }

    #[test]
    fn another_slug_title_url_or_date_offers_to_keep_the_address() {
        let moved = |from: &str, to: &str| {
            format!("This moves the published post from `{from}` to `{to}`: links to the old address break.")
        };
        assert_eq!(
            check("", "---\nslug: old\n---\n", "---\nslug: new\n---\n"),
            Some((
                format!("`new` {}", moved("/post/old/", "/post/new/")),
                "---\naliases: [\"/post/old/\"]\nslug: new\n---\n".to_owned()
            ))
        );
        assert_eq!(
            check(
                PERMALINKS,
                "+++\ntitle = 'Old'\ndate = 2025-01-01\naliases = ['/x/']\n+++\n",
                "+++\ntitle = 'New'\ndate = 2025-01-01\naliases = ['/x/']\n+++\n"
            ),
            Some((
                format!("`'New'` {}", moved("/2025/old/", "/2025/new/")),
                "+++\ntitle = 'New'\ndate = 2025-01-01\naliases = ['/x/', \"/2025/old/\"]\n+++\n".to_owned()
            ))
        );
        let dated = |year: u32| format!("---\ntitle: A\ndate: {year}-01-01\naliases: /x/\n---\n");
        assert_eq!(
            check(PERMALINKS, &dated(2024), &dated(2025)),
            Some((
                format!("`2025-01-01` {}", moved("/2024/a/", "/2025/a/")),
                "---\ntitle: A\ndate: 2025-01-01\naliases: [/x/, \"/2024/a/\"]\n---\n".to_owned()
            ))
        );
        assert!(check("", "---\nurl: /a/\n---\n", "---\nurl: /b/\naliases:\n---\n").is_some());
    }

    #[test]
    fn drafts_kept_addresses_and_other_edits_pass() {
        for (saved, now) in [
            ("---\nslug: old\ndraft: true\n---\n", "---\nslug: new\ndraft: true\n---\n"),
            ("---\nslug: old\n---\n", "---\nslug: new\naliases: [/post/old]\n---\n"),
            ("---\ntitle: Old\n---\n", "---\ntitle: New\n---\n"),
            ("---\nslug: old\n---\n", "---\nslug: old\n---\nmore\n"),
        ] {
            assert_eq!(check("", saved, now), None, "{now}");
        }
    }
}
