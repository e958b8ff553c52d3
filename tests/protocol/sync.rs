//! Edits and questions in one pipeline: every answer is about the text that the client had when it asked.

use serde_json::{Value, json};

use crate::client::Client;

const URI: &str = "file:///pipeline.md";
const EDITS: usize = 2000;
const QUESTIONS: usize = 500;

/// A generator of numbers that gives the same ones each time: a failure must be found again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// The client's own text, edited without the server's code.
struct Model {
    text: String,
    encoding: &'static str,
}

impl Model {
    /// Counts as the protocol says, by looking at all that comes before.
    fn position(&self, offset: usize) -> Value {
        let before = self.text[..offset].replace("\r\n", "\n").replace('\r', "\n");
        let line = before.rsplit('\n').next().unwrap();
        let character = match self.encoding {
            "utf-8" => line.len(),
            "utf-16" => line.encode_utf16().count(),
            _ => line.chars().count(),
        };
        json!({"line": before.matches('\n').count(), "character": character})
    }

    /// A place that a client can name: not inside a character and not between CR and LF.
    fn place(&self, numbers: &mut Numbers) -> usize {
        let offset = self.text.floor_char_boundary(numbers.below(self.text.len() + 1));
        let is_mid_crlf = self.text[..offset].ends_with('\r') && self.text[offset..].starts_with('\n');
        if is_mid_crlf { offset - 1 } else { offset }
    }

    /// Makes one random edit and returns it as the client sends it.
    fn edit(&mut self, numbers: &mut Numbers) -> Value {
        const PIECES: &[&str] = &[
            "a",
            "tags: [",
            "é",
            "日本語",
            "😀",
            "\r\n",
            "\n",
            "\r",
            "---\n",
            "{{< x >}}",
            "",
            "e\u{301}",
            "\u{2028}",
        ];
        let (a, b) = (self.place(numbers), self.place(numbers));
        let (start, end) = (a.min(b), a.max(b));
        // Mostly insertions and short deletions, so that the text grows to some size.
        let end = if numbers.below(3) == 0 && end - start < 40 { end } else { start };
        let text = PIECES[numbers.below(PIECES.len())];
        let change =
            json!({"range": {"start": self.position(start), "end": self.position(end)}, "text": text});
        self.text.replace_range(start..end, text);
        change
    }
}

fn pipeline(encoding: &'static str) {
    let mut client = Client::spawn();
    let offered = json!({"general": {"positionEncodings": [encoding]}});
    let capabilities = client.initialize(json!({"capabilities": offered}));
    assert_eq!(capabilities["positionEncoding"], encoding);
    client.overhear(&["textDocument/publishDiagnostics"]);
    let mut model = Model { text: "---\r\ntitle: é😀\r\n---\r\n".to_owned(), encoding };
    client.open(URI, &model.text);
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut expected = Vec::new();
    for version in 2..=EDITS + 1 {
        let change = model.edit(&mut numbers);
        let id = json!({"uri": URI, "version": version});
        client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": [change]}));
        if version % (EDITS / QUESTIONS) == 0 {
            let question = client.ask("frontis/text", json!({"textDocument": {"uri": URI}}));
            expected.push((question, version, model.text.clone()));
        }
    }
    assert_eq!(expected.len(), QUESTIONS);
    for (question, version, text) in expected {
        let answer = client.answer(&json!(question))["result"].take();
        assert_eq!(answer["version"], version);
        assert_eq!(answer["text"], text, "version {version}");
    }
    let last = client.text(URI);
    assert_eq!((&last["version"], &last["text"]), (&json!(EDITS + 1), &json!(model.text)));
    client.finish();
}

#[test]
fn in_utf_8() {
    pipeline("utf-8");
}

#[test]
fn in_utf_16() {
    pipeline("utf-16");
}

#[test]
fn in_utf_32() {
    pipeline("utf-32");
}

#[test]
fn whole_texts_and_several_changes_at_once() {
    let mut client = Client::start(json!({}));
    client.overhear(&["textDocument/publishDiagnostics"]);
    client.open(URI, "one");
    let at = |character: u32| json!({"line": 0, "character": character});
    let changes = json!([
        {"text": "two\r\n"},
        {"range": {"start": at(3), "end": at(3)}, "text": "!"},
        {"range": {"start": at(0), "end": at(9999)}, "text": "😀"},
        {"range": {"start": at(2), "end": at(2)}, "text": "."},
    ]);
    let id = json!({"uri": URI, "version": 2});
    client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": changes}));
    assert_eq!(client.text(URI)["text"], "😀.\r\n");
    client.finish();
}
