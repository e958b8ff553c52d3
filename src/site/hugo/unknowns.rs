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
    broken.chain(modules).chain(folders).chain(adapters).chain(theme).collect()
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
