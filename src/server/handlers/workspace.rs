//! The folders of the workspace, and what happens to files in them.

use std::path::PathBuf;

use tower_lsp::gen_lsp_types::{
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, InitializeParams, RootPath,
    WorkspaceFolder, WorkspaceFolders,
};

use crate::server::backend::Backend;
use crate::server::keeper::Order;
use crate::server::uri;

/// The folders that a client opens with: the list, or the one folder of older clients.
pub fn folders_of(params: &InitializeParams) -> Vec<PathBuf> {
    let listed = match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => paths(folders),
        _ => Vec::new(),
    };
    if listed.is_empty() { root_of(params).into_iter().collect() } else { listed }
}

#[expect(deprecated, reason = "Kate, ALE and others send nothing else")]
fn root_of(params: &InitializeParams) -> Option<PathBuf> {
    let by_uri = params.root_uri.as_ref().and_then(uri::to_path);
    by_uri.or_else(|| match &params.root_path {
        Some(RootPath::String(path)) if !path.is_empty() => Some(PathBuf::from(path)),
        _ => None,
    })
}

/// `workspace/didChangeWorkspaceFolders`
pub async fn change_folders(backend: &Backend, params: DidChangeWorkspaceFoldersParams) {
    let (removed, added) = (paths(&params.event.removed), paths(&params.event.added));
    let mut state = backend.state();
    state.workspace.retain(|folder| !removed.contains(folder) && !added.contains(folder));
    state.workspace.extend(added);
    drop(state);
    backend.orders.give(Order::All);
}

/// `workspace/didChangeWatchedFiles`: a bonus to our own watcher, from the clients that report anything.
pub async fn change_files(backend: &Backend, params: DidChangeWatchedFilesParams) {
    let files: Vec<PathBuf> = params.changes.iter().filter_map(|change| uri::to_path(&change.uri)).collect();
    if !files.is_empty() {
        backend.orders.give(Order::Files(files));
    }
}

fn paths(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
    folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn folders(mut params: serde_json::Value) -> Vec<String> {
        params["capabilities"] = json!({});
        let folders = folders_of(&serde_json::from_value(params).unwrap());
        folders.iter().map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn every_way_to_name_a_folder_is_understood() {
        let two = json!([{"uri": "file:///a%20b", "name": "a"}, {"uri": "file:///[c]", "name": "c"}]);
        assert_eq!(folders(json!({"workspaceFolders": two, "rootUri": "file:///x"})), ["/a b", "/[c]"]);
        assert_eq!(folders(json!({"workspaceFolders": null, "rootUri": "file:///x"})), ["/x"]);
        assert_eq!(folders(json!({"workspaceFolders": [], "rootUri": null, "rootPath": "/y"})), ["/y"]);
        assert_eq!(folders(json!({"rootUri": "untitled:x", "rootPath": ""})), Vec::<String>::new());
        assert_eq!(folders(json!({})), Vec::<String>::new());
    }
}
