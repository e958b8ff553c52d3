//! What an editor offers to do at a place: fixes of the findings there, and changes to the whole front matter.

mod convert;
mod fix_all;
mod fixes;
mod lastmod;
mod suggest_terms;
pub mod usual_fields;

pub use fix_all::safe_fixes;

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
    /// It adds the terms that the post most likely lacks: a kind of its own, so that a key or a command can do just that.
    SuggestTerms,
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
        actions.extend(suggest_terms::action(snapshot, &view, span));
        actions.extend(convert::actions(&view));
    }
    actions
}

/// One action for every finding in the post that has a fix which keeps the meaning; `None` where there is none.
pub fn fix_all(snapshot: &Snapshot, path: &Path) -> Option<Action> {
    let is_page = |view: &PostView| crate::corpus::is_post(&*view.site.model, &view.path);
    let view = snapshot.post(path).filter(is_page)?;
    fix_all::everything(&view.text, &diagnose_post(snapshot, &view))
}

fn in_front_matter(view: &PostView, span: Span) -> bool {
    view.document.front_matter().is_some_and(|front| span.start() < front.body_start || span.start() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::{Fixture, edited};

    /// A site with five posts of one custom, and one more under the cursor.
    pub(super) fn site_with(post: &str) -> Fixture {
        let sibling = |number: usize| {
            format!(
                "//- /content/post/{number}.md\n---\ntitle: A{number}\ndate: 2026-01-0{}T10:00:00+09:00\ndraft: false\ntags: [x]\nauthor: 'Ada'\n---\n",
                number + 1
            )
        };
        let siblings: String = (0..5).map(sibling).collect();
        Fixture::new(&format!(
            "//- /hugo.toml\n//- /layouts/_shortcodes/note.html\n{{{{ .Inner }}}}\n{siblings}//- /content/post/a.md\n{post}"
        ))
    }

    /// The titles of the actions at the cursor.
    fn titles(fixture: &Fixture) -> Vec<String> {
        let at = Span::empty(fixture.offset);
        actions(&fixture.snapshot(), &fixture.path, at).into_iter().map(|action| action.title).collect()
    }

    /// The post after the action whose title starts so.
    pub(super) fn done(fixture: &Fixture, title: &str) -> String {
        let at = Span::empty(fixture.offset);
        let actions = actions(&fixture.snapshot(), &fixture.path, at);
        let action = actions.iter().find(|action| action.title.starts_with(title));
        let text = fixture.post().unwrap().text;
        action.map_or_else(|| "no action".to_string(), |action| edited(&text, &action.edits))
    }

    #[test]
    fn everything_that_keeps_the_meaning_is_fixed_at_once() {
        let fixture = site_with("---\ntitle: a: b\nsummary: c: d\n---\n{{< notes >}}$0\n");
        let fixed = fix_all(&fixture.snapshot(), &fixture.path).unwrap();
        let text = fixture.post().unwrap().text;
        let expected = "---\ntitle: \"a: b\"\nsummary: \"c: d\"\n---\n{{< notes >}}\n";
        assert_eq!(edited(&text, &fixed.edits), expected, "a guess is not taken");
        let fixture = site_with("---\ntitle: a$0\n---\n");
        assert_eq!(fix_all(&fixture.snapshot(), &fixture.path), None);
    }

    #[test]
    fn fixes_come_where_the_finding_is_and_nowhere_else() {
        let at = |post: &str| titles(&site_with(post));
        assert_eq!(at("---\ntitle: A\n---\n{{< no$0tes >}}\n")[0], "Change to `note`");
        assert!(at("---\ntitle: A\n---\n{{< notes >}}\n\nTe$0xt\n").is_empty());
    }

    #[test]
    fn all_findings_of_a_kind_can_be_fixed_together() {
        let fixture = site_with("---\ntitle: a$0: b\nsummary: c: d\n---\n");
        assert_eq!(
            done(&fixture, "Put the value in quotes (all 2"),
            "---\ntitle: \"a: b\"\nsummary: \"c: d\"\n---\n"
        );
    }

    #[test]
    fn a_file_that_is_no_post_gets_nothing() {
        let fixture = Fixture::new("//- /hugo.toml\n//- /archetypes/default.md\n$0---\ntitle: a: b\n---\n");
        assert!(titles(&fixture).is_empty());
    }
}
