//! Where two indexes over the same files say different things: what guards the one that is kept up to date by pieces.

use super::{Corpus, PostId};
use crate::site::{Model, RelPath};
use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

/// What an index says, question by question, in a form that does not depend on how its posts are numbered or on the
/// order in which they came.
pub struct Facts<'a> {
    corpus: &'a Corpus,
    answers: BTreeMap<String, String>,
}

impl Facts<'_> {
    /// Notes the answer to a question.
    pub fn say(&mut self, question: impl Display, answer: impl Debug) {
        self.answers.insert(question.to_string(), format!("{answer:?}"));
    }

    /// The paths of some posts, sorted.
    pub fn paths<'i>(&self, ids: impl IntoIterator<Item = &'i PostId>) -> Vec<RelPath> {
        let mut paths: Vec<RelPath> = ids.into_iter().map(|id| self.path(*id)).collect();
        paths.sort();
        paths
    }

    /// The path of a post, or a note that there is none of that number, which no index may name.
    pub fn path(&self, id: PostId) -> RelPath {
        self.corpus.post(id).map_or_else(|| format!("(no post {id})").into(), |post| post.path.clone())
    }
}

/// What `kept` says otherwise than `fresh`, a line each; empty when both are as good.
///
/// Costs as much as building the index: for those who work on it, and for fuzzing.
pub fn differences(kept: &Corpus, fresh: &Corpus, model: &dyn Model) -> Vec<String> {
    let (kept, fresh) = (facts(kept, model), facts(fresh, model));
    let mut questions: Vec<&String> = kept.keys().chain(fresh.keys()).collect();
    questions.sort();
    questions.dedup();
    let differs = questions.into_iter().filter(|question| kept.get(*question) != fresh.get(*question));
    differs.map(|about| line(about, kept.get(about), fresh.get(about))).collect()
}

/// So much of a long answer is shown (bytes), from a little before the first byte that differs.
const SHOWN: usize = 160;

fn line(about: &str, kept: Option<&String>, fresh: Option<&String>) -> String {
    let (kept, fresh) = (kept.map_or("nothing", String::as_str), fresh.map_or("nothing", String::as_str));
    let same = kept.bytes().zip(fresh.bytes()).take_while(|(a, b)| a == b).count();
    let from = if kept.len().max(fresh.len()) > SHOWN { same.saturating_sub(SHOWN / 4) } else { 0 };
    let part = |text: &str| {
        let to = text.floor_char_boundary(from.saturating_add(SHOWN));
        text.get(text.floor_char_boundary(from)..to).unwrap_or_default().to_owned()
    };
    format!("{about}: {} instead of {}", part(kept), part(fresh))
}

fn facts(corpus: &Corpus, model: &dyn Model) -> BTreeMap<String, String> {
    let mut facts = Facts { corpus, answers: BTreeMap::new() };
    for (_, post) in corpus.posts() {
        facts.say(format_args!("post {}", post.path), post);
    }
    facts.say("posts", corpus.len());
    facts.say("files", corpus.listing.files());
    facts.say("archetypes", corpus.listing.archetypes());
    facts.say("copied files", corpus.listing.copied());
    corpus.terms.tell(model, &mut facts);
    corpus.keys.tell(&mut facts);
    corpus.shortcodes.tell(&mut facts);
    corpus.links.tell(&mut facts);
    corpus.places.tell(&mut facts);
    if corpus.weighs_terms() {
        corpus.ranking.tell(&mut facts);
    }
    facts.answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Reading, read_post};
    use crate::site::MemoryFiles;
    use crate::site::generators::PLAIN;
    use std::sync::Arc;

    const POSTS: [(&str, &str); 3] = [
        ("a.md", "---\ntitle: A\ndate: 2026-01-01\ntags: [go, Go Lang]\n---\n{{< x >}} [o](/one/)\n"),
        ("b.md", "+++\ntitle = 'B'\ntags = ['Go']\n+++\n{{< x >}}{{< y >}} words of a text\n"),
        ("c.md", "{\"title\": \"C\", \"tags\": [\"zig\"]}\n[o](../One) [e](https://example.org/)\n"),
    ];

    fn model() -> Arc<dyn Model> {
        PLAIN.load(&MemoryFiles::default(), None)
    }

    fn built() -> Corpus {
        let files = MemoryFiles::new(POSTS.map(|(path, text)| (path.to_string(), text.to_string())));
        Corpus::build(&*model(), &files, Reading::Whole)
    }

    fn set(corpus: &mut Corpus, path: &str, text: &str) {
        corpus.set(&*model(), read_post(&*model(), &RelPath::from(path), text).unwrap());
    }

    #[test]
    fn what_is_built_at_once_equals_what_came_piece_by_piece() {
        let mut grown = Corpus::default();
        set(&mut grown, "d.md", "---\ntags: [gone]\n---\n{{< gone >}}\n");
        set(&mut grown, "b.md", "---\ntags: [another]\n---\n[g](gone.md) [e](https://example.org/)\n");
        for (path, text) in POSTS.iter().rev() {
            set(&mut grown, path, text);
        }
        grown.take(&*model(), "d.md");
        grown.listing = built().listing;
        assert_eq!(differences(&grown, &built(), &*model()), [""; 0]);
    }

    #[test]
    fn a_post_that_is_not_as_its_file_is_told_with_all_that_follows() {
        let mut other = built();
        set(
            &mut other,
            "c.md",
            "{\"title\": \"C\", \"tags\": [\"Zig\"]}\n[o](../One) [e](https://example.org/)\n",
        );
        let found = differences(&other, &built(), &*model());
        let about: Vec<&str> =
            found.iter().filter_map(|line| line.split_once(": ")).map(|(about, _)| about).collect();
        assert_eq!(about, ["key tags[]", "key tags[] in ", "post c.md", "term 0 zig"]);
    }

    /// Each index is broken on purpose, as a mistake in its own `remove` or `add` would.
    #[test]
    fn an_index_that_lost_a_post_is_told() {
        let post = built().post_at("b.md").unwrap().clone();
        let id = built().id_of("b.md").unwrap();
        let broken = |change: &dyn Fn(&mut Corpus)| {
            let mut corpus = built();
            change(&mut corpus);
            differences(&corpus, &built(), &*model()).join("\n")
        };
        let model = model();
        type Spoil<'a> = &'a dyn Fn(&mut Corpus);
        let cases: [(&str, Spoil<'_>); 6] = [
            ("term 0 go: ([(\"go\", 1)], [\"a.md\"]", &|corpus| {
                corpus.terms.remove(&*model, id, &post, &|_| None)
            }),
            ("key title: (2, ", &|corpus| corpus.keys.remove(&post)),
            ("calls of y: nothing instead of (1, [\"b.md\"])", &|corpus| {
                corpus.shortcodes.remove(id, &post.body.open())
            }),
            ("links to one: [\"a.md\", \"b.md\", \"c.md\"]", &|corpus| {
                corpus.links.add(id, &corpus.posts[0].clone().unwrap().body.open());
            }),
            ("name b: nothing instead of [\"b.md\"]", &|corpus| corpus.places.remove(id, &post)),
            ("words of b.md: nothing instead of", &|corpus| corpus.ranking.remove(id, &post)),
        ];
        for (expected, change) in cases {
            let found = broken(change);
            assert!(found.contains(expected), "{expected}:\n{found}");
        }
    }
}
