//! Completion lists, as small as the client lets them be.

use tower_lsp::gen_lsp_types::{
    Command, CompletionItem, CompletionItemDefaults, CompletionItemKind, CompletionItemLabelDetails,
    CompletionItemTextEdit, CompletionList, EditRange, InsertTextFormat, InsertTextMode, Range, TextEdit,
};

use super::hover::documentation;
use crate::features::completion::{Completeness, Completions, Item, ItemKind, Retrigger};
use crate::server::page::Page;
use crate::text::Span;

/// VS Code's command that opens the list.
const RETRIGGER: &str = "editor.action.triggerSuggest";

/// A list as the client takes it.
pub fn answer(page: &Page, found: &Completions) -> CompletionList {
    let common = common_span(found).map(|span| page.range(span));
    let shared = common.filter(|_| page.client().default_edit_range);
    let item_defaults = shared.map(|range| CompletionItemDefaults {
        edit_range: Some(EditRange::Range(range)),
        ..CompletionItemDefaults::default()
    });
    let convert = |found: &Item| {
        let mut item = item(page, found);
        let new_text = new_text(page, found).to_owned();
        match shared {
            Some(_) => item.text_edit_text = Some(new_text),
            None => {
                item.text_edit = Some(edit(common.unwrap_or_else(|| page.range(found.edit.span)), new_text))
            }
        }
        item
    };
    CompletionList {
        // Before the scan has ended, the next keystroke may have more to offer.
        is_incomplete: found.completeness == Completeness::Incomplete || !page.snapshot().ready,
        item_defaults,
        items: found.items.iter().map(convert).collect(),
        ..CompletionList::default()
    }
}

fn item(page: &Page, found: &Item) -> CompletionItem {
    let client = page.client();
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    CompletionItem {
        label: found.label.clone(),
        label_details: text(&found.detail)
            .filter(|_| client.label_details)
            .map(|description| CompletionItemLabelDetails { detail: None, description: Some(description) }),
        kind: Some(kind(found.kind)),
        // One that shows it in the list need not be told twice.
        detail: text(&found.detail).filter(|_| !client.label_details),
        // A client that asks for it later gets it then.
        documentation: documentation(&found.documentation, client.completion_markup)
            .filter(|_| !client.resolves_documentation),
        sort_text: text(&found.sort_text),
        filter_text: text(&found.filter_text).filter(|filter| *filter != found.label),
        // Lines bring their own indentation; an editor that added that of the cursor's line would have it twice.
        insert_text_mode: new_text(page, found).contains('\n').then_some(InsertTextMode::AsIs),
        insert_text_format: snippet(page, found).map(|_| InsertTextFormat::Snippet),
        additional_text_edits: extra_edits(page, found),
        command: (found.retrigger == Retrigger::Yes && client.retriggers).then(retrigger),
        ..CompletionItem::default()
    }
}

fn snippet<'a>(page: &Page, found: &'a Item) -> Option<&'a str> {
    found.snippet.as_deref().filter(|_| page.client().snippets)
}

fn new_text<'a>(page: &Page, found: &'a Item) -> &'a str {
    snippet(page, found).unwrap_or(&found.edit.text)
}

/// The span that all items replace, so that it need be found, and said, once only.
fn common_span(found: &Completions) -> Option<Span> {
    let span = found.items.first()?.edit.span;
    found.items.iter().all(|item| item.edit.span == span).then_some(span)
}

/// One range, and no second one that ends at the cursor: an edit may bring the closing quote of its token along, and
/// a client that kept what stands behind the cursor would double it.
fn edit(range: Range, new_text: String) -> CompletionItemTextEdit {
    CompletionItemTextEdit::TextEdit(TextEdit { range, new_text })
}

fn extra_edits(page: &Page, found: &Item) -> Option<Vec<TextEdit>> {
    let edits = found.extra_edits.iter();
    let edits: Vec<_> =
        edits.map(|edit| TextEdit { range: page.range(edit.span), new_text: edit.text.clone() }).collect();
    (!edits.is_empty()).then_some(edits)
}

fn retrigger() -> Command {
    Command { title: "Suggest".to_owned(), command: RETRIGGER.to_owned(), ..Command::default() }
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Key => CompletionItemKind::Property,
        ItemKind::Table => CompletionItemKind::Module,
        ItemKind::Term => CompletionItemKind::Keyword,
        ItemKind::Word => CompletionItemKind::EnumMember,
        ItemKind::Value => CompletionItemKind::Value,
        ItemKind::Date => CompletionItemKind::Constant,
        ItemKind::File => CompletionItemKind::File,
        ItemKind::Page => CompletionItemKind::Reference,
        ItemKind::Anchor => CompletionItemKind::Reference,
        ItemKind::Shortcode => CompletionItemKind::Function,
        ItemKind::Parameter => CompletionItemKind::Field,
        ItemKind::Template => CompletionItemKind::Snippet,
    }
}
