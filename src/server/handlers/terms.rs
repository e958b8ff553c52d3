//! `frontis/terms` and `frontis/termPlace`: a list of terms to choose from, and where the chosen one can be renamed.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{Location, Position, TextDocumentIdentifier};
use tower_lsp::jsonrpc::Result;

use crate::features::symbols::{self, NamedTerm};
use crate::server::backend::Backend;
use crate::server::page::Page;

/// An open post of the site that is meant, and the cursor in it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermsParams {
    text_document: TextDocumentIdentifier,
    position: Option<Position>,
}

/// The terms of a site.
#[derive(Serialize)]
pub struct TermsAnswer {
    /// The one under the cursor.
    here: Option<TermAnswer>,
    /// All of them, those of many posts first.
    terms: Vec<TermAnswer>,
}

/// One term.
#[derive(Serialize)]
pub struct TermAnswer {
    taxonomy: String,
    name: String,
    /// The number of its posts.
    posts: usize,
}

impl From<NamedTerm> for TermAnswer {
    fn from(term: NamedTerm) -> Self {
        TermAnswer { taxonomy: term.taxonomy.into(), name: term.name.into(), posts: term.posts }
    }
}

/// `frontis/terms`: `null` for a text that is not open.
pub async fn terms(backend: &Backend, params: TermsParams) -> Result<Option<TermsAnswer>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    page.answer(move |page| {
        let at = params.position.map(|position| page.offset(position));
        let here = at.and_then(|offset| symbols::term_at(page.snapshot(), &page.path, offset));
        let all = symbols::terms(page.snapshot(), &page.path);
        Some(TermsAnswer { here: here.map(Into::into), terms: all.into_iter().map(Into::into).collect() })
    })
    .await
}

/// A term of the site that owns an open post.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermPlaceParams {
    text_document: TextDocumentIdentifier,
    taxonomy: String,
    name: String,
}

/// `frontis/termPlace`: a place where `textDocument/rename` finds the term; `null` when no post has it.
pub async fn place(backend: &Backend, params: TermPlaceParams) -> Result<Option<Location>> {
    let Some(page) = Page::of(backend, &params.text_document.uri) else { return Ok(None) };
    page.answer(move |page| {
        let snapshot = page.snapshot();
        let (path, span) = symbols::place(snapshot, &page.path, &params.taxonomy, &params.name)?;
        page.moment.location(&path, span)
    })
    .await
}
