//! File paths out of the URIs that editors send, and back.
//!
//! No URI library: editors send what none accepts (`[x].md` raw, `file://` alone), and what they send must come back
//! to them byte for byte. So a document keeps the client's spelling, and only its path is decoded here.

use std::path::{Component, Path, PathBuf, Prefix};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use tower_lsp::gen_lsp_types::Uri;

use crate::world::scan::UNSAVED;

/// What a path keeps as it is in a URI: the unreserved characters of RFC 3986 and the separators.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// How the paths of a system look: a parameter, so that each is tested on every system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum System {
    Unix,
    Windows,
}

const HERE: System = if cfg!(windows) { System::Windows } else { System::Unix };

/// The path that `uri` names; `None` for other schemes (`untitled:`) and where there is no path (`file://`).
pub fn to_path(uri: &Uri) -> Option<PathBuf> {
    let bytes = decode(&uri.0, HERE)?;
    from_bytes(bytes)
}

/// A path that is on no disk for a text that was never saved (`untitled:Untitled-1`), different for each; `None` for
/// other schemes. It ends like a post, since a new text without a name says nothing else.
pub fn to_unsaved(uri: &Uri) -> Option<PathBuf> {
    let (scheme, _) = uri.0.split_once(':')?;
    scheme.eq_ignore_ascii_case("untitled").then(|| {
        let name = percent_encode(uri.0.as_bytes(), NON_ALPHANUMERIC);
        Path::new(UNSAVED).join(format!("{name}.md"))
    })
}

/// The URI of `path`, which is absolute.
pub fn from_path(path: &Path) -> Uri {
    Uri(encode(&to_slashes(path)))
}

/// The decoded path in a `file:` URI: bytes, since a name on disk need not be UTF-8.
fn decode(uri: &str, system: System) -> Option<Vec<u8>> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    // No cut at `?` or `#`: what sends them raw means a file of that name.
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let path: Vec<u8> = percent_decode_str(path).collect();
    if path.iter().all(|&byte| byte == b'/') || path.contains(&0) {
        return None;
    }
    match system {
        System::Unix => Some(path),
        System::Windows => Some(windows_path(host, path)),
    }
}

/// `/c:/x` is `C:/x`, whatever the case of the letter, since editors differ in it; a host is a network share.
fn windows_path(host: &str, path: Vec<u8>) -> Vec<u8> {
    match path.as_slice() {
        [b'/', letter, b':', rest @ ..] if letter.is_ascii_alphabetic() => {
            [&[letter.to_ascii_uppercase(), b':'], rest].concat()
        }
        _ if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") => {
            [b"//", host.as_bytes(), path.as_slice()].concat()
        }
        _ => path,
    }
}

fn encode(path: &[u8]) -> String {
    let encoded = percent_encode(path, ENCODED).to_string();
    match path {
        [b'/', b'/', ..] => format!("file:{encoded}"),
        [b'/', ..] => format!("file://{encoded}"),
        _ => format!("file:///{encoded}"),
    }
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

/// The bytes of `path` with `/` between its parts; a drive comes first, without the prefix that canonical paths have.
fn to_slashes(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in path.components() {
        match part {
            Component::Prefix(prefix) => bytes.extend_from_slice(&prefix_bytes(prefix.kind())),
            Component::RootDir => bytes.push(b'/'),
            part => {
                if !bytes.is_empty() && !bytes.ends_with(b"/") {
                    bytes.push(b'/');
                }
                bytes.extend_from_slice(part.as_os_str().as_encoded_bytes());
            }
        }
    }
    bytes
}

fn prefix_bytes(prefix: Prefix<'_>) -> Vec<u8> {
    match prefix {
        Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => vec![letter, b':'],
        Prefix::UNC(host, share) | Prefix::VerbatimUNC(host, share) => {
            [b"//", host.as_encoded_bytes(), b"/", share.as_encoded_bytes()].concat()
        }
        Prefix::Verbatim(name) | Prefix::DeviceNS(name) => name.as_encoded_bytes().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(uri: &str, system: System) -> Option<String> {
        decode(uri, system).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn uris_of_real_editors_are_paths() {
        let cases = [
            ("file:///blog/a.md", "/blog/a.md"),
            ("file:///blog/[x].md", "/blog/[x].md"),
            ("file:///blog/%5Bx%5D.md", "/blog/[x].md"),
            ("file:///blog/caf%C3%A9%20%E6%97%A5.md", "/blog/café 日.md"),
            ("file:///blog/日.md", "/blog/日.md"),
            ("file:///blog/100%.md", "/blog/100%.md"),
            ("file:///blog/what?#1.md", "/blog/what?#1.md"),
            ("file://localhost/blog/a.md", "/blog/a.md"),
            ("FILE:/blog/a.md", "/blog/a.md"),
            ("file:///c%3A/blog/a.md", "/c:/blog/a.md"),
        ];
        for (uri, path) in cases {
            assert_eq!(decoded(uri, System::Unix).as_deref(), Some(path), "{uri}");
        }
    }

    #[test]
    fn drives_and_shares_are_windows_paths() {
        let cases = [
            ("file:///c%3A/blog/a.md", "C:/blog/a.md"),
            ("file:///C:/blog/a.md", "C:/blog/a.md"),
            ("file://server/share/a.md", "//server/share/a.md"),
            ("file:///blog/a.md", "/blog/a.md"),
        ];
        for (uri, path) in cases {
            assert_eq!(decoded(uri, System::Windows).as_deref(), Some(path), "{uri}");
        }
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in
            ["file://", "file:///", "untitled:Untitled-1", "vscode-vfs://x/a.md", "", "a.md", "file:///a%00b"]
        {
            assert_eq!(decoded(uri, System::Unix), None, "{uri}");
        }
    }

    #[test]
    fn a_text_that_was_never_saved_has_a_place_of_its_own() {
        let place = |uri: &str| to_unsaved(&uri.into());
        let first = place("untitled:Untitled-1").unwrap();
        assert!(first.starts_with(UNSAVED) && first.parent() == Some(Path::new(UNSAVED)));
        assert_eq!(place("untitled:/a/../b.md").unwrap().parent(), Some(Path::new(UNSAVED)));
        assert_ne!(place("untitled:Untitled-2"), Some(first));
        for uri in ["file:///a.md", "git:/a.md", "untitled"] {
            assert_eq!(place(uri), None, "{uri}");
        }
    }

    #[test]
    fn a_path_comes_back_as_itself() {
        for path in ["/blog/[x] 100% é#?.md", "/1: b/c+d&e.md", "C:/blog/a.md", "//server/share/a.md"] {
            let uri = encode(path.as_bytes());
            assert_eq!(decoded(&uri, System::Windows).as_deref(), Some(path), "{uri}");
        }
        assert_eq!(encode("/blog/[x] é.md".as_bytes()), "file:///blog/%5Bx%5D%20%C3%A9.md");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_utf8_survives() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"/blog/\xff.md"));
        assert_eq!(from_path(path).0, "file:///blog/%FF.md");
        assert_eq!(to_path(&from_path(path)).as_deref(), Some(path));
    }
}
