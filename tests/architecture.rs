//! The shape of the code, held by tests: layers, names, sizes, and the sentence at the top of each file.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first. A module imports only what stands to its left; `server` and `cli` share the last place.
const LAYERS: &[&[&str]] =
    &[&["text"], &["syntax"], &["site"], &["corpus"], &["world"], &["features"], &["server", "cli"]];

/// The words that only `src/site` may know. `HUGO` in `syntax` is the name of a table of delimiters there.
const GENERATORS: &[&str] = &["hugo", "zola", "jekyll", "hexo", "eleventy", "astro"];

/// Longest file without its tests, in lines; tables of data are exempt by their folder.
const MAX_FILE: usize = 500;

/// Longest function, in lines.
const MAX_FUNCTION: usize = 80;

#[test]
fn a_module_imports_only_lower_layers() {
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(own) = layer_of(&file.path) else { continue };
        for (number, line) in file.code_lines() {
            for used in
                LAYERS.iter().enumerate().filter(|(layer, _)| *layer > own).flat_map(|(_, names)| *names)
            {
                if line.contains(&format!("crate::{used}")) || line.contains(&format!("frontis::{used}")) {
                    wrong.push(format!("{}:{number}: {}", file.path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports that point up:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_server_names_the_protocol() {
    let wrong = lines_with(&["tower_lsp", "ls_types", "lsp_types"], |path| path.starts_with("src/server"));
    assert!(wrong.is_empty(), "protocol types outside of src/server:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_above_site_names_a_generator() {
    let allowed = |path: &str| {
        !["corpus", "world", "features", "server"]
            .iter()
            .any(|layer| path.starts_with(&format!("src/{layer}")))
    };
    let wrong: Vec<String> = lines_with(GENERATORS, allowed)
        .into_iter()
        // The settings document the words that a user may write; they are the user's, not a branch of the code.
        .filter(|line| !line.starts_with("src/world/settings.rs"))
        .collect();
    assert!(wrong.is_empty(), "generators named above src/site:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_scanner_the_cache_and_the_command_line_touch_the_disk() {
    let allowed = |path: &str| {
        ["src/corpus/disk", "src/cli", "src/world/cache/"].iter().any(|place| path.starts_with(place))
    };
    let wrong = lines_with(&["std::fs", "fs::read", "fs::write", "File::open", "File::create"], allowed);
    assert!(
        wrong.is_empty(),
        "disk access outside of corpus::disk, the cache and cli:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn nothing_but_the_command_line_and_the_cache_writes_and_only_it_starts_a_program() {
    let words = [
        "fs::write",
        "fs::create",
        "fs::remove",
        "fs::rename",
        "fs::copy",
        "fs::hard_link",
        "fs::set_permissions",
        "symlink(",
        "File::create",
        ".write(true)",
        ".append(true)",
        "set_len(",
        "tempfile::",
        "Command::new",
        "process::Command",
    ];
    let wrong = lines_with(&words, |path| path.starts_with("src/cli") || path == "src/world/cache/disk.rs");
    assert!(wrong.is_empty(), "writes, or programs that are started, outside of cli:\n{}", wrong.join("\n"));
    let programs = lines_with(&["Command::new", "process::Command"], |path| path.starts_with("src/cli"));
    assert!(programs.is_empty(), "programs that are started, outside of cli:\n{}", programs.join("\n"));
}

#[test]
fn nothing_opens_a_connection() {
    let words =
        ["std::net", "tokio::net", "TcpStream", "UdpSocket", "UnixStream", "reqwest", "hyper::", "ureq"];
    let wrong = lines_with(&words, |_| false);
    assert!(wrong.is_empty(), "network code:\n{}", wrong.join("\n"));
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("\nunsafe_code = \"forbid\"\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "files without a `//!` sentence on top:\n{}", silent.join("\n"));
}

#[test]
fn files_and_functions_stay_small() {
    let mut wrong = Vec::new();
    for file in sources() {
        let lines = file.code_lines().count();
        if lines > MAX_FILE {
            wrong.push(format!("{}: {lines} lines", file.path.display()));
        }
        wrong.extend(file.long_functions());
    }
    assert!(
        wrong.is_empty(),
        "over {MAX_FILE} lines a file or {MAX_FUNCTION} a function:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn no_unwrap_outside_of_tests() {
    let wrong = lines_with(&[".unwrap()", ".expect(", "todo!(", "unimplemented!(", "unsafe "], |_| false);
    assert!(wrong.is_empty(), "panics waiting to happen:\n{}", wrong.join("\n"));
}

struct Source {
    path: PathBuf,
    text: String,
    /// Whether the whole file is compiled for tests only.
    is_test: bool,
}

impl Source {
    /// The lines above the tests that are no comment, numbered from 1; none in a file that only tests compile.
    fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut inline = self.text.match_indices("#[cfg(test)]\nmod ").map(|(at, _)| at);
        let is_inline = |at: &usize| self.text[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
        let end = inline.find(is_inline).unwrap_or(self.text.len());
        let tests = if self.is_test { 0 } else { end };
        let code = &self.text[..tests];
        code.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| {
            let line = line.trim_start();
            !line.starts_with("//")
        })
    }

    /// Functions over the limit, by the indentation of their closing brace, which rustfmt keeps.
    fn long_functions(&self) -> Vec<String> {
        let lines: Vec<(usize, &str)> = self.code_lines().collect();
        let mut long = Vec::new();
        for (at, (number, line)) in lines.iter().enumerate() {
            if !is_function(line) || line.trim_end().ends_with([';', '}']) {
                continue;
            }
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = format!("{indent}}}");
            let length = lines[at..].iter().position(|(_, line)| *line == end).unwrap_or(0) + 1;
            if length > MAX_FUNCTION {
                long.push(format!("{}:{number}: {length} lines: {}", self.path.display(), line.trim()));
            }
        }
        long
    }
}

fn is_function(line: &str) -> bool {
    let line = line.trim_start();
    ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn ", "pub async fn ", "const fn "]
        .iter()
        .any(|start| line.starts_with(start))
}

/// Lines of code that contain one of the words, whatever their case, as `path:line: text`.
fn lines_with(words: &[&str], allowed: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in sources() {
        let path = file.path.display().to_string();
        if allowed(&path) {
            continue;
        }
        for (number, line) in file.code_lines() {
            let lower = line.to_lowercase();
            if words.iter().any(|word| lower.contains(&word.to_lowercase())) {
                found.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    found
}

fn layer_of(path: &Path) -> Option<usize> {
    let module = path.components().nth(1)?.as_os_str().to_str()?;
    LAYERS.iter().position(|names| names.contains(&module))
}

/// Every Rust file below `src`, with its path from the package's root.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let (text, is_test) = (fs::read_to_string(&path).unwrap(), is_test(&path));
                sources.push(Source { path: path.strip_prefix(root).unwrap().to_path_buf(), text, is_test });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// Whether the module above declares the file under `#[cfg(test)]`.
fn is_test(path: &Path) -> bool {
    let (folder, name) = (path.parent().unwrap(), path.file_stem().unwrap().to_str().unwrap());
    let above = [folder.join("mod.rs"), folder.with_extension("rs")];
    let above = above.iter().find_map(|path| fs::read_to_string(path).ok()).unwrap_or_default();
    let declares = |line: &str| {
        line.trim_start_matches("pub ").trim_start_matches("pub(crate) ") == format!("mod {name};")
    };
    let mut lines = above.lines().zip(above.lines().skip(1));
    lines.any(|(attribute, line)| attribute == "#[cfg(test)]" && declares(line))
}
