//! Rename: a term on every post that carries it, the id of a heading with the links to it, a footnote; and files that move.

mod files;
mod footnote;
mod heading;
mod links;
mod page;
mod term;

use crate::features::links::Subject;
use crate::features::target::{self, Target};
use crate::text::{Edit, Span};
use crate::world::{PostView, Snapshot};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that a rename changes, to be shown before it is applied.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rename {
    /// The edits by file, ordered by path; within a file by place, none overlapping.
    pub files: Vec<FileEdits>,
    /// Files that move: `(from, to)`, absolute. Never over a file that exists.
    pub moves: Vec<(PathBuf, PathBuf)>,
    /// The spelling that exists already, when the rename merges two terms into one.
    pub merges_into: Option<String>,
    /// What gets another name.
    pub renamed: Renamed,
}

/// The sorts of things that can be renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Renamed {
    /// A term of a taxonomy.
    #[default]
    Term,
    /// The id of a heading.
    Heading,
    /// A footnote.
    Footnote,
}

/// The edits of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileEdits {
    /// The absolute path.
    pub path: PathBuf,
    /// The client's version that they were computed for; `None` when the file is not open.
    pub version: Option<i32>,
    /// The text that they were computed for: whoever applies them to another one destroys it.
    pub text: Arc<str>,
    /// The edits.
    pub edits: Vec<(Change, Edit)>,
}

/// Why an edit is made: each kind can be confirmed on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// The thing gets its new name.
    Rename,
    /// The post carries the new name already, so the old one goes.
    Merge,
    /// A link to what gets another address or id follows.
    Link,
    /// The old address of a page is kept as an alias.
    Alias,
}

