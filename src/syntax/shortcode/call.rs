//! One shortcode tag as it stands in a text: its name, its arguments and their bytes.

use crate::text::Span;
use smol_str::SmolStr;

/// One tag: `{{< figure src="a.png" >}}`, `{{% /note %}}`, `{% include x.html %}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The name as the tag spells it; empty when there is none (yet).
    pub name: SmolStr,
    /// The bytes of the name; empty and where it would stand when there is none.
    pub name_span: Span,
    /// The word in front of the name, in tags that call what their first word names: `include`.
    pub caller: Option<Span>,
    /// The whole tag with its delimiters. On a tag without an end: up to where its text seems to end.
    pub span: Span,
    /// What stands between the delimiters, white space included.
    pub content: Span,
    /// What the tag does to the nesting.
    pub kind: CallKind,
    /// The pair of delimiters that it is written with.
    pub delimiter: Delimiter,
    /// Its arguments in their order. An escaped tag has none.
    pub args: Vec<Arg>,
    /// Whether the generator runs it or prints it.
    pub escaped: Escaped,
    /// Whether its closing delimiter exists.
    pub end: TagEnd,
}

/// What a tag does to the nesting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallKind {
    /// It opens, or stands alone: which of both, only the template of the shortcode can tell.
    Open,
    /// It closes an earlier one: `{{< /note >}}`.
    Close,
    /// It stands alone by its own spelling: `{{< note />}}`.
    SelfClosing,
}

/// The delimiters of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `{{< >}}`: the output is not Markdown.
    Angle,
    /// `{{% %}}`: the output is Markdown.
    Percent,
    /// `{{ }}`.
    Braces,
    /// `{% %}`.
    Block,
}

/// Whether a tag is only shown: `{{</* note */>}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Escaped {
    /// It runs.
    No,
    /// It is printed without its comment marks.
    Yes,
    /// It does not read as a call, so it is text. It is kept for the cursor: `{{ you`.
    NotACall,
}

/// Whether the closing delimiter of a tag exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TagEnd {
    /// It does.
    Present,
    /// The text goes on without it: the tag is half typed.
    Missing,
}

/// One argument of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Arg {
    /// Its name; `None` by position.
    pub name: Option<ArgName>,
    /// The value as the template receives it: without quotes, escapes resolved.
    pub value: SmolStr,
    /// The bytes of the value without its quotes; empty, after the `=`, when it is missing.
    pub value_span: Span,
    /// The bytes of the whole argument, from its name or quote to its last quote.
    pub span: Span,
    /// How the value is quoted.
    pub quote: Quote,
}

/// The name of an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArgName {
    /// The name, without quotes.
    pub text: SmolStr,
    /// Its bytes, without quotes.
    pub span: Span,
}

/// How a value is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quote {
    /// Not at all: it may be read as a number or a boolean.
    Bare,
    /// `"…"`.
    Double,
    /// `'…'`.
    Single,
    /// `` `…` ``: over several lines and without escapes.
    Raw,
    /// `[…]` or `{…}`: a list or an expression, its text unread.
    List,
}

impl Call {
    /// Whether the tag runs (it is not a printed example).
    pub fn runs(&self) -> bool {
        self.escaped == Escaped::No
    }

    /// The name as the tag spells it, with the word that calls it: `note`, `include note.html`.
    pub fn spelling<'t>(&self, text: &'t str) -> &'t str {
        self.caller.map_or(self.name_span, |caller| caller.join(self.name_span)).of(text)
    }

    /// Whether it holds its template itself: `{{< time.inline >}}`.
    pub fn is_inline(&self) -> bool {
        self.name.ends_with(".inline") && matches!(self.delimiter, Delimiter::Angle | Delimiter::Percent)
    }

    /// The last argument of that name (the last one wins), names being case-sensitive.
    pub fn named(&self, name: &str) -> Option<&Arg> {
        self.args.iter().rev().find(|arg| arg.name.as_ref().is_some_and(|found| found.text == name))
    }

    /// The argument at `position` from 0 among those without a name.
    pub fn positional(&self, position: usize) -> Option<&Arg> {
        self.args.iter().filter(|arg| arg.name.is_none()).nth(position)
    }
}
