//! A writer's questions on a small site, over the wire: that each feature arrives, with its ranges.

use serde_json::json;

use crate::blog::{Blog, range};

const SITE: &[(&str, &str)] = &[
    ("hugo.toml", "title = 'Blog'\n"),
    ("layouts/shortcodes/slide.html", "{{/* Shows slides. */}}<iframe src=\"{{ .Get 0 }}\"></iframe>\n"),
    ("content/post/a.md", "---\ntitle: Été\ntags: [go]\n---\n# One\n\n😀 {{< slide x >}}\n"),
    ("content/post/b.md", "---\ntitle: B\ntags: [go, rust]\n---\n{{< slide y >}}\n"),
];

fn blog() -> Blog {
    Blog::with(SITE)
}

const A: &str = "content/post/a.md";
const TEMPLATE: &str = "layouts/shortcodes/slide.html";

#[test]
fn a_shortcode_is_explained_defined_and_found() {
    let blog = blog();
    let mut client = blog.client(json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}}), A);
    let hover = client.call("textDocument/hover", blog.at(A, 6, 8));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Shows slides."), "{hover}");
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert_eq!(hover["range"]["start"]["line"], 6);
    let definition = client.call("textDocument/definition", blog.at(A, 6, 8));
    assert_eq!(definition, json!([{"uri": blog.uri(TEMPLATE), "range": range(0, 0, 0)}]));
    let references = client.call("textDocument/references", blog.at(A, 6, 8));
    let places = [
        json!({"uri": blog.uri(A), "range": range(6, 7, 12)}),
        json!({"uri": blog.uri("content/post/b.md"), "range": range(4, 4, 9)}),
        json!({"uri": blog.uri(TEMPLATE), "range": range(0, 0, 0)}),
    ];
    assert_eq!(references, json!(places));
    client.finish();
}

#[test]
fn definitions_are_links_where_the_client_takes_them() {
    let blog = blog();
    let mut client = blog.client(json!({"textDocument": {"definition": {"linkSupport": true}}}), A);
    let definition = client.call("textDocument/definition", blog.at(A, 6, 8));
    assert_eq!(definition[0]["targetUri"], blog.uri(TEMPLATE));
    assert_eq!(definition[0]["originSelectionRange"], range(6, 7, 12), "in UTF-16 units, after an emoji");
    client.finish();
}

#[test]
fn plain_clients_get_plain_text() {
    let blog = blog();
    let mut client = blog.client(json!({}), A);
    let hover = client.call("textDocument/hover", blog.at(A, 6, 8));
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(!hover["contents"]["value"].as_str().unwrap().contains("**"), "{hover}");
    client.finish();
}

#[test]
fn a_signature_shows_which_parameter_is_next() {
    let blog = blog();
    let mut client = blog.client(json!({}), A);
    let help = client.call("textDocument/signatureHelp", blog.at(A, 6, 13));
    assert_eq!(help["activeParameter"], 0, "{help}");
    assert!(help["signatures"][0]["label"].as_str().unwrap().starts_with("slide"), "{help}");
    client.finish();
}

#[test]
fn the_outline_is_a_tree_or_a_list() {
    let blog = blog();
    let trees = json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let mut client = blog.client(trees, A);
    let outline = client.call("textDocument/documentSymbol", blog.at(A, 0, 0));
    assert_eq!(outline[0]["children"][0]["name"], "title", "{outline}");
    assert_eq!(outline[1]["name"], "One");
    assert_eq!(outline[1]["selectionRange"]["start"], json!({"line": 4, "character": 0}));
    client.finish();

    let mut client = blog.client(json!({}), A);
    let outline = client.call("textDocument/documentSymbol", blog.at(A, 0, 0));
    assert_eq!(outline[1]["containerName"], outline[0]["name"], "{outline}");
    assert_eq!(outline[1]["location"]["uri"], blog.uri(A));
    client.finish();
}

#[test]
fn tokens_are_told_by_distance() {
    let blog = blog();
    let mut client = blog.client(json!({}), A);
    let tokens = client.call("textDocument/semanticTokens/full", blog.at(A, 0, 0));
    let data: Vec<u64> = tokens["data"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    assert_eq!(data.get(..10), Some(&[6, 3, 3, 0, 0, 0, 4, 5, 1, 0][..]), "`{{{{<` at 6:3, then the name");
    client.finish();
}

#[test]
fn a_completion_is_an_edit_of_the_whole_token() {
    let blog = blog();
    let mut client = blog.client(json!({}), A);
    let list = client.call("textDocument/completion", blog.at(A, 6, 9));
    let items = list["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["label"] == "slide").unwrap_or_else(|| panic!("{list}"));
    assert_eq!(item["textEdit"]["range"], range(6, 7, 12), "{item}");
    assert!(item.get("insertTextFormat").is_none(), "no snippets for who takes none");
    client.finish();
}

#[test]
fn a_list_is_as_small_as_the_client_takes_it() {
    let blog = blog();
    let capabilities = json!({"textDocument": {"completion": {
        "completionItem": {
            "insertReplaceSupport": true,
            "documentationFormat": ["markdown"],
            "resolveSupport": {"properties": ["documentation"]},
        },
        "completionList": {"itemDefaults": ["editRange"]},
    }}});
    let mut client = blog.client(capabilities, A);
    let list = client.call("textDocument/completion", blog.at(A, 6, 9));
    let items = list["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["label"] == "slide").unwrap_or_else(|| panic!("{list}"));
    // One range, though the client takes two: an editor that inserts would leave the rest of the old word behind.
    let edit_range = range(6, 7, 12);
    assert_eq!(list["itemDefaults"]["editRange"], edit_range, "{list}");
    assert!(item.get("textEdit").is_none() && item.get("documentation").is_none(), "{item}");
    let resolved = client.call("completionItem/resolve", item.clone());
    let shown = resolved["documentation"]["value"].as_str().unwrap_or_else(|| panic!("{resolved}"));
    assert!(shown.contains("Shows slides."), "{shown}");
    client.finish();
}
