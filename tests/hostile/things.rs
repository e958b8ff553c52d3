//! What lies in the place of a file, or goes while it is read.

use crate::site::{Site, WELL, sparse};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

fn pipe(site: &Site, name: &str) {
    fs::create_dir_all(site.path(name).parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(site.path(name)).status().unwrap().success());
}

/// Links to themselves, to folders above, to nothing, and to the whole disk.
///
/// They are not followed, as Hugo does not follow them.
#[test]
fn links_in_circles() {
    let site = Site::new();
    for (to, name) in [
        ("..", "loop"),
        ("self", "self"),
        ("self.md", "self.md"),
        ("nowhere.md", "no.md"),
        ("/", "disk"),
        ("../..", "post/up"),
    ] {
        symlink(to, site.path("content").join(name)).unwrap();
    }
    site.is_silent(2);
}

/// A blog that is opened by a link to its folder.
///
/// It is served by the name that the editor uses.
#[test]
fn a_blog_behind_a_link() {
    let site = Site::new();
    let other = tempfile::tempdir().unwrap();
    let link = other.path().join("link");
    symlink(site.path(""), &link).unwrap();
    let mut editor = site.edit_as(&link);
    let uri = format!("file://{}", link.join(WELL).display());
    editor.client.open(&uri, "---\ntags: []\n---\n");
    assert!(editor.posts() >= 2);
    let place = serde_json::json!({"textDocument": {"uri": uri}, "position": {"line": 1, "character": 7}});
    let list = editor.client.call("textDocument/completion", place);
    assert_eq!(list["items"][0]["label"], "healthy", "{list}");
    editor.finish();
}

/// Named pipes in the place of a post, an image, a configuration, a template, settings, a `.gitignore`.
///
/// Nothing waits for them: they are no files. Named on the command line, one ends `frontis check` with 2.
#[test]
fn pipes() {
    let names = [
        "content/pipe.md",
        "content/_index.md",
        "content/pipe.png",
        "hugo.yaml",
        "frontis.toml",
        "layouts/shortcodes/a.html",
        "archetypes/default.md",
        "package.json",
        ".gitignore",
        ".ignore",
    ];
    for name in names {
        let site = Site::new();
        pipe(&site, name);
        site.write("content/call.md", "---\ntitle: A\n---\n![](pipe.png) [x](pipe.md) {{< a >}}\n");
        let mut editor = site.edit();
        editor.open("content/call.md");
        for at in [6, 18, 31] {
            editor.ask("textDocument/hover", "content/call.md", 3, at);
            editor.ask("textDocument/definition", "content/call.md", 3, at);
        }
        editor.codes("content/call.md");
        editor.is_well();
        editor.finish();
        assert!(matches!(site.check(&["content/post"]).code, Some(0)), "{name}");
        let checked = site.check(&[name]);
        assert_eq!(
            (checked.code, checked.err.contains("it is no file")),
            (Some(2), true),
            "{name}: {checked:?}"
        );
    }
    let site = Site::new();
    site.remove("hugo.toml");
    pipe(&site, "hugo.toml");
    site.is_silent(2);
}

/// A folder below the top whose `.gitignore` is a pipe, or has no end.
///
/// It is left out, since what would be ignored in it cannot be known.
#[test]
fn a_pipe_for_a_list_of_what_to_ignore() {
    let site = Site::new();
    pipe(&site, "content/a/.gitignore");
    site.write("content/a/a.md", "---\ntitle: A\n---\n");
    site.folder("content/b");
    symlink("/dev/zero", site.path("content/b/.gitignore")).unwrap();
    site.write("content/c/.gitignore", "");
    sparse(&site.path("content/c/.gitignore"), 1 << 30);
    site.folder("content/d");
    symlink("/dev/null", site.path("content/d/.gitignore")).unwrap();
    site.write("content/d/d.md", "---\ntitle: D\n---\n");
    site.is_silent(3);
}

/// A socket in the place of a post; links to `/dev/zero`, `/dev/random` and `/dev/tty` in the place of all sorts of files.
///
/// They are no files, and nothing is read from them.
#[test]
fn sockets_and_devices() {
    for device in ["/dev/zero", "/dev/random", "/dev/tty", "/dev/null"] {
        let site = Site::new();
        let _socket = UnixListener::bind(site.path("content/socket.md")).unwrap();
        site.folder("layouts/shortcodes");
        for name in ["content/z.md", "hugo.yaml", "frontis.toml", ".gitignore", "layouts/shortcodes/a.html"] {
            symlink(device, site.path(name)).unwrap();
        }
        site.is_silent(2);
    }
}

