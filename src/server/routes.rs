//! Which function handles which method: all of them, and nothing else.

use tower_lsp::{ClientSocket, LspService};

use super::backend::Backend;
use super::handlers::{
    actions, commands, completion, diagnostics, explain, files, folding, hover, inspect, links, navigation,
    permalink, publication, rename, settings, signature, status, symbols, sync, terms, tokens, workspace,
};
use super::keeper::{self, Orders};

/// The library's service with our handlers. A method that is not listed here is answered with -32601, so this list is
/// held together with [`super::capabilities`].
pub fn service() -> (LspService<Backend>, ClientSocket) {
    let (orders, to_serve) = Orders::new();
    let start = |client| {
        let backend = Backend::new(client, orders);
        keeper::start(backend.clone(), to_serve);
        backend
    };
    LspService::build_with_lifecycle_methods(start)
        .custom_method("textDocument/didOpen", sync::open)
        .custom_method("textDocument/didChange", sync::change)
        .custom_method("textDocument/didSave", sync::save)
        .custom_method("textDocument/didClose", sync::close)
        .custom_method("textDocument/diagnostic", diagnostics::pull)
        .custom_method("textDocument/completion", completion::complete)
        .custom_method("completionItem/resolve", completion::resolve)
        .custom_method("textDocument/hover", hover::hover)
        .custom_method("textDocument/signatureHelp", signature::help)
        .custom_method("textDocument/definition", navigation::definition)
        .custom_method("textDocument/references", navigation::references)
        .custom_method("textDocument/documentHighlight", navigation::highlight)
        .custom_method("textDocument/documentLink", links::links)
        .custom_method("textDocument/documentSymbol", symbols::document)
        .custom_method("textDocument/foldingRange", folding::folds)
        .custom_method("textDocument/semanticTokens/full", tokens::full)
        .custom_method("textDocument/semanticTokens/range", tokens::range)
        .custom_method("textDocument/codeAction", actions::actions)
        .custom_method("textDocument/prepareRename", rename::prepare)
        .custom_method("textDocument/rename", rename::rename)
        .custom_method("textDocument/inlayHint", publication::hints)
        .custom_method("textDocument/codeLens", publication::lenses)
        .custom_method("workspace/executeCommand", commands::execute)
        .custom_method("workspace/willRenameFiles", files::will_rename)
        .custom_method("workspace/symbol", symbols::workspace)
        .custom_method("workspace/didChangeWorkspaceFolders", workspace::change_folders)
        .custom_method("workspace/didChangeWatchedFiles", workspace::change_files)
        .custom_method("workspace/didChangeConfiguration", settings::change)
        .custom_method("frontis/explain", explain::explain)
        .custom_method("frontis/permalink", permalink::permalink)
        .custom_method("frontis/status", status::status)
        .custom_method("frontis/termPlace", terms::place)
        .custom_method("frontis/terms", terms::terms)
        .custom_method("frontis/text", inspect::text)
        .finish()
}
