//! The leading comment of a template: what it says of the shortcode, of each parameter in `@param` lines, and its
//! `@example` lines.

use crate::text::Span;
use smol_str::SmolStr;

/// A leading comment.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Doc {
    /// The text as Markdown, without its `@param` parts; each `@example` is a block of code.
    pub text: Option<String>,
    /// One for each `@param`.
    pub params: Vec<DocParam>,
}

/// `@param {type} [name=default] text`.
#[derive(Debug, PartialEq)]
pub(super) struct DocParam {
    pub name: SmolStr,
    pub default: Option<String>,
    pub text: String,
    /// The bytes of all leading comments.
    pub span: Span,
}

/// Reads the comments that stand before everything else, Go's and HTML's.
pub(super) fn read(text: &str) -> Doc {
    let mut doc = Doc::default();
    let mut prose = Vec::new();
    let mut end = 0;
    let mut bodies = Vec::new();
    while let Some((body, after)) = text.get(end..).and_then(|rest| leading(rest)) {
        bodies.push(body);
        end += after;
    }
    let span = Span::new(0, end);
    for body in bodies {
        split(body, span, &mut prose, &mut doc.params);
        prose.push("");
    }
    let whole = prose.join("\n");
    let whole = whole.trim();
    doc.text = (!whole.is_empty()).then(|| whole.to_owned());
    doc
}

/// A comment at the start of `rest`, and the byte after it.
fn leading(rest: &str) -> Option<(&str, usize)> {
    let trimmed = rest.trim_start();
    let (body, close, outer) = match trimmed.strip_prefix("<!--") {
        Some(body) => (body, "-->", ""),
        None => {
            let inside = trimmed.strip_prefix("{{")?;
            let inside = inside.strip_prefix('-').unwrap_or(inside);
            (inside.trim_start().strip_prefix("/*")?, "*/", "}}")
        }
    };
    let length = body.find(close)?;
    let after = body.get(length + close.len()..)?;
    let tail = after.find(outer)? + outer.len();
    Some((body.get(..length)?, rest.len() - after.len() + tail))
}

/// What the line before belongs to.
#[derive(PartialEq)]
enum Part {
    Prose,
    Param,
    Example,
}

fn split<'t>(body: &'t str, span: Span, prose: &mut Vec<&'t str>, params: &mut Vec<DocParam>) {
    let mut part = Part::Prose;
    for line in body.lines() {
        let line = line.trim_end();
        let bare = line.trim_start().trim_start_matches('*').trim_start();
        let goes_on = !bare.is_empty() && !bare.starts_with('@');
        if let Some(rest) = bare.strip_prefix("@param") {
            params.extend(param(rest, span));
            part = Part::Param;
        } else if let Some(rest) = bare.strip_prefix("@example") {
            add_example(prose, rest.trim_start());
            part = Part::Example;
        } else if part == Part::Param && goes_on {
            if let Some(last) = params.last_mut() {
                last.text = format!("{} {bare}", last.text).trim().to_owned();
            }
        } else if part == Part::Example && goes_on {
            add_example(prose, bare);
        } else {
            part = Part::Prose;
            prose.push(bare);
        }
    }
}

/// A line of code: in the block that the text before ends with, or in a new one.
fn add_example<'t>(prose: &mut Vec<&'t str>, line: &'t str) {
    match prose.last() {
        Some(&FENCE) => drop(prose.pop()),
        _ => prose.extend(["", "```text"]),
    }
    prose.extend((!line.is_empty()).then_some(line));
    prose.push(FENCE);
}

/// Ends a block of code.
const FENCE: &str = "```";

fn param(rest: &str, span: Span) -> Option<DocParam> {
    let rest = rest.trim_start();
    let rest = match rest.strip_prefix('{') {
        Some(inner) => inner.split_once('}')?.1.trim_start(),
        None => rest,
    };
    let (name, after) = match rest.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
    };
    let (name, default) = match name.split_once('=') {
        Some((name, default)) => (name, Some(unquoted(default.trim()).to_owned())),
        None => (name, None),
    };
    let name = unquoted(name.trim().trim_end_matches([':', ',']));
    let text = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | ':' | '–' | '—'));
    (!name.is_empty()).then(|| DocParam { name: name.into(), default, text: text.trim().to_owned(), span })
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\'', '`'])
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn examples_are_a_block_of_code() {
        let text = "{{/*\nA box.\n\n@param kind Its tone.\n\n@example {{< note >}}\nHot\n@example {{< note x >}}\n\nMore.\n*/}}\n";
        let doc = read(text).text.unwrap();
        assert_eq!(doc, "A box.\n\n\n\n```text\n{{< note >}}\nHot\n{{< note x >}}\n```\n\nMore.");
    }

    #[test]
    fn an_example_without_a_line_of_its_own_starts_on_the_next() {
        let doc = read("<!--\n@example\n  {{< a >}}\n-->").text.unwrap();
        assert_eq!(doc, "```text\n{{< a >}}\n```");
    }
}
