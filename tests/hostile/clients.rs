//! Clients that send what no editor sends, beside the cases of `tests/protocol/hostile.rs`.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, frame};

const URI: &str = "file:///a.md";

/// How long the server may live on without a client.
const SOON: Duration = Duration::from_secs(5);

fn start() -> Client {
    let mut client = Client::start(json!({"textDocument": {"diagnostic": {}}}));
    client.overhear(&["window/showMessage"]);
    client
}

/// Leaves; fails unless the server still works.
fn finish(mut client: Client) {
    client.open("file:///well.md", "well");
    assert_eq!(client.text("file:///well.md")["text"], "well");
    client.finish();
}

fn change(client: &mut Client, uri: &str, version: Value, changes: Value) {
    let id = json!({"uri": uri, "version": version});
    client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": changes}));
}

fn range(from: [u64; 2], to: [u64; 2]) -> Value {
    let position = |[line, character]: [u64; 2]| json!({"line": line, "character": character});
    json!({"start": position(from), "end": position(to)})
}

/// A `Content-Length` of 10^18, of 30 digits, of `0x10`, of nothing, and a header without one.
///
/// An error -32700, and nothing is reserved for it; the next message is served.
#[test]
fn lengths_that_cannot_be() {
    let mut client = start();
    for length in ["1000000000000000000", "999999999999999999999999999999", "0x10", "", "5 5", "1e3"] {
        client.send_raw(format!("Content-Length: {length}\r\n\r\n").as_bytes());
        assert_eq!(client.text(URI), Value::Null);
        assert_eq!(client.answer(&Value::Null)["error"]["code"], -32700, "{length}");
    }
    client.send_raw(b"Content-Type: text/plain\r\n\r\n{}");
    assert_eq!(client.text(URI), Value::Null);
    assert_eq!(client.answer(&Value::Null)["error"]["code"], -32700);
    finish(client);
}

/// A message of 400 MB that is announced and never comes, and then the client goes.
///
/// The server takes memory only for what has arrived, and ends.
#[test]
fn a_message_that_never_comes() {
    let mut client = start();
    client.send_raw(b"Content-Length: 400000000\r\n\r\n{\"jsonrpc\": ");
    std::thread::sleep(Duration::from_millis(200));
    let status = std::fs::read_to_string(format!("/proc/{}/status", client.process())).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    assert!(peak.is_none_or(|peak| peak.parse::<u64>().unwrap() < 100_000), "{peak:?}");
    client.hang_up();
    assert_eq!(client.exit_code(SOON), 1);
}

/// JSON nested 10,000 deep, closed and not closed.
///
/// An error -32700; the next message is served.
#[test]
fn json_without_bottom() {
    let mut client = start();
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[", "")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        let body = format!(r#"{{"jsonrpc":"2.0","id":7,"method":"frontis/text","params":{deep}}}"#);
        client.send_raw(frame(&body).as_bytes());
        assert_eq!(client.text(URI), Value::Null);
        assert_eq!(client.answer(&Value::Null)["error"]["code"], -32700);
    }
    finish(client);
}

/// Several messages in an array, which the protocol does not know.
///
/// An error -32600 for all of them.
#[test]
fn batches() {
    let mut client = start();
    let one = json!({"jsonrpc": "2.0", "id": 1, "method": "frontis/text", "params": {}});
    client.send(&json!([one, one]));
    assert_eq!(client.text(URI), Value::Null);
    assert_eq!(client.answer(&Value::Null)["error"]["code"], -32600);
    finish(client);
}

/// Ids of 18 digits, of a megabyte, empty; and those that are none: fractions, lists, too large numbers.
///
/// Each comes back as it was sent; for what is no id an error -32600.
#[test]
fn ids_of_every_size() {
    let mut client = start();
    let ask = |client: &mut Client, id: &str| {
        let params = json!({"textDocument": {"uri": URI}});
        let body = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"frontis/text","params":{params}}}"#);
        client.send_raw(frame(&body).as_bytes());
    };
    for id in [json!(999_999_999_999_999_999_i64), json!(i64::MIN), json!("x".repeat(1 << 20)), json!("")] {
        ask(&mut client, &id.to_string());
        assert_eq!(client.answer(&id)["result"], Value::Null);
    }
    for id in ["1.5", "[1]", "{}", "true", "1e400", "99999999999999999999"] {
        ask(&mut client, id);
        assert!(client.answer(&Value::Null)["error"]["code"].as_i64().unwrap() <= -32600, "{id}");
    }
    finish(client);
}

