//! A fragment that no heading and no anchor of the target has.

use crate::features::diagnostics::nearest;
use crate::features::links::{Place, Resolved, anchors};
use crate::site::link::Destination;
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::text::Span;
use crate::world::{PostView, Snapshot};

/// See the page.
pub static RULE: Rule = Rule {
    code: "anchor-unknown",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/anchor-unknown.md"),
};

/// Links in the text, and looked-up pages, whose fragment leads to the top of the page instead.
pub fn check(snapshot: &Snapshot, view: &PostView, links: &[Resolved]) -> Vec<Problem> {
    // Text that other pages show has its anchors there.
    if view.post.page.url.is_none() {
        return Vec::new();
    }
    let in_text = links.iter().filter(|link| link.link.place == Place::Text && !link.link.form.is_image());
    in_text.filter_map(|link| problem(snapshot, view, link)).collect()
}

fn problem(snapshot: &Snapshot, view: &PostView, link: &Resolved) -> Option<Problem> {
    let Destination::Page(path) = &link.destination else { return None };
    let id = link.link.fragment()?;
    let is_markdown = path.ends_with(".md") || path.ends_with(".markdown");
    let other = match **path == *view.path {
        true => None,
        // The index answers for nearly every link, without a look at the disk.
        false if knows(view, path, &id) => return None,
        false => Some(snapshot.post_in(&view.site, path)?),
    };
    let target = other.as_ref().unwrap_or(view);
    let known = anchors(target);
    if !is_markdown || !known.lacks(&id, &target.text) {
        return None;
    }
    let near = nearest(&id, known.ids.iter().map(|(id, _)| id.as_str()));
    let hint = near.map(|near| format!(" Did you mean `#{near}`?")).unwrap_or_default();
    let place = if other.is_some() { "that page" } else { "this page" };
    let span = fragment_span(&view.text, link);
    let mut problem =
        RULE.at(span, format!("Nothing on {place} has the id `{id}`, so the link leads to its top.{hint}"));
    problem.fixes.extend(near.map(|near| Fix::suggestion(format!("Change to `#{near}`"), span, near)));
    Some(problem)
}

fn knows(view: &PostView, path: &str, id: &str) -> bool {
    let post = view.site.corpus.post_at(path);
    post.is_some_and(|post| post.body.open().headings.iter().any(|heading| heading.id == id))
}

/// The fragment without `#`, or the whole destination where it is not written in one piece.
fn fragment_span(text: &str, link: &Resolved) -> Span {
    let span = link.link.span;
    match span.of(text).split_once('#') {
        Some((path, _)) => Span::new(span.start() + path.len() + 1, span.end()),
        None => span,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with_body};

    fn site(body: &str) -> String {
        let other = "---\ntitle: B\n---\n## The way home\n<a name=\"old\"></a>\n\nText {.x #block}\n";
        let open = "---\ntitle: C\n---\n{{< note >}}x{{< /note >}}\n";
        format!("//- /content/post/b.md\n{other}//- /content/post/c.md\n{open}{}", site_with_body(body))
    }

    #[test]
    fn an_id_that_is_nowhere_is_named() {
        assert_eq!(
            found(&site("# Here\n[x](#her) [y](/post/b/#the-way-hom)\n"), RULE.code),
            [
                "warning `her` Nothing on this page has the id `her`, so the link leads to its top. Did you mean `#here`?",
                "warning `the-way-hom` Nothing on that page has the id `the-way-hom`, so the link leads to its top. Did you mean `#the-way-home`?",
            ]
        );
        assert_eq!(
            mended(&site("# Here\n[x](#her)\n"), RULE.code),
            ["---\ntitle: A\n---\n# Here\n[x](#here)\n"]
        );
    }

    #[test]
    fn what_is_there_or_may_be_there_passes() {
        for dest in [
            "#here",
            "#",
            "#top",
            "/post/b/#the-way-home",
            "/post/b/#old",
            "/post/b/#block",
            "/post/c/#any",
            "#fn:1",
        ] {
            assert_eq!(found(&site(&format!("# Here\n[x]({dest})\n")), RULE.code), [""; 0], "{dest}");
        }
    }

    #[test]
    fn lines_of_code_may_have_ids() {
        let code = "```go { anchorlinenos=true, lineanchors=code }\nx\n```\n[x](#code-1)\n";
        assert_eq!(found(&site(code), RULE.code), [""; 0]);
    }

    #[test]
    fn what_a_hook_of_the_site_looks_up_is_not_judged() {
        let hook = "//- /layouts/_markup/render-link.html\n{{ site.GetPage .Destination }}\n";
        assert_eq!(found(&format!("{hook}{}", site("[x](b.md#nope)\n")), RULE.code), [""; 0]);
    }

    #[test]
    fn a_link_without_a_host_leads_to_the_page_in_the_same_language() {
        let languages = "//- /config/_default/hugo.toml\nbaseURL = 'https://example.org/'\n[languages.en]\n\
                         contentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'\n";
        let pages = "//- /content/en/b.md\n# Roots\n//- /content/de/b.md\n# Wurzeln\n";
        for (dest, expected) in [
            ("/b#wurzeln", 0),
            ("/b#roots", 1),
            ("https://example.org/b/#roots", 0),
            ("https://example.org/b/#wurzeln", 1),
            ("/de/b/#wurzeln", 0),
        ] {
            let text = format!("{languages}{pages}//- /content/de/a.md\n$0[x]({dest})\n");
            assert_eq!(found(&text, RULE.code).len(), expected, "{dest}");
        }
    }
}
