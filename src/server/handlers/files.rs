//! `workspace/willRenameFiles`

use tower_lsp::gen_lsp_types::{RenameFilesParams, WorkspaceEdit};
use tower_lsp::jsonrpc::Result;

use crate::features::rename;
use crate::server::backend::Backend;
use crate::server::convert;
use crate::server::handlers::rename::{files, refusal};
use crate::server::page::Moment;
use crate::server::uri;
use std::path::PathBuf;

/// `workspace/willRenameFiles`: what has to change in other files before these move.
pub async fn will_rename(backend: &Backend, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
    let moves: Vec<(PathBuf, PathBuf)> = params
        .files
        .iter()
        .filter_map(|file| Some((uri::to_path(&file.old_uri)?, uri::to_path(&file.new_uri)?)))
        .collect();
    let moment = Moment::now(backend);
    moment
        .answer(move |moment| {
            // Half of the links would be worse than none.
            if !moment.snapshot.ready {
                return Err(refusal("The posts are still being read. Try again in a moment.".to_owned()));
            }
            let found = rename::move_files(&moment.snapshot, &moves);
            let edit = (!found.files.is_empty()).then(|| convert::rename::answer(moment, &found));
            moment.is_current(files(&found))?;
            Ok(edit)
        })
        .await?
}