/// Every method with parameters of every wrong type.
///
/// An error -32602, or an answer where all parameters are optional; never -32603, which would be a crash.
#[test]
fn parameters_of_every_type() {
    let mut client = start();
    let methods = [
        "textDocument/completion",
        "completionItem/resolve",
        "textDocument/hover",
        "textDocument/definition",
        "textDocument/references",
        "textDocument/rename",
        "textDocument/codeAction",
        "textDocument/documentSymbol",
        "textDocument/documentLink",
        "textDocument/foldingRange",
        "textDocument/signatureHelp",
        "textDocument/inlayHint",
        "textDocument/codeLens",
        "textDocument/diagnostic",
        "textDocument/semanticTokens/full",
        "workspace/symbol",
        "workspace/executeCommand",
        "workspace/willRenameFiles",
        "frontis/status",
        "frontis/text",
    ];
    let wrong = [
        json!(null),
        json!(7),
        json!("x"),
        json!([]),
        json!([1, 2]),
        json!({}),
        json!({"textDocument": {"uri": 7}, "position": 1}),
        json!({"textDocument": {"uri": URI}, "position": {"line": -1, "character": 1.5}}),
        json!({"textDocument": {"uri": URI}, "position": {"line": 4_294_967_296_u64, "character": 0}}),
        json!({"query": 7, "command": [], "files": {}, "label": null}),
    ];
    client.open(URI, "---\ntitle: A\n---\n");
    for method in methods {
        for params in &wrong {
            let id = client.ask(method, params.clone());
            let answer = client.answer(&json!(id));
            let code = &answer["error"]["code"];
            assert!(*code == -32602 || *code == -32601 || code.is_null(), "{method} {params}: {answer}");
        }
    }
    finish(client);
}

/// Notifications with parameters of every wrong type.
///
/// They are ignored.
#[test]
fn notifications_of_every_type() {
    let mut client = start();
    client.open(URI, "text");
    let methods = [
        "initialized",
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didSave",
        "textDocument/didClose",
        "workspace/didChangeConfiguration",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
        "window/workDoneProgress/cancel",
        "$/cancelRequest",
        "$/setTrace",
    ];
    let wrong =
        [json!(null), json!(7), json!([]), json!({}), json!({"id": {}}), json!({"textDocument": null})];
    for method in methods {
        for params in &wrong {
            client.notify(method, params.clone());
        }
    }
    let settings = json!({"settings": {"frontis": {"rules": 7, "site": [1], "x": {"y": "z"}}}});
    client.notify("workspace/didChangeConfiguration", settings);
    assert_eq!(client.text(URI)["text"], "text");
    finish(client);
}

/// Edits between the halves of a surrogate pair, behind the end, backwards, and at 4294967295.
///
/// Each place is moved to the nearest one that exists; the text stays whole.
#[test]
fn edits_at_places_that_are_none() {
    let mut client = start();
    let far = u64::from(u32::MAX);
    let cases = [
        (range([0, 2], [0, 2]), "a😀b", "aX😀b"),
        (range([0, 2], [0, 3]), "a😀b", "aXb"),
        (range([0, 9], [9, 9]), "a\r\nb", "aX"),
        (range([far, far], [far, far]), "a\nb", "a\nbX"),
        (range([0, far], [far, 0]), "a\nb", "aX"),
        (range([0, 0], [far, far]), "a\nb", "X"),
    ];
    for (number, (range, before, after)) in cases.into_iter().enumerate() {
        let uri = format!("file:///{number}.md");
        client.open(&uri, before);
        change(&mut client, &uri, json!(2), json!([{"range": range, "text": "X"}]));
        assert_eq!(client.text(&uri)["text"], after, "{number}: {range}");
    }
    client.open(URI, "abc");
    change(&mut client, URI, json!(2), json!([{"range": range([0, 2], [0, 1]), "text": "X"}]));
    assert!(client.text(URI)["text"].as_str().unwrap().contains('X'), "backwards");
    finish(client);
}

/// Versions that repeat, fall, are negative, are too large, or are missing.
///
/// A change of the same version is made; an older one and one without a version are not.
#[test]
fn versions_out_of_order() {
    let mut client = start();
    client.open(URI, "one");
    let steps = [
        (json!(1), "same"),
        (json!(9), "nine"),
        (json!(9), "again"),
        (json!(3), "late"),
        (json!(-1), "less"),
    ];
    for (version, text) in &steps {
        change(&mut client, URI, version.clone(), json!([{"text": text}]));
    }
    for version in [json!(null), json!("10"), json!(2_147_483_648_u64), json!(10.5)] {
        change(&mut client, URI, version, json!([{"text": "wrong"}]));
    }
    let held = client.text(URI);
    assert_eq!((&held["version"], &held["text"]), (&json!(9), &json!("again")));
    change(&mut client, URI, json!(i32::MAX), json!([{"text": "last"}]));
    assert_eq!(client.text(URI)["text"], "last");
    finish(client);
}

