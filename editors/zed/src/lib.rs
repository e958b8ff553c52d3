//! The extension for Zed: finds the program `frontis` and starts it beside Markdown files.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Frontis;

impl zed::Extension for Frontis {
    fn new() -> Self {
        Frontis
    }

    /// The program of the setting `lsp.frontis.binary.path`, else the one on the PATH.
    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary =
            LspSettings::for_worktree(server.as_ref(), worktree).ok().and_then(|settings| settings.binary);
        let configured = binary.and_then(|binary| binary.path);
        let command = configured.or_else(|| worktree.which("frontis")).ok_or(
            "The program frontis was not found on the PATH. Install it, or say where it is in the settings of Zed: \
             \"lsp\": { \"frontis\": { \"binary\": { \"path\": \"…\" } } }",
        )?;
        Ok(Command { command, args: vec!["server".into()], env: worktree.shell_env() })
    }

    /// What `frontis.toml` can say, for all sites, under the name by which the server asks for it.
    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree).ok();
        Ok(settings
            .and_then(|settings| settings.settings)
            .map(|settings| zed::serde_json::json!({ "frontis": settings })))
    }
}

zed::register_extension!(Frontis);
