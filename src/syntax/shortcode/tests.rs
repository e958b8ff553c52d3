//! Tags, arguments and faults as the lexer reports them.

use super::*;
use crate::text::Span;
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn check(dialect: &'static Dialect, text: &str, expect: Expect) {
    expect.assert_eq(&render(text, &lex(text, 0, dialect)));
}

fn hugo(text: &str, expect: Expect) {
    check(&HUGO, text, expect);
}

/// One line for each tag and each fault, with the bytes of all parts.
fn render(text: &str, shortcodes: &Shortcodes) -> String {
    let mut out = String::new();
    for call in &shortcodes.calls {
        out += &format!("{:?} {:?} {:?} name {:?}", call.span, call.kind, call.delimiter, call.name_span);
        out += &format!(" {:?} content {:?}", call.name.as_str(), call.content);
        if call.escaped != Escaped::No {
            out += &format!(" {:?}", call.escaped);
        }
        if call.end == TagEnd::Missing {
            out += " no end";
        }
        out += "\n";
        for arg in &call.args {
            let name =
                arg.name.as_ref().map(|name| format!("{}@{:?} = ", name.text, name.span)).unwrap_or_default();
            out += &format!(
                "  {name}{:?}@{:?} {:?} in {:?}\n",
                arg.value.as_str(),
                arg.value_span,
                arg.quote,
                arg.span
            );
        }
    }
    for problem in &shortcodes.problems {
        out += &format!("{:?} {:?} {:?}", problem.kind, problem.span, problem.span.of(text));
        out += &format!(" reported at {} {:?}", problem.reported_at, problem.effect);
        if let Some(quotable) = problem.quotable {
            out += &format!(" quotable {:?}", quotable.of(text));
        }
        out += "\n";
    }
    out
}

