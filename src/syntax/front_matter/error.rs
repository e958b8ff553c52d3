//! What can be wrong with the syntax of a front matter, and how to say so to a writer.

use smol_str::SmolStr;

use super::tree::Quote;
use crate::text::Span;

/// One problem of syntax.
#[derive(Clone, PartialEq, Debug)]
pub struct SyntaxError {
    /// The text to underline, in the file's bytes.
    pub span: Span,
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// A byte on the line that Hugo names for it; mostly the start of `span`.
    pub reported_at: usize,
}

impl SyntaxError {
    /// A problem at `span`.
    pub fn new(span: Span, kind: SyntaxErrorKind) -> Self {
        SyntaxError { span, kind, reported_at: span.start() }
    }

    /// The same problem, named by the generator on the line that holds byte `offset`.
    pub fn reported_at(self, offset: usize) -> Self {
        SyntaxError { reported_at: offset, ..self }
    }

    /// One or two sentences: what is wrong and what to write instead.
    pub fn message(&self) -> String {
        self.kind.message()
    }
}

/// The kinds of problem. Whether one is fatal is the generator's to say: see [`SyntaxErrorKind::is_lenient`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum SyntaxErrorKind {
    /// A quote that is never closed; reported at the opening quote.
    UnterminatedQuote(Quote),
    /// TOML `'''` or `"""`, never closed.
    UnterminatedMultiline(Quote),
    /// YAML: a tab where spaces must indent.
    TabIndent,
    /// YAML: `title: a: b`.
    ColonInValue,
    /// YAML: a value that starts with a character it may not start with unquoted, such as `@` or `%`.
    ReservedStart(char),
    /// YAML: `title: - x`.
    DashInValue,
    /// YAML: text after `|` or `>` on the same line.
    BlockHeader(char),
    /// YAML: `{{ x }}` outside of quotes.
    TemplateInValue,
    /// A `[` or `{` that is never closed; reported at the bracket.
    UnclosedFlow(char),
    /// A closing bracket that closes nothing, or the wrong one.
    UnexpectedClose(char),
    /// YAML, JSON: text after a finished value on the same line, such as `"a" b` or `[WIP] x`.
    TextAfterValue,
    /// The same key twice in one map. Fatal or not depends on format, generator and version.
    DuplicateKey {
        /// The key.
        key: SmolStr,
        /// Where it stood first.
        first: Span,
    },
    /// TOML: a table defined twice, or a key that is both a value and a table.
    TableRedefined {
        /// The dotted name.
        key: SmolStr,
        /// Where it stood first.
        first: Span,
    },
    /// YAML: a line that is indented like none of those around it.
    BadIndent,
    /// YAML: `title:x`.
    MissingColonSpace,
    /// YAML: `title：x`, with the full-width colon of CJK input methods.
    FullWidthColon,
    /// YAML, TOML: a full-width or no-break space where an ASCII space must stand.
    WideSpace(char),
    /// YAML: a line without a colon, where a key is expected.
    MissingColon,
    /// YAML: nothing before the colon.
    MissingKey,
    /// YAML: `title = "x"`.
    EqualsInYaml,
    /// The whole front matter is a list, a text or an explicit null instead of keys and values.
    NotAMap(RootKind),
    /// An escape such as `\U` in a double-quoted text that means nothing there.
    BadEscape,
    /// YAML: `*name` without `&name` above.
    UnknownAlias(SmolStr),
    /// YAML: `&name` with nothing behind it.
    EmptyAnchor(SmolStr),
    /// YAML: `? key` or a list or map as key.
    ComplexKey,
    /// YAML: `%...` at the start of a line.
    Directive,
    /// TOML: a key without `=`.
    MissingEquals,
    /// TOML: `title: x`.
    ColonInToml,
    /// TOML: a list written as YAML's dashes.
    DashListInToml,
    /// TOML, JSON: nothing behind `=` or `:`.
    MissingValue,
    /// TOML, JSON: text without quotes.
    UnquotedText,
    /// TOML, JSON: `“x”`.
    SmartQuotes(char),
    /// TOML, JSON: `True`, `False`, `yes`, `None` and the like for a boolean or null.
    WordForConstant {
        /// What it should say: `true`, `false` or `null`.
        expected: SmolStr,
    },
    /// TOML: a character that a key may not have unquoted.
    BadKeyCharacter(char),
    /// TOML, JSON: looks like a number, is none.
    BadNumber,
    /// TOML: looks like a date or time, is none.
    BadDate,
    /// TOML: more on the line than one key and value.
    TwoOnOneLine,
    /// TOML: a `[` header that is not closed on its line.
    UnclosedHeader,
    /// TOML, JSON: no comma between two items.
    MissingComma,
    /// TOML, JSON: a comma with nothing before it.
    ExtraComma,
    /// JSON: a comma before the closing bracket.
    TrailingComma,
    /// JSON: `//` or `/* */`.
    CommentInJson,
    /// JSON: `'x'`.
    SingleQuotesInJson,
    /// JSON: a key without quotes.
    UnquotedKey,
    /// JSON: no colon after a key.
    MissingJsonColon,
    /// A control character inside a text.
    ControlCharacter,
    /// TOML: an end of line inside a one-line `{...}`, which only TOML 1.1 allows.
    NewlineInInlineTable,
    /// Nested deeper than any front matter that a person has written.
    TooDeep,
    /// Anything else, in the parser's own words.
    Other(SmolStr),
}