/// Folders with the names of posts, configurations, settings and templates.
///
/// They are folders.
#[test]
fn folders_in_the_place_of_files() {
    for name in [
        "hugo.toml",
        "hugo.yaml",
        "frontis.toml",
        "content/a.md",
        ".gitignore",
        "layouts/shortcodes/a.html",
        "package.json",
    ] {
        let site = Site::new();
        if name == "hugo.toml" {
            site.remove(name);
        }
        site.folder(name);
        site.write(format!("{name}/b.txt"), "text");
        site.is_silent(2);
    }
}

/// A file with the name of the content folder, and a blog that is a file.
///
/// There are no posts in it.
#[test]
fn files_in_the_place_of_folders() {
    let site = Site::new();
    fs::rename(site.path("content"), site.path("posts")).unwrap();
    site.write("content", "a file");
    site.write("layouts", "a file");
    let checked = site.check(&[]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{checked:?}");
    let site = Site::new();
    let mut editor = site.edit_as(&site.path(WELL));
    editor.posts();
    editor.finish();
}

/// Files and folders that may not be read.
///
/// They are left out of the index; `frontis check` names the post, and ends with 2.
#[test]
fn files_that_may_not_be_read() {
    let site = Site::new();
    for name in ["content/secret.md", "content/closed/a.md", "frontis.toml"] {
        site.write(name, "---\ntitle: A\n---\n");
    }
    let forbid = |name: &str, mode: u32| {
        fs::set_permissions(site.path(name), fs::Permissions::from_mode(mode)).unwrap()
    };
    let names = ["content/secret.md", "content/closed", "frontis.toml"];
    names.iter().for_each(|name| forbid(name, 0));
    if fs::read(site.path("content/secret.md")).is_ok() {
        eprintln!("SKIPPED files_that_may_not_be_read: root may read everything");
    } else {
        let checked = site.is_well();
        assert_eq!((checked.code, checked.err.contains("content/secret.md")), (Some(2), true), "{checked:?}");
    }
    names.iter().for_each(|name| forbid(name, 0o755));
}

/// Posts that come and go by the hundred while the blog is read, watched and checked.
///
/// What is there at the end is known at the end; `frontis check` may say of a post that it has just changed.
#[test]
fn files_that_vanish_while_they_are_read() {
    let site = Site::new();
    let write =
        |number: usize| site.write(format!("content/v/{number}.md"), "---\ntitle: V\ntags: [gone]\n---\n");
    (0..400).for_each(write);
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
                let number = (round * 7) % 400;
                let _ = fs::remove_file(site.path(format!("content/v/{number}.md")));
                write((number + 200) % 400);
            }
        });
        for _ in 0..3 {
            let mut editor = site.edit();
            editor.posts();
            editor.labels(WELL, 2, 7);
            editor.finish();
            let checked = site.check(&[]);
            assert!(matches!(checked.code, Some(0..=2)), "{checked:?}");
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let mut editor = site.edit();
    editor.is_well();
    fs::remove_dir_all(site.path("content/v")).unwrap();
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while editor.posts() != 2 {
        assert!(std::time::Instant::now() < deadline, "{}", editor.posts());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    editor.finish();
}

/// A home folder that is opened as a workspace: 30,000 files of other people in `node_modules`, `.git`, `target`,
/// caches and elsewhere, and the blog as one folder among them.
///
/// Folders of tools and builds are not entered; the rest is listed, and the blog in it is found and served.
#[test]
fn a_home_folder() {
    let site = Site::new();
    for folder in ["node_modules/a", ".git/objects", "target/debug", ".cache/x", "Documents/old", "Pictures"]
    {
        site.folder(folder);
        let name = if folder == "Pictures" { "jpg" } else { "md" };
        for number in 0..5000 {
            fs::write(site.path(folder).join(format!("{number}.{name}")), "# Text\n").unwrap();
        }
    }
    site.folder("blog");
    for name in ["hugo.toml", "content"] {
        fs::rename(site.path(name), site.path("blog").join(name)).unwrap();
    }
    fs::create_dir_all(site.path("content/post")).unwrap();
    fs::copy(site.path("blog").join(WELL), site.path(WELL)).unwrap();
    let mut editor = site.edit();
    editor.open("blog/content/post/well.md");
    // Posts of the blog are counted in both: it lies in the home folder.
    assert_eq!(editor.posts(), 5000 + 1 + 2 + 2);
    assert_eq!(editor.labels("blog/content/post/well.md", 2, 7), ["healthy"]);
    assert!(editor.peak().unwrap_or(0) < 200, "{:?} MiB", editor.peak());
    editor.finish();
}
