//! Cuts what arrives on stdin into messages, and survives what is none.
//!
//! The library's own decoder ends the whole connection at the first broken message, an unknown `Content-Type` or a
//! body that is no JSON-RPC. So that one slip of a client does not cost the writer the server, every message is checked
//! here first, and a broken one is replaced by a stand-in that [`super::service`] answers with the error it deserves.

use tower_lsp::jsonrpc::{ErrorCode, Request};

/// The method of the stand-in for a broken message; its `params` are the error code.
pub const UNREADABLE: &str = "frontis/unreadable";

/// Longest body accepted, in bytes: far above the largest post, far below what would exhaust the memory when a broken
/// client announces nonsense.
const MAX_BODY: usize = 512 << 20;

/// Longest header block accepted, in bytes; real ones have about 30.
const MAX_HEADERS: usize = 4096;

/// So much room (bytes) a buffer keeps once a long message is out of it.
const ROOM: usize = 128 << 10;

const LENGTH: &[u8] = b"content-length:";

/// The messages of a stream of bytes that comes in pieces, each as bytes that the library's decoder accepts: header and
/// body.
#[derive(Default)]
pub struct Frames {
    buffer: Vec<u8>,
    /// With fewer bytes than this in the buffer there is no message in it.
    wanted: usize,
}

/// What the buffer holds.
enum Found {
    /// A message, whose bytes are out of the buffer.
    Frame(Vec<u8>),
    /// A broken one, whose bytes are out of the buffer.
    Broken(ErrorCode),
    /// The beginning of one: at least this many bytes are needed in all.
    Partial(usize),
}

impl Frames {
    /// Takes the next bytes of the stream. Room is made for what arrives alone: to make it for all of a long message each
    /// time would take for ever.
    pub fn add(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    fn find(&mut self) -> Found {
        let Some(start) = position_of_length(&self.buffer) else { return self.skip_garbage() };
        if !is_header_text(self.buffer.get(..start).unwrap_or_default()) {
            self.buffer.drain(..start);
            return Found::Broken(ErrorCode::ParseError);
        }
        let rest = self.buffer.get(start..).unwrap_or_default();
        let Some(end) = memchr::memmem::find(rest, b"\r\n\r\n") else {
            if rest.len() <= MAX_HEADERS {
                return Found::Partial(self.buffer.len() + 1);
            }
            self.buffer.drain(..start + LENGTH.len());
            return Found::Broken(ErrorCode::ParseError);
        };
        let length = length_in(rest.get(LENGTH.len()..end).unwrap_or_default());
        let body = start + end + 4;
        match length {
            Some(length) if length <= MAX_BODY => self.take(body, body + length),
            _ => {
                self.buffer.drain(..body);
                Found::Broken(ErrorCode::ParseError)
            }
        }
    }

    /// Takes the body at `body..end` out of the buffer, if it is there.
    fn take(&mut self, body: usize, end: usize) -> Found {
        let Some(bytes) = self.buffer.get(body..end) else { return Found::Partial(end) };
        match check(bytes) {
            Ok(()) => {
                let frame = framed(bytes);
                self.buffer.drain(..end);
                // A post of megabytes is opened once, and the next messages are small again.
                self.buffer.shrink_to(ROOM);
                Found::Frame(frame)
            }
            Err(ErrorCode::ParseError) => {
                let next = body + end_of_broken(bytes);
                self.buffer.drain(..next);
                Found::Broken(ErrorCode::ParseError)
            }
            Err(code) => {
                self.buffer.drain(..end);
                Found::Broken(code)
            }
        }
    }

    /// Forgets bytes without any header, except those that may be its beginning; what was forgotten is reported when
    /// a header comes, since a client that sends nothing else reads no answer either.
    fn skip_garbage(&mut self) -> Found {
        let surplus = self.buffer.len().saturating_sub(MAX_HEADERS);
        self.buffer.drain(..surplus);
        Found::Partial(self.buffer.len() + 1)
    }
}

impl Iterator for Frames {
    type Item = Vec<u8>;

