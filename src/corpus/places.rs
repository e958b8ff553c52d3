//! Where a post is found: by its path, its URLs and the name that people call it by.

use crate::corpus::PostId;
use crate::corpus::audit::Facts;
use crate::corpus::post::Post;
use crate::site::RelPath;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// The posts of one site by path, URL and name.
#[derive(Debug, Default, Clone)]
pub struct PlaceIndex {
    ids: FxHashMap<RelPath, PostId>,
    urls: FxHashMap<SmolStr, Vec<PostId>>,
    /// By names without capitals and with hyphens for spaces.
    names: FxHashMap<SmolStr, Vec<PostId>>,
    sections: FxHashMap<SmolStr, u32>,
}

impl PlaceIndex {
    /// The post at that path.
    pub fn id(&self, path: &str) -> Option<PostId> {
        self.ids.get(path).copied()
    }

    /// The posts at that URL, by their own or by an alias, in no order.
    pub fn at_url(&self, url: &str) -> &[PostId] {
        self.urls.get(url).map_or(&[], Vec::as_slice)
    }

    /// The posts of that name (see [`page_name`]) or of one that differs in capitals or has hyphens for spaces, in no
    /// order.
    pub fn named(&self, name: &str) -> &[PostId] {
        self.names.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    /// Whether any post is in that section.
    pub fn has_section(&self, name: &str) -> bool {
        self.sections.contains_key(name)
    }

    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Adds a post.
    pub fn add(&mut self, id: PostId, post: &Post) {
        for url in urls(post) {
            self.urls.entry(url.clone()).or_default().push(id);
        }
        self.names.entry(folded(&page_name(&post.path))).or_default().push(id);
        *self.sections.entry(post.page.section.clone()).or_default() += 1;
        self.ids.insert(post.path.clone(), id);
    }

    /// Takes a post out again.
    pub fn remove(&mut self, id: PostId, post: &Post) {
        for url in urls(post) {
            forget(&mut self.urls, url, id);
        }
        forget(&mut self.names, &folded(&page_name(&post.path)), id);
        if let Some(count) = self.sections.get_mut(&post.page.section) {
            *count -= 1;
            if *count == 0 {
                self.sections.remove(&post.page.section);
            }
        }
        self.ids.remove(&post.path);
    }

    /// Notes what it says of each address and name.
    pub(super) fn tell(&self, facts: &mut Facts<'_>) {
        for (path, id) in &self.ids {
            facts.say(format_args!("path {path}"), facts.path(*id));
        }
        for (url, ids) in &self.urls {
            facts.say(format_args!("address {url}"), facts.paths(ids));
        }
        for (name, ids) in &self.names {
            facts.say(format_args!("name {name}"), facts.paths(ids));
        }
        for (section, posts) in &self.sections {
            facts.say(format_args!("section {section}"), posts);
        }
    }
}

/// The name by which people refer to a page: its file's without extension, or its folder's for a bundle.
pub fn page_name(path: &str) -> SmolStr {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or(file);
    match stem {
        "index" | "_index" => parts.next().unwrap_or_default().into(),
        _ => stem.into(),
    }
}

fn folded(name: &str) -> SmolStr {
    name.to_lowercase().replace(' ', "-").into()
}

fn urls(post: &Post) -> impl Iterator<Item = &SmolStr> {
    post.page.url.iter().chain(&post.page.aliases)
}

fn forget(index: &mut FxHashMap<SmolStr, Vec<PostId>>, key: &SmolStr, id: PostId) {
    if let Some(ids) = index.get_mut(key) {
        ids.retain(|&other| other != id);
        if ids.is_empty() {
            index.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_name;

    #[test]
    fn a_bundle_is_called_by_its_folder() {
        for (path, name) in [
            ("content/post/a.ja.md", "a"),
            ("content/post/trip/index.md", "trip"),
            ("content/post/_index.md", "post"),
            ("index.md", ""),
        ] {
            assert_eq!(page_name(path), name, "{path}");
        }
    }
}
