//! Completion lists, as small as the client lets them be.

use tower_lsp::gen_lsp_types::{
    Command, CompletionItem, CompletionItemDefaults, CompletionItemKind, CompletionItemLabelDetails,
    CompletionItemTextEdit, CompletionList, EditRange, EditRangeWithInsertReplace, InsertReplaceEdit,
    InsertTextFormat, Range, TextEdit,
};

use super::hover::documentation;
use crate::features::completion::{Completeness, Completions, Item, ItemKind, Retrigger};
use crate::server::page::Page;
use crate::text::Span;

/// VS Code's command that opens the list.
const RETRIGGER: &str = "editor.action.triggerSuggest";

/// A list for a cursor at byte `offset`.
pub fn answer(page: &Page, offset: usize, found: &Completions) -> CompletionList {
    let common = common_span(found).filter(|_| page.client().default_edit_range);
    let item_defaults = common.map(|span| CompletionItemDefaults {
        edit_range: Some(default_range(page, span, offset)),
        ..CompletionItemDefaults::default()
    });
    let convert = |found| {
        let mut item = item(page, found);
        match common {
            Some(_) => item.text_edit_text = Some(new_text(page, found).to_owned()),
            None => item.text_edit = Some(edit(page, found, offset)),
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
        detail: text(&found.detail),
        // A client that asks for it later gets it then.
        documentation: documentation(&found.documentation, client.completion_markup)
            .filter(|_| !client.resolves_documentation),
        sort_text: text(&found.sort_text),
        filter_text: text(&found.filter_text).filter(|filter| *filter != found.label),
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

/// The span that all items replace, so that it need be said once only.
fn common_span(found: &Completions) -> Option<Span> {
    let span = found.items.first()?.edit.span;
    found.items.iter().all(|item| item.edit.span == span).then_some(span)
}

/// What inserting replaces: the part of the token before the cursor.
fn insert_range(page: &Page, span: Span, offset: usize) -> Range {
    page.range(Span::new(span.start(), offset.clamp(span.start(), span.end())))
}

fn default_range(page: &Page, span: Span, offset: usize) -> EditRange {
    let replace = page.range(span);
    if !page.client().insert_replace {
        return EditRange::Range(replace);
    }
    let insert = insert_range(page, span, offset);
    EditRange::EditRangeWithInsertReplace(EditRangeWithInsertReplace { insert, replace })
}

fn edit(page: &Page, found: &Item, offset: usize) -> CompletionItemTextEdit {
    let new_text = new_text(page, found).to_owned();
    let replace = page.range(found.edit.span);
    if !page.client().insert_replace {
        return CompletionItemTextEdit::TextEdit(TextEdit { range: replace, new_text });
    }
    let insert = insert_range(page, found.edit.span, offset);
    CompletionItemTextEdit::InsertReplaceEdit(InsertReplaceEdit { new_text, insert, replace })
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
