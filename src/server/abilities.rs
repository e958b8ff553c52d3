//! What the client can do: its capabilities in, plain answers out.

use serde_json::Value;
use tower_lsp::gen_lsp_types::{InitializeParams, MarkupKind};

use crate::text::Encoding;

/// What the rest of the server wants to know of the client. What a client does not say, it can't.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Abilities {
    /// The units of positions, negotiated.
    pub encoding: Encoding,
    /// How the client gets its diagnostics.
    pub diagnostics: Diagnostics,
    /// Inserts snippets with tab stops.
    pub snippets: bool,
    /// Shows a text beside the label of a completion.
    pub label_details: bool,
    /// Takes one edit range for all items of a list.
    pub default_edit_range: bool,
    /// Knows VS Code's command that opens the list again.
    pub retriggers: bool,
    /// Asks for the documentation of an item when it is selected.
    pub resolves_documentation: bool,
    /// How the documentation of a completion is shown.
    pub completion_markup: Markup,
    /// How a hover is shown.
    pub hover_markup: Markup,
    /// How the documentation of a signature is shown.
    pub signature_markup: Markup,
    /// Finds the parameter in a signature's label by its range.
    pub label_offsets: bool,
    /// Takes edits for a version of a document, and refuses them when it moved on.
    pub document_changes: bool,
    /// Makes files as part of an edit.
    pub creates_files: bool,
    /// Renames files as part of an edit.
    pub renames_files: bool,
    /// Lets the user confirm edits one by one.
    pub change_annotations: bool,
    /// Takes actions with edits, not only commands.
    pub action_literals: bool,
    /// Shows an action that cannot be done, with the reason.
    pub disabled_actions: bool,
    /// Asks for the edit of an action when it is chosen.
    pub resolves_edits: bool,
    /// Shows other places that belong to a diagnostic.
    pub related_information: bool,
    /// Links the code of a diagnostic to its page.
    pub code_descriptions: bool,
    /// Greys out what a diagnostic calls unnecessary.
    pub diagnostic_tags: bool,
    /// Asks what would be renamed before it asks for a new name.
    pub prepares_rename: bool,
    /// Shows code lenses, and shows no inlay hints, which say the same.
    pub shows_lenses: bool,
    /// Shows symbols as a tree.
    pub symbol_tree: bool,
    /// Highlights what a definition was asked from.
    pub definition_links: bool,
    /// Folds whole lines only.
    pub folds_lines_only: bool,
    /// Applies an edit that the server asks for.
    pub applies_edits: bool,
    /// Answers what its settings are.
    pub configuration: bool,
    /// Takes a registration for changes of its settings.
    pub registers_configuration: bool,
    /// Takes a registration for changed files.
    pub watches_files: bool,
    /// Shows how far a long task is.
    pub progress: bool,
    /// Opens a document on request.
    pub shows_documents: bool,
    /// Wants to hear when the sites are others than before, to ask for `frontis/status` again.
    pub follows_sites: bool,
    /// Asks again for diagnostics, code lenses, inlay hints, semantic tokens when told to.
    pub refreshes: Refreshes,
}

/// The one initialization option that is no setting: `"utf-8"`, `"utf-16"` or `"utf-32"`, which wins over what the
/// client announces.
pub const ENCODING_OPTION: &str = "positionEncoding";

/// How diagnostics reach the client: one way for each client, or everything would be shown twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Diagnostics {
    /// The server sends them, with the version they are about: every client that was tried shows these, and they come
    /// without a question when another post changed.
    #[default]
    Push,
    /// The client asks: for those alone that say nothing of pushed ones.
    Pull,
}

/// The languages in which the client shows documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// As it is.
    #[default]
    Plain,
    /// Rendered.
    Markdown,
}

impl From<Markup> for MarkupKind {
    fn from(markup: Markup) -> Self {
        match markup {
            Markup::Plain => MarkupKind::PlainText,
            Markup::Markdown => MarkupKind::Markdown,
        }
    }
}

/// What the client asks for again when told that it changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshes {
    /// Pulled diagnostics.
    pub diagnostics: bool,
    /// Code lenses.
    pub code_lenses: bool,
    /// Inlay hints.
    pub inlay_hints: bool,
    /// Semantic tokens.
    pub semantic_tokens: bool,
}

