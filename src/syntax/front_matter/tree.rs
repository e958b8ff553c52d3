//! The tree of a front matter, the same for YAML, TOML and JSON: entries, values, and where each stands in the file.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::error::SyntaxError;
use crate::text::Span;

/// The language a front matter is written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// One object in braces.
    Json,
    /// Lines that start with `#+`; recognised, not parsed.
    Org,
    /// Lines of `Key: value` up to a blank line, every value being plain text.
    Metadata,
}

/// One front matter with everything that could be read of it. All spans are in the file's bytes.
#[derive(Clone, PartialEq, Debug)]
pub struct FrontMatter {
    /// The language of `inner`.
    pub format: Format,
    /// The opening `---`, `+++` or `{`, without its line break; empty where the generator lets it be left out.
    pub opener: Span,
    /// What lies between opener and closer: for YAML and TOML whole lines, for JSON the text between the braces.
    pub inner: Span,
    /// The closing delimiter without its line break; `None` when it is missing.
    pub closer: Option<Span>,
    /// First byte of the body.
    pub body_start: usize,
    /// The top-level entries in the order of the file. A duplicate stays in, after the first one.
    pub root: Vec<Entry>,
    /// Comments from `#` (JSON: `/`) to the end of their line.
    pub comments: Vec<Span>,
    /// TOML's `[table]` and `[[array]]` lines in the order of the file.
    pub headers: Vec<TableHeader>,
    /// Everything that did not parse, ordered by position.
    pub errors: Vec<SyntaxError>,
}

/// A TOML `[table]` or `[[array]]` line.
#[derive(Clone, PartialEq, Debug)]
pub struct TableHeader {
    /// From the first bracket to the last.
    pub span: Span,
    /// The dotted key between the brackets.
    pub name: Span,
    /// Where its entries live in the tree; ends in an index for `[[array]]`.
    pub path: Vec<Step>,
    /// From the first bracket to the next header, or to the end of the front matter.
    pub section: Span,
}

/// One step from the root to a node.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// The entry with this key, decoded.
    Key(SmolStr),
    /// The item at this place of a list, from 0.
    Index(usize),
}

/// A key with its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value; `ValueKind::Null` with an empty span where none was written.
    pub value: Value,
    /// From the key (for a TOML table: from its first header) to the end of the value.
    pub span: Span,
}

/// The key of an entry.
#[derive(Clone, PartialEq, Debug)]
pub struct Key {
    /// With quotes, if it has any.
    pub span: Span,
    /// Without quotes.
    pub inner: Span,
    /// Decoded.
    pub text: SmolStr,
}

/// A value and its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Value {
    /// The whole token, with quotes or brackets, without a tag or an anchor before it.
    /// For a block list or map: from its first dash or key to the end of its last value.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
    /// YAML's `!tag` and `&anchor`, when present.
    pub props: Option<Box<Props>>,
}

/// What a YAML value carries in front of itself.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Props {
    /// A tag as written, for example `!!str`, and its place.
    pub tag: Option<(SmolStr, Span)>,
    /// An anchor's name without `&`, and its place with it.
    pub anchor: Option<(SmolStr, Span)>,
}

/// The kinds of value.
#[derive(Clone, PartialEq, Debug)]
pub enum ValueKind {
    /// Nothing was written, or JSON's `null`. YAML's plain `null` and `~` stay scalars: what they mean is the generator's.
    Null,
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(List),
    /// A map.
    Map(Map),
    /// YAML's `*name`, without the star.
    Alias(SmolStr),
}

/// A single value as text. What `yes`, `0777` or `2024-01-02` *is* belongs to the generator.
#[derive(Clone, PartialEq, Debug)]
pub struct Scalar {
    /// Decoded.
    pub text: SmolStr,
    /// Without quotes; for a block scalar the lines below its header.
    pub inner: Span,
    /// How it is written.
    pub style: ScalarStyle,
}

