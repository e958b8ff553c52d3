//! Small sites on which it is plain what must come first.

use super::{Question, Ranking, Sign, Slot, Why};
use crate::corpus::{Corpus, Reading, read_post};
use crate::site::generators::PLAIN;
use crate::site::{MemoryFiles, Model, RelPath};
use crate::syntax::Document;
use std::sync::Arc;

/// Posts on two subjects, some with a term that the text does not name.
const POSTS: [(&str, &str); 6] = [
    (
        "a.md",
        "---\ntitle: Borrowing\nauthor: Ada\ntags: [rust, language]\n---\nOwnership and lifetimes in a borrow checker.\n",
    ),
    (
        "b.md",
        "---\ntitle: Lifetimes\nauthor: Ada\ntags: [rust, language]\n---\nThe borrow checker and ownership again.\n",
    ),
    ("c.md", "---\ntitle: Sourdough\nauthor: Bob\ntags: [bread]\n---\nFlour, water and salt in the oven.\n"),
    (
        "d.md",
        "---\ntitle: Rye\nauthor: Bob\ntags: [bread, winter]\n---\nRye flour needs more water; the oven hot.\n",
    ),
    ("e.md", "---\ntitle: Pizza\nauthor: Bob\ntags: [bread]\n---\nFlour, tomatoes, a hot oven.\n"),
    ("f.md", "---\ntitle: Snow\nauthor: Cleo\ntags: [winter, C#]\n---\nA walk.\n"),
];

fn model() -> Arc<dyn Model> {
    PLAIN.load(&MemoryFiles::default(), None)
}

fn built() -> Corpus {
    let files = MemoryFiles::new(POSTS.map(|(path, text)| (path.to_string(), text.to_string())));
    Corpus::build(&*model(), &files, Reading::Whole)
}

fn set(corpus: &mut Corpus, path: &str, text: &str) {
    let model = model();
    corpus.set(&*model, read_post(&*model, &RelPath::from(path), text).unwrap());
}

