//! What slips of fingers, of memory and of pasting do to a post.

use super::random::Random;

/// A change of a post: the parts of it are chosen at random.
type Mutation = fn(&str, &mut Random) -> String;

const MUTATIONS: &[(&str, Mutation)] = &[
    ("delete-char", |text, random| splice(text, random, |_, _| String::new())),
    ("insert-char", |text, random| {
        splice(text, random, |char, random| format!("{}{char}", random.pick(CHARS)))
    }),
    ("replace-char", |text, random| splice(text, random, |_, random| random.pick(CHARS).to_owned())),
    ("double-char", |text, random| splice(text, random, |char, _| format!("{char}{char}"))),
    ("delete-token", |text, random| tokens(text, random, |tokens, at, _| drop(tokens.remove(at)))),
    ("double-token", |text, random| {
        tokens(text, random, |tokens, at, _| tokens.insert(at, tokens[at].clone()))
    }),
    ("swap-tokens", |text, random| {
        tokens(text, random, |tokens, at, random| {
            let other = (at + 1 + random.below(3)).min(tokens.len() - 1);
            tokens.swap(at, other);
        })
    }),
    ("delete-line", |text, random| lines(text, random, |lines, at, _| drop(lines.remove(at)))),
    ("double-line", |text, random| lines(text, random, |lines, at, _| lines.insert(at, lines[at].clone()))),
    ("swap-lines", |text, random| {
        lines(text, random, |lines, at, random| {
            let other = random.below(lines.len());
            lines.swap(at, other);
        })
    }),
    ("join-lines", |text, random| {
        lines(text, random, |lines, at, _| lines[at] = lines[at].trim_end().to_owned())
    }),
    ("indent", |text, random| {
        lines(text, random, |lines, at, random| {
            lines[at].insert_str(0, random.pick(&[" ", "  ", "\t", "    ", "\u{a0}"]));
        })
    }),
    ("outdent", |text, random| {
        lines(text, random, |lines, at, _| lines[at] = lines[at].trim_start_matches(' ').to_owned())
    }),
    ("space-at-end", |text, random| {
        lines(text, random, |lines, at, random| {
            let end = lines[at].trim_end().len();
            lines[at].insert_str(end, random.pick(&[" ", "\t", "  ", "\u{a0}", " #", " x"]));
        })
    }),
    ("value", |text, random| lines(text, random, |lines, at, random| other_value(lines, at, random))),
    ("quotes", |text, random| one_of(text, random, QUOTES)),
    ("delimiter", |text, random| one_of(text, random, DELIMITERS)),
    ("shortcode", |text, random| one_of(text, random, SHORTCODES)),
    ("shortcode-again", |text, random| one_of(text, random, SHORTCODES)),
    ("foreign-line", |text, random| {
        lines(text, random, |lines, at, random| {
            lines.insert(at, format!("{}\n", random.pick(LINES)));
        })
    }),
    ("cut", |text, random| text.chars().take(random.below(text.len())).collect()),
    ("crlf", |text, _| text.replace('\n', "\r\n")),
];

const CHARS: &[&str] = &[
    ":", ": ", "\"", "'", "#", " #", "-", "- ", "[", "]", "{", "}", "{{", "}}", "<", ">", "%", "/", "\\",
    ",", "&", "*", "!", "|", "@", "`", "=", "+", "?", ".", "0", "1", "e", "_", "~", "\n", "\t", " ", "“",
    "”", "’", "é", "日", "\u{a0}", "\u{feff}", "\u{7}", "🙂", "$", "^", "(", ")", ";",
];

const VALUES: &[&str] = &[
    "",
    "1",
    "0",
    "-1",
    "1.5",
    "007",
    "0x1F",
    "1e3",
    "1_000",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "null",
    "~",
    "\"\"",
    "''",
    "\"a\"",
    "'a'",
    "a",
    "[]",
    "[a]",
    "[a, b]",
    "[\"a\", 'b']",
    "[[a]]",
    "[1, true]",
    "{}",
    "{a: b}",
    "{a = 1}",
    "{\"a\": \"b\"}",
    "2021-11-29",
    "2021-11-29T10:00:00Z",
    "2021-11-29 10:00",
    "2021-13-45",
    "20211129",
    "12:30",
    "|",
    ">",
    "&x a",
    "*x",
    "!!str a",
    "a: b",
    "a # b",
    "\"a",
    "a\"",
    "'a",
    "[a",
    "{a",
    "@a",
    "`a`",
    "%a",
    "- a",
    "? a",
    "inf",
    "nan",
    ".inf",
    "1979-05-27T07:32:00",
    "07:32:00",
    "\"\"\"a\"\"\"",
    "'''a'''",
    "https://example.org/a",
];

const QUOTES: &[(&str, &[&str])] = &[
    ("\"", &["'", "", "“", "\"\"", "\\\""]),
    ("'", &["\"", "", "’", "''"]),
    (": ", &[":", " : ", "=", " = ", ":\t", ": \"", ": '"]),
    (" = ", &["=", ": ", " ", " = \"", " == "]),
    (", ", &[",", " ", ",, ", "; "]),
    ("[", &["", "{", "(", "[["]),
    ("]", &["", "}", ")", ",]", "]]"]),
    ("{", &["", "[", "{{"]),
    ("}", &["", "]", ",}", "}}"]),
    ("- ", &["-", "* ", "-  ", "", "-\t"]),
];

const DELIMITERS: &[(&str, &[&str])] = &[
    (
        "---\n",
        &["--\n", "----\n", "--- \n", "+++\n", "...\n", "\n---\n", " ---\n", "", "---", "—\n", "---\n---\n"],
    ),
    ("+++\n", &["++\n", "++++\n", "+++ \n", "---\n", "\n+++\n", " +++\n", "", "+++", "+++\n+++\n"]),
    ("}\n", &["\n", "}", "},\n", "}}\n", "} x\n"]),
];

