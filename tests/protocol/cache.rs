//! A second start, which knows what the first one learnt.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::blog::Blog;
use crate::client::Client;

const A: &str = "content/post/a.md";
const B: &str = "content/post/b.md";

/// What was written in the last two seconds is not kept, as systems keep times coarsely.
const SETTLED: Duration = Duration::from_millis(2_500);

fn start(blog: &Blog, cache: &Path) -> Client {
    let mut client = Client::spawn_with(|command| command.env("FRONTIS_CACHE_DIR", cache));
    client.overhear(&["textDocument/publishDiagnostics"]);
    client.initialize(
        json!({"capabilities": {}, "rootUri": format!("file://{}", blog.folder.path().display())}),
    );
    blog.open(&mut client, A);
    client
}

/// The terms that are offered once all is read.
fn terms(blog: &Blog, client: &mut Client) -> Vec<String> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while client.call("frontis/status", json!({}))["ready"] != Value::Bool(true) {
        assert!(Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(20));
    }
    let list = client.call("textDocument/completion", blog.at(A, 1, 7));
    let items = list["items"].as_array().unwrap().iter();
    let mut labels: Vec<String> = items.map(|item| item["label"].as_str().unwrap().to_owned()).collect();
    labels.sort_unstable();
    labels
}

/// Waits for the one file of the cache to be another than before.
fn kept(cache: &Path, before: &[u8]) -> Vec<u8> {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let files: Vec<_> =
            fs::read_dir(cache).into_iter().flatten().map(|file| file.unwrap().path()).collect();
        if let [file] = &files[..]
            && file.extension().is_some_and(|extension| extension == "cache")
            && let Ok(bytes) = fs::read(file)
            && bytes != before
        {
            return bytes;
        }
        assert!(Instant::now() < deadline, "{files:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn post(tag: &str) -> String {
    format!("---\ntitle: X\ntags: [{tag}]\n---\n")
}

/// A second and a third start of the server, with a post that changed in between.
///
/// What changed is seen, and kept; nothing is written beside the posts.
#[test]
fn a_start_learns_and_the_next_one_sees_what_changed_since() {
    let blog = Blog::with(&[("hugo.toml", ""), (A, "---\ntags: []\n---\n"), (B, &post("one"))]);
    let home = tempfile::tempdir().unwrap();
    let cache = home.path().join("cache");
    std::thread::sleep(SETTLED);
    let mut first = start(&blog, &cache);
    assert_eq!(terms(&blog, &mut first), ["one"]);
    let before = kept(&cache, &[]);
    first.finish();
    let mut second = start(&blog, &cache);
    assert_eq!(terms(&blog, &mut second), ["one"]);
    second.finish();
    blog.write(B, &post("two"));
    std::thread::sleep(SETTLED);
    let mut third = start(&blog, &cache);
    assert_eq!(terms(&blog, &mut third), ["two"]);
    kept(&cache, &before);
    third.finish();
    let mut names: Vec<_> =
        fs::read_dir(blog.folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["content", "hugo.toml"], "nothing is written beside the posts");
}

/// A cache folder that cannot be: below a file, a file, a device, in `/proc`.
///
/// Nothing is kept; the blog is served as ever.
#[test]
fn a_cache_that_has_no_place_costs_nothing() {
    let blog = Blog::with(&[("hugo.toml", ""), (A, "---\ntags: []\n---\n"), (B, &post("one"))]);
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "text").unwrap();
    let places =
        [home.path().join("file/below"), home.path().join("file"), "/dev/full".into(), "/proc/x".into()];
    for place in places {
        let mut client = start(&blog, &place);
        assert_eq!(terms(&blog, &mut client), ["one"], "{}", place.display());
        client.finish();
    }
    assert_eq!(fs::read_to_string(home.path().join("file")).unwrap(), "text");
}
