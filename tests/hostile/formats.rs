//! Files that are not what their names say, or say it without end.

use crate::site::{Checked, Site};

/// How deep things are nested here.
const DEEP: usize = 10_000;

fn nested(open: &str, close: &str) -> String {
    open.repeat(DEEP) + &close.repeat(DEEP)
}

/// A configuration in the place of the healthy one.
fn configured(name: &str, bytes: impl AsRef<[u8]>) -> Site {
    let site = Site::new();
    if name.starts_with("hugo") {
        site.remove("hugo.toml");
    }
    site.write(name, bytes);
    site
}

/// Aliases in YAML that stand for a billion values, in a post, a configuration, a data file.
///
/// An alias is one value in a post. A configuration is given up at the parser's budget, which a note says.
#[test]
fn a_yaml_bomb() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "));
    }
    let site = configured("hugo.yaml", &bomb);
    site.write("content/bomb.md", format!("---\n{bomb}cascade: *a11\n---\n"));
    site.write("data/x.yaml", &bomb);
    let checked = site.is_well();
    assert!(checked.err.contains("hugo.yaml cannot be read"), "{checked:?}");
    assert!(checked.peak.unwrap_or(0) < 300, "{checked:?}");
}

/// Values nested 10,000 deep in front matter: YAML in brackets, in dashes and by indentation, TOML, JSON.
///
/// A note says that it is nested too deeply to be read; the healthy post beside it is served.
#[test]
fn front_matter_without_bottom() {
    let cases = [
        ("yaml-flow.md", format!("---\na: {}\n---\n", nested("[", "]"))),
        ("yaml-maps.md", format!("---\na: {}\n---\n", nested("{a: ", "}"))),
        ("yaml-open.md", format!("---\na: {}\n---\n", "[".repeat(DEEP))),
        ("yaml-dashes.md", format!("---\na:\n  {}\n---\n", "- ".repeat(DEEP))),
        ("yaml-question.md", format!("---\n{}\n---\n", "? ".repeat(DEEP))),
        ("yaml-block.md", format!("---\n{}---\n", steps(2000, ' ', "a:\n"))),
        ("toml-arrays.md", format!("+++\na = {}\n+++\n", nested("[", "]"))),
        ("toml-tables.md", format!("+++\na = {}\n+++\n", nested("{a = ", "}"))),
        ("json.md", format!("{{\"a\": {}}}\n", nested("[", "]"))),
        ("json-maps.md", format!("{}1{}\n", "{\"a\":".repeat(DEEP), "}".repeat(DEEP))),
        ("json-open.md", format!("{{\"a\": {}\n}}\n", "[".repeat(DEEP))),
    ];
    let site = Site::new();
    for (name, text) in &cases {
        site.write(format!("content/{name}"), text);
    }
    let checked = site.is_well();
    for (name, _) in &cases {
        let alone = site.check(&[&format!("content/{name}")]);
        assert!(
            alone.out.contains("note[front-matter-syntax]: This is nested too deeply"),
            "{name}: {alone:?}"
        );
        assert_eq!(alone.code, Some(0), "{name}: {alone:?}");
    }
    assert_eq!(checked.code, Some(0), "{checked:?}");
}

/// Each line further in than the one above.
fn steps(count: usize, step: char, line: &str) -> String {
    (0..count).map(|number| step.to_string().repeat(number) + line).collect()
}

/// Dotted keys and table headers in TOML with 10,000 parts.
///
/// They are left out without a word, for to Hugo they are keys like others.
#[test]
fn keys_of_ten_thousand_parts() {
    let site = Site::new();
    site.write("content/key.md", format!("+++\na{} = 1\n+++\n", ".a".repeat(DEEP)));
    site.write("content/header.md", format!("+++\n[a{}]\n+++\n", ".a".repeat(DEEP)));
    site.is_silent(4);
}

/// Quotes, lists, brackets, links, stresses, HTML and calls of shortcodes nested 10,000 deep in bodies.
///
/// What is open at the end is said once a call, at most 500 times a post.
#[test]
fn bodies_without_bottom() {
    let cases = [
        ("quotes.md", "> ".repeat(DEEP)),
        ("lists.md", "- ".repeat(DEEP)),
        ("list-lines.md", steps(1000, '\t', "- a\n")),
        ("brackets.md", nested("[", "]")),
        ("links.md", nested("[", "](x)")),
        ("stars.md", nested("*a", "*")),
        ("html.md", nested("<div>", "</div>")),
        ("calls.md", nested("{{< a >}}", "{{< /a >}}")),
        ("calls-open.md", "{{< a >}}".repeat(DEEP)),
        ("calls-in-calls.md", nested("{{< a ", " >}}")),
    ];
    let site = Site::new();
    site.write("layouts/shortcodes/a.html", "{{ .Inner }}");
    for (name, text) in &cases {
        site.write(format!("content/{name}"), format!("---\ntitle: A\n---\n{text}\n"));
    }
    let mut editor = site.edit();
    for (name, _) in &cases {
        editor.open(&format!("content/{name}"));
        editor.codes(&format!("content/{name}"));
    }
    editor.is_well();
    editor.finish();
    let checked = site.check(&[]);
    assert_eq!(checked.code, Some(1), "{checked:?}");
}

