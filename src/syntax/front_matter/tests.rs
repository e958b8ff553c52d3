//! Trees, errors and delimiters, as data; and what must hold for any text.

use std::fmt::Write;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// The rules of a generator that skips blanks before the opener, closes at any line that starts with the delimiter,
/// and refuses what only looks like an opener.
const STRICT: SplitRules = SplitRules {
    org: true,
    after_opener: AfterOpener::Inner,
    closer: CloserRule::LineStart,
    near_opener: NearOpener::Refused,
    ..SplitRules::LENIENT
};

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&dump(text, &parse(text, &STRICT)));
}

fn dump(text: &str, parsed: &Parsed) -> String {
    let mut out = String::new();
    if let Some(front_matter) = &parsed.front_matter {
        entries(text, &front_matter.root, 0, &mut out);
        for header in &front_matter.headers {
            writeln!(out, "header {:?} {:?} section {:?}", header.span.of(text), header.path, header.section)
                .unwrap();
        }
        for error in &front_matter.errors {
            let line = text[..error.reported_at].matches('\n').count() + 1;
            writeln!(out, "error {:?} {:?} line {line}: {:?}", error.span.of(text), error.span, error.kind)
                .unwrap();
        }
    }
    for problem in &parsed.problems {
        let line = text[..problem.reported_at].matches('\n').count() + 1;
        writeln!(
            out,
            "problem {:?} {:?} line {line}: {:?}",
            problem.span.of(text),
            problem.span,
            problem.kind
        )
        .unwrap();
    }
    writeln!(out, "body {:?}", parsed.body.of(text)).unwrap();
    out
}

fn entries(text: &str, entries: &[Entry], depth: usize, out: &mut String) {
    for entry in entries {
        write!(out, "{:indent$}{} {:?}", "", entry.key.text, entry.key.span, indent = depth * 2).unwrap();
        value(text, &entry.value, depth, out);
    }
}

fn value(text: &str, value: &Value, depth: usize, out: &mut String) {
    write!(out, " {:?}", value.span).unwrap();
    if let Some(props) = &value.props {
        write!(out, " {:?} {:?}", props.tag, props.anchor).unwrap();
    }
    match &value.kind {
        ValueKind::Null => writeln!(out, " null").unwrap(),
        ValueKind::Alias(name) => writeln!(out, " *{name}").unwrap(),
        ValueKind::Scalar(scalar) => {
            writeln!(out, " {:?} {:?} {:?}", scalar.text, scalar.style, scalar.inner.of(text)).unwrap();
        }
        ValueKind::List(list) => {
            writeln!(out, " {:?}", list.form).unwrap();
            for item in &list.items {
                write!(out, "{:indent$}-", "", indent = depth * 2 + 2).unwrap();
                self::value(text, item, depth + 1, out);
            }
        }
        ValueKind::Map(map) => {
            writeln!(out, " {:?} {:?}", map.form, map.segments).unwrap();
            entries(text, &map.entries, depth + 1, out);
        }
    }
}

