//! Files that move: the links to their pages follow, those of a moved page itself too, and the old address stays alive.

use super::{Change, FileEdits, Rename};
use crate::features::links::{self, Resolved, relative};
use crate::site::RelPath;
use crate::site::link::{Destination, LinkForm, escaped, is_external, join};
use crate::site::model::FileRole;
use crate::syntax::front_matter::{Entry, Format, FrontMatter};
use crate::text::{Edit, Span};
use crate::world::{PostView, Site, Snapshot};
use percent_encoding::percent_decode_str;
use std::path::PathBuf;
use std::sync::Arc;

/// The edits that keep links alive when files or folders move from one absolute path to another. They are for the texts
/// before the move.
pub fn move_files(snapshot: &Snapshot, moves: &[(PathBuf, PathBuf)]) -> Rename {
    let mut files = Vec::new();
    for site in snapshot.sites() {
        let moved = moved_files(site, moves);
        let moved: Vec<Moved> =
            moved.into_iter().map(|(from, to)| Moved::new(snapshot, site, from, to)).collect();
        if moved.iter().any(Moved::matters) {
            let names = moved.iter().map(|file| &*file.from);
            for path in links::mentioning(snapshot, site, names) {
                files.extend(edits_of(snapshot, site, &path, &moved));
            }
        }
    }
    files.sort_by(|a: &FileEdits, b| a.path.cmp(&b.path));
    Rename { files, ..Rename::default() }
}

/// Every file of the site that moves, with its new path.
fn moved_files(site: &Site, moves: &[(PathBuf, PathBuf)]) -> Vec<(RelPath, RelPath)> {
    let mut found = Vec::new();
    for (from, to) in moves {
        let (Some(from), Some(to)) = (site.relative(from), site.relative(to)) else { continue };
        let below = format!("{from}/");
        for path in site.files.paths() {
            if **path == *from {
                found.push((path.clone(), RelPath::from(to.as_str())));
            } else if let Some(rest) = path.strip_prefix(&below) {
                found.push((path.clone(), RelPath::from(format!("{to}/{rest}"))));
            }
        }
    }
    found
}

/// A file that moves, and its address before and after.
struct Moved {
    from: RelPath,
    to: RelPath,
    /// `None` for a file that has no address of its own: one beside a post moves along with it.
    addresses: Option<(String, String)>,
    is_page: bool,
}

impl Moved {
    fn new(snapshot: &Snapshot, site: &Arc<Site>, from: RelPath, to: RelPath) -> Moved {
        let roles = (site.model.classify(&from), site.model.classify(&to));
        let is_page = matches!(roles, (FileRole::Page(_), FileRole::Page(_)));
        let addresses = match roles {
            (FileRole::Page(_), FileRole::Page(_)) => page_addresses(snapshot, site, &from, &to),
            (FileRole::Static(from), FileRole::Static(to)) => Some((from, to)),
            _ => None,
        };
        Moved { from, to, addresses, is_page }
    }

    fn changes(&self) -> bool {
        self.addresses.as_ref().is_some_and(|(from, to)| from != to)
    }

    /// Whether links may have to follow: those that name its address, or a page by its file.
    fn matters(&self) -> bool {
        self.changes() || self.is_page
    }

    fn is_page_folder(&self) -> bool {
        self.addresses.as_ref().is_some_and(|(from, _)| from.ends_with('/'))
    }

    /// The new form of an address at or below this one.
    fn follow(&self, address: &str) -> Option<String> {
        let (from, to) = self.addresses.as_ref()?;
        if address.trim_end_matches('/') == from.trim_end_matches('/') {
            let has_slash = address.ends_with('/');
            return Some(if has_slash { to.clone() } else { to.trim_end_matches('/').to_owned() });
        }
        let rest = address.strip_prefix(from.as_str()).filter(|_| self.is_page_folder())?;
        Some(format!("{to}{rest}"))
    }
}

