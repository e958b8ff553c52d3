//! What can be folded away: the front matter, sections, paired shortcodes, code.

use crate::features::symbols::{self, Symbol, SymbolKind};
use crate::site::shortcode::Inner;
use crate::syntax::markdown::CodeKind;
use crate::syntax::shortcode::{InnerUse, pair};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use std::path::Path;

/// A stretch that an editor can fold: from the line of its first byte to the line of its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fold {
    /// Its bytes, from the first of the line that stays visible to the end of the last that goes.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What a fold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FoldKind {
    /// The front matter.
    FrontMatter,
    /// A heading with its section.
    Section,
    /// A shortcode from its opening to its closing tag.
    Shortcode,
    /// A fenced stretch of code.
    Code,
}

/// The folds of the post at `path`, in the order of the file; each of two lines at least.
pub fn folds(snapshot: &Snapshot, path: &Path) -> Vec<Fold> {
    let Some(view) = snapshot.post(path) else { return Vec::new() };
    let mut spans = Vec::new();
    outline(&symbols::document(snapshot, path), &mut spans);
    spans.extend(shortcodes(&view).map(|span| (span, FoldKind::Shortcode)));
    let fences = view.document.markdown.code.iter().filter(|code| code.kind == CodeKind::Fenced);
    spans.extend(fences.map(|code| (code.span, FoldKind::Code)));
    let mut folds: Vec<Fold> =
        spans.iter().filter_map(|&(span, kind)| fold(&view.text, span, kind)).collect();
    folds.sort();
    folds
}

fn outline(all: &[Symbol], spans: &mut Vec<(Span, FoldKind)>) {
    for symbol in all {
        match symbol.kind {
            SymbolKind::FrontMatter => spans.push((symbol.span, FoldKind::FrontMatter)),
            SymbolKind::Heading => spans.push((symbol.span, FoldKind::Section)),
            _ => {}
        }
        if symbol.kind == SymbolKind::Heading {
            outline(&symbol.children, spans);
        }
    }
}

fn shortcodes(view: &PostView) -> impl Iterator<Item = Span> {
    let calls = &view.document.shortcodes.calls;
    let defs = &view.site.corpus.shortcodes;
    let pairing = pair(&view.document.shortcodes, |name| match defs.def(name).map(|def| def.inner) {
        Some(Inner::Used) => InnerUse::Used,
        Some(Inner::Unused) => InnerUse::Unused,
        Some(Inner::Optional) => InnerUse::Optional,
        Some(Inner::Unknown) | None => InnerUse::Unknown,
    });
    let partners = pairing.partners.into_iter().enumerate();
    partners.filter_map(|(open, close)| {
        let close = close.filter(|close| *close > open)?;
        Some(calls.get(open)?.span.join(calls.get(close)?.span))
    })
}

/// Blank lines at the end stay visible, so that what follows does not stick to the folded line.
fn fold(text: &str, span: Span, kind: FoldKind) -> Option<Fold> {
    let kept = span.of(text).trim_end();
    let span = Span::new(span.start(), span.start() + kept.len());
    kept.contains(['\n', '\r']).then_some(Fold { span, kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;
    use expect_test::expect;

    #[test]
    fn front_matter_sections_and_code_fold_without_the_blank_lines_below() {
        let fixture = Fixture::new(
            "\
//- /a.md
---
title: A
---$0

# One

Text.

## Two

```go
x
```

# Three
",
        );
        let snapshot = fixture.snapshot();
        let text = snapshot.post(&fixture.path).unwrap().text;
        let lines: Vec<String> = folds(&snapshot, &fixture.path)
            .iter()
            .map(|fold| format!("{:?} {:?}\n", fold.kind, fold.span.of(&text)))
            .collect();
        expect![[r###"
            FrontMatter "---\ntitle: A\n---"
            Section "# One\n\nText.\n\n## Two\n\n```go\nx\n```"
            Section "## Two\n\n```go\nx\n```"
            Code "```go\nx\n```"
        "###]]
        .assert_eq(&lines.concat());
    }
}