#[test]
fn yaml_trees() {
    check(
        "---\ntitle: \"日本\\t語\"\ntags: [Go, 'it''s', C#]\ndraft: yes # c\nempty:\n---\nbody\n",
        expect![[r#"
            title 4..9 11..24 "日本\t語" DoubleQuoted "日本\\t語"
            tags 25..29 31..48 Flow
              - 32..34 "Go" Plain "Go"
              - 36..43 "it's" SingleQuoted "it''s"
              - 45..47 "C#" Plain "C#"
            draft 49..54 56..59 "yes" Plain "yes"
            empty 64..69 70..70 null
            body "body\n"
        "#]],
    );
    check(
        "---\ntags:\n- a\n- # c\n- b c\nparams:\n  x: !!str 1\n  y: &n {k: 1}\n  z: *n\n---\n",
        expect![[r#"
            tags 4..8 12..25 Block
              - 12..13 "a" Plain "a"
              - 15..15 null
              - 22..25 "b c" Plain "b c"
            params 26..32 36..69 Block []
              x 36..37 45..46 Some(("!!str", 39..44)) None "1" Plain "1"
              y 49..50 55..61 None Some(("n", 52..54)) Flow []
                k 56..57 59..60 "1" Plain "1"
              z 64..65 67..69 *n
            body ""
        "#]],
    );
    check(
        "---\na: |\n  one\n  two\n\nb: >-\n  x\nc: 'x\n  y'\n---\n",
        expect![[r#"
        a 4..5 7..20 "one\ntwo\n" Literal "  one\n  two"
        b 22..23 25..31 "x" Folded "  x"
        c 32..33 35..42 "x y" SingleQuoted "x\n  y"
        body ""
    "#]],
    );
}

#[test]
fn yaml_errors_each_at_its_place() {
    check(
        "---\ntitle: a: b\ntags: [x\ndate: 2024-01-02\nx: \"y\nz: @w\n---\n",
        expect![[r#"
        title 4..9 10..10 null
        tags 16..20 21..21 null
        date 25..29 31..41 "2024-01-02" Plain "2024-01-02"
        x 42..43 44..44 null
        z 48..49 50..50 null
        error "a: b" 11..15 line 2: ColonInValue
        error "[" 22..23 line 4: UnclosedFlow('[')
        error "\"y" 45..47 line 5: UnterminatedQuote(Double)
        error "@" 51..52 line 6: ReservedStart('@')
        body ""
    "#]],
    );
    check(
        "---\ntitle：x\ndate:2024\nname = 1\nprose here\nwide:\u{3000}x\n: x\n---\n",
        expect![[r#"
         54..54 56..57 "x" Plain "x"
        error "：" 9..12 line 2: FullWidthColon
        error "date:" 14..19 line 3: MissingColonSpace
        error "=" 29..30 line 4: EqualsInYaml
        error "prose here" 33..43 line 5: MissingColon
        error "\u{3000}" 49..52 line 6: WideSpace('\u{3000}')
        error ":" 54..55 line 7: MissingKey
        body ""
    "#]],
    );
    check(
        "---\na: [WIP] x\nb: 'it's'\nc: - x\nd: > x\ne: {{ x }}\nf: *nope\ng: &x\nh: \"C:\\Users\"\n---\n",
        expect![[r#"
            a 4..5 6..6 null
            b 15..16 17..17 null
            c 25..26 27..27 null
            d 32..33 34..34 null
            e 39..40 42..49 Flow []
              { x } 43..48 48..48 null
            f 50..51 53..58 *nope
            g 59..60 64..64 None Some(("x", 62..64)) null
            h 65..66 67..67 null
            error "x" 13..14 line 2: TextAfterValue
            error "s'" 22..24 line 3: TextAfterValue
            error "- x" 28..31 line 4: DashInValue
            error "> x" 35..38 line 5: BlockHeader('>')
            error "{{ x }" 42..48 line 6: TemplateInValue
            error "*nope" 53..58 line 7: UnknownAlias("nope")
            error "&x" 62..64 line 8: EmptyAnchor("x")
            error "\\U" 71..73 line 9: BadEscape
            body ""
        "#]],
    );
    check(
        "---\nparams:\n\ta: 1\nb: 1\n  c: 2\nd: [a b, #c]\ne: [a, , b]\nf: [a}\n---\n",
        expect![[r#"
            params 4..10 11..11 null
            b 18..19 21..22 "1" Plain "1"
            d 30..31 32..32 null
            e 43..44 45..45 null
            f 55..56 57..57 null
            error "\t" 12..13 line 3: TabIndent
            error "c: 2" 25..29 line 4: BadIndent
            error "[" 33..34 line 7: UnclosedFlow('[')
            error "," 50..51 line 7: ExtraComma
            error "}" 60..61 line 8: UnexpectedClose('}')
            body ""
        "#]],
    );
    check(
        "---\nparams:\n  a: 1\n  b: [\n  c: 2\ntitle: x\n---\n",
        expect![[r#"
        params 4..10 14..18 Block []
          a 14..15 17..18 "1" Plain "1"
        title 33..38 40..41 "x" Plain "x"
        error "[" 24..25 line 6: UnclosedFlow('[')
        body ""
    "#]],
    );
    check(
        "---\ntitle: x\nTitle: y\ntitle: z\nparams: {a: 1, a: 2}\n---\n",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        Title 13..18 20..21 "y" Plain "y"
        title 22..27 29..30 "z" Plain "z"
        params 31..37 39..51 Flow []
          a 40..41 43..44 "1" Plain "1"
          a 46..47 49..50 "2" Plain "2"
        error "title" 22..27 line 4: DuplicateKey { key: "title", first: 4..9 }
        error "a" 46..47 line 5: DuplicateKey { key: "a", first: 40..41 }
        body ""
    "#]],
    );
    check(
        "---\n title: x\nb: y\n---\n",
        expect![[r#"
            title 5..10 12..13 "x" Plain "x"
            b 14..15 17..18 "y" Plain "y"
            error "b: y" 14..18 line 3: BadIndent
            body ""
        "#]],
    );
    check(
        "---\njust text\n---\n",
        expect![[r#"
        error "just text" 4..13 line 2: NotAMap(Scalar)
        body ""
    "#]],
    );
    check(
        "---\n- a\n---\n",
        expect![[r#"
        error "- a" 4..7 line 2: NotAMap(List)
        body ""
    "#]],
    );
    check(
        "---\nnull\n---\n",
        expect![[r#"
        error "null" 4..8 line 2: NotAMap(Null)
        body ""
    "#]],
    );
}

#[test]
fn toml_trees() {
    check(
        "+++\ntitle = \"x\"\ndate = 2024-01-02 10:00:00\ntags = [\n  'a', # c\n  \"b\",\n]\nweight = 1_0\nbase = 0x1_F\nf = 1.5\n+++\nbody\n",
        expect![[r#"
            title 4..9 12..15 "x" DoubleQuoted "x"
            date 16..20 23..42 "2024-01-02 10:00:00" DateTime "2024-01-02 10:00:00"
            tags 43..47 50..71 Flow
              - 54..57 "a" SingleQuoted "a"
              - 65..68 "b" DoubleQuoted "b"
            weight 72..78 81..84 "10" Integer "1_0"
            base 85..89 92..97 "0x1F" Integer "0x1_F"
            f 98..99 102..105 "1.5" Float "1.5"
            body "body\n"
        "#]],
    );
    check(
        "+++\na.b.c = 1\na.b.d = {e = true}\n[params]\nx = 1\n[params.sub]\ny = 2\n[[res]]\ns = 1\n[[res]]\ns = 2\n[res.p]\nt = 3\n+++\n",
        expect![[r#"
            a 4..5 6..32 Implicit [4..13, 14..32]
              b 6..7 8..32 Implicit [6..13, 16..32]
                c 8..9 12..13 "1" Integer "1"
                d 18..19 22..32 Flow []
                  e 23..24 27..31 "true" Bool "true"
            params 34..40 33..66 Table [33..47, 48..66]
              x 42..43 46..47 "1" Integer "1"
              sub 56..59 48..66 Table [48..66]
                y 61..62 65..66 "2" Integer "2"
            res 69..72 67..108 Tables
              - 67..80 Table [67..80]
                s 75..76 79..80 "1" Integer "1"
              - 81..108 Table [81..94, 95..108]
                s 89..90 93..94 "2" Integer "2"
                p 100..101 95..108 Table [95..108]
                  t 103..104 107..108 "3" Integer "3"
            header "[params]" [Key("params")] section 33..48
            header "[params.sub]" [Key("params"), Key("sub")] section 48..67
            header "[[res]]" [Key("res"), Index(0)] section 67..81
            header "[[res]]" [Key("res"), Index(1)] section 81..95
            header "[res.p]" [Key("res"), Index(1), Key("p")] section 95..109
            body ""
        "#]],
    );
    check(
        "+++\na = '''\nx = 1\n'''\n\"q k\" = \"\"\"\\\n  y\"\"\"\n+++\n",
        expect![[r#"
        a 4..5 8..21 "x = 1\n" MultilineSingle "\nx = 1\n"
        q k 22..27 30..41 "y" MultilineDouble "\\\n  y"
        body ""
    "#]],
    );
}

#[test]
fn toml_errors_each_at_its_place() {
    check(
        "+++\ntitle = x\ntags = [\"a\", \"b\"\ndate: 2024\nb = \"open\nc = True\nd = “q”\n+++\n",
        expect![[r#"
            title 4..9 12..13 "x" Bare "x"
            tags 14..18 21..30 Flow
              - 22..25 "a" DoubleQuoted "a"
              - 27..30 "b" DoubleQuoted "b"
            date: 31..36 36..36 null
            b 42..43 46..51 "open" DoubleQuoted "open"
            c 52..53 56..60 "True" Bare "True"
            d 61..62 65..72 "“q”" Bare "“q”"
            error "x" 12..13 line 2: UnquotedText
            error "[" 21..22 line 4: UnclosedFlow('[')
            error "date:" 31..36 line 4: ColonInToml
            error "\"open" 46..51 line 5: UnterminatedQuote(Double)
            error "True" 56..60 line 6: WordForConstant { expected: "true" }
            error "“q”" 65..72 line 7: SmartQuotes('“')
            body ""
        "#]],
    );
    check(
        "+++\na =\nb \"x\"\nc = 012\nd = 2024-13-01\ne = 2024/01/02\nf = \"C:\\Users\"\nタ = 1\n= 2\n+++\n",
        expect![[r#"
            a 4..5 7..7 null
            b 8..9 9..9 null
            c 14..15 18..21 "012" Bare "012"
            d 22..23 26..36 "2024-13-01" Bare "2024-13-01"
            e 37..38 41..51 "2024/01/02" Bare "2024/01/02"
            f 52..53 56..66 "C:�sers" DoubleQuoted "C:\\Users"
            タ 67..70 73..74 "1" Integer "1"
             75..75 77..78 "2" Integer "2"
            error "=" 6..7 line 2: MissingValue
            error "b" 8..9 line 3: MissingEquals
            error "012" 18..21 line 4: BadNumber
            error "2024-13-01" 26..36 line 5: BadDate
            error "2024/01/02" 41..51 line 6: BadDate
            error "\\U" 59..61 line 7: BadEscape
            error "タ" 67..70 line 8: BadKeyCharacter('タ')
            error "=" 75..76 line 9: MissingKey
            body ""
        "#]],
    );
    check(
        "+++\ntags =\n- a\n- b\nx = 1 y = 2\nz = 'it's'\nw = [1 2]\nv = [1,,2]\n[open\nk = 1\n+++\n",
        expect![[r#"
            tags 4..8 10..10 null
            x 19..20 23..26 "1 y" Bare "1 y"
            z 31..32 35..39 "it" SingleQuoted "it"
            w 42..43 46..51 Flow
              - 47..50 "1 2" Bare "1 2"
            v 52..53 56..62 Flow
              - 57..58 "1" Integer "1"
              - 60..61 "2" Integer "2"
            open 64..68 63..74 Table [63..74]
              k 69..70 73..74 "1" Integer "1"
            header "[open" [Key("open")] section 63..75
            error "=" 9..10 line 2: MissingValue
            error "- a" 11..14 line 3: DashListInToml
            error "- b" 15..18 line 4: DashListInToml
            error "= 2" 27..30 line 5: TwoOnOneLine
            error "s'" 39..41 line 6: TextAfterValue
            error "1 2" 47..50 line 7: BadNumber
            error "," 59..60 line 8: ExtraComma
            error "[open" 63..68 line 9: UnclosedHeader
            body ""
        "#]],
    );
    check(
        "+++\n[a]\nx = 1\n[b]\n[a]\nx = 2\n[[t]]\n[t]\ny = 1\n+++\n",
        expect![[r#"
        a 5..6 4..27 Table [4..13, 18..27]
          x 8..9 12..13 "1" Integer "1"
          x 22..23 26..27 "2" Integer "2"
        b 15..16 14..17 Table [14..17]
        t 30..31 28..43 Tables
          - 28..43 Table [28..33, 34..43]
            y 38..39 42..43 "1" Integer "1"
        header "[a]" [Key("a")] section 4..14
        header "[b]" [Key("b")] section 14..18
        header "[a]" [Key("a")] section 18..28
        header "[[t]]" [Key("t"), Index(0)] section 28..34
        header "[t]" [Key("t"), Index(0)] section 34..44
        error "a" 19..20 line 5: TableRedefined { key: "a", first: 5..6 }
        error "x" 22..23 line 6: DuplicateKey { key: "x", first: 8..9 }
        body ""
    "#]],
    );
    check(
        "+++\na = {b = 1,\n c = 2}\nd = '''\nopen\n+++\n",
        expect![[r#"
            a 4..5 8..23 Flow []
              b 9..10 13..14 "1" Integer "1"
              c 17..18 21..22 "2" Integer "2"
            d 24..25 28..32 "" MultilineSingle "\n"
            open 32..36 36..36 null
            error "{" 8..9 line 2: NewlineInInlineTable
            error "'''" 28..31 line 4: UnterminatedMultiline(Single)
            error "open" 32..36 line 5: MissingEquals
            body ""
        "#]],
    );
}

#[test]
fn json_trees_and_errors() {
    check(
        "{\n \"title\": \"a \\\"b\\\" } c\",\n \"tags\": [\"x\", 1, 1.5, null, true],\n \"p\": {\"a\": {}}\n}\nbody\n",
        expect![[r#"
            title 3..10 12..25 "a \"b\" } c" DoubleQuoted "a \\\"b\\\" } c"
            tags 28..34 36..61 Flow
              - 37..40 "x" DoubleQuoted "x"
              - 42..43 "1" Integer "1"
              - 45..48 "1.5" Float "1.5"
              - 50..54 null
              - 56..60 "true" Bool "true"
            p 64..67 69..78 Flow []
              a 70..73 75..77 Flow []
            body "body\n"
        "#]],
    );
    check(
        "{\n \"a\": nope,\n 'b': 'x',\n c: 1,\n \"d\": [1, 2\n \"e\": \"x\"\n \"f\": \"C:\\Users\",\n}\n",
        expect![[r#"
            a 3..6 8..12 "nope" Bare "nope"
            b 15..18 20..23 "'x'" Bare "'x'"
            c 26..27 29..30 "1" Integer "1"
            d 33..36 38..43 "[1, 2" Bare "[1, 2"
            e 45..48 50..53 "x" DoubleQuoted "x"
            f 55..58 60..70 "\"C:\\Users\"" Bare "\"C:\\Users\""
            error "nope" 8..12 line 2: UnquotedText
            error "'b'" 15..18 line 3: SingleQuotesInJson
            error "'" 20..21 line 3: SingleQuotesInJson
            error "c" 26..27 line 4: UnquotedKey
            error "[1, 2" 38..43 line 5: UnclosedFlow('[')
            error "\"" 45..46 line 6: MissingComma
            error "\"" 55..56 line 7: MissingComma
            error "\\U" 63..65 line 7: BadEscape
            error "," 70..71 line 7: TrailingComma
            body ""
        "#]],
    );
    check(
        "{\n // c\n \"a\": 1,,\n \"b\" 2,\n \"a\": \"open\n}\n",
        expect![[r#"
        problem "{" 0..1 line 1: MissingCloser { format: Json, opener: 0..1, insert_at: 1 }
        body "\n // c\n \"a\": 1,,\n \"b\" 2,\n \"a\": \"open\n}\n"
    "#]],
    );
}

#[test]
fn characters_that_json_and_toml_do_not_know() {
    check(
        "{\n\u{a0}\"a\": \"x\u{a0}y\ty\",\u{c}\n \"b\": \"\\\"\u{a0}\"\n}\n",
        expect![[r#"
        a 4..7 9..17 "x\u{a0}y\ty" DoubleQuoted "x\u{a0}y\ty"
        b 21..24 26..32 "\"\u{a0}" DoubleQuoted "\\\"\u{a0}"
        error "\u{a0}" 2..4 line 2: WideSpace('\u{a0}')
        error "\t" 14..15 line 2: ControlCharacter
        error "\u{c}" 18..19 line 2: ControlCharacter
        body ""
    "#]],
    );
    check(
        "+++\na = 1\rb = 2\r\n+++\n",
        expect![[r#"
        a 4..5 8..9 "1" Integer "1"
        b 10..11 14..15 "2" Integer "2"
        error "\r" 9..10 line 2: ControlCharacter
        body ""
    "#]],
    );
    check(
        "+++\r\na = 1\r\n+++\r\n",
        expect![[r#"
        a 5..6 9..10 "1" Integer "1"
        body ""
    "#]],
    );
}

#[test]
fn delimiters() {
    check(
        "no front matter\n",
        expect![[r#"
        body "no front matter\n"
    "#]],
    );
    check(
        "",
        expect![[r#"
        body ""
    "#]],
    );
    check(
        "---\n---\nbody",
        expect![[r#"
        body "body"
    "#]],
    );
    check(
        "\u{FEFF}\n  ---\r\ntitle: x\r\n---\r\nbody",
        expect![[r#"
        title 11..16 18..19 "x" Plain "x"
        body "body"
    "#]],
    );
    check(
        "---\rtitle: x\r---\rbody",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        body "body"
    "#]],
    );
    check(
        "---\ntitle: x\n--- foo\nbody",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        problem " foo" 16..20 line 3: TextAfterCloser
        body " foo\nbody"
    "#]],
    );
    check(
        "---\ntitle: x\n\nSome prose.\n",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        problem "---" 0..3 line 2: MissingCloser { format: Yaml, opener: 0..3, insert_at: 13 }
        body "\nSome prose.\n"
    "#]],
    );
    check(
        "---\ntitle: x\n\nSome prose.\n\n---\n\nmore\n",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        problem "---" 27..30 line 4: LateCloser { insert_at: 13 }
        body "\nmore\n"
    "#]],
    );
    check(
        "---\ntitle: x\n+++\nbody",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        problem "+++" 13..16 line 2: NotACloser { near: OtherFormat, opener: 0..3 }
        body "body"
    "#]],
    );
    check(
        "---\ntitle: x\n ---\nbody",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        problem "---" 14..17 line 2: NotACloser { near: Indented, opener: 0..3 }
        body "body"
    "#]],
    );
    check(
        "---\ntitle: x\n...\nbody",
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        problem "..." 13..16 line 2: NotACloser { near: Dots, opener: 0..3 }
        body "body"
    "#]],
    );
    check(
        "--- yaml\ntitle: x\n---\n",
        expect![[r#"
        title 9..14 16..17 "x" Plain "x"
        problem " yaml" 3..8 line 1: TextAfterOpener
        body ""
    "#]],
    );
    check(
        "--- # note\ntitle: x\n---\n",
        expect![[r#"
        title 11..16 18..19 "x" Plain "x"
        body ""
    "#]],
    );
    check(
        "- item\n- item\n",
        expect![[r#"
        problem "- item" 0..6 line 1: InvalidOpener { format: Yaml }
        body "- item\n- item\n"
    "#]],
    );
    check(
        "{{< figure >}}\n",
        expect![[r#"
        problem "{{< figure >}}" 0..14 line 1: InvalidOpener { format: Json }
        body "{{< figure >}}\n"
    "#]],
    );
    check(
        "\u{A0}---\ntitle: x\n---\nbody",
        expect![[r#"
        problem "---" 2..5 line 1: Hidden { by: Space('\u{a0}'), hider: 0..2 }
        body "\u{a0}---\ntitle: x\n---\nbody"
    "#]],
    );
    check(
        "<!-- c -->\n+++\ntitle = 1\n+++\nbody",
        expect![[r#"
        problem "+++" 11..14 line 2: Hidden { by: HtmlComment, hider: 0..10 }
        body "<!-- c -->\n+++\ntitle = 1\n+++\nbody"
    "#]],
    );
    check(
        "{\n \"title\": \"x\"\n\nhi\n",
        expect![[r#"
        title 3..10 12..15 "x" DoubleQuoted "x"
        problem "{" 0..1 line 1: MissingCloser { format: Json, opener: 0..1, insert_at: 16 }
        body "\nhi\n"
    "#]],
    );
    check(
        "#+title: x\n#+tags: a\n\nbody",
        expect![[r#"
        body "\nbody"
    "#]],
    );
}

#[test]
fn other_rules() {
    let check = |text: &str, rules: SplitRules, expected: Expect| {
        expected.assert_eq(&dump(text, &parse(text, &rules)))
    };
    const YAML_ONLY: &[Fence] = &[Fence { opener: "---", closers: &["---", "..."], format: Format::Yaml }];
    let byte_zero =
        SplitRules { fences: YAML_ONLY, before_opener: BeforeOpener::Nothing, ..SplitRules::LENIENT };
    check(
        "---\ntitle: x\n...\nbody",
        byte_zero,
        expect![[r#"
        title 4..9 11..12 "x" Plain "x"
        body "body"
    "#]],
    );
    check(
        "\n---\ntitle: x\n---\nbody",
        byte_zero,
        expect![[r#"
        problem "---" 1..4 line 2: Hidden { by: Blank, hider: 0..1 }
        body "\n---\ntitle: x\n---\nbody"
    "#]],
    );
    check(
        "+++\ntitle = 1\n+++\nbody",
        byte_zero,
        expect![[r#"
        problem "+++" 0..3 line 1: UnknownFormat { format: Toml }
        body "+++\ntitle = 1\n+++\nbody"
    "#]],
    );
    check(
        "- item\n",
        byte_zero,
        expect![[r#"
        body "- item\n"
    "#]],
    );
    let optional = SplitRules { before_opener: BeforeOpener::OptionalOpener, ..byte_zero };
    check(
        "title: x\n---\nbody",
        optional,
        expect![[r#"
        title 0..5 7..8 "x" Plain "x"
        body "body"
    "#]],
    );
    check(
        "Prose: a text.\n\nmore\n---\nbody",
        optional,
        expect![[r#"
        body "Prose: a text.\n\nmore\n---\nbody"
    "#]],
    );
    let line_end = SplitRules { closer: CloserRule::LineEnd, ..SplitRules::LENIENT };
    check(
        "+++\ntitle = 1\n  +++  \nbody",
        line_end,
        expect![[r#"
        title 4..9 12..13 "1" Integer "1"
        body "body"
    "#]],
    );
    check(
        "---\ntitle: a---\ndraft: false\n---\nbody",
        line_end,
        expect![[r#"
        title 4..9 11..12 "a" Plain "a"
        problem "---" 12..15 line 2: CloserBehindText
        body "draft: false\n---\nbody"
    "#]],
    );
    let language = SplitRules { after_opener: AfterOpener::Language, ..byte_zero };
    check(
        "---json\n{\"title\": \"x\"}\n---\nbody",
        language,
        expect![[r#"
        title 9..16 18..21 "x" DoubleQuoted "x"
        body "body"
    "#]],
    );
}

#[test]
fn lookups() {
    let text = "---\nTitle: x\nparams:\n  Author: y\ntags: [a, b]\n---\n";
    let front_matter = parse(text, &STRICT).front_matter.unwrap();
    assert!(front_matter.get(&["title"]).is_none());
    assert_eq!(front_matter.get_ci(&["title"]).unwrap().value.text(), Some("x"));
    assert_eq!(front_matter.get_ci(&["Params", "author"]).unwrap().value.text(), Some("y"));
    let path = |needle: &str| front_matter.path_at(text.find(needle).unwrap());
    assert_eq!(path("b]"), [Step::Key("tags".into()), Step::Index(1)]);
    assert_eq!(path("Author"), [Step::Key("params".into()), Step::Key("Author".into())]);
    assert_eq!(path("---"), []);
    let value = front_matter.value_at(&path("b]")).unwrap();
    assert_eq!(value.text(), Some("b"));
    let mut seen = 0;
    front_matter.walk(&mut |_, _| seen += 1);
    assert_eq!(seen, 6);
}

/// Text made of what front matter is made of, so that most of it is nearly valid.
fn nearly_front_matter() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        Just("---\n"),
        Just("+++\n"),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just("[["),
        Just("]]"),
        Just("title"),
        Just("tags"),
        Just(": "),
        Just(":"),
        Just(" = "),
        Just("="),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("  "),
        Just("- "),
        Just("-"),
        Just("\t"),
        Just("\""),
        Just("'"),
        Just("'''"),
        Just("\"\"\""),
        Just("\\"),
        Just(", "),
        Just("#"),
        Just(" # c"),
        Just("日本語"),
        Just("："),
        Just("\u{3000}"),
        Just("\u{FEFF}"),
        Just("2024-01-02"),
        Just("| \n"),
        Just(">"),
        Just("&a "),
        Just("*a"),
        Just("!!str "),
        Just("a.b"),
        Just("x"),
        Just("? "),
        Just("//"),
    ];
    let opener = prop_oneof![Just("---\n"), Just("+++\n"), Just("{\n"), Just("")];
    (opener, prop::collection::vec(token, 0..40))
        .prop_map(|(opener, tokens)| format!("{opener}{}", tokens.concat()))
}

fn spans_hold(text: &str, parsed: &Parsed) {
    let check = |span: crate::text::Span| {
        let holds = text.get(span.range()).is_some();
        assert!(holds, "{span:?} is outside or cuts a character: {parsed:?}");
    };
    check(parsed.body);
    parsed.problems.iter().for_each(|problem| check(problem.span));
    let Some(front_matter) = &parsed.front_matter else { return };
    check(front_matter.inner);
    front_matter.comments.iter().for_each(|span| check(*span));
    for error in &front_matter.errors {
        check(error.span);
        assert!(error.reported_at <= text.len());
        assert!(!error.message().is_empty());
    }
    front_matter.walk(&mut |path, node| {
        check(node.value().span);
        if let Node::Entry(entry) = node {
            check(entry.key.span);
            check(entry.key.inner);
            check(entry.span);
        }
        if let Some(scalar) = node.value().scalar() {
            check(scalar.inner);
        }
        assert!(!path.is_empty());
    });
}

#[test]
fn a_byte_order_mark_inside_does_not_move_an_error_into_a_character() {
    for text in ["---\n]]\n\u{feff}| \n\t---\n", "---\n\u{feff}\u{feff}[\n---\n"] {
        spans_hold(text, &parse(text, &STRICT));
    }
}

proptest! {
    #[test]
    fn any_text_parses_and_every_cursor_is_somewhere(text in nearly_front_matter()) {
        for rules in [STRICT, SplitRules::LENIENT, SplitRules { closer: CloserRule::LineEnd, ..STRICT }] {
            let parsed = parse(&text, &rules);
            spans_hold(&text, &parsed);
            for offset in 0..=text.len() {
                let found = cursor::cursor(&text, &parsed, offset);
                let replaced = match &found.place {
                    cursor::Place::Key(key) => Some(key.replace),
                    cursor::Place::Value(value) => Some(value.replace),
                    _ => None,
                };
                if let Some(span) = replaced {
                    prop_assert!(span.touches(offset), "{:?} {} {:?}", text, offset, found);
                    prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
                }
            }
        }
    }

    #[test]
    fn segments_equal_the_whole_where_it_parses(text in nearly_front_matter()) {
        let parsed = parse(&text, &SplitRules::LENIENT);
        let Some(front_matter) = parsed.front_matter else { return Ok(()) };
        let is_clean = front_matter.errors.is_empty() && front_matter.closer.is_some();
        // Text at the outer indentation inside of brackets or quotes is legal, and no writer writes it.
        if is_clean && !text.contains(['[', '{', '"', '\'']) {
            let recovered = match front_matter.format {
                Format::Yaml => yaml::recover(&text, front_matter.inner),
                Format::Toml => toml::recover(&text, front_matter.inner),
                _ => return Ok(()),
            };
            prop_assert_eq!(recovered.entries, front_matter.root, "{}", text);
        }
    }
}
