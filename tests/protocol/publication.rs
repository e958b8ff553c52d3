//! The publish state of a post: as a hint, as a lens, and as time passes.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::blog::{Blog, range};
use crate::client::Client;

const A: &str = "content/post/a.md";

fn blog(front: &str) -> Blog {
    let post = format!("---\n{front}\n---\ntext\n");
    Blog::with(&[("hugo.toml", "title = 'Blog'\n"), ("layouts/_default/single.html", "x\n"), (A, &post)])
}

fn whole(blog: &Blog) -> Value {
    let mut params = blog.at(A, 0, 0);
    params["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    params
}

fn hint(client: &mut Client, blog: &Blog) -> Value {
    client.call("textDocument/inlayHint", whole(blog))[0].take()
}

#[test]
fn a_hint_stands_behind_the_line_that_decides() {
    let blog = blog("title: A\ndraft: true");
    let mut client = blog.client(json!({}), A);
    let found = hint(&mut client, &blog);
    assert_eq!(found["position"], json!({"line": 2, "character": 11}));
    assert!(found["label"].as_str().unwrap().contains("draft"), "{found}");
    let mut elsewhere = whole(&blog);
    elsewhere["range"] = range(1, 0, 3);
    assert_eq!(client.call("textDocument/inlayHint", elsewhere), json!([]));
    client.finish();
}

#[test]
fn a_lens_says_it_where_no_hints_are_shown() {
    let blog = blog("title: A\ndraft: true");
    let mut client = blog.client(json!({"textDocument": {"codeLens": {}}}), A);
    let lens = client.call("textDocument/codeLens", whole(&blog))[0].take();
    assert_eq!(lens["range"], range(2, 0, 11));
    client.call("workspace/executeCommand", lens["command"].clone());
    let message = client.heard("window/showMessage")["params"]["message"].take();
    assert!(message.as_str().unwrap().contains("draft"), "{message}");
    client.finish();
}

#[test]
fn a_scheduled_post_is_published_as_its_moment_passes() {
    let moment = SystemTime::now() + Duration::from_secs(3);
    let seconds = moment.duration_since(UNIX_EPOCH).unwrap().as_secs();
    let date = jiff::Timestamp::from_second(seconds as i64).unwrap();
    let blog = blog(&format!("title: A\ndate: {date}"));
    let refreshed = json!({"workspace": {"inlayHint": {"refreshSupport": true}}});
    let mut client = blog.client(refreshed, A);
    let mut labels = Vec::new();
    // Scans ask for a refresh as well; the last one comes from the clock.
    while labels.last().is_none_or(|label: &String| label.contains("scheduled")) {
        let refresh = client.heard("workspace/inlayHint/refresh");
        client.reply(&refresh, Value::Null);
        let found = hint(&mut client, &blog);
        labels.push(found["label"].as_str().unwrap_or_else(|| panic!("{found}")).to_owned());
    }
    assert!(labels.len() > 1 && labels.last().unwrap().contains("published: /post/a/"), "{labels:?}");
    client.finish();
}
