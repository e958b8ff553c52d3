//! A link to a page or file that the built site does not have.

use super::link_fixes::{point_to, reason};
use crate::features::links::{Place, Resolved};
use crate::site::link::{Destination, Why};
use crate::site::problem::{Problem, Rule, Severity};
use crate::world::{PostView, Snapshot};

/// See the page.
pub static RULE: Rule = Rule {
    code: "link-missing",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/link-missing.md"),
};

/// Links in the text to addresses that are not there.
pub fn check(_snapshot: &Snapshot, view: &PostView, links: &[Resolved]) -> Vec<Problem> {
    let in_text = links.iter().filter(|link| link.link.place == Place::Text && !link.link.form.is_image());
    in_text.filter_map(|link| problem(view, link)).collect()
}

fn problem(view: &PostView, link: &Resolved) -> Option<Problem> {
    let Destination::Missing(missing) = &link.destination else { return None };
    if missing.instead.as_ref().is_some_and(|instead| instead.why == Why::Case) {
        return None;
    }
    let because = missing.instead.as_ref().map(|instead| reason(view, instead)).unwrap_or_default();
    let message = format!("This link leads nowhere: nothing is at `{}`.{because}", missing.address);
    let mut problem = RULE.at(link.link.span, message);
    problem.fixes.extend(missing.instead.as_ref().and_then(|instead| point_to(view, &link.link, instead)));
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with_body};

    const OTHERS: &str = "//- /content/post/b.md\n---\ntitle: B\naliases: [/old/]\ntags: [go]\n---\n//- /content/post/trip/index.md\n---\ntitle: T\n---\n//- /content/post/trip/pic.png\nx\n//- /static/doc.pdf\nx\n";

    fn site(body: &str) -> String {
        format!("{OTHERS}{}", site_with_body(body))
    }

    #[test]
    fn what_is_not_there_is_named_with_what_may_be_meant() {
        assert_eq!(
            found(&site("[x](/post/gone/) [y](b.md) [z](/b/)\n"), RULE.code),
            [
                "warning `/post/gone/` This link leads nowhere: nothing is at `/post/gone/`.",
                "warning `b.md` This link leads nowhere: nothing is at `/post/a/b.md`. The page of that file is at `/post/b/`.",
                "warning `/b/` This link leads nowhere: nothing is at `/b/`. A page of that name is at `/post/b/`.",
            ]
        );
        assert_eq!(mended(&site("[y](b.md#c)\n"), RULE.code), ["---\ntitle: A\n---\n[y](/post/b/#c)\n"]);
    }

    #[test]
    fn a_page_in_another_language_only_is_named_with_its_language() {
        let languages = "org/\"\n[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n";
        let french = "//- /content/post/seul.fr.md\n---\ntitle: S\n---\n";
        let site = format!("{french}{}", site("[x](/post/seul/)\n")).replacen("org/\"\n", languages, 1);
        assert_eq!(
            found(&site, RULE.code),
            [
                "warning `/post/seul/` This link leads nowhere: nothing is at `/post/seul/`. The page exists in another language only: in `fr`, at `/fr/post/seul/`."
            ]
        );
    }

    #[test]
    fn what_the_build_makes_is_there() {
        for dest in [
            "/post/b/",
            "/post/b",
            "../b/",
            "../b/#x",
            "/post/b/index.html",
            "/old/",
            "/post/",
            "/",
            "/tags/",
            "/tags/go/",
            "/tags/Go/page/2/",
            "/index.xml",
            "/post/index.xml",
            "/post/trip/pic.png",
            "../trip/pic.png",
            "/doc.pdf",
            "https://example.org/x/",
            "https://example.com/",
            "mailto:a@b.c",
            "#x",
            "",
            "/post/page/2/",
        ] {
            assert_eq!(found(&site(&format!("[x]({dest})\n")), RULE.code), [""; 0], "{dest}");
        }
    }

    #[test]
    fn silence_where_it_cannot_be_known() {
        for (file, text) in [
            ("content/_content.gotmpl", "x"),
            ("layouts/_markup/render-link.html", "<a href=\"{{ partial \"x\" .Destination }}\">"),
            ("static/_redirects", "/gone/* /post/b/"),
        ] {
            let site = site("[x](/gone/x/)\n");
            assert_eq!(found(&format!("//- /{file}\n{text}\n{site}"), RULE.code), [""; 0], "{file}");
        }
        for body in ["`[x](/gone/)`", "{{< note >}}[x](/gone/){{< /note >}}", "<a href=\"/gone/\">x</a>"] {
            assert_eq!(found(&site(body), RULE.code), [""; 0], "{body}");
        }
    }
}
