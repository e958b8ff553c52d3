//! What is found in Markdown, and where.

use super::*;
use crate::syntax::shortcode::{HUGO, lex};
use expect_test::{Expect, expect};
use proptest::prelude::*;

fn read(text: &str) -> Markdown {
    parse(text, 0, &lex(text, 0, &HUGO))
}

fn check(text: &str, expect: Expect) {
    let found = read(text);
    let show = |span: Span| format!("{span:?} {:?}", span.of(text));
    let mut out = String::new();
    for heading in &found.headings {
        out += &format!(
            "h{} {:?} {} content {}",
            heading.level,
            heading.text,
            show(heading.span),
            show(heading.content)
        );
        if heading.anchor_text != heading.text {
            out += &format!(" anchor {:?}", heading.anchor_text);
        }
        if let Some(block) = heading.attributes {
            out += &format!(" attributes {}", show(block));
        }
        if let Some(id) = &heading.id {
            out += &format!(" id {:?}", show(id.span));
        }
        out += "\n";
    }
    for link in &found.links {
        out += &format!("{:?} {:?} to {:?} ", link.kind, link.target, link.dest);
        out += &format!("{} text {} in {:?}\n", show(link.dest_span), show(link.text_span), link.span);
    }
    for definition in &found.definitions {
        out +=
            &format!("[{}] {} {}", definition.label, show(definition.label_span), show(definition.dest_span));
        out += &format!(" in {:?}\n", definition.span);
    }
    for footnote in &found.footnotes {
        out += &format!("[^{}] {} in {:?}\n", footnote.label, show(footnote.label_span), footnote.span);
    }
    for footnote in &found.footnote_definitions {
        out += &format!("[^{}]: {} in {:?}\n", footnote.label, show(footnote.label_span), footnote.span);
    }
    for code in &found.code {
        out += &format!("{:?} {:?}", code.kind, code.span);
        if let (Some(language), Some(info)) = (code.language, code.info) {
            out += &format!(" {} info {}", show(language), show(info));
        }
        out += "\n";
    }
    for attribute in &found.attributes {
        out += &format!("{:?} {:?} {:?}\n", attribute.name, attribute.value, attribute.span);
    }
    if let Some(divider) = found.divider {
        out += &format!("divider {divider:?}\n");
    }
    expect.assert_eq(&out);
}

