//! What the list of a site's files says, besides its posts: which are there, and what the templates among them define.

use crate::site::model::{FileRole, Model};
use crate::site::shortcode::ShortcodeDef;
use crate::site::{Files, RelPath};
use rayon::prelude::*;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a site and what is read of those that are no posts. Never changed: another list makes another of these.
#[derive(Debug, Default)]
pub struct Listing {
    files: Vec<RelPath>,
    copied: Vec<RelPath>,
    archetypes: BTreeMap<SmolStr, Archetype>,
    shortcodes: Arc<BTreeMap<SmolStr, ShortcodeDef>>,
}

/// A template of new posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archetype {
    /// Its file.
    pub path: RelPath,
    /// Its text.
    pub text: String,
}

impl Listing {
    /// Reads the templates among `files`. Looks at every name and at the disk, so run it outside of any lock.
    pub fn read(model: &dyn Model, files: &dyn Files) -> Listing {
        Listing::of_roles(model, files, &roles(model, files))
    }

    /// The same for files that play those `roles`.
    pub(super) fn of_roles(model: &dyn Model, files: &dyn Files, roles: &[FileRole]) -> Listing {
        let is_copied = |role: &FileRole| matches!(role, FileRole::Static(_) | FileRole::Asset(_));
        let copied = files.paths().iter().zip(roles).filter(|(_, role)| is_copied(role));
        Listing {
            copied: copied.map(|(path, _)| path.clone()).collect(),
            archetypes: archetypes(files, roles),
            shortcodes: Arc::new(shortcodes(model, files, roles)),
            files: files.paths().to_vec(),
        }
    }

    /// Every file that is not ignored, sorted.
    pub fn files(&self) -> &[RelPath] {
        &self.files
    }

    /// Whether a file is there.
    pub fn has(&self, path: &str) -> bool {
        self.files.binary_search_by(|known| (**known).cmp(path)).is_ok()
    }

    /// The files whose paths begin so.
    pub fn starting(&self, prefix: &str) -> &[RelPath] {
        let from = self.files.partition_point(|path| **path < *prefix);
        let rest = self.files.get(from..).unwrap_or_default();
        let length = rest.iter().take_while(|path| path.starts_with(prefix)).count();
        rest.get(..length).unwrap_or_default()
    }

    /// Those of the files that the generator copies, or that templates process, sorted.
    pub fn copied(&self) -> &[RelPath] {
        &self.copied
    }

    /// The template of new posts in a section, or else the one for all.
    pub fn archetype(&self, section: &str) -> Option<&Archetype> {
        self.archetypes.get(section).or_else(|| self.archetypes.get("default"))
    }

    /// All archetypes by section.
    pub fn archetypes(&self) -> &BTreeMap<SmolStr, Archetype> {
        &self.archetypes
    }

    /// The definitions of shortcodes, by name.
    pub fn shortcodes(&self) -> Arc<BTreeMap<SmolStr, ShortcodeDef>> {
        self.shortcodes.clone()
    }
}

/// The part that each file plays, in the order of the list.
pub fn roles(model: &dyn Model, files: &dyn Files) -> Vec<FileRole> {
    files.paths().par_iter().map(|path| model.classify(path)).collect()
}

/// The roles of the files at some `places` of the list alone; of the others it is not asked.
pub fn roles_at(model: &dyn Model, files: &dyn Files, places: &[u32]) -> Vec<FileRole> {
    let mut roles = vec![FileRole::Other; files.paths().len()];
    for &at in places {
        if let (Some(role), Some(path)) = (roles.get_mut(at as usize), files.paths().get(at as usize)) {
            *role = model.classify(path);
        }
    }
    roles
}

/// The places of the files that are more than pages and what belongs to them, for [`roles_at`]: there are few.
pub fn special(roles: &[FileRole]) -> Vec<u32> {
    let is_special = |role: &FileRole| {
        !matches!(role, FileRole::Page(_) | FileRole::Resource | FileRole::Other | FileRole::Config)
    };
    (0..).zip(roles).filter(|(_, role)| is_special(role)).map(|(at, _)| at).collect()
}

/// The archetypes by section. Of two for one section the first by path counts.
fn archetypes(files: &dyn Files, roles: &[FileRole]) -> BTreeMap<SmolStr, Archetype> {
    let mut found = BTreeMap::new();
    for (path, role) in files.paths().iter().zip(roles) {
        if let FileRole::Archetype(section) = role
            && let Some(text) = files.read(path)
        {
            found.entry(section.clone()).or_insert_with(|| Archetype { path: path.clone(), text });
        }
    }
    found
}

/// The definitions: templates of the site over those of the generator.
fn shortcodes(model: &dyn Model, files: &dyn Files, roles: &[FileRole]) -> BTreeMap<SmolStr, ShortcodeDef> {
    let builtin = model.builtin_shortcodes().iter();
    let mut defs: BTreeMap<SmolStr, ShortcodeDef> =
        builtin.map(|def| (def.name.clone(), def.clone())).collect();
    for (_, path) in templates(files, roles) {
        let text = files.read(path).unwrap_or_default();
        if let Some(def) = model.shortcode_of(path, &text) {
            defs.insert(def.name.clone(), def);
        }
    }
    defs
}

/// The template files, those that lose against another of the same name first.
fn templates<'f>(files: &'f dyn Files, roles: &[FileRole]) -> Vec<(u8, &'f RelPath)> {
    let ranked = files.paths().iter().zip(roles).filter_map(|(path, role)| match role {
        FileRole::Shortcode { rank, .. } => Some((*rank, path)),
        _ => None,
    });
    let mut templates: Vec<(u8, &RelPath)> = ranked.collect();
    templates.sort_by(|a, b| b.cmp(a));
    templates
}
