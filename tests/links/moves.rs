//! Posts that move: afterwards the site that Hugo builds has no dead link that it did not have.

use super::built::Built;
use frontis::features::links::resolved;
use frontis::features::rename::move_files;
use frontis::site::model::PageKind;
use frontis::site::publish::PublishState;
use frontis::text::{Edit, apply_all};
use frontis::world::{Settings, Snapshot, World, scan};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A small site with every way to link to a post.
const SMALL: &[(&str, &str)] = &[
    (
        "hugo.toml",
        "baseURL = 'https://example.org/'\ndisableKinds = ['taxonomy', 'term', 'RSS']\n[markup.goldmark.renderer]\nunsafe = true\n",
    ),
    (
        "content/posts/trip/index.md",
        "---\ntitle: Trip\n---\n## Home\n![l](lake.png) [b](../bread/) [c](/notes/deep/cake/) {{< relref \"bread.md\" >}}\n",
    ),
    ("content/posts/trip/lake.png", "x"),
    (
        "content/posts/bread.md",
        "---\ntitle: Bread\n---\n[t](../trip/#home) [u](/posts/trip/) ![l](/posts/trip/lake.png) [r]({{< ref \"posts/trip\" >}}) [s][x] <a href=\"../trip\">t</a> [d](/gone/)\n\n[x]: /posts/trip/#home\n",
    ),
    (
        "content/notes/deep/cake.md",
        "---\ntitle: Cake\n---\n[t](../../../posts/trip/) {{< relref \"trip/index.md#home\" >}} [b](https://example.org/posts/bread/)\n",
    ),
];

#[test]
fn no_link_dies_when_a_post_of_a_small_site_moves() {
    let Some(hugo) = super::hugo() else {
        eprintln!("SKIPPED: set FRONTIS_HUGO to the program");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in SMALL {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    for (from, to) in [
        ("content/posts/trip", "content/posts/journey"),
        ("content/posts/trip", "content/notes/far/trip"),
        ("content/posts/bread.md", "content/notes/loaf.md"),
        ("content/notes/deep", "content/posts/high"),
        ("content/posts", "content/blog"),
    ] {
        let built = Built::new(&hugo, folder.path()).unwrap();
        let (before, after) = moved(&hugo, &built, &[(from.to_owned(), to.to_owned())]);
        assert!(before.contains("/gone"), "{before:?}");
        assert_eq!(after, before, "{from} to {to}");
    }
}

#[test]
fn no_link_dies_when_the_most_linked_post_of_a_real_site_moves() {
    let Some((hugo, sites)) = super::available() else { return };
    for site in &sites {
        let built = match Built::new(&hugo, site) {
            Ok(built) => built,
            Err(why) => {
                eprintln!("SKIPPED {}: {why}", site.display());
                continue;
            }
        };
        let Some((from, to, links)) = most_linked(&scanned(&built), &built.site()) else { continue };
        let (before, after) = moved(&hugo, &built, &[(from.clone(), to.clone())]);
        let new: Vec<&String> = after.difference(&before).collect();
        eprintln!(
            "{}: {from} to {to}, {links} links, {} dead before, new: {new:?}",
            site.display(),
            before.len()
        );
        assert!(new.is_empty(), "{}: {new:?}", site.display());
    }
}

fn scanned(built: &Built) -> Snapshot {
    let mut world = World::default();
    world.install(scan::scan(&[built.site()], &Settings::default()));
    world.snapshot()
}

/// The dead links of the site before and after files move, and the links with them.
fn moved(hugo: &Path, built: &Built, moves: &[(String, String)]) -> (BTreeSet<String>, BTreeSet<String>) {
    let before = built.all_dead();
    let root = built.site();
    let moves: Vec<(PathBuf, PathBuf)> =
        moves.iter().map(|(from, to)| (root.join(from), root.join(to))).collect();
    for file in move_files(&scanned(built), &moves).files {
        let edits: Vec<Edit> = file.edits.iter().map(|(_, edit)| edit.clone()).collect();
        fs::write(&file.path, apply_all(&file.text, &edits)).unwrap();
    }
    for (from, to) in &moves {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(from, to).unwrap();
    }
    built.again(hugo).unwrap();
    (before, built.all_dead())
}

/// The folder or file of the post that most other posts link to, a new name for it, and the number of links; bundles
/// first.
fn most_linked(snapshot: &Snapshot, root: &Path) -> Option<(String, String, usize)> {
    let site = snapshot.sites().iter().find(|site| site.root == root)?;
    let mut links: BTreeMap<String, usize> = BTreeMap::new();
    for path in site.files.paths().iter().filter(|path| path.ends_with(".md")) {
        let Some(view) = snapshot.post_in(site, path) else { continue };
        for link in resolved(&view).iter().filter_map(|link| link.target()) {
            *links.entry(link.to_string()).or_default() += usize::from(**link != **path);
        }
    }
    let counted = links.into_iter().filter_map(|(path, count)| {
        let post = site.corpus.post_at(&path)?;
        let is_published = site.model.publication(&post.page, snapshot.now).state == PublishState::Published;
        let kind = post.page.kind.filter(|_| is_published)?;
        matches!(kind, PageKind::Single | PageKind::LeafBundle).then_some((
            kind == PageKind::LeafBundle,
            count,
            path,
        ))
    });
    let (is_bundle, count, path) = counted.filter(|(_, count, _)| *count > 0).max()?;
    let (from, end) = match is_bundle {
        true => (path.rsplit_once('/')?.0.to_owned(), ""),
        false => (path.clone(), ".md"),
    };
    let to = format!("{}-elsewhere{end}", from.strip_suffix(end)?);
    Some((from, to, count))
}
