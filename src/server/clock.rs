//! When something changes though nobody types: a scheduled post is published as its moment passes.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use tower_lsp::gen_lsp_types::Uri;

/// A sleep is cut into pieces of this length: the timer stands still while the computer sleeps, the wall clock does
/// not.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// The next change of each open document.
#[derive(Default)]
pub struct Clock {
    due: HashMap<Uri, Timestamp>,
}

impl Clock {
    /// Remembers when a document changes by itself, or that it does not.
    pub fn set(&mut self, uri: Uri, at: Option<Timestamp>) {
        match at {
            Some(at) => self.due.insert(uri, at),
            None => self.due.remove(&uri),
        };
    }

    /// Waits until a document has changed; for ever when none will.
    pub async fn next(&self) {
        let Some(first) = self.due.values().min() else { return std::future::pending().await };
        loop {
            // A fraction of a millisecond is lost in the timer, and a state changes only after its moment.
            let left = first.duration_since(Timestamp::now()).as_millis() + 1;
            match u64::try_from(left) {
                Ok(left) if left > 0 => {
                    tokio::time::sleep(Duration::from_millis(left).min(LONGEST_SLEEP)).await;
                }
                _ => return,
            }
        }
    }

    /// The documents whose moment has passed, each once.
    pub fn take_due(&mut self, now: Timestamp) -> Vec<Uri> {
        self.due.extract_if(|_, at| *at <= now).map(|(uri, _)| uri).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_is_due_once() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut clock = Clock::default();
        clock.set("a".into(), Some(at(10)));
        clock.set("b".into(), Some(at(20)));
        clock.set("c".into(), Some(at(10)));
        clock.set("c".into(), None);
        assert_eq!(clock.take_due(at(9)), Vec::<Uri>::new());
        assert_eq!(clock.take_due(at(10)), ["a".into()]);
        assert_eq!(clock.take_due(at(30)), ["b".into()]);
        assert_eq!(clock.take_due(at(30)), Vec::<Uri>::new());
    }

    #[tokio::test]
    async fn what_has_passed_is_not_waited_for_and_nothing_is_waited_for_ever() {
        let mut clock = Clock::default();
        let short = Duration::from_millis(50);
        assert!(tokio::time::timeout(short, clock.next()).await.is_err());
        clock.set("a".into(), Some(Timestamp::UNIX_EPOCH));
        assert!(tokio::time::timeout(short, clock.next()).await.is_ok());
    }
}
