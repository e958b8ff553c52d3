//! Adds the terms that the post most likely lacks.

use super::{Action, ActionKind};
use crate::features::{suggest, term_insert};
use crate::text::Span;
use crate::world::{PostView, Snapshot};

/// The action, for the taxonomy whose list is selected, or else for the one that posts name the most terms of. `None`
/// where nothing is likely.
pub fn action(snapshot: &Snapshot, view: &PostView, span: Span) -> Option<Action> {
    let taxonomy = selected(view, span).or_else(|| suggest::usual_taxonomy(view))?;
    let terms = suggest::likeliest(view, Some(snapshot.now), taxonomy);
    let labels: Vec<&str> = terms.iter().map(|term| term.as_str()).collect();
    if labels.is_empty() {
        return None;
    }
    let taxonomy = view.site.model.taxonomies().get(taxonomy)?;
    let edit = term_insert::edit(view, taxonomy, &labels)?;
    let title = format!("Suggest {} for this post: {}", taxonomy.name, labels.join(", "));
    Some(Action::new(title, ActionKind::SuggestTerms, vec![edit]))
}

/// The taxonomy whose field the selection starts in.
fn selected(view: &PostView, span: Span) -> Option<usize> {
    let front = view.document.front_matter()?;
    let is_selected = |key: &[smol_str::SmolStr]| {
        let key: Vec<&str> = key.iter().map(|step| step.as_str()).collect();
        front.get_ci(&key).is_some_and(|entry| entry.span.touches(span.start()))
    };
    view.site.model.taxonomies().iter().position(|taxonomy| is_selected(&taxonomy.key))
}

#[cfg(test)]
mod tests {
    use crate::features::actions::tests::done;
    use crate::world::fixture::Fixture;

    /// A site on which a few words mean a few tags.
    fn site_with(format: [&str; 3], post: &str) -> Fixture {
        site_of("hugo.toml", format, post)
    }

    fn site_of(config: &str, format: [&str; 3], post: &str) -> Fixture {
        let [open, tags, close] = format;
        let others = [
            ("Learning Rust", "rust", "ownership", "Ownership"),
            ("Baking bread", "bread", "flour", "Flour"),
        ];
        let others: String = (0..8)
            .map(|at| {
                let (title, tag, other, body) = others[at % 2];
                let tags = tags.replace('*', tag).replace('+', other);
                format!("//- /content/post/{at}.md\n{open}\ntitle: {title} {at}\n{tags}\n{close}\n{body}\n")
            })
            .collect();
        Fixture::new(&format!("//- /{config}\n{others}//- /content/post/a.md\n{post}"))
    }

    const FLOW: [&str; 3] = ["---", "tags: [*, +]", "---"];
    const LINES: [&str; 3] = ["---", "tags:\n  - *\n  - +", "---"];

    #[test]
    fn terms_go_into_the_list_in_its_style() {
        for (format, before, after) in [
            (FLOW, "tags: [ownership]", "tags: [ownership, rust]"),
            (FLOW, "tags: ['ownership']", "tags: ['ownership', 'rust']"),
            (FLOW, "tags: [\n  x,\n  ownership\n]", "tags: [\n  x,\n  ownership,\n  rust\n]"),
            (FLOW, "tags:\n- ownership # mine\nx: y", "tags:\n- ownership # mine\n- rust\nx: y"),
            (FLOW, "tags: [] # none", "tags: [rust, ownership] # none"),
            (FLOW, "tags:\nx: y", "tags: [rust, ownership]\nx: y"),
            (LINES, "tags:\nx: y", "tags:\n  - rust\n  - ownership\nx: y"),
            (LINES, "x: y", "x: y\ntags:\n  - rust\n  - ownership"),
        ] {
            let post = |tags: &str| format!("---\ntitle: More Rust$0\n{tags}\n---\nOwnership explained.\n");
            let expected = post(after).replace("$0", "");
            assert_eq!(done(&site_with(format, &post(before)), "Suggest tags"), expected, "{before}");
        }
    }

    #[test]
    fn in_lines_of_metadata_terms_go_behind_a_comma() {
        const METADATA: [&str; 3] = ["Lang: en", "Tags: *, +", ""];
        for (before, after) in [
            ("Tags: ownership\n", "Tags: ownership, rust\n"),
            ("Tags: x; ownership\n", "Tags: x; ownership; rust\n"),
            ("Tags:\n", "Tags: rust, ownership\n"),
            ("Lang: en\n", "Lang: en\ntags: rust, ownership\n"),
        ] {
            let post = |tags: &str| format!("Title: More Rust$0\n{tags}\nOwnership explained.\n");
            let site = site_of("pelicanconf.py", METADATA, &post(before));
            let expected = post(after).replace("$0", "");
            assert_eq!(done(&site, "Suggest tags"), expected, "{before}");
        }
    }

    #[test]
    fn elsewhere_the_taxonomy_with_the_longer_lists_is_meant() {
        let format = ["---", "categories: [All]\ntags: [*, +]", "---"];
        let post = "---\ntitle: More Rust$0\ncategories: [All]\n---\nOwnership explained.\n";
        let done = done(&site_with(format, post), "Suggest tags");
        assert!(done.contains("\ntags: [rust, ownership]\n"), "{done}");
    }

    #[test]
    fn nothing_is_suggested_where_nothing_is_likely_or_the_front_matter_is_broken() {
        for post in [
            "---\ntitle: \"Rust$0\ntags: [\n---\nOwnership explained.\n",
            "---\ntitle: Rust$0\ntags: [rust, ownership, bread, flour]\n---\nOwnership explained.\n",
        ] {
            assert_eq!(done(&site_with(FLOW, post), "Suggest tags"), "no action", "{post}");
        }
    }
}
