//! Which terms a post is likely to carry, by what it says and by what the other posts carry.

mod audit;
mod catalog;
mod company;
mod kept;
mod lives;
mod memo;
mod names;
mod neighbours;
mod order;
mod postings;
mod signs;
mod subject;

pub use catalog::TermNo;
pub use kept::{Kept, kept};
pub use signs::{Row, SIGNS, Sign};
pub use subject::{Question, Slot};

use crate::corpus::post::Post;
use crate::corpus::{Corpus, PostId};
use crate::site::Model;
use crate::syntax::words::Word;
use catalog::Catalog;
use company::Company;
use lives::Lives;
use memo::Memo;
use postings::Postings;
use signs::Rows;
use smol_str::SmolStr;
use std::sync::Arc;
use subject::Subject;

/// What the ranking knows of all posts of one site. Cloning it copies a few numbers a post and no words.
#[derive(Clone, Default)]
pub struct RankIndex {
    postings: Postings,
    posts: Vec<Entry>,
    catalog: Arc<Catalog>,
    /// How many posts carry each term.
    counts: Vec<u32>,
    /// How many posts both carry each term and say all words of its name.
    said: Vec<u32>,
    /// When posts carry each term.
    lives: Lives,
    /// How many posts there are.
    total: u32,
    /// The last answers. Every change of the index starts a new one.
    memo: Memo,
}

#[derive(Clone, Default)]
struct Entry {
    terms: Option<Arc<[TermNo]>>,
    /// The length of its words as a vector.
    length: f32,
}

/// So many terms that no post has any more are kept, a kilobyte each, before it is built anew.
const MAX_FORGOTTEN: usize = 1000;

impl RankIndex {
    /// The index over all posts.
    pub fn build<'a>(
        model: &dyn Model,
        posts: impl Iterator<Item = (PostId, &'a Arc<Post>)> + Clone + Send,
    ) -> RankIndex {
        let words = posts.clone().map(|(id, post)| (id, &post.words));
        let (postings, mut index) =
            rayon::join(|| Postings::build(words), || RankIndex::of_terms(model, posts));
        index.postings = postings;
        index
    }

    /// The index without the words.
    fn of_terms<'a>(model: &dyn Model, posts: impl Iterator<Item = (PostId, &'a Arc<Post>)>) -> RankIndex {
        let mut index = RankIndex::default();
        let mut catalog = Catalog::default();
        for (id, post) in posts {
            catalog.learn(model, post);
            index.enter(&catalog, id, post, catalog.numbers(model, post));
        }
        index.catalog = Arc::new(catalog);
        index
    }

    /// Adds a post that is not there.
    pub fn add(&mut self, model: &dyn Model, id: PostId, post: &Post) {
        if !self.catalog.knows(model, post) {
            Arc::make_mut(&mut self.catalog).learn(model, post);
        }
        let catalog = self.catalog.clone();
        self.enter(&catalog, id, post, catalog.numbers(model, post));
        self.postings.add(id, &post.words);
    }

    /// Takes a post out.
    pub fn remove(&mut self, id: PostId, post: &Post) {
        self.memo = Memo::default();
        self.postings.remove(id);
        let entry = self.posts.get_mut(id as usize).map(std::mem::take);
        for &term in entry.and_then(|entry| entry.terms).iter().flat_map(|terms| terms.iter()) {
            let says = self.catalog.is_said(term, &post.words);
            for (counts, by) in [(&mut self.counts, 1), (&mut self.said, u32::from(says))] {
                if let Some(count) = counts.get_mut(term as usize) {
                    *count = count.saturating_sub(by);
                }
            }
            self.lives.leave(term, post.page.date);
        }
        self.total = self.total.saturating_sub(1);
    }

    /// Whether it knows of no post.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// Whether so much changed that it should be built anew. Costs a pass over the terms.
    pub fn is_stale(&self) -> bool {
        let forgotten = self.counts.iter().filter(|&&count| count == 0).count();
        self.postings.is_stale() || forgotten > MAX_FORGOTTEN
    }

    fn enter(&mut self, catalog: &Catalog, id: PostId, post: &Post, terms: Vec<TermNo>) {
        self.memo = Memo::default();
        let at = id as usize;
        if self.posts.len() <= at {
            self.posts.resize_with(at + 1, Entry::default);
        }
        for &term in &terms {
            let (at, says) = (term as usize, catalog.is_said(term, &post.words));
            for (counts, by) in [(&mut self.counts, 1), (&mut self.said, u32::from(says))] {
                if counts.len() <= at {
                    counts.resize(at + 1, 0);
                }
                counts[at] += by;
            }
            self.lives.enter(term, post.page.date);
        }
        let length =
            post.words.iter().map(|kept| kept.weight().powi(2)).sum::<f32>().sqrt().max(f32::EPSILON);
        if let Some(entry) = self.posts.get_mut(at) {
            *entry = Entry { terms: Some(terms.into()), length };
        }
        self.total += 1;
    }

    fn terms_of(&self, id: PostId) -> &[TermNo] {
        self.posts.get(id as usize).and_then(|entry| entry.terms.as_deref()).unwrap_or_default()
    }

    fn length_of(&self, id: PostId) -> f32 {
        self.posts.get(id as usize).map_or(1.0, |entry| entry.length.max(f32::EPSILON))
    }
}

