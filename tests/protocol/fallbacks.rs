//! What each real client is given instead of what it cannot take: a row a client, a column an ability.

use serde_json::{Value, json};

use crate::blog::{Blog, range};
use crate::client::Client;
use crate::payloads::{answer_requests, clients};

/// What the clients take, as they say in `tests/fixtures/clients`; written by hand, and not by the code under test.
///
/// - units: of positions, the best that it offers
/// - snippets: tab stops in what is inserted
/// - docs: the markup of a completion's documentation; and `later` when it asks for it with `completionItem/resolve`
/// - list: one edit range for a whole list, or one an item
/// - hover: the markup of hovers
/// - edits: the form of changes to several files; with `annotated`, the writer can look at them in groups
/// - moves: files are moved as part of an edit
/// - prepares: it asks what would be renamed
/// - related: other places of a finding
/// - outline: a tree or a list
/// - definition: a link with what it was asked from, or a mere location
/// - settings: it is asked for them, or tells them
/// - watches: it is asked to tell which files change
const CLIENTS: &str = "
client                              units  snippets docs           list  hover     edits     moves prepares related outline definition settings watches
ale_v3.3.0-vim9.0                   utf-16 no       plain          each  plaintext plain     no    no       yes     list    location   told     no
eglot_v1.17.30-emacs30.1            utf-8  no       plain-later    each  markdown  versioned no    no       no      tree    link       asked    yes
eglot_v1.9-emacs28.2                utf-16 no       plain          each  markdown  versioned no    no       no      tree    link       asked    yes
helix_v25.01.1                      utf-8  yes      plain-later    each  markdown  versioned yes   yes      no      list    location   asked    yes
helix_v25.07.1                      utf-8  yes      plain-later    each  markdown  versioned yes   yes      no      list    location   asked    yes
kakoune-lsp_v22.0.0                 utf-8  yes      markdown-later each  markdown  annotated yes   no       yes     tree    location   asked    no
kate_v22.12.3                       utf-16 no       plain          each  markdown  plain     no    no       yes     tree    location   told     no
lsp-mode_v10.0.0-emacs30.1          utf-8  no       markdown-later each  markdown  versioned yes   yes      yes     tree    link       asked    yes
lsp-mode_v8.0.0-emacs28.2           utf-16 no       markdown-later each  markdown  versioned yes   yes      yes     tree    link       asked    yes
neovim_v0.10.4                      utf-16 no       markdown       whole markdown  versioned yes   yes      yes     tree    link       asked    no
neovim_v0.12.4                      utf-8  yes      markdown-later whole markdown  annotated yes   yes      yes     tree    link       asked    no
neovim_v0.7.2                       utf-16 no       markdown       each  markdown  versioned yes   yes      yes     tree    link       told     no
vscode_v1.139.1-languageclient9.0.1 utf-16 yes      markdown-later whole markdown  annotated yes   yes      yes     tree    link       asked    yes
";

const POST: &str = "content/post/a.md";
const OTHER: &str = "content/post/b.md";
const TEMPLATE: &str = "layouts/shortcodes/slide.html";
const SITE: &[(&str, &str)] = &[
    ("hugo.toml", "title = 'Blog'\n"),
    ("layouts/_default/single.html", "{{ .Content }}\n"),
    (TEMPLATE, "{{/* Shows **slides**. */}}<b title=\"{{ .Get 0 }}\">{{ .Inner }}</b>\n"),
    ("content/tags/go/_index.md", "---\ntitle: Go\n---\n"),
    (
        POST,
        "---\ntitle: A\ntitle: B\ntags: [é😀, go]\n---\n# One\n\né😀 {{< slid x >}}{{< /slid >}}\n\né😀 {{< slide x >}}{{< /slide >}}\n",
    ),
    (OTHER, "---\ntitle: B\ntags: [go]\n---\n"),
];

