//! Highlight: the other half of a shortcode, the other places of a term in the same post.

use crate::features::target::{self, Target};
use crate::text::Span;
use crate::world::Snapshot;
use std::path::Path;

/// The bytes of one post that belong together with those at byte `offset`.
pub fn highlight(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Span> {
    let Some(view) = snapshot.post(path) else { return Vec::new() };
    match target::in_post(&view, offset) {
        Some(Target::Shortcode { call, span, .. }) => {
            let partner = view.pairing().partners.get(call).copied().flatten();
            let partner = partner.and_then(|index| view.document.shortcodes.calls.get(index));
            let mut spans: Vec<Span> = partner.map(|call| call.name_span).into_iter().chain([span]).collect();
            spans.sort();
            spans
        }
        Some(Target::Term { taxonomy, text, .. }) => {
            let key = view.site.model.term_key(&text);
            let terms = view.post.terms.iter().filter(|term| term.taxonomy == taxonomy);
            terms.filter(|term| view.site.model.term_key(&term.text) == key).map(|term| term.span).collect()
        }
        Some(Target::Template { .. }) | None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/shortcodes/note.html
<b>{{ .Inner }}</b>
//- /content/a.md
";

    fn check(post: &str, expected: &[&str]) {
        let fixture = Fixture::new(&format!("{SITE}{post}"));
        let text = post.replace("$0", "");
        let spans = highlight(&fixture.snapshot(), &fixture.path, fixture.offset);
        let found: Vec<String> = spans.iter().map(|span| format!("{span:?} {}", span.of(&text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_pair_of_a_nested_call() {
        check("{{< note >}}{{< no$0te >}}x{{< /note >}}{{< /note >}}\n", &["16..20 note", "30..34 note"]);
    }

    #[test]
    fn a_term_that_stands_twice() {
        check("---\ntags: [go, G$0o]\n---\n", &["11..13 go", "15..17 Go"]);
    }

    #[test]
    fn nothing_in_prose_and_in_escaped_calls() {
        check("some te$0xt\n", &[]);
        check("{{</* no$0te */>}}\n", &[]);
    }
}
