//! How severe the findings of the shared rules are to Jekyll.

use super::input::is_conditional;
use crate::site::jekyll::JekyllModel;
use crate::site::jekyll::headings;
use crate::site::jekyll::layout::Place;
use crate::site::jekyll::tags::Plugins;
use crate::site::model::{Model, PostInput};
use crate::site::problem::{Problem, Severity};
use crate::site::publish::PublishState;
use crate::site::shared::anchors::is_empty_anchor;
use crate::site::shortcode::ShortcodeDef;
use crate::syntax::shortcode::Call;

/// The severity of a shared finding in a post; `None` when Jekyll does not mind.
pub fn judge(model: &JekyllModel, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let place = model.layout.place(post.path)?;
    let data = model.data(place, post.document.front_matter());
    match problem.rule.code {
        // Ruby's parser keeps the last of two values without a word.
        "duplicate-key" => Some(Severity::Warning),
        "front-matter-syntax" if is_empty_anchor(problem, post) => None,
        "front-matter-syntax" if model.config.flag("strict_front_matter") => Some(Severity::Error),
        "front-matter-syntax" | "front-matter-delimiter" => {
            let is_text = matches!(place, Place::Page(_)) && data.front().is_none();
            (!is_text || problem.rule.code == "front-matter-syntax").then_some(Severity::Warning)
        }
        // The rule about tags has said so.
        "link-unpublished" if problem.span.of(post.text).contains("{%") => None,
        // Code of the site's own may give ids to anything.
        "anchor-unknown" if !headings::are_known(&model.config) || model.changes_texts => None,
        code if code.starts_with("shortcode") => {
            let is_copied = matches!(place, Place::Page(_) | Place::Document(..)) && data.front().is_none();
            if is_copied || data.boolean("render_with_liquid") == Some(false) {
                return None;
            }
            let severity = shortcode(model, problem, post)?;
            let state = model.publication(post.page, post.now).state;
            let is_built = matches!(state, PublishState::Published | PublishState::Unknown);
            Some(if is_built { severity } else { severity.min(Severity::Warning) })
        }
        _ => Some(problem.severity.min(Severity::Warning)),
    }
}

/// What to add to a shared finding: what becomes of the post.
pub fn remark(model: &JekyllModel, problem: &Problem, post: &PostInput<'_>) -> Option<String> {
    let is_page = matches!(model.layout.place(post.path), Some(Place::Page(_)));
    let remark = match problem.rule.code {
        "front-matter-syntax" if model.config.flag("strict_front_matter") => return None,
        "front-matter-syntax" if is_page => {
            "Jekyll only warns, and publishes the page without its title and its other fields."
        }
        "front-matter-syntax" => {
            "Jekyll only warns, and publishes the post under today's date, without its title and its other fields."
        }
        "front-matter-delimiter" => "Jekyll prints the lines as part of the text and reads no field.",
        "duplicate-key" => "Jekyll takes the last one.",
        _ => return None,
    };
    Some(remark.to_owned())
}

fn shortcode(model: &JekyllModel, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let call = post.document.shortcodes.at(problem.span.start()).map(|(_, call)| call)?;
    match problem.rule.code {
        "shortcode-unknown" => unknown(model, problem, call, post),
        _ => Some(problem.severity),
    }
}

/// An include that is not there stops the build, and so does a tag that nobody defines; but plugins define tags.
fn unknown(model: &JekyllModel, problem: &Problem, call: &Call, post: &PostInput<'_>) -> Option<Severity> {
    match call.caller.map(|caller| caller.of(post.text)) {
        // Its files lie beside the post; there is a rule for them.
        Some("include_relative") => None,
        Some(_) if is_conditional(post.document, call) => Some(Severity::Warning),
        Some(_) => Some(Severity::Error),
        None if model.plugins == Plugins::Known => Some(Severity::Error),
        None => is_slip(problem, model.builtin_shortcodes()).then_some(Severity::Warning),
    }
}

/// Whether the finding comes with one of Jekyll's own tags as the right name.
fn is_slip(problem: &Problem, builtins: &[ShortcodeDef]) -> bool {
    let mut edits = problem.fixes.iter().flat_map(|fix| &fix.edits);
    edits.any(|edit| builtins.iter().any(|def| def.name == edit.text))
}
