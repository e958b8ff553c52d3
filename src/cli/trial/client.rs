//! A small client of the protocol: what an editor would send, over the standard input and output of a real server.

use crate::world::cache;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long an answer may take before the session is given up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two questions whether the posts are read, which takes some milliseconds.
const PAUSE: Duration = Duration::from_millis(5);

/// A server at work and the connection to it.
pub struct Client {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    told: Vec<Value>,
    next: i64,
}

impl Client {
    /// Starts the server and introduces an editor that has `folder` open.
    ///
    /// # Errors
    /// When the server does not start or does not answer.
    pub fn start(server: &Path, folder: &Path) -> io::Result<Client> {
        let mut command = Command::new(server);
        // The blog is gone in a minute; nothing of it is worth keeping.
        command.arg("server").env(cache::VARIABLE, "");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err(io::Error::other("the server has no input and output"));
        };
        let (send, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(message)) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let mut client = Client { child, input, messages, told: Vec::new(), next: 1 };
        client.introduce(folder)?;
        Ok(client)
    }

    fn introduce(&mut self, folder: &Path) -> io::Result<()> {
        let root = uri(folder);
        let markdown = json!({ "hover": { "contentFormat": ["markdown"] } });
        self.ask(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": root,
                "workspaceFolders": [{ "uri": root, "name": "sample" }],
                "capabilities": {
                    // Bytes, as in the texts of this program.
                    "general": { "positionEncodings": ["utf-8"] },
                    "textDocument": {
                        "hover": markdown["hover"],
                        "completion": { "completionItem": { "documentationFormat": ["markdown"] } },
                        "codeAction": { "codeActionLiteralSupport": {
                            "codeActionKind": { "valueSet": ["quickfix", "refactor", "source"] }
                        } },
                        "publishDiagnostics": { "relatedInformation": true },
                    },
                },
            }),
        )?;
        self.tell("initialized", json!({}))
    }

    /// Waits until the server has read all posts.
    pub fn until_ready(&mut self) -> io::Result<()> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if self.ask("frontis/status", json!({}))?["ready"] == true {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        Err(io::Error::other("the server does not get ready"))
    }

    /// Sends a request and waits for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> io::Result<Value> {
        let id = self.next;
        self.next += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        let answer = self.wait(|message| message["id"] == id && message.get("method").is_none())?;
        match answer.get("error") {
            Some(error) => Err(io::Error::other(format!("{method}: {error}"))),
            None => Ok(answer["result"].clone()),
        }
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: Value) -> io::Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Waits for the findings in one version of a document.
    pub fn findings(&mut self, uri: &str, version: i64) -> io::Result<Vec<Value>> {
        let is_it = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        };
        let message = self.wait(is_it)?;
        Ok(message["params"]["diagnostics"].as_array().cloned().unwrap_or_default())
    }

    /// Lets the server go as an editor does.
    pub fn leave(mut self) -> io::Result<()> {
        self.ask("shutdown", Value::Null)?;
        self.tell("exit", Value::Null)?;
        self.child.wait().map(drop)
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        self.input.flush()
    }

    /// The next message that fits; the server's own questions are answered with nothing on the way.
    fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> io::Result<Value> {
        if let Some(at) = self.told.iter().rposition(&fits) {
            return Ok(self.told.swap_remove(at));
        }
        let until = Instant::now() + PATIENCE;
        loop {
            let message = self.messages.recv_timeout(until.saturating_duration_since(Instant::now()));
            let message = message.map_err(|error| match error {
                RecvTimeoutError::Timeout => io::Error::other("the server does not answer"),
                RecvTimeoutError::Disconnected => io::Error::other("the server is gone"),
            })?;
            if message.get("id").is_some() && message.get("method").is_some() {
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }))?;
            } else if fits(&message) {
                return Ok(message);
            } else {
                self.told.push(message);
            }
        }
    }
}

/// A server that was not told to leave must not outlive the session.
impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address of a file, as the protocol has it.
pub fn uri(path: &Path) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, KEPT))
}

/// One message; `None` at the end.
fn read(output: &mut impl BufRead) -> io::Result<Option<Value>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            line => {
                if let Some(number) = line.strip_prefix("Content-Length:") {
                    length = number.trim().parse().map_err(io::Error::other)?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body)?;
    serde_json::from_slice(&body).map(Some).map_err(io::Error::other)
}
