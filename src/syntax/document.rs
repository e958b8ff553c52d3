//! One post with all its trees.

use crate::syntax::front_matter::{self, FrontMatter, Parsed, SplitRules};
use crate::syntax::markdown::{self, Markdown};
use crate::syntax::shortcode::{self, Dialect, Shortcodes};
use crate::text::Span;

/// The trees of one text. Parsing never fails: what is broken shows as errors inside.
#[derive(Debug, Clone)]
pub struct Document {
    /// The front matter, and what is wrong with its delimiters.
    pub front: Parsed,
    /// The bytes of the body that was parsed; empty where only the front matter was.
    pub body: Span,
    /// The shortcode tags of the body.
    pub shortcodes: Shortcodes,
    /// The Markdown of the body.
    pub markdown: Markdown,
}

impl Document {
    /// Parses a post under a generator's rules; without a dialect nothing is a shortcode.
    pub fn parse(text: &str, rules: &SplitRules, dialect: Option<&'static Dialect>) -> Document {
        let front = front_matter::parse(text, rules);
        let body = front.front_matter.as_ref().map_or(0, |front| front.body_start);
        let shortcodes = dialect.map(|dialect| shortcode::lex(text, body, dialect)).unwrap_or_default();
        let markdown = markdown::parse(text, body, &shortcodes);
        Document { front, body: Span::new(body, text.len()), shortcodes, markdown }
    }

    /// The front matter alone, with an empty body: what a first look at many posts needs.
    pub fn parse_front_matter(text: &str, rules: &SplitRules) -> Document {
        let front = front_matter::parse(text, rules);
        let body = Span::empty(text.len());
        Document { front, body, shortcodes: Shortcodes::default(), markdown: Markdown::default() }
    }

    /// The front matter, if the post has any.
    pub fn front_matter(&self) -> Option<&FrontMatter> {
        self.front.front_matter.as_ref()
    }

    /// First byte of the body.
    pub fn body_start(&self) -> usize {
        self.front_matter().map_or(0, |front| front.body_start)
    }
}
