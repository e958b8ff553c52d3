//! Whether a template uses the text between the tags of its shortcode, as the generator finds out.
//!
//! Hugo looks for the identifiers `Inner` and `InnerDeindent` in the field chains of every action that the template
//! can reach (tpl/tplimpl/templatetransform.go, `collectInnerInShortcode`). It looks neither into the argument of
//! `template`, nor at fields of a bracket such as `(.).Inner`, nor into partials, nor into unused definitions.

use super::TemplateInner;
use super::block::{Statement, StatementKind};
use super::pipe::{OperandKind, Pipe};

/// What a template does with inner text.
pub(super) fn of(statements: &[Statement<'_>]) -> TemplateInner {
    let sections = sections(statements);
    let mut reached: Vec<&Section<'_>> = sections.first().into_iter().collect();
    let mut next = 0;
    let mut foreign = false;
    while let Some(section) = reached.get(next).copied() {
        next += 1;
        if section.uses {
            return TemplateInner::Used;
        }
        for called in &section.calls {
            match sections.iter().find(|section| section.name == Some(called)) {
                Some(found) if !reached.iter().any(|section| section.name == found.name) => {
                    reached.push(found)
                }
                Some(_) => {}
                None => foreign = true,
            }
        }
    }
    if foreign { TemplateInner::Unknown } else { TemplateInner::Unused }
}

/// The template itself, or one of its definitions.
#[derive(Default)]
struct Section<'s> {
    name: Option<&'s str>,
    uses: bool,
    calls: Vec<&'s str>,
}

/// The template first, then its definitions.
fn sections<'s>(statements: &'s [Statement<'_>]) -> Vec<Section<'s>> {
    let mut sections = vec![Section::default()];
    let mut open = vec![0];
    for statement in statements {
        let current = open.last().copied().unwrap_or(0);
        let name = statement.name.as_deref();
        if let Some(section) = sections.get_mut(current) {
            match statement.kind {
                StatementKind::Template | StatementKind::Block => section.calls.extend(name),
                StatementKind::Define => {}
                _ => section.uses |= mentions(&statement.pipe),
            }
        }
        if matches!(statement.kind, StatementKind::Define | StatementKind::Block) {
            open.push(sections.len());
            sections.push(Section { name, ..Section::default() });
        } else if statement.opens() {
            open.push(current);
        } else if statement.kind == StatementKind::End && open.len() > 1 {
            open.pop();
        }
    }
    sections
}

fn mentions(pipe: &Pipe<'_>) -> bool {
    pipe.commands.iter().flat_map(|command| &command.operands).any(|operand| match &operand.kind {
        OperandKind::Dot | OperandKind::Variable(_) => {
            operand.fields.iter().any(|field| matches!(*field, "Inner" | "InnerDeindent"))
        }
        OperandKind::Group(pipe) => operand.fields.is_empty() && mentions(pipe),
        _ => false,
    })
}
