//! The editors that the sample blog can be opened in, each with this very program as its server.

use super::sample::{FIRST, unpack_neovim};
use crate::cli::editor::{Name, configuration};
use crate::world::cache;
use clap::ValueEnum;
use serde_json::json;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The editors, the one to look for first on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Editor {
    /// Visual Studio Code.
    Code,
    /// Neovim.
    Nvim,
    /// Helix.
    Hx,
    /// Emacs.
    Emacs,
}

/// The name of the program.
pub fn program(editor: Editor) -> &'static str {
    match editor {
        Editor::Code => "code",
        Editor::Nvim => "nvim",
        Editor::Hx => "hx",
        Editor::Emacs => "emacs",
    }
}

/// The first editor that is there. VS Code counts only when our extension can be had with it.
pub fn first() -> Option<Editor> {
    let usable = |editor: &Editor| is_there(*editor) && (*editor != Editor::Code || has_extension());
    Editor::value_variants().iter().copied().find(usable)
}

/// Whether the program is on the path.
pub fn is_there(editor: Editor) -> bool {
    let name = program(editor);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let names = [name.to_string(), format!("{name}.exe"), format!("{name}.cmd")];
    std::env::split_paths(&folders).any(|folder| names.iter().any(|name| folder.join(name).is_file()))
}

/// The command that opens the first post of the blog in `folder`, after what the editor needs was written there.
///
/// # Errors
/// When a file cannot be written, or the editor lacks the extension.
pub fn command(editor: Editor, server: &Path, folder: &Path) -> io::Result<Command> {
    let mut command = Command::new(program(editor));
    // The server that the editor starts keeps nothing of a blog that is gone soon.
    command.current_dir(folder).env(cache::VARIABLE, "");
    match editor {
        Editor::Code => code(&mut command, server, folder)?,
        Editor::Nvim => nvim(&mut command, server)?,
        Editor::Hx => helix(&mut command, server, folder)?,
        Editor::Emacs => emacs(&mut command, server, folder)?,
    }
    Ok(command)
}

fn has_extension() -> bool {
    extension_folder().is_some() || is_installed()
}

fn is_installed() -> bool {
    let listed = Command::new(program(Editor::Code)).arg("--list-extensions").output();
    listed
        .is_ok_and(|listed| String::from_utf8_lossy(&listed.stdout).lines().any(|id| id == "frontis.frontis"))
}

/// The extension in the copy of the project that this program was built in, once it is built, too.
fn extension_folder() -> Option<PathBuf> {
    let exe = std::env::current_exe().ok()?;
    let folders = exe.ancestors().map(|folder| folder.join("editors/vscode"));
    folders.into_iter().find(|folder| folder.join("dist/extension.js").is_file())
}

fn code(command: &mut Command, server: &Path, folder: &Path) -> io::Result<()> {
    if let Some(extension) = extension_folder() {
        command.arg(format!("--extensionDevelopmentPath={}", extension.display()));
    } else if !is_installed() {
        let why = "VS Code needs the extension first: `editors/vscode/README.md` says how to install it";
        return Err(io::Error::other(why));
    }
    let settings = json!({ "frontis.server.path": server });
    write(&folder.join(".vscode/settings.json"), &format!("{settings:#}\n"))?;
    command.arg("--new-window").arg(folder).arg(folder.join(FIRST));
    Ok(())
}

fn nvim(command: &mut Command, server: &Path) -> io::Result<()> {
    let plugin = unpack_neovim()?;
    let options = format!("let g:frontis = {{'cmd': [{}, 'server']}}", vim_text(server));
    let path = format!("let &runtimepath = {} . ',' . &runtimepath", vim_text(&plugin));
    command.args(["--cmd", &options, "--cmd", &path]).arg(FIRST);
    Ok(())
}

fn vim_text(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "''"))
}

fn helix(command: &mut Command, server: &Path, folder: &Path) -> io::Result<()> {
    write(&folder.join(".helix/languages.toml"), &configuration(Name::Helix, Some(server)))?;
    command.arg(FIRST);
    Ok(())
}

/// Markdown is plain text to an Emacs without `markdown-mode`.
fn emacs(command: &mut Command, server: &Path, folder: &Path) -> io::Result<()> {
    let plain = "(require 'eglot)\n(unless (locate-library \"markdown-mode\")\n  \
                 (define-derived-mode markdown-mode text-mode \"Markdown\")\n  \
                 (add-to-list 'auto-mode-alist '(\"\\\\.md\\\\'\" . markdown-mode)))\n";
    let file = folder.join(".frontis.el");
    write(&file, &format!("{plain}{}", configuration(Name::Emacs, Some(server))))?;
    command.arg("-l").arg(file).arg(FIRST);
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_of_this_server_and_the_first_post() {
        let folder = tempfile::tempdir().unwrap();
        let server = Path::new("/opt/it's here/frontis");
        for editor in [Editor::Nvim, Editor::Hx, Editor::Emacs] {
            let command = command(editor, server, folder.path()).unwrap();
            let arguments: Vec<String> =
                command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect();
            assert_eq!(arguments.last().map(String::as_str), Some(FIRST), "{editor:?}");
        }
        let languages = std::fs::read_to_string(folder.path().join(".helix/languages.toml")).unwrap();
        let languages: toml::Table = languages.parse().unwrap();
        assert_eq!(languages["language-server"]["frontis"]["command"].as_str(), server.to_str());
        let lisp = std::fs::read_to_string(folder.path().join(".frontis.el")).unwrap();
        assert!(lisp.contains(r#"("/opt/it's here/frontis" "server")"#), "{lisp}");
    }
}
