//! `frontis tags rename`: the rename of an editor, shown as a diff or written to the disk.

use super::{Format, workspace, write};
use crate::cli::workspace::{Workspace, shown};
use crate::cli::{diff, output};
use crate::features::counts::count;
use crate::features::diagnostics::nearest;
use crate::features::rename::{Change, FileEdits, Rename, rename_term};
use crate::site::model::Taxonomy;
use crate::text::{Edit, LineIndex};
use crate::world::Site;
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `rename` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The term, in any spelling that the generator takes for the same.
    #[arg(value_name = "OLD")]
    old: String,
    /// Its new name. A term that exists already takes in the posts of the old one.
    #[arg(value_name = "NEW")]
    new: String,
    /// A site, or a folder in or above one; the current folder when none is given.
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Where the term belongs, such as `tags`; needed when several taxonomies have it.
    #[arg(long, value_name = "NAME")]
    taxonomy: Option<String>,
    /// Change the posts and move the page of the term, instead of showing a diff.
    #[arg(long)]
    write: bool,
    /// Change the links to the page of the term as well.
    #[arg(long)]
    links: bool,
    /// How to print what changes.
    #[arg(long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    pub colors: output::Colors,
}

/// Shows or writes the rename, for the one site at the path that has the term.
///
/// # Errors
/// No such term, or several; a name that cannot be one; a file that is no longer what was read.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let workspace = workspace(arguments.path.as_ref())?;
    let (place, rename, links) = prepare(&workspace, arguments)?;
    if arguments.write {
        write::write(&rename)?;
    }
    let mut out = output::stdout();
    match arguments.format {
        Format::Json => print_json(&mut out, &place, &rename, arguments)?,
        Format::Text if arguments.write => print_written(&mut out, &place.site, &rename)?,
        Format::Text => print_diff(&mut out, &place.site, &rename)?,
    }
    let said = summary(arguments, &rename, links);
    match arguments.format {
        Format::Json => {}
        Format::Text if arguments.write => writeln!(out, "{said}")?,
        // Not among the diff, which may go to `git apply`.
        Format::Text => output::complain(&said),
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The place of the term, the rename, and the number of links that it leaves alone.
fn prepare(workspace: &Workspace, arguments: &Arguments) -> io::Result<(Place, Rename, usize)> {
    let place = Place::find(workspace, arguments)?;
    let rename =
        rename_term(&workspace.snapshot, &place.site, place.taxonomy, &arguments.old, &arguments.new);
    let mut rename = rename.map_err(|why| io::Error::other(sentence(&why)))?;
    let links = if arguments.links { 0 } else { leave_links(&mut rename) };
    Ok((place, rename, links))
}

/// Where the term is.
struct Place {
    site: Arc<Site>,
    taxonomy: usize,
}

impl Place {
    fn find(workspace: &Workspace, arguments: &Arguments) -> io::Result<Place> {
        let sites = workspace.sites();
        let mut places = Vec::new();
        for site in &sites {
            let wanted = taxonomies(site, arguments.taxonomy.as_deref());
            let key = site.model.term_key(&arguments.old);
            let found = wanted.filter(|(taxonomy, _)| site.corpus.terms.get(*taxonomy, &key).is_some());
            places.extend(found.map(|(taxonomy, _)| Place { site: site.clone(), taxonomy }));
        }
        match places.len() {
            0 => Err(io::Error::other(no_such_term(&sites, arguments))),
            1 => Ok(places.remove(0)),
            _ => Err(io::Error::other(several(&places, &arguments.old))),
        }
    }

    fn name(&self) -> &str {
        self.site.model.taxonomies().get(self.taxonomy).map_or("", |taxonomy| &taxonomy.name)
    }
}

/// The taxonomies of that name with their places in the model's list; all when none is named.
fn taxonomies<'a>(site: &'a Site, name: Option<&'a str>) -> impl Iterator<Item = (usize, &'a Taxonomy)> {
    let all = site.model.taxonomies().iter().enumerate();
    all.filter(move |(_, taxonomy)| name.is_none_or(|name| taxonomy.name == *name))
}

fn no_such_term(sites: &[Arc<Site>], arguments: &Arguments) -> String {
    let wanted = arguments.taxonomy.as_deref();
    let mut known: Vec<&str> =
        sites.iter().flat_map(|site| site.model.taxonomies()).map(|it| &*it.name).collect();
    known.dedup();
    if let Some(name) = wanted.filter(|name| !known.contains(name)) {
        return format!("there is no taxonomy `{name}` here, only {}", known.join(", "));
    }
    let mut labels: Vec<&str> = Vec::new();
    for site in sites {
        for (taxonomy, _) in taxonomies(site, wanted) {
            labels.extend(site.corpus.terms.of(taxonomy).map(|(_, term)| term.label().as_str()));
        }
    }
    labels.sort_unstable();
    let hint = nearest(&arguments.old, labels).map_or_else(
        || "`frontis tags` lists them all".to_string(),
        |near| format!("did you mean `{near}`?"),
    );
    format!("no post has the term `{}`; {hint}", arguments.old)
}

