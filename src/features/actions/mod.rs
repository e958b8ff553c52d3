//! What an editor offers to do at a place: fixes of the findings there, and changes to the whole front matter.

mod convert;
mod fix_all;
mod fixes;
mod lastmod;
mod usual_fields;

use crate::features::diagnostics::diagnose_post;
use crate::site::RelPath;
use crate::site::problem::Problem;
use crate::text::{Edit, Span};
use crate::world::{PostView, Snapshot};
use std::path::Path;

/// Something to do with a post, ready to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// What it does, as an order.
    pub title: String,
    /// What sort of action it is.
    pub kind: ActionKind,
    /// The replacements in the post, none overlapping another.
    pub edits: Vec<Edit>,
    /// A file to create with that text, below the site's root; never over an existing one.
    pub create: Option<(RelPath, String)>,
    /// The finding that it solves.
    pub problem: Option<Problem>,
    /// Whether it is the one to take without a look at the others.
    pub rank: Rank,
    /// Why it cannot be done; then there are no edits, and an editor shows it greyed out.
    pub refused: Option<String>,
}

/// The sorts of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// It solves one finding.
    QuickFix,
    /// It solves all findings of one kind in the post.
    FixAll,
    /// It writes the same in another way.
    Rewrite,
    /// It adds or changes something that is not wrong.
    Source,
}

/// Which of several actions comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// The likeliest for its finding, and safe.
    Preferred,
    /// Any other.
    Other,
}

impl Action {
    fn new(title: impl Into<String>, kind: ActionKind, edits: Vec<Edit>) -> Action {
        Action {
            title: title.into(),
            kind,
            edits,
            create: None,
            problem: None,
            rank: Rank::Other,
            refused: None,
        }
    }

    fn refused(title: impl Into<String>, kind: ActionKind, why: impl Into<String>) -> Action {
        Action { refused: Some(why.into()), ..Action::new(title, kind, Vec::new()) }
    }
}

/// What can be done in the post at the absolute `path`, where the bytes `span` are selected. The findings are computed
/// anew: those that a client sends along may be of another version.
pub fn actions(snapshot: &Snapshot, path: &Path, span: Span) -> Vec<Action> {
    let is_page = |view: &PostView| crate::corpus::is_post(&*view.site.model, &view.path);
    let Some(view) = snapshot.post(path).filter(is_page) else { return Vec::new() };
    let problems = diagnose_post(snapshot, &view);
    let mut actions = fixes::actions(&problems, span);
    actions.extend(fix_all::actions(&view.text, &problems, span));
    if in_front_matter(&view, span) {
        actions.extend(lastmod::action(snapshot, &view));
        actions.extend(usual_fields::action(snapshot, &view));
        actions.extend(convert::actions(&view));
    }
    actions
}

fn in_front_matter(view: &PostView, span: Span) -> bool {
    view.document.front_matter().is_some_and(|front| span.start() < front.body_start || span.start() == 0)
}
