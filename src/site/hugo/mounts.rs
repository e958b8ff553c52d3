//! Which folder of a site plays which part: the default folders, those that the configuration names, and mounts.

use serde_json::Value;

use super::config::{Config, ModuleMount, Settings, lookup};
use super::modules::Module;

/// One folder (or file) and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// The folder below the root, without slashes around it; empty for the root itself.
    pub source: String,
    /// The part it plays.
    pub component: Component,
    /// Where below that part it appears: `blog` for a mount at `content/blog`.
    pub target: String,
    /// The code of the language that it is for.
    pub language: Option<String>,
    /// 0 for the site's own, higher for what it builds on.
    pub rank: u8,
}

/// The parts that a folder can play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Component {
    /// Posts.
    Content,
    /// Templates.
    Layouts,
    /// Templates of new posts.
    Archetypes,
    /// Files copied as they are.
    Static,
    /// Files that templates process.
    Assets,
}

const COMPONENTS: [(Component, &str); 5] = [
    (Component::Content, "content"),
    (Component::Layouts, "layouts"),
    (Component::Archetypes, "archetypes"),
    (Component::Static, "static"),
    (Component::Assets, "assets"),
];

/// All mounts of a site and of the modules it builds on, the site's own first.
pub fn mounts(config: &Config, modules: &[Module]) -> Vec<Mount> {
    let mut mounts = own(&config.settings, &config.settings.module.mounts, "", 0, Some(config));
    for (index, module) in modules.iter().enumerate() {
        let rank = u8::try_from(index + 1).unwrap_or(u8::MAX);
        let set = if module.mounts.is_empty() { &module.settings.module.mounts } else { &module.mounts };
        mounts.extend(own(&module.settings, set, &module.dir, rank, None));
    }
    mounts
}

/// The mounts of one module; `site` is given for the site itself, whose languages may have folders of their own.
///
/// A mount for a part replaces the default folder of that part (oracle `config/mount-replaces-default`).
fn own(settings: &Settings, set: &[ModuleMount], dir: &str, rank: u8, site: Option<&Config>) -> Vec<Mount> {
    let mut mounts: Vec<Mount> = set.iter().filter_map(|mount| explicit(mount, dir, rank)).collect();
    for (component, _) in COMPONENTS {
        if mounts.iter().any(|mount| mount.component == component) {
            continue;
        }
        let folders = match site {
            Some(config) if component == Component::Content => content_folders(config),
            _ => folders(settings, component).into_iter().map(|folder| (folder, None)).collect(),
        };
        mounts.extend(folders.into_iter().map(|(folder, language)| Mount {
            source: join(dir, &folder),
            component,
            target: String::new(),
            language,
            rank,
        }));
    }
    mounts
}

fn explicit(mount: &ModuleMount, dir: &str, rank: u8) -> Option<Mount> {
    let target = clean(&mount.target);
    let (part, target) = target.split_once('/').unwrap_or((target, ""));
    let (component, _) = COMPONENTS.into_iter().find(|(_, name)| *name == part)?;
    let language =
        Some(mount.lang.as_str()).filter(|lang| !lang.is_empty()).or_else(|| only_language(&mount.sites));
    Some(Mount {
        source: join(dir, &mount.source),
        component,
        target: target.to_owned(),
        language: language.map(str::to_lowercase),
        rank,
    })
}

/// The one language that `sites.matrix.languages` names, if it is one and no pattern.
fn only_language(sites: &Value) -> Option<&str> {
    let languages = lookup(sites, &["matrix", "languages"])?;
    let one = match languages {
        Value::Array(items) if items.len() == 1 => items.first()?.as_str()?,
        other => other.as_str()?,
    };
    one.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_').then_some(one)
}

fn content_folders(config: &Config) -> Vec<(String, Option<String>)> {
    let mut folders = Vec::new();
    for language in &config.languages {
        if let Some(dir) = &language.content_dir {
            folders.push((dir.clone(), Some(language.code.clone())));
        }
    }
    if config.languages.iter().any(|language| language.content_dir.is_none()) {
        folders
            .extend(self::folders(&config.settings, Component::Content).into_iter().map(|dir| (dir, None)));
    }
    folders
}

fn folders(settings: &Settings, component: Component) -> Vec<String> {
    let or = |dir: &str, default: &str| vec![if dir.is_empty() { default } else { dir }.to_owned()];
    match component {
        Component::Content => or(&settings.contentdir, "content"),
        Component::Layouts => or(&settings.layoutdir, "layouts"),
        Component::Archetypes => or(&settings.archetypedir, "archetypes"),
        Component::Assets => or(&settings.assetdir, "assets"),
        Component::Static if settings.staticdir.0.is_empty() => vec!["static".to_owned()],
        Component::Static => settings.staticdir.0.clone(),
    }
}

fn join(dir: &str, folder: &str) -> String {
    clean(&format!("{dir}{}", clean(folder))).to_owned()
}

fn clean(path: &str) -> &str {
    let path = path.trim_matches('/');
    if path == "." { "" } else { path.strip_prefix("./").unwrap_or(path).trim_matches('/') }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;

    fn shown(toml: &str) -> Vec<String> {
        let files = MemoryFiles::new([("hugo.toml".to_owned(), toml.to_owned())]);
        let mounts = mounts(&Config::load(&files, ""), &[]);
        let content = mounts.into_iter().filter(|mount| mount.component == Component::Content);
        content.map(|mount| format!("{} > {} {:?}", mount.source, mount.target, mount.language)).collect()
    }

    #[test]
    fn content_has_a_default_folder() {
        assert_eq!(shown(""), ["content >  None"]);
        assert_eq!(shown("contentDir = './posts/'"), ["posts >  None"]);
    }

    #[test]
    fn languages_may_have_folders_of_their_own() {
        let own =
            "defaultContentLanguage = 'en'\n[languages.en]\ncontentDir = 'content/en'\n[languages.ja]\n";
        assert_eq!(shown(own), ["content/en >  Some(\"en\")", "content >  None"]);
    }

    #[test]
    fn a_mount_replaces_the_default_folder() {
        let mounts = "[[module.mounts]]\nsource = 'docs'\ntarget = 'content/docs'\n[module.mounts.sites.matrix]\nlanguages = ['JA']\n[[module.mounts]]\nsource = 'x'\ntarget = 'data'";
        assert_eq!(shown(mounts), ["docs > docs Some(\"ja\")"]);
    }
}
