//! A site on disk for one test, and clients that have one of its posts open.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;

/// The folder of a site.
pub struct Blog {
    pub folder: TempDir,
}

impl Blog {
    /// A site of these files.
    pub fn with(files: &[(&str, &str)]) -> Blog {
        let blog = Blog { folder: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, text)| blog.write(name, text));
        blog
    }

    /// Writes a file, as a program other than the editor does.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.path().join(name).display())
    }

    /// A client with the site as its workspace.
    pub fn visitor(&self, capabilities: Value) -> Client {
        let mut client = Client::spawn();
        let folder = format!("file://{}", self.folder.path().display());
        client.initialize(json!({"capabilities": capabilities, "rootUri": folder}));
        client
    }

    /// A client that has `name` open with what is on disk, and does not care for diagnostics. It asks without waiting
    /// for the scan.
    pub fn client(&self, capabilities: Value, name: &str) -> Client {
        let mut client = self.visitor(capabilities);
        client.overhear(&["textDocument/publishDiagnostics"]);
        self.open(&mut client, name);
        client
    }

    /// Opens `name` with what is on disk.
    pub fn open(&self, client: &mut Client, name: &str) {
        let text = std::fs::read_to_string(self.folder.path().join(name)).unwrap();
        client.open(&self.uri(name), &text);
    }

    /// The parameters of a question about a place.
    pub fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({
            "textDocument": {"uri": self.uri(name)},
            "position": {"line": line, "character": character},
            "context": {"includeDeclaration": true, "triggerKind": 1, "isRetrigger": false},
        })
    }
}

/// A range on one line.
pub fn range(line: u32, from: u32, to: u32) -> Value {
    json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}})
}
