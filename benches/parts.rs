//! How long the parts take, on a blog in memory: `cargo bench`, or `cargo bench -- WORD` for some of them.

use divan::{Bencher, black_box};
use frontis::corpus::post::Post;
use frontis::corpus::{Corpus, Reading, read_post};
use frontis::features::completion::complete;
use frontis::features::diagnostics::diagnose;
use frontis::site::RelPath;
use frontis::syntax::Document;
use frontis::world::fixture::Fixture;
use frontis::world::{PostView, Site};
use std::fmt::Write;
use std::sync::Arc;

/// The posts of the blog.
const POSTS: usize = 1000;

/// The tags of the blog; each post has some.
const TAGS: usize = 300;

const FORMATS: &[&str] = &["yaml", "toml", "json"];

const PROSE: &str = "The oven has to be *hot* before the bread goes in, and a [stone](/posts/post-7/) keeps it so.\n\
                     A `bowl` of water makes the crust; more of it in the [other post](/posts/post-8/#heading-2).\n";

fn main() {
    divan::main();
}

/// A front matter with as many fields and tags as posts commonly have.
fn front_matter(format: &str, number: usize) -> String {
    let tags: Vec<String> = (1..6).map(|step| format!("\"tag-{}\"", number * step * step % TAGS)).collect();
    let (tags, date) = (tags.join(", "), format!("20{:02}-{:02}-11", number % 24, number % 12 + 1));
    match format {
        "toml" => {
            format!("+++\ntitle = \"Post {number}\"\ndate = {date}\ndraft = false\ntags = [{tags}]\n+++\n")
        }
        "json" => format!(
            "{{\"title\": \"Post {number}\", \"date\": \"{date}\", \"draft\": false, \"tags\": [{tags}]}}\n"
        ),
        _ => format!("---\ntitle: Post {number}\ndate: {date}\ndraft: false\ntags: [{tags}]\n---\n"),
    }
}

/// About 5 KB of text under headings, with links and shortcodes.
fn body() -> String {
    (0..20).fold(String::new(), |mut body, number| {
        // A string takes all that is written to it.
        let _ = write!(
            body,
            "\n## Heading {number}\n\n{PROSE}\n{{{{< note kind=\"info\" >}}}}Careful{{{{< /note >}}}}\n"
        );
        body
    })
}

fn post(number: usize) -> String {
    front_matter(FORMATS[number % FORMATS.len()], number) + &body()
}

/// The blog, with one post open: `$0` in the texts is the cursor.
fn blog(front: &str, body: &str) -> Fixture {
    let mut text =
        String::from("//- /hugo.toml\ntitle = 'Bench'\n//- /layouts/_shortcodes/note.html\n{{ .Inner }}\n");
    let _ = write!(text, "//- /content/posts/open.md\n---\ntitle: Post of the oven\n{front}\n---\n{body}\n");
    for number in 0..POSTS {
        let _ = write!(text, "//- /content/posts/post-{number}.md\n{}", post(number));
    }
    Fixture::new(&text)
}

/// The blog's site, and the open post.
fn opened(fixture: &Fixture) -> (Arc<Site>, PostView) {
    match fixture.post() {
        Some(view) => (view.site.clone(), view),
        None => unreachable!("the open post is one of the blog"),
    }
}

#[divan::bench(args = FORMATS)]
fn front_matter_parse(bencher: Bencher, format: &str) {
    let (site, _) = opened(&blog("", "$0"));
    let text = front_matter(format, 1);
    bencher.bench(|| Document::parse_front_matter(black_box(&text), site.model.split_rules()));
}

#[divan::bench]
fn document_parse(bencher: Bencher) {
    let (site, text) = (opened(&blog("", "$0")).0, post(0));
    bencher.bench(|| site.model.parse("content/posts/a.md", black_box(&text)));
}

#[divan::bench]
fn post_facts(bencher: Bencher) {
    let (site, view) = opened(&blog("tags: [tag-1, tag-2]", &format!("$0{}", body())));
    let path: RelPath = view.path.clone();
    bencher.bench(|| Post::read(&*site.model, &path, black_box(&view.text), &view.document));
}

#[divan::bench(sample_count = 20)]
fn corpus_build(bencher: Bencher) {
    let (site, _) = opened(&blog("", "$0"));
    bencher.bench(|| Corpus::build(&*site.model, &*site.files, Reading::Whole));
}

#[divan::bench]
fn corpus_set(bencher: Bencher) {
    let (site, _) = opened(&blog("", "$0"));
    let path: RelPath = "content/posts/post-1.md".into();
    let Some(post) = read_post(&*site.model, &path, &post(2)) else { return };
    bencher.with_inputs(|| (Corpus::clone(&site.corpus), post.clone())).bench_values(|(mut corpus, post)| {
        corpus.set(&*site.model, post);
        corpus
    });
}

#[divan::bench]
fn tags_ranked(bencher: Bencher) {
    complete_in(bencher, "tags: [tag-1, $0]", &body());
}

#[divan::bench]
fn pages_for_a_link(bencher: Bencher) {
    complete_in(bencher, "", "[page](post$0)");
}

fn complete_in(bencher: Bencher, front: &str, body: &str) {
    let fixture = blog(front, body);
    let snapshot = fixture.snapshot();
    assert!(!complete(&snapshot, &fixture.path, fixture.offset).items.is_empty(), "nothing is offered");
    bencher.bench(|| complete(&snapshot, &fixture.path, black_box(fixture.offset)));
}

#[divan::bench]
fn post_diagnostics(bencher: Bencher) {
    let fixture = blog("tags: [tag-1]", &format!("$0{{{{< nowhere >}}}}\n{}", body()));
    let snapshot = fixture.snapshot();
    bencher.bench(|| diagnose(&snapshot, black_box(&fixture.path)));
}
