//! What a site needs that is not on disk, each in a sentence to say once.

use super::config::{Config, root_config};
use super::layout::Layout;
use super::modules::{Missing, NamedAs, themes_dir};
use super::mounts::{Component, Mount};
use crate::site::files::{Files, RelPath};
use crate::site::model::{Unknown, UnknownPart};

/// Everything that is not known of a site.
pub fn unknowns(
    config: &Config,
    missing: &[Missing],
    mounts: &[Mount],
    layout: &Layout,
    files: &dyn Files,
) -> Vec<Unknown> {
    let source = source(files);
    let broken = config.broken.iter().map(|(path, why)| Unknown {
        what: UnknownPart::Config,
        message: format!("{path} cannot be read, so what it configures is not known: {why}."),
        path: path.clone(),
    });
    let modules = missing.iter().flat_map(|missing| absent(missing, config, &source));
    let folders = mounts.iter().filter(|mount| is_mounted_from_nowhere(mount, config, files));
    let folders = folders.filter_map(|mount| not_on_disk(mount, &source));
    let adapters = files.matching(&|path| layout.is_content_adapter(path)).into_iter().map(adapter);
    let theme = (missing.is_empty() && shows_a_theme(mounts, files)).then(|| around(&source));
    let shared = is_mounted_twice(config).then(|| several_addresses(&source));
    broken
        .chain(modules)
        .chain(folders)
        .chain(adapters)
        .chain(theme)
        .chain(shared)
        .chain(submodules(files, layout))
        .collect()
}

/// Whether content is mounted for several languages from one folder, or from one inside of another: then a file has an
/// address in each of them (opentelemetry.io).
pub fn is_mounted_twice(config: &Config) -> bool {
    let is_content = |target: &str| target.split('/').find(|part| !part.is_empty()) == Some("content");
    let mounts = config.settings.module.mounts.iter().filter(|mount| is_content(&mount.target));
    let mounts: Vec<(&str, bool)> =
        mounts.map(|mount| (mount.source.trim_matches('/'), !mount.sites.is_null())).collect();
    let is_inside = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    mounts.iter().enumerate().any(|(at, (inner, is_for_some))| {
        let mut others = mounts.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(_, (outer, others_are))| (*is_for_some || *others_are) && is_inside(inner, outer))
    })
}

/// Folders of content that are repositories of their own and were not checked out (scientific-python.org).
fn submodules(files: &dyn Files, layout: &Layout) -> Vec<Unknown> {
    const LIST: &str = ".gitmodules";
    let list = if files.exists(LIST) { files.read(LIST).unwrap_or_default() } else { String::new() };
    let paths = list.lines().filter_map(|line| line.trim().strip_prefix("path")?.trim().strip_prefix('='));
    let absent = paths
        .map(str::trim)
        .filter(|path| layout.content(&format!("{path}/_index.md")).is_some() && !files.has_folder(path));
    absent
        .map(|path| Unknown {
            what: UnknownPart::Content,
            message: format!(
                "The submodule {path} is not checked out, so the pages in it are not known and not checked."
            ),
            path: LIST.into(),
        })
        .collect()
}

fn several_addresses(source: &RelPath) -> Unknown {
    Unknown {
        what: UnknownPart::Content,
        message: "A folder of content is mounted for several languages, so its files have several addresses, and links \
                  are not checked."
            .to_owned(),
        path: source.clone(),
    }
}

/// Whether the site has no templates and lies inside a theme: its demo, which is built with `--theme`.
fn shows_a_theme(mounts: &[Mount], files: &dyn Files) -> bool {
    let has_templates =
        mounts.iter().any(|mount| mount.component == Component::Layouts && files.has_folder(&mount.source));
    !has_templates && files.exists_above("theme.toml")
}

fn around(source: &RelPath) -> Unknown {
    Unknown {
        what: UnknownPart::Templates,
        message: "The site lies inside a theme and names none, so its shortcodes and layouts are not known and not checked."
            .to_owned(),
        path: source.clone(),
    }
}

/// The file that most likely names themes and modules.
fn source(files: &dyn Files) -> RelPath {
    let split = || files.under("config/_default").first().cloned();
    root_config(files, "").map(RelPath::from).or_else(split).unwrap_or_else(|| RelPath::from("hugo.toml"))
}

fn absent(missing: &Missing, config: &Config, source: &RelPath) -> Vec<Unknown> {
    let name = &missing.name;
    match missing.named_as {
        NamedAs::Theme => {
            let folder = format!("{}/{name}", themes_dir(&config.settings));
            let message = format!(
                "The theme {name} is not in {folder}, so its shortcodes and layouts are not known and not checked."
            );
            vec![Unknown { what: UnknownPart::Templates, message, path: source.clone() }]
        }
        NamedAs::Module => {
            let message = |what: &str| {
                format!(
                    "The module {name} is not in _vendor, so {what} it brings are not known and not checked."
                )
            };
            [(UnknownPart::Templates, "the shortcodes and layouts"), (UnknownPart::Content, "the pages")]
                .into_iter()
                .map(|(what, words)| Unknown { what, message: message(words), path: source.clone() })
                .collect()
        }
    }
}

/// A folder that a mount names and that is not below the root: `node_modules`, or one beside the site.
fn is_mounted_from_nowhere(mount: &Mount, config: &Config, files: &dyn Files) -> bool {
    let named = config.settings.module.mounts.iter().any(|own| own.source.trim_matches('/') == mount.source);
    named && mount.rank == 0 && !files.exists(&mount.source) && !files.has_folder(&mount.source)
}

fn not_on_disk(mount: &Mount, source: &RelPath) -> Option<Unknown> {
    let (what, words) = match mount.component {
        Component::Content => (UnknownPart::Content, "the pages"),
        Component::Layouts => (UnknownPart::Templates, "the shortcodes and layouts"),
        Component::Archetypes | Component::Static | Component::Assets => return None,
    };
    let folder = &mount.source;
    let message =
        format!("The folder {folder} is not on disk, so {words} in it are not known and not checked.");
    Some(Unknown { what, message, path: source.clone() })
}

fn adapter(path: &RelPath) -> Unknown {
    Unknown {
        what: UnknownPart::Content,
        message: format!(
            "{path} makes pages that have no file, so links to pages below its folder are not checked."
        ),
        path: path.clone(),
    }
}

#[cfg(test)]
mod tests {
    use crate::site::MemoryFiles;
    use crate::site::hugo::model::HugoModel;

    fn messages(files: &[&str]) -> Vec<String> {
        let files = MemoryFiles::new(files.iter().map(|path| (path.to_string(), String::new())));
        let model = HugoModel::load(&files.below("apps/demo"), None);
        crate::site::Model::unknowns(&model).iter().map(|unknown| unknown.message.clone()).collect()
    }

    #[test]
    fn a_demo_inside_a_theme_takes_its_templates_from_there() {
        let demo = "apps/demo/hugo.toml";
        assert_eq!(messages(&["theme.toml", demo]).len(), 1);
        assert!(messages(&["other/theme.toml", demo]).is_empty());
        assert!(messages(&["theme.toml", demo, "apps/demo/layouts/page.html"]).is_empty());
    }
}
