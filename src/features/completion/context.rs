//! What every provider for front matter asks: the post, the site, and the place of the cursor.

use crate::corpus::keys::KeyStats;
use crate::features::fields;
use crate::site::Model;
use crate::syntax::front_matter::{Format, Step};
use crate::world::{PostView, Site, Snapshot};

/// The question that a provider answers.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The state.
    pub snapshot: &'a Snapshot,
    /// The post.
    pub view: &'a PostView,
    /// The language of its front matter.
    pub format: Format,
    /// The path of the table (for keys) or of the value that the cursor is in.
    pub path: &'a [Step],
}

impl<'a> Context<'a> {
    /// The site of the post.
    pub fn site(&self) -> &'a Site {
        &self.view.site
    }

    /// What its generator says.
    pub fn model(&self) -> &'a dyn Model {
        &*self.view.site.model
    }

    /// The section of the post, whose other posts are the first to imitate.
    pub fn section(&self) -> &'a str {
        &self.view.post.page.section
    }

    /// How the posts like this one write the value at the cursor.
    pub fn stats(&self) -> Option<&'a KeyStats> {
        fields::stats(self.site(), self.section(), self.path)
    }

    /// How many items an answer may hold.
    pub fn limit(&self) -> usize {
        self.site().settings.completion.limit
    }
}
