//! `textDocument/completion` and `completionItem/resolve`

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;
use tower_lsp::gen_lsp_types::{CompletionItem, CompletionList, CompletionParams};
use tower_lsp::jsonrpc::Result;

use crate::features;
use crate::features::completion::Item;
use crate::features::links::file_facts;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;
use crate::site::RelPath;
use crate::world::Site;

/// `textDocument/completion`
pub async fn complete(backend: &Backend, params: CompletionParams) -> Result<Option<CompletionList>> {
    let Some((page, offset)) = Page::at(backend, &params.text_document_position_params) else {
        return Ok(None);
    };
    let backend = backend.clone();
    page.answer_early(move |page| {
        let found = features::completion::complete(page.snapshot(), &page.path, offset);
        let mut list = convert::completion::answer(page, &found);
        if page.client().resolves_documentation {
            let site = page.snapshot().site_of(&page.path);
            backend.offered.take(&mut list, found.items.into_iter().map(|item| Docs::of(item, site)));
        }
        Some(list)
    })
    .await
}

/// `completionItem/resolve`: adds the documentation of an item of the last list, which is the one on the screen.
pub async fn resolve(backend: &Backend, mut item: CompletionItem) -> Result<CompletionItem> {
    if let Some(docs) = backend.offered.documentation(&item) {
        let markdown = docs.markdown();
        item.documentation = convert::hover::documentation(&markdown, backend.abilities().completion_markup);
    }
    Ok(item)
}

/// The documentation of the last list of completions, kept back so that each keystroke need not send all of it.
#[derive(Default)]
pub struct Offered(Mutex<LastList>);

#[derive(Default)]
struct LastList {
    number: u64,
    documentation: Arc<[Docs]>,
}

/// The documentation of an item: a text, with what a look at a file adds.
#[derive(Clone)]
struct Docs {
    markdown: String,
    file: Option<(Arc<Site>, RelPath)>,
}

impl Docs {
    fn of(item: Item, site: Option<&Arc<Site>>) -> Docs {
        Docs { markdown: item.documentation, file: site.cloned().zip(item.file) }
    }

    fn is_empty(&self) -> bool {
        self.markdown.is_empty() && self.file.is_none()
    }

    fn markdown(&self) -> String {
        let facts = self.file.as_ref().map(|(site, path)| file_facts(site, path)).unwrap_or_default();
        let parts =
            [self.markdown.as_str(), &facts].map(str::trim).into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("\n\n")
    }
}

impl Offered {
    /// Keeps the documentation of each item of `list`, and marks each item that has any.
    fn take(&self, list: &mut CompletionList, documentation: impl Iterator<Item = Docs>) {
        let documentation: Arc<[Docs]> = documentation.collect();
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.number += 1;
        for (place, (item, docs)) in list.items.iter_mut().zip(&*documentation).enumerate() {
            if !docs.is_empty() {
                item.data = Some(json!([last.number, place]));
            }
        }
        last.documentation = documentation;
    }

    /// What was kept for `item`; `None` when there was nothing, or the list is an older one.
    fn documentation(&self, item: &CompletionItem) -> Option<Docs> {
        let data = item.data.as_ref()?;
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = usize::try_from(data.get(1)?.as_u64()?).ok()?;
        let is_last = data.get(0)?.as_u64()? == last.number;
        last.documentation.get(place).filter(|_| is_last).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(labels: &[&str]) -> CompletionList {
        let item = |label: &&str| CompletionItem { label: (*label).to_owned(), ..CompletionItem::default() };
        CompletionList { items: labels.iter().map(item).collect(), ..CompletionList::default() }
    }

    fn docs(text: &str) -> Docs {
        Docs { markdown: text.to_owned(), file: None }
    }

    #[test]
    fn the_last_list_has_its_documentation_and_older_ones_none() {
        let offered = Offered::default();
        let shown = |item: &CompletionItem| offered.documentation(item).map(|docs| docs.markdown());
        let mut first = list(&["a", "b"]);
        offered.take(&mut first, [docs("about a"), docs("")].into_iter());
        assert_eq!(shown(&first.items[0]).as_deref(), Some("about a"));
        assert_eq!(first.items[1].data, None, "nothing to ask for");
        let mut second = list(&["c"]);
        offered.take(&mut second, [docs("about c")].into_iter());
        assert_eq!(shown(&first.items[0]), None);
        assert_eq!(shown(&second.items[0]).as_deref(), Some("about c"));
    }

    #[test]
    fn the_size_of_a_file_is_looked_up_when_asked_for() {
        let fixture =
            crate::world::fixture::Fixture::new("//- /hugo.toml\nbaseURL = '/'\n//- /static/a.png\nxy\n");
        let mut item =
            Item::new(crate::features::completion::ItemKind::File, "/a.png", crate::text::Span::empty(0), "");
        item.file = Some("static/a.png".into());
        let site = fixture.snapshot().sites().first().cloned();
        assert_eq!(Docs::of(item, site.as_ref()).markdown(), "3 bytes");
    }
}
