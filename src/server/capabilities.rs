//! What the server can do, told to one client.

use tower_lsp::gen_lsp_types::{
    CodeActionOptions, CodeActionProvider, CodeLensOptions, CompletionOptions, DiagnosticOptions,
    DocumentLinkOptions, ExecuteCommandOptions, FileOperationFilter, FileOperationOptions,
    FileOperationPattern, FileOperationRegistrationOptions, InitializeResult, PositionEncodingKind,
    RenameOptions, RenameProvider, SemanticTokensOptions, ServerCapabilities, ServerInfo,
    SignatureHelpOptions, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};

use super::abilities::{Abilities, Diagnostics};
use super::convert;
use super::handlers::commands;
use crate::text::Encoding;

/// After these, an editor asks for completions though no word is being typed: what starts a value, a list entry, a
/// shortcode, one of its parameters, a link or an anchor.
const TRIGGERS: &[&str] = &["\"", "'", "[", ",", " ", ":", "{", "<", "%", "=", "(", "/", "#"];

/// The answer to `initialize`. Every capability in it has its methods in [`super::routes`], and the other way round;
/// the protocol tests hold the two together.
pub fn introduction(client: &Abilities) -> InitializeResult {
    InitializeResult {
        capabilities: capabilities(client),
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn capabilities(client: &Abilities) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(encoding_kind(client.encoding)),
        text_document_sync: Some(sync().into()),
        completion_provider: Some(completion()),
        hover_provider: Some(true.into()),
        signature_help_provider: Some(signature_help()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        semantic_tokens_provider: Some(tokens().into()),
        code_action_provider: Some(actions()),
        rename_provider: Some(rename(client)),
        inlay_hint_provider: Some(true.into()),
        code_lens_provider: client.shows_lenses.then(CodeLensOptions::default),
        execute_command_provider: client.shows_lenses.then(commands),
        diagnostic_provider: (client.diagnostics == Diagnostics::Pull).then(|| diagnostics().into()),
        workspace: Some(workspace()),
        ..ServerCapabilities::default()
    }
}

fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
    }
}

fn sync() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    }
}

fn completion() -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(TRIGGERS.iter().map(|&trigger| trigger.to_owned()).collect()),
        resolve_provider: Some(true),
        ..CompletionOptions::default()
    }
}

fn signature_help() -> SignatureHelpOptions {
    SignatureHelpOptions {
        trigger_characters: Some(vec![" ".to_owned(), "=".to_owned()]),
        ..SignatureHelpOptions::default()
    }
}

fn actions() -> CodeActionProvider {
    let kinds = convert::actions::kinds();
    CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() }.into()
}

/// A client that does not say that it asks beforehand must be told no more than yes.
fn rename(client: &Abilities) -> RenameProvider {
    if !client.prepares_rename {
        return true.into();
    }
    RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into()
}

fn commands() -> ExecuteCommandOptions {
    ExecuteCommandOptions { commands: vec![commands::EXPLAIN.to_owned()], ..ExecuteCommandOptions::default() }
}

/// What is wrong in a post depends on others: on their URLs, for one.
fn diagnostics() -> DiagnosticOptions {
    DiagnosticOptions { inter_file_dependencies: true, ..DiagnosticOptions::default() }
}

fn tokens() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: convert::tokens::legend(),
        range: Some(true.into()),
        full: Some(true.into()),
        ..SemanticTokensOptions::default()
    }
}

/// Every file and folder may be a page or hold some.
fn file_operations() -> FileOperationOptions {
    let everything = FileOperationPattern { glob: "**".to_owned(), ..FileOperationPattern::default() };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern: everything };
    let will_rename = Some(FileOperationRegistrationOptions { filters: vec![filter] });
    FileOperationOptions { will_rename, ..FileOperationOptions::default() }
}

fn workspace() -> WorkspaceOptions {
    WorkspaceOptions {
        workspace_folders: Some(WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(true.into()),
        }),
        file_operations: Some(file_operations()),
        ..WorkspaceOptions::default()
    }
}