/// Calls `look` with the ranking for the text of an unsaved post.
fn ranked<T>(corpus: &Corpus, path: &str, text: &str, look: impl Fn(&Ranking<'_>) -> T) -> T {
    ranked_at(corpus, path, text, Slot::default(), look)
}

fn ranked_at<T>(corpus: &Corpus, path: &str, text: &str, slot: Slot, look: impl Fn(&Ranking<'_>) -> T) -> T {
    let model = model();
    let post = read_post(&*model, &RelPath::from(path), text).unwrap();
    let document = Document::parse(text, model.split_rules(), model.dialect());
    let chosen = post.terms.iter().map(|term| (term.taxonomy, model.term_key(&term.text).into())).collect();
    let question = Question { post: &post, text, document: &document, taxonomy: 0, chosen, slot, now: None };
    look(&Ranking::new(corpus, &*model, question))
}

/// The terms of the site, the likeliest first, with their scores.
fn order(corpus: &Corpus, path: &str, text: &str) -> Vec<(String, String)> {
    ranked(corpus, path, text, |ranking| {
        let keys = ["rust", "language", "bread", "winter", "c#"];
        let mut scored: Vec<(f32, &str)> = keys.map(|key| (ranking.score(key, 1), key)).to_vec();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().map(|(score, key)| (key.to_string(), format!("{score:.4}"))).collect()
    })
}

fn first(text: &str) -> String {
    order(&built(), "new.md", text)[0].0.clone()
}

#[test]
fn what_the_text_says_comes_first() {
    for (text, expected) in [
        ("---\ntitle: A walk in winter\n---\n", "winter"),
        ("---\ntitle: Nothing\n---\nHow ownership and the borrow checker meet.\n", "rust"),
        ("---\ntitle: Nothing\n---\nSalt and flour into the oven.\n", "bread"),
        ("---\ntitle: C# interfaces\n---\n", "c#"),
        ("---\ntitle: Nothing\nauthor: Bob\n---\n", "bread"),
        ("---\ntitle: Nothing\ntags: [rust]\n---\n", "language"),
    ] {
        let chosen = if text.contains("[rust]") { 1 } else { 0 };
        let order = order(&built(), "new.md", text);
        let rest: Vec<&str> =
            order.iter().map(|(key, _)| key.as_str()).filter(|key| chosen == 0 || *key != "rust").collect();
        assert_eq!(rest[0], expected, "{text}: {order:?}");
    }
}

#[test]
fn another_body_is_another_order() {
    let post = |body: &str| format!("---\ntitle: Nothing\n---\n{body}\n");
    assert_eq!(first(&post("The oven and flour.")), "bread");
    assert_eq!(first(&post("The borrow checker.")), "rust");
}

#[test]
fn a_saved_post_is_no_evidence_for_itself() {
    let mut corpus = built();
    let text = "---\ntitle: Ferry\ntags: [c#, winter]\n---\nGangway and harbour.\n";
    set(&mut corpus, "g.md", text);
    let without = text.replace("c#, ", "");
    let other = text.replace("tags: [c#, winter]", "tags: [winter]");
    let mut before = built();
    set(&mut before, "g.md", &other);
    assert_eq!(order(&corpus, "g.md", &without), order(&before, "g.md", &without));
}

#[test]
fn why_names_the_place_and_the_company() {
    let text = "---\ntitle: On a language\ntags: [rust]\n---\n";
    let why = ranked(&built(), "new.md", text, |ranking| ranking.why("language"));
    assert_eq!(why, Why { place: Some(Sign::Title), with: vec![(0, "rust".into())] });
    let why = ranked(&built(), "new.md", text, |ranking| ranking.why("bread"));
    assert_eq!(why, Why::default());
}

#[test]
fn what_is_built_at_once_ranks_like_what_came_piece_by_piece() {
    let texts = [
        "---\ntitle: Winter bread\nauthor: Bob\n---\nFlour.\n",
        "---\ntitle: Nothing\ntags: [rust]\n---\nThe borrow checker.\n",
    ];
    let mut grown = Corpus::default();
    set(&mut grown, "c.md", "---\ntags: [gone, rust]\n---\nOwnership of an oven.\n");
    for (path, text) in POSTS.iter().rev() {
        set(&mut grown, path, text);
    }
    let mut edited = built();
    set(&mut edited, "b.md", "---\ntags: [gone]\n---\nAn oven.\n");
    edited.take(&*model(), "f.md");
    for (path, text) in [POSTS[5], POSTS[1]] {
        set(&mut edited, path, text);
    }
    // More edits than the index takes in without being built anew.
    let mut worn = built();
    for round in 0..100 {
        set(&mut worn, "a.md", &POSTS[0].1.replace("Ownership", &format!("Round {round}")));
    }
    set(&mut worn, "a.md", POSTS[0].1);
    for text in texts {
        let expected = order(&built(), "new.md", text);
        for (how, corpus) in [("grown", &grown), ("edited", &edited), ("worn", &worn)] {
            assert_eq!(order(corpus, "new.md", text), expected, "{how}: {text}");
        }
    }
}

/// What one sign says of some terms of a post.
fn says(corpus: &Corpus, path: &str, text: &str, slot: Slot, sign: Sign, keys: &[&str]) -> Vec<bool> {
    ranked_at(corpus, path, text, slot, |ranking| {
        keys.iter().map(|key| ranking.row(key).unwrap()[sign as usize] > 0.0).collect()
    })
}

#[test]
fn the_terms_beside_the_slot_tell_what_is_written_between_them() {
    let text = "---\ntitle: Nothing\ntags: [rust, winter]\n---\n";
    let keys = ["rust", "language", "bread", "c#"];
    let slot = |before: Option<&str>, after: Option<&str>| Slot {
        before: before.map(Into::into),
        after: after.map(Into::into),
    };
    let look = |slot, sign| says(&built(), "new.md", text, slot, sign, &keys);
    assert_eq!(look(slot(Some("rust"), None), Sign::Follows), [false, true, false, false]);
    assert_eq!(look(slot(Some("language"), None), Sign::Follows), [false; 4]);
    assert_eq!(look(slot(None, Some("winter")), Sign::Precedes), [false, false, true, false]);
    assert_eq!(look(slot(Some("winter"), None), Sign::Precedes), [false; 4]);
}

#[test]
fn a_term_of_other_years_is_far_away() {
    let mut corpus = built();
    let post = |date: &str, tags: &str| format!("---\ndate: {date}\ntags: [{tags}]\n---\n");
    set(&mut corpus, "old.md", &post("2016-05-01", "bread"));
    set(&mut corpus, "near.md", &post("2026-05-01", "winter"));
    // The post itself is no evidence, whether it is the only one of that day or not.
    set(&mut corpus, "own.md", &post("2026-05-01", "bread, winter"));
    let far =
        says(&corpus, "own.md", &post("2026-05-01", ""), Slot::default(), Sign::Gap, &["bread", "winter"]);
    assert_eq!(far, [true, false]);
}

/// The evidence that stands behind the answer, to see whether two answers share it.
fn evidence(corpus: &Corpus, text: &str) -> Arc<super::Evidence> {
    ranked(corpus, "new.md", text, |ranking| ranking.evidence.clone())
}

#[test]
fn a_question_is_answered_once_until_something_in_it_changes() {
    let mut corpus = built();
    let text = "---\ntitle: A walk\ntags: [rust]\nsummary: x\n---\nThe oven.\n";
    let first = evidence(&corpus, text);
    let is_first = |corpus: &Corpus, text: &str| Arc::ptr_eq(&first, &evidence(corpus, text));
    assert!(is_first(&corpus, text), "the same text");
    assert!(is_first(&corpus, &text.replace("\nsummary", "\n\n# a comment\nsummary")), "the body moved");
    for (from, to) in [("A walk", "A talk"), ("rust", "bread"), ("oven", "ovens"), ("summary", "author")] {
        assert!(!is_first(&corpus, &text.replace(from, to)), "{from} became {to}");
    }
    let again = evidence(&corpus, text);
    set(&mut corpus, "c.md", "---\ntags: [rust, winter]\n---\n");
    assert!(!Arc::ptr_eq(&again, &evidence(&corpus, text)), "another post changed");
}

#[test]
fn terms_that_come_and_go_all_day_are_forgotten() {
    let mut corpus = built();
    for round in 0..super::MAX_FORGOTTEN + 10 {
        set(&mut corpus, "g.md", &format!("---\ntitle: G\ntags: [day-{round}]\n---\n"));
    }
    let renewed = corpus.renewed_ranking(&*model()).unwrap();
    corpus.set_ranking(renewed);
    assert!(corpus.renewed_ranking(&*model()).is_none());
}
