//! What the cursor is in, on text that may be half typed.

use super::Shortcodes;
use super::call::{Arg, Call, CallKind, Delimiter, Escaped, Quote, TagEnd};
use super::words::{is_space, is_word};
use crate::text::Span;
use smol_str::SmolStr;

/// The place of a cursor in a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    /// Index into [`Shortcodes::calls`].
    pub call: usize,
    /// The delimiters of the tag.
    pub delimiter: Delimiter,
    /// Whether the end of the tag exists already, or must be inserted along.
    pub end: TagEnd,
    /// What it is in.
    pub place: Place,
}

/// The parts of a tag that a cursor can be in.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// The name, or where it would stand.
    Name {
        /// The bytes that an accepted name replaces.
        replace: Span,
        /// What stands there before the cursor.
        typed: SmolStr,
        /// Whether the tag opens or closes.
        role: NameRole,
    },
    /// The name of an argument, an unquoted value without a name, or the blank where either would start.
    Param {
        /// The bytes that an accepted name (with its `=`) or value replaces.
        replace: Span,
        /// What stands there before the cursor.
        typed: SmolStr,
        /// The names that the tag gives already, this one excluded.
        named: Vec<SmolStr>,
        /// How many values without a name stand before the cursor.
        position: usize,
    },
    /// A value.
    Value {
        /// Whose value.
        of: ValueOf,
        /// The bytes of the value without its quotes.
        replace: Span,
        /// What stands there before the cursor.
        typed: SmolStr,
        /// How it is quoted so far.
        quote: Quote,
    },
}

/// Whether a name is that of an opening or of a closing tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameRole {
    /// `{{< na`.
    Open,
    /// `{{< /na`.
    Close,
}

/// The parameter that a value is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueOf {
    /// By its name.
    Name(SmolStr),
    /// By its position from 0.
    Position(usize),
}

/// What the cursor at byte `offset` is in; `None` outside of tags, in escaped ones, and on their delimiters.
pub fn at(shortcodes: &Shortcodes, text: &str, offset: usize) -> Option<Cursor> {
    let (index, call) = find(shortcodes, text, offset)?;
    let place =
        if names(call, text, offset) { name(call, text, offset) } else { argument(call, text, offset)? };
    Some(Cursor { call: index, delimiter: call.delimiter, end: call.end, place })
}

/// The tag whose content the cursor is in.
fn find<'s>(shortcodes: &'s Shortcodes, text: &str, offset: usize) -> Option<(usize, &'s Call)> {
    let before = shortcodes.calls.partition_point(|call| call.content.start() <= offset);
    let index = before.checked_sub(1)?;
    let call = shortcodes.calls.get(index).filter(|call| call.escaped != Escaped::Yes)?;
    let inside = call.content.touches(offset) || on_the_next_line(call, text, offset);
    inside.then_some((index, call))
}

/// A half-typed tag goes on where its next line is indented and holds nothing but a word up to the cursor.
fn on_the_next_line(call: &Call, text: &str, offset: usize) -> bool {
    let gap = text.get(call.content.end()..offset).unwrap_or("");
    let line = gap.strip_prefix('\r').unwrap_or(gap).strip_prefix('\n');
    call.end == TagEnd::Missing
        && !call.name.is_empty()
        && line.is_some_and(|line| line.starts_with([' ', '\t']) && line.trim_start().chars().all(is_word))
}

/// Whether the cursor is in the name of the tag, or where the name would stand.
fn names(call: &Call, text: &str, offset: usize) -> bool {
    let before = text.get(call.content.start()..offset).unwrap_or("");
    call.name_span.touches(offset)
        || before.trim_start_matches(|c| is_space(c) || matches!(c, '/' | '-' | '<')).is_empty()
}

fn name(call: &Call, text: &str, offset: usize) -> Place {
    let replace = if call.name_span.touches(offset) { call.name_span } else { Span::empty(offset) };
    let role = if call.kind == CallKind::Close { NameRole::Close } else { NameRole::Open };
    Place::Name { replace, typed: typed(text, replace, offset), role }
}

fn argument(call: &Call, text: &str, offset: usize) -> Option<Place> {
    if call.kind == CallKind::Close {
        return None;
    }
    match call.args.iter().position(|arg| arg.span.touches(offset)) {
        Some(index) => call.args.get(index).and_then(|arg| in_argument(call, arg, index, text, offset)),
        None => blank(call, text, offset),
    }
}

