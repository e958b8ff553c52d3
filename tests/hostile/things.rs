//! What lies in the place of a file, or goes while it is read.

use crate::site::{Site, WELL};
use std::process::Command;
use std::os::unix::fs::symlink;

fn fifo(site: &Site, name: &str) {
    std::fs::create_dir_all(site.path(name).parent().unwrap()).unwrap();
    let status = Command::new("mkfifo").arg(site.path(name)).status().unwrap();
    assert!(status.success());
}

fn survives(site: &Site) {
    let mut editor = site.edit();
    eprintln!("{} posts", editor.posts());
    editor.is_well();
    editor.finish();
    eprintln!("{:?}", site.check(&[]));
}

#[test]
fn links_in_circles() {
    let site = Site::new();
    symlink("..", site.path("content/loop")).unwrap();
    symlink("self", site.path("content/self")).unwrap();
    symlink("self.md", site.path("content/self.md")).unwrap();
    symlink("../../", site.path("content/post/back")).unwrap();
    symlink("nowhere.md", site.path("content/dangling.md")).unwrap();
    symlink("/", site.path("content/disk")).unwrap();
    survives(&site);
    let other = tempfile::tempdir().unwrap();
    symlink(site.path(""), other.path().join("link")).unwrap();
    let mut editor = site.edit_as(&other.path().join("link"));
    eprintln!("{} posts", editor.posts());
    editor.finish();
}

#[test]
fn pipes_and_devices() {
    for name in ["content/pipe.md", "content/pipe.png", "hugo.yaml", "frontis.toml", "layouts/shortcodes/a.html", "content/.gitignore", ".gitignore", ".ignore", "archetypes/default.md", "content/_index.md", ".hvm", "netlify.toml", "package.json"] {
        eprintln!("{name}");
        let site = Site::new();
        fifo(&site, name);
        site.write("content/call.md", "{{< a >}} ![](pipe.png) [x](pipe.md)\n");
        let mut editor = site.edit();
        editor.is_well();
        editor.open("content/call.md");
        for at in [5, 16, 27] { eprintln!("{}", editor.ask("textDocument/hover", "content/call.md", 0, at)); eprintln!("{}", editor.ask("textDocument/definition", "content/call.md", 0, at)); }
        eprintln!("{:?}", editor.codes("content/call.md"));
        editor.finish();
        eprintln!("{:?}", site.check(&[]));
        eprintln!("{:?}", site.check(&[name]));
    }
    let site = Site::new();
    site.remove("hugo.toml");
    fifo(&site, "hugo.toml");
    survives(&site);
}

#[test]
fn devices() {
    for device in ["/dev/zero", "/dev/null", "/dev/random", "/dev/tty"] {
        for name in ["content/z.md", "hugo.yaml", "frontis.toml", ".gitignore", "content/.gitignore", "layouts/shortcodes/a.html"] {
            eprintln!("{name} {device}");
            let site = Site::new();
            site.folder("layouts/shortcodes");
            symlink(device, site.path(name)).unwrap();
            survives(&site);
        }
    }
}

#[test]
fn folders_in_the_place_of_files() {
    for name in ["hugo.yaml", "frontis.toml", "content/a.md", ".gitignore", "layouts/shortcodes/a.html", "config.toml", "package.json"] {
        let site = Site::new();
        site.folder(name);
        survives(&site);
    }
    let site = Site::new();
    site.remove("hugo.toml");
    site.folder("hugo.toml");
    survives(&site);
    let site = Site::new();
    std::fs::rename(site.path("content"), site.path("posts")).unwrap();
    site.write("content", "a file");
    let _ = WELL;
    eprintln!("{:?}", site.check(&[]));
}
