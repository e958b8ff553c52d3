//! What is asked of the ranking: a post as it is on the screen, and the place of the term that it lacks.

use crate::corpus::post::Post;
use crate::corpus::ranking::kept::{self, Kept};
use crate::site::{Model, RelPath};
use crate::syntax::Document;
use crate::syntax::words::Word;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::sync::Arc;

/// What is asked: which terms does this post, as it is on the screen, lack?
pub struct Question<'a> {
    /// Its facts.
    pub post: &'a Post,
    /// Its text.
    pub text: &'a str,
    /// Its trees.
    pub document: &'a Document,
    /// The taxonomy of the terms.
    pub taxonomy: usize,
    /// The keys of the terms it has, each with its taxonomy.
    pub chosen: Vec<(usize, SmolStr)>,
    /// Where the term is to stand.
    pub slot: Slot,
    /// The time to take it for where it has no date.
    pub now: Option<Timestamp>,
}

/// A place among the terms of a taxonomy on a post: the keys of those beside it.
#[derive(Default, Clone, PartialEq)]
pub struct Slot {
    /// Of the one before.
    pub before: Option<SmolStr>,
    /// Of the one after.
    pub after: Option<SmolStr>,
}

/// All that the evidence depends on beside the index, and nothing else: two equal ones have the same answer. So it holds
/// no place in the text, and of the front matter only what is read.
#[derive(PartialEq)]
pub(super) struct Subject {
    pub path: RelPath,
    pub title: SmolStr,
    pub description: SmolStr,
    pub headings: Vec<SmolStr>,
    pub body: String,
    pub metadata: Vec<Word>,
    pub taxonomy: usize,
    pub chosen: Vec<(usize, SmolStr)>,
    pub slot: Slot,
    /// Its date, or the start of this hour.
    pub time: Option<Timestamp>,
}

impl Question<'_> {
    /// The words that the post is compared by: nothing but what is in its [`Subject`], which is quicker to compare.
    pub(super) fn words(&self, model: &dyn Model) -> Arc<[Kept]> {
        let Question { post, text, document, .. } = self;
        kept::kept(model, &post.path, &post.page, &post.keys.open(), text, document)
    }
}

impl Subject {
    /// What a question says.
    pub fn of(model: &dyn Model, question: &Question<'_>) -> Subject {
        let Question { post, text, document, .. } = question;
        Subject {
            path: post.path.clone(),
            title: post.page.title.clone().unwrap_or_default(),
            description: post.page.description.clone().unwrap_or_default(),
            headings: post.body.open().headings.into_iter().map(|heading| heading.text).collect(),
            body: kept::body(text, document).to_string(),
            metadata: kept::metadata(model, &post.path, &post.page, &post.keys.open()),
            taxonomy: question.taxonomy,
            chosen: question.chosen.clone(),
            slot: question.slot.clone(),
            time: post.page.date.or_else(|| question.now.map(hour)),
        }
    }
}

/// The start of the hour: posts are compared by days, and a question should stay the same for a while.
fn hour(now: Timestamp) -> Timestamp {
    const HOUR: i64 = 3600;
    Timestamp::from_second(now.as_second().div_euclid(HOUR) * HOUR).unwrap_or(now)
}
