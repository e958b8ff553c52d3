//! Whether a post will be published: one computed state, with its reason and its URL.

use jiff::Timestamp;

/// What the next build does with a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// The state.
    pub state: PublishState,
    /// Why, in a sentence for the writer.
    pub reason: String,
    /// The path of its URL below the site's address: `/posts/a/`.
    pub url: Option<String>,
}

/// The state of a post at some moment.
#[derive(Debug, Clone, PartialEq)]
pub enum PublishState {
    /// The next build publishes it.
    Published,
    /// It is marked as a draft.
    Draft,
    /// Its date lies ahead: it appears in the first build after that moment.
    Scheduled(Timestamp),
    /// It expired at that moment.
    Expired(Timestamp),
    /// It is part of the site but gets no page of its own.
    NeverRendered,
    /// Another file makes the same page, and that one wins or may win.
    Overwritten(crate::site::files::RelPath),
    /// Its front matter does not parse, so nothing is known.
    Unknown,
}

impl PublishState {
    /// The moment at which the state changes by itself, for a timer.
    pub fn changes_at(&self) -> Option<Timestamp> {
        match self {
            PublishState::Scheduled(at) => Some(*at),
            _ => None,
        }
    }
}