fn several(places: &[Place], term: &str) -> String {
    let first = places.first().map(|place| &place.site.root);
    if places.iter().all(|place| Some(&place.site.root) == first) {
        let names: Vec<&str> = places.iter().map(Place::name).collect();
        return format!("`{term}` is one of {}; say which with --taxonomy", names.join(" and one of "));
    }
    let roots: Vec<String> = places.iter().map(|place| shown(&place.site.root)).collect();
    format!("several sites have `{term}`; name one of them: {}", roots.join(", "))
}

/// Errors on the command line go on from its name, without a capital letter and a full stop.
fn sentence(why: &str) -> String {
    let mut letters = why.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// Takes the edits of links out; how many there were.
fn leave_links(rename: &mut Rename) -> usize {
    let all: usize = rename.files.iter().map(|file| file.edits.len()).sum();
    for file in &mut rename.files {
        file.edits.retain(|(change, _)| *change != Change::Link);
    }
    rename.files.retain(|file| !file.edits.is_empty());
    all - rename.files.iter().map(|file| file.edits.len()).sum::<usize>()
}

fn print_diff(out: &mut impl Write, site: &Site, rename: &Rename) -> io::Result<()> {
    for file in &rename.files {
        diff::print(out, &relative(site, &file.path), &file.text, &write::edited(file))?;
    }
    for (from, to) in &rename.moves {
        diff::print_move(out, &relative(site, from), &relative(site, to))?;
    }
    Ok(())
}

fn print_written(out: &mut impl Write, site: &Site, rename: &Rename) -> io::Result<()> {
    for file in &rename.files {
        writeln!(out, "{}", relative(site, &file.path))?;
    }
    for (from, to) in &rename.moves {
        writeln!(out, "{} -> {}", relative(site, from), relative(site, to))?;
    }
    Ok(())
}

fn relative(site: &Site, path: &Path) -> String {
    site.relative(path).map_or_else(|| path.display().to_string(), |path| path.to_string())
}

/// `would merge `shellscript` into `shell`, which posts have already, in 11 files; nothing is written without --write`.
fn summary(arguments: &Arguments, rename: &Rename, links: usize) -> String {
    if rename.files.is_empty() && rename.moves.is_empty() {
        return format!("every post says `{}` already", arguments.new);
    }
    let (old, files) = (&arguments.old, count(rename.files.len(), "file"));
    let would = if arguments.write { "" } else { "would " };
    let past = |verb: &str| if arguments.write { format!("{verb}d") } else { verb.to_string() };
    let mut said = match &rename.merges_into {
        None => format!("{would}{} `{old}` to `{}` in {files}", past("rename"), arguments.new),
        Some(known) => {
            format!("{would}{} `{old}` into `{known}`, which posts have already, in {files}", past("merge"))
        }
    };
    if links > 0 {
        said += &format!("; {} to its page left alone: --links changes them too", count(links, "link"));
    }
    if !arguments.write {
        said += "; nothing is written without --write";
    }
    said
}

/// The whole rename.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Printed<'a> {
    site: String,
    taxonomy: &'a str,
    from: &'a str,
    to: &'a str,
    /// The term that exists under the new name.
    merges_into: Option<&'a str>,
    written: bool,
    files: Vec<PrintedFile<'a>>,
    moves: Vec<PrintedMove>,
}

/// One file with its edits.
#[derive(Debug, Serialize)]
struct PrintedFile<'a> {
    path: String,
    edits: Vec<PrintedEdit<'a>>,
}

/// One edit. Lines and columns count from 1, columns in characters; the end lies behind the last character.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PrintedEdit<'a> {
    /// `rename`, `merge` or `link`.
    kind: &'static str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    old: &'a str,
    new: &'a str,
}

/// One file that moves.
#[derive(Debug, Serialize)]
struct PrintedMove {
    from: String,
    to: String,
}

fn print_json(out: &mut impl Write, place: &Place, rename: &Rename, arguments: &Arguments) -> io::Result<()> {
    let site = &place.site;
    let file = |file| printed_file(site, file);
    let moved =
        |(from, to): &(PathBuf, PathBuf)| PrintedMove { from: relative(site, from), to: relative(site, to) };
    let printed = Printed {
        site: shown(&site.root),
        taxonomy: place.name(),
        from: &arguments.old,
        to: &arguments.new,
        merges_into: rename.merges_into.as_deref(),
        written: arguments.write,
        files: rename.files.iter().map(file).collect(),
        moves: rename.moves.iter().map(moved).collect(),
    };
    writeln!(out, "{}", serde_json::to_string(&printed).map_err(io::Error::other)?)
}

