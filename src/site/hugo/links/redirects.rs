//! Addresses that the host redirects, as far as files beside the site say so.

use crate::site::files::Files;
use rustc_hash::FxHashSet;

/// Files of hosts that hold redirects, by the end of their paths.
const SOURCES: &[&str] =
    &["_redirects", "netlify.toml", "vercel.json", ".htaccess", "firebase.json", "staticwebapp.config.json"];

/// The addresses that may lead on.
#[derive(Debug, Clone, Default)]
pub struct Redirects {
    exact: FxHashSet<String>,
    /// What stands before a `*` or a `:placeholder`.
    prefixes: Vec<String>,
}

impl Redirects {
    /// Reads the files that hosts take redirects from.
    pub fn new(files: &dyn Files) -> Self {
        let is_source = |path: &str| SOURCES.contains(&path.rsplit('/').next().unwrap_or(path));
        let mut redirects = Redirects::default();
        for path in files.matching(&is_source) {
            redirects.read(&files.read(path).unwrap_or_default());
        }
        redirects
    }

    /// Whether an address may be redirected.
    pub fn covers(&self, address: &str) -> bool {
        self.exact.contains(address.trim_end_matches('/'))
            || self.prefixes.iter().any(|prefix| address.starts_with(prefix.as_str()))
    }

    /// Takes every word that looks like a path, whatever the format: one too many only keeps us silent.
    fn read(&mut self, text: &str) {
        let breaks = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '^' | '$');
        for word in text.split(breaks).filter(|word| word.len() > 1 && word.starts_with('/')) {
            match word.find(['*', ':', '(']) {
                // A rule for everything says nothing: most are fallbacks to a page of errors.
                Some(at) if at > 1 => self.prefixes.extend(word.get(..at).map(str::to_owned)),
                Some(_) => {}
                None => drop(self.exact.insert(word.trim_end_matches('/').to_owned())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn words_that_are_paths_may_lead_on() {
        let text = "/old/ /new/ 301\n/blog/* /posts/:splat\n/* /404 404\n";
        let files = MemoryFiles::new([("static/_redirects".to_owned(), text.to_owned())]);
        let redirects = Redirects::new(&files);
        for (address, expected) in [("/old", true), ("/old/", true), ("/blog/a/", true), ("/x/", false)] {
            assert_eq!(redirects.covers(address), expected, "{address}");
        }
    }
}
