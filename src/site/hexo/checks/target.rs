//! `target-not-found`: `post_link` to a post that is not there, which stops the build with no word of where.

use crate::site::hexo::HexoModel;
use crate::site::model::{Model, PostInput, Surroundings};
use crate::site::problem::{Problem, Severity};
use crate::site::publish::PublishState;
use crate::site::rules::TARGET_NOT_FOUND;
use crate::site::shared::facts;
use crate::syntax::shortcode::{Call, CallKind, Quote};

/// Links to posts by a slug or a title that none has (lib/plugins/tag/post_link.ts).
pub fn check(model: &HexoModel, post: &PostInput<'_>, site: &dyn Surroundings) -> Vec<Problem> {
    if facts::boolean(post.document.front_matter(), "disableNunjucks") == Some(true) {
        return Vec::new();
    }
    let calls = post.document.shortcodes.running().map(|(_, call)| call);
    let links = calls.filter(|call| call.name == "post_link" && call.kind == CallKind::Open);
    links.filter_map(|call| problem(model, post, site, call)).collect()
}

fn problem(model: &HexoModel, post: &PostInput<'_>, site: &dyn Surroundings, call: &Call) -> Option<Problem> {
    let first = call.args.first().filter(|arg| arg.name.is_none())?;
    // A slug with more than one hash, or with braces, is not taken apart here.
    let (slug, _) = first.value.split_once('#').unwrap_or((&first.value, ""));
    let is_odd = slug.contains(['{', '}', ',']) || first.value.matches('#').count() > 1;
    if is_odd || exists(site, slug) || (first.quote == Quote::Bare && slug.ends_with(':')) {
        return None;
    }
    let message = format!(
        "Hexo stops here: there is no post `{slug}`. It is found by its path below `_posts` without extension."
    );
    let problem = TARGET_NOT_FOUND.at(first.value_span, message);
    let state = model.publication(post.page, post.now).state;
    Some(if state == PublishState::Published { problem } else { problem.severity(Severity::Warning) })
}

fn exists(site: &dyn Surroundings, slug: &str) -> bool {
    let name = slug.rsplit('/').next().unwrap_or(slug);
    let is_it = |path: &str| site.page(path).is_some_and(|page| page.slug.as_deref() == Some(slug));
    site.pages_named(name).iter().any(|path| is_it(path))
        || site.pages().iter().any(|(_, page)| {
            page.section == "post"
                && (page.slug.as_deref() == Some(slug) || page.title.as_deref() == Some(slug))
        })
}
