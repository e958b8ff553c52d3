//! `textDocument/diagnostic`, for the clients that ask.

use tower_lsp::gen_lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport,
};
use tower_lsp::jsonrpc::{Error, Result};

use crate::features;
use crate::server::abilities::Diagnostics;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::page::Page;

/// `textDocument/diagnostic`. Not there for a client that gets its diagnostics pushed: it would show each twice.
pub async fn pull(backend: &Backend, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReport> {
    if backend.abilities().diagnostics == Diagnostics::Push {
        return Err(Error::method_not_found());
    }
    let items = match Page::of(backend, &params.text_document.uri) {
        Some(page) => {
            page.answer(|page| {
                let found = features::diagnostics::diagnose(page.snapshot(), &page.path);
                convert::diagnostics::answer(page, &found)
            })
            .await?
        }
        None => Vec::new(),
    };
    let report = FullDocumentDiagnosticReport { result_id: None, items };
    Ok(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: report,
    }
    .into())
}
