//! Files and texts of sizes that no writer reaches.

use crate::site::{Site, sparse};
use serde_json::json;

const MIB: usize = 1024 * 1024;

/// Far above what the program takes for itself, far below what a text of 100 MB would take.
const LITTLE: u64 = 90;

/// A post of 100 MB on disk.
///
/// It is left out and takes no memory. `frontis check` says that it is too large, and ends with 2.
#[test]
fn a_post_of_100_mb() {
    let site = Site::new();
    site.write("content/big.md", "");
    sparse(&site.path("content/big.md"), 100 * MIB as u64);
    let mut editor = site.edit();
    assert_eq!(editor.posts(), 2);
    editor.is_well();
    assert!(editor.peak().unwrap_or(0) < LITTLE, "{:?} MiB", editor.peak());
    editor.finish();
    let checked = site.check(&[]);
    assert_eq!((checked.code, checked.err.contains("larger than 8 MiB")), (Some(2), true), "{checked:?}");
    assert!(checked.peak.unwrap_or(0) < LITTLE, "{checked:?}");
}

/// A post of 100 MB that is opened and edited.
///
/// Its text is kept to the letter. A message says that nothing is checked or offered in it, and nothing is.
#[test]
fn a_post_of_100_mb_in_the_editor() {
    let (name, head) = ("content/big.md", "---\ntitle: Big\ntags: []\n---\n");
    let site = Site::new();
    let text = head.to_owned() + &"Many words, [a](b.md) and {{< c >}} more.\n".repeat(100 * MIB / 42);
    let mut editor = site.edit();
    editor.is_well();
    editor.open_text(name, &text);
    let at = json!({"line": 2, "character": 7});
    let end = json!({"line": 99_999_999, "character": 0});
    for version in 2..12 {
        let mut changes = vec![json!({"range": {"start": at, "end": at}, "text": "x"})];
        if version == 11 {
            // So short again that the answer can be read.
            let start = json!({"line": 4, "character": 0});
            changes.push(json!({"range": {"start": start, "end": end}, "text": ""}));
        } else {
            assert_eq!(editor.labels(name, 2, 7), [""; 0]);
            assert_eq!(editor.codes(name), [""; 0]);
        }
        let id = json!({"uri": site.uri(name), "version": version});
        let change = json!({"textDocument": id, "contentChanges": changes});
        editor.client.notify("textDocument/didChange", change);
    }
    assert_eq!(editor.client.text(&site.uri(name))["text"], head.replace("[]", "[xxxxxxxxxx]"));
    let message = editor.client.heard("window/showMessage")["params"]["message"].take();
    assert_eq!(message, "big.md is larger than 8 MiB. Nothing is checked or offered in it.");
    assert!(!editor.labels(name, 2, 7).is_empty(), "a short text is served again");
    editor.is_well();
    // What came, the message with it in it, its text, and the text in pieces that edits are made in.
    assert!(editor.peak().unwrap_or(0) < 1000, "{:?} MiB", editor.peak());
    editor.finish();
}

/// Lines of a megabyte: titles and tags in each format, and plain words.
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
    site.is_silent(6);
}

/// Bodies of 20 KB of one character or pair each that may open something: `[`, `*`, `<`, `{{<`, `[^1]`, a quote...
///
/// Whether it closes is found without starting anew each time; at most 500 findings are told of a post.
#[test]
fn bodies_that_open_without_end() {
    let pieces = [
        "[",
        "](",
        "![",
        "*",
        "_a",
        "`",
        "``a`",
        "<",
        "<a ",
        "<a href=\"",
        "{{< x ",
        "{{% x %}}",
        "{{< /x >}}",
        "{{</* x",
        "{{< x a=\"",
        "{{< x `",
        "{%",
        "{{",
        "(",
        "> ",
        "- ",
        "&",
        "$",
        "\\",
        "|",
        "[^1]",
        "[^1]: a\n",
        "[a]: b\n",
        "[a][b]",
        "<!--",
        "http://",
        "# a\n",
        "a\n===\n",
        "```\n",
        "<div>\n",
        "[a](b.md)\n",
        "\r",
    ];
    in_posts(&pieces, |piece| format!("---\ntitle: A\n---\n{}\n", piece.repeat(20_000 / piece.len())));
}