fn in_argument(call: &Call, arg: &Arg, index: usize, text: &str, offset: usize) -> Option<Place> {
    let of = match &arg.name {
        Some(name) if name.span.touches(offset) => {
            return Some(parameter(call, text, offset, name.span, Some(index)));
        }
        Some(name) => ValueOf::Name(name.text.clone()),
        None if arg.quote == Quote::Bare => {
            return Some(parameter(call, text, offset, arg.span, Some(index)));
        }
        None => ValueOf::Position(position(call, offset)),
    };
    let before_value = offset < arg.value_span.start();
    if offset > arg.value_span.end() || (before_value && arg.name.is_none()) {
        return None;
    }
    // Between `=` and a value that stands behind a blank: the writer has deleted the value, what follows is the
    // next argument.
    let (replace, quote) =
        if before_value { (Span::empty(offset), Quote::Bare) } else { (arg.value_span, arg.quote) };
    Some(Place::Value { of, replace, typed: typed(text, replace, offset), quote })
}

/// Between arguments: behind white space, or what separates them in a call.
fn blank(call: &Call, text: &str, offset: usize) -> Option<Place> {
    let before = text.get(call.content.start()..offset)?;
    let separated =
        offset > call.content.end() || before.ends_with(|c: char| is_space(c) || c == ',' || c == '(');
    let over = before.trim_end().ends_with(['/', ')']) && call.end == TagEnd::Present;
    if !separated || over {
        return None;
    }
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let word = before.get(line..)?.trim_end_matches(is_word).len() + line;
    let replace = Span::new(call.content.start() + word, offset);
    Some(parameter(call, text, offset, replace, None))
}

fn parameter(call: &Call, text: &str, offset: usize, replace: Span, own: Option<usize>) -> Place {
    let others = call.args.iter().enumerate().filter(|(index, _)| Some(*index) != own);
    Place::Param {
        replace,
        typed: typed(text, replace, offset),
        named: others.filter_map(|(_, arg)| arg.name.as_ref()).map(|name| name.text.clone()).collect(),
        position: position(call, offset),
    }
}

/// How many values without a name end before the cursor.
fn position(call: &Call, offset: usize) -> usize {
    call.args.iter().filter(|arg| arg.name.is_none() && arg.span.end() < offset).count()
}

