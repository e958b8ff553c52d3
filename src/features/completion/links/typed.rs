//! What is being typed: a destination, its fragment, or the label of a footnote.

use crate::site::link::LinkForm;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A destination is looked for at most so far (bytes) before the cursor: it stands on one line.
const MAX_TYPED: usize = 300;

/// What ends a destination behind the cursor.
const ENDS: [char; 8] = [')', ' ', '\n', '\r', '"', '\'', '#', '>'];

/// The start of an attribute of a tag that holds a destination.
static ATTRIBUTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"<[a-zA-Z][^<>]*\s(href|src)\s*=\s*["']([^"'<>]*)$"#).ok());

/// The start of a definition of a reference.
static DEFINITION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^ {0,3}\[[^\]^][^\]]*\]:\s*([^\s<]*)$").ok());

/// What is being typed.
#[derive(Debug, PartialEq)]
pub(super) enum Typed<'t> {
    /// The label of a footnote.
    Footnote(Span),
    /// A fragment, without `#`.
    Fragment {
        /// The path before it.
        dest: &'t str,
        /// Its bytes.
        span: Span,
    },
    /// A path.
    Path {
        /// Its bytes, also those behind the cursor.
        span: Span,
        /// Where it stands.
        form: LinkForm,
    },
}

/// What is being typed at byte `offset`; `None` in other places.
pub(super) fn typed(text: &str, offset: usize) -> Option<Typed<'_>> {
    let from = text.floor_char_boundary(offset.saturating_sub(MAX_TYPED));
    let before = text.get(from..offset)?.rsplit('\n').next()?;
    let after = text.get(offset..)?;
    if let Some((_, label)) = before.rsplit_once("[^").filter(|(_, label)| !label.contains([']', ' '])) {
        return Some(Typed::Footnote(Span::new(offset - label.len(), offset)));
    }
    let (form, dest) = inline(before).or_else(|| attribute(before)).or_else(|| definition(before))?;
    let rest = after.find(ENDS).unwrap_or(after.len());
    if let Some((path, fragment)) = dest.split_once('#') {
        return Some(Typed::Fragment { dest: path, span: Span::new(offset - fragment.len(), offset + rest) });
    }
    Some(Typed::Path { span: Span::new(offset - dest.len(), offset + rest), form })
}

fn inline(before: &str) -> Option<(LinkForm, &str)> {
    let (head, dest) = before.rsplit_once("](")?;
    if dest.contains([')', ' ', '"', '<', '{']) {
        return None;
    }
    let is_image =
        head.rfind('[').is_some_and(|open| head.get(..open).is_some_and(|head| head.ends_with('!')));
    Some((if is_image { LinkForm::Image } else { LinkForm::Markdown }, dest))
}

fn attribute(before: &str) -> Option<(LinkForm, &str)> {
    let found = ATTRIBUTE.as_ref()?.captures(before)?;
    let form = if found.get(1)?.as_str() == "src" { LinkForm::Src } else { LinkForm::Href };
    Some((form, found.get(2)?.as_str()))
}

fn definition(before: &str) -> Option<(LinkForm, &str)> {
    Some((LinkForm::Markdown, DEFINITION.as_ref()?.captures(before)?.get(1)?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_from_prose() {
        for (text, expected) in [
            ("[a](/b$0c) d", Some((4..7, LinkForm::Markdown))),
            ("![a]($0)", Some((5..5, LinkForm::Image))),
            ("[a]: /x$0", Some((5..7, LinkForm::Markdown))),
            ("<a class=x href='$0'>", Some((17..17, LinkForm::Href))),
            ("<img src=\"a$0.png\">", Some((10..15, LinkForm::Src))),
            ("a (b$0)", None),
            ("href=\"x$0", None),
            ("[^a]: x$0", None),
            ("[a]: x y$0", None),
            ("[a](b \"c$0\")", None),
        ] {
            let offset = text.find("$0").unwrap();
            let text = text.replace("$0", "");
            let expected = expected.map(|(span, form)| Typed::Path { span: Span::from(span), form });
            assert_eq!(typed(&text, offset), expected, "{text}");
        }
    }
}
