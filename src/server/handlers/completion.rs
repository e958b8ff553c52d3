//! `textDocument/completion` and `completionItem/resolve`

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;
use tower_lsp::gen_lsp_types::{CompletionItem, CompletionList, CompletionParams};
use tower_lsp::jsonrpc::Result;

use crate::features;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

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
            backend.offered.take(&mut list, found.items.into_iter().map(|item| item.documentation));
        }
        Some(list)
    })
    .await
}

/// `completionItem/resolve`: adds the documentation of an item of the last list, which is the one on the screen.
pub async fn resolve(backend: &Backend, mut item: CompletionItem) -> Result<CompletionItem> {
    if let Some(markdown) = backend.offered.documentation(&item) {
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
    documentation: Arc<[String]>,
}

impl Offered {
    /// Keeps the documentation of each item of `list`, and marks each item that has any.
    fn take(&self, list: &mut CompletionList, documentation: impl Iterator<Item = String>) {
        let documentation: Arc<[String]> = documentation.collect();
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.number += 1;
        for (place, (item, markdown)) in list.items.iter_mut().zip(&*documentation).enumerate() {
            if !markdown.is_empty() {
                item.data = Some(json!([last.number, place]));
            }
        }
        last.documentation = documentation;
    }

    /// What was kept for `item`; `None` when there was nothing, or the list is an older one.
    fn documentation(&self, item: &CompletionItem) -> Option<String> {
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

    #[test]
    fn the_last_list_has_its_documentation_and_older_ones_none() {
        let offered = Offered::default();
        let mut first = list(&["a", "b"]);
        offered.take(&mut first, ["about a".to_owned(), String::new()].into_iter());
        assert_eq!(offered.documentation(&first.items[0]).as_deref(), Some("about a"));
        assert_eq!(first.items[1].data, None, "nothing to ask for");
        let mut second = list(&["c"]);
        offered.take(&mut second, ["about c".to_owned()].into_iter());
        assert_eq!(offered.documentation(&first.items[0]), None);
        assert_eq!(offered.documentation(&second.items[0]).as_deref(), Some("about c"));
    }
}