fn page_addresses(snapshot: &Snapshot, site: &Arc<Site>, from: &str, to: &str) -> Option<(String, String)> {
    let view = snapshot.post_in(site, from)?;
    let old = view.post.page.url.as_ref()?;
    let new = site.model.page(to, view.document.front_matter(), &view.text).url?;
    Some((old.to_string(), new.to_string()))
}

fn edits_of(snapshot: &Snapshot, site: &Arc<Site>, path: &str, moved: &[Moved]) -> Option<FileEdits> {
    let own = moved.iter().find(|file| *file.from == *path);
    let view = snapshot.post_in(site, path)?;
    let mut edits: Vec<(Change, Edit)> = links::resolved(&view)
        .iter()
        .filter_map(|link| Some((Change::Link, retarget(&view, own, moved, link)?)))
        .collect();
    edits.extend(own.and_then(|own| Some((Change::Alias, keep_moved(&view, own)?))));
    edits.sort_by_key(|(_, edit)| edit.span);
    edits.dedup_by(|a, b| a.1.span == b.1.span);
    (!edits.is_empty()).then(|| FileEdits {
        path: view.absolute(),
        version: view.version,
        text: view.text.clone(),
        edits,
    })
}

fn retarget(view: &PostView, own: Option<&Moved>, moved: &[Moved], link: &Resolved) -> Option<Edit> {
    let span = link.link.path_span(&view.text).filter(|span| !span.is_empty())?;
    let written = span.of(&view.text);
    // A tag in a destination is a link of its own.
    if written.contains("{%") {
        return None;
    }
    if link.link.form == LinkForm::Beside {
        return None;
    }
    let target = link.target()?;
    let file = moved.iter().find(|file| file.from == *target);
    if link.link.form == LinkForm::Lookup || is_file_name(view, link, written) {
        let new = file.and_then(|file| by_file(written, file)).filter(|new| new != written);
        return new.map(|new| Edit::replace(span, new));
    }
    let (before, after) = match own.and_then(|own| own.addresses.as_ref()) {
        Some((from, to)) => (from.clone(), to.clone()),
        None => view.post.page.url.as_ref().map(|url| (url.to_string(), url.to_string()))?,
    };
    let written = percent_decode_str(written).decode_utf8_lossy().into_owned();
    let is_from_top = written.starts_with('/') || written.contains("{{") || is_external(&written);
    let old = if is_from_top { written.clone() } else { join(&before, &written) };
    let new = match is_from_top {
        // The address of what moves may end that of something else, such as a translation: `/fr/posts/trip/`.
        true => file.and_then(|_| moved.iter().find_map(|file| in_address(&old, file)))?,
        false => moved.iter().find_map(|file| file.follow(&old)).unwrap_or_else(|| old.clone()),
    };
    let new = if is_from_top { new } else { relative(&after, &new) };
    let is_same = if is_from_top { new == written } else { join(&after, &written) == join(&after, &new) };
    let new = if new.contains("{{") { new } else { escaped(&new) };
    (!is_same).then(|| Edit::replace(span, new))
}

/// Whether a Markdown link names a file and a hook finds its page.
fn is_file_name(view: &PostView, link: &Resolved, written: &str) -> bool {
    matches!(link.destination, Destination::Page(_))
        && written.ends_with(".md")
        && view.post.page.url.is_some()
}

/// An address from the top, maybe below a host and the folder of the site.
fn in_address(written: &str, file: &Moved) -> Option<String> {
    let (from, _) = file.addresses.as_ref()?;
    let at = written.find(from.trim_end_matches('/'))?;
    let (head, rest) = written.split_at(at);
    let (address, tail) = rest.split_at(rest.find(['"', '\'']).unwrap_or(rest.len()));
    Some(format!("{head}{}{tail}", file.follow(address)?))
}