/// How a scalar is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum ScalarStyle {
    /// YAML without quotes: any type.
    Plain,
    /// `'...'`: YAML single-quoted, TOML literal string.
    SingleQuoted,
    /// `"..."`: YAML double-quoted, TOML basic string, JSON string.
    DoubleQuoted,
    /// YAML `|`.
    Literal,
    /// YAML `>`.
    Folded,
    /// TOML `'''...'''`.
    MultilineSingle,
    /// TOML `"""..."""`.
    MultilineDouble,
    /// TOML or JSON `true` or `false`.
    Bool,
    /// TOML or JSON number without a fraction or exponent.
    Integer,
    /// TOML or JSON number with one, TOML `inf` and `nan`.
    Float,
    /// TOML date, time or both.
    DateTime,
    /// TOML or JSON text without quotes that is none of these; an error points at it.
    Bare,
}

impl ScalarStyle {
    /// The quote around the text, if it is one of the two kinds of single-line quotes.
    pub fn quote(self) -> Option<Quote> {
        match self {
            ScalarStyle::SingleQuoted => Some(Quote::Single),
            ScalarStyle::DoubleQuoted => Some(Quote::Double),
            _ => None,
        }
    }

    /// Whether the writer has marked it as text, so that no generator reads it as a number, a date or a boolean.
    pub fn is_text(self) -> bool {
        use ScalarStyle::*;
        matches!(self, SingleQuoted | DoubleQuoted | Literal | Folded | MultilineSingle | MultilineDouble)
    }
}

/// A quote character.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Quote {
    /// `'`
    Single,
    /// `"`
    Double,
}

impl Quote {
    /// The character itself.
    pub fn char(self) -> char {
        match self {
            Quote::Single => '\'',
            Quote::Double => '"',
        }
    }

    /// The quote that `c` is, if it is one.
    pub fn from_char(c: char) -> Option<Self> {
        match c {
            '\'' => Some(Quote::Single),
            '"' => Some(Quote::Double),
            _ => None,
        }
    }
}

/// A list.
#[derive(Clone, PartialEq, Debug)]
pub struct List {
    /// In the order of the file.
    pub items: Vec<Value>,
    /// How it is written.
    pub form: ListForm,
}

/// How a list is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ListForm {
    /// YAML lines with a dash.
    Block,
    /// `[a, b]` in any format.
    Flow,
    /// TOML `[[name]]` sections.
    Tables,
}

/// A map.
#[derive(Clone, PartialEq, Debug)]
pub struct Map {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// How it is written.
    pub form: MapForm,
    /// The places of a TOML table that is written in several; empty for a map that is one piece.
    pub segments: Vec<Span>,
}

/// How a map is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MapForm {
    /// YAML lines.
    Block,
    /// `{...}` in any format: YAML flow, TOML inline table, JSON object.
    Flow,
    /// TOML `[name]`, or one item of `[[name]]`.
    Table,
    /// TOML: made by a longer header or a dotted key only.
    Implicit,
}

impl Value {
    /// An absent value at byte `offset`.
    pub fn absent(offset: usize) -> Self {
        Value::new(Span::empty(offset), ValueKind::Null)
    }

    /// A value without tag and anchor.
    pub fn new(span: Span, kind: ValueKind) -> Self {
        Value { span, kind, props: None }
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            ValueKind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The decoded text of a scalar.
    pub fn text(&self) -> Option<&str> {
        self.scalar().map(|scalar| scalar.text.as_str())
    }

    /// The list, if it is one.
    pub fn list(&self) -> Option<&List> {
        match &self.kind {
            ValueKind::List(list) => Some(list),
            _ => None,
        }
    }

    /// The items of a list; empty for anything else.
    pub fn items(&self) -> &[Value] {
        self.list().map_or(&[], |list| &list.items)
    }

    /// The map, if it is one.
    pub fn map(&self) -> Option<&Map> {
        match &self.kind {
            ValueKind::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The entries of a map; empty for anything else.
    pub fn entries(&self) -> &[Entry] {
        self.map().map_or(&[], |map| &map.entries)
    }

    /// Whether byte `offset` lies in it or at an edge; for a TOML table in several places: in one of them.
    pub fn touches(&self, offset: usize) -> bool {
        match &self.kind {
            ValueKind::Map(map) if !map.segments.is_empty() => map.segments.iter().any(|s| s.touches(offset)),
            ValueKind::List(list) if list.form == ListForm::Tables => {
                list.items.iter().any(|item| item.touches(offset))
            }
            _ => self.span.touches(offset),
        }
    }
}
