//! Files and texts of sizes that no writer reaches.

use crate::site::{Site, WELL, sparse};
use serde_json::json;

const MIB: usize = 1024 * 1024;

/// A post of 100 MB on disk.
///
/// It is left out, and takes no memory; `frontis check` names it and ends with 2.
#[test]
fn a_post_of_100_mb() {
    let site = Site::new();
    site.write("content/big.md", "");
    sparse(&site.path("content/big.md"), 100 * MIB as u64);
    let mut editor = site.edit();
    assert_eq!(editor.posts(), 2);
    editor.is_well();
    assert!(editor.peak().unwrap_or(0) < 100, "{:?} MiB", editor.peak());
    editor.finish();
    let checked = site.check(&[]);
    eprintln!("{checked:?}");
    assert_eq!(checked.code, Some(2));
    assert!(checked.peak.unwrap_or(0) < 100, "{checked:?}");
}

/// A post of 100 MB that is opened and edited.
///
/// Its text is kept to the letter, nothing is said of it, and a message tells why.
#[test]
fn a_post_of_100_mb_in_the_editor() {
    let site = Site::new();
    let text = "---\ntitle: Big\ntags: []\n---\n".to_owned() + &"Many words, [a](b.md) and {{< c >}} more.\n".repeat(100 * MIB / 41);
    let mut editor = site.edit();
    editor.is_well();
    editor.open_text("content/big.md", &text);
    for version in 2..12 {
        let at = json!({"line": 2, "character": 7});
        let change = json!({"range": {"start": at, "end": at}, "text": "x"});
        let id = json!({"uri": site.uri("content/big.md"), "version": version});
        editor.client.notify("textDocument/didChange", json!({"textDocument": id, "contentChanges": [change]}));
    }
    eprintln!("{:?}", editor.labels("content/big.md", 2, 7));
    eprintln!("{:?}", editor.codes("content/big.md"));
    editor.is_well();
    eprintln!("{:?} MiB", editor.peak());
    editor.finish();
}

/// Lines of a megabyte: a title, a tag, plain words, and characters that mean something each time.
///
/// They are read like any other line.
#[test]
fn lines_of_a_megabyte() {
    let site = Site::new();
    let long = "x".repeat(MIB);
    site.write("content/title.md", format!("---\ntitle: {long}\ntags: [{long}]\n---\n# {long}\n"));
    site.write("content/toml.md", format!("+++\ntitle = '{long}'\n+++\n"));
    site.write("content/json.md", format!("{{\"title\": \"{long}\"}}\n"));
    site.write("content/words.md", "word ".repeat(MIB / 5));
    let mut editor = site.edit();
    assert_eq!(editor.posts(), 6);
    editor.open("content/title.md");
    eprintln!("{:?}", editor.codes("content/title.md"));
    editor.is_well();
    editor.finish();
    eprintln!("{:?}", site.check(&[]));
}

/// A line of half a megabyte of one character or pair that may open something: `[`, `*`, `<`, `{{<`, `(`.
///
/// Whether it closes is found in one pass.
#[test]
fn a_line_that_opens_without_end() {
    for piece in ["[", "](", "![", "*", "_a", "`", "<", "<a ", "{{< x ", "{{% x %}}", "{{< /x >}}", "{%", "(", "> ", "- ", "&", "$", "\\", "|", "~", "\"", "[^1]", "[a]: b ", "<!--", "http://"] {
        let site = Site::new();
        site.write("content/a.md", format!("---\ntitle: A\n---\n{}\n", piece.repeat(MIB / 2 / piece.len())));
        let began = std::time::Instant::now();
        let checked = site.check(&[]);
        eprintln!("{piece:10} {:?} {:?} {:?}", began.elapsed(), checked.code, checked.peak);
    }
}

/// A front matter of half a megabyte of one character or pair that may open something.
///
/// What does not parse is said in a few findings.
#[test]
fn a_front_matter_that_opens_without_end() {
    for (open, close) in [("---", "---"), ("+++", "+++"), ("{", "}")] {
        for piece in ["[", "{", "\"", "'", "a: ", "- ", "? ", "&a ", "*a ", "! ", "|\n", "a = ", "[[a]]\n", "[a]\n", ",", "a.", "a: [\n", "a = [\n", "a: 'x\n", "\t", "\"a\": ", "x\n", "#\n", "\\"] {
            let site = Site::new();
            site.write("content/a.md", format!("{open}\n{}\n{close}\n", piece.repeat(MIB / 2 / piece.len())));
            let began = std::time::Instant::now();
            let checked = site.check(&[]);
            eprintln!("{open} {piece:10?} {:?} {:?} {:?}", began.elapsed(), checked.code, checked.peak);
        }
    }
}

/// A post with 100,000 tags, as a list in brackets, one a line, and in TOML.
///
/// They are tags like others: offered, counted, and no slower than a second for a keystroke.
#[test]
fn a_hundred_thousand_tags() {
    let site = Site::new();
    let tags = |before: &str, after: &str| (0..100_000).map(|n| format!("{before}t{n}{after}")).collect::<String>();
    site.write("content/flow.md", format!("---\ntags: [{}]\n---\n", tags("", ", ")));
    site.write("content/block.md", format!("---\ntags:\n{}---\n", tags("- ", "\n")));
    site.write("content/toml.md", format!("+++\ntags = [{}]\n+++\n", tags("'", "', ")));
    let mut editor = site.edit();
    assert_eq!(editor.posts(), 5);
    eprintln!("read {:?}", editor.peak());
    let _ = WELL;
    editor.is_well();
    eprintln!("well {:?}", editor.peak());
    for name in ["content/flow.md", "content/block.md", "content/toml.md"] {
        editor.open(name);
        eprintln!("{name} {:?}", editor.codes(name));
        eprintln!("{name} {:?}", editor.labels(name, 1, 8).len());
    }
    editor.is_well();
    eprintln!("open {:?}", editor.peak());
    editor.finish();
    let checked = site.check(&[]);
    eprintln!("{checked:?}");
}
