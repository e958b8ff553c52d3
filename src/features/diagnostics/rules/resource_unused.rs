//! Files beside a post that nothing shows.

use crate::features::links::Resolved;
use crate::site::RelPath;
use crate::site::problem::{Problem, Rule, Severity};
use crate::text::Span;
use crate::world::{PostView, Snapshot};

/// See the page.
pub static RULE: Rule = Rule {
    code: "resource-unused",
    severity: Severity::Hint,
    page: include_str!("../../../../docs/rules/resource-unused.md"),
};

/// So many files are named; of more only the number is told.
const NAMED: usize = 3;

/// Files of the post's folder that only links could show, named neither in its text nor by another post.
pub fn check(_snapshot: &Snapshot, view: &PostView, _links: &[Resolved]) -> Vec<Problem> {
    let files = view.site.model.linked_files(&view.path, &*view.site.corpus);
    let unused: Vec<RelPath> = files.into_iter().filter(|path| !is_named(view, path)).collect();
    if unused.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = unused.iter().take(NAMED).map(|path| format!("`{}`", name(path))).collect();
    let more = unused.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (is, are) = if unused.len() == 1 { ("is", "shows it") } else { ("are", "shows them") };
    let message = format!("{}{more} {is} published with this post, but no page {are}.", names.join(", "));
    vec![RULE.at(Span::new(0, view.text.find('\n').unwrap_or(view.text.len())), message)]
}

/// Whether the text names the file in any way, by its stem or by a folder of its own, or another post links to one of
/// that name.
fn is_named(view: &PostView, path: &RelPath) -> bool {
    let folder = view.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let below = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
    let parts = below.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let text = view.text.replace("%20", " ").to_lowercase();
    let own = view.site.corpus.id_of(&view.path);
    let mut others = view.site.corpus.links.mentions(path).filter(|&id| Some(id) != own);
    parts.into_iter().any(|part| text.contains(&part.to_lowercase())) || others.next().is_some()
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::found;

    fn site(template: &str, body: &str) -> String {
        format!(
            "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /layouts/page.html\n{template}\n//- /content/trip/lake.png\nx\n//- /content/trip/map.svg\nx\n//- /content/trip/index.md\n$0---\ntitle: T\n---\n{body}\n"
        )
    }

    #[test]
    fn files_that_nothing_names_are_told() {
        assert_eq!(
            found(&site("{{ .Content }}", "![x](lake.png)"), RULE.code),
            ["hint `---` `map.svg` is published with this post, but no page shows it."]
        );
        let by_name = "{{ with .Resources.GetMatch \"cover*\" }}{{ .RelPermalink }}{{ end }}";
        assert_eq!(
            found(&site(by_name, "x"), RULE.code),
            ["hint `---` `lake.png`, `map.svg` are published with this post, but no page shows them."]
        );
    }

    #[test]
    fn templates_and_other_posts_may_show_them() {
        let body = "![x](lake.png)";
        for template in [
            "{{ range .Resources.ByType \"image\" }}{{ end }}",
            "{{ $all := .Resources }}",
            "{{ .Resources.GetMatch \"*.svg\" }}",
            "{{ .Resources.GetMatch (site.Params.cover) }}",
        ] {
            assert_eq!(found(&site(template, body), RULE.code), [""; 0], "{template}");
        }
        let other = "//- /content/b.md\n![m](/trip/map.svg)\n";
        assert_eq!(found(&format!("{other}{}", site("", body)), RULE.code), [""; 0]);
        let theme = site("", body).replace("org/'\n", "org/'\ntheme = 'gone'\n");
        assert_eq!(found(&theme, RULE.code), [""; 0]);
        let none = site("", body).replace("//- /layouts/page.html\n\n", "");
        assert_eq!(found(&none, RULE.code), [""; 0], "without templates nothing is known");
    }
}
