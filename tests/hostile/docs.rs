//! The list of cases in `docs/robustness.md`: what the comments above the tests say.

use std::fs;
use std::path::Path;

/// Where cases are, with the name of their section in the page.
const SECTIONS: &[(&str, &[&str])] = &[
    (
        "sites",
        &[
            "tests/hostile/sizes.rs",
            "tests/hostile/formats.rs",
            "tests/hostile/names.rs",
            "tests/hostile/things.rs",
        ],
    ),
    ("cache", &["src/world/cache/tests.rs", "tests/protocol/cache.rs"]),
    ("clients", &["tests/hostile/clients.rs", "tests/protocol/hostile.rs"]),
];

#[test]
fn the_page_lists_every_case() {
    for (name, files) in SECTIONS {
        let mut table = "| case | what it gets | test |\n|---|---|---|\n".to_owned();
        for case in files.iter().flat_map(|file| cases(file)) {
            table += &format!("| {} | {} | `{}` |\n", case.what, case.gets, case.test);
        }
        hold("docs/robustness.md", name, &table);
    }
}

struct Case {
    what: String,
    gets: String,
    test: String,
}

/// The cases of a file. A test without a comment of two parts is an error: nobody would know what it holds.
fn cases(file: &str) -> Vec<Case> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.iter().enumerate().filter(|(_, line)| **line == "#[test]");
    let case = |(at, _): (usize, &&str)| {
        let above =
            lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
        let mut comment: Vec<&str> =
            above.filter_map(|line| line.strip_prefix("///")).map(str::trim).collect();
        comment.reverse();
        let declared = lines[at..].iter().find_map(|line| line.strip_prefix("fn ")?.split('(').next());
        let test = declared.unwrap().to_owned();
        let comment = comment.join("\n");
        let parts =
            comment.split_once("\n\n").unwrap_or_else(|| panic!("{file}: {test} does not say what it gets"));
        let cell = |part: &str| part.replace('\n', " ").replace('|', "\\|");
        Case { what: cell(parts.0), gets: cell(parts.1), test }
    };
    tests.map(case).collect()
}

/// Holds the text between `<!-- name -->` and `<!-- /name -->` of a file to what the tests say.
fn hold(file: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("{file} has no {open}")) + open.len();
    let end = start + text[start..].find(&close).unwrap_or_else(|| panic!("{file} has no {close}"));
    if text[start..end] == *expected {
        return;
    }
    assert!(
        std::env::var_os("UPDATE_DOCS").is_some(),
        "the section `{name}` of {file} is out of date: run UPDATE_DOCS=1 cargo test --test hostile"
    );
    fs::write(&path, format!("{}{expected}{}", &text[..start], &text[end..])).unwrap();
}
