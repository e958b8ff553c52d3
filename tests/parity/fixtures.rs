//! Sites of our own, each measured with Hugo 0.168, so that parity is watched where the recordings are not at hand.

use crate::site::Site;

/// One site: what it is about, its files, and every finding but hints, as `file:line code severity`.
struct Fixture {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    found: &'static [&'static str],
}

const POST: &str = "content/a.md";

const FIXTURES: &[Fixture] = &[
    Fixture {
        name: "a plain post",
        files: &[(POST, "---\ntitle: A\ndate: 2021-11-29\n---\nhi\n")],
        found: &[],
    },
    Fixture {
        name: "keys in any case, a date in quotes, CRLF and a byte order mark",
        files: &[(POST, "\u{feff}---\r\nTitle: A\r\nDATE: \"2021-11-29\"\r\n---\r\nhi\r\n")],
        found: &[],
    },
    Fixture {
        name: "a date without seconds",
        files: &[(POST, "---\ntitle: A\ndate: 2021-11-29 10:00\n---\n")],
        found: &["content/a.md:3 date-unreadable error"],
    },
    Fixture {
        name: "a date without hyphens",
        files: &[(POST, "---\ntitle: A\ndate: 20211129\n---\n")],
        found: &["content/a.md:3 date-as-number warning"],
    },
    Fixture {
        name: "seconds since 1970 that are meant so",
        files: &[(POST, "---\ntitle: A\ndate: 1638144000\n---\n")],
        found: &[],
    },
    Fixture {
        name: "a flag of another generator",
        files: &[(POST, "---\ntitle: A\npublished: true\n---\n")],
        found: &["content/a.md:3 published-flag error"],
    },
    Fixture {
        name: "the same flag behind a good date of publication",
        files: &[(POST, "---\ntitle: A\npublishDate: 2021-01-01\npublished: true\n---\n")],
        found: &[],
    },
    Fixture {
        name: "a draft that says yes",
        files: &[(POST, "---\ntitle: A\ndraft: yes\n---\n")],
        found: &["content/a.md:3 not-a-boolean warning"],
    },
    Fixture {
        name: "a draft that says no means what it says",
        files: &[(POST, "---\ntitle: A\ndraft: no\n---\n")],
        found: &[],
    },
    Fixture {
        name: "weights that are read as others",
        files: &[
            (POST, "---\ntitle: A\nweight: 010\n---\n"),
            ("content/b.md", "---\ntitle: B\nweight: x\n---\n"),
        ],
        found: &["content/a.md:3 not-a-number warning", "content/b.md:3 not-a-number warning"],
    },
    Fixture {
        name: "one tag that drops all",
        files: &[(POST, "---\ntitle: A\ntags:\n  - go\n  - baking: basics\n---\n")],
        found: &["content/a.md:5 terms-dropped warning"],
    },
    Fixture {
        name: "tags in one text",
        files: &[(POST, "---\ntitle: A\ntags: go, rust\n---\n")],
        found: &["content/a.md:3 list-as-text warning"],
    },
    Fixture {
        name: "tags as a list of numbers and texts",
        files: &[(POST, "---\ntitle: A\ntags: [go, 2021, true]\n---\n")],
        found: &[],
    },
    Fixture {
        name: "a title in brackets",
        files: &[(POST, "---\ntitle: [Draft]\n---\n")],
        found: &["content/a.md:2 value-ignored warning"],
    },
    Fixture {
        name: "a title that is a number",
        files: &[(POST, "---\ntitle: 1.10\n---\n")],
        found: &["content/a.md:2 number-changes warning"],
    },
    Fixture {
        name: "a title that a comment cuts",
        files: &[(POST, "---\ntitle: Issue #5 is fixed\n---\n")],
        found: &["content/a.md:2 value-cut-by-comment warning"],
    },
    Fixture {
        name: "a comment behind a title",
        files: &[(POST, "---\ntitle: Issue # a note to myself\n---\n")],
        found: &[],
    },
    Fixture {
        name: "addresses where paths must stand",
        files: &[(
            POST,
            "---\ntitle: A\nurl: https://example.org/a/\naliases:\n  - /old/\n  - http://example.org/old/\n---\n",
        )],
        found: &["content/a.md:3 url-with-protocol error", "content/a.md:6 url-with-protocol error"],
    },
    Fixture {
        name: "a colon in an address",
        files: &[
            (POST, "---\ntitle: A\nurl: /a:b/\n---\n"),
            ("content/b.md", "---\ntitle: B\nurl: /:year/:slug/\n---\n"),
        ],
        found: &["content/a.md:3 url-colon error"],
    },
    Fixture {
        name: "the old name of build",
        files: &[(POST, "---\ntitle: A\n_build:\n  list: never\n---\n")],
        found: &["content/a.md:3 renamed-key error"],
    },
    Fixture {
        name: "words and texts in build",
        files: &[
            (POST, "---\ntitle: A\nbuild:\n  list: hidden\n---\n"),
            ("content/b.md", "---\ntitle: B\nbuild: never\n---\n"),
        ],
        found: &["content/a.md:4 word-ignored warning", "content/b.md:3 not-a-table error"],
    },
    Fixture {
        name: "what a cascade may not hold",
        files: &[(
            "content/s/_index.md",
            "---\ntitle: S\ncascade:\n  kind: page\n  target: {kind: nope}\n---\n",
        )],
        found: &[
            "content/s/_index.md:4 cascade-invalid error",
            "content/s/_index.md:5 cascade-invalid error",
        ],
    },
    Fixture {
        name: "a cascade by kind",
        files: &[(
            "content/s/_index.md",
            "---\ntitle: S\ncascade:\n  - target: {kind: '{page,section}'}\n    type: docs\n---\n",
        )],
        found: &[],
    },
    Fixture {
        name: "a format that the site defines, and one that it does not",
        files: &[
            ("hugo.toml", "[outputFormats.print]\nmediaType = 'text/html'\n"),
            (POST, "---\ntitle: A\noutputs: [html, Print]\n---\n"),
            ("content/b.md", "---\ntitle: B\noutputs: [html, pdf]\n---\n"),
        ],
        found: &["content/b.md:3 output-unknown error"],
    },
    Fixture {
        name: "a menu entry without a table, on a site that shows the menu",
        files: &[
            ("layouts/all.html", "{{ range .Site.Menus.main }}{{ .Name }}{{ end }}"),
            (POST, "---\ntitle: A\nmenus:\n  main: 10\n---\n"),
        ],
        found: &["content/a.md:4 menu-invalid error"],
    },
    Fixture {
        name: "a shortcode that is gone",
        files: &[(POST, "---\ntitle: A\n---\n\n{{< tweet 877500564405444608 >}}\n")],
        found: &["content/a.md:5 shortcode-removed error"],
    },
    Fixture {
        name: "a template of the site in its place",
        files: &[
            ("layouts/shortcodes/tweet.html", "{{ .Get 0 }}"),
            (POST, "---\ntitle: A\n---\n\n{{< tweet 877500564405444608 >}}\n"),
        ],
        found: &[],
    },
    Fixture {
        name: "a shortcode without what it needs, in a post and in a draft",
        files: &[
            (POST, "---\ntitle: A\n---\n\n{{< youtube >}}\n"),
            ("content/b.md", "---\ntitle: B\ndraft: true\n---\n\n{{< youtube >}}\n"),
        ],
        found: &["content/a.md:5 shortcode-argument error", "content/b.md:6 shortcode-argument warning"],
    },
    Fixture {
        name: "an unknown shortcode, also inside a code fence and in a draft",
        files: &[(POST, "---\ntitle: A\ndraft: true\n---\n\n```\n{{< nope >}}\n```\n")],
        found: &["content/a.md:7 shortcode-unknown error"],
    },
    Fixture {
        name: "an unknown shortcode where the theme is not on disk",
        files: &[("hugo.toml", "theme = 'ink'\n"), (POST, "---\ntitle: A\n---\n\n{{< nope >}}\n")],
        found: &[],
    },
    Fixture {
        name: "references that lead somewhere",
        files: &[
            (
                "content/posts/one.md",
                "---\ntitle: One\n---\n\n{{< relref \"two\" >}} {{< ref \"/posts/three/\" >}} {{< ref \"One.md#x\" >}}\n",
            ),
            (
                "content/posts/two/index.md",
                "---\ntitle: Two\n---\n\n{{< ref \"../one\" >}} {{< ref \"mailto:a@example.org\" >}}\n",
            ),
            (
                "content/posts/three.md",
                "---\ntitle: Three\n---\n\n{{< ref \"/\" >}} {{< ref \"/posts\" >}}\n",
            ),
        ],
        found: &[],
    },
    Fixture {
        name: "references that lead nowhere, to a draft, and to two pages",
        files: &[
            (POST, "---\ntitle: A\n---\n\n{{< ref \"nope\" >}}\n{{< ref \"b.md\" >}}\n{{< ref \"one\" >}}\n"),
            ("content/b.md", "---\ntitle: B\ndraft: true\n---\n"),
            ("content/x/one.md", "---\ntitle: X\n---\n"),
            ("content/y/one.md", "---\ntitle: Y\n---\n"),
        ],
        found: &[
            "content/a.md:5 ref-not-found error",
            "content/a.md:6 ref-not-found error",
            "content/a.md:7 ref-not-found error",
        ],
    },
    Fixture {
        name: "references of a site that only warns",
        files: &[
            ("hugo.toml", "refLinksErrorLevel = 'warning'\n"),
            (POST, "---\ntitle: A\n---\n\n{{< ref \"nope\" >}}\n"),
        ],
        found: &["content/a.md:5 ref-not-found warning"],
    },
    Fixture {
        name: "attributes of code fences",
        files: &[(
            POST,
            "---\ntitle: A\n---\n\n```go {title='x'}\nx\n```\n\n```go {title=\"x\", hl_lines=[1,\"3-4\"]}\nx\n```\n",
        )],
        found: &["content/a.md:5 fence-attributes error"],
    },
    Fixture {
        name: "HTML that is left out, and HTML that is not",
        files: &[
            (POST, "---\ntitle: A\n---\n\n<!-- note -->\n\na<br>b <b>c</b>\n\n<p>d</p>\n"),
            ("content/b.md", "---\ntitle: B\n---\n\na < b\n"),
            ("content/c.md", "---\ntitle: C\n---\n\na<br>b<br />\n"),
        ],
        found: &["content/a.md:7 raw-html-omitted warning", "content/c.md:5 raw-html-omitted information"],
    },
    Fixture {
        name: "a divider that is none",
        files: &[(POST, "---\ntitle: A\n---\n\none\n\n<!-- more -->\n\ntwo\n")],
        found: &["content/a.md:7 divider-spelling warning"],
    },
    Fixture {
        name: "posts that are not published now",
        files: &[
            (POST, "---\ntitle: A\ndate: 2999-01-01\n---\n"),
            ("content/b.md", "---\ntitle: B\ndate: 2020-01-01\nexpiryDate: 2020-02-01\n---\n"),
        ],
        found: &["content/a.md:3 future-date warning", "content/b.md:4 expired-date warning"],
    },
    Fixture {
        name: "two files of one page",
        files: &[("content/p.md", "---\ntitle: P\n---\n"), ("content/p/index.md", "---\ntitle: Q\n---\n")],
        found: &["content/p.md:1 same-page warning", "content/p/index.md:1 same-page warning"],
    },
    Fixture {
        name: "two pages with one address",
        files: &[
            ("content/x/a.md", "---\ntitle: A\nslug: z\n---\n"),
            ("content/x/b.md", "---\ntitle: B\nslug: z\n---\n"),
        ],
        found: &["content/x/a.md:3 same-url warning", "content/x/b.md:3 same-url warning"],
    },
    Fixture {
        name: "posts beside an index.md",
        files: &[
            ("content/x/index.md", "---\ntitle: X\n---\n"),
            ("content/x/loaf.md", "---\ntitle: Loaf\n---\n"),
        ],
        found: &["content/x/index.md:1 bundle-hides-pages warning"],
    },
    Fixture {
        name: "a key below a table",
        files: &[(POST, "+++\n[params]\ncolor = 'red'\ntitle = 'A'\n+++\n")],
        found: &["content/a.md:4 key-below-table warning"],
    },
    Fixture {
        name: "front matter that is never closed, and a duplicate key",
        files: &[(POST, "---\ntitle: A\n"), ("content/b.md", "---\ntitle: B\ntitle: C\n---\n")],
        found: &["content/a.md:1 front-matter-delimiter error", "content/b.md:3 duplicate-key error"],
    },
];

#[test]
fn each_site_has_the_findings_it_should_have() {
    let mut wrong = Vec::new();
    for fixture in FIXTURES {
        let mut files: Vec<(String, String)> =
            fixture.files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        complete(&mut files);
        let found: Vec<String> = Site::new(&files)
            .findings()
            .iter()
            .filter(|found| !found.is_hint())
            .map(|found| found.short())
            .collect();
        if found != fixture.found {
            wrong.push(format!("{}:\n  found {found:?}\n  not   {:?}", fixture.name, fixture.found));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Adds what each site has: a configuration and a template.
fn complete(files: &mut Vec<(String, String)>) {
    for (path, text) in [("hugo.toml", ""), ("layouts/all.html", "{{ .Content }}")] {
        if !files.iter().any(|(known, _)| known == path) {
            files.push((path.to_owned(), text.to_owned()));
        }
    }
}
