//! Code actions.

use tower_lsp::gen_lsp_types::{CodeAction, CodeActionDisabled, CodeActionKind, WorkspaceEdit};

use super::diagnostics::diagnostic;
use super::edits::Draft;
use crate::features::actions::{Action, ActionKind, Rank};
use crate::server::page::Page;

/// The kind of the action that mends all that can be mended without a look: what editors run on save.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.frontis");

/// The kind of the action that adds likely terms: what the command of an editor asks for.
const SUGGEST_TERMS: CodeActionKind = CodeActionKind::new("source.suggestTerms.frontis");

/// The kinds that the server offers.
pub fn kinds() -> Vec<CodeActionKind> {
    let usual = [CodeActionKind::QuickFix, CodeActionKind::RefactorRewrite, CodeActionKind::Source];
    usual.into_iter().chain([SUGGEST_TERMS, FIX_ALL]).collect()
}

/// Whether a client that asked for the kinds `only` wants `kind`: a kind includes those below it.
pub fn is_wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    let includes = |wanted: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| wanted.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(includes))
}

/// The kind of an action in a menu. All fixes of one sort stand beside the single ones.
pub fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix | ActionKind::FixAll => CodeActionKind::QuickFix,
        ActionKind::Rewrite => CodeActionKind::RefactorRewrite,
        ActionKind::Source => CodeActionKind::Source,
        ActionKind::SuggestTerms => SUGGEST_TERMS,
    }
}

/// An action of that kind; `None` when this client cannot do it, or cannot show why it is refused.
pub fn answer(page: &Page, found: Action, kind: CodeActionKind) -> Option<CodeAction> {
    let edit = match &found.refused {
        None => Some(edit(page, &found)?),
        Some(_) if page.client().disabled_actions => None,
        Some(_) => return None,
    };
    Some(CodeAction {
        title: found.title,
        kind: Some(kind),
        diagnostics: found.problem.map(|problem| vec![diagnostic(page, &problem)]),
        is_preferred: (found.rank == Rank::Preferred).then_some(true),
        disabled: found.refused.map(|reason| CodeActionDisabled { reason }),
        edit,
        ..CodeAction::default()
    })
}

fn edit(page: &Page, found: &Action) -> Option<WorkspaceEdit> {
    let mut draft = Draft::new(&page.moment);
    if let Some((path, text)) = &found.create {
        let site = page.snapshot().site_of(&page.path)?;
        if !draft.create(&site.absolute(path), text) {
            return None;
        }
    }
    draft.edit(&page.path, found.edits.iter().map(|edit| (None, edit)));
    Some(draft.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_includes_those_below_it() {
        let only = |kinds: &[&'static str]| kinds.iter().map(|&kind| kind.into()).collect::<Vec<_>>();
        for (wanted, kind, expected) in [
            (&["source.fixAll"][..], FIX_ALL, true),
            (&["source.fixAll.frontis"], FIX_ALL, true),
            (&["source.fix"], FIX_ALL, false),
            (&["source"], CodeActionKind::QuickFix, false),
            (&["source"], SUGGEST_TERMS, true),
            (&["source.fixAll"], SUGGEST_TERMS, false),
            (&["refactor", "quickfix"], CodeActionKind::QuickFix, true),
            (&[""], CodeActionKind::QuickFix, true),
            (&[], CodeActionKind::QuickFix, false),
        ] {
            assert_eq!(is_wanted(Some(&only(wanted)), &kind), expected, "{wanted:?} {kind}");
        }
        assert!(is_wanted(None, &FIX_ALL));
    }
}
