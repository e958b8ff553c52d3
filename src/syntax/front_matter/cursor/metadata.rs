//! The cursor in lines of `Key: value`.

use super::flow::Token;
use super::locate::Context;
use super::place::{KeyForm, Place, Separator};
use crate::syntax::front_matter::lines::{Line, line_at, line_start};
use crate::syntax::front_matter::metadata::{is_word, pair};
use crate::syntax::front_matter::tree::{FrontMatter, Step};
use crate::text::Span;

/// What the cursor at `offset` is in.
pub(super) fn at(text: &str, front_matter: &FrontMatter, offset: usize) -> (Vec<Step>, Place) {
    let context = Context { text, front_matter, offset };
    let Some(line) = line_at(text, line_start(text, offset)) else { return (Vec::new(), Place::Outside) };
    let content = line.span.of(text).trim();
    match pair(text, line.span) {
        Some(pair) if offset < pair.colon_end => key(&context, line, Some(pair.key), Separator::Present),
        Some(pair) => {
            let path = vec![Step::Key(pair.key.of(text).into())];
            let token = (offset >= pair.value.start() && !pair.value.is_empty()).then(|| bare(pair.value));
            (path, Place::Value(context.single(token, pair.colon_end)))
        }
        None if content.is_empty() => key(&context, line, None, Separator::Missing),
        None if is_word(content) => {
            let start = line.span.start() + line.span.of(text).find(content).unwrap_or_default();
            key(&context, line, Some(Span::new(start, start + content.len())), Separator::Missing)
        }
        None => (Vec::new(), Place::Text),
    }
}

fn key(context: &Context<'_>, line: Line, span: Option<Span>, separator: Separator) -> (Vec<Step>, Place) {
    let others = context.front_matter.root.iter().filter(|entry| !line.span.touches(entry.key.span.start()));
    let siblings = others.map(|entry| entry.key.text.to_string()).collect();
    (Vec::new(), Place::Key(context.key(span.map(bare), siblings, separator, KeyForm::Entry)))
}

fn bare(span: Span) -> Token {
    Token { span, inner: span, quoted: None }
}

#[cfg(test)]
mod tests {
    use crate::syntax::front_matter::cursor::{Place, Separator, cursor};
    use crate::syntax::front_matter::{SplitRules, keys, parse};

    #[test]
    fn keys_and_values_are_found_in_finished_and_half_typed_lines() {
        for (marked, expected) in [
            ("Title: a\nTags: x, y$0\n\nb\n", "value Tags \"x, y\" typed \"x, y\""),
            ("Title: a\nTags:$0\n\nb\n", "value Tags \"\" typed \"\" needs-space"),
            ("Title: a\nTags: $0\n\nb\n", "value Tags \"\" typed \"\""),
            ("Title: a: $0b\n", "value Title \"a: b\" typed \"a: \""),
            ("Title: a\nTa$0gs: x\n\n", "key \"Tags\" typed \"Ta\" siblings [\"Title\"] :"),
            ("Title: a\nTa$0\n\nb", "key \"Ta\" typed \"Ta\" siblings [\"Title\"]"),
            ("Title: a\n$0\nb", "key \"\" typed \"\" siblings [\"Title\"]"),
            ("---\nTi$0", "key \"Ti\" typed \"Ti\" siblings []"),
            ("Title: a\n\n$0\nb", "Outside"),
            ("Title: a\n$0some text\n", "Text"),
            ("---\nTitle: a\n--$0-\nb", "Delimiter"),
        ] {
            let offset = marked.find("$0").unwrap();
            let text = marked.replacen("$0", "", 1);
            let found = cursor(&text, &parse(&text, &SplitRules::METADATA), offset);
            let path = keys(&found.path);
            let shown = match found.place {
                Place::Key(key) => format!(
                    "key {:?} typed {:?} siblings {:?}{}",
                    key.replace.of(&text),
                    key.typed,
                    key.siblings,
                    if key.separator == Separator::Present { " :" } else { "" }
                ),
                Place::Value(value) => format!(
                    "value {} {:?} typed {:?}{}",
                    path.join("/"),
                    value.replace.of(&text),
                    value.typed,
                    if value.needs_space_before { " needs-space" } else { "" }
                ),
                other => format!("{other:?}"),
            };
            assert_eq!(shown, expected, "{marked:?}");
        }
    }
}
