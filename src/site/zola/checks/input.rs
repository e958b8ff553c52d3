//! What the checks look at: the post, the rest of the site, and what its configuration says.

use crate::site::model::{PostInput, Surroundings, UnknownPart};
use crate::site::problem::{Problem, Severity};
use crate::site::zola::ZolaModel;
use crate::site::zola::layout::ContentPath;
use crate::site::zola::values::{self, Read};
use crate::syntax::front_matter::{Entry, Format, FrontMatter, Value};
use crate::text::Span;

/// Everything that a check may look at.
pub struct Input<'a> {
    /// The post.
    pub post: &'a PostInput<'a>,
    /// The other files of the site.
    pub site: &'a dyn Surroundings,
    /// What the site is.
    pub model: &'a ZolaModel,
    /// The path of the post, taken apart.
    pub content: ContentPath,
}

impl<'a> Input<'a> {
    /// The front matter, if the post has any.
    pub fn front(&self) -> Option<&'a FrontMatter> {
        self.post.document.front_matter()
    }

    /// The language of the front matter.
    pub fn format(&self) -> Format {
        self.front().map_or(Format::Toml, |front| front.format)
    }

    /// The top-level entries without a syntax error inside.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.front().into_iter().flat_map(FrontMatter::sound_entries)
    }

    /// The entry with that key.
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries().find(|entry| entry.key.text == key)
    }

    /// The value itself, or the one that its alias stands for.
    pub fn resolve(&self, value: &'a Value) -> &'a Value {
        self.front().map_or(value, |front| values::resolve(front, value))
    }

    /// What a value is to Zola.
    pub fn read(&self, value: &'a Value) -> Read<'a> {
        values::read(self.resolve(value), self.format())
    }

    /// Whether a part of the site is not on disk, so that nothing of it may be called missing.
    pub fn lacks(&self, part: UnknownPart) -> bool {
        self.model.lacks(part)
    }

    /// The generator, with its version where one is known: `Zola 0.22.1`.
    pub fn zola(&self) -> String {
        match &self.model.version {
            Some(hint) => format!("Zola {}", hint.version),
            None => "Zola".to_owned(),
        }
    }

    /// The first line, for what is wrong with a file as a whole.
    pub fn first_line(&self) -> Span {
        let text = self.post.text;
        let end = text.find('\n').unwrap_or(text.len());
        Span::new(0, text.get(..end).unwrap_or_default().trim_end().len())
    }

    /// Weakens a problem of the front matter for a page below a draft section, which Zola does not even read.
    pub fn when_read(&self, problem: Problem) -> Problem {
        let is_left_out = !self.content.is_section() && self.model.sections.is_left_out(&self.content.dir);
        match is_left_out {
            true => weakened(problem, "a section above it is a draft"),
            false => problem,
        }
    }

    /// Weakens a problem of the body or of the address for a post that is left out for now: a draft with a dead link
    /// builds (case `check-drafts-skipped`), and stops the build once it is published.
    pub fn when_published(&self, problem: Problem) -> Problem {
        match self.post.page.draft {
            true => weakened(problem, "this page is a draft"),
            false => problem,
        }
    }
}

fn weakened(problem: Problem, why: &str) -> Problem {
    let severity = problem.severity.min(Severity::Warning);
    let mut problem = problem.severity(severity);
    problem.message.push_str(&format!(" The build goes on only as long as {why}."));
    problem
}