impl Abilities {
    /// Reads an `initialize` request.
    pub fn of(client: &InitializeParams) -> Self {
        let said = Said(serde_json::to_value(&client.capabilities).unwrap_or_default());
        let item = "/textDocument/completion/completionItem";
        let edit = "/workspace/workspaceEdit";
        let action = "/textDocument/codeAction";
        let published = "/textDocument/publishDiagnostics";
        let signature = "/textDocument/signatureHelp/signatureInformation";
        Abilities {
            encoding: asked_encoding(client).unwrap_or_else(|| said.encoding()),
            diagnostics: said.diagnostics(),
            snippets: said.yes(item, "/snippetSupport"),
            label_details: said.yes(item, "/labelDetailsSupport"),
            default_edit_range: said
                .lists("/textDocument/completion/completionList/itemDefaults", "editRange"),
            retriggers: client.client_info.as_ref().is_some_and(|info| is_vscode(&info.name)),
            resolves_documentation: said.lists(&format!("{item}/resolveSupport/properties"), "documentation"),
            completion_markup: said.markup(&format!("{item}/documentationFormat")),
            hover_markup: said.markup("/textDocument/hover/contentFormat"),
            signature_markup: said.markup(&format!("{signature}/documentationFormat")),
            label_offsets: said.yes(signature, "/parameterInformation/labelOffsetSupport"),
            // Who makes or renames files does so in this form, though not all say it.
            document_changes: said.yes(edit, "/documentChanges")
                || said.has(&format!("{edit}/resourceOperations")),
            creates_files: said.lists(&format!("{edit}/resourceOperations"), "create"),
            renames_files: said.lists(&format!("{edit}/resourceOperations"), "rename"),
            change_annotations: said.has(&format!("{edit}/changeAnnotationSupport")),
            action_literals: said.has(&format!("{action}/codeActionLiteralSupport")),
            disabled_actions: said.yes(action, "/disabledSupport"),
            resolves_edits: said.lists(&format!("{action}/resolveSupport/properties"), "edit"),
            related_information: said.yes(published, "/relatedInformation"),
            code_descriptions: said.yes(published, "/codeDescriptionSupport"),
            diagnostic_tags: said.has(&format!("{published}/tagSupport")),
            prepares_rename: said.yes("/textDocument/rename", "/prepareSupport"),
            shows_lenses: said.has("/textDocument/codeLens") && !said.has("/textDocument/inlayHint"),
            symbol_tree: said.yes("/textDocument/documentSymbol", "/hierarchicalDocumentSymbolSupport"),
            definition_links: said.yes("/textDocument/definition", "/linkSupport"),
            folds_lines_only: said.yes("/textDocument/foldingRange", "/lineFoldingOnly"),
            applies_edits: said.yes("/workspace", "/applyEdit"),
            configuration: said.yes("/workspace", "/configuration"),
            registers_configuration: said.yes("/workspace", "/didChangeConfiguration/dynamicRegistration"),
            watches_files: said.yes("/workspace", "/didChangeWatchedFiles/dynamicRegistration"),
            progress: said.yes("/window", "/workDoneProgress"),
            shows_documents: said.yes("/window", "/showDocument/support"),
            follows_sites: said.yes("/experimental", "/frontisSitesChanged"),
            refreshes: said.refreshes(),
        }
    }
}

/// The encoding that the initialization options name. Some clients announce none and count otherwise than the protocol
/// says: ALE in bytes, vim-lsp and lsp-mode up to 8 in characters. Their configuration says so in their place.
fn asked_encoding(client: &InitializeParams) -> Option<Encoding> {
    encoding_named(client.initialization_options.as_ref()?.get(ENCODING_OPTION)?.as_str()?)
}

fn encoding_named(name: &str) -> Option<Encoding> {
    match name {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    }
}

/// Commands of the editor itself are in no capability: only the name tells. Its other builds call themselves so too.
fn is_vscode(name: &str) -> bool {
    ["Visual Studio Code", "Code - OSS", "VSCodium", "code-server"]
        .iter()
        .any(|known| name.starts_with(known))
}

/// The capabilities as JSON, so that one line asks one question of any depth.
struct Said(Value);

impl Said {
    fn at(&self, pointer: &str) -> Option<&Value> {
        self.0.pointer(pointer).filter(|value| !value.is_null())
    }

    fn has(&self, pointer: &str) -> bool {
        self.at(pointer).is_some()
    }

    fn yes(&self, parent: &str, pointer: &str) -> bool {
        self.at(&format!("{parent}{pointer}")) == Some(&Value::Bool(true))
    }

