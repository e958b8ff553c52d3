//! A rename as one change of the workspace, each sort of edit as a group of its own.

use tower_lsp::gen_lsp_types::{PrepareRenamePlaceholder, PrepareRenameResult, WorkspaceEdit};

use super::edits::{Asks, Draft, Group};
use crate::features::rename::{Change, Rename, Renamed};
use crate::server::page::{Moment, Page};
use crate::text::Span;

/// What would be renamed.
pub fn place(page: &Page, span: Span, placeholder: String) -> PrepareRenameResult {
    PrepareRenamePlaceholder { range: page.range(span), placeholder }.into()
}

/// The edits, and then the files that move.
pub fn answer(moment: &Moment, found: &Rename) -> WorkspaceEdit {
    let mut draft = Draft::new(moment);
    for file in &found.files {
        let edits = file.edits.iter().map(|(change, edit)| (Some(group(*change, found)), edit));
        draft.edit(&file.path, edits);
    }
    for moved in &found.moves {
        draft.rename(moved, group_of_moves());
    }
    draft.finish()
}

fn group(change: Change, found: &Rename) -> Group {
    match change {
        Change::Rename => Group { id: "rename", label: rename_label(found), asks: Asks::No },
        Change::Merge => Group {
            id: "merge",
            label: "Take out the term where the post has the new one already".to_owned(),
            asks: Asks::Yes,
        },
        Change::Alias => {
            Group { id: "alias", label: "Keep the old address as an alias".to_owned(), asks: Asks::Yes }
        }
        Change::Link => {
            Group { id: "link", label: "Follow with the links to it".to_owned(), asks: Asks::Yes }
        }
    }
}

fn rename_label(found: &Rename) -> String {
    match &found.merges_into {
        Some(spelling) => format!("Merge the term into “{spelling}”"),
        None => match found.renamed {
            Renamed::Term => "Rename the term".to_owned(),
            Renamed::Heading => "Change the id of the heading".to_owned(),
            Renamed::Footnote => "Rename the footnote".to_owned(),
        },
    }
}

fn group_of_moves() -> Group {
    Group { id: "move", label: "Move the page of the term".to_owned(), asks: Asks::Yes }
}
