//! Where `$0` is, for finished, broken and half-typed front matter.

use expect_test::{Expect, expect};

use super::{Cursor, Place, cursor};
use crate::syntax::front_matter::tree::{Quote, Step};
use crate::syntax::front_matter::{SplitRules, parse};

fn check(marked: &str, expected: Expect) {
    expected.assert_eq(&shown(marked));
}

fn shown(marked: &str) -> String {
    let offset = marked.find("$0").expect("a cursor");
    let text = marked.replacen("$0", "", 1);
    let parsed = parse(&text, &SplitRules::LENIENT);
    render(&text, &cursor(&text, &parsed, offset))
}

fn yaml(inner: &str, expected: Expect) {
    check(&format!("---\n{inner}\n---\nbody\n"), expected);
}

fn toml(inner: &str, expected: Expect) {
    check(&format!("+++\n{inner}\n+++\nbody\n"), expected);
}

fn render(text: &str, cursor: &Cursor) -> String {
    let path: Vec<String> = cursor
        .path
        .iter()
        .map(|step| match step {
            Step::Key(key) => key.to_string(),
            Step::Index(index) => index.to_string(),
        })
        .collect();
    let path = path.join("/");
    let quote = |quote: Option<Quote>| quote.map_or("plain".to_owned(), |quote| quote.char().to_string());
    match &cursor.place {
        Place::Key(key) => format!(
            "key {path}|{:?} {:?} typed {:?} siblings {:?}{}{}{} {:?}{}",
            key.replace.of(text),
            key.replace,
            key.typed,
            key.siblings,
            if key.is_new_line { " new-line" } else { "" },
            if key.indent.is_empty() { String::new() } else { format!(" indent {:?}", key.indent) },
            key.quoted.map_or(String::new(), |q| format!(" in {} closed {}", q.quote.char(), q.closed)),
            key.form,
            if key.separator == super::Separator::Present { " :" } else { "" },
        ),
        Place::Value(value) => format!(
            "value {path}|{:?} {:?} typed {:?}{}{}{} siblings {:?} list {} doc {}",
            value.replace.of(text),
            value.replace,
            value.typed,
            value.quoted.map_or(String::new(), |q| format!(
                " in {} closed {} token {:?}",
                q.quote.char(),
                q.closed,
                value.token
            )),
            value.item.map_or(String::new(), |item| format!(" {item:?}")),
            if value.needs_space_before { " needs-space" } else { "" },
            value.siblings,
            value.style.list.map_or("?".to_owned(), quote),
            value.style.document.map_or("?".to_owned(), quote),
        ),
        place => format!("{place:?} {path}"),
    }
}

