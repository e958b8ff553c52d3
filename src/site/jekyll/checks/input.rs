//! What the checks look at: the file, its fields, the rest of the site.

use crate::site::jekyll::JekyllModel;
use crate::site::jekyll::data::Data;
use crate::site::jekyll::layout::Place;
use crate::site::model::{Model, PostInput, Surroundings};
use crate::site::problem::{Problem, Severity};
use crate::site::publish::PublishState;
use crate::syntax::Document;
use crate::syntax::front_matter::Entry;
use crate::syntax::shortcode::{Call, CallKind};
use crate::text::Span;

/// Everything that a check may look at.
pub struct Input<'a> {
    /// The file.
    pub post: &'a PostInput<'a>,
    /// The other files of the site.
    pub site: &'a dyn Surroundings,
    /// What the site is.
    pub model: &'a JekyllModel,
    /// Where the file lies.
    pub place: Place<'a>,
    /// Its fields.
    pub data: Data<'a>,
}

/// The blocks whose text may never be rendered.
const CONDITIONAL: &[&str] = &["if", "unless", "case", "for", "tablerow"];

/// Whether a tag stands in a block whose text may never be rendered: what it names is looked for only when it is (Jekyll
/// 4.3.1 builds `{% if page.x %}{% include nope.html %}{% endif %}`).
pub fn is_conditional(document: &Document, call: &Call) -> bool {
    let before = document.shortcodes.running().map(|(_, other)| other);
    let before = before.take_while(|other| other.span.start() < call.span.start());
    let open = before.filter(|other| CONDITIONAL.contains(&other.name.as_str()));
    open.map(|other| if other.kind == CallKind::Close { -1 } else { 1 }).sum::<i32>() > 0
}

impl<'a> Input<'a> {
    /// The same of a file that Jekyll reads; `None` for others, and for a file whose front matter does not parse:
    /// nothing of it counts then.
    pub fn new(model: &'a JekyllModel, post: &'a PostInput<'a>, site: &'a dyn Surroundings) -> Option<Self> {
        let place = model.layout.place(post.path)?;
        let data = model.data(place, post.document.front_matter());
        let is_read = data.front().is_none_or(|front| front.errors.is_empty());
        // A page without front matter is copied as it is.
        let is_page = !matches!(place, Place::Page(_) | Place::Document(..)) || data.front().is_some();
        (is_read && is_page).then_some(Input { post, site, model, place, data })
    }

    /// The entry that the file has for a key, unless it is nothing.
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.data.written(key)?;
        self.data.entry(key)
    }

    /// The Liquid tags that run; none where the file or the configuration turns Liquid off.
    pub fn calls(&self) -> impl Iterator<Item = &'a Call> {
        let is_on = self.data.boolean("render_with_liquid") != Some(false);
        let calls = self.post.document.shortcodes.running().map(|(_, call)| call);
        calls.filter(move |call| is_on && call.kind != CallKind::Close)
    }

    /// Whether another file of the site is published now.
    pub fn is_published(&self, path: &str) -> bool {
        self.site.page(path).is_some_and(|page| {
            let state = self.model.publication(page, self.post.now).state;
            !matches!(state, PublishState::Draft | PublishState::Scheduled(_))
        })
    }

    /// Weakens a problem of the text for a file that is not published now: only its publication stops the build.
    pub fn when_published(&self, problem: Problem) -> Problem {
        match self.model.publication(self.post.page, self.post.now).state {
            PublishState::Published | PublishState::Unknown => problem,
            _ => {
                let severity = problem.severity.min(Severity::Warning);
                let mut problem = problem.severity(severity);
                problem.message.push_str(" The build goes on only as long as this page is not published.");
                problem
            }
        }
    }

    /// The first line, for what is wrong with a file as a whole.
    pub fn first_line(&self) -> Span {
        Span::new(0, self.post.text.find('\n').unwrap_or(self.post.text.len()))
    }
}