#[test]
fn headings() {
    check(
        "# A *b* `c` &amp; \\# ##\n\ntext\n\n## Under {#my-id}\n\nOne\ntwo\n===\n",
        expect![[r###"
        h1 "A b c & #" 0..23 "# A *b* `c` &amp; \\# ##" content 2..20 "A *b* `c` &amp; \\#"
        h2 "Under" 31..48 "## Under {#my-id}" content 34..39 "Under" attributes 40..48 "{#my-id}" id "42..47 \"my-id\""
        h1 "One\ntwo" 50..61 "One\ntwo\n===" content 50..57 "One\ntwo"
        Inline 8..11
    "###]],
    );
    check(
        "## A {.cls #cid data-x=1}\n## B { #spaced }\n## C {not an attribute}\n## D {#}\n## {{ go }}\n",
        expect![[r###"
            h2 "A" 0..25 "## A {.cls #cid data-x=1}" content 3..4 "A" attributes 5..25 "{.cls #cid data-x=1}" id "12..15 \"cid\""
            h2 "B" 26..42 "## B { #spaced }" content 29..30 "B" attributes 31..42 "{ #spaced }" id "34..40 \"spaced\""
            h2 "C {not an attribute}" 43..66 "## C {not an attribute}" content 46..66 "C {not an attribute}"
            h2 "D" 67..75 "## D {#}" content 70..71 "D" attributes 72..75 "{#}" id "74..74 \"\""
            h2 "{{ go }}" 76..87 "## {{ go }}" content 79..87 "{{ go }}"
        "###]],
    );
    check(
        "## （創建 PR）{#x}\n## f(x){.y}\n## use ${VAR}\n## esc\\{#z}\n",
        expect![[r###"
            h2 "（創建 PR）" 0..22 "## （創建 PR）{#x}" content 3..18 "（創建 PR）" attributes 18..22 "{#x}" id "20..21 \"x\""
            h2 "f(x)" 23..34 "## f(x){.y}" content 26..30 "f(x)" attributes 30..34 "{.y}"
            h2 "use ${VAR}" 35..48 "## use ${VAR}" content 38..48 "use ${VAR}"
            h2 "esc{#z}" 49..60 "## esc\\{#z}" content 52..60 "esc\\{#z}"
        "###]],
    );
    check(
        "## [link](https://e.com) ![alt](x.png) <https://e.com> c[^1]\n\n[^1]: f\n",
        expect![[r###"
        h2 "link alt https://e.com c" 0..60 "## [link](https://e.com) ![alt](x.png) <https://e.com> c[^1]" content 3..60 "[link](https://e.com) ![alt](x.png) <https://e.com> c[^1]" anchor "link alt  c"
        Inline Page to "https://e.com" 10..23 "https://e.com" text 4..8 "link" in 3..24
        Inline Image to "x.png" 32..37 "x.png" text 27..30 "alt" in 25..38
        Autolink Page to "https://e.com" 40..53 "https://e.com" text 40..53 "https://e.com" in 39..54
        [^1] 58..59 "1" in 56..60
        [^1]: 64..65 "1" in 62..69
    "###]],
    );
    check(
        "- # in list\n\n> ## in quote\n",
        expect![[r###"
        h1 "in list" 2..11 "# in list" content 4..11 "in list"
        h2 "in quote" 15..26 "## in quote" content 18..26 "in quote"
    "###]],
    );
}

#[test]
fn links() {
    check(
        "[a](one.md) ![b c](<two three.png> \"t\") [d](four(5).md#x 'u') [](six) <https://e.com>",
        expect![[r#"
            Inline Page to "one.md" 4..10 "one.md" text 1..2 "a" in 0..11
            Inline Image to "two three.png" 20..33 "two three.png" text 14..17 "b c" in 12..39
            Inline Page to "four(5).md#x" 44..56 "four(5).md#x" text 41..42 "d" in 40..61
            Inline Page to "six" 65..68 "six" text 63..63 "" in 62..69
            Autolink Page to "https://e.com" 71..84 "https://e.com" text 71..84 "https://e.com" in 70..85
        "#]],
    );
    check(
        "[![i](i.png)](page.md) [a\\]b](c)",
        expect![[r#"
        Inline Page to "page.md" 14..21 "page.md" text 1..12 "![i](i.png)" in 0..22
        Inline Image to "i.png" 6..11 "i.png" text 3..4 "i" in 1..12
        Inline Page to "c" 30..31 "c" text 24..28 "a\\]b" in 23..32
    "#]],
    );
    check(
        "[a][r] [r][] [r] [b][none] [none]\n\n[r]: /dest \"t\"\n[Ünused]: <x y>\n",
        expect![[r#"
        Reference Page to "/dest" 4..5 "r" text 1..2 "a" in 0..6
        Reference Page to "/dest" 8..9 "r" text 8..9 "r" in 7..10
        Reference Page to "/dest" 14..15 "r" text 14..15 "r" in 13..16
        Undefined Page to "none" 21..25 "none" text 18..19 "b" in 17..26
        [r] 36..37 "r" 40..45 "/dest" in 35..49
        [Ünused] 51..58 "Ünused" 62..65 "x y" in 50..66
    "#]],
    );
}

#[test]
fn footnotes() {
    check(
        "a[^1] b[^two] c[^none] \\[^esc] `[^code]` [^not one\n\n[^1]: First.\n[^two]:\n    Second.\n[^unused]: Third.\n",
        expect![[r#"
            [^1] 3..4 "1" in 1..5
            [^two] 9..12 "two" in 7..13
            [^none] 17..21 "none" in 15..22
            [^1]: 54..55 "1" in 52..64
            [^two]: 67..70 "two" in 65..84
            [^unused]: 87..93 "unused" in 85..102
            Inline 31..40
        "#]],
    );
}

#[test]
fn code() {
    check(
        "```go {linenos=true}\nx\n```\n\n~~~\ny\n~~~\n\n    indented\n\n`a` ``b`c``\n\n```rust,linenos\n[x](y)\n```\n",
        expect![[r#"
            Fenced 0..26 3..5 "go" info 3..20 "go {linenos=true}"
            Fenced 28..37 31..31 "" info 31..31 ""
            Indented 43..51
            Inline 53..56
            Inline 57..64
            Fenced 66..92 69..73 "rust" info 69..81 "rust,linenos"
        "#]],
    );
}

#[test]
fn html() {
    check(
        "<div id=\"a\">\n<img src='b.png'>\n</div>\n\nx <a href=c.html name=\"d\">e</a> <!-- <a href=\"no\"> -->\n",
        expect![[r#"
            Id "a" 9..10
            Src "b.png" 23..28
            Href "c.html" 49..55
            Id "d" 62..63
        "#]],
    );
}

#[test]
fn the_divider() {
    check(
        "{{< a \"<!--more-->\" >}}\n\n`x`\n<!--more-->\n\ny <!--more-->",
        expect![[r#"
        Inline 25..28
        divider 29..40
    "#]],
    );
}

#[test]
fn shortcodes_are_opaque() {
    check(
        "[a]({{< ref \"b.md\" >}}) {{< c \"[d](e)\" >}}\n\n## F {{% g %}} {#h}\n\n{{< i\n\n`>}}\n",
        expect![[r###"
            h2 "F {{% g %}}" 44..63 "## F {{% g %}} {#h}" content 47..58 "F {{% g %}}" attributes 59..63 "{#h}" id "61..62 \"h\""
            Inline Page to "{{< ref \"b.md\" >}}" 4..22 "{{< ref \"b.md\" >}}" text 1..2 "a" in 0..23
        "###]],
    );
    check(
        "```\n{{< a >}}\n```\n{{< b >}}\n# C\n{{< /b >}}\n<a href=\"{{< ref \"d\" >}}\">\n",
        expect![[r##"
        h1 "C" 28..31 "# C" content 30..31 "C"
        Fenced 0..17 3..3 "" info 3..3 ""
        Href "{{< ref \"d\" >}}" 52..67
    "##]],
    );
}

#[test]
fn offsets_are_those_of_the_file() {
    let text = "---\na: [b](c)\n---\n[d](e)\n";
    let found = parse(text, 18, &Shortcodes::default());
    assert_eq!(found.links.len(), 1);
    assert_eq!(found.links[0].dest_span.of(text), "e");
}

#[test]
fn prose_is_what_is_neither_markup_nor_code_nor_a_tag() {
    let text = "# A *b* {{< c >}} d\n\n`e` f\n\n```\ng\n```\n";
    let prose: Vec<_> =
        read(text).prose.iter().map(|span| span.of(text).trim()).filter(|part| !part.is_empty()).collect();
    assert_eq!(prose, ["A", "b", "d", "f"]);
}

/// Every span of a text is on characters.
fn sound(text: &str) {
    let found = read(text);
    let whole = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    for heading in &found.headings {
        whole(heading.span);
        whole(heading.content);
        heading.attributes.into_iter().for_each(whole);
        heading.id.iter().for_each(|id| whole(id.span));
    }
    for link in &found.links {
        [link.span, link.dest_span, link.text_span].into_iter().for_each(whole);
        assert!(link.span.covers(link.dest_span) && link.span.covers(link.text_span), "{link:?} in {text:?}");
    }
    for definition in &found.definitions {
        [definition.span, definition.label_span, definition.dest_span].into_iter().for_each(whole);
    }
    for footnote in found.footnotes.iter().chain(&found.footnote_definitions) {
        [footnote.span, footnote.label_span].into_iter().for_each(whole);
    }
    for code in &found.code {
        [Some(code.span), code.language, code.info].into_iter().flatten().for_each(whole);
    }
    found.attributes.iter().for_each(|attribute| whole(attribute.span));
    found.prose.iter().chain(&found.html).copied().for_each(whole);
    found.divider.into_iter().for_each(whole);
}

proptest! {
    #[test]
    fn any_text_gives_sound_spans(text in prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(vec![
            "# ", "## ", "{#", "}", "[", "]", "(", ")", "](", "]:", "[^", "]: ", "!", "<", ">", "\"", "'", "`", "```", "~~~", "\n", "\n\n",
            "    ", "- ", "> ", "a", "é", "図", "\\", "&amp;", "<a href=", "<!--", "-->", "{{< x >}}", "{{%", "%}}", "===", "---", "|", "*", "_", "\t", "\r\n",
            "https://e.com",
        ]), 0..50).prop_map(|pieces| pieces.concat()),
    ]) {
        sound(&text);
    }
}

#[test]
fn ids_in_comments_are_told_from_others() {
    check(
        "<a id=\"a\" href=\"b\"> <!-- <a id=\"c\" href=\"d\"> <!-- <p name='e'> --> <p id=f>\n\n<!-- <a id=\"g\n",
        expect![[r#"
            Id "a" 7..8
            Href "b" 16..17
            Commented "c" 32..33
            Commented "e" 59..60
            Id "f" 73..74
        "#]],
    );
}