    /// The next message; `None` until more bytes are there.
    fn next(&mut self) -> Option<Vec<u8>> {
        if self.buffer.len() < self.wanted {
            return None;
        }
        self.wanted = 0;
        match self.find() {
            Found::Frame(frame) => Some(frame),
            Found::Broken(code) => Some(stand_in(code)),
            Found::Partial(wanted) => {
                self.wanted = wanted;
                None
            }
        }
    }
}

/// Where the next `Content-Length:` starts, whatever its case.
fn position_of_length(bytes: &[u8]) -> Option<usize> {
    let is_length =
        |at: usize| bytes.get(at..at + LENGTH.len()).is_some_and(|name| name.eq_ignore_ascii_case(LENGTH));
    memchr::memchr2_iter(b'c', b'C', bytes).find(|&at| is_length(at))
}

/// Whether the bytes before a `Content-Length:` are other headers or line ends, as opposed to garbage.
fn is_header_text(bytes: &[u8]) -> bool {
    let is_name = |name: &[u8]| name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let mut lines =
        bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    lines.all(|line| memchr::memchr(b':', line).and_then(|colon| line.get(..colon)).is_some_and(is_name))
}

/// The number after `Content-Length:`, up to the end of its line.
fn length_in(headers: &[u8]) -> Option<usize> {
    let line = headers.split(|&byte| byte == b'\r').next()?;
    std::str::from_utf8(line).ok()?.trim().parse().ok()
}

/// Whether the library will accept `body`: every response also parses as a request with an empty method.
fn check(body: &[u8]) -> Result<(), ErrorCode> {
    let text = std::str::from_utf8(body).map_err(|_| ErrorCode::ParseError)?;
    match serde_json::from_str::<Request>(text) {
        Ok(_) => Ok(()),
        Err(error) if error.is_data() => Err(ErrorCode::InvalidRequest),
        Err(_) => Err(ErrorCode::ParseError),
    }
}

/// Where to go on after a body that is no JSON: a length that was too great has swallowed the beginning of the next
/// message, which starts behind the first value or, where there is none, at the next header.
fn end_of_broken(body: &[u8]) -> usize {
    let valid = body.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let mut values = serde_json::Deserializer::from_str(valid).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        Some(Ok(_)) if values.byte_offset() < body.len() => values.byte_offset(),
        _ => position_of_length(body).unwrap_or(body.len()),
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

fn stand_in(code: ErrorCode) -> Vec<u8> {
    let request = serde_json::json!({
        "jsonrpc": "2.0", "id": null, "method": UNREADABLE, "params": code.code(),
    });
    framed(request.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"m"}"#;

    fn message(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The bodies in `input`, a broken message as its error code; in pieces of every size, since that must not matter.
    fn bodies(input: &[u8]) -> Vec<String> {
        let whole = in_pieces(input, input.len());
        for size in 1..input.len().min(90) {
            assert_eq!(in_pieces(input, size), whole, "in pieces of {size}");
        }
        whole
    }

    fn in_pieces(input: &[u8], size: usize) -> Vec<String> {
        let (mut frames, mut found) = (Frames::default(), Vec::new());
        for piece in input.chunks(size) {
            frames.add(piece);
            found.extend(frames.by_ref().map(shown));
        }
        found
    }

    fn shown(frame: Vec<u8>) -> String {
        let text = String::from_utf8(frame).unwrap();
        let body = text.split_once("\r\n\r\n").unwrap().1;
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        if value["method"] == UNREADABLE { value["params"].to_string() } else { body.to_owned() }
    }

    #[test]
    fn messages_come_as_they_were_sent() {
        let other = r#"{"jsonrpc":"2.0","id":7,"result":"é"}"#;
        let input =
            message(GOOD) + &message(other) + "Content-Type: x\r\ncontent-length: 30\r\nA: b\r\n\r\n" + GOOD;
        assert_eq!(bodies(input.as_bytes()), [GOOD, other, GOOD]);
    }

    #[test]
    fn a_broken_message_costs_only_itself() {
        let cases: &[(&[u8], &str)] = &[
            (b"Content-Length: 5\r\n\r\n{...}", "-32700"),
            (b"Content-Length: 2\r\n\r\n\xff\xfe", "-32700"),
            (b"Content-Length: 2\r\n\r\n[]", "-32600"),
            (b"Content-Length: 17\r\n\r\n{\"jsonrpc\":\"1.0\"}", "-32600"),
            (b"Content-Length: many\r\n\r\n", "-32700"),
            (b"Content-Length: 99999999999999\r\n\r\n", "-32700"),
            (b"hello\r\n\r\n", "-32700"),
        ];
        for (broken, code) in cases {
            let input = [broken, message(GOOD).as_bytes()].concat();
            assert_eq!(bodies(&input), [*code, GOOD], "{}", String::from_utf8_lossy(broken));
        }
    }

    #[test]
    fn a_wrong_length_costs_only_its_message() {
        let short = message(GOOD).replace("30", "12") + &message(GOOD);
        assert_eq!(bodies(short.as_bytes()), ["-32700", "-32700", GOOD], "the rest is garbage too");
        for length in 31..=78 {
            let long = message(GOOD).replace("30", &length.to_string()) + &message(GOOD);
            let found = bodies(long.as_bytes());
            assert_eq!(found, ["-32700", GOOD], "{length}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_before_the_library_meets_it() {
        let deep =
            format!(r#"{{"jsonrpc":"2.0","method":"m","params":{}}}"#, "[".repeat(9999) + &"]".repeat(9999));
        assert_eq!(in_pieces(message(&deep).as_bytes(), usize::MAX), ["-32700"]);
    }

    #[test]
    fn an_input_that_ends_early_ends_the_messages() {
        assert_eq!(bodies(b"Content-Length: 30\r\n\r\n{"), Vec::<String>::new());
        assert_eq!(bodies(b"garbage"), Vec::<String>::new());
    }
}
