//! Templates of shortcodes and of new posts: what is inferred of any text, in the three languages.

use crate::input::Input;
use crate::models;
use frontis::site::RelPath;
use frontis::site::model::NewPost;
use frontis::syntax::template;
use frontis::syntax::tera::content;

/// Where the generators look for the templates of shortcodes.
const TEMPLATES: &[&str] = &[
    "layouts/shortcodes/x.html",
    "layouts/_shortcodes/x.html",
    "templates/shortcodes/x.html",
    "templates/shortcodes/x.md",
    "templates/components/x.html",
    "_includes/x.html",
    "scripts/x.js",
    "eleventy.config.js",
];

/// An input is the text of a template; all generators read it.
pub fn check(data: &[u8]) {
    let Some(text) = Input::new(data).text() else { return };
    let facts = template::infer(text);
    for param in &facts.params {
        assert!(text.get(param.span.range()).is_some(), "{param:?}");
        assert!(param.name.is_some() || param.position.is_some(), "{param:?}");
    }
    let _ = content(text, 0);
    let new = NewPost { name: "a-post", title: "A Post", section: "posts", date: "2024-02-29T12:00:00Z" };
    for model in models::bare() {
        for path in TEMPLATES {
            let _ = model.shortcode_of(&RelPath::from(*path), text);
        }
        let _ = model.expand_archetype(text, &new);
    }
}
