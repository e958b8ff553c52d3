//! Which files of a bundle the templates of a site pick by themselves.

use super::super::layout::Layout;
use crate::site::files::{Files, RelPath};
use crate::site::model::Surroundings;
use globset::{Glob, GlobMatcher};
use regex::Regex;
use std::sync::LazyLock;

/// A use of a page's resources, with what follows.
static USE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\.Resources\b(?:\.(Get|GetMatch|Match)\s+("[^"]*"|`[^`]*`|[^\s})|]+))?"#).ok()
});

/// A name that a text gives: a parameter of the page, of a call, the destination of a hook.
static GIVEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\(?(?:\$|\.Page|\$\.Page)?\.(?:Params|Get|Destination|PlainText)\b").ok());

/// What templates take from bundles.
#[derive(Debug, Default)]
pub struct Picks {
    /// The patterns of names that they look for.
    patterns: Vec<GlobMatcher>,
    /// Whether a template may take any file.
    any: bool,
}

impl Picks {
    /// Looks at the templates on disk. Where there are none, nothing is known of what will show files.
    pub fn new(layout: &Layout, files: &dyn Files) -> Self {
        let mut picks = Picks::default();
        let mut templates = files.matching(&|path| layout.is_template(path)).into_iter().peekable();
        // An empty template is a stand-in for one that is not there.
        let reads_all = |text: &str| text.trim().is_empty();
        picks.any = templates.peek().is_none()
            || templates.any(|path| {
                let text = files.read(path).unwrap_or_default();
                reads_all(&text) || picks.read(&text)
            });
        picks
    }

    /// Takes in one template; whether it may take any file.
    fn read(&mut self, template: &str) -> bool {
        let Some(uses) = USE.as_ref() else { return true };
        for found in uses.captures_iter(template) {
            let Some(argument) = found.get(2).map(|argument| argument.as_str()) else { return true };
            let literal = argument.strip_prefix(['"', '`']).and_then(|rest| rest.strip_suffix(['"', '`']));
            match literal {
                Some(pattern) => match Glob::new(&pattern.to_lowercase()) {
                    Ok(glob) => self.patterns.push(glob.compile_matcher()),
                    Err(_) => return true,
                },
                // What a text gives stands in the text.
                None if GIVEN.as_ref().is_some_and(|given| given.is_match(argument)) => {}
                None => return true,
            }
        }
        false
    }

    /// The files of a leaf bundle that nothing but links can show.
    pub fn linked_files(&self, page: &str, site: &dyn Surroundings) -> Vec<RelPath> {
        let Some((folder, file)) = page.rsplit_once('/') else { return Vec::new() };
        if self.any || !file.starts_with("index.") {
            return Vec::new();
        }
        let is_resource = |path: &RelPath| site.page(path).is_none() && !path.ends_with(".md");
        let is_picked = |path: &RelPath| {
            let below = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/').to_lowercase();
            self.patterns.iter().any(|pattern| pattern.is_match(&below))
        };
        site.files_under(folder).into_iter().filter(|path| is_resource(path) && !is_picked(path)).collect()
    }
}
