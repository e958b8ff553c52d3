//! The publish state of a post, inside its text or above it.

use tower_lsp::gen_lsp_types::{CodeLens, Command, InlayHint};

use crate::features::publish::Hint;
use crate::server::handlers::commands;
use crate::server::page::Page;

/// Beside the line that decides.
pub fn hint(page: &Page, found: &Hint) -> InlayHint {
    InlayHint {
        position: page.range(found.span).end,
        label: found.label.clone().into(),
        kind: None,
        text_edits: None,
        tooltip: Some(found.tooltip.clone().into()),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// Above that line; a click shows the reason.
pub fn lens(page: &Page, found: &Hint) -> CodeLens {
    let command = Command {
        title: found.label.clone(),
        command: commands::EXPLAIN.to_owned(),
        arguments: Some(vec![page.document.uri.0.clone().into()]),
        ..Command::default()
    };
    CodeLens { range: page.range(found.span), command: Some(command), data: None }
}