/// The path of the file in a look-up, with the part that the move changes replaced.
fn by_file(written: &str, file: &Moved) -> Option<String> {
    if let Some(whole) = by_whole_path(written, file) {
        return Some(whole);
    }
    let (from, to) = changed_part(&file.from, &file.to);
    let (bare_from, bare_to) = (without_extension(from), without_extension(to));
    let at = written.rfind(bare_from).filter(|_| !bare_from.is_empty())?;
    let rest = written.get(at + bare_from.len()..)?;
    Some(format!("{}{bare_to}{rest}", written.get(..at)?))
}

/// The same for a path that counts from some folder above the file, such as that of all content, with or without the
/// extension: `@/blog/a.md`, `posts/a`, `2024-01-02-hello`.
fn by_whole_path(written: &str, file: &Moved) -> Option<String> {
    let path = percent_decode_str(written.trim_start_matches(['@', '/'])).decode_utf8().ok()?;
    let has_name = !path.is_empty() && !path.starts_with('.');
    let stem = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let pairs = [(file.from.to_string(), file.to.to_string()), (stem(&file.from), stem(&file.to))];
    let (above, to) = pairs.iter().filter(|_| has_name).find_map(|(from, to)| {
        let above = from.strip_suffix(&*path)?;
        (above.is_empty() || above.ends_with('/')).then_some((above, to))
    })?;
    let marks = written.get(..written.len() - written.trim_start_matches(['@', '/']).len())?;
    let new = match to.strip_prefix(above) {
        Some(below) => below,
        // A name alone is found in any folder.
        None if !path.contains('/') => to.rsplit('/').next()?,
        None => return None,
    };
    Some(format!("{marks}{}", escaped(new)))
}

/// The parts of two paths between the folders that they share at both ends.
fn changed_part<'p>(from: &'p str, to: &'p str) -> (&'p str, &'p str) {
    let same = from.char_indices().zip(to.chars()).take_while(|((_, a), b)| a == b);
    let slash = same.filter(|((_, c), _)| *c == '/').last().map_or(0, |((at, _), _)| at + 1);
    let (from, to) = (from.get(slash..).unwrap_or(from), to.get(slash..).unwrap_or(to));
    match (from.rsplit_once('/'), to.rsplit_once('/')) {
        (Some((a, x)), Some((b, y))) if x == y => (a, b),
        _ => (from, to),
    }
}

fn without_extension(path: &str) -> &str {
    path.strip_suffix(".md").unwrap_or(path)
}

/// Adds the old address to the aliases of a page that moves.
fn keep_moved(view: &PostView, own: &Moved) -> Option<Edit> {
    let (old, _) = own.addresses.as_ref().filter(|_| own.changes())?;
    keep_address(view, old)
}

/// Adds an address to the aliases of a post, where the generator has such a field and it is not among them.
pub fn keep_address(view: &PostView, old: &str) -> Option<Edit> {
    let has_aliases = view.site.model.fields().iter().any(|field| field.name == "aliases");
    let front = view.document.front_matter().filter(|_| has_aliases)?;
    if view.post.page.aliases.contains(&old.into()) {
        return None;
    }
    match front.get_ci(&["aliases"]) {
        Some(entry) => added(view, entry, old),
        None => new_field(front, old),
    }
}

/// One more item, written as the others are; a text alone becomes a list.
fn added(view: &PostView, entry: &Entry, old: &str) -> Option<Edit> {
    let value = &entry.value;
    let Some((first, last)) = value.items().first().zip(value.items().last()) else {
        let written = value.span.of(&view.text).trim();
        let text = match written {
            "" => format!(" [\"{old}\"]"),
            "[]" => format!("[\"{old}\"]"),
            text => format!("[{text}, \"{old}\"]"),
        };
        return value.map().is_none().then(|| Edit::replace(value.span, text));
    };
    let between = Span::new(value.span.start(), first.span.start()).of(&view.text);
    let text = match between.contains('-') && !between.contains('[') {
        true => format!("\n{}- \"{old}\"", indent(&view.text, last.span.start())),
        false => format!(", \"{old}\""),
    };
    Some(Edit::replace(Span::empty(last.span.end()), text))
}

