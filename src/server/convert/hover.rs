//! Documentation, in the language that the client shows.

use tower_lsp::gen_lsp_types::{Documentation, Hover, MarkupContent};

use crate::features::hover::{self, plain};
use crate::server::abilities::Markup;
use crate::server::page::Page;

/// A hover.
pub fn answer(page: &Page, found: &hover::Hover) -> Hover {
    let shown = page.client().hover_markup;
    let picture = found.picture.as_ref().filter(|_| shown == Markup::Markdown);
    let picture = picture.map(|path| format!("\n\n![]({})", page.moment.uri(path).0.as_str()));
    Hover {
        contents: markup(&format!("{}{}", found.markdown, picture.unwrap_or_default()), shown).into(),
        range: Some(page.range(found.span)),
    }
}

/// The documentation of an item; `None` when there is nothing to say.
pub fn documentation(markdown: &str, shown: Markup) -> Option<Documentation> {
    (!markdown.is_empty()).then(|| markup(markdown, shown).into())
}

fn markup(markdown: &str, shown: Markup) -> MarkupContent {
    let value = match shown {
        Markup::Markdown => markdown.to_owned(),
        Markup::Plain => plain::render(markdown),
    };
    MarkupContent { kind: shown.into(), value }
}