/// A client at work: its row of the table, the site, the connection.
struct Visit<'a> {
    row: Vec<(&'a str, &'a str)>,
    blog: Blog,
    client: Client,
}

impl Visit<'_> {
    fn says(&self, column: &str) -> &str {
        self.row.iter().find(|(name, _)| *name == column).unwrap().1
    }

    /// The place for the assertion that fails.
    fn of(&self, column: &str) -> String {
        format!("{}: {column}", self.says("client"))
    }

    /// A column behind `é😀`, counted in the client's units; in characters it is `characters`.
    fn column(&self, characters: u32) -> u32 {
        characters
            + [("utf-8", 4), ("utf-16", 1)].iter().find(|(name, _)| *name == self.says("units")).unwrap().1
    }

    fn ask(&mut self, method: &str, line: u32, characters: u32, extra: Value) -> Value {
        let mut params = self.blog.at(POST, line, self.column(characters));
        params.as_object_mut().unwrap().extend(extra.as_object().cloned().unwrap_or_default());
        self.client.call(method, params)
    }
}

#[test]
fn each_client_gets_what_it_can_take() {
    let (header, rows) = CLIENTS.trim().split_once('\n').unwrap();
    let payloads = clients();
    assert_eq!(rows.lines().count(), payloads.len(), "a row for each payload");
    for (row, (name, payload)) in rows.lines().zip(payloads) {
        let row: Vec<_> = header.split_whitespace().zip(row.split_whitespace()).collect();
        let mut visit = Visit { row, blog: Blog::with(SITE), client: Client::spawn() };
        assert_eq!(visit.says("client"), name);
        introduces_itself(&mut visit, &payload);
        is_told_of_mistakes(&mut visit);
        hovers(&mut visit);
        completes(&mut visit);
        navigates(&mut visit);
        mends(&mut visit);
        renames(&mut visit);
        visit.client.call("shutdown", Value::Null);
        answer_requests(&mut visit.client, &name, &payload);
    }
}

/// What is offered to it and asked of it; and its settings arrive.
fn introduces_itself(visit: &mut Visit<'_>, payload: &Value) {
    let mut payload = payload.clone();
    payload["rootUri"] = json!(format!("file://{}", visit.blog.folder.path().display()));
    let offered = visit.client.initialize(payload);
    assert_eq!(offered["positionEncoding"], visit.says("units"), "{}", visit.of("units"));
    assert!(offered.get("diagnosticProvider").is_none(), "{}: they are pushed", visit.says("client"));
    let prepares = offered["renameProvider"] != json!(true);
    assert_eq!(prepares, visit.says("prepares") == "yes", "{}", visit.of("prepares"));
    if visit.says("watches") == "yes" {
        let asked = visit.client.heard("client/registerCapability");
        let methods = asked["params"]["registrations"].to_string();
        assert!(methods.contains("workspace/didChangeWatchedFiles"), "{}: {asked}", visit.of("watches"));
        visit.client.reply(&asked, Value::Null);
    }
    let settings = json!({"rules": {"shortcode-unknown": "information"}});
    if visit.says("settings") == "asked" {
        let asked = visit.client.heard("workspace/configuration");
        visit.client.reply(&asked, json!([settings]));
    } else {
        let told = json!({"settings": {"frontis": settings}});
        visit.client.notify("workspace/didChangeConfiguration", told);
    }
    visit.blog.open(&mut visit.client, POST);
}

/// Findings come unasked, at the right place, with nothing that the client did not say it takes.
fn is_told_of_mistakes(visit: &mut Visit<'_>) {
    let found = loop {
        let told = visit.client.heard("textDocument/publishDiagnostics")["params"].take();
        let found = told["diagnostics"].as_array().unwrap().clone();
        // The first may come before the settings and the templates are known.
        if told["uri"] == visit.blog.uri(POST) && found.iter().any(|found| found["severity"] == 3) {
            break found;
        }
    };
    let with =
        |code: &str| found.iter().find(|found| found["code"] == code).unwrap_or_else(|| panic!("{found:?}"));
    let (from, to) = (visit.column(7), visit.column(11));
    assert_eq!(with("shortcode-unknown")["range"], range(7, from, to), "{}", visit.of("units"));
    let related = with("duplicate-key").get("relatedInformation").is_some();
    assert_eq!(related, visit.says("related") == "yes", "{}", visit.of("related"));
    assert!(found.iter().all(|found| found.get("codeDescription").is_none() && found.get("data").is_none()));
}

