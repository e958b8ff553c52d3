//! Clients that are wrong: each mistake costs its own message and nothing else.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, frame};

/// That the server still works.
fn assert_well(client: &mut Client) {
    client.open("file:///well.md", "well");
    assert_eq!(client.text("file:///well.md")["text"], "well");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "file:///well.md"}}));
}

fn finish(mut client: Client) {
    client.overhear(&["textDocument/publishDiagnostics"]);
    assert_well(&mut client);
    client.finish();
}

/// Bodies that are no JSON, no UTF-8 or no message, lengths that are no numbers, and bytes without any header.
///
/// An error -32700 or -32600 without an id; the next message is served.
#[test]
fn broken_messages_are_answered_and_survived() {
    let broken: &[(&[u8], i64)] = &[
        (b"Content-Length: 7\r\n\r\n{broken", -32700),
        (b"Content-Length: 2\r\n\r\n\xc3\x28", -32700),
        (b"Content-Length: 2\r\n\r\n[]", -32600),
        (b"Content-Length: 39\r\n\r\n{\"jsonrpc\":\"1.0\",\"id\":5,\"method\":\"a/b\"}", -32600),
        (b"Content-Length: lots\r\n\r\n", -32700),
        (b"Content-Length: -1\r\n\r\n", -32700),
        (b"Content-Length: 123456789012\r\n\r\n", -32700),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", -32700),
        (b"\0\0\0\x01\xff\xfe", -32700),
    ];
    let mut client = Client::start(json!({}));
    for (bytes, code) in broken {
        client.send_raw(bytes);
        assert_well(&mut client);
        let answer = client.answer(&Value::Null);
        assert_eq!(answer["error"]["code"], *code, "{}", String::from_utf8_lossy(bytes));
    }
    finish(client);
}

/// A `Content-Length` that is 9 bytes too small or too large.
///
/// An error -32700; the message behind it is found and served.
#[test]
fn wrong_lengths_cost_one_message() {
    let body = json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}).to_string();
    for wrong in [body.len() - 9, body.len() + 9] {
        let mut client = Client::start(json!({}));
        client.send_raw(format!("Content-Length: {wrong}\r\n\r\n{body}").as_bytes());
        assert_well(&mut client);
        assert_eq!(client.answer(&Value::Null)["error"]["code"], -32700);
        client.unread().iter().for_each(|more| assert!(more["id"].is_null(), "{more}"));
        finish(client);
    }
}

/// Messages byte by byte, two at once, and with other headers.
///
/// Each is served.
#[test]
fn messages_may_come_in_pieces_and_in_lumps() {
    let mut client = Client::start(json!({}));
    let text = |id| {
        let params = json!({"textDocument": {"uri": "file:///é.md"}});
        frame(&json!({"jsonrpc": "2.0", "id": id, "method": "frontis/text", "params": params}).to_string())
    };
    for byte in text(900).as_bytes() {
        client.send_raw(&[*byte]);
    }
    client.send_raw((text(901) + &text(902)).as_bytes());
    let headers = text(903).replacen("Content", "Content-Type: application/vscode-jsonrpc\r\nContent", 1);
    client.send_raw(headers.as_bytes());
    for id in 900..=903 {
        assert_eq!(client.answer(&json!(id))["result"], Value::Null);
    }
    finish(client);
}

/// Unknown requests and notifications, with and without `$/`, and answers that nobody asked for.
///
/// Requests get -32601, all else is ignored.
#[test]
fn methods_that_are_not_there_are_refused_or_ignored() {
    let mut client = Client::start(json!({}));
    assert_eq!(client.refused("no/such/method", json!({})), -32601);
    assert_eq!(client.refused("$/noSuchMethod", json!({})), -32601);
    client.notify("no/such/notification", json!({}));
    client.notify("$/noSuchNotification", json!({}));
    client.notify("$/cancelRequest", json!({"id": 4711}));
    client.send(&json!({"jsonrpc": "2.0", "id": 99, "result": "an answer that nobody asked for"}));
    finish(client);
}

