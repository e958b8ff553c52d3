//! `defaults` of the configuration: fields that files get by their folder and type (lib/jekyll/frontmatter_defaults.rb).

use crate::site::shared::config;
use globset::{GlobBuilder, GlobMatcher};
use serde_json::{Map, Value};

/// The sets of defaults in their order.
#[derive(Debug, Default)]
pub struct Defaults {
    sets: Vec<Set>,
}

#[derive(Debug)]
struct Set {
    path: String,
    glob: Option<GlobMatcher>,
    kind: Option<String>,
    values: Map<String, Value>,
}

impl Defaults {
    /// Reads the list; a table in its place is ignored, as Jekyll does. `collections_dir` is left out of paths.
    pub fn new(tree: &Value, collections_dir: &str) -> Defaults {
        let list = tree.get("defaults").and_then(Value::as_array);
        Defaults {
            sets: list.into_iter().flatten().filter_map(|set| Set::new(set, collections_dir)).collect(),
        }
    }

    /// What a file gets that does not say otherwise. `path` is below the source folder, `kind` the name of its
    /// collection or `pages`.
    pub fn of(&self, path: &str, kind: &str) -> Map<String, Value> {
        let mut merged = Map::new();
        let mut last: Option<&Set> = None;
        for set in self.sets.iter().filter(|set| set.applies(path, kind)) {
            if last.is_none_or(|last| set.precedes(last)) {
                overlay(&mut merged, &set.values);
                last = Some(set);
            } else {
                let mut below = set.values.clone();
                overlay(&mut below, &merged);
                merged = below;
            }
        }
        merged
    }
}

impl Set {
    fn new(set: &Value, collections_dir: &str) -> Option<Set> {
        let values = set.get("values")?.as_object()?.clone();
        let scope = set.get("scope").unwrap_or(&Value::Null);
        let path = config::text(scope, "path").unwrap_or_default();
        let below = path.strip_prefix(collections_dir).and_then(|rest| rest.strip_prefix('/'));
        let path = below.filter(|_| !collections_dir.is_empty()).unwrap_or(&path).to_owned();
        let glob = path.contains('*').then(|| GlobBuilder::new(&path).literal_separator(true).build().ok());
        let kind = config::text(scope, "type").map(|kind| match kind.as_str() {
            "page" => "pages".to_owned(),
            "post" => "posts".to_owned(),
            _ => kind,
        });
        Some(Set { glob: glob.flatten().map(|glob| glob.compile_matcher()), path, kind, values })
    }

    fn applies(&self, path: &str, kind: &str) -> bool {
        let fits = match &self.glob {
            // Jekyll lists what the pattern matches on disk and takes all that lies below.
            Some(glob) => folders(path).any(|above| glob.is_match(above)),
            None => path.starts_with(self.path.trim_start_matches('/')),
        };
        fits && self.kind.as_ref().is_none_or(|wanted| wanted == kind)
    }

    /// Whether this set wins over one that came before it.
    fn precedes(&self, other: &Set) -> bool {
        match self.path.len().cmp(&other.path.len()) {
            std::cmp::Ordering::Equal => self.kind.is_some() || other.kind.is_none(),
            order => order.is_gt(),
        }
    }
}

/// The path and every folder above it.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(above, _)| above))
}

fn overlay(target: &mut Map<String, Value>, over: &Map<String, Value>) {
    for (key, value) in over {
        match (target.get_mut(key), value) {
            (Some(_), Value::Null) => {}
            (Some(Value::Object(old)), Value::Object(new)) => overlay(old, new),
            _ => {
                target.insert(key.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn longer_paths_and_types_win() {
        let tree = json!({"defaults": [
            {"scope": {"path": ""}, "values": {"layout": "page", "image": {"path": "a"}}},
            {"scope": {"path": "", "type": "posts"}, "values": {"layout": "post", "image": {"alt": "b"}}},
            {"scope": {"path": "_posts/old"}, "values": {"layout": "old"}},
            {"scope": {"path": "docs/*/en"}, "values": {"lang": "en"}},
            {"values": "no"},
        ]});
        let defaults = Defaults::new(&tree, "");
        let layout = |path: &str, kind: &str| defaults.of(path, kind).get("layout").cloned();
        assert_eq!(layout("about.md", "pages"), Some(json!("page")));
        assert_eq!(layout("_posts/2024-01-02-a.md", "posts"), Some(json!("post")));
        assert_eq!(layout("_posts/old/2024-01-02-a.md", "posts"), Some(json!("old")));
        assert_eq!(defaults.of("_posts/a.md", "posts").get("image"), Some(&json!({"path": "a", "alt": "b"})));
        assert_eq!(defaults.of("docs/v1/en/a.md", "pages").get("lang"), Some(&json!("en")));
        assert_eq!(defaults.of("docs/v1/de/a.md", "pages").get("lang"), None);
        let table = json!({"defaults": {"values": {"layout": "x"}}});
        assert_eq!(Defaults::new(&table, "").of("a.md", "pages").get("layout"), None);
    }
}