fn hovers(visit: &mut Visit<'_>) {
    let hover = visit.ask("textDocument/hover", 9, 8, json!({}));
    let (contents, of) = (&hover["contents"], visit.of("hover"));
    assert_eq!(contents["kind"], visit.says("hover"), "{of}");
    assert_eq!(hover["range"], range(9, visit.column(7), visit.column(12)), "{of}");
    let shown = contents["value"].as_str().unwrap();
    assert!(shown.contains("slides"), "{of}: {shown}");
    assert_eq!(has_marks(shown), visit.says("hover") == "markdown", "{of}: {shown}");
}

fn has_marks(shown: &str) -> bool {
    ["**", "`", "](", "\n#"].iter().any(|mark| shown.contains(mark))
}

fn completes(visit: &mut Visit<'_>) {
    let list = visit.ask("textDocument/completion", 7, 9, json!({}));
    let item = list["items"].as_array().unwrap().iter().find(|item| item["label"] == "slide");
    let item = item.unwrap_or_else(|| panic!("{}: {list}", visit.says("client"))).clone();
    let is_whole = visit.says("list") == "whole";
    let edit_range = if is_whole { &list["itemDefaults"]["editRange"] } else { &item["textEdit"]["range"] };
    assert_eq!(*edit_range, range(7, visit.column(7), visit.column(11)), "{}: {list}", visit.of("list"));
    let text = if is_whole { &item["textEditText"] } else { &item["textEdit"]["newText"] };
    let snippets = visit.says("snippets") == "yes";
    assert_eq!(item["insertTextFormat"] == 2, snippets && text.as_str().unwrap().contains('$'), "{item}");
    assert!(snippets || *text == "slide", "{}: {text}", visit.of("snippets"));
    documents(visit, &item);
    inserts_a_pair(visit);
}

/// The documentation, with the item or when it is asked for.
fn documents(visit: &mut Visit<'_>, item: &Value) {
    let of = visit.of("docs");
    let (markup, is_later) = match visit.says("docs").split_once('-') {
        Some((markup, _later)) => (markup.to_owned(), true),
        None => (visit.says("docs").to_owned(), false),
    };
    assert_eq!(item.get("documentation").is_none(), is_later, "{of}: {item}");
    let mut item = item.clone();
    if is_later {
        item = visit.client.call("completionItem/resolve", item);
    }
    let shown = item["documentation"]["value"].as_str().unwrap_or_else(|| panic!("{of}: {item}"));
    assert_eq!(item["documentation"]["kind"] == "markdown", markup == "markdown", "{of}: {item}");
    assert_eq!(has_marks(shown), markup == "markdown", "{of}: {shown}");
}

/// Where nothing stands behind the cursor, the shortcode comes with its parameter and its end: with tab stops, or as text.
fn inserts_a_pair(visit: &mut Visit<'_>) {
    let uri = visit.blog.uri(POST);
    let place = json!({"line": 6, "character": 0});
    let typed = json!([{"range": {"start": place, "end": place}, "text": "{{< sl"}]);
    let id = json!({"uri": uri, "version": 2});
    visit.client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": typed}));
    let list = visit.client.call("textDocument/completion", visit.blog.at(POST, 6, 6));
    let item = &list["items"][0];
    let text = item["textEdit"]["newText"].as_str().or(item["textEditText"].as_str()).unwrap();
    let snippets = visit.says("snippets") == "yes";
    assert_eq!(item["insertTextFormat"] == 2, snippets, "{}: {item}", visit.of("snippets"));
    assert_eq!(text.contains('$'), snippets, "{}: {text}", visit.of("snippets"));
    assert!(text.contains("{{< /slide >}}"), "{}: {text}", visit.says("client"));
    let back = json!([{"range": range(6, 0, 6), "text": ""}]);
    let id = json!({"uri": uri, "version": 3});
    visit.client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": back}));
}

