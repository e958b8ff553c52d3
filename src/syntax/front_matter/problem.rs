//! What can be wrong with the delimiters of a front matter.

use super::tree::Format;
use crate::text::Span;

/// One problem of the delimiters.
#[derive(Clone, PartialEq, Debug)]
pub struct SplitProblem {
    /// The text to underline, in the file's bytes.
    pub span: Span,
    /// What is wrong.
    pub kind: SplitProblemKind,
    /// A byte on the line that Hugo names for it; mostly the start of `span`.
    pub reported_at: usize,
}

impl SplitProblem {
    /// A problem at `span`.
    pub fn new(span: Span, kind: SplitProblemKind) -> Self {
        SplitProblem { span, kind, reported_at: span.start() }
    }

    /// One or two sentences: what is wrong and what to write instead.
    pub fn message(&self) -> String {
        self.kind.message()
    }
}

/// The kinds of problem. `MissingCloser`, `NotACloser` and `InvalidOpener` are fatal; the others build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SplitProblemKind {
    /// The closing delimiter is missing; reported at the opener.
    MissingCloser {
        /// The language, hence the delimiter to insert.
        format: Format,
        /// The opener; a generator reports the line below it.
        opener: Span,
        /// Start of the line before which the delimiter most likely belongs, or the end of the text.
        insert_at: usize,
    },
    /// A line that looks like a closer and is none; reported there.
    NotACloser {
        /// In what it differs.
        near: NearCloser,
        /// The opener it was meant for.
        opener: Span,
    },
    /// The front matter has ended at a later rule, so that text before it was read as keys (oracle fm/no-close-yaml-but-hr-later).
    LateCloser {
        /// Start of the line before which the delimiter most likely belongs.
        insert_at: usize,
    },
    /// The closer has text behind it on its line, which becomes body.
    TextAfterCloser,
    /// The closer stands behind other text on its line: a value that ends in the delimiter has ended the front matter.
    CloserBehindText,
    /// Text behind the opener that breaks the front matter, such as `--- yaml`.
    TextAfterOpener,
    /// The first line starts like a delimiter and is none: `- item`, `--`, `{{< x >}}`.
    InvalidOpener {
        /// The format whose delimiter it starts like.
        format: Format,
    },
    /// A complete front matter that the generator takes for body text, because something stands before it.
    Hidden {
        /// The kind of thing before it.
        by: HiddenBy,
        /// Its place.
        hider: Span,
    },
    /// A complete front matter in a format that the generator does not read.
    UnknownFormat {
        /// The format.
        format: Format,
    },
}

/// In what a line differs from a closer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NearCloser {
    /// `...`
    Dots,
    /// White space before it.
    Indented,
    /// `+++` for `---` or the reverse.
    OtherFormat,
    /// More or fewer than three characters.
    WrongLength,
}

/// What can stand before an opener and hide it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HiddenBy {
    /// ASCII blanks, where the opener must be the very first thing.
    Blank,
    /// A no-break, full-width or zero-width space.
    Space(char),
    /// An HTML comment.
    HtmlComment,
}

impl SplitProblemKind {
    /// One or two sentences: what is wrong and what to write instead.
    pub fn message(&self) -> String {
        use SplitProblemKind::*;
        match self {
            MissingCloser { format, .. } => {
                format!("The front matter is never closed. Add a line `{}` at its end.", closer(*format))
            }
            NotACloser { near, .. } => near.message().to_owned(),
            LateCloser { .. } => "The front matter ends only at this line, so text above was read as keys. \
                 Add the closing line where the keys end."
                .to_owned(),
            TextAfterCloser => {
                "This ends the front matter, and the rest of the line becomes text of the post.".to_owned()
            }
            CloserBehindText => {
                "This ends the front matter. What follows becomes text of the post.".to_owned()
            }
            TextAfterOpener => "Only the delimiter may stand on the first line.".to_owned(),
            InvalidOpener { format } => format!(
                "A post cannot start with `{}`, which opens front matter. Add front matter above.",
                opening_char(*format)
            ),
            Hidden { by, .. } => format!(
                "{} stands before the front matter, so all of it becomes text of the post. Remove it.",
                by.name()
            ),
            UnknownFormat { .. } => {
                "Front matter in this format is not read here: all of it becomes text of the post.".to_owned()
            }
        }
    }
}

impl NearCloser {
    fn message(self) -> &'static str {
        match self {
            NearCloser::Dots => {
                "`...` does not end the front matter here. Write the delimiter of the first line."
            }
            NearCloser::Indented => "The line that ends the front matter must not be indented.",
            NearCloser::OtherFormat => {
                "This is not the delimiter that opened the front matter. Use the same one."
            }
            NearCloser::WrongLength => {
                "The line that ends the front matter must have exactly three characters."
            }
        }
    }
}

impl HiddenBy {
    fn name(self) -> String {
        match self {
            HiddenBy::Blank => "White space".to_owned(),
            HiddenBy::Space(c) => format!("An invisible character (U+{:04X})", c as u32),
            HiddenBy::HtmlComment => "An HTML comment".to_owned(),
        }
    }
}

fn closer(format: Format) -> &'static str {
    match format {
        Format::Yaml => "---",
        Format::Toml => "+++",
        Format::Json => "}",
        Format::Org | Format::Metadata => "",
    }
}

fn opening_char(format: Format) -> char {
    match format {
        Format::Yaml => '-',
        Format::Toml => '+',
        Format::Json => '{',
        Format::Org => '#',
        Format::Metadata => ':',
    }
}
