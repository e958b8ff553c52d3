//! What can be wrong with the tags of a text before anything is known about the shortcodes they call.

use super::call::Delimiter;
use crate::text::Span;
use smol_str::SmolStr;

/// One fault of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct LexProblem {
    /// What is wrong.
    pub kind: LexProblemKind,
    /// The bytes to underline: as few as show the fault.
    pub span: Span,
    /// The byte that the generator's own message points at, which may lie far behind the fault.
    pub reported_at: usize,
    /// Index into [`super::Shortcodes::calls`] of the tag.
    pub call: usize,
    /// What the generator does about it.
    pub effect: Effect,
    /// The unquoted text around the fault that quotes would make one good value, where that is so.
    pub quotable: Option<Span>,
}

/// What a generator does when it meets a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The build stops.
    Fatal,
    /// The tag is printed as it stands.
    Printed,
    /// Nothing: it builds, though hardly as the writer means.
    Accepted,
}

/// The kinds of faults. Each names the text that Hugo's lexer reports it with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LexProblemKind {
    /// The tag has no end: "unclosed shortcode action".
    UnterminatedTag,
    /// An unquoted value ran over the end of the tag, `a=1>}}`: also "unclosed shortcode action".
    ValueSwallowsEnd,
    /// A tag ends with the wrong characters, such as `{{< a %}}` or `{{< a }}`: "unrecognized character".
    WrongEnd {
        /// The delimiters that the tag opened with.
        opened: Delimiter,
    },
    /// A `"` without its partner on the same line: "unterminated quoted string".
    UnterminatedQuote,
    /// A backtick without its partner: "unterminated raw string".
    UnterminatedRaw,
    /// Named and positional arguments in one tag: "Cannot mix named and positional parameters".
    Mixed(Mixed),
    /// A character that must be quoted: "unrecognized character in shortcode action".
    UnrecognizedCharacter(char),
    /// An unquoted value with a slash in it, which the lexer takes for the start of a closing tag: it says
    /// "closing tag for shortcode ... does not match start tag" or "period in shortcode name".
    UnquotedSlash,
    /// An escaped backtick: "unrecognized escape character".
    BadEscape,
    /// A tag without a name: "shortcode has no name".
    NoName,
    /// A period in a name: "period in shortcode name only allowed for inline identifiers".
    PeriodInName,
    /// `{{</*` without `*/>}}`: "comment must be closed".
    CommentUnclosed,
    /// A closing tag before any shortcode was opened: "got closing shortcode, but none is open".
    NothingOpen,
    /// A closing tag whose name, in that spelling, was never opened: "does not match start tag".
    NeverOpened {
        /// The nearest earlier name that differs only in case, to fix it with.
        other_case: Option<SmolStr>,
    },
    /// Something after the name of a closing tag: "unclosed shortcode".
    JunkInClosing,
    /// A shortcode inside an inline one: "inline shortcodes do not support nesting".
    InlineNesting,
    /// A call that does not read as one: Zola prints it. Since posts show template code too, it is worth a word only
    /// where the name is that of a shortcode.
    Malformed,
}

/// What an argument was when the earlier ones were of the other sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mixed {
    /// A name after values without names.
    NamedAfterPositional,
    /// A value without a name after named ones.
    PositionalAfterNamed,
    /// The same, quoted.
    QuotedAfterNamed,
}