fn navigates(visit: &mut Visit<'_>) {
    let definition = visit.ask("textDocument/definition", 9, 8, json!({}))[0].take();
    let is_link = visit.says("definition") == "link";
    let target = if is_link { &definition["targetUri"] } else { &definition["uri"] };
    assert_eq!(*target, visit.blog.uri(TEMPLATE), "{}", visit.of("definition"));
    let outline = visit.client.call("textDocument/documentSymbol", visit.blog.at(POST, 0, 0));
    let form = if outline[0].get("children").is_some() { "tree" } else { "list" };
    assert_eq!(form, visit.says("outline"), "{outline}");
}

/// All of them take actions with edits; without annotations or files to make.
fn mends(visit: &mut Visit<'_>) {
    let (from, to) = (visit.column(7), visit.column(11));
    let context = json!({"range": range(7, from, to), "context": {"diagnostics": [], "only": ["quickfix"]}});
    let found = visit.ask("textDocument/codeAction", 7, 7, context);
    let edit = json!({"range": range(7, from, to), "newText": "slide"});
    let all: Vec<Value> =
        found.as_array().unwrap().iter().map(|fix| edits_of(visit, &fix["edit"], POST)).collect();
    assert!(all.iter().any(|edits| edits[0] == edit), "{}: {found}", visit.of("edits"));
    let makes = found.to_string().contains("\"create\"");
    assert_eq!(makes, visit.says("moves") == "yes", "{}: {found}", visit.of("moves"));
}

/// The edits of one file, from the form in which this client takes them.
fn edits_of(visit: &Visit<'_>, edit: &Value, name: &str) -> Value {
    let uri = visit.blog.uri(name);
    let is_plain = visit.says("edits") == "plain";
    let (wanted, other) =
        if is_plain { ("changes", "documentChanges") } else { ("documentChanges", "changes") };
    assert!(edit.get(other).is_none(), "{}: {edit}", visit.of("edits"));
    if is_plain {
        return edit[wanted][uri].clone();
    }
    let files = edit[wanted].as_array().unwrap_or_else(|| panic!("{}: {edit}", visit.of("edits")));
    let file = files.iter().find(|file| file["textDocument"]["uri"] == uri);
    file.map_or(Value::Null, |file| file["edits"].clone())
}

fn renames(visit: &mut Visit<'_>) {
    let edit = visit.ask("textDocument/rename", 3, 12, json!({"newName": "golang"}));
    let is_annotated = visit.says("edits") == "annotated";
    let mut term = json!({"range": range(3, visit.column(11), visit.column(13)), "newText": "golang"});
    if is_annotated {
        term["annotationId"] = json!("rename");
    }
    assert_eq!(edits_of(visit, &edit, POST)[0], term, "{}: {edit}", visit.of("edits"));
    assert_eq!(edits_of(visit, &edit, OTHER)[0]["newText"], "golang", "{edit}");
    assert_eq!(edit.get("changeAnnotations").is_some(), is_annotated, "{}: {edit}", visit.of("edits"));
    let moves = edit.to_string().contains("content/tags/golang/_index.md");
    assert_eq!(moves, visit.says("moves") == "yes", "{}: {edit}", visit.of("moves"));
    if !moves {
        let told = visit.client.heard("window/showMessage")["params"]["message"].take();
        assert!(told.as_str().unwrap().contains("content/tags/golang/_index.md"), "{told}");
    }
}
