//! A strict client: it fails when the server says something that no test read.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than any answer takes on a loaded machine; a test that waits this long fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// One server and the connection to it.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    arriving: Receiver<Value>,
    unread: VecDeque<Value>,
    overheard: &'static [&'static str],
    next_id: i64,
}

impl Client {
    /// Starts a server and says nothing yet.
    pub fn spawn() -> Client {
        Client::spawn_with(|command| command.env_remove("FRONTIS_LOG"))
    }

    /// Starts a server in other circumstances.
    pub fn spawn_with(arrange: impl Fn(&mut Command) -> &mut Command) -> Client {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
        command.arg("server").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        // Whoever wants a cache says where: never the one of the user who runs the tests.
        command.env("FRONTIS_CACHE_DIR", "");
        let mut child = arrange(&mut command).spawn().unwrap();
        let (send, arriving) = channel();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        // Ends with the output, or with the first message after `arriving` was dropped.
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        Client { child, input, arriving, unread: VecDeque::new(), overheard: &[], next_id: 1 }
    }

    /// Starts a server and introduces a client with those capabilities and no workspace.
    pub fn start(capabilities: Value) -> Client {
        let mut client = Client::spawn();
        client.initialize(json!({"capabilities": capabilities}));
        client
    }

    /// Introduces the client and returns the server's capabilities.
    pub fn initialize(&mut self, params: Value) -> Value {
        let answer = self.call("initialize", params);
        self.notify("initialized", json!({}));
        answer["capabilities"].clone()
    }

    /// Notifications of these methods may stay unread: they come at any time.
    pub fn overhear(&mut self, methods: &'static [&'static str]) {
        self.overheard = methods;
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Sends one message.
    pub fn send(&mut self, message: &Value) {
        self.send_raw(frame(&message.to_string()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// Waits for the answer to a request: the whole message.
    pub fn answer(&mut self, id: &Value) -> Value {
        self.wait(&format!("the answer to {id}"), |message| {
            message.get("method").is_none() && message.get("id") == Some(id)
        })
    }

    /// Sends a request and waits for its result.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(&json!(id));
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Sends a request and waits for the code of its error.
    pub fn refused(&mut self, method: &str, params: Value) -> i64 {
        let id = self.ask(method, params);
        let answer = self.answer(&json!(id));
        answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method} was not refused: {answer}"))
    }

    /// Waits for a notification or a request of the server: the whole message.
    pub fn heard(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method)
    }

    /// Everything that came up to now and was not read.
    pub fn unread(&mut self) -> Vec<Value> {
        self.unread.extend(self.arriving.try_iter());
        self.unread.drain(..).collect()
    }

    /// Answers a request of the server.
    pub fn reply(&mut self, request: &Value, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result}));
    }

    /// Opens a text as version 1.
    pub fn open(&mut self, uri: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// What the server holds of a text: `{uri, version, text}` or null.
    pub fn text(&mut self, uri: &str) -> Value {
        self.call("frontis/text", json!({"textDocument": {"uri": uri}}))
    }

    /// The number of the server's process.
    #[allow(dead_code, reason = "the tests of hostile sites and clients look at its memory")]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Closes the pipe that the server writes to, at the next message it sends.
    pub fn stop_reading(&mut self) {
        self.arriving = channel().1;
    }

    /// Closes our end of the connection.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits until the server has ended, at most that long, and returns its exit code.
    pub fn exit_code(&mut self, within: Duration) -> i32 {
        let deadline = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            assert!(Instant::now() < deadline, "the server is still there");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Leaves properly. Fails when the server does not, or when anything that it said was not read.
    pub fn finish(mut self) {
        self.call("shutdown", Value::Null);
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
        assert_eq!(self.exit_code(PATIENCE), 0);
        // The reading thread ends with the output, so nothing is missed.
        self.unread.extend(self.arriving.iter());
        let overheard = self.overheard;
        self.unread.retain(|message| !overheard.iter().any(|method| message["method"] == *method));
        assert!(self.unread.is_empty(), "nobody read {:#?}", self.unread);
    }

    fn wait(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&is_it) {
            return self.unread.remove(at).unwrap();
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.arriving.recv_timeout(left) {
                Ok(message) if is_it(&message) => return message,
                Ok(message) => self.unread.push_back(message),
                Err(error) => panic!("waiting for {what}: {error}; unread: {:#?}", self.unread),
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A message with its header.
pub fn frame(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// Reads one message; everything on the server's output must be one.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut header = String::new();
    output.read_line(&mut header).ok().filter(|&length| length > 0)?;
    let length = header.strip_prefix("Content-Length: ").unwrap_or_else(|| panic!("no header: {header:?}"));
    let mut blank = String::new();
    output.read_line(&mut blank).ok()?;
    assert_eq!(blank, "\r\n");
    let mut body = vec![0; length.trim().parse().unwrap()];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
