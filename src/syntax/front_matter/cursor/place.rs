//! The answer to "what is the cursor in?", as data.

use crate::syntax::front_matter::{Format, Quote, Step};
use crate::text::Span;

/// Where a cursor stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Cursor {
    /// The language of the front matter; `None` outside of one.
    pub format: Option<Format>,
    /// For a key: the map it is or would be in, the top level being empty. For a value: the path of the value
    /// itself, with the index it has or would have in a list.
    pub path: Vec<Step>,
    /// What is there.
    pub place: Place,
}

/// The kinds of place.
#[derive(Clone, PartialEq, Debug)]
pub enum Place {
    /// In a key, or where one would be typed.
    Key(KeyPlace),
    /// In a value, or where one would be typed.
    Value(ValuePlace),
    /// In a text of several lines, where nothing is to complete.
    Text,
    /// In a comment of the front matter.
    Comment,
    /// In the opening or closing delimiter.
    Delimiter,
    /// In the body, or before the front matter.
    Outside,
}

/// In a key, or where one would be typed.
#[derive(Clone, PartialEq, Debug)]
pub struct KeyPlace {
    /// What a completion replaces: the key, without quotes.
    pub replace: Span,
    /// The text from the start of `replace` to the cursor.
    pub typed: String,
    /// The quotes around it, if it has any.
    pub quoted: Option<Quoted>,
    /// The other keys of the same map, decoded, in the order of the file.
    pub siblings: Vec<String>,
    /// The white space before the key on its line.
    pub indent: String,
    /// Whether nothing stands on the line but white space and the key: then a whole entry can be inserted.
    pub is_new_line: bool,
    /// Whether a `:` or `=` follows already.
    pub separator: Separator,
    /// Where the key is written.
    pub form: KeyForm,
}

/// What follows a key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Separator {
    /// Nothing yet: a completion adds it.
    Missing,
    /// It is there.
    Present,
}

/// Where a key is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum KeyForm {
    /// On a line of its own (YAML block, TOML, JSON member).
    Entry,
    /// Right behind the dash of a list item: `- na`.
    Item,
    /// Inside `{...}` in YAML or TOML.
    Flow,
    /// Inside TOML's `[...]`.
    Header,
    /// Inside TOML's `[[...]]`.
    ArrayHeader,
}

/// In a value, or where one would be typed.
#[derive(Clone, PartialEq, Debug)]
pub struct ValuePlace {
    /// What a completion replaces: the whole token with its spaces, but without quotes.
    pub replace: Span,
    /// The same with quotes; equal to `replace` where there are none.
    pub token: Span,
    /// The text from the start of `replace` to the cursor, as written.
    pub typed: String,
    /// The quotes around it, if it has any.
    pub quoted: Option<Quoted>,
    /// Which kind of list item it is; `None` for a single value.
    pub item: Option<ItemForm>,
    /// The other items of the same list, decoded, in the order of the file.
    pub siblings: Vec<String>,
    /// Whether the cursor is right behind `:`, `-` or `=`, so that a space must be inserted first.
    pub needs_space_before: bool,
    /// How the writer quotes.
    pub style: QuoteStyle,
}

/// The quotes around a token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Quoted {
    /// Which.
    pub quote: Quote,
    /// Whether the closing one is there.
    pub closed: bool,
}

/// The kinds of list item.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ItemForm {
    /// Behind a dash on a line of its own.
    Block,
    /// Between brackets.
    Flow,
}

/// How values are quoted near the cursor; `Some(None)` is "without quotes", `None` is "cannot tell".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct QuoteStyle {
    /// In the other items of this list.
    pub list: Option<Option<Quote>>,
    /// In the whole front matter.
    pub document: Option<Option<Quote>>,
}
