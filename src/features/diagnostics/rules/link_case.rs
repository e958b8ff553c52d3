//! A link that differs from an address of the site in capitals alone.

use super::link_fixes::{point_to, reason};
use crate::features::links::{Place, Resolved};
use crate::site::link::{Destination, Why};
use crate::site::problem::{Problem, Rule, Severity};
use crate::world::{PostView, Snapshot};

/// See the page.
pub static RULE: Rule = Rule {
    code: "link-case",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/link-case.md"),
};

/// Links and images in the text that only a host which ignores capitals would serve.
pub fn check(_snapshot: &Snapshot, view: &PostView, links: &[Resolved]) -> Vec<Problem> {
    links
        .iter()
        .filter(|link| link.link.place == Place::Text)
        .filter_map(|link| problem(view, link))
        .collect()
}

fn problem(view: &PostView, link: &Resolved) -> Option<Problem> {
    let Destination::Missing(missing) = &link.destination else { return None };
    let instead = missing.instead.as_ref().filter(|instead| instead.why == Why::Case)?;
    let message = format!("Most hosts find nothing at `{}`.{}", missing.address, reason(view, instead));
    let mut problem = RULE.at(link.link.span, message);
    problem.fixes.extend(point_to(view, &link.link, instead));
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{found, mended, site_with_body};

    fn site(body: &str) -> String {
        format!(
            "//- /static/img/A.png\nx\n//- /content/post/Trip.md\n---\ntitle: T\n---\n{}",
            site_with_body(body)
        )
    }

    #[test]
    fn capitals_count() {
        assert_eq!(
            found(&site("[x](/post/Trip/) ![y](/img/a.png)\n"), RULE.code),
            [
                "warning `/post/Trip/` Most hosts find nothing at `/post/Trip/`. Capitals count: it is at `/post/trip/`.",
                "warning `/img/a.png` Most hosts find nothing at `/img/a.png`. Capitals count: it is at `/img/A.png`.",
            ]
        );
        assert_eq!(
            mended(&site("[x](/post/Trip/#y)\n"), RULE.code),
            ["---\ntitle: A\n---\n[x](/post/trip/#y)\n"]
        );
    }

    #[test]
    fn the_address_as_it_is_passes() {
        assert_eq!(found(&site("[x](/post/trip/) ![y](/img/A.png) [z](/Gone/)\n"), RULE.code), [""; 0]);
    }
}
