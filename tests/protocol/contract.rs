//! What is advertised answers, and what is not advertised is refused.

use serde_json::{Value, json};

use crate::client::Client;

const URI: &str = "file:///contract.md";

/// Every request of the protocol that a client may send for a document or a workspace, with the capability that
/// announces it.
const METHODS: &[(&str, &str)] = &[
    ("textDocument/willSaveWaitUntil", "/textDocumentSync/willSaveWaitUntil"),
    ("textDocument/declaration", "/declarationProvider"),
    ("textDocument/definition", "/definitionProvider"),
    ("textDocument/typeDefinition", "/typeDefinitionProvider"),
    ("textDocument/implementation", "/implementationProvider"),
    ("textDocument/references", "/referencesProvider"),
    ("textDocument/prepareCallHierarchy", "/callHierarchyProvider"),
    ("textDocument/prepareTypeHierarchy", "/typeHierarchyProvider"),
    ("textDocument/documentHighlight", "/documentHighlightProvider"),
    ("textDocument/documentLink", "/documentLinkProvider"),
    ("textDocument/hover", "/hoverProvider"),
    ("textDocument/codeLens", "/codeLensProvider"),
    ("textDocument/foldingRange", "/foldingRangeProvider"),
    ("textDocument/selectionRange", "/selectionRangeProvider"),
    ("textDocument/documentSymbol", "/documentSymbolProvider"),
    ("textDocument/semanticTokens/full", "/semanticTokensProvider/full"),
    ("textDocument/semanticTokens/full/delta", "/semanticTokensProvider/full/delta"),
    ("textDocument/semanticTokens/range", "/semanticTokensProvider/range"),
    ("textDocument/inlineValue", "/inlineValueProvider"),
    ("textDocument/inlayHint", "/inlayHintProvider"),
    ("textDocument/moniker", "/monikerProvider"),
    ("textDocument/completion", "/completionProvider"),
    ("textDocument/inlineCompletion", "/inlineCompletionProvider"),
    ("textDocument/diagnostic", "/diagnosticProvider"),
    ("workspace/diagnostic", "/diagnosticProvider/workspaceDiagnostics"),
    ("textDocument/signatureHelp", "/signatureHelpProvider"),
    ("textDocument/codeAction", "/codeActionProvider"),
    ("textDocument/documentColor", "/colorProvider"),
    ("textDocument/formatting", "/documentFormattingProvider"),
    ("textDocument/rangeFormatting", "/documentRangeFormattingProvider"),
    ("textDocument/onTypeFormatting", "/documentOnTypeFormattingProvider"),
    ("textDocument/rename", "/renameProvider"),
    ("textDocument/prepareRename", "/renameProvider/prepareProvider"),
    ("textDocument/linkedEditingRange", "/linkedEditingRangeProvider"),
    ("workspace/symbol", "/workspaceSymbolProvider"),
    ("workspace/willCreateFiles", "/workspace/fileOperations/willCreate"),
    ("workspace/willRenameFiles", "/workspace/fileOperations/willRename"),
    ("workspace/willDeleteFiles", "/workspace/fileOperations/willDelete"),
    ("workspace/executeCommand", "/executeCommandProvider"),
    ("workspace/textDocumentContent", "/workspace/textDocumentContent"),
];

/// One object that is valid as the parameters of every method above.
fn params() -> Value {
    let position = json!({"line": 1, "character": 2});
    json!({
        "textDocument": {"uri": URI},
        "position": position,
        "positions": [position],
        "range": {"start": position, "end": position},
        "context": {"includeDeclaration": true, "diagnostics": [], "triggerKind": 1, "isRetrigger": false},
        "options": {"tabSize": 2, "insertSpaces": true},
        "newName": "new",
        "query": "",
        "ch": "\n",
        "reason": 1,
        "files": [],
        "previousResultIds": [],
        "previousResultId": "none",
        "command": "no.such.command",
        "uri": URI,
    })
}

#[test]
fn advertised_methods_answer_and_all_others_are_refused() {
    for capabilities in [json!({}), json!({"textDocument": {"diagnostic": {}}})] {
        let mut client = Client::spawn();
        let advertised = client.initialize(json!({"capabilities": capabilities}));
        client.overhear(&["textDocument/publishDiagnostics"]);
        client.open(URI, "---\ntitle: A\ntags: [x]\n---\n# B\n");
        for (method, pointer) in METHODS {
            let is_advertised = advertised
                .pointer(pointer)
                .is_some_and(|value| *value != json!(null) && *value != json!(false));
            let id = client.ask(method, params());
            let answer = client.answer(&json!(id));
            match answer.get("error") {
                None => assert!(is_advertised, "{method} answers but is not advertised"),
                Some(error) if is_advertised => {
                    // Asked for a command or a name that is not there, a handler may say so; it exists.
                    let is_about_names = ["textDocument/rename", "workspace/executeCommand"].contains(method);
                    assert!(is_about_names && error["code"] != -32601, "{method}: {answer}");
                }
                Some(error) => assert_eq!(error["code"], -32601, "{method}: {answer}"),
            }
        }
        client.finish();
    }
}

#[test]
fn positions_outside_of_the_text_are_answered() {
    let mut client = Client::spawn();
    let advertised = client.initialize(json!({"capabilities": {}}));
    client.overhear(&["textDocument/publishDiagnostics"]);
    client.open(URI, "---\ntitle: é😀\n---\n");
    let far = json!({"line": u32::MAX, "character": u32::MAX});
    let inside = json!({"line": 1, "character": 9});
    for (method, pointer) in METHODS.iter().filter(|(method, _)| method.starts_with("textDocument/")) {
        if advertised.pointer(pointer).is_none() {
            continue;
        }
        for (start, end) in [(&far, &far), (&inside, &far), (&far, &inside)] {
            let mut params = params();
            params["position"] = start.clone();
            params["range"] = json!({"start": start, "end": end});
            let id = client.ask(method, params);
            let code = client.answer(&json!(id))["error"]["code"].take();
            assert_ne!(code, -32603, "{method} panicked");
        }
    }
    client.finish();
}

#[test]
fn a_text_that_is_not_open_is_answered() {
    let mut client = Client::spawn();
    let advertised = client.initialize(json!({"capabilities": {}}));
    for (method, pointer) in METHODS {
        if advertised.pointer(pointer).is_some() {
            let id = client.ask(method, params());
            let code = client.answer(&json!(id))["error"]["code"].take();
            assert_ne!(code, -32603, "{method} panicked");
        }
    }
    client.finish();
}
