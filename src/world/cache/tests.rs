//! Starts with and without a cache, over a site that changes in between.

use super::*;
use crate::corpus::disk::DiskFiles;
use crate::site::RelPath;
use crate::world::paranoid::differences;
use crate::world::scan::{glimpse, scan};
use crate::world::site::Site;
use std::fs;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const SITE: &[(&str, &str)] = &[
    ("hugo.toml", "title = 'Blog'\n"),
    ("content/_index.md", "---\ntitle: Home\n---\n"),
    (
        "content/posts/a.md",
        "---\ntitle: A\ndate: 2026-01-01\ntags: [go, Web Dev]\n---\n# One\n[b](../b/) {{< x >}} words\n",
    ),
    (
        "content/posts/b.md",
        "---\ntitle: B\ntags: [zig]\ncover: b.png\n---\n## Two {#two}\n<a id=three></a>\n",
    ),
    ("content/posts/c/index.md", "+++\ntitle = 'C'\ntags = ['go']\n+++\n[e](https://example.org/)\n"),
    ("content/posts/c/c.png", ""),
    ("layouts/shortcodes/x.html", "{{ .Get 0 }}"),
    ("archetypes/default.md", "---\ntitle: x\n---\n"),
    ("docs/note.md", "---\ntags: [note]\n---\n"),
];

/// The post that the editor has open at each start.
const OPEN: &str = "content/posts/a.md";

/// A site on disk, and a folder for its cache.
struct Blog {
    home: tempfile::TempDir,
    kept: tempfile::TempDir,
}

/// What a start saw.
struct Seen {
    /// What was shown first, if it came from the cache.
    first: Option<Vec<Arc<Site>>>,
    /// What was shown when the files had been looked at.
    checked: Option<Vec<Arc<Site>>>,
    lesson: Lesson,
}

impl Seen {
    fn sites(&self) -> Vec<Arc<Site>> {
        self.lesson.sites().cloned().collect()
    }

    fn is_known(&self) -> bool {
        self.lesson.worth() == learn::Worth::Known
    }
}

/// The terms of each taxonomy with the number of their posts, and the keys with the number of theirs, a line each.
fn counts(site: &Site) -> (Vec<String>, Vec<String>) {
    let of = |taxonomy| {
        let terms = site.corpus.terms.of(taxonomy);
        terms.map(move |(key, term)| format!("{taxonomy} {key} {}", term.posts.len()))
    };
    let mut terms: Vec<String> = (0..site.model.taxonomies().len()).flat_map(of).collect();
    let keys = site.corpus.keys.all().keys();
    let mut keys: Vec<String> = keys.map(|(key, stats)| format!("{key} {}", stats.posts)).collect();
    terms.sort();
    keys.sort();
    (terms, keys)
}

impl Blog {
    fn new(files: &[(&str, &str)]) -> Blog {
        let blog = Blog { home: tempfile::tempdir().unwrap(), kept: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(path, text)| blog.put(path, text));
        blog
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from));
        self.put(path, &text.replace(from, to));
    }

    fn cache(&self) -> Cache {
        Cache::at(self.kept.path().join("frontis"))
    }

    fn cache_file(&self) -> PathBuf {
        self.cache().file(self.home.path()).unwrap()
    }

    /// What the server does when it starts, at a moment when all files have settled.
    fn start(&self) -> Seen {
        self.start_at(SystemTime::now() + Duration::from_secs(10))
    }

    fn start_at(&self, start: SystemTime) -> Seen {
        let client = Settings::default();
        let open = [self.path(OPEN)];
        let recalled = recall(&self.cache(), &[self.home.path().to_path_buf()], &open, &client);
        let first = recalled.as_ref().map(Recalled::sites);
        let mut checked = None;
        let folders = vec![DiskFiles::walk(self.home.path())];
        let mut lessons = match recalled {
            Some(_) => scan_with(folders, recalled, &client, start, |sites| checked = Some(sites)),
            None => {
                let first = glimpse(&folders, &client);
                deepen(folders, first, start)
            }
        };
        let lesson = lessons.remove(0);
        self.cache().keep(&lesson);
        Seen { first, checked, lesson }
    }

    /// What the seen sites say otherwise than a scan without a cache.
    fn differences(&self, seen: &Seen) -> Vec<String> {
        let scanned = scan(&[self.home.path().to_path_buf()], &Settings::default());
        assert_eq!(seen.sites().len(), scanned.len());
        differences(&seen.sites(), &scanned)
    }
}

