//! Where links of a Zola site lead: `@/path.md` by file, all else by address (`components/markdown/src/markdown.rs`,
//! `fix_link`; `components/utils/src/site.rs`, `resolve_internal_link`).

use super::model::ZolaModel;
use crate::site::files::RelPath;
use crate::site::link::{self, Destination, LinkForm, LinkInput};
use crate::site::model::Surroundings;
use crate::site::shared::addresses::{self, Local, local};
use percent_encoding::percent_decode_str;

/// What a link to a page by its file starts with.
const INTERNAL: &str = "@/";

/// See [`Model::resolve_link`](crate::site::model::Model::resolve_link). What is not found is left open: templates, the
/// theme and other programs put files into the built site, and links by file have a rule of their own.
pub fn resolve(model: &ZolaModel, input: &LinkInput<'_>, site: &dyn Surroundings) -> Destination {
    let dest = input.dest.trim();
    let is_literal = !dest.contains("{{") && !dest.contains("{%") && !dest.is_empty();
    if !is_literal {
        return Destination::Unsure;
    }
    let (path, _) = link::split_fragment(dest);
    if let Some(below) = path.strip_prefix(INTERNAL) {
        return by_file(model, input.form, below, site).map_or(Destination::Unsure, Destination::Page);
    }
    let path = path.split('?').next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    match local(&path, &model.config.base_url) {
        Local::Own => Destination::Page(input.from.into()),
        Local::Elsewhere => Destination::External,
        Local::Path(path) | Local::OwnHost(path) => by_address(model, input, &path, site),
    }
}

/// How a post names a page: by its file.
pub fn link_to(path: &str) -> Option<String> {
    path.strip_prefix("content/").map(|below| format!("{INTERNAL}{}", link::escaped(below)))
}

/// Images and HTML are printed as they are (cases `link-image-internal`, `link-html-href`); what templates make of a
/// value is theirs, and mostly the same as in a link.
fn by_file(model: &ZolaModel, form: LinkForm, below: &str, site: &dyn Surroundings) -> Option<RelPath> {
    let path = format!("content/{}", percent_decode_str(below).decode_utf8_lossy());
    let is_followed = !matches!(form, LinkForm::Image | LinkForm::Href | LinkForm::Src);
    let is_read = model.layout.content(&path).is_some_and(|content| !content.is_passed_over());
    (is_followed && is_read && site.page(&path).is_some()).then(|| path.into())
}

fn by_address(model: &ZolaModel, input: &LinkInput<'_>, path: &str, site: &dyn Surroundings) -> Destination {
    // A page without an address of its own shows up on others.
    let own = input.page.url.as_deref().or_else(|| path.starts_with('/').then_some("/"));
    let Some(own) = own else { return Destination::Unsure };
    let address = link::join(own, path);
    if let Some(page) = addresses::page(site, &address) {
        return Destination::Page(page);
    }
    let below = address.trim_start_matches('/');
    let theme = model.config.theme.as_ref().map(|theme| format!("themes/{theme}/static/{below}"));
    let copied = std::iter::once(format!("static/{below}")).chain(theme);
    let copied = copied.into_iter().find(|file| site.file_exists(file)).map(RelPath::from);
    let file = copied.or_else(|| addresses::beside_page(site, &address));
    file.map_or(Destination::Unsure, Destination::File)
}
