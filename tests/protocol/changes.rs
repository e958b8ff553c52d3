//! Changes of texts and files: actions and renames, in the form that each client takes.

use serde_json::{Value, json};

use crate::blog::{Blog, range};
use crate::client::Client;

const A: &str = "content/post/a.md";
const B: &str = "content/post/b.md";
const SITE: &[(&str, &str)] = &[
    ("hugo.toml", "title = 'Blog'\n"),
    ("layouts/_default/single.html", "{{ .Content }}\n"),
    ("layouts/shortcodes/note.html", "{{ .Get 0 }}\n"),
    ("content/tags/go/_index.md", "---\ntitle: Go\n---\n"),
    (A, "---\ntitle: é😀\ntags: [go, zig]\n---\nSee [all](/tags/go/).\n{{< nope x >}}\n"),
    (B, "---\ntitle: a: b\ntags: [go, zig]\n---\n"),
];

/// What a modern editor says of itself.
fn rich() -> Value {
    json!({
        "workspace": {"workspaceEdit": {
            "documentChanges": true,
            "resourceOperations": ["create", "rename"],
            "changeAnnotationSupport": {},
        }},
        "textDocument": {
            "rename": {"prepareSupport": true},
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
                "disabledSupport": true,
                "isPreferredSupport": true,
            },
        },
    })
}

fn literals() -> Value {
    json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}})
}

fn actions(client: &mut Client, blog: &Blog, name: &str, range: Value, only: Value) -> Vec<Value> {
    let params = json!({
        "textDocument": {"uri": blog.uri(name)},
        "range": range,
        "context": {"diagnostics": [], "only": only},
    });
    client.call("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
}

fn rename_to(blog: &Blog, name: &str) -> Value {
    let mut params = blog.at(A, 2, 8);
    params["newName"] = json!(name);
    params
}

#[test]
fn a_fix_is_an_edit_of_the_version_that_is_open() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(rich(), B);
    let found = actions(&mut client, &blog, B, range(1, 8, 8), json!(["quickfix"]));
    let fix = &found[0];
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)), "{fix}");
    assert_eq!(fix["diagnostics"][0]["range"]["start"]["line"], 1);
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": blog.uri(B), "version": 1}));
    assert_eq!(change["edits"], json!([{"range": range(1, 7, 11), "newText": "\"a: b\""}]), "{change}");
    assert!(found.iter().all(|action| action["kind"] == "quickfix"), "only what was asked for");
    client.finish();
}

#[test]
fn a_plain_client_gets_plain_edits() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(literals(), B);
    let found = actions(&mut client, &blog, B, range(1, 8, 8), Value::Null);
    let edit = json!({"changes": {blog.uri(B): [{"range": range(1, 7, 11), "newText": "\"a: b\""}]}});
    assert_eq!(found[0]["edit"], edit, "{found:?}");
    assert!(found.iter().all(|action| action.get("disabled").is_none()), "{found:?}");
    client.finish();
    let mut client = blog.client(json!({}), B);
    assert!(actions(&mut client, &blog, B, range(1, 8, 8), Value::Null).is_empty(), "it takes commands only");
    client.finish();
}

#[test]
fn everything_is_fixed_on_save_and_not_offered_in_menus() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(rich(), B);
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    for only in ["source.fixAll", "source.fixAll.frontis"] {
        let found = actions(&mut client, &blog, B, all.clone(), json!([only]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["kind"], "source.fixAll.frontis");
    }
    let menu = actions(&mut client, &blog, B, all, Value::Null);
    assert!(menu.iter().all(|action| action["kind"] != "source.fixAll.frontis"), "{menu:?}");
    client.finish();
}