/// Front matters of 20 KB of one character or pair each that may open something, in YAML, TOML and JSON.
///
/// At most 100 faults are told of a front matter, and what they are is found in one pass.
#[test]
fn front_matters_that_open_without_end() {
    let pieces = [
        "[",
        "{",
        "\"",
        "'",
        "a: ",
        "a: b\n",
        "- ",
        "? ",
        "&a ",
        "*a ",
        "! ",
        "|\n",
        "a = ",
        "[[a]]\n",
        "[a]\n",
        ",",
        "a.",
        "a: [\n",
        "a = [\n",
        "a: 'x\n",
        "\t",
        "\"a\": 1,\n",
        "x\n",
        "#\n",
        "\\",
        "tags: [a]\n",
        "'''",
        "a = \"b\"\n",
        "<<: *a\n",
        "a: {{ b }}\n",
        "...\n",
        "%",
    ];
    for (open, close) in [("---", "---"), ("+++", "+++"), ("{", "}")] {
        in_posts(&pieces, |piece| format!("{open}\n{}\n{close}\n", piece.repeat(20_000 / piece.len())));
    }
}

/// A post for each piece.
fn in_posts(pieces: &[&str], post: impl Fn(&str) -> String) {
    let site = Site::new();
    for (number, piece) in pieces.iter().enumerate() {
        site.write(format!("content/{number}.md"), post(piece));
    }
    let mut editor = site.edit();
    assert_eq!(editor.posts(), pieces.len() as u64 + 2);
    editor.open("content/0.md");
    editor.codes("content/0.md");
    editor.is_well();
    editor.finish();
    let checked = site.check(&[]);
    assert!(matches!(checked.code, Some(0 | 1)), "{checked:?}");
}

/// Posts with 10,000 tags each: in brackets, one a line, and in TOML.
///
/// They are tags like others: counted, and offered in other posts.
#[test]
fn posts_with_ten_thousand_tags() {
    let site = Site::new();
    let tags = |before: &str, after: &str| -> String {
        (0..10_000).map(|number| format!("{before}t{number}{after}")).collect()
    };
    site.write("content/flow.md", format!("---\ntags: [{}]\n---\n", tags("", ", ")));
    site.write("content/block.md", format!("---\ntags:\n{}---\n", tags("- ", "\n")));
    site.write("content/toml.md", format!("+++\ntags = [{}]\n+++\n", tags("'", "', ")));
    let mut editor = site.edit();
    assert_eq!(editor.posts(), 5);
    let list = editor.ask("textDocument/completion", crate::site::WELL, 2, 7);
    let items = list["items"].as_array().unwrap().len();
    assert!((1..1000).contains(&items), "{items} of 10,001 are sent");
    for name in ["content/flow.md", "content/block.md", "content/toml.md"] {
        editor.open(name);
        assert_eq!(editor.codes(name), [""; 0], "{name}");
    }
    assert!(editor.peak().unwrap_or(0) < 1000, "{:?} MiB", editor.peak());
    editor.finish();
    let checked = site.check(&[]);
    assert_eq!(checked.code, Some(0), "{checked:?}");
}

/// Posts with 20,000 keys, tables, headings of one name, footnotes, links and unknown shortcodes.
///
/// The first 1,000 keys of a map are read; of the unknown shortcodes 100 are told.
#[test]
fn twenty_thousand_of_everything() {
    let site = Site::new();
    let many = |piece: &dyn Fn(usize) -> String| (0..20_000).map(piece).collect::<String>();
    site.write("content/keys.md", format!("---\n{}---\n", many(&|n| format!("k{n}: 1\n"))));
    site.write("content/toml.md", format!("+++\n{}+++\n", many(&|n| format!("k{n} = 1\n"))));
    site.write("content/tables.md", format!("+++\n{}+++\n", many(&|n| format!("[t{n}]\n"))));
    site.write("content/json.md", format!("{{{}\"z\": 1}}\n", many(&|n| format!("\"k{n}\": 1, "))));
    site.write("content/headings.md", format!("---\ntitle: A\n---\n{}", many(&|_| "# Same\n\n".to_owned())));
    site.write("content/notes.md", format!("---\ntitle: A\n---\n{}", many(&|n| format!("[^{n}]: a\n\n"))));
    site.write("content/links.md", format!("---\ntitle: A\n---\n{}", many(&|n| format!("[a](l{n}.md)\n"))));
    site.write(
        "content/calls.md",
        format!("---\ntitle: A\n---\n{}", many(&|n| format!("{{{{< c{n} >}}}}\n"))),
    );
    let checked = site.is_well();
    assert_eq!(checked.code, Some(1), "{checked:?}");
    assert_eq!(checked.out.matches("error[shortcode-unknown]").count(), 100);
    assert_eq!(checked.out.matches("warning[link-missing]").count(), 500);
}