fn typed(text: &str, replace: Span, offset: usize) -> SmolStr {
    SmolStr::new(Span::new(replace.start(), offset).of(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::shortcode::{Dialect, HUGO, LIQUID, ZOLA, lex};
    use expect_test::{Expect, expect};

    fn check(text: &str, expect: Expect) {
        check_in(&HUGO, text, expect);
    }

    fn check_in(dialect: &'static Dialect, text: &str, expect: Expect) {
        let offset = text.find("$0").unwrap();
        let text = text.replace("$0", "");
        let found = at(&lex(&text, 0, dialect), &text, offset);
        let shown = found.map_or("nothing".to_owned(), |cursor| match cursor.end {
            TagEnd::Present => format!("{:?}", cursor.place),
            TagEnd::Missing => format!("{:?}, no end", cursor.place),
        });
        expect.assert_eq(&shown);
    }

    #[test]
    fn names() {
        check("{{<$0", expect![[r#"Name { replace: 3..3, typed: "", role: Open }, no end"#]]);
        check("{{< $0", expect![[r#"Name { replace: 4..4, typed: "", role: Open }, no end"#]]);
        check("{{< fi$0", expect![[r#"Name { replace: 4..6, typed: "fi", role: Open }, no end"#]]);
        check(
            "a {{< fi$0 b c.\n\nMore.",
            expect![[r#"Name { replace: 6..8, typed: "fi", role: Open }, no end"#]],
        );
        check("{{<fig$0>}}", expect![[r#"Name { replace: 3..6, typed: "fig", role: Open }"#]]);
        check("{{< f$0ig src=\"a\" >}}", expect![[r#"Name { replace: 4..7, typed: "f", role: Open }"#]]);
        check("{{% re$0 %}}", expect![[r#"Name { replace: 4..6, typed: "re", role: Open }"#]]);
        check("{{< $0 >}}", expect![[r#"Name { replace: 4..4, typed: "", role: Open }"#]]);
    }

    #[test]
    fn closing_names() {
        check("{{< /$0", expect![[r#"Name { replace: 5..5, typed: "", role: Close }, no end"#]]);
        check(
            "{{< note >}}{{< /no$0 >}}",
            expect![[r#"Name { replace: 17..19, typed: "no", role: Close }"#]],
        );
        check("{{< note >}}{{< /note $0>}}", expect!["nothing"]);
    }

    #[test]
    fn parameters() {
        check(
            "{{< figure $0 >}}",
            expect![[r#"Param { replace: 11..11, typed: "", named: [], position: 0 }"#]],
        );
        check(
            "{{< figure $0",
            expect![[r#"Param { replace: 11..11, typed: "", named: [], position: 0 }, no end"#]],
        );
        check(
            "{{< figure sr$0 >}}",
            expect![[r#"Param { replace: 11..13, typed: "sr", named: [], position: 0 }"#]],
        );
        check(
            "{{< figure src=\"a\" al$0 >}}",
            expect![[r#"Param { replace: 19..21, typed: "al", named: ["src"], position: 0 }"#]],
        );
        check(
            "{{< figure s$0rc=\"a\" >}}",
            expect![[r#"Param { replace: 11..14, typed: "s", named: [], position: 0 }"#]],
        );
        check(
            "{{< figure a b $0 >}}",
            expect![[r#"Param { replace: 15..15, typed: "", named: [], position: 2 }"#]],
        );
        check(
            "{{< figure src=\"a\" $0/>}}",
            expect![[r#"Param { replace: 19..19, typed: "", named: ["src"], position: 0 }"#]],
        );
        check("{{< figure src=\"a\"$0 >}}", expect!["nothing"]);
    }

    #[test]
    fn values() {
        check(
            "{{< figure src=\"$0\" >}}",
            expect![[r#"Value { of: Name("src"), replace: 16..16, typed: "", quote: Double }"#]],
        );
        check(
            "{{< figure src=\"$0 >}}",
            expect![[r#"Value { of: Name("src"), replace: 16..16, typed: "", quote: Double }"#]],
        );
        check(
            "{{< figure src=\"$0",
            expect![[r#"Value { of: Name("src"), replace: 16..16, typed: "", quote: Double }, no end"#]],
        );
        check(
            "{{< figure src=\"a b$0",
            expect![[r#"Value { of: Name("src"), replace: 16..19, typed: "a b", quote: Double }, no end"#]],
        );
        check(
            "{{< figure src=$0 >}}",
            expect![[r#"Value { of: Name("src"), replace: 15..15, typed: "", quote: Bare }"#]],
        );
        check(
            "{{< figure src=a$0>}}",
            expect![[r#"Value { of: Name("src"), replace: 15..16, typed: "a", quote: Bare }"#]],
        );
        check(
            "{{< figure src=$0 alt=\"x\" >}}",
            expect![[r#"Value { of: Name("src"), replace: 15..15, typed: "", quote: Bare }"#]],
        );
        check(
            "{{< figure \"a$0b\" >}}",
            expect![[r#"Value { of: Position(0), replace: 12..14, typed: "a", quote: Double }"#]],
        );
        check(
            "{{< ref \"a$0",
            expect![[r#"Value { of: Position(0), replace: 9..10, typed: "a", quote: Double }, no end"#]],
        );
    }

    #[test]
    fn several_lines() {
        check(
            "{{< figure\n  src=\"a\"\n  $0",
            expect![[r#"Param { replace: 23..23, typed: "", named: ["src"], position: 0 }, no end"#]],
        );
        check(
            "{{< figure\n  src=\"a\"\n  al$0",
            expect![[r#"Param { replace: 23..25, typed: "al", named: ["src"], position: 0 }, no end"#]],
        );
        check(
            "{{< figure\n  src=\"a\"\n  alt=\"$0\n>}}",
            expect![[r#"Value { of: Name("alt"), replace: 28..28, typed: "", quote: Double }"#]],
        );
        check(
            "{{< figure\n  src=\"a\"\n  $0\n>}}",
            expect![[r#"Param { replace: 23..23, typed: "", named: ["src"], position: 0 }"#]],
        );
    }

    #[test]
    fn outside() {
        check("$0{{< a >}}", expect![["nothing"]]);
        check("{{< a >}}$0", expect![["nothing"]]);
        check("{$0{< a >}}", expect![["nothing"]]);
        check("{{< a >$0}}", expect![["nothing"]]);
        check("{{</* a $0 */>}}", expect![["nothing"]]);
        check("{{< a\nText $0", expect![["nothing"]]);
        check("{{< a\n\n$0", expect![["nothing"]]);
    }

    #[test]
    fn other_dialects() {
        check_in(&ZOLA, "{{ yo$0", expect![[r#"Name { replace: 3..5, typed: "yo", role: Open }, no end"#]]);
        check_in(
            &ZOLA,
            "{{ yt($0) }}",
            expect![[r#"Param { replace: 6..6, typed: "", named: [], position: 0 }"#]],
        );
        check_in(
            &ZOLA,
            "{{ yt(id=\"a\", $0",
            expect![[r#"Param { replace: 14..14, typed: "", named: ["id"], position: 0 }, no end"#]],
        );
        check_in(&ZOLA, "{% en$0 %}", expect![[r#"Name { replace: 3..5, typed: "en", role: Open }"#]]);
        check_in(
            &LIQUID,
            "{% include a.html k='$0' %}",
            expect![[r#"Value { of: Name("k"), replace: 21..21, typed: "", quote: Single }"#]],
        );
    }
}