/// A blog that was open before.
///
/// Its terms and keys are offered before any post is read; then each post is taken from the cache only if its file is as it was.
#[test]
fn a_second_start_knows_all_before_it_reads_any_post() {
    let blog = Blog::new(SITE);
    let cold = blog.start();
    assert!(cold.first.is_none() && !cold.is_known());
    assert_eq!(blog.differences(&cold), [""; 0]);
    let warm = blog.start();
    let first = warm.first.as_ref().unwrap();
    let (now, before) = (&first[0], &cold.sites()[0]);
    assert_eq!((counts(now).0.len(), counts(now)), (3, counts(before)));
    assert!(now.corpus.shortcodes.def("x").is_some() && now.corpus.archetype("posts").is_some());
    assert_eq!((now.corpus.len(), now.corpus.weighs_terms()), (1, false));
    let open = |site: &Site| (site.corpus.id_of(OPEN), site.corpus.post_at(OPEN).cloned());
    assert_eq!(open(now), open(before), "what is being written can be counted out");
    assert_eq!(now.corpus.files(), before.corpus.files());
    assert!(warm.is_known());
    assert_eq!(blog.differences(&warm), [""; 0]);
}

/// What may happen between two starts, and whether the first answers may come from the cache then.
type Change = (&'static str, fn(&Blog), bool);

const CHANGES: &[Change] = &[
    ("a post is edited", |blog| blog.edit("content/posts/a.md", "go", "rust"), true),
    ("a post is added", |blog| blog.put("content/posts/d.md", "---\ntitle: D\ntags: [new]\n---\n"), true),
    ("a bundle is added", |blog| blog.put("content/posts/d/index.md", "---\ntags: [new]\n---\n"), true),
    ("a post becomes a file of a bundle", |blog| blog.put("content/posts/index.md", "---\n---\n"), true),
    (
        "a file of a bundle becomes a post",
        |blog| {
            blog.put("content/posts/c/d.md", "---\ntags: [new]\n---\n");
            blog.start();
            fs::rename(blog.path("content/posts/c/index.md"), blog.path("content/posts/c/x.md")).unwrap();
        },
        true,
    ),
    ("a post is removed", |blog| fs::remove_file(blog.path("content/posts/b.md")).unwrap(), true),
    (
        "a post is renamed",
        |blog| {
            fs::rename(blog.path("content/posts/b.md"), blog.path("content/posts/z.md")).unwrap();
        },
        true,
    ),
    (
        "two posts change places",
        |blog| {
            let [a, b, c] = ["content/posts/a.md", "content/posts/b.md", "x"].map(|path| blog.path(path));
            fs::rename(&a, &c).unwrap();
            fs::rename(&b, &a).unwrap();
            fs::rename(&c, &b).unwrap();
        },
        true,
    ),
    (
        "a section hands values down",
        |blog| {
            blog.edit("content/_index.md", "title: Home", "cascade: {draft: true}");
        },
        false,
    ),
    (
        "a section appears",
        |blog| blog.put("content/posts/_index.md", "---\ncascade: {draft: true}\n---\n"),
        true,
    ),
    (
        "the configuration changes",
        |blog| blog.edit("hugo.toml", "title", "[permalinks]\nposts = '/:year/'\n[params]\nx"),
        false,
    ),
    (
        "a taxonomy is added",
        |blog| {
            blog.put("hugo.toml", "[taxonomies]\nauthor = 'authors'\ntag = 'tags'\n");
        },
        false,
    ),
    (
        "another generator",
        |blog| {
            fs::remove_file(blog.path("hugo.toml")).unwrap();
            blog.put("_config.yml", "title: Blog\n");
        },
        false,
    ),
    ("the generator's version", |blog| blog.put("frontis.toml", "[site]\nversion = '0.100.0'\n"), true),
    ("settings", |blog| blog.put("frontis.toml", "[aliases]\nk8s = 'kubernetes'\n"), true),
    ("a shortcode changes", |blog| blog.edit("layouts/shortcodes/x.html", "Get 0", "Inner"), false),
    ("a shortcode appears", |blog| blog.put("layouts/shortcodes/y.html", "{{ .Inner }}"), true),
    ("an archetype changes", |blog| blog.edit("archetypes/default.md", "title", "titel"), true),
    (
        "a site appears inside",
        |blog| {
            blog.put("docs/hugo.toml", "");
            blog.put("docs/content/a.md", "---\ntags: [inner]\n---\n");
        },
        true,
    ),
    (
        "a post cannot be read",
        |blog| fs::write(blog.path("content/posts/a.md"), b"---\n\xff\n").unwrap(),
        true,
    ),
    (
        "as long, and of the same second",
        |blog| {
            let path = blog.path("content/posts/b.md");
            let was = fs::metadata(&path).unwrap().modified().unwrap();
            blog.edit("content/posts/b.md", "zig", "ada");
            let second = was.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
            let other = SystemTime::UNIX_EPOCH + Duration::from_secs(second) + Duration::from_nanos(1);
            fs::File::options().write(true).open(path).unwrap().set_modified(other).unwrap();
        },
        true,
    ),
    #[cfg(unix)]
    (
        "as long, and with the time put back",
        |blog| {
            let path = blog.path("content/posts/b.md");
            let was = fs::metadata(&path).unwrap().modified().unwrap();
            blog.edit("content/posts/b.md", "zig", "ada");
            fs::File::options().write(true).open(path).unwrap().set_modified(was).unwrap();
        },
        true,
    ),
];

/// Posts, sections, configurations, taxonomies, templates and settings that change between two starts; a text as long as before, with its time put back.
///
/// After the second start the index says what one from scratch says.
#[test]
fn whatever_changes_between_two_starts_is_seen() {
    for (what, change, is_shown) in CHANGES {
        let blog = Blog::new(SITE);
        blog.start();
        change(&blog);
        let warm = blog.start();
        assert_eq!(blog.differences(&warm), [""; 0], "{what}");
        assert_eq!(warm.first.is_some(), *is_shown, "{what}");
        for (site, whole) in warm.checked.iter().flatten().zip(warm.sites()) {
            assert_eq!(counts(site), counts(&whole), "{what}, before the posts are there");
        }
        let again = blog.start();
        assert_eq!(blog.differences(&again), [""; 0], "{what}, the start after it");
        assert!(again.first.is_some() && again.is_known(), "{what}, the start after it");
    }
}

/// A post that is written in the moment of the scan.
///
/// It is not kept, since the next writing may have the same time.
#[test]
fn a_post_written_just_before_is_read_again() {
    let blog = Blog::new(SITE);
    blog.start_at(SystemTime::now());
    let warm = blog.start();
    assert!(warm.first.is_some() && !warm.is_known(), "nothing had settled, so no post was kept");
    let (checked, whole) = (warm.checked.as_ref().unwrap(), warm.sites());
    assert_eq!(counts(&checked[0]), counts(&whole[0]), "what was not kept was not counted either");
    assert_eq!(blog.differences(&warm), [""; 0]);
    assert!(blog.start().is_known());
}

/// A cache file with any one byte changed, or cut anywhere.
///
/// It is no cache, or of the posts of the damaged piece none is known; they are read.
#[test]
fn a_damaged_cache_is_none() {
    let blog = Blog::new(&[("a.md", "---\ntags: [go]\n---\n# A\n"), ("b.md", "---\ntitle: B\n---\n")]);
    let client = Settings::default();
    let first = blog.start();
    let (file, whole) = (blog.cache_file(), fs::read(blog.cache_file()).unwrap());
    let told = [blog.home.path().to_path_buf()];
    let start = SystemTime::now() + Duration::from_secs(10);
    for at in 0..whole.len() {
        for damaged in [flipped(&whole, at), whole[..at].to_vec()] {
            fs::write(&file, damaged).unwrap();
            let Some(recalled) = recall(&blog.cache(), &told, &[], &client) else { continue };
            let lesson =
                scan_with(vec![DiskFiles::walk(&told[0])], Some(recalled), &client, start, drop).remove(0);
            let sites: Vec<_> = lesson.sites().cloned().collect();
            assert_eq!(differences(&sites, &first.sites()), [""; 0], "byte {at}");
            assert_eq!(lesson.worth(), learn::Worth::New, "byte {at} is of a post, which is read");
        }
    }
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 0xff;
    bytes
}

/// A cache file with the right checksums that says nonsense: unsorted names, paths out of the folder, posts that are none.
///
/// It is no cache, or what it says of that is ignored.
#[test]
fn nothing_that_a_cache_says_is_trusted() {
    let blog = Blog::new(SITE);
    let known = blog.start();
    let (path, workspace) = (blog.kept.path().join("cache"), blog.home.path());
    let bytes = |dir: &str, paths: &[&str], special: Vec<u32>, has_counts: bool| {
        let sites = known.sites();
        let (site, files) = (&sites[0], paths.iter().map(|path| RelPath::from(*path)).collect::<Vec<_>>());
        let mut out = Vec::new();
        let mut writer = format::Writer::new(&mut out);
        let nonsense = writer.piece(&[0xff; 100]).unwrap();
        let corpus = &site.corpus;
        let counts = [format::encode(&corpus.terms).unwrap(), format::encode(&corpus.keys).unwrap()]
            .map(|bytes| writer.piece(&bytes).unwrap());
        let [terms, keys] = if has_counts { counts } else { [nonsense; 2] };
        let site = format::SiteHead {
            dir: dir.to_owned(),
            detected: site.made_of.detected.to_owned(),
            made_of: site.made_of.sum,
            terms,
            keys,
            special,
            marks: nonsense,
            chunks: vec![format::Chunk { first: 0, piece: nonsense }],
        };
        let workspace = workspace.as_os_str().as_encoded_bytes().to_vec();
        writer.end(&format::Head { workspace, paths: files, sites: vec![site] }).unwrap();
        out
    };
    let names: Vec<&str> = {
        let mut names: Vec<&str> = SITE.iter().map(|(path, _)| *path).collect();
        names.sort_unstable();
        names
    };
    for (dir, paths, special, has_counts, is_cache) in [
        ("", &names[..], vec![u32::MAX, 3, 3], true, true),
        ("", &names, vec![], false, false),
        ("..", &names, vec![], true, false),
        ("gone", &names, vec![], true, false),
        ("", &["b", "a"], vec![], true, false),
        ("", &["../a.md"], vec![], true, false),
        ("", &["/etc/passwd"], vec![], true, false),
    ] {
        fs::write(&path, bytes(dir, paths, special, has_counts)).unwrap();
        assert_eq!(
            format::Reader::open(&path, workspace).is_some() && dir.is_empty() && has_counts,
            is_cache,
            "{dir} {paths:?}"
        );
        fs::create_dir_all(blog.cache_file().parent().unwrap()).unwrap();
        fs::copy(&path, blog.cache_file()).unwrap();
        let seen = blog.start();
        assert_eq!(seen.first.is_some(), is_cache, "{dir} {paths:?}");
        fs::remove_file(&path).unwrap();
        assert_eq!(blog.differences(&seen), [""; 0], "{dir} {paths:?}");
    }
}

/// A cache file that is empty, a folder, a link, of another folder or of another build.
///
/// It is no cache. A link is replaced, and what it leads to is left alone.
#[test]
fn what_is_no_file_of_this_build_and_folder_is_no_cache() {
    let blog = Blog::new(SITE);
    blog.start();
    let (file, whole) = (blog.cache_file(), fs::read(blog.cache_file()).unwrap());
    let opens = || format::Reader::open(&file, blog.home.path()).is_some();
    assert!(opens());
    assert!(format::Reader::open(&file, Path::new("/elsewhere")).is_none(), "of another folder");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert!(!opens(), "a folder");
    let seen = blog.start();
    assert_eq!(blog.differences(&seen), [""; 0], "a folder in its place");
    fs::remove_dir(&file).unwrap();
    fs::write(&file, "").unwrap();
    assert!(!opens(), "empty");
    #[cfg(unix)]
    {
        let other = blog.kept.path().join("other");
        fs::write(&other, &whole).unwrap();
        fs::remove_file(&file).unwrap();
        std::os::unix::fs::symlink(&other, &file).unwrap();
        assert!(!opens(), "a link");
        blog.start();
        assert!(
            opens() && fs::read(&other).unwrap() == whole,
            "the link is replaced, and not what it leads to"
        );
    }
}

/// A disk that is full at the first byte, in the middle, or at the last.
///
/// Nothing is kept, and no part of a file stays; the blog is served as ever.
#[test]
fn a_cache_that_cannot_be_written_leaves_nothing_behind() {
    let blog = Blog::new(SITE);
    let seen = blog.start();
    let length = fs::metadata(blog.cache_file()).unwrap().len() as usize;
    fs::remove_dir_all(blog.cache_file().parent().unwrap()).unwrap();
    for room in [0, 1, length / 2, length - 1] {
        let full = |out: &mut dyn Write| seen.lesson.write(&mut Full { out, room });
        let folder = blog.kept.path().join("frontis");
        let error = disk::replace(&folder, &blog.cache_file(), full).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }
    fs::write(blog.kept.path().join("file"), "text").unwrap();
    Cache::at(blog.kept.path().join("file/below")).keep(&seen.lesson);
    assert_eq!(fs::read_to_string(blog.kept.path().join("file")).unwrap(), "text");
    Cache::off().keep(&seen.lesson);
}

/// A disk with so much room (bytes).
struct Full<'a> {
    out: &'a mut dyn Write,
    room: usize,
}

