//! Forms of YAML, each given to Hugo 0.168 as the front matter of a post.

use crate::site::Site;

/// What builds, and what does not.
const FORMS: &[(&str, bool)] = &[
    ("title: , x", true),
    ("title: } x", true),
    ("title: ] x", false),
    ("title: {x", false),
    ("title: [x", false),
    ("title: ?x", true),
    ("title: ? x", false),
    ("title: !x", true),
    ("title: | x", false),
    ("title: -x", true),
    ("title: & x", false),
    ("a: b\n c", true),
    ("title: x\n  y", true),
    ("title: x\n  y: z", false),
    ("tags:\n- a\n - b", true),
    ("tags:\n  - a\n - b", false),
    ("\"a\" : b", true),
    ("a : b", true),
    ("title: \"x\" # c", true),
    ("title: \"x\"# c", true),
    ("a: 1\n b: 2", false),
    (" a: 1\n b: 2", true),
    (" a: 1\nb: 2", false),
    ("a:\n  b: 1\n c: 2", false),
    ("a:\n  b: 1\n   c: 2", false),
    ("tags: [a,\nb]", true),
    ("tags: [a,\n  b\n]", true),
    ("tags: [a\n]", true),
    ("x: \"a\nb\"", true),
    ("x: \"a\n  b\"", true),
    ("x: 'a\nb'", true),
    ("? a\n: b", true),
    ("&a x: 1", true),
    ("- a", false),
    ("a:\n\t- b", false),
    ("a: b\n\n\tc: d", false),
    ("%YAML 1.2", false),
    ("a: >-2\n  x", true),
    ("a: |\n x\n  y", true),
    ("x: *y", false),
    ("x: <<", true),
    ("<<: {a: 1}", true),
    ("a: \"\\q\"", false),
    ("a: \"\\x41\"", true),
    ("a: '\\q'", true),
    ("a: [b, c", false),
    ("a: {b: c", false),
    ("a: {b, c}", true),
    ("a: {b:c}", true),
    ("a: [b c]", true),
    ("a: [b: c]", true),
    ("a: [{b: c}]", true),
    ("a: b: c", false),
    ("a: \"b\": c", false),
    ("a: [b]: c", false),
    ("a: [b] c", false),
    ("a: {b} c", false),
    ("key with space: x", true),
    ("日本: x", true),
    ("a:b", false),
    ("a", false),
    ("a: b #c", true),
    ("a: #c", true),
    ("#only", true),
    ("a: \"b\"  c", false),
    ("---x: y", true),
    ("a: 2021-01-01 10:00", true),
    ("tab:\tx", true),
    ("a: b\t", true),
    ("a:  \tb", true),
    ("\ta: b", false),
    ("a: b\n...\nc: d", true),
    ("a: b\r\nc: d", true),
    ("a: @b", false),
    ("a: `b`", false),
    ("a: %b", false),
    ("a: b@c", true),
    ("a: \"unterminated\nb: c", false),
    ("a: 'it''s'", true),
    ("a: it's", true),
    ("a: don\"t", true),
    ("a: \u{0}b", true),
    ("a: \u{200b}b", true),
    ("a\u{a0}: b", true),
    ("a:\u{a0}b", false),
    ("a: b\u{2028}c", true),
    ("a: b\u{7}c", true),
    ("a: b\u{1b}c", true),
    ("a: \u{feff}b", true),
];

#[test]
fn yaml_is_refused_where_hugo_refuses_it() {
    let mut wrong = Vec::new();
    for (form, builds) in FORMS {
        let post = format!("---\n{form}\n---\nhi\n");
        let site = Site::new(&[("hugo.toml".into(), String::new()), ("content/a.md".into(), post)]);
        let errors: Vec<String> =
            site.findings().iter().filter(|finding| finding.is_error()).map(ToString::to_string).collect();
        if errors.is_empty() != *builds {
            wrong.push(format!("{form:?} builds: {builds}; {errors:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