/// A text that is opened twice, closed twice, changed after it was closed, and opened again.
///
/// The later opening counts; what is closed stays closed.
#[test]
fn opened_twice_and_closed_twice() {
    let mut client = start();
    client.open(URI, "one");
    client.open(URI, "two");
    assert_eq!(client.text(URI)["text"], "two");
    let close = json!({"textDocument": {"uri": URI}});
    client.notify("textDocument/didClose", close.clone());
    client.notify("textDocument/didClose", close.clone());
    change(&mut client, URI, json!(5), json!([{"text": "ghost"}]));
    client.notify("textDocument/didSave", close);
    assert_eq!(client.text(URI), Value::Null);
    client.open(URI, "three");
    assert_eq!(client.text(URI)["text"], "three");
    finish(client);
}

/// Texts of other schemes, with a NUL or a broken percent in their URI, in a notebook, or in a made-up world.
///
/// Each is a text of its own, and every question about it is answered.
#[test]
fn uris_that_are_no_files() {
    let mut client = start();
    let uris = [
        "vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D",
        "untitled:Untitled-1",
        "git:/a.md?%7B%22ref%22%3A%22HEAD%22%7D",
        "file:///a%00b.md",
        "file:///a%zz.md",
        "file:///a%",
        "file:///%ff%fe.md",
        "file:///../../../../etc/passwd.md",
        "file://server/share/a.md",
        "http://[::1]:99999/a.md",
        "\u{0}",
        ":",
    ];
    for uri in uris {
        client.open(uri, "---\ntitle: A\n---\n");
        assert_eq!(client.text(uri)["text"], "---\ntitle: A\n---\n", "{uri:?}");
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": 1, "character": 0}});
        for method in ["textDocument/hover", "textDocument/completion", "textDocument/definition"] {
            client.call(method, place.clone());
        }
        client.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        change(&mut client, uri, json!(2), json!([{"text": "x"}]));
        assert_eq!(client.text(uri)["text"], "x", "{uri:?}");
    }
    finish(client);
}

/// 5,000 edits and 5,000 questions in one go.
///
/// Each question is answered with the text of its moment.
#[test]
fn five_thousand_edits_at_once() {
    let mut client = start();
    client.open(URI, "");
    let questions: Vec<i64> = (0..5000_i32)
        .map(|number| {
            let text = format!("{}", number % 10);
            let at = range([0, 0], [0, 1]);
            change(&mut client, URI, json!(number + 2), json!([{"range": at, "text": text}]));
            client.ask("frontis/text", json!({"textDocument": {"uri": URI}}))
        })
        .collect();
    for (number, id) in questions.into_iter().enumerate() {
        let answer = client.answer(&json!(id))["result"].take();
        assert_eq!(
            (&answer["version"], &answer["text"]),
            (&json!(number + 2), &json!((number % 10).to_string()))
        );
    }
    finish(client);
}

/// 20,000 changes in one notification.
///
/// They are made one after the other.
#[test]
fn twenty_thousand_changes_in_one() {
    let mut client = start();
    client.open(URI, "");
    let one = json!({"range": range([0, 0], [0, 0]), "text": "x"});
    change(&mut client, URI, json!(2), json!(vec![one; 20_000]));
    assert_eq!(client.text(URI)["text"].as_str().map(str::len), Some(20_000));
    finish(client);
}

/// 2,000 questions, each cancelled twice, some before they are asked; cancels of what never was.
///
/// Each question is answered once, with its result or with -32800.
#[test]
fn a_storm_of_double_cancels() {
    let mut client = start();
    client.open(URI, "---\ntitle: A\ntags: [x]\n---\n");
    for number in 0..2000 {
        let id = format!("q{number}");
        let cancel = json!({"id": id});
        if number % 3 == 0 {
            client.notify("$/cancelRequest", cancel.clone());
        }
        let params = json!({"textDocument": {"uri": URI}, "position": {"line": 2, "character": 7}});
        let message =
            json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/completion", "params": params});
        client.send(&message);
        client.notify("$/cancelRequest", cancel.clone());
        client.notify("$/cancelRequest", cancel);
    }
    for number in 0..2000 {
        let answer = client.answer(&json!(format!("q{number}")));
        let code = &answer["error"]["code"];
        assert!(code.is_null() || *code == -32800, "{answer}");
    }
    finish(client);
}

