//! The shortcodes of a site: their definitions, and which posts call them.

use crate::corpus::PostId;
use crate::corpus::audit::Facts;
use crate::corpus::post::Post;
use crate::site::model::{FileRole, Model};
use crate::site::shortcode::ShortcodeDef;
use crate::site::{Files, RelPath};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Definitions by name, and calls by name.
#[derive(Debug, Default, Clone)]
pub struct ShortcodeIndex {
    defs: Arc<BTreeMap<SmolStr, ShortcodeDef>>,
    uses: FxHashMap<SmolStr, Uses>,
}

/// The calls of one shortcode.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Uses {
    /// How many calls there are.
    pub calls: u32,
    /// The posts that call it, in no order.
    pub posts: Vec<PostId>,
}

impl ShortcodeIndex {
    /// Reads the definitions of a site, whose files play those `roles`: its templates over those of the generator.
    pub fn define(&mut self, model: &dyn Model, files: &dyn Files, roles: &[FileRole]) {
        let builtin = model.builtin_shortcodes().iter();
        let mut defs: BTreeMap<SmolStr, ShortcodeDef> =
            builtin.map(|def| (def.name.clone(), def.clone())).collect();
        for (_, path) in templates(files, roles) {
            let text = files.read(&path).unwrap_or_default();
            if let Some(def) = model.shortcode_of(&path, &text) {
                defs.insert(def.name.clone(), def);
            }
        }
        self.defs = Arc::new(defs);
    }

    /// The definition of a name.
    pub fn def(&self, name: &str) -> Option<&ShortcodeDef> {
        self.defs.get(name)
    }

    /// The definition that a call of `name` runs: the exact one, else one that differs in case only, which some
    /// generators accept.
    pub fn resolve(&self, name: &str) -> Option<&ShortcodeDef> {
        let same = |def: &&ShortcodeDef| def.name.to_lowercase() == name.to_lowercase();
        self.def(name).or_else(|| self.defs().find(same))
    }

    /// All definitions, by name.
    pub fn defs(&self) -> impl Iterator<Item = &ShortcodeDef> {
        self.defs.values()
    }

    /// The calls of a name, defined or not.
    pub fn uses(&self, name: &str) -> Option<&Uses> {
        self.uses.get(name)
    }

    /// Every name that is called, with its calls, in no order.
    pub fn used(&self) -> impl Iterator<Item = (&SmolStr, &Uses)> {
        self.uses.iter()
    }

    /// Adds the calls of a post.
    pub fn add(&mut self, id: PostId, post: &Post) {
        for call in &post.calls {
            let uses = self.uses.entry(call.name.clone()).or_default();
            uses.calls += 1;
            if uses.posts.last() != Some(&id) {
                uses.posts.push(id);
            }
        }
    }

    /// Takes the calls of a post out again.
    pub fn remove(&mut self, id: PostId, post: &Post) {
        for call in &post.calls {
            let Some(uses) = self.uses.get_mut(&call.name) else { continue };
            uses.calls = uses.calls.saturating_sub(1);
            uses.posts.retain(|&other| other != id);
            if uses.calls == 0 {
                self.uses.remove(&call.name);
            }
        }
    }

    /// Notes what it says of each name.
    pub(super) fn tell(&self, facts: &mut Facts<'_>) {
        for (name, def) in &*self.defs {
            facts.say(format_args!("shortcode {name}"), def);
        }
        for (name, uses) in &self.uses {
            facts.say(format_args!("calls of {name}"), (uses.calls, facts.paths(&uses.posts)));
        }
    }
}

/// The template files, those that lose against another of the same name first.
fn templates(files: &dyn Files, roles: &[FileRole]) -> Vec<(u8, RelPath)> {
    let mut templates: Vec<(u8, RelPath)> = files
        .paths()
        .iter()
        .zip(roles)
        .filter_map(|(path, role)| match role {
            FileRole::Shortcode { rank, .. } => Some((*rank, path.clone())),
            _ => None,
        })
        .collect();
    templates.sort_by(|a, b| b.cmp(a));
    templates
}
