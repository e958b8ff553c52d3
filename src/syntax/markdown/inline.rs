//! Follows emphasis and links inside of a heading, to tell what stands first in them.

use super::PiecePlace;
use pulldown_cmark::{Tag, TagEnd};

/// The emphasis and the links that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<(Sort, Seen)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Emphasis,
    Link,
}

/// What has been seen inside of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    /// Text that may go on.
    Text,
    /// One other thing, which may be open still.
    One,
    More,
}

impl Nesting {
    /// Something other than text begins or stands here.
    pub(super) fn thing(&mut self) -> PiecePlace {
        if let Some((_, seen)) = self.open.last_mut() {
            *seen = if *seen == Seen::Nothing { Seen::One } else { Seen::More };
        }
        self.place()
    }

    /// Text stands here.
    pub(super) fn text(&mut self) -> PiecePlace {
        if let Some((_, seen)) = self.open.last_mut() {
            *seen = if matches!(*seen, Seen::Nothing | Seen::Text) { Seen::Text } else { Seen::More };
        }
        self.place()
    }

    /// A line ends here; what it ends is that of the text before it.
    pub(super) fn line_end(&mut self) -> PiecePlace {
        let place = self.place();
        self.thing();
        place
    }

    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        let sort = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => Sort::Emphasis,
            Tag::Link { .. } | Tag::Image { .. } => Sort::Link,
            _ => return,
        };
        self.thing();
        self.open.push((sort, Seen::Nothing));
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        if matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ) {
            self.open.pop();
        }
    }

    fn place(&self) -> PiecePlace {
        match self.open.as_slice() {
            [] => PiecePlace::Top,
            open if open.iter().any(|(_, seen)| *seen == Seen::More) => PiecePlace::Later,
            open if open.iter().any(|(sort, _)| *sort == Sort::Link) => PiecePlace::FirstInLink,
            _ => PiecePlace::FirstInEmphasis,
        }
    }
}
