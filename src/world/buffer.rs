//! One open post: its text and, once somebody asks, its trees and facts.

use crate::corpus::disk::MAX_FILE;
use crate::corpus::post::Post;
use crate::site::Model;
use crate::site::files::RelPath;
use crate::syntax::Document;
use crate::text::Text;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// One version of an open text. It never changes: an edit makes a new one.
pub struct Buffer {
    /// Its file, which need not exist yet.
    pub path: PathBuf,
    /// The client's version.
    pub version: i32,
    /// The text.
    pub text: Text,
    parsed: OnceLock<Parsed>,
}

/// What is computed at most once per version.
struct Parsed {
    document: Arc<Document>,
    post: Arc<Post>,
}

impl Buffer {
    /// A buffer whose trees are not built yet.
    pub fn new(path: PathBuf, version: i32, text: Text) -> Self {
        Buffer { path, version, text, parsed: OnceLock::new() }
    }

    /// Whether it is longer than a post on disk may be. Then the text is kept, and nothing is read out of it: that would
    /// take seconds for each keystroke, and gigabytes.
    pub fn is_too_large(&self) -> bool {
        self.text.len() as u64 > MAX_FILE
    }

    /// The trees under the rules of its site. A buffer belongs to one site for as long as it lives.
    pub fn document(&self, model: &dyn Model, path: &str) -> &Arc<Document> {
        &self.parsed(model, path).document
    }

    /// The facts under the rules of its site.
    pub fn post(&self, model: &dyn Model, path: &str) -> &Arc<Post> {
        &self.parsed(model, path).post
    }

    fn parsed(&self, model: &dyn Model, path: &str) -> &Parsed {
        self.parsed.get_or_init(|| {
            let text = if self.is_too_large() { "" } else { self.text.as_str() };
            let document = Arc::new(model.parse(path, text));
            let post = Arc::new(Post::read(model, &RelPath::from(path), text, &document));
            Parsed { document, post }
        })
    }
}
