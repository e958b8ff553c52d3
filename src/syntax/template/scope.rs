//! The parameters that a template reads, and the variables and dots that stand for them.

use super::{Presence, TemplateParam};
use crate::text::Span;
use smol_str::SmolStr;

/// The parameters behind an expression.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sources {
    /// Indices into [`Params`].
    pub reads: Vec<usize>,
    /// The literal that it falls back to.
    pub default: Option<String>,
    /// Whether anything else can be its value.
    pub others: Others,
}

/// Whether a value may come from elsewhere than parameters and literals: `or (.Get "text") .Inner`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Others {
    #[default]
    None,
    Some,
}

impl Sources {
    /// One parameter.
    pub fn read(index: usize) -> Self {
        Sources { reads: vec![index], ..Sources::default() }
    }

    /// Whether no parameter and no literal is known of it.
    pub fn is_foreign(&self) -> bool {
        self.reads.is_empty() && self.default.is_none()
    }
}

/// All parameters, those that stand for one another joined.
#[derive(Debug, Default)]
pub(super) struct Params {
    slots: Vec<Slot>,
}

#[derive(Debug)]
struct Slot {
    param: TemplateParam,
    /// The slot that it was joined to.
    joined: Option<usize>,
}

/// How a template asks for a parameter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Key {
    Name(SmolStr),
    Position(u32),
}

impl Params {
    /// The index of the parameter, which is new when it is read for the first time.
    pub fn read(&mut self, key: Key, span: Span) -> usize {
        let known = self.slots.iter().position(|slot| match &key {
            Key::Name(name) => slot.joined.is_none() && slot.param.name.as_ref() == Some(name),
            Key::Position(position) => slot.joined.is_none() && slot.param.position == Some(*position),
        });
        if let Some(index) = known {
            return index;
        }
        let mut param = TemplateParam { span, ..TemplateParam::default() };
        match key {
            Key::Name(name) => param.name = Some(name),
            Key::Position(position) => param.position = Some(position),
        }
        self.slots.push(Slot { param, joined: None });
        self.slots.len() - 1
    }

    /// Takes parameters for one when one of them has but a name and another but a position.
    pub fn join(&mut self, reads: &[usize]) {
        let roots = self.roots(reads);
        let find = |wanted: &dyn Fn(&TemplateParam) -> bool| {
            roots.iter().copied().find(|&root| self.slots.get(root).is_some_and(|slot| wanted(&slot.param)))
        };
        let named = find(&|param| param.position.is_none());
        let placed = find(&|param| param.name.is_none());
        let (Some(named), Some(placed)) = (named, placed) else { return };
        let Some(other) = self.slots.get_mut(placed).map(|slot| {
            slot.joined = Some(named);
            std::mem::take(&mut slot.param)
        }) else {
            return;
        };
        if let Some(slot) = self.slots.get_mut(named) {
            let param = &mut slot.param;
            param.position = other.position;
            param.span = param.span.min(other.span);
            param.default = param.default.take().or(other.default);
            param.values.extend(other.values);
            if other.presence == Presence::Required {
                param.presence = Presence::Required;
            }
        }
    }

    /// The distinct parameters behind `reads`.
    pub fn roots(&self, reads: &[usize]) -> Vec<usize> {
        let mut roots = Vec::new();
        for &read in reads {
            let root = self.root(read);
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        roots
    }

    /// Changes each of the parameters behind `reads`.
    pub fn each(&mut self, reads: &[usize], change: impl Fn(&mut TemplateParam)) {
        for root in self.roots(reads) {
            if let Some(slot) = self.slots.get_mut(root) {
                change(&mut slot.param);
            }
        }
    }

    /// The parameters in the order of the text.
    pub fn finish(self) -> Vec<TemplateParam> {
        let mut params: Vec<TemplateParam> =
            self.slots.into_iter().filter(|slot| slot.joined.is_none()).map(|slot| slot.param).collect();
        params.sort_by_key(|param| param.span.start());
        for param in &mut params {
            // What falls back to something is not insisted on.
            if param.default.is_some() {
                param.presence = Presence::Optional;
            }
        }
        params
    }

    fn root(&self, mut index: usize) -> usize {
        // Joining always leads to a slot without `joined`, or to one that was joined later: never in a circle.
        while let Some(next) = self.slots.get(index).and_then(|slot| slot.joined) {
            index = next;
        }
        index
    }
}
