//! Files that are not what their names say, or say it without end.

use crate::site::Site;

const DEEP: usize = 10_000;

fn survives(site: &Site) {
    let mut editor = site.edit();
    editor.is_well();
    editor.finish();
    eprintln!("{:?}", site.check(&[]));
}

/// Aliases in YAML that stand for a billion values.
#[test]
fn a_yaml_bomb() {
    let site = Site::new();
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "));
    }
    site.write("content/bomb.md", format!("---\n{bomb}tags: *a11\ncascade: *a11\n---\n"));
    survives(&site);
    site.remove("hugo.toml");
    site.write("hugo.yaml", &bomb);
    survives(&site);
    for name in ["_config.yml", "config/_default/params.yaml", "data/x.yaml"] {
        site.write(name, &bomb);
    }
    survives(&site);
}

/// Values nested 10,000 deep in front matter.
#[test]
fn nesting_without_end_in_front_matter() {
    let nested = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    let cases = [
        ("yaml-flow.md", format!("---\na: {}\n---\n", nested("[", "]"))),
        ("yaml-maps.md", format!("---\na: {}\n---\n", nested("{a: ", "}"))),
        ("yaml-open.md", format!("---\na: {}\n---\n", "[".repeat(DEEP))),
        ("yaml-dashes.md", format!("---\na:\n  {}\n---\n", "- ".repeat(DEEP))),
        ("yaml-question.md", format!("---\n{}\n---\n", "? ".repeat(DEEP))),
        ("yaml-block.md", format!("---\n{}---\n", (0..2000).map(|n| " ".repeat(n) + "a:\n").collect::<String>())),
        ("toml-arrays.md", format!("+++\na = {}\n+++\n", nested("[", "]"))),
        ("toml-tables.md", format!("+++\na = {}\n+++\n", nested("{a = ", "}"))),
        ("toml-dots.md", format!("+++\na{} = 1\n+++\n", ".a".repeat(DEEP))),
        ("toml-header.md", format!("+++\n[a{}]\n+++\n", ".a".repeat(DEEP))),
        ("toml-headers.md", format!("+++\n{}+++\n", (1..200).map(|n| format!("[a{}]\n", ".a".repeat(n))).collect::<String>())),
        ("json.md", format!("{{\"a\": {}}}\n", nested("[", "]"))),
        ("json-maps.md", format!("{}1{}\n", "{\"a\":".repeat(DEEP), "}".repeat(DEEP))),
        ("json-open.md", format!("{{\"a\": {}\n}}\n", "[".repeat(DEEP))),
    ];
    for (name, text) in cases {
        let site = Site::new();
        eprintln!("{name}");
        site.write(format!("content/{name}"), text);
        survives(&site);
    }
}

/// Nested 10,000 deep in bodies.
#[test]
fn nesting_without_end_in_bodies() {
    let nested = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    let cases = [
        ("quotes.md", "> ".repeat(DEEP)),
        ("lists.md", "- ".repeat(DEEP)),
        ("list-lines.md", (0..1000).map(|n| "  ".repeat(n) + "- a\n").collect::<String>()),
        ("brackets.md", nested("[", "]")),
        ("links.md", nested("[", "](x)")),
        ("stars.md", nested("*a", "*")),
        ("html.md", nested("<div>", "</div>")),
        ("calls.md", nested("{{< a >}}", "{{< /a >}}")),
        ("calls-open.md", "{{< a >}}".repeat(DEEP)),
        ("calls-in-calls.md", nested("{{< a ", " >}}")),
    ];
    for (name, text) in cases {
        let site = Site::new();
        eprintln!("{name}");
        site.write(format!("content/{name}"), text);
        site.write("layouts/shortcodes/a.html", "{{ .Inner }}");
        survives(&site);
    }
}

/// Nested 10,000 deep in configurations and templates.
#[test]
fn nesting_without_end_in_configurations() {
    let nested = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    let toml = format!("a = {}\n", nested("[", "]"));
    let yaml = format!("a: {}\n", nested("[", "]"));
    let json = format!("{{\"a\": {}}}\n", nested("[", "]"));
    let cases = [
        ("hugo.toml", toml.clone()),
        ("hugo.toml", format!("a{} = 1\n", ".a".repeat(DEEP))),
        ("hugo.toml", format!("[a{}]\n", ".a".repeat(DEEP))),
        ("hugo.yaml", yaml.clone()),
        ("hugo.yaml", (0..2000).map(|n| " ".repeat(n) + "a:\n").collect::<String>()),
        ("hugo.yaml", format!("a:\n  {}\n", "- ".repeat(DEEP))),
        ("hugo.json", json.clone()),
        ("frontis.toml", toml.clone()),
        ("_config.yml", yaml.clone()),
        ("package.json", json.clone()),
        ("zola.toml", toml.clone()),
        ("theme.toml", toml.clone()),
        ("layouts/shortcodes/a.html", "{{ if . }}".repeat(DEEP) + &"{{ end }}".repeat(DEEP)),
        ("layouts/shortcodes/b.html", format!("{{{{ {} }}}}", nested("(", ")"))),
        ("layouts/shortcodes/c.html", "{{ with .Get ".repeat(DEEP)),
        ("templates/shortcodes/a.html", "{% if a %}".repeat(DEEP)),
        ("content.config.ts", "z.object({a: ".repeat(DEEP)),
        ("astro.config.mjs", "{".repeat(DEEP)),
        ("src/content/config.ts", "z.array(".repeat(DEEP)),
        (".eleventy.js", "(".repeat(DEEP)),
    ];
    for (name, text) in cases {
        let site = Site::new();
        eprintln!("{name}");
        if name.starts_with("hugo") { site.remove("hugo.toml"); }
        site.write(name, text);
        site.write("content/call.md", "{{< a >}}{{< b >}}{{< c >}}\n");
        let mut editor = site.edit();
        editor.is_well();
        editor.open("content/call.md");
        editor.codes("content/call.md");
        editor.ask("textDocument/hover", "content/call.md", 0, 5);
        editor.finish();
        let checked = site.check(&[]);
        eprintln!("{:?} {:?}", checked.code, checked.err.chars().take(300).collect::<String>());
    }
}

/// NUL bytes and bytes that are no UTF-8.
#[test]
fn bytes_that_are_no_text() {
    let formats: [(&str, &[u8], &[u8]); 3] = [("yaml", b"---\ntitle: a", b"b\n---\n"), ("toml", b"+++\ntitle = 'a", b"b'\n+++\n"), ("json", b"{\"title\": \"a", b"b\"}\n")];
    for (name, before, after) in formats {
        for bytes in [b"\0".as_slice(), b"\xff", b"\x1b", b"\xed\xa0\x80", b"\xc0\x80"] {
            let site = Site::new();
            site.write(format!("content/{name}.md"), [before, bytes, after, b"text", bytes].concat());
            survives(&site);
        }
    }
    for name in ["hugo.toml", "hugo.yaml", "hugo.json", "frontis.toml", "layouts/shortcodes/a.html", "content/other.md", ".gitignore", "archetypes/default.md", "theme.toml", "data/a.yaml", "config/_default/hugo.toml"] {
        for bytes in [b"\0".as_slice(), b"\xff", b"\xff\xfea\0=\0", b"", b"\n"] {
            let site = Site::new();
            if name.starts_with("hugo") { site.remove("hugo.toml"); }
            site.write(name, bytes);
            eprintln!("{name} {bytes:?}");
            survives(&site);
        }
    }
}
