//! Definition: from a call to its template, from a term to the page that describes it.

use super::Location;
use crate::features::target::{self, Target};
use crate::site::model::Surroundings;
use crate::site::shortcode::Origin;
use crate::text::Span;
use crate::world::{Site, Snapshot};
use std::path::Path;

/// The places where the thing at byte `offset` is defined; none for what the generator itself brings along.
pub fn definition(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Location> {
    let Some(site) = snapshot.site_of(path) else { return Vec::new() };
    match target::at(snapshot, path, offset) {
        Some(Target::Shortcode { name, .. }) => template(site, &name),
        Some(Target::Term { taxonomy, text, .. }) => term_pages(site, taxonomy, &text),
        Some(Target::Template { .. }) | None => Vec::new(),
    }
}

fn template(site: &Site, name: &str) -> Vec<Location> {
    match site.corpus.shortcodes.def(name).map(|def| &def.origin) {
        Some(Origin::Template(path)) => vec![start_of(site, path)],
        Some(Origin::Builtin(_)) | None => Vec::new(),
    }
}

fn term_pages(site: &Site, taxonomy: usize, text: &str) -> Vec<Location> {
    let Some(taxonomy) = site.model.taxonomies().get(taxonomy) else { return Vec::new() };
    let url = site.model.term_url(taxonomy, text);
    site.corpus.pages_at(&url).iter().map(|path| start_of(site, path)).collect()
}

fn start_of(site: &Site, path: &str) -> Location {
    Location { path: site.absolute(path), span: Span::empty(0) }
}

#[cfg(test)]
mod tests {
    use super::super::show;
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    fn check(fixture: &str, expected: Expect) {
        let fixture = Fixture::new(fixture);
        expected.assert_eq(&show(&definition(&fixture.snapshot(), &fixture.path, fixture.offset)));
    }

    #[test]
    fn a_call_leads_to_its_template() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/shortcodes/note.html
<b>{{ .Inner }}</b>
//- /content/a.md
---
title: A
---
{{< no$0te >}}x{{< /note >}}
",
            expect![[r#"
                /layouts/shortcodes/note.html 0..0
            "#]],
        );
    }

    #[test]
    fn a_closing_tag_leads_there_too() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/_shortcodes/note.html
<b>{{ .Inner }}</b>
//- /content/a.md
{{< note >}}x{{< /note$0 >}}
",
            expect![[r#"
                /layouts/_shortcodes/note.html 0..0
            "#]],
        );
    }

    #[test]
    fn a_built_in_one_has_no_file() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/a.md
{{< fig$0ure src=\"a.png\" >}}
",
            expect![""],
        );
    }

    #[test]
    fn a_term_leads_to_the_page_that_describes_it() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/tags/go-lang/_index.md
---
title: Go
---
//- /content/a.md
---
tags: [Go La$0ng]
---
",
            expect![[r#"
                /content/tags/go-lang/_index.md 0..0
            "#]],
        );
    }
}
