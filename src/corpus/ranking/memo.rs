//! The last answers of the ranking: letters typed into one place ask the same question again and again.

use super::Evidence;
use super::subject::Subject;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers that are kept: the list under the cursor, and the action and the hint that look at the same post.
const KEPT: usize = 3;

/// The last answers over one state of an index. A copy of the index shares them until either one changes.
#[derive(Clone, Default)]
pub(super) struct Memo(Arc<Mutex<VecDeque<Answer>>>);

/// What was asked, and what was found out.
type Answer = (Subject, Arc<Evidence>);

impl Memo {
    /// The answer to a question: the one that was given before, or what `weigh` finds. The lock is not held while it
    /// looks, so two threads may find the same.
    pub fn answer(&self, subject: Subject, weigh: impl FnOnce(&Subject) -> Evidence) -> Arc<Evidence> {
        if let Some(known) = self.known(&subject) {
            return known;
        }
        let found = Arc::new(weigh(&subject));
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.push_front((subject, found.clone()));
        last.truncate(KEPT);
        found
    }

    fn known(&self, subject: &Subject) -> Option<Arc<Evidence>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().find(|(known, _)| known == subject).map(|(_, found)| found.clone())
    }
}
