//! The attributes of raw HTML that name a target or an anchor.

use super::{HtmlAttribute, HtmlName};
use crate::text::Span;
use smol_str::SmolStr;

/// Reads the tags of `masked` that begin in `span`. Values are taken from `text`, of which `masked` is a copy with
/// shortcode tags blotted out.
pub(super) fn attributes(masked: &str, text: &str, span: Span) -> Vec<HtmlAttribute> {
    let mut found = Vec::new();
    let whole = masked.get(..span.end()).unwrap_or(masked);
    let mut pos = span.start();
    // The text up to the end of the comment that is being read.
    let mut comment: Option<&str> = None;
    while let Some(at) = whole.get(pos..).and_then(|rest| rest.find('<')) {
        let open = pos + at;
        comment = comment.filter(|comment| open < comment.len());
        let rest = whole.get(open..).unwrap_or("");
        if comment.is_none() && rest.starts_with("<!--") {
            comment = whole.get(..rest.find("-->").map_or(whole.len(), |end| open + end));
            pos = open + 4;
            continue;
        }
        let scope = comment.unwrap_or(whole);
        let mut reader = Reader { scope, pos: open + 1 };
        let element = reader.word(|c| c.is_ascii_alphanumeric() || c == '-');
        if !element.is_empty() {
            while let Some((name, value)) = reader.attribute() {
                let meaning = meaning(element.of(scope), name.of(scope));
                let meaning = if comment.is_some() { meaning.and_then(HtmlName::commented) } else { meaning };
                if let Some(name) = meaning {
                    found.push(HtmlAttribute { name, value: SmolStr::new(value.of(text)), span: value });
                }
            }
        }
        pos = reader.pos.max(open + 1);
    }
    found
}

impl HtmlName {
    /// What it is inside of a comment.
    fn commented(self) -> Option<HtmlName> {
        matches!(self, HtmlName::Id | HtmlName::Name).then_some(HtmlName::Commented)
    }
}

fn meaning(element: &str, attribute: &str) -> Option<HtmlName> {
    match attribute.to_ascii_lowercase().as_str() {
        "href" => Some(HtmlName::Href),
        "src" => Some(HtmlName::Src),
        "id" => Some(HtmlName::Id),
        "name" if element.eq_ignore_ascii_case("a") => Some(HtmlName::Id),
        "name" => Some(HtmlName::Name),
        _ => None,
    }
}

struct Reader<'t> {
    scope: &'t str,
    pos: usize,
}

impl Reader<'_> {
    /// The next attribute of this tag that has a value.
    fn attribute(&mut self) -> Option<(Span, Span)> {
        loop {
            self.word(|c| c.is_ascii_whitespace() || c == '/');
            let name =
                self.word(|c| !c.is_ascii_whitespace() && !matches!(c, '=' | '>' | '<' | '/' | '"' | '\''));
            if name.is_empty() {
                return None;
            }
            self.word(|c| c.is_ascii_whitespace());
            if !self.rest().starts_with('=') {
                continue;
            }
            self.pos += 1;
            self.word(|c| c.is_ascii_whitespace());
            return Some((name, self.value()?));
        }
    }

    fn value(&mut self) -> Option<Span> {
        let quote = self.rest().chars().next()?;
        if !matches!(quote, '"' | '\'') {
            return Some(self.word(|c| !c.is_ascii_whitespace() && c != '>'));
        }
        self.pos += 1;
        let length = self.rest().find(quote)?;
        let value = Span::new(self.pos, self.pos + length);
        self.pos = value.end() + 1;
        Some(value)
    }

    fn word(&mut self, wanted: impl Fn(char) -> bool) -> Span {
        let rest = self.rest();
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        let span = Span::new(self.pos, self.pos + length);
        self.pos = span.end();
        span
    }

    fn rest(&self) -> &str {
        self.scope.get(self.pos..).unwrap_or("")
    }
}