/// Parameters of a wrong shape, and a notification with an id.
///
/// Requests get -32602 or -32600, notifications are ignored.
#[test]
fn parameters_of_a_wrong_shape_are_refused_or_ignored() {
    let mut client = Client::start(json!({}));
    assert_eq!(client.refused("frontis/text", json!({"textDocument": 7})), -32602);
    assert_eq!(client.refused("frontis/text", json!([])), -32602);
    client.notify("textDocument/didOpen", json!({"textDocument": {"uri": 7}}));
    client.notify("textDocument/didChange", json!(null));
    client.notify("workspace/didChangeConfiguration", json!({}));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": "file://", "type": 9}]}));
    let request = json!({"textDocument": {"uri": "file:///a.md", "version": 1}, "contentChanges": []});
    assert_eq!(client.refused("textDocument/didChange", request), -32600, "a notification with an id");
    finish(client);
}

/// Changes of a text that was never opened, and of an older version.
///
/// They are ignored, with a line in the log.
#[test]
fn changes_that_make_no_sense_change_nothing() {
    let mut client = Client::start(json!({}));
    let change = |uri: &str, version: i32, text: &str| json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]});
    client.notify("textDocument/didChange", change("file:///never.md", 1, "x"));
    assert_eq!(client.text("file:///never.md"), Value::Null);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "file:///never.md"}}));
    client.open("file:///a.md", "one");
    client.notify("textDocument/didChange", change("file:///a.md", 5, "five"));
    client.notify("textDocument/didChange", change("file:///a.md", 4, "four"));
    let held = client.text("file:///a.md");
    assert_eq!((&held["version"], &held["text"]), (&json!(5), &json!("five")));
    finish(client);
}

/// URIs without a path, without a scheme, unescaped, and empty.
///
/// Each is a text; two spellings of one path are one.
#[test]
fn uris_of_every_kind_are_texts() {
    let mut client = Client::start(json!({}));
    let uris =
        ["file://", "untitled:Untitled-1", "file:///[x].md", "file:///c%3A/x.md", "file:///100%.md", "", "x"];
    for uri in uris {
        client.open(uri, uri);
        assert_eq!(client.text(uri)["text"], uri);
    }
    assert_eq!(client.text("file:///%5Bx%5D.md")["uri"], "file:///[x].md", "two spellings, one text");
    finish(client);
}

/// 300 questions, each cancelled at once.
///
/// Each is answered, or refused with -32800.
#[test]
fn a_storm_of_cancels_is_weathered() {
    let mut client = Client::start(json!({}));
    client.open("file:///a.md", &"words ".repeat(10_000));
    let ids: Vec<i64> = (0..300)
        .map(|_| {
            let id = client.ask("frontis/text", json!({"textDocument": {"uri": "file:///a.md"}}));
            client.notify("$/cancelRequest", json!({"id": id}));
            id
        })
        .collect();
    for id in ids {
        let answer = client.answer(&json!(id));
        let is_cancelled = answer["error"]["code"] == -32800;
        assert!(is_cancelled || answer["result"]["version"] == 1, "{answer}");
    }
    finish(client);
}

/// A client that closes the server's output and goes on asking, or falls silent.
///
/// The server ends within five seconds, with 1.
#[test]
fn a_client_that_stops_reading_is_left() {
    // After one question there is nothing left whose writing could fail: what is wrong with the post is not told unasked.
    for questions in [50, 1] {
        let mut client = Client::start(json!({"textDocument": {"diagnostic": {}}}));
        client.stop_reading();
        client.open("file:///a.md", "x");
        for _ in 0..questions {
            client.ask("frontis/text", json!({"textDocument": {"uri": "file:///a.md"}}));
        }
        assert_eq!(client.exit_code(Duration::from_secs(5)), 1, "after {questions} questions");
    }
}