/// What a front matter is that should have been a map.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RootKind {
    /// A single text.
    Scalar,
    /// A list.
    List,
    /// An explicit `null`.
    Null,
}

impl SyntaxErrorKind {
    /// Whether some generators or versions accept it. A generator's rules say which of these it refuses;
    /// all the others are refused by everyone.
    ///
    /// Sources: fm/yaml-dup and fm/null-doc (refused from 0.152 on), fm/json-dup (accepted), fm/toml-inline-table-newline
    /// (accepted from 0.166 on), fm2/yaml-comma-start and fm2/yaml-close-brace (accepted from 0.152 on).
    pub fn is_lenient(&self) -> bool {
        use SyntaxErrorKind::*;
        matches!(
            self,
            DuplicateKey { .. }
                | NotAMap(RootKind::Null)
                | EmptyAnchor(_)
                | NewlineInInlineTable
                | ComplexKey
        )
    }

    /// One or two sentences: what is wrong and what to write instead.
    pub fn message(&self) -> String {
        use SyntaxErrorKind::*;
        match self {
            DuplicateKey { key, .. } => format!("`{key}` is already set above. Keep one of the two."),
            TableRedefined { key, .. } => format!("`{key}` is already set above. Keep one of the two."),
            ReservedStart(c) => format!("A value cannot start with `{c}`. Put the whole value in quotes."),
            BlockHeader(c) => {
                format!("Text after `{c}` must start on the next line, indented. Or put the value in quotes.")
            }
            UnclosedFlow(c) => format!("This `{c}` is never closed. Add `{}`.", closing(*c)),
            UnexpectedClose(c) => {
                format!("This `{c}` closes nothing. Remove it, or put the value in quotes.")
            }
            UnterminatedQuote(q) => {
                format!("This `{}` is never closed. Add `{0}` at the end of the text.", q.char())
            }
            UnterminatedMultiline(q) => {
                let fence = q.char().to_string().repeat(3);
                format!("This `{fence}` is never closed. Add `{fence}` at the end of the text.")
            }
            WideSpace(c) => {
                format!("This space (U+{:04X}) is not a normal one. Type a normal space instead.", *c as u32)
            }
            UnknownAlias(name) => {
                format!("`*` refers to an anchor, and there is no `&{name}` above. Put the value in quotes.")
            }
            EmptyAnchor(name) => format!("`&{name}` names a value, but no value follows. Put it in quotes."),
            SmartQuotes(c) => format!("`{c}` is a typographic quote. Use the straight quote `\"`."),
            WordForConstant { expected } => format!("Write `{expected}`, in lower case and without quotes."),
            BadKeyCharacter(c) => format!("A key with `{c}` in it must be in quotes."),
            NotAMap(kind) => {
                format!("The front matter is {}. It must be lines of keys and values.", kind.name())
            }
            Other(words) => format!("This cannot be read: {words}."),
            plain => plain.fixed_message().to_owned(),
        }
    }

