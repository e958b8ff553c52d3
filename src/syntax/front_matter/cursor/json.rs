//! The cursor in a JSON front matter.

use super::flow::Reader;
use super::locate::Context;
use super::place::Place;
use crate::syntax::front_matter::tree::{Format, FrontMatter, Step};

/// What the cursor at `offset` is in; the whole front matter is one bracketed value.
pub(super) fn at(text: &str, front_matter: &FrontMatter, offset: usize) -> (Vec<Step>, Place) {
    let limit = front_matter.inner.end().max(offset).min(text.len());
    let mut reader = Reader::new(text, Format::Json, limit);
    let open = if front_matter.opener.len() == 1 {
        front_matter.opener.start()
    } else {
        let blanks = front_matter.inner.of(text);
        front_matter.inner.start() + (blanks.len() - blanks.trim_start().len())
    };
    let has_brace = text.get(open..).is_some_and(|rest| rest.starts_with('{'));
    let flow = if has_brace { reader.flow(open) } else { reader.members(front_matter.inner.start()) };
    if reader.comments.iter().any(|comment| comment.start() < offset && offset <= comment.end()) {
        return (Vec::new(), Place::Comment);
    }
    let context = Context { text, front_matter, offset };
    context.in_flow(&flow, Vec::new())
}

#[cfg(test)]
mod tests {
    use crate::syntax::front_matter::cursor::{Place, cursor};
    use crate::syntax::front_matter::{Fence, Format, SplitRules, keys, parse};

    const RULES: SplitRules = SplitRules {
        fences: &[Fence { opener: ";;;", closers: &[";;;"], format: Format::Json }],
        ..SplitRules::LENIENT
    };

    #[test]
    fn members_need_no_braces() {
        for (marked, expected) in [
            (";;;\n\"title\": \"x$0\",\n\"a\": 1\n;;;\n", "value title x"),
            (";;;\n\"title\": \"x\",\n\"t$0\"\n;;;\n", "key t [\"title\"]"),
            (";;;\n$0\n;;;\n", "key  []"),
            (";;;\n\"tags\": [\"a\", \"b$0\"]\n;;;\n", "value tags b"),
            (";;;\n{\"tags\": [\"a\", \"b$0\"]}\n;;;\n", "value tags b"),
        ] {
            let offset = marked.find("$0").unwrap();
            let text = marked.replacen("$0", "", 1);
            let found = cursor(&text, &parse(&text, &RULES), offset);
            let shown = match found.place {
                Place::Key(key) => format!("key {} {:?}", key.typed, key.siblings),
                Place::Value(value) => format!("value {} {}", keys(&found.path).join("/"), value.typed),
                other => format!("{other:?}"),
            };
            assert_eq!(shown, expected, "{marked:?}");
        }
    }
}
