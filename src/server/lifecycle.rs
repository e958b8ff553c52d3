//! `initialize`, `initialized`, `shutdown`.

use tower_lsp::LanguageServer;
use tower_lsp::gen_lsp_types::{InitializeParams, InitializeResult, InitializedParams};
use tower_lsp::jsonrpc::Result;

use super::abilities::{Abilities, ENCODING_OPTION};
use super::backend::Backend;
use super::handlers::{settings, workspace};
use super::keeper::Order;
use super::{capabilities, publish, register};

impl LanguageServer for Backend {
    /// Answers at once, whatever the size of the workspace: the scan goes on behind. Nothing here may await, since
    /// messages that a client sends without waiting for the answer are looked at as soon as this returns.
    async fn initialize(&self, mut params: InitializeParams) -> Result<InitializeResult> {
        let abilities = Abilities::of(&params);
        let introduction = capabilities::introduction(&abilities);
        self.introduce(abilities);
        if let Some(mut options) = params.initialization_options.take() {
            options.as_object_mut().map(|options| options.remove(ENCODING_OPTION));
            settings::take(self, &options);
        }
        self.state().workspace = workspace::folders_of(&params);
        self.orders.give(Order::All);
        Ok(introduction)
    }

    async fn initialized(&self, _: InitializedParams) {
        tokio::spawn(publish::run(self.clone()));
        tokio::spawn(register::all(self.clone()));
        settings::ask(self);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}
