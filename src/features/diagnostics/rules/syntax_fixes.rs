//! The edits that solve a syntax error of front matter.

use crate::features::edits::value_on_line;
use crate::site::problem::{Fix, Safety};
use crate::syntax::front_matter::write::quoted_simply;
use crate::syntax::front_matter::{Format, SyntaxError, SyntaxErrorKind};
use crate::text::{Edit, Span};

/// Fixes for one error, the likeliest first; none where only the writer can know.
pub fn fixes(format: Format, text: &str, error: &SyntaxError) -> Vec<Fix> {
    Fixer { format, text, span: error.span }.fixes(&error.kind)
}

struct Fixer<'a> {
    format: Format,
    text: &'a str,
    span: Span,
}

impl Fixer<'_> {
    fn fixes(&self, kind: &SyntaxErrorKind) -> Vec<Fix> {
        use SyntaxErrorKind::*;
        match kind {
            ColonInValue | ReservedStart(_) | DashInValue | TemplateInValue | TextAfterValue
            | BlockHeader(_) | UnknownAlias(_) | EmptyAnchor(_) | BadNumber | BadDate | UnquotedText => {
                self.quote_value()
            }
            UnexpectedClose(_) => [self.quote_value(), self.delete("Remove it")].concat(),
            TabIndent => self.untab(),
            UnterminatedQuote(quote) => self.close_quote(quote.char()),
            UnterminatedMultiline(quote) => {
                self.insert_at_line_end(&quote.char().to_string().repeat(3), "Close the quotes")
            }
            UnclosedFlow('{') => self.insert_at_line_end("}", "Add the missing `}`"),
            UnclosedFlow(_) => self.insert_at_line_end("]", "Add the missing `]`"),
            UnclosedHeader => self.close_header(),
            MissingColonSpace => self.after_first(':', ": ", "Add a space after the colon"),
            FullWidthColon => self.after_first('：', ": ", "Use a normal colon"),
            EqualsInYaml => self.after_first('=', ": ", "Use a colon"),
            ColonInToml => self.after_first(':', " = ", "Use an equals sign"),
            WideSpace(_) => self.replace("Use a normal space", " ", Safety::Safe),
            WordForConstant { expected } => {
                self.replace(&format!("Write `{expected}`"), expected, Safety::Safe)
            }
            SmartQuotes(_) => self.straighten(),
            SingleQuotesInJson => self.double_quotes(),
            UnquotedKey => self.quote_span("Put the key in quotes"),
            BadKeyCharacter(_) => self.quote_key(),
            BadEscape => vec![Fix {
                edits: vec![Edit::insert(self.span.start(), "\\")],
                ..Fix::suggestion("Write the backslash twice", self.span, "")
            }],
            MissingComma => self.insert_comma(),
            MissingJsonColon => self.insert_here(": ", "Add the colon"),
            MissingValue => self.insert_here("\"\"", "Set it to an empty text"),
            TwoOnOneLine => self.insert_here("\n", "Start a new line"),
            ExtraComma | TrailingComma => self.delete("Remove the comma"),
            CommentInJson => self.delete("Remove the comment"),
            ControlCharacter => self.delete("Remove the character"),
            _ => Vec::new(),
        }
    }

    /// Quotes the whole value on the line, since a fault inside a value means all of it is text.
    fn quote_value(&self) -> Vec<Fix> {
        let Some(value) = value_on_line(self.format, self.text, self.span.start()) else { return Vec::new() };
        let written = value.of(self.text);
        // A value that is quoted in part needs the eye of the writer; so does a list, but not `[WIP] title`.
        let is_list = written.ends_with([']', '}']) && !written.starts_with("{{");
        if written.is_empty() || is_list || written.contains(['“', '”']) {
            return Vec::new();
        }
        vec![Fix::safe("Put the value in quotes", value, quoted_simply(written, self.format))]
    }

    /// Tabs to spaces in the indentation of the line.
    fn untab(&self) -> Vec<Fix> {
        let line = self.line();
        let indent = line.of(self.text).len() - line.of(self.text).trim_start_matches([' ', '\t']).len();
        let span = Span::new(line.start(), line.start() + indent);
        vec![Fix::safe("Indent with spaces", span, span.of(self.text).replace('\t', "  "))]
    }

    /// In a list the quote most likely ends before the next comma, elsewhere at the end of the line.
    fn close_quote(&self, quote: char) -> Vec<Fix> {
        let line = self.line();
        let before = Span::new(line.start(), self.span.start()).of(self.text);
        let rest = Span::new(self.span.start(), line.end()).of(self.text).trim_end();
        let in_list = before.contains(['[', '{']) || self.format == Format::Json;
        let length = rest.find([',', ']', '}']).filter(|_| in_list).unwrap_or(rest.len());
        let edit = Edit::insert(self.span.start() + length, quote.to_string());
        vec![Fix { edits: vec![edit], ..Fix::suggestion("Close the quotes", self.span, "") }]
    }

    fn insert_at_line_end(&self, what: &str, title: &str) -> Vec<Fix> {
        let line = self.line();
        let end = line.start() + line.of(self.text).trim_end().len();
        vec![Fix { edits: vec![Edit::insert(end, what)], ..Fix::suggestion(title, self.span, "") }]
    }

    fn insert_here(&self, what: &str, title: &str) -> Vec<Fix> {
        let edits = vec![Edit::insert(self.span.start(), what)];
        vec![Fix { edits, ..Fix::suggestion(title, self.span, "") }]
    }

    fn insert_comma(&self) -> Vec<Fix> {
        let before = self.text.get(..self.span.start()).unwrap_or_default();
        let edits = vec![Edit::insert(before.trim_end().len(), ",")];
        vec![Fix { edits, ..Fix::safe("Add the comma", self.span, "") }]
    }

    fn close_header(&self) -> Vec<Fix> {
        let close = if self.line().of(self.text).trim_start().starts_with("[[") { "]]" } else { "]" };
        let written = self.line().of(self.text).trim_end();
        let missing = if written.ends_with(']') { "]" } else { close };
        self.insert_at_line_end(missing, "Close the brackets")
    }

    /// Replaces the first `wrong` on the line, with the blanks around it, by `right`.
    fn after_first(&self, wrong: char, right: &str, title: &str) -> Vec<Fix> {
        let line = self.line();
        let written = line.of(self.text);
        let Some(at) = written.find(wrong) else { return Vec::new() };
        let start = written.get(..at).map_or(at, |key| key.trim_end().len());
        let after = written.get(at + wrong.len_utf8()..).unwrap_or_default();
        let end = written.len() - after.trim_start().len();
        // Nothing behind it: no blank at the end of the line.
        let right = if end == written.len() { right.trim_end() } else { right };
        vec![Fix::safe(title, Span::new(start, end).shift(line.start()), right)]
    }

    fn replace(&self, title: &str, text: &str, safety: Safety) -> Vec<Fix> {
        vec![Fix { safety, ..Fix::safe(title, self.span, text) }]
    }

    fn delete(&self, title: &str) -> Vec<Fix> {
        vec![Fix::suggestion(title, self.span, "")]
    }

    fn straighten(&self) -> Vec<Fix> {
        let line = self.line();
        let edits: Vec<Edit> = line
            .of(self.text)
            .char_indices()
            .filter(|(_, c)| matches!(c, '“' | '”' | '„' | '‟' | '＂'))
            .map(|(at, c)| Edit::replace(Span::new(at, at + c.len_utf8()).shift(line.start()), "\""))
            .collect();
        match edits.is_empty() {
            true => Vec::new(),
            false => vec![Fix { edits, ..Fix::safe("Use straight quotes", self.span, "") }],
        }
    }

    fn double_quotes(&self) -> Vec<Fix> {
        let inner = self.span.of(self.text).trim_matches('\'');
        if inner.contains('"') {
            return Vec::new();
        }
        self.replace("Use double quotes", &format!("\"{inner}\""), Safety::Safe)
    }

    fn quote_span(&self, title: &str) -> Vec<Fix> {
        self.replace(title, &quoted_simply(self.span.of(self.text), Format::Json), Safety::Safe)
    }

    fn quote_key(&self) -> Vec<Fix> {
        let line = self.line();
        let Some((key, _)) = line.of(self.text).split_once('=') else { return Vec::new() };
        let start = line.start() + key.len() - key.trim_start().len();
        let span = Span::new(start, line.start() + key.trim_end().len());
        vec![Fix::safe("Put the key in quotes", span, quoted_simply(span.of(self.text), Format::Toml))]
    }

    fn line(&self) -> Span {
        crate::features::edits::line_at(self.text, self.span.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_all;

    /// The text after the first fix of an error of that kind at the first `at` in the text.
    fn fixed(format: Format, text: &str, at: &str, kind: SyntaxErrorKind) -> String {
        let start = text.find(at).expect("the place is in the text");
        let error = SyntaxError::new(Span::new(start, start + at.len()), kind);
        let fixes = fixes(format, text, &error);
        fixes.first().map_or_else(|| "no fix".to_string(), |fix| apply_all(text, &fix.edits))
    }

    #[test]
    fn values_get_the_quotes_of_their_format() {
        use Format::{Toml, Yaml};
        use SyntaxErrorKind::*;
        for (format, text, at, kind, expected) in [
            (Yaml, "title: a: b\n", ":", ColonInValue, "title: \"a: b\"\n"),
            (Yaml, "title: say \"a\": b # c\n", "say", ColonInValue, "title: 'say \"a\": b' # c\n"),
            (Yaml, "title: @x\r\nb: 1\r\n", "@", ReservedStart('@'), "title: \"@x\"\r\nb: 1\r\n"),
            (Yaml, "tags:\n  - @x\n", "@", ReservedStart('@'), "tags:\n  - \"@x\"\n"),
            (Yaml, "title: [WIP] x\n", "x", TextAfterValue, "title: \"[WIP] x\"\n"),
            (Yaml, "title: {{ x }}\n", "{{", TemplateInValue, "title: \"{{ x }}\"\n"),
            (Yaml, "tags: [a, @b]\n", "@", ReservedStart('@'), "no fix"),
            (Toml, "title = it's\n", "it's", UnquotedText, "title = \"it's\"\n"),
        ] {
            assert_eq!(fixed(format, text, at, kind), expected, "{text}");
        }
    }

    #[test]
    fn punctuation_is_put_right_and_nothing_else_moves() {
        use Format::{Json, Toml, Yaml};
        use SyntaxErrorKind::*;
        for (format, text, at, kind, expected) in [
            (Yaml, "a:\n\t- x\n", "\t", TabIndent, "a:\n  - x\n"),
            (Yaml, "title:x\n", "title", MissingColonSpace, "title: x\n"),
            (Yaml, "title：日記\n", "：", FullWidthColon, "title: 日記\n"),
            (Yaml, "title = \"x\"\n", "=", EqualsInYaml, "title: \"x\"\n"),
            (Yaml, "title:\u{a0}x\n", "\u{a0}", WideSpace('\u{a0}'), "title: x\n"),
            (Toml, "title: \"x\"\n", ":", ColonInToml, "title = \"x\"\n"),
            (Toml, "title = “x”\n", "“", SmartQuotes('“'), "title = \"x\"\n"),
            (Toml, "draft = True\n", "True", WordForConstant { expected: "true".into() }, "draft = true\n"),
            (Toml, "[params\na = 1\n", "[", UnclosedHeader, "[params]\na = 1\n"),
            (Json, "{\"a\": 1\n\"b\": 2}", "\"b\"", MissingComma, "{\"a\": 1,\n\"b\": 2}"),
            (Json, "{\"a\": 1,}", ",", TrailingComma, "{\"a\": 1}"),
            (Json, "{'a': 1}", "'a'", SingleQuotesInJson, "{\"a\": 1}"),
        ] {
            assert_eq!(fixed(format, text, at, kind), expected, "{text}");
        }
    }

    #[test]
    fn an_open_quote_ends_with_the_line_or_the_item() {
        use crate::syntax::front_matter::Quote::Double;
        let kind = || SyntaxErrorKind::UnterminatedQuote(Double);
        assert_eq!(fixed(Format::Yaml, "title: \"a b  \nx: 1\n", "\"", kind()), "title: \"a b\"  \nx: 1\n");
        assert_eq!(fixed(Format::Yaml, "tags: [\"a, b]\n", "\"", kind()), "tags: [\"a\", b]\n");
    }
}
