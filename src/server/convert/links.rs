//! Links to click on.

use tower_lsp::gen_lsp_types::DocumentLink;

use crate::features::links;
use crate::server::page::Page;

/// One link.
pub fn link(page: &Page, link: &links::DocumentLink) -> DocumentLink {
    let target = Some(page.moment.uri(&link.path));
    DocumentLink { range: page.range(link.span), target, ..DocumentLink::default() }
}