/// Configurations nested 10,000 deep, of each generator.
///
/// A note says that the file cannot be read, and what depends on it is not judged.
#[test]
fn configurations_without_bottom() {
    let toml = format!("a = {}\n", nested("[", "]"));
    let yaml = format!("a: {}\n", nested("[", "]"));
    let json = format!("{{\"a\": {}}}\n", nested("[", "]"));
    let told = [
        ("hugo.toml", toml.clone()),
        ("hugo.toml", format!("a{} = 1\n", ".a".repeat(DEEP))),
        ("hugo.toml", format!("[a{}]\n", ".a".repeat(DEEP))),
        ("hugo.yaml", yaml.clone()),
        ("hugo.yaml", steps(2000, ' ', "a:\n")),
        ("hugo.yaml", format!("a:\n  {}\n", "- ".repeat(DEEP))),
        ("hugo.json", json.clone()),
        ("frontis.toml", toml.clone()),
    ];
    for (name, text) in told {
        let checked = configured(name, text).is_well();
        assert!(checked.err.contains(&format!("{name} cannot be read")), "{name}: {checked:?}");
        assert_eq!(checked.code, Some(0), "{name}: {checked:?}");
    }
    for (name, text) in [
        ("_config.yml", yaml),
        ("package.json", json),
        ("zola.toml", toml.clone()),
        ("theme.toml", toml),
        ("content.config.ts", "z.object({a: ".repeat(DEEP)),
        ("astro.config.mjs", "{".repeat(DEEP)),
        (".eleventy.js", "(".repeat(DEEP)),
    ] {
        assert_eq!(configured(name, text).is_well().code, Some(0), "{name}");
    }
}

/// Templates of shortcodes nested 10,000 deep.
///
/// What they take is not known, so their calls are not judged; hovers and completions work.
#[test]
fn templates_without_bottom() {
    let site = Site::new();
    site.write("layouts/shortcodes/a.html", nested("{{ if . }}", "{{ end }}"));
    site.write("layouts/shortcodes/b.html", format!("{{{{ {} }}}}", nested("(", ")")));
    site.write("layouts/shortcodes/c.html", "{{ with .Get ".repeat(DEEP));
    site.write("content/calls.md", "---\ntitle: A\n---\n{{< a >}}{{< b >}}{{< c >}}\n");
    let mut editor = site.edit();
    editor.open("content/calls.md");
    assert_eq!(editor.codes("content/calls.md"), [""; 0]);
    assert!(editor.ask("textDocument/hover", "content/calls.md", 3, 4).is_object());
    editor.is_well();
    editor.finish();
}

/// Posts with NUL bytes, escapes, and bytes that are no UTF-8, in YAML, TOML and JSON; posts in UTF-16 and UTF-32.
///
/// What is text is read. `frontis check` names the line that is none, and ends with 2.
#[test]
fn posts_that_are_no_text() {
    let formats: [(&str, &[u8], &[u8]); 3] = [
        ("yaml", b"---\ntitle: a", b"b\n---\n"),
        ("toml", b"+++\ntitle = 'a", b"b'\n+++\n"),
        ("json", b"{\"title\": \"a", b"b\"}\n"),
    ];
    let site = Site::new();
    for (name, before, after) in formats {
        for (number, bytes) in
            [b"\xff".as_slice(), b"\xed\xa0\x80", b"\xc0\x80", b"\0", b"\x1b"].iter().enumerate()
        {
            site.write(format!("content/{name}{number}.md"), [before, bytes, after, b"text", bytes].concat());
        }
    }
    let wide = |width: usize| -> Vec<u8> {
        "---\ntitle: A\n---\n"
            .bytes()
            .flat_map(|byte| std::iter::once(byte).chain(vec![0; width - 1]))
            .collect()
    };
    site.write("content/utf16.md", [b"\xff\xfe".to_vec(), wide(2)].concat());
    site.write("content/utf32.md", [b"\xff\xfe\0\0".to_vec(), wide(4)].concat());
    let checked = site.is_well();
    assert_eq!(checked.code, Some(2), "{checked:?}");
    assert_eq!(checked.err.matches("is not UTF-8 text").count(), 11, "{checked:?}");
    assert!(
        checked.err.contains("`content/yaml0.md` was not checked: line 2 is not UTF-8 text"),
        "{checked:?}"
    );
}

/// Configurations, templates, archetypes and a `.gitignore` that are empty, or no text.
///
/// Of a configuration a note says that it is no text; an empty one is one without settings; all else is silence.
#[test]
fn other_files_that_are_no_text() {
    let names = [
        "hugo.toml",
        "hugo.yaml",
        "hugo.json",
        "config/_default/hugo.toml",
        "frontis.toml",
        "layouts/shortcodes/a.html",
        "archetypes/default.md",
        "theme.toml",
        "data/a.yaml",
        ".gitignore",
        "package.json",
    ];
    for name in names {
        for bytes in [b"".as_slice(), b"\n", b"\0", b"\xff", b"\xff\xfea\0=\0"] {
            let Checked { code, err, .. } = configured(name, bytes).is_well();
            assert_eq!(code, Some(0), "{name} {bytes:?}: {err}");
            let is_settings = name.contains("hugo.") || name == "frontis.toml";
            let is_broken = bytes.first().is_some_and(|byte| *byte != b'\n');
            if is_settings && is_broken {
                assert!(err.contains(&format!("{name} cannot be read")), "{name} {bytes:?}: {err}");
            } else if !name.ends_with(".json") {
                assert_eq!(err, "", "{name} {bytes:?}");
            }
        }
    }
}