/// The evidence for every term of a taxonomy.
pub struct Ranking<'a> {
    index: &'a RankIndex,
    taxonomy: usize,
    evidence: Arc<Evidence>,
}

/// Why a term is offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why {
    /// Where the post says its name, the most telling place.
    pub place: Option<Sign>,
    /// The taxonomies and keys of the chosen terms it often comes with, the closest first.
    pub with: Vec<(usize, SmolStr)>,
}

/// So many chosen terms say why; more would be a list.
const MAX_WITH: usize = 2;

impl<'a> Ranking<'a> {
    /// Weighs all terms. Costs what the rarest words of the post touch, see [`neighbours`], and one pass over the terms;
    /// while a term is typed letter by letter the question stays the same, and costs nothing again.
    pub fn new(corpus: &'a Corpus, model: &dyn Model, question: Question<'_>) -> Ranking<'a> {
        let index = &corpus.ranking;
        let subject = Subject::of(model, &question);
        let taxonomy = subject.taxonomy;
        let evidence = index.memo.answer(subject, |subject| weigh(corpus, subject, &question.words(model)));
        Ranking { index, taxonomy, evidence }
    }

    /// The evidence for a term; `None` for one that is on no saved post.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.evidence.rows.row(self.number(key)?)
    }

    /// How likely the post carries a term that `posts` others carry, as a number to compare with those of other terms
    /// only.
    pub fn score(&self, key: &str, posts: u32) -> f32 {
        let known = self.number(key).and_then(|term| self.evidence.scores.get(term as usize));
        known.copied().unwrap_or_else(|| signs::score_of_unknown(posts))
    }

    /// Why a term is offered.
    pub fn why(&self, key: &str) -> Why {
        let Some(term) = self.number(key) else { return Why::default() };
        let places = [Sign::Title, Sign::Description, Sign::Heading, Sign::Body];
        let place = places.into_iter().find(|place| self.evidence.rows.get(term, *place) > 0.0);
        Why { place, with: self.companions(term) }
    }

    fn companions(&self, term: TermNo) -> Vec<(usize, SmolStr)> {
        let found = self.evidence.company.of(term);
        let names = found.iter().take(MAX_WITH).filter_map(|(_, other)| self.index.catalog.name(*other));
        names.map(|name| (name.taxonomy, name.key.clone())).collect()
    }

    fn number(&self, key: &str) -> Option<TermNo> {
        self.index.catalog.number(self.taxonomy, key)
    }
}

/// What was found out for one question. Holds numbers of terms, so it means nothing without its index.
struct Evidence {
    rows: Rows,
    scores: Vec<f32>,
    company: Company,
}

/// Gathers the evidence for all terms.
fn weigh(corpus: &Corpus, subject: &Subject, words: &[Kept]) -> Evidence {
    let index = &corpus.ranking;
    let own = corpus.id_of(&subject.path);
    let own_terms = own.map_or(&[][..], |own| index.terms_of(own));
    let chosen = subject.chosen.iter().filter_map(|(taxonomy, key)| index.catalog.number(*taxonomy, key));
    let asked = Asked { corpus, index, subject, words, own, own_terms, chosen: chosen.collect() };
    let mut rows = Rows::new(index.catalog.len());
    names::fill(&asked, &mut rows);
    neighbours::fill(&asked, &mut rows);
    let company = company::fill(&asked, &mut rows);
    lives::fill(&asked, &mut rows);
    order::fill(&asked, &mut rows);
    for term in 0..index.catalog.len() as TermNo {
        let count = asked.count(term);
        rows.add(term, Sign::Frequency, count.ln_1p());
        let centre = rows.get(term, Sign::Centre);
        rows.add(term, Sign::Centre, centre / (count + 3.0).sqrt() - centre);
        for (product, one, other) in signs::PRODUCTS {
            let value = rows.get(term, one) * rows.get(term, other);
            rows.add(term, product, value);
        }
    }
    Evidence { scores: rows.scores(), rows, company }
}