#[test]
fn yaml_flow_lists() {
    yaml("tags: [$0]", expect![[r#"value tags/0|"" 11..11 typed "" Flow siblings [] list ? doc ?"#]]);
    yaml(
        "tags: [a, $0",
        expect![[r#"value tags/1|"" 14..14 typed "" Flow siblings ["a"] list plain doc ?"#]],
    );
    yaml(
        "tags: [a, $0\ntitle: x",
        expect![[r#"value tags/1|"" 14..14 typed "" Flow siblings ["a"] list plain doc plain"#]],
    );
    yaml(
        "tags: [\"$0",
        expect![[
            r#"value tags/0|"" 12..12 typed "" in " closed false token 11..12 Flow siblings [] list ? doc ?"#
        ]],
    );
    yaml(
        "tags: [\"$0]",
        expect![[
            r#"value tags/0|"" 12..12 typed "" in " closed false token 11..12 Flow siblings [] list ? doc ?"#
        ]],
    );
    yaml(
        "tags: [\"a\", \"$0\"]",
        expect![[
            r#"value tags/1|"" 17..17 typed "" in " closed true token 16..18 Flow siblings ["a"] list " doc ""#
        ]],
    );
    yaml(
        "tags: [\"a$0, \"b\"]",
        expect![[
            r#"value tags/0|"a" 12..13 typed "a" in " closed false token 11..13 Flow siblings ["b"] list " doc ?"#
        ]],
    );
    yaml(
        "tags: [Go Lang$0, C++, C#]",
        expect![[
            r#"value tags/0|"Go Lang" 11..18 typed "Go Lang" Flow siblings ["C++", "C#"] list plain doc plain"#
        ]],
    );
    yaml(
        "tags: [a, C$0#, CI/CD]",
        expect![[r#"value tags/1|"C#" 14..16 typed "C" Flow siblings ["a", "CI/CD"] list plain doc plain"#]],
    );
    yaml(
        "tags: [日本語$0, 'it''s']",
        expect![[r#"value tags/0|"日本語" 11..20 typed "日本語" Flow siblings ["it's"] list ' doc '"#]],
    );
    yaml(
        "tags: [\n  a,\n  $0\n]",
        expect![[r#"value tags/1|"" 19..19 typed "" Flow siblings ["a"] list plain doc plain"#]],
    );
    yaml("tags: [\n  a, # c$0\n  b\n]", expect!["Comment tags"]);
    yaml(
        "tags: [\n  \"a\",\n  \"b$0\"\n]\ntitle: x",
        expect![[
            r#"value tags/1|"b" 22..23 typed "b" in " closed true token 21..24 Flow siblings ["a"] list " doc plain"#
        ]],
    );
    yaml(
        "params:\n  tags: [a, $0\n  other: x",
        expect![[r#"value params/tags/1|"" 24..24 typed "" Flow siblings ["a"] list plain doc ?"#]],
    );
    yaml("tags: [a]$0", expect!["Text tags"]);
    yaml("tags: $0[a]", expect!["Text tags"]);
}

#[test]
fn yaml_block_lists() {
    yaml("tags:\n  - $0", expect![[r#"value tags/0|"" 14..14 typed "" Block siblings [] list ? doc ?"#]]);
    yaml(
        "tags:\n  -$0",
        expect![[r#"value tags/0|"" 13..13 typed "" Block needs-space siblings [] list ? doc ?"#]],
    );
    yaml(
        "tags:\n- a\n- $0",
        expect![[r#"value tags/1|"" 16..16 typed "" Block siblings ["a"] list plain doc plain"#]],
    );
    yaml(
        "tags:\n- a\n- \"$0\ntitle: x",
        expect![[
            r#"value tags/1|"" 17..17 typed "" in " closed false token 16..17 Block siblings ["a"] list plain doc plain"#
        ]],
    );
    yaml(
        "tags:\n  - a\n  - Go L$0ang\n  - C#\n\ntitle: x",
        expect![[
            r#"value tags/1|"Go Lang" 20..27 typed "Go L" Block siblings ["a", "C#"] list plain doc plain"#
        ]],
    );
    yaml(
        "tags:\n  - \"a\"\n  - \"b$0\"\ncategories:\n  - c",
        expect![[
            r#"value tags/1|"b" 23..24 typed "b" in " closed true token 22..25 Block siblings ["a"] list " doc plain"#
        ]],
    );
    yaml("tags:\n  - a # n$0ote", expect!["Comment tags"]);
    yaml(
        "tags:\n  - a\n  $0\ntitle: x",
        expect![[r#"key tags|"" 18..18 typed "" siblings [] new-line indent "  " Entry"#]],
    );
    yaml("tags:\n  - a\n$0", expect![[r#"key |"" 16..16 typed "" siblings ["tags"] new-line Entry"#]]);
    yaml(
        "a:\n  - - x\n    - $0",
        expect![[r#"value a/0/1|"" 21..21 typed "" Block siblings [] list ? doc plain"#]],
    );
}

#[test]
fn yaml_single_values() {
    yaml("tags: $0", expect![[r#"value tags|"" 10..10 typed "" siblings [] list ? doc ?"#]]);
    yaml("tags:$0", expect![[r#"value tags|"" 9..9 typed "" needs-space siblings [] list ? doc ?"#]]);
    yaml("tags: a$0", expect![[r#"value tags|"a" 10..11 typed "a" siblings [] list ? doc ?"#]]);
    yaml(
        "title: \"Hello $0world\"",
        expect![[
            r#"value title|"Hello world" 12..23 typed "Hello " in " closed true token 11..24 siblings [] list ? doc ?"#
        ]],
    );
    yaml(
        "title: \"Hello $0\ndate: x",
        expect![[
            r#"value title|"Hello " 12..18 typed "Hello " in " closed false token 11..18 siblings [] list ? doc plain"#
        ]],
    );
    yaml(
        "title: 'it''s$0'",
        expect![[
            r#"value title|"it''s" 12..17 typed "it''s" in ' closed true token 11..18 siblings [] list ? doc ?"#
        ]],
    );
    yaml("title: a $0", expect![[r#"value title|"a " 11..13 typed "a " siblings [] list ? doc plain"#]]);
    yaml("title: $0a b", expect![[r#"value title|"a b" 11..14 typed "" siblings [] list ? doc ?"#]]);
    yaml("title: a # com$0", expect!["Comment "]);
    yaml("title: >-\n  folded\n  te$0xt", expect!["Text title"]);
    yaml("title: |\n  a\n  $0\ndate: x", expect!["Text title"]);
    yaml("title: a\n  continu$0ed", expect!["Text title"]);
    yaml(
        "date: 2024-01-02$0",
        expect![[r#"value date|"2024-01-02" 10..20 typed "2024-01-02" siblings [] list ? doc ?"#]],
    );
}

#[test]
fn yaml_keys() {
    yaml("$0", expect![[r#"key |"" 4..4 typed "" siblings [] new-line Entry"#]]);
    yaml("ti$0", expect![[r#"key |"ti" 4..6 typed "ti" siblings [] new-line Entry"#]]);
    yaml("ti$0\ndate: x", expect![[r#"key |"ti" 4..6 typed "ti" siblings ["date"] new-line Entry"#]]);
    yaml(
        "date: x\nti$0\ntags: [a",
        expect![[r#"key |"ti" 12..14 typed "ti" siblings ["date", "tags"] new-line Entry"#]],
    );
    yaml("date: x\nti$0tle: y", expect![[r#"key |"title" 12..17 typed "ti" siblings ["date"] Entry :"#]]);
    yaml("title$0: y", expect![[r#"key |"title" 4..9 typed "title" siblings [] Entry :"#]]);
    yaml(
        "\"ti$0tle\": y",
        expect![[r#"key |"title" 5..10 typed "ti" siblings [] in " closed true Entry :"#]],
    );
    yaml(
        "date: x\n\n$0\ntags: [a]",
        expect![[r#"key |"" 13..13 typed "" siblings ["date", "tags"] new-line Entry"#]],
    );
    yaml(
        "params:\n  a: 1\n  b$0\n  c: 2",
        expect![[r#"key params|"b" 21..22 typed "b" siblings ["a", "c"] new-line indent "  " Entry"#]],
    );
    yaml(
        "params:\n  $0",
        expect![[r#"key params|"" 14..14 typed "" siblings [] new-line indent "  " Entry"#]],
    );
    yaml("params: {a: 1, b$0}", expect![[r#"key params|"b" 19..20 typed "b" siblings ["a"] Flow"#]]);
    yaml("params: {a: $0}", expect![[r#"value params/a|"" 16..16 typed "" siblings [] list ? doc ?"#]]);
    yaml(
        "resources:\n  - src: x\n    na$0\n  - src: y",
        expect![[r#"key resources/0|"na" 30..32 typed "na" siblings ["src"] new-line indent "    " Entry"#]],
    );
    yaml(
        "resources:\n  - na$0me: x\n    src: y",
        expect![[r#"key resources/0|"name" 19..23 typed "na" siblings ["src"] indent "  " Item :"#]],
    );
    yaml(
        "cascade:\n  - build:\n      list: $0",
        expect![[r#"value cascade/0/build/list|"" 36..36 typed "" siblings [] list ? doc ?"#]],
    );
    yaml(
        "cascade:\n  build:\n    li$0",
        expect![[r#"key cascade/build|"li" 26..28 typed "li" siblings [] new-line indent "    " Entry"#]],
    );
    yaml(
        "broken: \"\nti$0\ntags: x",
        expect![[r#"key |"ti" 14..16 typed "ti" siblings ["broken", "tags"] new-line Entry"#]],
    );
    yaml("title: a: b\nta$0", expect![[r#"key |"ta" 16..18 typed "ta" siblings ["title"] new-line Entry"#]]);
    yaml("# comm$0ent", expect!["Comment "]);
}

#[test]
fn toml_values() {
    toml("tags = [$0]", expect![[r#"value tags/0|"" 12..12 typed "" Flow siblings [] list ? doc ?"#]]);
    toml("tags = [$0", expect![[r#"value tags/0|"" 12..12 typed "" Flow siblings [] list ? doc ?"#]]);
    toml(
        "tags = [$0\ntitle = \"x\"",
        expect![[r#"value tags/0|"" 12..12 typed "" Flow siblings [] list ? doc ""#]],
    );
    toml(
        "tags = [\"$0",
        expect![[
            r#"value tags/0|"" 13..13 typed "" in " closed false token 12..13 Flow siblings [] list ? doc ?"#
        ]],
    );
    toml(
        "tags = [\"a\", \"$0\"]",
        expect![[
            r#"value tags/1|"" 18..18 typed "" in " closed true token 17..19 Flow siblings ["a"] list " doc ""#
        ]],
    );
    toml(
        "tags = ['a', '$0']",
        expect![[
            r#"value tags/1|"" 18..18 typed "" in ' closed true token 17..19 Flow siblings ["a"] list ' doc '"#
        ]],
    );
    toml(
        "tags = [\n  \"a\", # one\n  \"b$0\",\n]\ntitle = \"x\"",
        expect![[
            r#"value tags/1|"b" 29..30 typed "b" in " closed true token 28..31 Flow siblings ["a"] list " doc ""#
        ]],
    );
    toml(
        "tags = [\n  \"a\",\n  $0\n]",
        expect![[r#"value tags/1|"" 22..22 typed "" Flow siblings ["a"] list " doc ""#]],
    );
    toml("tags = [\n  \"a\", # on$0e\n]", expect!["Comment tags"]);
    toml("tags = $0", expect![[r#"value tags|"" 11..11 typed "" siblings [] list ? doc ?"#]]);
    toml("tags =$0", expect![[r#"value tags|"" 10..10 typed "" needs-space siblings [] list ? doc ?"#]]);
    toml(
        "tags = \"C++$0\"",
        expect![[
            r#"value tags|"C++" 12..15 typed "C++" in " closed true token 11..16 siblings [] list ? doc ?"#
        ]],
    );
    toml(
        "title = \"x$0\ndate = 2024-01-02",
        expect![[
            r#"value title|"x" 13..14 typed "x" in " closed false token 12..14 siblings [] list ? doc ?"#
        ]],
    );
    toml("draft = tr$0ue # c", expect![[r#"value draft|"true" 12..16 typed "tr" siblings [] list ? doc ?"#]]);
    toml("title = '''\na$0\n'''", expect!["Text title"]);
    toml(
        "[params]\na = { b = \"$0\", c = 1 }",
        expect![[
            r#"value params/a/b|"" 24..24 typed "" in " closed true token 23..25 siblings [] list ? doc ?"#
        ]],
    );
    toml(
        "[[resources]]\nsrc = \"a\"\n[[resources]]\nsrc = \"$0\"",
        expect![[
            r#"value resources/1/src|"" 49..49 typed "" in " closed true token 48..50 siblings [] list ? doc ""#
        ]],
    );
}

#[test]
fn toml_keys() {
    toml("$0", expect![[r#"key |"" 4..4 typed "" siblings [] new-line Entry"#]]);
    toml(
        "ti$0\ndate = 2024-01-02",
        expect![[r#"key |"ti" 4..6 typed "ti" siblings ["date"] new-line Entry"#]],
    );
    toml(
        "date = 2024-01-02\nti$0tle = \"x\"",
        expect![[r#"key |"title" 22..27 typed "ti" siblings ["date"] Entry :"#]],
    );
    toml(
        "title = \"x\"\n$0\n[params]\na = 1",
        expect![[r#"key |"" 16..16 typed "" siblings ["title", "params"] new-line Entry"#]],
    );
    toml("[params]\na = 1\n$0", expect![[r#"key params|"" 19..19 typed "" siblings ["a"] new-line Entry"#]]);
    toml(
        "[params]\na = 1\nb$0",
        expect![[r#"key params|"b" 19..20 typed "b" siblings ["a"] new-line Entry"#]],
    );
    toml("[par$0]", expect![[r#"key |"par" 5..8 typed "par" siblings [] Header :"#]]);
    toml(
        "[params.$0]\n[params.a]\nx = 1",
        expect![[r#"key params|"" 12..12 typed "" siblings ["a"] Header :"#]],
    );
    toml("[[res$0", expect![[r#"key |"res" 6..9 typed "res" siblings [] ArrayHeader"#]]);
    toml("params.au$0 = 1", expect![[r#"key params|"au" 11..13 typed "au" siblings [] Entry :"#]]);
    toml("title = \"x\" # c$0", expect!["Comment title"]);
    toml("# c$0", expect!["Comment "]);
    toml("a = {b = 1, c$0}", expect![[r#"key a|"c" 16..17 typed "c" siblings ["b"] Flow"#]]);
}

#[test]
fn json_places() {
    check(
        "{\n  \"tags\": [\"$0\"]\n}\n",
        expect![[
            r#"value tags/0|"" 14..14 typed "" in " closed true token 13..15 Flow siblings [] list ? doc ?"#
        ]],
    );
    check(
        "{\n  \"tags\": [\"a\", \"$0\"\n}\n",
        expect![[
            r#"value tags/1|"" 19..19 typed "" in " closed true token 18..20 Flow siblings ["a"] list " doc ?"#
        ]],
    );
    check(
        "{\n  \"tags\": [\"a\", \"$0\"\n  \"title\": \"x\"\n}\n",
        expect![[
            r#"value tags/1|"" 19..19 typed "" in " closed true token 18..20 Flow siblings ["a"] list " doc ""#
        ]],
    );
    check("{\n  \"tags\": $0\n}\n", expect![[r#"value tags|"" 12..12 typed "" siblings [] list ? doc ?"#]]);
    check(
        "{\n  \"tags\": $0,\n  \"title\": \"x\"\n}\n",
        expect![[r#"value tags|"" 12..12 typed "" siblings [] list ? doc ""#]],
    );
    check(
        "{\"a\": 1, \"ti$0\"}\n",
        expect![[r#"key |"ti" 10..12 typed "ti" siblings ["a"] in " closed true Entry"#]],
    );
    check(
        "{\n  \"ti$0\n}\n",
        expect![[r#"key |"ti" 5..7 typed "ti" siblings [] new-line indent "  " in " closed false Entry"#]],
    );
    check(
        "{\n  \"title\": \"x\",\n  $0\n}\n",
        expect![[r#"key |"" 20..20 typed "" siblings ["title"] new-line indent "  " Entry"#]],
    );
    check(
        "{\"title\": \"x$0\"}\n",
        expect![[
            r#"value title|"x" 11..12 typed "x" in " closed true token 10..13 siblings [] list ? doc ?"#
        ]],
    );
    check(
        "{\"params\": {\"a\": \"$0\"}}\n",
        expect![[
            r#"value params/a|"" 18..18 typed "" in " closed true token 17..19 siblings [] list ? doc ?"#
        ]],
    );
}

#[test]
fn around_the_front_matter() {
    check("$0", expect!["Outside "]);
    check("body $0", expect!["Outside "]);
    check("--$0-\ntitle: x\n---\n", expect!["Delimiter "]);
    check("---\ntitle: x\n---$0\n", expect!["Delimiter "]);
    check("---\ntitle: x\n---\n$0", expect!["Outside "]);
    check("---\n$0---\n", expect!["Delimiter "]);
    check("---\n$0", expect![[r#"key |"" 4..4 typed "" siblings [] new-line Entry"#]]);
    check(
        "---\ntitle: x\nta$0",
        expect![[r#"key |"ta" 13..15 typed "ta" siblings ["title"] new-line Entry"#]],
    );
    check(
        "---\ntags:\n  - a\n\n$0\n\nBody text.\n",
        expect![[r#"key |"" 17..17 typed "" siblings ["tags"] new-line Entry"#]],
    );
    check("---\ntitle: x\n\nBody $0text.\n", expect!["Outside "]);
    check(
        "\u{FEFF}---\r\ntags: [a, $0]\r\ntitle: x\r\n---\r\n",
        expect![[r#"value tags/1|"" 18..18 typed "" Flow siblings ["a"] list plain doc plain"#]],
    );
    check(
        "---\r\ntags:\r\n  - a\r\n  - $0\r\n---\r\n",
        expect![[r#"value tags/1|"" 23..23 typed "" Block siblings ["a"] list plain doc plain"#]],
    );
    check(
        "+++\r\ntags = [\"a\",\r\n  \"$0\"]\r\n+++\r\n",
        expect![[
            r#"value tags/1|"" 22..22 typed "" in " closed true token 21..23 Flow siblings ["a"] list " doc ""#
        ]],
    );
}

#[test]
fn behind_a_closing_quote_there_is_nothing_to_complete() {
    for (marked, path) in [
        ("---\ntags: [\"a\"$0]\n---\n", "tags/0"),
        ("---\ntags:\n- 'a'$0\n---\n", "tags/0"),
        ("---\n- ''$0, \n---\n", "0"),
        ("---\ntitle: \"a\"$0\n---\n", "title"),
        ("---\n\"title\"$0: a\n---\n", ""),
        ("---\n\"title\"$0\n---\n", ""),
        ("---\na: {\"b\"$0: c}\n---\n", "a"),
        ("+++\ntags = [\"a\"$0]\n+++\n", "tags/0"),
        ("+++\na.b = ''$0\n+++\n", "a/b"),
        ("+++\n\"a\"$0 = 1\n+++\n", ""),
        ("{\"tags\": [\"a\"$0]}\n", "tags/0"),
        ("{\"title\"$0: \"a\"}\n", ""),
        ("{\"title\": \"a\"$0}\n", "title"),
    ] {
        assert_eq!(shown(marked), format!("Text {path}"), "{marked}");
    }
}
