//! Diagnostics: that they come, of which version, once, and not more often than something changed.

use serde_json::{Value, json};

use crate::blog::{Blog, range};
use crate::client::Client;

const A: &str = "content/post/a.md";
const B: &str = "content/post/b.md";
const DOUBLE: &str = "---\ntitle: A\ntitle: B\n---\n";
const SITE: &[(&str, &str)] = &[
    ("hugo.toml", "title = 'Blog'\n"),
    ("layouts/_default/single.html", "{{ .Content }}\n"),
    (A, "---\ntitle: A\n---\ntext\n"),
    (B, "---\ntitle: B\n---\ntext\n"),
];

/// Waits until the client was told something of that kind about a document, and returns the parameters.
fn shown(client: &mut Client, uri: &str, is_it: impl Fn(&Value) -> bool) -> Value {
    loop {
        let params = client.heard("textDocument/publishDiagnostics")["params"].take();
        if params["uri"] == uri && is_it(&params) {
            return params;
        }
    }
}

fn has(code: &'static str) -> impl Fn(&Value) -> bool {
    move |params| params["diagnostics"].as_array().unwrap().iter().any(|found| found["code"] == code)
}

fn change(client: &mut Client, uri: &str, version: u32, text: &str) {
    let id = json!({"uri": uri, "version": version});
    client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": [{"text": text}]}));
}

fn judged(client: &mut Client) -> u64 {
    client.call("frontis/status", json!({}))["judged"].as_u64().unwrap()
}

#[test]
fn a_finding_is_pushed_with_its_version_and_taken_back() {
    let blog = Blog::with(SITE);
    let mut client =
        blog.visitor(json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}));
    let uri = blog.uri(A);
    client.open(&uri, DOUBLE);
    let pushed = shown(&mut client, &uri, has("duplicate-key"));
    let found = &pushed["diagnostics"][0];
    assert_eq!((&pushed["version"], &found["source"]), (&json!(1), &json!("frontis")));
    assert_eq!((&found["severity"], &found["range"]), (&json!(1), &range(2, 0, 5)), "{found}");
    let related = &found["relatedInformation"][0]["location"];
    assert_eq!(related, &json!({"uri": uri, "range": range(1, 0, 5)}), "{found}");
    change(&mut client, &uri, 2, "---\ntitle: A\n---\n");
    let pushed = shown(&mut client, &uri, |params| params["version"] == 2);
    assert_eq!(pushed["diagnostics"], json!([]));
    change(&mut client, &uri, 3, DOUBLE);
    shown(&mut client, &uri, has("duplicate-key"));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    let pushed = shown(&mut client, &uri, |params| params["diagnostics"] == json!([]));
    assert!(pushed.get("version").is_none_or(Value::is_null), "{pushed}");
    client.finish();
}

#[test]
fn a_burst_ends_with_the_findings_of_the_last_version() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(json!({}), A);
    while client.call("frontis/status", json!({}))["ready"] == false {}
    for version in 2..=500 {
        let text = if version % 2 == 0 { "---\ntitle: A\n---\n" } else { DOUBLE };
        change(&mut client, &blog.uri(A), version, text);
    }
    change(&mut client, &blog.uri(A), 501, DOUBLE);
    shown(&mut client, &blog.uri(A), |params| {
        let version = params["version"].as_u64().unwrap();
        let is_double = !params["diagnostics"].as_array().unwrap().is_empty();
        assert_eq!(is_double, version > 1 && version % 2 == 1, "version {version}");
        version == 501
    });
    let last = judged(&mut client);
    assert!(last < 500, "{last} looks at a burst of 500");
    client.finish();
}

#[test]
fn other_posts_are_judged_again_only_when_what_they_depend_on_changed() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(json!({}), A);
    blog.open(&mut client, B);
    let is_ready = |client: &mut Client| client.call("frontis/status", json!({}))["ready"] == true;
    while !is_ready(&mut client) {}
    settle(&mut client);
    let before = judged(&mut client);
    for version in 2..22 {
        let text = format!("---\ntitle: A\n---\ntext\n{}", "more\n".repeat(version));
        change(&mut client, &blog.uri(A), version as u32, &text);
        shown(&mut client, &blog.uri(A), |params| params["version"] == version);
    }
    let text = "---\ntitle: A\n---\nother text\n";
    blog.write(A, text);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": blog.uri(A)}}));
    settle(&mut client);
    assert_eq!(judged(&mut client) - before, 21, "20 edits of one post and one save, nothing of the other");

    blog.write(A, "---\ntitle: A\nurl: /post/b/\n---\n");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": blog.uri(A)}}));
    shown(&mut client, &blog.uri(B), has("same-url"));
    client.finish();
}

/// Waits until the server has been quiet for a while: what is on its way has arrived.
fn settle(client: &mut Client) {
    let mut last = judged(client);
    loop {
        std::thread::sleep(std::time::Duration::from_millis(500));
        let now = judged(client);
        if now == last {
            return;
        }
        last = now;
    }
}

#[test]
fn a_client_that_asks_gets_the_same_and_nothing_pushed() {
    let blog = Blog::with(SITE);
    let mut client = blog.visitor(json!({"textDocument": {"diagnostic": {}}}));
    client.open(&blog.uri(A), DOUBLE);
    let report = client.call("textDocument/diagnostic", json!({"textDocument": {"uri": blog.uri(A)}}));
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"][0]["code"], "duplicate-key", "{report}");
    client.finish();
}

#[test]
fn broken_settings_are_told_once() {
    let blog = Blog::with(SITE);
    blog.write("frontis.toml", "[rules\n");
    let mut client = blog.client(json!({}), A);
    let message = client.heard("window/showMessage");
    assert_eq!(message["params"]["type"], 2, "a warning");
    assert!(message["params"]["message"].as_str().unwrap().contains("frontis.toml"), "{message}");
    blog.open(&mut client, B);
    blog.write("frontis.toml", "[rules\n# still broken\n");
    let news = json!({"changes": [{"uri": blog.uri("frontis.toml"), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", news);
    settle(&mut client);
    client.finish();
}

#[test]
fn texts_without_a_site_are_judged_as_plain_ones() {
    let mut client = Client::start(json!({}));
    let uri = "untitled:Untitled-1";
    client.open(uri, DOUBLE);
    let pushed = shown(&mut client, uri, has("duplicate-key"));
    assert_eq!(pushed["diagnostics"][0]["severity"], 2, "nobody says that a build would fail");
    client.open("untitled:Untitled-2", "---\ntags: [alpha, ]\n---\n");
    client.open("untitled:Untitled-3", "---\ntags: [beta]\n---\n");
    client.overhear(&["textDocument/publishDiagnostics"]);
    let place =
        json!({"textDocument": {"uri": "untitled:Untitled-2"}, "position": {"line": 1, "character": 14}});
    let list = client.call("textDocument/completion", place);
    let labels: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|item| &item["label"]).collect();
    assert_eq!(labels, ["beta"], "the term of the other text");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "untitled:Untitled-3"}}));
    client.finish();
}