#[test]
fn positional_arguments_of_every_quoting() {
    hugo(
        "a {{< x b \"c d\" `e \"f\"` \"g \\\"h\\\"\" >}}",
        expect![[r#"
        2..37 Open Angle name 6..7 "x" content 5..34
          "b"@8..9 Bare in 8..9
          "c d"@11..14 Double in 10..15
          "e \"f\""@17..22 Raw in 16..23
          "g \"h\""@25..32 Double in 24..33
    "#]],
    );
}

#[test]
fn named_arguments_of_every_quoting() {
    hugo(
        "{{% x a=1 b=\"c d\" c=`r` d= \"e\" \"f\"=/g.png %}}",
        expect![[r#"
            0..45 Open Percent name 4..5 "x" content 3..42
              a@6..7 = "1"@8..9 Bare in 6..9
              b@10..11 = "c d"@13..16 Double in 10..17
              c@18..19 = "r"@21..22 Raw in 18..23
              d@24..25 = "e"@28..29 Double in 24..30
              "f"@32..33 Double in 31..34
              "/g.png"@35..41 Bare in 35..41
            Mixed(QuotedAfterNamed) 31..34 "\"f\"" reported at 31 Fatal
        "#]],
    );
}

#[test]
fn closing_and_self_closing_tags() {
    hugo(
        "{{< a >}}{{< b />}}{{<   /   a   >}}{{< b / >}}",
        expect![[r#"
        0..9 Open Angle name 4..5 "a" content 3..6
        9..19 SelfClosing Angle name 13..14 "b" content 12..16
        19..36 Close Angle name 29..30 "a" content 22..33
        36..47 SelfClosing Angle name 40..41 "b" content 39..44
    "#]],
    );
}

#[test]
fn a_tag_over_several_lines() {
    hugo(
        "{{< fig\n  src=\"a\"\n  alt=\"b\"\n>}}",
        expect![[r#"
        0..31 Open Angle name 4..7 "fig" content 3..28
          src@10..13 = "a"@15..16 Double in 10..17
          alt@20..23 = "b"@25..26 Double in 20..27
    "#]],
    );
}

#[test]
fn escaped_tags_are_kept_apart() {
    hugo(
        "{{</* a b=1 */>}} {{%/* /a */%}} {{< a >}}",
        expect![[r#"
        0..17 Open Angle name 6..7 "a" content 5..12 Yes
        18..32 Close Percent name 25..26 "a" content 23..27 Yes
        33..42 Open Angle name 37..38 "a" content 36..39
    "#]],
    );
}

#[test]
fn plain_braces_are_text() {
    hugo("{{ .Title }} {{- x -}} {% y %} { {< z >}} {{1,2}} ｛｛< leaf >｝｝", expect![[r#""#]]);
}

#[test]
fn a_tag_within_a_value_is_text() {
    hugo(
        "{{< a \"{{< b >}}\" >}}",
        expect![[r#"
        0..21 Open Angle name 4..5 "a" content 3..18
          "{{< b >}}"@7..16 Double in 6..17
    "#]],
    );
}

#[test]
fn a_half_typed_tag_ends_with_its_line() {
    hugo(
        "{{< fig src=\"a\nAnd more text.\n\n{{< b >}}",
        expect![[r#"
        0..14 Open Angle name 4..7 "fig" content 3..14 no end
          src@8..11 = "a"@13..14 Double in 8..14
        31..40 Open Angle name 35..36 "b" content 34..37
        UnterminatedQuote 12..14 "\"a" reported at 13 Fatal
    "#]],
    );
}

#[test]
fn a_half_typed_tag_goes_on_with_its_arguments() {
    hugo(
        "{{< fig\n  src=\"a\"\n  alt=\n\nText, and more.\n",
        expect![[r#"
        0..24 Open Angle name 4..7 "fig" content 3..24 no end
          src@10..13 = "a"@15..16 Double in 10..17
          alt@20..23 = ""@24..24 Bare in 20..24
        UnterminatedTag 0..7 "{{< fig" reported at 32 Fatal
    "#]],
    );
}

#[test]
fn a_value_that_swallows_the_end() {
    hugo(
        "{{< a b=1>}} text",
        expect![[r#"
        0..12 Open Angle name 4..5 "a" content 3..9
          b@6..7 = "1"@8..9 Bare in 6..9
        ValueSwallowsEnd 8..9 "1" reported at 13 Fatal quotable "1"
    "#]],
    );
    hugo(
        "{{< a b=1/>}} text",
        expect![[r#"
            0..13 SelfClosing Angle name 4..5 "a" content 3..10
              b@6..7 = "1"@8..9 Bare in 6..9
            ValueSwallowsEnd 8..9 "1" reported at 14 Fatal quotable "1"
        "#]],
    );
}

#[test]
fn quotes_without_a_partner() {
    hugo(
        "{{< a \"b >}}\nnext",
        expect![[r#"
            0..12 Open Angle name 4..5 "a" content 3..9
              "b"@7..8 Double in 6..8
            UnterminatedQuote 6..8 "\"b" reported at 7 Fatal
        "#]],
    );
    hugo(
        "{{< a b=`c >}}\nnext",
        expect![[r#"
            0..14 Open Angle name 4..5 "a" content 3..11
              b@6..7 = "c"@9..10 Raw in 6..10
            UnterminatedRaw 8..10 "`c" reported at 9 Fatal
        "#]],
    );
    hugo(
        "{{< a `b >}} and `c` {{< d >}}",
        expect![[r#"
            0..12 Open Angle name 4..5 "a" content 3..9
              "b"@7..8 Raw in 6..8
            21..30 Open Angle name 25..26 "d" content 24..27
            UnterminatedRaw 6..8 "`b" reported at 20 Fatal
        "#]],
    );
}

#[test]
fn unquoted_values_that_need_quotes() {
    hugo(
        "{{< a https://example.org/b >}}",
        expect![[r#"
        0..31 Open Angle name 4..5 "a" content 3..28
          "https://example.org/b"@6..27 Bare in 6..27
        UnrecognizedCharacter(':') 11..12 ":" reported at 11 Fatal quotable "https://example.org/b"
    "#]],
    );
    hugo(
        "{{< a img/b.png >}}",
        expect![[r#"
        0..19 Open Angle name 4..5 "a" content 3..16
          "img/b.png"@6..15 Bare in 6..15
        UnquotedSlash 6..15 "img/b.png" reported at 10 Fatal quotable "img/b.png"
    "#]],
    );
    hugo(
        "{{< a /img/b.png >}}",
        expect![[r#"
        0..20 Open Angle name 4..5 "a" content 3..17
          "/img/b.png"@6..16 Bare in 6..16
        UnquotedSlash 6..16 "/img/b.png" reported at 7 Fatal quotable "/img/b.png"
    "#]],
    );
    hugo(
        "{{< a b/c >}}",
        expect![[r#"
        0..13 Open Angle name 4..5 "a" content 3..10
          "b/c"@6..9 Bare in 6..9
        UnquotedSlash 6..9 "b/c" reported at 8 Fatal quotable "b/c"
    "#]],
    );
    hugo(
        "{{< a @me >}}",
        expect![[r#"
        0..13 Open Angle name 4..5 "a" content 3..10
          "@me"@6..9 Bare in 6..9
        UnrecognizedCharacter('@') 6..7 "@" reported at 6 Fatal quotable "@me"
    "#]],
    );
}

#[test]
fn characters_that_must_be_replaced() {
    hugo(
        "{{< a “b” >}}",
        expect![[r#"
        0..17 Open Angle name 4..5 "a" content 3..14
          "“b”"@6..13 Bare in 6..13
        UnrecognizedCharacter('“') 6..9 "“" reported at 6 Fatal
    "#]],
    );
    hugo(
        "{{< a\u{3000}b >}}",
        expect![[r#"
        0..13 Open Angle name 4..5 "a" content 3..10
          "b"@8..9 Bare in 8..9
        UnrecognizedCharacter('\u{3000}') 5..8 "\u{3000}" reported at 5 Fatal
    "#]],
    );
}

#[test]
fn wrong_ends() {
    hugo(
        "{{< a %}} b",
        expect![[r#"
        0..9 Open Angle name 4..5 "a" content 3..6
        WrongEnd { opened: Angle } 6..9 "%}}" reported at 6 Fatal
    "#]],
    );
    hugo(
        "{{< a }} b",
        expect![[r#"
        0..8 Open Angle name 4..5 "a" content 3..6
        WrongEnd { opened: Angle } 6..8 "}}" reported at 6 Fatal
    "#]],
    );
    hugo(
        "{{% a > }} b",
        expect![[r#"
        0..10 Open Percent name 4..5 "a" content 3..6
        WrongEnd { opened: Percent } 6..10 "> }}" reported at 6 Fatal
    "#]],
    );
    hugo(
        "{{< a >} b",
        expect![[r#"
        0..8 Open Angle name 4..5 "a" content 3..6
        WrongEnd { opened: Angle } 6..8 ">}" reported at 6 Fatal
    "#]],
    );
}

#[test]
fn mixed_arguments() {
    hugo(
        "{{< a b=1 c >}}",
        expect![[r#"
        0..15 Open Angle name 4..5 "a" content 3..12
          b@6..7 = "1"@8..9 Bare in 6..9
          "c"@10..11 Bare in 10..11
        Mixed(PositionalAfterNamed) 10..11 "c" reported at 10 Fatal
    "#]],
    );
    hugo(
        "{{< a b c=1 >}}",
        expect![[r#"
            0..15 Open Angle name 4..5 "a" content 3..12
              "b"@6..7 Bare in 6..7
              c@8..9 = "1"@10..11 Bare in 8..11
            Mixed(NamedAfterPositional) 8..11 "c=1" reported at 8 Fatal
        "#]],
    );
    hugo(
        "{{< a b=1 \"c\" >}}",
        expect![[r#"
            0..17 Open Angle name 4..5 "a" content 3..14
              b@6..7 = "1"@8..9 Bare in 6..9
              "c"@11..12 Double in 10..13
            Mixed(QuotedAfterNamed) 10..13 "\"c\"" reported at 10 Fatal
        "#]],
    );
    hugo(
        "{{< a b \"c\"=1 >}}",
        expect![[r#"
        0..17 Open Angle name 4..5 "a" content 3..14
          "b"@6..7 Bare in 6..7
          c@9..10 = "1"@12..13 Bare in 8..13
        Mixed(NamedAfterPositional) 8..13 "\"c\"=1" reported at 0 Fatal
    "#]],
    );
}

#[test]
fn closing_tags_that_close_nothing() {
    hugo(
        "a {{< /b >}}",
        expect![[r#"
        2..12 Close Angle name 7..8 "b" content 5..9
        NothingOpen 7..8 "b" reported at 6 Fatal
    "#]],
    );
    hugo(
        "{{< a >}}{{< /b >}}",
        expect![[r#"
        0..9 Open Angle name 4..5 "a" content 3..6
        9..19 Close Angle name 14..15 "b" content 12..16
        NeverOpened { other_case: None } 14..15 "b" reported at 14 Fatal
    "#]],
    );
    hugo(
        "{{< Note >}}{{< /note >}}",
        expect![[r#"
        0..12 Open Angle name 4..8 "Note" content 3..9
        12..25 Close Angle name 17..21 "note" content 15..22
        NeverOpened { other_case: Some("Note") } 17..21 "note" reported at 17 Fatal
    "#]],
    );
    hugo(
        "{{< a >}}{{< /a b >}}",
        expect![[r#"
        0..9 Open Angle name 4..5 "a" content 3..6
        9..21 Close Angle name 14..15 "a" content 12..18
          "b"@16..17 Bare in 16..17
        JunkInClosing 16..17 "b" reported at 16 Fatal
    "#]],
    );
}

#[test]
fn names() {
    hugo(
        "{{< >}}",
        expect![[r#"
        0..7 Open Angle name 4..4 "" content 3..4
        NoName 0..7 "{{< >}}" reported at 0 Fatal
    "#]],
    );
    hugo(
        "{{< a.html >}}",
        expect![[r#"
        0..14 Open Angle name 4..10 "a.html" content 3..11
        PeriodInName 4..10 "a.html" reported at 4 Fatal
    "#]],
    );
    hugo(
        "{{< -a >}}",
        expect![[r#"
        0..10 Open Angle name 4..6 "-a" content 3..7
        UnrecognizedCharacter('-') 4..5 "-" reported at 4 Fatal
    "#]],
    );
    hugo(
        "{{</* a >}}",
        expect![[r#"
        0..11 Open Angle name 6..7 "a" content 5..8 Yes
        CommentUnclosed 0..5 "{{</*" reported at 0 Fatal
    "#]],
    );
}

#[test]
fn inline_shortcodes() {
    hugo(
        "{{< t.inline >}}{{ 1 }}{{< /t.inline >}} {{< t.inline />}}",
        expect![[r#"
        0..16 Open Angle name 4..12 "t.inline" content 3..13
        23..40 Close Angle name 28..36 "t.inline" content 26..37
        41..58 SelfClosing Angle name 45..53 "t.inline" content 44..55
    "#]],
    );
    hugo(
        "{{< t.inline >}}{{< a >}}{{< /t.inline >}}",
        expect![[r#"
        0..16 Open Angle name 4..12 "t.inline" content 3..13
        16..25 Open Angle name 20..21 "a" content 19..22
        25..42 Close Angle name 30..38 "t.inline" content 28..39
        InlineNesting 16..19 "{{<" reported at 16 Fatal
    "#]],
    );
}

#[test]
fn the_body_starts_behind_the_front_matter() {
    let text = "---\ntitle: '{{< a >}}'\n---\n{{< b >}}";
    let names: Vec<_> = lex(text, 27, &HUGO).calls.into_iter().map(|call| call.name).collect();
    assert_eq!(names, ["b"]);
}

#[test]
fn zola_calls() {
    check(
        &ZOLA,
        "{{ yt(id=\"a\", n=-1.5, l=[1, 'b']) }} {% box() %}x{% end %}",
        expect![[r#"
        0..36 SelfClosing Braces name 3..5 "yt" content 2..34
          id@6..8 = "a"@10..11 Double in 6..12
          n@14..15 = "-1.5"@16..20 Bare in 14..20
          l@22..23 = "1, 'b'"@25..31 List in 22..32
        37..48 Open Block name 40..43 "box" content 39..46
        49..58 Close Block name 52..55 "" content 51..56
    "#]],
    );
}

#[test]
fn zola_does_without_commas_but_not_with_one_too_many() {
    check(
        &ZOLA,
        "{{ a(b=\"c\" d=1\n e=true) }} {{ a(b=1,) }}",
        expect![[r#"
        0..26 SelfClosing Braces name 3..4 "a" content 2..24
          b@5..6 = "c"@8..9 Double in 5..10
          d@11..12 = "1"@13..14 Bare in 11..14
          e@16..17 = "true"@18..22 Bare in 16..22
        27..40 Open Braces name 30..31 "a" content 29..38 NotACall
          b@32..33 = "1"@34..35 Bare in 32..35
        Malformed 27..40 "{{ a(b=1,) }}" reported at 27 Printed
    "#]],
    );
}

#[test]
fn what_zola_prints_as_text() {
    check(
        &ZOLA,
        "{{ page.title }} {{ yt(\"a\") }} {{/* yt(id=1) */}} {{ yo",
        expect![[r#"
        0..16 Open Braces name 3..13 "page.title" content 2..14 NotACall
        17..30 Open Braces name 20..22 "yt" content 19..28 NotACall
          "a"@24..25 Double in 23..26
        31..49 Open Braces name 36..38 "yt" content 35..45 Yes
        50..55 Open Braces name 53..55 "yo" content 52..55 NotACall no end
        Malformed 17..30 "{{ yt(\"a\") }}" reported at 17 Printed
    "#]],
    );
}

#[test]
fn liquid_tags() {
    check(
        &LIQUID,
        "{%- include a.html b=\"c\" d='e' -%}{% raw %}{% x %}{% endraw %}{% highlight go linenos %}",
        expect![[r#"
            0..34 Open Block name 12..18 "a.html" content 3..31
              b@19..20 = "c"@22..23 Double in 19..24
              d@25..26 = "e"@28..29 Single in 25..30
            34..43 Open Block name 37..40 "raw" content 36..41
            50..62 Close Block name 56..59 "raw" content 52..60
            62..88 Open Block name 65..74 "highlight" content 64..86
              "go"@75..77 Bare in 75..77
              "linenos"@78..85 Bare in 78..85
        "#]],
    );
}

#[test]
fn an_include_reads_its_values_as_jekyll_does() {
    check(
        &LIQUID,
        r#"{% include a.html b="say \"x y\" now" c = page.title d='it\'s' %}{% if e == f %}"#,
        expect![[r#"
            0..65 Open Block name 11..17 "a.html" content 2..63
              b@18..19 = "say \"x y\" now"@21..36 Double in 18..37
              c@38..39 = "page.title"@42..52 Bare in 38..52
              d@53..54 = "it's"@56..61 Single in 53..62
            65..80 Open Block name 68..70 "if" content 67..78
              "e"@71..72 Bare in 71..72
              "f"@76..77 Bare in 76..77
        "#]],
    );
}

#[test]
fn a_file_that_is_not_named_is_missing_behind_any_blank() {
    check(
        &LIQUID,
        "{% include {{ page.box }} %}{% include\u{3000}{{ page.box }} %}{% include\u{300c}a.html %}",
        expect![[r#"
            0..28 Open Block name 11..11 "" content 2..26
            28..58 Open Block name 41..41 "" content 30..56
            58..80 Open Block name 71..71 "" content 60..78
        "#]],
    );
}

#[test]
fn nunjucks_tags_run_outside_of_code_only() {
    check(
        &NUNJUCKS,
        "`{% a %}` {% img left /b.png 300 \"t 'x'\" %}\n\n```\n{% c %}\n```\n",
        expect![[r#"
        10..43 Open Block name 13..16 "img" content 12..41
          "left"@17..21 Bare in 17..21
          "/b.png"@22..28 Bare in 22..28
          "300"@29..32 Bare in 29..32
          "t 'x'"@34..39 Double in 33..40
    "#]],
    );
}

#[test]
fn a_text_of_half_tags_takes_linear_time() {
    let text = "{{<a=b".repeat(4_000);
    assert_eq!(lex(&text, 0, &HUGO).calls.len(), 4_000);
}

/// Every span lies in the text, on characters, and tags follow one another.
fn sound(text: &str, shortcodes: &Shortcodes) {
    let whole = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    let mut end = 0;
    for call in &shortcodes.calls {
        assert!(call.span.start() >= end, "tags overlap in {text:?}");
        end = call.span.end();
        [call.span, call.content, call.name_span].into_iter().for_each(whole);
        assert!(call.span.covers(call.content) && call.span.covers(call.name_span), "{text:?}");
        for arg in &call.args {
            [arg.span, arg.value_span].into_iter().for_each(whole);
            assert!(call.span.covers(arg.span) && arg.span.covers(arg.value_span), "{arg:?} in {text:?}");
            arg.name.iter().for_each(|name| whole(name.span));
        }
    }
    for problem in &shortcodes.problems {
        whole(problem.span);
        problem.quotable.into_iter().for_each(whole);
        assert!(problem.call < shortcodes.calls.len() && text.is_char_boundary(problem.reported_at));
    }
}

/// Texts made of the pieces that tags are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{{<",
        "{{%",
        ">}}",
        "%}}",
        "{{",
        "}}",
        "{%",
        "%}",
        "/*",
        "*/",
        "/",
        " ",
        "\n",
        "\n\n",
        "\"",
        "`",
        "'",
        "\\",
        "=",
        "a",
        "b.inline ",
        "end",
        ".",
        "é",
        "図",
        "\u{3000}",
        "(",
        ")",
        ",",
        ">",
        "%",
        "-",
        "x=1",
        "[",
        "]",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gives_sound_spans(text in prop_oneof![pieces(), any::<String>()]) {
        for dialect in [&HUGO, &ZOLA, &LIQUID, &NUNJUCKS] {
            let shortcodes = lex(&text, 0, dialect);
            sound(&text, &shortcodes);
            let pairing = pair(&shortcodes, |name| if name == "a" { InnerUse::Used } else { InnerUse::Unknown });
            assert_eq!(pairing.partners.len(), shortcodes.calls.len());
            for offset in 0..=text.len() {
                if let Some(found) = cursor::at(&shortcodes, &text, offset) {
                    let replace = match found.place {
                        cursor::Place::Name { replace, .. }
                        | cursor::Place::Param { replace, .. }
                        | cursor::Place::Value { replace, .. } => replace,
                    };
                    assert!(replace.touches(offset), "{text:?} at {offset}");
                }
            }
        }
    }
}