impl Write for Full<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let written = self.out.write(&bytes[..bytes.len().min(self.room)])?;
        self.room -= written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A cache on a machine with other users, and caches of blogs that are gone.
///
/// Only its owner may read it; what was not used for 90 days is removed, and nothing else.
#[test]
fn only_its_owner_may_read_it_and_old_ones_go() {
    let blog = Blog::new(SITE);
    let folder = blog.kept.path().join("frontis");
    fs::create_dir(&folder).unwrap();
    let age = |name: &str, days: u64| {
        let file = fs::File::create(folder.join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(days * 24 * 60 * 60)).unwrap();
    };
    for (name, days) in
        [("old.cache", 91), ("new.cache", 89), ("left.part", 1), ("now.part", 0), ("other", 1000)]
    {
        age(name, days);
    }
    blog.start();
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !blog.cache_file().ends_with(name))
        .collect();
    names.sort();
    assert_eq!(names, ["new.cache", "now.part", "other"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&blog.cache_file()), 0o600);
        fs::remove_dir_all(&folder).unwrap();
        blog.start();
        assert_eq!(mode(&folder), 0o700);
    }
    let long_ago = SystemTime::now() - Duration::from_secs(40 * 24 * 60 * 60);
    fs::File::options().write(true).open(blog.cache_file()).unwrap().set_modified(long_ago).unwrap();
    assert!(blog.start().is_known());
    let used = fs::metadata(blog.cache_file()).unwrap().modified().unwrap();
    assert!(used > long_ago + Duration::from_secs(60), "it was used today");
}