/// What would be renamed at byte `offset`: its bytes and its present text. `None` where nothing can be.
pub fn prepare(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<(Span, String)> {
    match target::at(snapshot, path, offset) {
        Some(Target::Term { text, span, .. }) => Some((span, text.to_string())),
        Some(Target::Shortcode { .. } | Target::Template { .. }) => None,
        None => match named(snapshot, path, offset)? {
            (Subject::Anchor { id, .. }, span, _) => Some((span, id.to_string())),
            (Subject::Footnote(label), span, _) => Some((span, label.to_string())),
            _ => None,
        },
    }
}

/// The edits that give the thing at byte `offset` its new name. The error says why not, in a sentence.
pub fn rename(snapshot: &Snapshot, path: &Path, offset: usize, new: &str) -> Result<Rename, String> {
    let nothing = || {
        "There is nothing here that can be renamed: put the cursor on a term, a heading or a footnote."
            .to_string()
    };
    let site = snapshot.site_of(path).ok_or_else(nothing)?;
    match target::at(snapshot, path, offset) {
        Some(Target::Term { taxonomy, text, .. }) => term::rename(snapshot, site, taxonomy, &text, new),
        Some(_) => Err(nothing()),
        None => match named(snapshot, path, offset).ok_or_else(nothing)? {
            (Subject::Anchor { path, id }, ..) => heading::rename(snapshot, site, &path, &id, new),
            (Subject::Footnote(label), _, view) => footnote::rename(&view, &label, new),
            _ => Err(nothing()),
        },
    }
}

/// The heading or footnote at byte `offset`, its bytes, and the post. A link counts only on its fragment.
fn named(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<(Subject, Span, PostView)> {
    let view = snapshot.post(path)?;
    let (subject, span) = crate::features::links::subject(snapshot, &view, offset)?;
    let is_nameable = match &subject {
        Subject::Anchor { .. } => span.touches(offset) || !is_in_link(&view, offset),
        Subject::Footnote(_) => true,
        Subject::Page(_) | Subject::File(_) => false,
    };
    is_nameable.then_some((subject, span, view))
}

fn is_in_link(view: &PostView, offset: usize) -> bool {
    crate::features::links::at(view, offset).is_some()
}

pub use files::{keep_address, move_files};
pub use term::rename as rename_term;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_all;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    /// Renames the term under the cursor and prints each changed file as it is afterwards.
    fn check(fixture: &str, new: &str, expected: Expect) {
        let fixture = Fixture::new(fixture);
        let snapshot = fixture.snapshot();
        let mut out = String::new();
        match rename(&snapshot, &fixture.path, fixture.offset, new) {
            Err(why) => out.push_str(&why),
            Ok(rename) => {
                if let Some(spelling) = &rename.merges_into {
                    let _ = writeln!(out, "merges into {spelling}");
                }
                for file in &rename.files {
                    let site = snapshot.site_of(&file.path).unwrap();
                    let text = snapshot.text_of(site, &site.relative(&file.path).unwrap()).unwrap();
                    let edits: Vec<Edit> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
                    let kinds: Vec<Change> = file.edits.iter().map(|(change, _)| *change).collect();
                    let _ = writeln!(out, "//- {} {kinds:?}", file.path.display());
                    out.push_str(&apply_all(&text, &edits));
                }
                for (from, to) in &rename.moves {
                    let _ = writeln!(out, "move {} to {}", from.display(), to.display());
                }
            }
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn every_list_form_in_every_format_and_only_the_token() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/a.md
---
tags:   [ \"shell$0script\" , go ]   # kept
---
//- /content/b.md
---
tags:
  # kept
  - ShellScript
  - 'shellscript 2'
---
//- /content/c.md
+++
tags = [
  'shellscript', # kept
  \"go\",
]
+++
//- /content/d.md
{\"tags\": [\"go\", \"shellscript\"]}
//- /content/e.md
---
tags: shellscript
---
//- /content/f.md
---
categories: [shellscript]
---
",
            "C: #1",
            expect![[r##"
                //- /content/a.md [Rename]
                ---
                tags:   [ "C: #1" , go ]   # kept
                ---
                //- /content/b.md [Rename]
                ---
                tags:
                  # kept
                  - "C: #1"
                  - 'shellscript 2'
                ---
                //- /content/c.md [Rename]
                +++
                tags = [
                  'C: #1', # kept
                  "go",
                ]
                +++
                //- /content/d.md [Rename]
                {"tags": ["go", "C: #1"]}
                //- /content/e.md [Rename]
                ---
                tags: "C: #1"
                ---
            "##]],
        );
    }

    #[test]
    fn renaming_onto_a_term_that_exists_merges_and_drops_the_double() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/a.md
---
tags: [shell, shell$0script, go]
---
//- /content/b.md
---
tags:
- shellscript
- shell
---
//- /content/c.md
---
tags: [shellscript]
---
",
            "shell",
            expect![[r#"
                merges into shell
                //- /content/a.md [Merge]
                ---
                tags: [shell, go]
                ---
                //- /content/b.md [Merge]
                ---
                tags:
                - shell
                ---
                //- /content/c.md [Rename]
                ---
                tags: [shell]
                ---
            "#]],
        );
    }

    #[test]
    fn a_term_with_an_address_of_its_own_is_renamed_in_its_label() {
        check(
            "\
//- /docusaurus.config.js
//- /blog/a.md
---
tags: [we$0b, go]
---
//- /blog/b.md
---
tags: [{label: web, permalink: /web}, x]
---
",
            "a, b",
            expect![[r#"
                //- /blog/a.md [Rename]
                ---
                tags: ["a, b", go]
                ---
                //- /blog/b.md [Rename]
                ---
                tags: [{label: "a, b", permalink: /web}, x]
                ---
            "#]],
        );
    }

    #[test]
    fn in_lines_of_metadata_only_the_part_between_the_commas_changes() {
        let site = "\
//- /pelicanconf.py
//- /content/a.md
Title: A, b
Tags: shell$0script, go ,  web dev

Tags: shellscript
//- /content/b.md
title: B
tags: go; shellscript; shell

//- /content/c.md
---
Tags: shellscript
---
Body
";
        check(
            site,
            "C: #1",
            expect![[r#"
                //- /content/a.md [Rename]
                Title: A, b
                Tags: C: #1, go ,  web dev

                Tags: shellscript
                //- /content/b.md [Rename]
                title: B
                tags: go; C: #1; shell

                //- /content/c.md [Rename]
                ---
                Tags: C: #1
                ---
                Body
            "#]],
        );
        check(
            site,
            "shell",
            expect![[r#"
                merges into shell
                //- /content/a.md [Rename]
                Title: A, b
                Tags: shell, go ,  web dev

                Tags: shellscript
                //- /content/b.md [Merge]
                title: B
                tags: go; shell

                //- /content/c.md [Rename]
                ---
                Tags: shell
                ---
                Body
            "#]],
        );
        check(
            site,
            "a, b",
            expect![
                "content/a.md writes its terms in one text, so “a, b” would become several terms there. Make it a list first, or choose another name."
            ],
        );
    }

    #[test]
    fn another_case_of_the_same_term_unifies_the_spellings() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/a.md
---
tags: [g$0o]
---
//- /content/b.md
---
tags: [Go]
---
",
            "Go",
            expect![[r#"
                //- /content/a.md [Rename]
                ---
                tags: [Go]
                ---
            "#]],
        );
    }

    #[test]
    fn its_page_moves_and_links_to_it_follow() {
        check(
            "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/tags/go/_index.md
---
title: Go
---
//- /content/a.md
---
tags: [g$0o]
---
See [all](/tags/go/) and [this](/tags/gopher/).
",
            "golang",
            expect![[r#"
                //- /content/a.md [Rename, Link]
                ---
                tags: [golang]
                ---
                See [all](/tags/golang/) and [this](/tags/gopher/).
                move /content/tags/go/_index.md to /content/tags/golang/_index.md
            "#]],
        );
    }

    #[test]
    fn a_text_that_would_fall_apart_into_words_becomes_a_list() {
        let posts = "\
//- /_config.yml
title: T
//- /_posts/2020-01-02-a.md
---
categories: ja$0va
---
//- /_posts/2020-01-03-b.md
---
category: java
---
//- /_posts/2020-01-04-c.md
---
categories: [java]
---
";
        check(
            posts,
            "java ee",
            expect![[r#"
            //- /_posts/2020-01-02-a.md [Rename]
            ---
            categories: [java ee]
            ---
            //- /_posts/2020-01-03-b.md [Rename]
            ---
            category: java ee
            ---
            //- /_posts/2020-01-04-c.md [Rename]
            ---
            categories: [java ee]
            ---
        "#]],
        );
        let words = format!("{posts}//- /_posts/2020-01-05-d.md\n---\ncategories: java web\n---\n");
        check(
            &words,
            "java ee",
            expect![
                "_posts/2020-01-05-d.md writes its terms in one text, so “java ee” would become several terms there. Make it a list first, or choose another name."
            ],
        );
    }

    #[test]
    fn an_empty_name_and_a_place_without_a_term_are_refused_in_words() {
        let post =
            "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/a.md\n---\ntags: [g$0o]\n---\n";
        check(post, "  ", expect!["A term needs a name."]);
        let prose = post.replace("$0", "") + "te$0xt\n";
        check(
            &prose,
            "x",
            expect![
                "There is nothing here that can be renamed: put the cursor on a term, a heading or a footnote."
            ],
        );
    }

    const LINKED: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/posts/b.md
[a](/posts/a/#the-oven) {{< relref \"a.md#the-oven\" >}} <a href=\"../a/#the-oven\">x</a> [b][a]

[a]: /posts/a/#the-oven-1
//- /content/posts/a.md
";

    #[test]
    fn a_heading_gets_an_id_and_links_follow_even_to_those_that_were_numbered_because_of_it() {
        check(
            &format!("{LINKED}## The ov$0en\n[x](#the-oven)\n## The oven\n"),
            "stove",
            expect![[r##"
                //- /content/posts/a.md [Rename, Link]
                ## The oven {#stove}
                [x](#stove)
                ## The oven
                //- /content/posts/b.md [Link, Link, Link, Link]
                [a](/posts/a/#stove) {{< relref "a.md#stove" >}} <a href="../a/#stove">x</a> [b][a]

                [a]: /posts/a/#the-oven
            "##]],
        );
    }

    #[test]
    fn an_id_of_its_own_is_edited_from_a_link_too() {
        let expected = || {
            expect![[r##"
            //- /content/posts/a.md [Rename, Link]
            ## Oven {.x #stove}
            [x](#stove)
            //- /content/posts/b.md [Link, Link, Link]
            [a](/posts/a/#stove) {{< relref "a.md#stove" >}} <a href="../a/#stove">x</a> [b][a]

            [a]: /posts/a/#the-oven-1
        "##]]
        };
        check(&format!("{LINKED}## Oven {{.x #the-o$0ven}}\n[x](#the-oven)\n"), "stove", expected());
        check(&format!("{LINKED}## Oven {{.x #the-oven}}\n[x](#the-o$0ven)\n"), "stove", expected());
    }

    #[test]
    fn ids_that_are_taken_or_no_words_are_refused() {
        let post = format!("{LINKED}## O$0ne\n## Two\n");
        check(&post, "two", expect!["Something else on this page has the id `two`."]);
        check(
            &post,
            "a b",
            expect!["`a b` cannot be an id: it has to be one word without brackets and quotes."],
        );
        let off = "[markup.goldmark.parser.attribute]\ntitle = false\n//- /content/posts/b.md";
        check(
            &post.replace("//- /content/posts/b.md", off),
            "x",
            expect!["On this site headings get their ids from their texts alone."],
        );
    }

    #[test]
    fn ids_of_headings_are_written_as_the_generator_reads_them() {
        check(
            "\
//- /config.toml
base_url = 'https://example.org'
skip_content_templating = []
//- /content/b.md
+++
+++
[a](@/a.md#the-oven)
//- /content/a.md
+++
+++
## The ov$0en
[x](#the-oven)
",
            "stove",
            expect![[r#"
                //- /content/a.md [Rename, Link]
                +++
                +++
                ## The oven { #stove }
                [x](#stove)
                //- /content/b.md [Link]
                +++
                +++
                [a](@/a.md#stove)
            "#]],
        );
        let jekyll = "//- /_config.yml\ntitle: T\n//- /_posts/2020-01-02-b.md\n[a]({% post_url 2020-01-01-a %}#the-oven)\n//- /_posts/2020-01-01-a.md\n---\n---\n";
        check(
            &format!("{jekyll}## The ov$0en\n[x](#the-oven)\n\n## The oven\n"),
            "stove",
            expect![[r#"
                //- /_posts/2020-01-01-a.md [Rename, Link]
                ---
                ---
                ## The oven {#stove}
                [x](#stove)

                ## The oven
                //- /_posts/2020-01-02-b.md [Link]
                [a]({% post_url 2020-01-01-a %}#stove)
            "#]],
        );
        check(
            &format!("{jekyll}## The stove and the ov$0en\n{{: .big #the-oven}}\n\n[x](#the-oven)\n"),
            "stove",
            expect![[r#"
                //- /_posts/2020-01-01-a.md [Rename, Link]
                ---
                ---
                ## The stove and the oven
                {: .big #stove}

                [x](#stove)
                //- /_posts/2020-01-02-b.md [Link]
                [a]({% post_url 2020-01-01-a %}#stove)
            "#]],
        );
    }

    #[test]
    fn a_footnote_gets_another_label_everywhere_but_in_code() {
        check(
            &format!(
                "{LINKED}A[^$01] `[^1]` {{{{< x >}}}}b[^1]{{{{< /x >}}}} c[^12].\n\n[^1]: x\n[^12]: y\n"
            ),
            "note",
            expect![[r#"
                //- /content/posts/a.md [Rename, Rename, Rename]
                A[^note] `[^1]` {{< x >}}b[^note]{{< /x >}} c[^12].

                [^note]: x
                [^12]: y
            "#]],
        );
        check(
            &format!("{LINKED}A[^1$0]\n\n[^1]: x\n[^2]: y\n"),
            "2",
            expect!["There is a footnote `2` already."],
        );
    }
}
