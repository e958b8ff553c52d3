//! Files that change outside of the editor, whose client reports nothing.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::blog::Blog;
use crate::client::Client;

const A: &str = "content/post/a.md";

/// Asks for terms until they are those, for a while.
fn wait_for_terms(client: &mut Client, question: &Value, wanted: &[&str]) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let list = client.call("textDocument/completion", question.clone());
        let items = list["items"].as_array().unwrap();
        let mut labels: Vec<&str> = items.iter().map(|item| item["label"].as_str().unwrap()).collect();
        labels.sort_unstable();
        if labels == wanted {
            return;
        }
        assert!(Instant::now() < deadline, "{labels:?} instead of {wanted:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn post(tag: &str) -> String {
    format!("---\ntitle: X\ntags: [{tag}]\n---\n")
}

#[test]
fn posts_that_come_change_and_go_are_noticed() {
    let blog =
        Blog::with(&[("hugo.toml", ""), (A, "---\ntags: []\n---\n"), ("content/post/b.md", &post("one"))]);
    let mut client = blog.client(json!({}), A);
    let question = blog.at(A, 1, 7);
    wait_for_terms(&mut client, &question, &["one"]);
    blog.write("content/new/deep/c.md", &post("two"));
    wait_for_terms(&mut client, &question, &["one", "two"]);
    blog.write("content/post/b.md", &post("other"));
    wait_for_terms(&mut client, &question, &["other", "two"]);
    std::fs::rename(blog.folder.path().join("content/new"), blog.folder.path().join("content/old")).unwrap();
    blog.write("content/old/deep/c.md", &post("three"));
    wait_for_terms(&mut client, &question, &["other", "three"]);
    std::fs::remove_dir_all(blog.folder.path().join("content/old")).unwrap();
    wait_for_terms(&mut client, &question, &["other"]);
    client.finish();
}

#[test]
fn a_checkout_of_thousands_of_posts_is_one_batch() {
    let blog = Blog::with(&[("hugo.toml", ""), (A, "---\ntags: []\n---\n")]);
    let mut client = blog.client(json!({}), A);
    wait_for_terms(&mut client, &blog.at(A, 1, 7), &[]);
    let settings = client.call("frontis/status", json!({}));
    assert_eq!(settings["sites"][0]["posts"], 1, "{settings}");
    for number in 0..5000 {
        blog.write(&format!("content/post/{number}.md"), &post("many"));
    }
    wait_for_terms(&mut client, &blog.at(A, 1, 7), &["many"]);
    let deadline = Instant::now() + Duration::from_secs(20);
    let posts = |client: &mut Client| client.call("frontis/status", json!({}))["sites"][0]["posts"].clone();
    while posts(&mut client) != 5001 {
        assert!(Instant::now() < deadline, "{}", posts(&mut client));
        std::thread::sleep(Duration::from_millis(50));
    }
    let judged = client.call("frontis/status", json!({}))["judged"].as_u64().unwrap();
    assert!(judged < 60, "{judged} looks at one open post");
    client.finish();
}

#[test]
fn beside_a_file_alone_its_folder_is_watched() {
    let folder = Blog::with(&[("a.md", "---\ntags: []\n---\n"), ("b.md", &post("one"))]);
    let mut client = Client::start(json!({}));
    client.overhear(&["textDocument/publishDiagnostics"]);
    folder.open(&mut client, "a.md");
    let question = folder.at("a.md", 1, 7);
    wait_for_terms(&mut client, &question, &["one"]);
    folder.write("c.md", &post("two"));
    folder.write("below/d.md", &post("three"));
    wait_for_terms(&mut client, &question, &["one", "two"]);
    let status = client.call("frontis/status", json!({"textDocument": {"uri": folder.uri("a.md")}}));
    assert_eq!(status["sites"][0]["generator"], "no generator");
    assert_eq!(status["sites"][0]["posts"], 3, "{status}");
    client.finish();
}
