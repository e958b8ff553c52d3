//! `textDocument/codeAction`

use tower_lsp::gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse};
use tower_lsp::jsonrpc::Result;

use crate::features::actions;
use crate::server::backend::Backend;
use crate::server::convert::actions::{FIX_ALL, answer, is_wanted, kind};
use crate::server::page::Page;
use crate::text::Span;

/// `textDocument/codeAction`: by the present text alone. The diagnostics that a client sends along may be those of an
/// older version.
pub async fn actions(backend: &Backend, params: CodeActionParams) -> Result<Option<Vec<CodeActionResponse>>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    if !page.client().action_literals {
        return Ok(None);
    }
    let (span, only) = (page.span(params.range), params.context.only);
    page.answer(move |page| {
        let only = only.as_deref();
        let found = at(page, span, only).into_iter().chain(fix_all(page, only));
        Some(found.map(CodeActionResponse::from).collect())
    })
    .await
}

fn at(page: &Page, span: Span, only: Option<&[CodeActionKind]>) -> Vec<CodeAction> {
    let found = actions::actions(page.snapshot(), &page.path, span).into_iter();
    let wanted = found.map(|action| (kind(action.kind), action)).filter(|(kind, _)| is_wanted(only, kind));
    wanted.filter_map(|(kind, action)| answer(page, action, kind)).collect()
}

/// What mends everything, only when it is asked for by its kind: in a menu it would say what the fixes say.
fn fix_all(page: &Page, only: Option<&[CodeActionKind]>) -> Option<CodeAction> {
    only.filter(|only| is_wanted(Some(only), &FIX_ALL))?;
    answer(page, actions::fix_all(page.snapshot(), &page.path)?, FIX_ALL)
}
