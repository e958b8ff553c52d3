//! A model of each generator, loaded once from an empty site or for each input from its configuration.

use frontis::site::generators::ALL;
use frontis::site::{Generator, MemoryFiles, Model};
use std::sync::{Arc, OnceLock};

/// The models of all generators over sites without any files, in the order of the generators.
pub fn bare() -> &'static [Arc<dyn Model>] {
    static MODELS: OnceLock<Vec<Arc<dyn Model>>> = OnceLock::new();
    MODELS.get_or_init(|| ALL.iter().map(|generator| generator.load(&MemoryFiles::default(), None)).collect())
}

/// All generators.
pub fn generators() -> &'static [&'static dyn Generator] {
    ALL
}

/// Where each generator, in their order, looks for a post.
pub const POSTS: [&str; 7] = [
    "content/posts/a-post.md",
    "content/a-post.md",
    "_posts/2024-02-29-a-post.md",
    "source/_posts/a-post.md",
    "posts/a-post.md",
    "src/content/blog/a-post.md",
    "a-post.md",
];