/// 3,000 documents open at once, and 20,000 reports of changed files that are nowhere.
///
/// The next question is answered as ever.
#[test]
fn thousands_of_documents_and_reports() {
    let mut client = start();
    for number in 0..3000 {
        client.open(&format!("untitled:{number}"), "---\ntags: [x]\n---\n");
    }
    let changes: Vec<Value> = (0..20_000)
        .map(|number| json!({"uri": format!("file:///nowhere/{number}.md"), "type": number % 4}))
        .collect();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert_eq!(client.text("untitled:2999")["version"], 1);
    finish(client);
}

/// A second `initialize`, a second `shutdown`, and requests and edits after it.
///
/// Each request gets -32600, edits are ignored, and `exit` ends it with 0.
#[test]
fn life_after_shutdown() {
    let mut client = start();
    assert_eq!(client.refused("initialize", json!({"capabilities": {}, "processId": 1})), -32600);
    client.open(URI, "text");
    client.call("shutdown", Value::Null);
    assert_eq!(client.refused("shutdown", Value::Null), -32600);
    assert_eq!(client.refused("initialize", json!({"capabilities": {}})), -32600);
    assert_eq!(client.refused("textDocument/hover", json!({})), -32600);
    change(&mut client, URI, json!(2), json!([{"text": "late"}]));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(SOON), 0);
}

/// An `exit` before anything else, and one before the answer to `initialize` could be read.
///
/// The server ends with 1.
#[test]
fn an_early_exit() {
    let mut client = Client::spawn();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(SOON), 1);
    let mut client = Client::spawn();
    client.ask("initialize", json!({"capabilities": {}}));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(SOON), 1);
}

/// An `initialize` whose process id is 0, negative, fractional, a text, too large, or of nobody; whose folders are none.
///
/// It is introduced all the same, or refused with -32602, and lives as long as the connection.
#[test]
fn an_odd_introduction() {
    for id in [json!(0), json!(-1), json!(1.5), json!("x"), json!(u64::MAX), json!(2_147_483_647)] {
        let mut client = Client::spawn();
        let question = client.ask("initialize", json!({"capabilities": {}, "processId": id}));
        let answer = client.answer(&json!(question));
        assert!(answer["error"]["code"] == -32602 || answer["result"].is_object(), "{id}: {answer}");
        client.hang_up();
        assert_eq!(client.exit_code(SOON), 1);
    }
    let folders = [
        json!("file:///nowhere/at/all"),
        json!("file:///etc/passwd"),
        json!("untitled:1"),
        json!("file://"),
        json!("file:///dev/null"),
        json!(""),
    ];
    for folder in folders {
        let mut client = Client::spawn();
        client.overhear(&["textDocument/publishDiagnostics"]);
        client.initialize(json!({"capabilities": {}, "rootUri": folder}));
        finish(client);
    }
}

/// A client that dies while hundreds of its questions are being answered.
///
/// The server sees it within two seconds, though it has not read all that was sent, and ends.
#[test]
fn a_client_that_dies_amid_its_questions() {
    let mut client = start();
    client.open(URI, &"---\ntags: [x]\n---\n# Words\n".repeat(5_000));
    for _ in 0..500 {
        client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}}));
    }
    client.hang_up();
    // Its questions take the whole machine, and more when other tests run.
    assert_eq!(client.exit_code(SOON * 4), 1);
}

/// A client that asks and asks, reads nothing, and then hangs up.
///
/// What waits to be written is bounded, and the server ends within five seconds.
#[test]
fn a_client_that_never_reads() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
    command.env("FRONTIS_CACHE_DIR", "");
    command.arg("server").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = command.spawn().unwrap();
    let mut input = server.stdin.take().unwrap();
    let mut send = |message: Value| input.write_all(frame(&message.to_string()).as_bytes()).unwrap();
    send(json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": {}}}));
    send(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let text = "words ".repeat(20_000);
    let item = json!({"uri": URI, "languageId": "markdown", "version": 1, "text": text});
    send(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}}));
    for id in 1..200 {
        let params = json!({"textDocument": {"uri": URI}});
        send(json!({"jsonrpc": "2.0", "id": id, "method": "frontis/text", "params": params}));
    }
    std::thread::sleep(Duration::from_millis(500));
    drop(input);
    let deadline = Instant::now() + SOON;
    while server.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            server.kill().unwrap();
            panic!("the server is still there");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