/// The blanks before the dash of the list's last item.
fn indent(text: &str, at: usize) -> String {
    let line = crate::features::edits::line_at(text, at).of(text);
    line.chars().take_while(|c| *c == ' ').collect()
}

/// A line of its own at the top, where no table has begun yet.
fn new_field(front: &FrontMatter, old: &str) -> Option<Edit> {
    let at = Span::empty(front.inner.start());
    match front.format {
        Format::Yaml => Some(Edit::replace(at, format!("aliases: [\"{old}\"]\n"))),
        Format::Toml => Some(Edit::replace(at, format!("aliases = [\"{old}\"]\n"))),
        Format::Json => Some(Edit::replace(at, format!("\n  \"aliases\": [\"{old}\"],"))),
        Format::Org | Format::Metadata => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_all;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    fn check(from: &str, to: &str, fixture: &str, expected: Expect) {
        let fixture = Fixture::new(&format!("//- /hugo.toml\nbaseURL = 'https://example.org/'\n{fixture}"));
        let moves = [(PathBuf::from(from), PathBuf::from(to))];
        let rename = move_files(&fixture.snapshot(), &moves);
        let shown: String = rename
            .files
            .iter()
            .map(|file| {
                let edits: Vec<Edit> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
                format!("//- {}\n{}", file.path.display(), apply_all(&file.text, &edits))
            })
            .collect();
        expected.assert_eq(&shown);
    }

    #[test]
    fn links_follow_a_folder_and_the_old_address_stays() {
        check(
            "/content/posts/trip",
            "/content/posts/journey",
            "\
//- /content/posts/trip/index.md
---
title: T
---
![x](lake.png) [b](../b/)
//- /content/posts/trip/lake.png
x
//- /content/posts/b.md
[t](/posts/trip/#x) [t](../trip/) ![l](/posts/trip/lake.png) {{< relref \"posts/trip/index.md\" >}} [o](/posts/trips/)
",
            expect![[r#"
                //- /content/posts/b.md
                [t](/posts/journey/#x) [t](../journey/) ![l](/posts/journey/lake.png) {{< relref "posts/journey/index.md" >}} [o](/posts/trips/)
                //- /content/posts/trip/index.md
                ---
                aliases: ["/posts/trip/"]
                title: T
                ---
                ![x](lake.png) [b](../b/)
            "#]],
        );
    }

    #[test]
    fn a_page_that_goes_elsewhere_takes_its_own_links_along() {
        check(
            "/content/posts/a.md",
            "/content/notes/deep/a.md",
            "\
//- /content/posts/a.md
---
title: A
aliases:
  - /x/
---
[b](../b/) [c](/posts/b/)
//- /content/posts/b.md
[a](../a/)
",
            expect![[r#"
                //- /content/posts/a.md
                ---
                title: A
                aliases:
                  - /x/
                  - "/posts/a/"
                ---
                [b](../../../posts/b/) [c](/posts/b/)
                //- /content/posts/b.md
                [a](../../notes/deep/a/)
            "#]],
        );
    }

    #[test]
    fn links_to_a_translation_that_stays_are_left_alone() {
        check(
            "/content/en/trip.md",
            "/content/en/journey.md",
            "\
//- /config/_default/hugo.toml
[languages.en]
contentDir = 'content/en'
[languages.fr]
contentDir = 'content/fr'
//- /content/en/trip.md
# T
//- /content/en/a.md
[t](/trip/) [u](/fr/trip/)
//- /content/fr/trip.md
# T
//- /content/fr/b.md
[t](/fr/trip/) [u](https://example.org/fr/trip/)
",
            expect![[r#"
                //- /content/en/a.md
                [t](/journey/) [u](/fr/trip/)
            "#]],
        );
    }

    #[test]
    fn an_address_of_its_own_does_not_move() {
        check(
            "/content/posts/a.md",
            "/content/posts/z.md",
            "//- /content/posts/a.md\n---\nurl: /fixed/\n---\n//- /content/posts/b.md\n[a](/fixed/)\n",
            expect![""],
        );
    }
}