/// A site whose settings turn the cache off.
///
/// What was kept of it is removed.
#[test]
fn a_site_may_say_that_nothing_is_kept_of_it() {
    let blog = Blog::new(SITE);
    blog.start();
    assert!(blog.cache_file().exists());
    blog.put("frontis.toml", "[cache]\nenabled = false\n");
    blog.start();
    assert!(!blog.cache_file().exists());
}

/// `FRONTIS_CACHE_DIR` with an absolute path, a relative one, and empty.
///
/// The folder; no cache; no cache.
#[test]
fn the_environment_names_another_folder_or_none() {
    assert_eq!(Cache::named(Some("/elsewhere".into())).folder.as_deref(), Some(Path::new("/elsewhere")));
    assert_eq!(Cache::named(Some("".into())).folder, None);
    assert_eq!(Cache::named(Some("relative".into())).folder, None, "to what?");
    let off =
        Settings { cache: crate::world::settings::CacheSettings { enabled: false }, ..Settings::default() };
    assert_eq!(Cache::of_user(&off).folder, None);
}

/// An editor that opens a folder inside of a blog.
///
/// What is known of the blog is shown.
#[test]
fn the_folder_of_a_post_stands_for_its_site() {
    let blog = Blog::new(SITE);
    blog.start();
    let recalled = recall(&blog.cache(), &[blog.path("content/posts")], &[], &Settings::default()).unwrap();
    assert_eq!(recalled.sites()[0].root, blog.home.path());
    assert!(
        recall(
            &blog.cache(),
            &[blog.path("content"), PathBuf::from("/elsewhere")],
            &[],
            &Settings::default()
        )
        .is_none()
    );
}
