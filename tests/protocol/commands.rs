//! What the commands of an editor ask for: addresses, terms to choose from, the state of the sites, one kind of action.

use serde_json::{Value, json};

use crate::blog::{Blog, range};

const A: &str = "content/post/a.md";
const B: &str = "content/post/b.md";

fn blog() -> Blog {
    Blog::with(&[
        ("hugo.toml", "title = 'Crumb'\nbaseURL = 'https://example.org/blog/'\n"),
        ("layouts/_default/single.html", "x\n"),
        (A, "---\ntitle: A\ntags: [bread, oven]\n---\n"),
        (B, "---\ntitle: B\ndate: 2024-01-02\ndraft: true\ntags: [Bread]\n---\n"),
    ])
}

#[test]
fn a_post_is_opened_at_its_address() {
    let blog = blog();
    let mut client = blog.client(json!({}), A);
    blog.open(&mut client, B);
    let found = client.call("frontis/permalink", blog.at(A, 0, 0));
    let expected = json!({
        "path": "/blog/post/a/",
        "live": "https://example.org/blog/post/a/",
        "preview": "http://localhost:1313/blog/post/a/",
        "command": "hugo server",
        "hidden": null,
    });
    assert_eq!(found, expected);
    let draft = client.call("frontis/permalink", blog.at(B, 0, 0));
    assert!(draft["hidden"].as_str().unwrap().contains("draft"), "{draft}");
    assert_eq!(client.call("frontis/permalink", blog.at("layouts/x.md", 0, 0)), Value::Null);
    client.finish();
}

#[test]
fn terms_are_listed_and_each_has_a_place_where_it_can_be_renamed() {
    let blog = blog();
    let mut client = blog.client(json!({}), A);
    let found = client.call("frontis/terms", blog.at(A, 2, 8));
    assert_eq!(found["here"], json!({"taxonomy": "tags", "name": "bread", "posts": 2}));
    assert_eq!(found["terms"][1], json!({"taxonomy": "tags", "name": "oven", "posts": 1}));
    let mut asked = blog.at(A, 0, 0);
    (asked["taxonomy"], asked["name"]) = (json!("tags"), json!("bread"));
    let place = client.call("frontis/termPlace", asked.clone());
    assert_eq!(place, json!({"uri": blog.uri(B), "range": range(4, 7, 12)}), "the newest post");
    asked["name"] = json!("nothing");
    assert_eq!(client.call("frontis/termPlace", asked), Value::Null);
    client.finish();
}

#[test]
fn a_status_line_hears_of_changes_and_asks_again() {
    let blog = blog();
    let mut client = blog.client(json!({"experimental": {"frontisSitesChanged": true}}), A);
    client.heard("frontis/sitesChanged");
    let site = client.call("frontis/status", blog.at(A, 0, 0))["sites"][0].take();
    assert_eq!(
        (&site["title"], &site["generator"], &site["posts"]),
        (&json!("Crumb"), &json!("Hugo"), &json!(2))
    );
    client.finish();
}

#[test]
fn likely_terms_can_be_asked_for_by_the_kind_of_the_action() {
    let blog = blog();
    for at in 0..8 {
        let (title, tag) = [("Learning Rust", "rust"), ("Baking", "bread")][at % 2];
        let post = format!("---\ntitle: {title} {at}\ntags: [{tag}]\n---\n{title}\n");
        blog.write(&format!("content/post/{at}.md"), &post);
    }
    blog.write(A, "---\ntitle: More Rust\nweight: 1\n---\nRust\n");
    let literals = json!({"codeActionKind": {"valueSet": []}});
    let mut client =
        blog.client(json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": literals}}}), A);
    let mut asked = blog.at(A, 0, 0);
    asked["range"] = range(0, 0, 0);
    asked["context"] = json!({"diagnostics": [], "only": ["source.suggestTerms.frontis"]});
    let found = client.call("textDocument/codeAction", asked);
    let titles: Vec<&str> =
        found.as_array().unwrap().iter().filter_map(|found| found["title"].as_str()).collect();
    assert_eq!(titles, ["Suggest tags for this post: rust"]);
    client.finish();
}

#[test]
fn a_rule_is_explained_by_its_code() {
    let mut client = crate::client::Client::start(json!({}));
    let page = client.call("frontis/explain", json!({"code": "duplicate-key"}));
    assert!(page.as_str().unwrap().starts_with("# A key that is set twice"), "{page}");
    assert_eq!(client.call("frontis/explain", json!({"code": "no-such-rule"})), Value::Null);
    client.finish();
}
