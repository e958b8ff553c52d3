//! The `initialize` payloads of real clients, and what each may be asked.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::blog::{Blog, range};
use crate::client::Client;

/// What a request of the server needs the client to have announced.
const NEEDS: &[(&str, &str)] = &[
    ("workspace/configuration", "/workspace/configuration"),
    ("window/workDoneProgress/create", "/window/workDoneProgress"),
    ("workspace/inlayHint/refresh", "/workspace/inlayHint/refreshSupport"),
    ("workspace/codeLens/refresh", "/workspace/codeLens/refreshSupport"),
    ("workspace/semanticTokens/refresh", "/workspace/semanticTokens/refreshSupport"),
    ("workspace/diagnostic/refresh", "/workspace/diagnostics/refreshSupport"),
];

/// What a registration needs.
const REGISTRATIONS: &[(&str, &str)] = &[
    ("workspace/didChangeWatchedFiles", "/workspace/didChangeWatchedFiles/dynamicRegistration"),
    ("workspace/didChangeConfiguration", "/workspace/didChangeConfiguration/dynamicRegistration"),
];

/// Name and payload of each client.
pub fn clients() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/clients");
    let mut clients: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let payload = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            (path.file_stem().unwrap().to_string_lossy().into_owned(), payload)
        })
        .collect();
    clients.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(clients.len(), 13);
    clients
}

/// The encoding that the client must be given.
fn best_encoding(payload: &Value) -> &'static str {
    let offered = payload.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
    let offers = |name: &str| offered.is_some_and(|offered| offered.contains(&json!(name)));
    ["utf-8", "utf-32"].into_iter().find(|name| offers(name)).unwrap_or("utf-16")
}

fn is_announced(payload: &Value, table: &[(&str, &str)], method: &str) -> bool {
    let need = table.iter().find(|(known, _)| *known == method);
    let (_, pointer) = need.unwrap_or_else(|| panic!("{method} is not in the table"));
    payload["capabilities"].pointer(pointer) == Some(&json!(true))
}

/// Answers what the server asked, and fails when the client never said that it can be asked that.
pub fn answer_requests(client: &mut Client, name: &str, payload: &Value) {
    for message in client.unread() {
        let method = message["method"].as_str().unwrap_or_else(|| panic!("{name}: {message}"));
        if message.get("id").is_none() {
            assert!(["textDocument/publishDiagnostics", "$/progress"].contains(&method), "{name}: {message}");
        } else if method == "client/registerCapability" {
            for registration in message["params"]["registrations"].as_array().unwrap() {
                let method = registration["method"].as_str().unwrap();
                assert!(is_announced(payload, REGISTRATIONS, method), "{name}: {method}");
            }
            client.reply(&message, Value::Null);
        } else {
            assert!(is_announced(payload, NEEDS, method), "{name}: {method}");
            let is_question = method == "workspace/configuration";
            client.reply(&message, if is_question { json!([null]) } else { Value::Null });
        }
    }
}

#[test]
fn every_real_client_is_served() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "---\ntitle: A\n---\n").unwrap();
    let uri = format!("file://{}/a.md", folder.path().display());
    for (name, mut payload) in clients() {
        payload["rootUri"] = json!(format!("file://{}", folder.path().display()));
        let mut client = Client::spawn();
        let capabilities = client.initialize(payload.clone());
        assert_eq!(capabilities["positionEncoding"], best_encoding(&payload), "{name}");
        client.open(&uri, "---\ntitle: B\n---\n");
        assert_eq!(client.text(&uri)["version"], 1, "{name}");
        let diagnostics = client.heard("textDocument/publishDiagnostics");
        assert_eq!(diagnostics["params"]["uri"], uri, "{name}");
        assert_eq!(diagnostics["params"]["version"], 1, "{name}");
        answer_requests(&mut client, &name, &payload);
        client.call("shutdown", Value::Null);
        answer_requests(&mut client, &name, &payload);
    }
}

/// ALE counts in bytes and vim-lsp in characters, and neither can say so but by the options that our texts for them give.
#[test]
fn a_client_that_counts_its_own_way_is_answered_in_it() {
    for (encoding, column) in [("utf-8", 11), ("utf-32", 8), ("utf-16", 9), ("utf-7", 9)] {
        let blog = Blog::with(&[
            ("hugo.toml", "title = 'Blog'\n"),
            ("layouts/shortcodes/slide.html", "{{ .Get 0 }}\n"),
            ("content/post/a.md", "---\ntitle: A\n---\n😀 e {{< slid x >}}\n"),
        ]);
        let mut client = Client::spawn();
        let root = format!("file://{}", blog.folder.path().display());
        let options = json!({"positionEncoding": encoding});
        client.initialize(json!({"capabilities": {}, "rootUri": root, "initializationOptions": options}));
        blog.open(&mut client, "content/post/a.md");
        let place = std::iter::repeat_with(|| client.heard("textDocument/publishDiagnostics"))
            .flat_map(|told| told["params"]["diagnostics"].as_array().unwrap().clone())
            .find(|told| told["code"] == "shortcode-unknown");
        assert_eq!(place.unwrap()["range"], range(3, column, column + 4), "{encoding}");
        client.overhear(&["textDocument/publishDiagnostics"]);
        client.finish();
    }
}
