//! Names of files that mean something to somebody else.

use crate::site::Site;

/// Brackets etc.
#[test]
fn names_with_every_character() {
    let site = Site::new();
    let names = ["[x].md", "a b.md", "100%.md", "%41.md", "%zz.md", "line\nbreak.md", "tab\t.md", "q?.md", "h#.md", "quote\".md", "a'b.md", "back\\slash.md", "{{<x>}}.md", "*.md", "$HOME.md", "`id`.md", "😀.md", "e\u{301}.md", "é.md", " lead.md", "trail .md", ".md", "..md", "-rf.md", "con.md", "a:b.md", "<b>.md", "\u{202e}dm.md", "\u{200b}.md"];
    for (n, name) in names.iter().enumerate() {
        site.write(format!("content/n/{name}"), format!("---\ntitle: T{n}\ntags: [n{n}]\n---\n"));
    }
    let long = "n".repeat(250);
    site.write(format!("content/{long}.md"), "---\ntags: [long]\n---\n");
    let mut editor = site.edit();
    eprintln!("{} of {}", editor.posts(), names.len() + 3);
    editor.is_well();
    editor.finish();
    eprintln!("{:?}", site.check(&[]));
}