    fn fixed_message(&self) -> &'static str {
        use SyntaxErrorKind::*;
        match self {
            TabIndent => "A tab cannot indent here. Use spaces.",
            ColonInValue => "A value with `: ` in it must be in quotes.",
            DashInValue => {
                "A value cannot start with `- `. Put it in quotes, or start the list on the next line."
            }
            TemplateInValue => "A value cannot start with `{{`. Put the whole value in quotes.",
            TextAfterValue => "There is text after the end of the value. Put the whole value in quotes.",
            BadIndent => {
                "This line is indented like no line around it. Align it with the keys it belongs to."
            }
            MissingColonSpace => "There must be a space after the colon.",
            FullWidthColon => "This is the full-width colon `：`. Type `: `, a normal colon and a space.",
            MissingColon => "This line has no key. Write `key: value`, or put the value above in quotes.",
            MissingKey => "There is no key before the colon.",
            EqualsInYaml => "Between `---` lines a key is followed by `: `, not by `=`.",
            BadEscape => "`\\` starts an escape here, and this is none. Write `\\\\`, or use single quotes.",
            ComplexKey => "A key must be a simple text.",
            Directive => "A line cannot start with `%` here.",
            MissingEquals => "A key must be followed by `=` and a value.",
            ColonInToml => "Between `+++` lines a key is followed by ` = `, not by `:`.",
            DashListInToml => "Between `+++` lines a list is written as `[\"a\", \"b\"]`.",
            MissingValue => "The value is missing.",
            UnquotedText => "Text must be in quotes here.",
            BadNumber => "This is not a number. Put it in quotes if it is text.",
            BadDate => "This is not a date. Write it as `2006-01-02` or `2006-01-02T15:04:05Z`.",
            TwoOnOneLine => "Each key must start on a line of its own.",
            UnclosedHeader => "The name of a table must end with `]` on the same line.",
            MissingComma => "A comma is missing before this.",
            ExtraComma => "There is nothing before this comma.",
            TrailingComma => "JSON allows no comma after the last item. Remove it.",
            CommentInJson => "JSON allows no comments. Remove it.",
            SingleQuotesInJson => "JSON text must be in double quotes.",
            UnquotedKey => "A JSON key must be in double quotes.",
            MissingJsonColon => "A key must be followed by `:` and a value.",
            ControlCharacter => "There is an invisible control character in the text. Remove it.",
            NewlineInInlineTable => "A table in `{ }` must be on one line.",
            TooDeep => "This is nested too deeply to be read.",
            _ => "This cannot be read.",
        }
    }
}

impl RootKind {
    fn name(self) -> &'static str {
        match self {
            RootKind::Scalar => "a single text",
            RootKind::List => "a list",
            RootKind::Null => "empty (`null`)",
        }
    }
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_character_and_the_fix() {
        let message = |kind: SyntaxErrorKind| kind.message();
        assert_eq!(message(SyntaxErrorKind::UnclosedFlow('{')), "This `{` is never closed. Add `}`.");
        assert_eq!(
            message(SyntaxErrorKind::UnterminatedQuote(Quote::Double)),
            "This `\"` is never closed. Add `\"` at the end of the text."
        );
        assert_eq!(
            message(SyntaxErrorKind::WideSpace('\u{3000}')),
            "This space (U+3000) is not a normal one. Type a normal space instead."
        );
    }
}