fn printed_file<'a>(site: &Site, file: &'a FileEdits) -> PrintedFile<'a> {
    let lines = LineIndex::new(&file.text);
    let edits = file.edits.iter().map(|(change, edit)| printed_edit(&lines, &file.text, *change, edit));
    PrintedFile { path: relative(site, &file.path), edits: edits.collect() }
}

fn printed_edit<'a>(lines: &LineIndex<'_>, text: &'a str, change: Change, edit: &'a Edit) -> PrintedEdit<'a> {
    let (start, end) = (lines.locate(edit.span.start()), lines.locate(edit.span.end()));
    PrintedEdit {
        kind: match change {
            Change::Rename => "rename",
            Change::Merge => "merge",
            Change::Link => "link",
            Change::Alias => "alias",
        },
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        old: edit.span.of(text),
        new: &edit.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use expect_test::{Expect, expect};

    const SITE: &[(&str, &str)] = &[
        ("hugo.toml", "baseURL = 'https://example.org/'\n"),
        ("content/a.md", "---\ntags: [go, shell]\n---\n"),
        ("content/b.md", "---\ntags:\n- sh # kept\n- 'go'\n---\n[all](/tags/go/)\n"),
        ("content/c.md", "---\ncategories: [sh, both]\ntags: both\n---\n"),
        ("content/tags/go/_index.md", "---\ntitle: Go\n---\n"),
    ];

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in SITE {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    /// What a command line would print, its summary or its error last.
    fn check(words: &str, expected: Expect) {
        let folder = site();
        let folder_name = folder.path().to_string_lossy();
        let words = std::iter::once("rename").chain(words.split(' ')).chain([&*folder_name]);
        let arguments = Line::parse_from(words).arguments;
        let mut out = Vec::new();
        let last = print(&mut out, &arguments).unwrap_or_else(|error| error.to_string());
        let printed = String::from_utf8(out).unwrap() + &last;
        expected.assert_eq(&anstream::adapter::strip_str(&printed).to_string());
    }

    fn print(out: &mut Vec<u8>, arguments: &Arguments) -> io::Result<String> {
        let workspace = workspace(arguments.path.as_ref())?;
        let (place, rename, links) = prepare(&workspace, arguments)?;
        print_diff(out, &place.site, &rename)?;
        Ok(summary(arguments, &rename, links))
    }

    #[test]
    fn a_dry_run_shows_the_diff_and_says_what_it_is() {
        check(
            "go golang",
            expect![[r#"
                --- a/content/a.md
                +++ b/content/a.md
                @@ -1,3 +1,3 @@
                 ---
                -tags: [go, shell]
                +tags: [golang, shell]
                 ---
                --- a/content/b.md
                +++ b/content/b.md
                @@ -1,6 +1,6 @@
                 ---
                 tags:
                 - sh # kept
                -- 'go'
                +- 'golang'
                 ---
                 [all](/tags/go/)
                diff --git a/content/tags/go/_index.md b/content/tags/golang/_index.md
                similarity index 100%
                rename from content/tags/go/_index.md
                rename to content/tags/golang/_index.md
                would rename `go` to `golang` in 2 files; 1 link to its page left alone: --links changes them too; nothing is written without --write"#]],
        );
    }

    #[test]
    fn a_merge_is_said() {
        check(
            "--taxonomy tags sh Shell",
            expect![[r#"
                --- a/content/b.md
                +++ b/content/b.md
                @@ -1,6 +1,6 @@
                 ---
                 tags:
                -- sh # kept
                +- Shell # kept
                 - 'go'
                 ---
                 [all](/tags/go/)
                would merge `sh` into `shell`, which posts have already, in 1 file; nothing is written without --write"#]],
        );
    }

    #[test]
    fn what_cannot_be_is_refused_in_words() {
        check("shel x", expect!["no post has the term `shel`; did you mean `shell`?"]);
        check("rust x", expect!["no post has the term `rust`; `frontis tags` lists them all"]);
        check("--taxonomy tag go x", expect!["there is no taxonomy `tag` here, only tags, categories"]);
        check("both x", expect!["`both` is one of tags and one of categories; say which with --taxonomy"]);
        check("shell shell", expect!["every post says `shell` already"]);
    }

    #[test]
    fn writing_changes_the_tokens_and_moves_the_page() {
        let folder = site();
        let name = folder.path().to_string_lossy();
        let line = ["rename", "--write", "--links", "go", "C: #", &name];
        run(&Line::parse_from(line).arguments).unwrap();
        let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
        assert_eq!(read("content/a.md"), "---\ntags: [\"C: #\", shell]\n---\n");
        assert_eq!(read("content/c.md"), SITE[3].1);
        assert!(read("content/b.md").starts_with("---\ntags:\n- sh # kept\n- 'C: #'\n---\n[all](/tags/"));
        assert_eq!(read("content/tags/c-#/_index.md"), SITE[4].1);
        assert!(!folder.path().join("content/tags/go").exists());
    }
}