const SHORTCODES: &[(&str, &[&str])] = &[
    ("{{<", &["{{%", "{{", "{<", "{{ <", "{{<<", "{{</*", "{{< /", "{{</", "{{< \n"]),
    (">}}", &["%}}", "}}", ">}", "> }}", ">>}}", "*/>}}", "/>}}", " />}}", "", "\n>}}", "\" >}}"]),
    ("{{%", &["{{<", "{{", "{%", "{{% /", "{{%/*"]),
    ("%}}", &[">}}", "}}", "%}", "% }}", "*/%}}", "/%}}", ""]),
    (
        "note",
        &[
            "nope",
            "note/x",
            "Note",
            "note.",
            "no te",
            "",
            "note note",
            "1note",
            "n-ote",
            "figure",
            "note x=",
            "ref",
        ],
    ),
    (
        "pic",
        &["pick", "pic pic", "/pic", "pic \"a\" b=\"c\"", "pic `a`", "pic a=b", "pic \"a", "pic 'a'", "note"],
    ),
    (
        "figure",
        &["figur", "/figure", "figure x", "youtube", "highlight", "details", "param", "ref", "relref", "qr"],
    ),
    ("youtube", &["yutube", "youtube id=", "youtube x y", "tweet", "gist", "instagram_simple", "comment"]),
    ("=\"", &["= \"", "=", "=`", "='", "\"", "==\"", "=\"\\"]),
    ("ref ", &["ref", "ref ref ", "ref x ", "relref ", "ref path="]),
    ("{{< /", &["{{< ", "{{<", "{{</ ", "{{% /", ""]),
    ("{{% /", &["{{% ", "{{%", "{{%/ ", "{{< /", ""]),
    ("{{</* ", &["{{< ", "{{</*", "{{<* ", "{{< /* "]),
];

const LINES: &[&str] = &[
    "---",
    "+++",
    "{{< note >}}",
    "{{< /note >}}",
    "{{% note %}}",
    "{{% /note %}}",
    "{{< pic >}}",
    "{{< nope >}}",
    "title: B",
    "title = \"B\"",
    "tags: [x]",
    "tags = [\"x\"]",
    "  - x",
    "- x",
    "key:",
    "key: value",
    "key = 1",
    "[table]",
    "[[tables]]",
    "# comment",
    "",
    "```",
    "draft: true",
    "draft = true",
    "date: 2999-01-01",
    "<!--more-->",
    "{{</* note */>}}",
    "build:",
    "url: http://example.org/",
    "slug: a b",
    "weight: x",
    "aliases: a",
    "type: x",
    "layout: x",
    "markup: html",
    "outputs: [x]",
    "\"key\": 1,",
    "...",
    "_build: {list: never}",
    "menus: main",
    "published: true",
    "expiryDate: 2000-01-01",
];

/// One to three mutations of a post, and their names.
pub fn mutate(text: &str, random: &mut Random) -> (String, String) {
    let mut names = Vec::new();
    let mut text = text.to_owned();
    for _ in 0..1 + random.below(3) {
        let (name, mutation) = random.pick(MUTATIONS);
        text = mutation(&text, random);
        names.push(name);
    }
    (names.join("+"), text)
}

/// Another text for one character.
fn splice(text: &str, random: &mut Random, other: fn(char, &mut Random) -> String) -> String {
    let at = random.below(text.chars().count());
    let changed = |(index, char): (usize, char)| match index == at {
        true => other(char, random),
        false => char.to_string(),
    };
    text.chars().enumerate().map(changed).collect()
}

/// Changes the list of words and signs.
fn tokens(text: &str, random: &mut Random, change: fn(&mut Vec<String>, usize, &mut Random)) -> String {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';
    for char in text.chars() {
        match tokens.last_mut() {
            Some(token) if char.is_alphanumeric() && last.is_alphanumeric() => token.push(char),
            _ => tokens.push(char.to_string()),
        }
        last = char;
    }
    at_one(tokens, random, change)
}

/// Changes the list of lines.
fn lines(text: &str, random: &mut Random, change: fn(&mut Vec<String>, usize, &mut Random)) -> String {
    at_one(text.split_inclusive('\n').map(str::to_owned).collect(), random, change)
}

fn at_one(
    mut parts: Vec<String>,
    random: &mut Random,
    change: fn(&mut Vec<String>, usize, &mut Random),
) -> String {
    if !parts.is_empty() {
        let at = random.below(parts.len());
        change(&mut parts, at, random);
    }
    parts.concat()
}

/// A value of another type behind the key of a line.
fn other_value(lines: &mut [String], at: usize, random: &mut Random) {
    let is_entry = |line: &&mut String| line.contains(": ") || line.contains(" = ");
    let entries = lines.iter_mut().skip(at).find(is_entry);
    let Some(line) = entries else { return };
    let separator = if line.contains(" = ") { " = " } else { ": " };
    let Some((key, _)) = line.split_once(separator) else { return };
    let comma = if line.trim_end().ends_with(',') { "," } else { "" };
    *line = format!("{key}{separator}{}{comma}\n", random.pick(VALUES));
}

/// Another text for one place of one of the texts.
fn one_of(text: &str, random: &mut Random, table: &[(&str, &[&str])]) -> String {
    let present: Vec<_> = table.iter().filter(|(old, _)| text.contains(old)).collect();
    if present.is_empty() {
        return text.to_owned();
    }
    let &(old, others) = random.pick(&present);
    let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).collect();
    let at = random.pick(&places);
    let mut changed = text.to_owned();
    changed.replace_range(at..at + old.len(), random.pick(others));
    changed
}
