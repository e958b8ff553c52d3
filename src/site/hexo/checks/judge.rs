//! How severe the findings of the shared rules are to Hexo.

use crate::site::hexo::HexoModel;
use crate::site::hexo::page::{Place, place};
use crate::site::model::PostInput;
use crate::site::problem::{Problem, Severity};
use crate::site::shared::anchors::is_empty_anchor;
use crate::site::shared::facts;
use crate::syntax::front_matter::{Format, SyntaxErrorKind};

/// The severity of a shared finding in a post; `None` when Hexo does not mind.
pub fn judge(model: &HexoModel, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
    let front = post.document.front_matter();
    match problem.rule.code {
        // JSON that does not parse is text, and of two keys it keeps the last.
        "front-matter-syntax" | "duplicate-key" if front?.format == Format::Json => Some(Severity::Warning),
        "front-matter-syntax" => {
            let same = |error: &&crate::syntax::front_matter::SyntaxError| error.span == problem.span;
            let kind = front?.errors.iter().find(same).map(|error| &error.kind);
            // Hexo turns tabs at the start of lines into spaces before it parses.
            let is_read = kind == Some(&SyntaxErrorKind::TabIndent) || is_empty_anchor(problem, post);
            (!is_read).then_some(dropped(model, post))
        }
        "duplicate-key" => Some(dropped(model, post)),
        "shortcode-unclosed" => {
            let off = facts::boolean(front, "disableNunjucks") == Some(true);
            (!off).then_some(problem.severity)
        }
        code if code.starts_with("shortcode") => None,
        _ => Some(problem.severity.min(Severity::Warning)),
    }
}

/// The build goes on without a post whose front matter does not parse: it is just not there.
fn dropped(model: &HexoModel, post: &PostInput<'_>) -> Severity {
    match place(&model.config, post.path) {
        Some(Place::Post(_) | Place::Page(_)) => Severity::Error,
        Some(Place::Draft(_)) | None => Severity::Warning,
    }
}

/// What to add to a shared finding: what becomes of the post.
pub fn remark(problem: &Problem, post: &PostInput<'_>) -> Option<String> {
    let is_json = post.document.front_matter()?.format == Format::Json;
    let breaks = matches!(problem.rule.code, "front-matter-syntax" | "duplicate-key");
    (breaks && !is_json).then(|| "The build goes on and leaves the post out.".to_owned())
}
