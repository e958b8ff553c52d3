//! A picture or other file shown in a post that the built site does not have.

use super::link_fixes::{point_to, reason};
use crate::features::links::{Place, Resolved};
use crate::site::link::{Destination, Why};
use crate::site::problem::{Problem, Rule, Severity};
use crate::world::{PostView, Snapshot};

/// See the page.
pub static RULE: Rule = Rule {
    code: "image-missing",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/image-missing.md"),
};

/// Images in the text whose files are not there.
pub fn check(_snapshot: &Snapshot, view: &PostView, links: &[Resolved]) -> Vec<Problem> {
    let shown = links.iter().filter(|link| link.link.place == Place::Text && link.link.form.is_image());
    shown.filter_map(|link| problem(view, link)).collect()
}

fn problem(view: &PostView, link: &Resolved) -> Option<Problem> {
    let Destination::Missing(missing) = &link.destination else { return None };
    if missing.instead.as_ref().is_some_and(|instead| instead.why == Why::Case) {
        return None;
    }
    let because = missing.instead.as_ref().map(|instead| reason(view, instead)).unwrap_or_default();
    let message = format!("Readers see no image here: no file is at `{}`.{because}", missing.address);
    let mut problem = RULE.at(link.link.span, message);
    problem.fixes.extend(missing.instead.as_ref().and_then(|instead| point_to(view, &link.link, instead)));
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with_body};

    fn site(body: &str) -> String {
        format!("//- /static/img/a.png\nx\n//- /content/post/b.png\nx\n{}", site_with_body(body))
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        assert_eq!(
            found(
                &site("![x](gone.png) {{< figure src=\"/gone.png\" >}} ![y](/static/img/a.png)\n"),
                RULE.code
            ),
            [
                "warning `gone.png` Readers see no image here: no file is at `/post/a/gone.png`.",
                "warning `/gone.png` Readers see no image here: no file is at `/gone.png`.",
                "warning `/static/img/a.png` Readers see no image here: no file is at `/static/img/a.png`. The file `static/img/a.png` is at `/img/a.png`.",
            ]
        );
        assert_eq!(
            mended(&site("![y](static/img/a.png)\n"), RULE.code),
            ["---\ntitle: A\n---\n![y](/img/a.png)\n"]
        );
    }

    #[test]
    fn files_of_the_site_are_there() {
        for dest in
            ["/img/a.png", "../b.png", "/post/b.png", "https://example.com/x.png", "data:image/png;base64,xx"]
        {
            assert_eq!(found(&site(&format!("![x]({dest})\n")), RULE.code), [""; 0], "{dest}");
        }
    }
}
