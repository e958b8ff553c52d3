//! Shortcodes: names, closing tags, parameters and their values.

mod names;
mod params;
mod values;

use crate::features::completion::Completions;
use crate::syntax::shortcode::cursor::{self, NameRole, Place};
use crate::syntax::shortcode::{Body, Call, Grammar, Tag};
use crate::text::Span;
use crate::world::{PostView, Snapshot};

/// The completions inside a shortcode tag; `None` where the cursor is in none.
pub fn complete(snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<Completions> {
    let cursor = cursor::at(&view.document.shortcodes, &view.text, offset)?;
    let call = view.document.shortcodes.calls.get(cursor.call)?;
    let items = match &cursor.place {
        Place::Name { replace, role: NameRole::Open, .. } => names::open(view, call, *replace),
        Place::Name { replace, role: NameRole::Close, .. } => names::close(view, cursor.call, *replace),
        Place::Param { replace, named, position, .. } => {
            params::names(snapshot, view, call, *replace, named, *position)
        }
        Place::Value { of, replace, quote, .. } => values::of(snapshot, view, call, of, *replace, *quote),
    };
    Some(Completions::complete(items).ranked(view.site.settings.completion.limit))
}

/// What is missing between the end of a name and the end of its tag. Editors that close brackets by themselves
/// leave `}}` behind the cursor, so only the rest is added.
fn tag_end(view: &PostView, name: Span, call: &Call) -> String {
    let Some(close) = tag_of(view, call).map(|tag| tag.close) else { return String::new() };
    let rest = view.text.get(name.end()..).unwrap_or("").trim_start_matches([' ', '\t']);
    let line = rest.lines().next().unwrap_or("");
    if line.contains(close) {
        return String::new();
    }
    // A component that stands alone says so itself.
    let alone = view.site.model.dialect().is_some_and(|dialect| dialect.grammar == Grammar::Component);
    let mark = match (alone, tag_of(view, call).map(|tag| tag.body)) {
        (true, Some(Body::Never)) => "/> ",
        (true, _) => "> ",
        _ => "",
    };
    let there = (1..close.len()).filter_map(|from| close.get(from..)).find(|end| line.starts_with(end));
    format!(" {mark}{}", close.strip_suffix(there.unwrap_or("")).unwrap_or(close))
}

/// The delimiters of a tag.
fn tag_of(view: &PostView, call: &Call) -> Option<&'static Tag> {
    view.site.model.dialect()?.tag(call.delimiter)
}

#[cfg(test)]
mod tests {
    use crate::features::completion::complete;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/shortcodes/card.html
{{/* A card.
@param title The headline.
*/}}
<div>{{ .Get \"title\" }}{{ if eq (.Get \"size\") \"big\" }}!{{ end }}</div>
//- /layouts/shortcodes/note.html
<b>{{ .Inner }}</b>
//- /layouts/shortcodes/slide.html
{{ .Get 0 }}
//- /content/a/b.png
//- /content/a/index.md
";

    /// Prints the items whose label starts with one of the site's own names, or all after the first ten letters.
    fn check(post: &str, wanted: &[&str], expected: Expect) {
        let fixture = Fixture::new(&format!("{SITE}{post}\n"));
        let items = complete(&fixture.snapshot(), &fixture.path, fixture.offset).items;
        let lines = items.iter().filter(|item| wanted.is_empty() || wanted.contains(&item.label.as_str()));
        let lines = lines.map(|item| {
            let snippet = item.snippet.as_deref().unwrap_or("-");
            format!("{} | {:?} => {} | {}\n", item.label, item.edit.span, item.edit.text, snippet)
        });
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_name_brings_the_end_of_its_tag_and_its_closing_tag() {
        check(
            "{{< $0",
            &["card", "note", "slide"],
            expect![[r#"
                card | 4..4 => card >}} | card$1 >}}$0
                note | 4..4 => note >}}{{< /note >}} | note$1 >}}$0{{< /note >}}
                slide | 4..4 => slide >}} | slide$1 >}}$0
            "#]],
        );
    }

    #[test]
    fn an_end_that_is_there_stays() {
        check(
            "{{< no$0 >}}",
            &["note"],
            expect![[r#"
                note | 4..6 => note | -
            "#]],
        );
    }

    #[test]
    fn brackets_that_the_editor_closed_are_used() {
        check(
            "{{<$0}}",
            &["slide"],
            expect![[r#"
                slide | 3..3 =>  slide > | -
            "#]],
        );
    }

    #[test]
    fn a_closing_tag_offers_what_is_open_innermost_first() {
        check(
            "{{< note >}}{{% note %}}{{< /$0",
            &[],
            expect![[r#"
                note | 29..29 => note >}} | -
            "#]],
        );
    }

    #[test]
    fn parameters_that_are_not_there_yet() {
        check(
            "{{< card title=\"x\" $0 >}}",
            &[],
            expect![[r#"
                size | 19..19 => size="" | size="$1"
            "#]],
        );
    }

    #[test]
    fn values_that_the_template_compares_with() {
        check(
            "{{< card size=\"$0\" >}}",
            &[],
            expect![[r#"
                big | 15..15 => big | -
            "#]],
        );
    }

    #[test]
    fn files_of_the_bundle_for_a_parameter_that_names_one() {
        check(
            "{{< figure src=\"$0\" >}}",
            &[],
            expect![[r#"
                b.png | 16..16 => b.png | -
            "#]],
        );
    }

    #[test]
    fn nothing_in_an_escaped_call() {
        check("{{</* fi$0 */>}}", &[], expect![""]);
    }
}