#[test]
fn a_file_is_made_only_where_the_client_makes_files() {
    let blog = Blog::with(SITE);
    let template = |found: &[Value]| {
        found.iter().find(|action| action["title"].as_str().unwrap().contains("layouts/")).cloned()
    };
    let mut client = blog.client(rich(), A);
    let found = actions(&mut client, &blog, A, range(5, 5, 5), Value::Null);
    let create = template(&found).unwrap_or_else(|| panic!("{found:?}"));
    let changes = &create["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert!(changes[0]["uri"].as_str().unwrap().ends_with("/nope.html"), "{changes}");
    assert_eq!(changes[0]["options"], json!({"overwrite": false, "ignoreIfExists": false}));
    assert_eq!(changes[1]["textDocument"], json!({"uri": changes[0]["uri"], "version": null}));
    client.finish();
    let mut client = blog.client(literals(), A);
    let found = actions(&mut client, &blog, A, range(5, 5, 5), Value::Null);
    assert_eq!(template(&found), None);
    client.finish();
}

#[test]
fn a_rename_is_a_change_of_groups() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(rich(), A);
    let place = client.call("textDocument/prepareRename", blog.at(A, 2, 8));
    assert_eq!(place, json!({"range": range(2, 7, 9), "placeholder": "go"}));
    assert_eq!(client.call("textDocument/prepareRename", blog.at(A, 1, 8)), Value::Null);
    let edit = client.call("textDocument/rename", rename_to(&blog, "golang"));
    let changes = edit["documentChanges"].as_array().unwrap();
    assert_eq!(changes.len(), 3, "{edit}");
    assert_eq!(changes[0]["textDocument"], json!({"uri": blog.uri(A), "version": 1}));
    let term = json!({"range": range(2, 7, 9), "newText": "golang", "annotationId": "rename"});
    assert_eq!(changes[0]["edits"][0], term);
    assert_eq!(changes[0]["edits"][1]["annotationId"], "link");
    assert_eq!(changes[1]["textDocument"], json!({"uri": blog.uri(B), "version": null}));
    assert_eq!((&changes[2]["kind"], &changes[2]["annotationId"]), (&json!("rename"), &json!("move")));
    assert_eq!(changes[2]["newUri"], blog.uri("content/tags/golang/_index.md"));
    let asks = |group: &str| edit["changeAnnotations"][group]["needsConfirmation"].clone();
    assert_eq!((asks("rename"), asks("link"), asks("move")), (json!(false), json!(true), json!(true)));
    assert_eq!(asks("merge"), Value::Null, "a group that is not there");
    client.finish();
}

#[test]
fn a_plain_client_is_told_what_it_has_to_move() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(json!({}), A);
    let edit = client.call("textDocument/rename", rename_to(&blog, "golang"));
    assert_eq!(
        edit["changes"][blog.uri(B)],
        json!([{"range": range(2, 7, 9), "newText": "golang"}]),
        "{edit}"
    );
    assert!(edit.get("documentChanges").is_none(), "{edit}");
    let message = client.heard("window/showMessage")["params"]["message"].take();
    assert!(message.as_str().unwrap().contains("content/tags/golang/_index.md"), "{message}");
    client.finish();
}

#[test]
fn a_refusal_says_why() {
    let blog = Blog::with(SITE);
    let mut client = blog.client(rich(), A);
    let id = client.ask("textDocument/rename", rename_to(&blog, " "));
    let error = client.answer(&json!(id))["error"].take();
    assert_eq!(error, json!({"code": -32803, "message": "A term needs a name."}));
    client.finish();
}

#[test]
fn a_move_is_an_edit_of_the_versions_that_are_open() {
    let link = "content/post/c.md";
    let blog = Blog::with(&[SITE, &[(link, "---\ntitle: C\n---\n[b](/post/b/)\n")]].concat());
    let mut client = blog.client(rich(), link);
    for version in 2..4 {
        let id = json!({"uri": blog.uri(link), "version": version});
        let end = json!({"line": 9, "character": 0});
        let text = json!([{"range": {"start": end, "end": end}, "text": "!"}]);
        client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": text}));
    }
    client.call("frontis/status", json!({}));
    let files = json!([{"oldUri": blog.uri(B), "newUri": blog.uri("content/post/d.md")}]);
    let edit = client.call("workspace/willRenameFiles", json!({"files": files}));
    // The first keeps the old address in the file that moves, which is not open.
    let change = &edit["documentChanges"][1];
    assert_eq!(change["textDocument"], json!({"uri": blog.uri(link), "version": 3}), "{edit}");
    assert_eq!(change["edits"][0]["newText"], "/post/d/", "{edit}");
    client.finish();
}