/// The question with what answers it.
struct Asked<'a> {
    corpus: &'a Corpus,
    index: &'a RankIndex,
    subject: &'a Subject,
    /// The words that the post is compared by.
    words: &'a [Kept],
    /// The post as it is on disk: no evidence for itself.
    own: Option<PostId>,
    own_terms: &'a [TermNo],
    chosen: Vec<TermNo>,
}

impl<'a> Asked<'a> {
    /// How many other posts there are.
    fn posts(&self) -> f32 {
        (self.index.total as f32 - f32::from(self.own.is_some() as u8)).max(1.0)
    }

    fn terms_of(&self, id: PostId) -> &'a [TermNo] {
        self.index.terms_of(id)
    }

    /// How many other posts carry a term.
    fn count(&self, term: TermNo) -> f32 {
        let all = self.index.counts.get(term as usize).copied().unwrap_or(0);
        all as f32 - f32::from(self.own_terms.contains(&term) as u8)
    }

    /// How many other posts carry a term and say its name.
    fn both(&self, term: TermNo) -> f32 {
        let all = self.index.said.get(term as usize).copied().unwrap_or(0);
        let own = self.own.and_then(|own| self.corpus.post(own));
        let is_own = own.is_some_and(|own| self.index.catalog.is_said(term, &own.words));
        all as f32 - f32::from((is_own && self.own_terms.contains(&term)) as u8)
    }

    /// The other posts that carry a term.
    fn posts_of(&self, term: TermNo) -> Vec<PostId> {
        let name = self.index.catalog.name(term);
        let term = name.and_then(|name| self.corpus.terms.get(name.taxonomy, &name.key));
        let mut posts: Vec<PostId> = term.map(|term| term.posts.clone()).unwrap_or_default();
        posts.retain(|id| Some(*id) != self.own);
        posts
    }

    /// At most about `limit` of the other posts that hold a word, evenly from all of them.
    fn some_with(&self, word: Word, limit: usize) -> Vec<PostId> {
        let step = self.index.postings.count(word).div_ceil(limit.max(1)).max(1);
        let posts = self.index.postings.of(word).map(|(id, _)| id).step_by(step);
        posts.filter(|id| Some(*id) != self.own).collect()
    }

    /// Whether the post as it is on disk holds a word.
    fn own_says(&self, word: Word) -> bool {
        let own = self.own.and_then(|own| self.corpus.post(own));
        own.is_some_and(|post| postings::find(&post.words, word).is_some())
    }

    /// How rare a word is on the site: 0 where every post has it.
    fn rarity(&self, word: Word) -> f32 {
        self.rarity_of(self.index.postings.count(word))
    }

    fn rarity_of(&self, posts: usize) -> f32 {
        let (all, posts) = (self.index.total as f32, posts as f32);
        (1.0 + (all - posts + 0.5).max(0.0) / (posts + 0.5)).ln()
    }

    /// Calls `take` for each term on some posts, with how many of them carry it and how many would by chance.
    fn each_company(&self, posts: &[PostId], mut take: impl FnMut(TermNo, f32, f32)) {
        let mut counts = vec![0_u32; self.index.catalog.len()];
        let mut seen: Vec<TermNo> = Vec::new();
        for &id in posts.iter().filter(|id| Some(**id) != self.own) {
            for &term in self.terms_of(id) {
                let Some(count) = counts.get_mut(term as usize) else { continue };
                if *count == 0 {
                    seen.push(term);
                }
                *count += 1;
            }
        }
        let share = posts.len() as f32 / self.posts();
        for term in seen {
            take(term, counts[term as usize] as f32, self.count(term) * share);
        }
    }
}

#[cfg(test)]
mod tests;
