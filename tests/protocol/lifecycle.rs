//! From the first message to the exit code.

use std::io::{Read, Seek, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, frame};

/// An exit that is not held up by anything.
const AT_ONCE: Duration = Duration::from_secs(3);

#[test]
fn a_session_ends_with_exit_code_0() {
    let mut client = Client::spawn();
    let answer = client.call("initialize", json!({"capabilities": {}, "processId": null}));
    assert_eq!(answer["serverInfo"]["name"], "frontis");
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    client.notify("initialized", json!({}));
    client.finish();
}

#[test]
fn whoever_leaves_without_shutdown_gets_exit_code_1() {
    let mut client = Client::start(json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(AT_ONCE), 1);

    let mut client = Client::start(json!({}));
    client.hang_up();
    assert_eq!(client.exit_code(AT_ONCE), 1);

    let mut client = Client::spawn();
    client.hang_up();
    assert_eq!(client.exit_code(AT_ONCE), 1, "not even a hello");
}

#[test]
fn a_client_that_hangs_up_after_shutdown_left_properly() {
    let mut client = Client::start(json!({}));
    client.call("shutdown", Value::Null);
    client.hang_up();
    assert_eq!(client.exit_code(AT_ONCE), 0);
}

#[test]
fn the_server_goes_with_the_process_that_started_it() {
    let mut editor = Command::new("sleep").arg("600").spawn().unwrap();
    let mut client = Client::spawn();
    client.initialize(json!({"capabilities": {}, "processId": editor.id()}));
    client.open("file:///a.md", "still there");
    assert_eq!(client.text("file:///a.md")["text"], "still there");
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.exit_code(Duration::from_secs(5)), 1);
}

#[test]
fn requests_outside_of_the_session_are_refused() {
    let mut client = Client::spawn();
    assert_eq!(client.refused("textDocument/hover", json!({})), -32002);
    assert_eq!(client.refused("no/such/method", json!({})), -32002);
    assert_eq!(client.refused("shutdown", Value::Null), -32002);
    client.open("file:///early.md", "dropped");
    client.initialize(json!({"capabilities": {}}));
    assert_eq!(client.text("file:///early.md"), Value::Null);
    assert_eq!(client.refused("initialize", json!({"capabilities": {}})), -32600);
    client.call("shutdown", Value::Null);
    assert_eq!(client.refused("frontis/text", json!({"textDocument": {"uri": "file:///a.md"}})), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(AT_ONCE), 0);
}

#[test]
fn a_client_that_does_not_wait_for_answers_loses_nothing() {
    let mut client = Client::spawn();
    let hello = client.ask("initialize", json!({"capabilities": {}}));
    client.notify("initialized", json!({}));
    client.open("file:///a.md", "# one");
    let question = client.ask("frontis/text", json!({"textDocument": {"uri": "file:///a.md"}}));
    assert!(client.answer(&json!(hello)).get("result").is_some());
    assert_eq!(client.answer(&json!(question))["result"]["text"], "# one");
    client.overhear(&["textDocument/publishDiagnostics"]);
    client.finish();
}

#[test]
fn answers_go_to_ids_of_every_kind() {
    let mut client = Client::start(json!({}));
    for id in [json!("x"), json!(0), json!(-1)] {
        let params = json!({"textDocument": {"uri": "file:///none.md"}});
        client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "frontis/text", "params": params}));
        assert_eq!(client.answer(&id)["result"], Value::Null);
    }
    client.finish();
}

/// A session of which nobody waits for an answer.
fn recorded() -> String {
    let messages = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": null}}),
        json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}),
        json!({"jsonrpc": "2.0", "method": "exit"}),
    ];
    messages.map(|message| frame(&message.to_string())).concat()
}

#[test]
fn a_session_may_come_from_a_file_and_go_into_one() {
    let [mut input, mut output] = [(); 2].map(|()| tempfile::tempfile().unwrap());
    input.write_all(recorded().as_bytes()).unwrap();
    input.rewind().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
    let status = command.arg("server").stdin(input).stdout(output.try_clone().unwrap()).status().unwrap();
    assert_eq!(status.code(), Some(0));
    let mut said = String::new();
    output.rewind().unwrap();
    output.read_to_string(&mut said).unwrap();
    assert!(said.contains("\"serverInfo\"") && said.contains("\"id\":2"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_session_may_use_a_socket() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;
    let (mut near, far) = UnixStream::pair().unwrap();
    let [input, output] = [far.try_clone().unwrap(), far].map(|end| Stdio::from(OwnedFd::from(end)));
    let mut server = Command::new(env!("CARGO_BIN_EXE_frontis"))
        .arg("server")
        .stdin(input)
        .stdout(output)
        .spawn()
        .unwrap();
    near.write_all(recorded().as_bytes()).unwrap();
    let mut said = String::new();
    near.read_to_string(&mut said).unwrap();
    assert_eq!(server.wait().unwrap().code(), Some(0));
    assert!(said.contains("\"serverInfo\"") && said.contains("\"id\":2"), "{said}");
}
