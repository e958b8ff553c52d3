//! The shortcodes of a site: their definitions, and which posts call them.

use crate::corpus::PostId;
use crate::corpus::audit::Facts;
use crate::corpus::post::Body;
use crate::site::shortcode::ShortcodeDef;
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
    /// Takes other definitions; the calls stay.
    pub(super) fn define(&mut self, defs: Arc<BTreeMap<SmolStr, ShortcodeDef>>) {
        self.defs = defs;
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
    pub fn add(&mut self, id: PostId, body: &Body) {
        for call in &body.calls {
            let uses = self.uses.entry(call.name.clone()).or_default();
            uses.calls += 1;
            if uses.posts.last() != Some(&id) {
                uses.posts.push(id);
            }
        }
    }

    /// Takes the calls of a post out again.
    pub fn remove(&mut self, id: PostId, body: &Body) {
        for call in &body.calls {
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
