//! What a dead link probably means, in words and as a fix.

use crate::features::links::Link;
use crate::site::link::{Instead, Why, escaped};
use crate::site::model::Surroundings;
use crate::site::problem::Fix;
use crate::world::PostView;

/// The sentence that says what is there instead, with a space in front.
pub(super) fn reason(view: &PostView, instead: &Instead) -> String {
    let dest = &instead.dest;
    match instead.why {
        Why::Case => format!(" Capitals count: it is at `{dest}`."),
        Why::FileName => format!(" The page of that file is at `{dest}`."),
        Why::OtherPlace => format!(" The file `{}` is at `{dest}`.", instead.path),
        Why::SameName => format!(" A page of that name is at `{dest}`."),
        Why::OtherLanguage => {
            let page = view.site.corpus.page(&instead.path);
            let language = page.map(|page| page.language.as_str()).unwrap_or_default();
            format!(" The page exists in another language only: in `{language}`, at `{dest}`.")
        }
    }
}

/// Replaces the path of the link; query and fragment stay.
pub(super) fn point_to(view: &PostView, link: &Link, instead: &Instead) -> Option<Fix> {
    let span = link.path_span(&view.text)?;
    let dest = escaped(&instead.dest);
    Some(Fix::suggestion(format!("Link to `{dest}`"), span, dest))
}
