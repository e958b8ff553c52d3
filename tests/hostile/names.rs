//! Names of files that mean something to somebody else.

use crate::site::Site;
use std::os::unix::ffi::OsStrExt;

/// Posts whose names have brackets, spaces, line ends, tabs, `%`, quotes, `#`, `?`, `*`, `$`, or a leading dash or dot.
///
/// Each is a post like others: its tag is counted, it is checked by its name, and links are not confused.
#[test]
fn names_with_every_character() {
    let names = [
        "[x].md",
        "a b.md",
        "100%.md",
        "%41.md",
        "%zz.md",
        "line\nbreak.md",
        "tab\t.md",
        "q?.md",
        "h#.md",
        "quote\".md",
        "a'b.md",
        "back\\slash.md",
        "*.md",
        "$HOME.md",
        "`id`.md",
        "😀.md",
        " lead.md",
        "trail .md",
        "-rf.md",
        "con.md",
        "a:b.md",
        "<b>.md",
        "\u{202e}dm.md",
    ];
    let site = Site::new();
    for (number, name) in names.iter().enumerate() {
        let slug = format!("---\ntitle: T{number}\nslug: s{number}\ntags: [n{number}]\n---\n[me]()\n");
        site.write(format!("content/n/{name}"), slug);
    }
    site.write(format!("content/{}.md", "n".repeat(250)), "---\ntags: [long]\n---\n");
    let mut editor = site.edit();
    assert_eq!(editor.posts(), names.len() as u64 + 3);
    for name in ["content/n/[x].md", "content/n/100%.md", "content/n/line\nbreak.md", "content/n/h#.md"] {
        editor.open(name);
        assert_eq!(editor.codes(name), [""; 0], "{name}");
    }
    let labels = editor.labels(crate::site::WELL, 2, 7);
    assert!((0..names.len()).all(|number| labels.contains(&format!("n{number}"))), "{labels:?}");
    editor.is_well();
    editor.finish();
    let checked = site.check(&[]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{checked:?}");
    for name in ["content/n/[x].md", "content/n/-rf.md", "content/n/line\nbreak.md"] {
        assert!(site.check(&[name]).out.starts_with("Nothing to say in 1 post"), "{name}");
    }
}

/// Names that differ in case or in the form of an accent only.
///
/// Each is a post; that two of them make one page is said.
#[test]
fn names_that_differ_in_case_only() {
    let site = Site::new();
    for name in ["Case.md", "case.md", "CASE.md", "e\u{301}.md", "\u{e9}.md"] {
        site.write(format!("content/{name}"), "---\ntitle: A\n---\n");
    }
    let posts = std::fs::read_dir(site.path("content")).unwrap().count() as u64 + 1;
    let mut editor = site.edit();
    assert_eq!(editor.posts(), posts);
    editor.is_well();
    editor.finish();
    let checked = site.check(&[]);
    assert_eq!(checked.code, Some(0), "{checked:?}");
    assert!(posts < 7 || checked.out.contains("warning[same-page]"), "{checked:?}");
}

/// A name that is no UTF-8, of a post and of a folder.
///
/// It is left out, since no URL and no link could name it.
#[test]
fn names_that_are_no_utf8() {
    let site = Site::new();
    let odd = |bytes: &[u8]| std::path::Path::new(std::ffi::OsStr::from_bytes(bytes)).to_path_buf();
    let content = site.path("content");
    // Some systems have no such names.
    let made = std::fs::write(content.join(odd(b"\xff.md")), "---\ntitle: A\n---\n");
    if made.is_ok() {
        std::fs::create_dir(content.join(odd(b"\xfe"))).unwrap();
        std::fs::write(content.join(odd(b"\xfe/a.md")), "---\ntitle: A\n---\n").unwrap();
    }
    site.is_silent(2);
}

/// A post 200 folders down.
///
/// It is a post like others.
#[test]
fn a_post_two_hundred_folders_down() {
    let site = Site::new();
    site.write(format!("content/{}a.md", "d/".repeat(200)), "---\ntitle: A\n---\n");
    site.is_silent(3);
}