    fn list(&self, pointer: &str) -> impl Iterator<Item = &str> {
        self.at(pointer).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    fn lists(&self, pointer: &str, name: &str) -> bool {
        self.list(pointer).any(|listed| listed == name)
    }

    fn markup(&self, pointer: &str) -> Markup {
        if self.lists(pointer, "markdown") { Markup::Markdown } else { Markup::Plain }
    }

    /// The best of the encodings offered; UTF-16 for a client that says nothing.
    fn encoding(&self) -> Encoding {
        let offered = self.list("/general/positionEncodings").filter_map(encoding_named);
        offered.min().unwrap_or_default()
    }

    fn diagnostics(&self) -> Diagnostics {
        let pulls_only =
            self.has("/textDocument/diagnostic") && !self.has("/textDocument/publishDiagnostics");
        if pulls_only { Diagnostics::Pull } else { Diagnostics::Push }
    }

    fn refreshes(&self) -> Refreshes {
        let refreshes = |what: &str| self.yes("/workspace", &format!("/{what}/refreshSupport"));
        Refreshes {
            diagnostics: refreshes("diagnostics"),
            code_lenses: refreshes("codeLens"),
            inlay_hints: refreshes("inlayHint"),
            semantic_tokens: refreshes("semanticTokens"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn abilities(capabilities: Value) -> Abilities {
        of_payload(json!({"capabilities": capabilities}))
    }

    fn of_payload(payload: Value) -> Abilities {
        Abilities::of(&serde_json::from_value(payload).unwrap())
    }

    fn of_client(name: &str) -> Abilities {
        let path = format!("{}/tests/fixtures/clients/{name}.json", env!("CARGO_MANIFEST_DIR"));
        of_payload(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    #[test]
    fn a_client_that_says_nothing_can_nothing() {
        assert_eq!(abilities(json!({})), Abilities::default());
        assert_eq!(abilities(json!({"general": {"positionEncodings": ["utf-7"]}})), Abilities::default());
    }

    #[test]
    fn each_client_gets_its_best_encoding() {
        let encodings = [
            ("vscode_v1.139.1-languageclient9.0.1", Encoding::Utf16),
            ("neovim_v0.7.2", Encoding::Utf16),
            ("neovim_v0.12.4", Encoding::Utf8),
            ("helix_v25.07.1", Encoding::Utf8),
            ("eglot_v1.17.30-emacs30.1", Encoding::Utf8),
        ];
        for (client, encoding) in encodings {
            assert_eq!(of_client(client).encoding, encoding, "{client}");
        }
        let silent = json!({"capabilities": {}, "initializationOptions": {"positionEncoding": "utf-32"}});
        assert_eq!(of_payload(silent).encoding, Encoding::Utf32, "asked for by the configuration");
        let only_wide = json!({"general": {"positionEncodings": ["utf-16", "utf-32"]}});
        assert_eq!(abilities(only_wide).encoding, Encoding::Utf32);
    }

    #[test]
    fn what_real_clients_say_is_understood() {
        let vscode = of_client("vscode_v1.139.1-languageclient9.0.1");
        assert!(vscode.snippets && vscode.default_edit_range && vscode.document_changes);
        assert!(vscode.change_annotations && vscode.watches_files && vscode.progress && vscode.configuration);
        assert!(
            vscode.retriggers
                && vscode.refreshes.code_lenses
                && vscode.action_literals
                && !vscode.shows_lenses
                && vscode.code_descriptions
        );
        assert_eq!(vscode.hover_markup, Markup::Markdown);
        let kate = of_client("kate_v22.12.3");
        assert!(!kate.snippets && !kate.document_changes && !kate.configuration && kate.progress);
        let ale = of_client("ale_v3.3.0-vim9.0");
        assert_eq!((ale.hover_markup, ale.completion_markup), (Markup::Plain, Markup::Plain));
        let neovim = of_client("neovim_v0.10.4");
        assert!(!neovim.snippets && !neovim.watches_files, "it says no to dynamic registration");
        assert!(neovim.document_changes && neovim.renames_files, "it makes both, but names only one");
    }

    #[test]
    fn diagnostics_go_one_way() {
        assert_eq!(of_client("vscode_v1.139.1-languageclient9.0.1").diagnostics, Diagnostics::Push);
        let pulls_only = json!({"textDocument": {"diagnostic": {}}});
        assert_eq!(abilities(pulls_only).diagnostics, Diagnostics::Pull);
    }
}
