//! The outline of a post: the entries of its front matter, and its headings, each inside the one above it.

use crate::features::symbols::{Symbol, SymbolKind};
use crate::syntax::front_matter::{Entry, FrontMatter, ValueKind};
use crate::syntax::markdown::Heading;
use crate::text::Span;
use crate::world::Snapshot;
use std::path::Path;

/// A value longer than this (characters) is cut in the outline, which is a narrow column everywhere.
const MAX_DETAIL: usize = 60;

/// Tables deeper than this are not outlined: it bounds the recursion and nobody navigates by them.
const MAX_DEPTH: usize = 8;

/// The outline of the post at `path`, in the order of the file; empty for a file that is none.
pub fn document(snapshot: &Snapshot, path: &Path) -> Vec<Symbol> {
    let Some(view) = snapshot.post(path) else { return Vec::new() };
    let document = &view.document;
    let front = document.front_matter().map(front_matter);
    let headings = headings(&document.markdown.headings, view.text.len());
    front.into_iter().chain(headings).collect()
}

fn front_matter(front: &FrontMatter) -> Symbol {
    let end = front.closer.map_or(front.inner.end(), Span::end);
    Symbol {
        name: "Front matter".to_string(),
        detail: format!("{:?}", front.format).to_uppercase(),
        kind: SymbolKind::FrontMatter,
        span: Span::new(front.opener.start(), end),
        name_span: front.opener,
        children: entries(&front.root, MAX_DEPTH),
    }
}

fn entries(all: &[Entry], depth: usize) -> Vec<Symbol> {
    if depth == 0 {
        return Vec::new();
    }
    let named = all.iter().filter(|entry| !entry.key.text.trim().is_empty());
    named.map(|entry| symbol(entry, depth)).collect()
}

fn symbol(entry: &Entry, depth: usize) -> Symbol {
    let (kind, detail) = match &entry.value.kind {
        ValueKind::Map(_) => (SymbolKind::Table, String::new()),
        ValueKind::List(list) => {
            let words: Vec<&str> = list.items.iter().filter_map(|item| item.text()).collect();
            (SymbolKind::List, words.join(", "))
        }
        _ => (SymbolKind::Key, entry.value.text().unwrap_or_default().to_string()),
    };
    // A TOML table that is written in several places spans other entries; a jump still goes to its key.
    Symbol {
        name: entry.key.text.to_string(),
        detail: crate::corpus::post::one_line(&detail, MAX_DETAIL).to_string(),
        kind,
        span: entry.span.join(entry.key.span),
        name_span: entry.key.span,
        children: entries(entry.value.entries(), depth - 1),
    }
}

/// Headings as a tree. A heading belongs to the last one above it that is of a higher level.
fn headings(all: &[Heading], end: usize) -> Vec<Symbol> {
    let mut rest = all;
    let mut top = Vec::new();
    while let Some((first, others)) = rest.split_first() {
        let inside = others.iter().take_while(|heading| heading.level > first.level).count();
        let (children, after) = others.split_at_checked(inside).unwrap_or((others, &[]));
        let section_end = after.first().map_or(end, |next| next.span.start());
        top.push(Symbol {
            name: heading_name(first),
            detail: String::new(),
            kind: SymbolKind::Heading,
            span: Span::new(first.span.start(), section_end),
            name_span: first.span,
            children: headings(children, section_end),
        });
        rest = after;
    }
    top
}

/// Clients refuse an outline in which a name is empty.
fn heading_name(heading: &Heading) -> String {
    match heading.text.trim() {
        "" => "#".repeat(usize::from(heading.level)),
        text => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    fn check(post: &str, expected: Expect) {
        let fixture = Fixture::new(&format!("//- /a.md\n{post}$0"));
        let mut out = String::new();
        print(&document(&fixture.snapshot(), &fixture.path), 0, &mut out);
        expected.assert_eq(&out);
    }

    fn print(symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            assert!(symbol.span.covers(symbol.name_span), "{symbol:?}");
            let Symbol { name, detail, kind, span, .. } = symbol;
            out.push_str(&format!("{}{name} | {detail} | {kind:?} {span:?}\n", "  ".repeat(depth)));
            print(&symbol.children, depth + 1, out);
        }
    }

    #[test]
    fn entries_and_headings_nest() {
        check(
            "---\ntitle: A\ntags: [go, x]\ncover:\n  image: a.png\n---\n# One\n## Two\n# Three\n",
            expect![[r#"
                Front matter | YAML | FrontMatter 0..52
                  title | A | Key 4..12
                  tags | go, x | List 13..26
                  cover |  | Table 27..48
                    image | a.png | Key 36..48
                One |  | Heading 53..66
                  Two |  | Heading 59..66
                Three |  | Heading 66..74
            "#]],
        );
        check(
            "+++\ntitle = 'A'\n[params]\nx = 1\n[cover]\ny = 2\n[params.z]\n+++\n",
            expect![[r#"
            Front matter | TOML | FrontMatter 0..59
              title | A | Key 4..15
              params |  | Table 16..55
                x | 1 | Key 25..30
                z |  | Table 45..55
              cover |  | Table 31..44
                y | 2 | Key 39..44
        "#]],
        );
    }

    #[test]
    fn a_heading_without_text_still_has_a_name() {
        check(
            "##\n\n#### Deep\n",
            expect![[r#"
            ## |  | Heading 0..14
              Deep |  | Heading 4..14
        "#]],
        );
    }
}
