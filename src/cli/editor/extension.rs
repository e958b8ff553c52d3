//! Editors that install extensions themselves: what to do, and for VS Code doing it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;

/// Such an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extension {
    /// VS Code, and what is built from its source.
    VsCode,
    /// Zed.
    Zed,
}

/// The programs that take `--install-extension`, the best known first.
const CODES: &[&str] = &["code", "codium", "code-server", "cursor"];

impl Extension {
    /// What to do, for people.
    pub fn steps(self) -> &'static str {
        match self {
            Extension::VsCode => {
                "1. In a copy of the project: cd editors/vscode, npm ci, npm run package.\n\
                 2. Run: code --install-extension frontis.vsix\n\n\
                 `frontis editor vscode --write` does the second step, when the file lies there or beside this program.\n"
            }
            Extension::Zed => {
                "1. In Zed, run `zed: install dev extension` from the command palette.\n\
                 2. Choose the folder editors/zed of a copy of the project.\n"
            }
        }
    }

    /// Lets the editor install the extension.
    ///
    /// # Errors
    /// When it cannot be asked, or there is nothing to install.
    pub fn install(self, out: &mut impl Write) -> io::Result<()> {
        if self == Extension::Zed {
            let why = format!("Zed installs extensions only by hand:\n\n{}", self.steps());
            return Err(io::Error::other(why));
        }
        let missing = |what: &str| io::Error::other(format!("{what}:\n\n{}", self.steps()));
        let package = package().ok_or_else(|| missing("there is no frontis.vsix to install"))?;
        for code in CODES {
            writeln!(out, "{code} --install-extension {}", package.display())?;
            out.flush()?;
            match Command::new(code).arg("--install-extension").arg(&package).status() {
                Ok(status) if status.success() => return Ok(()),
                Ok(status) => {
                    return Err(io::Error::other(format!("{code} refused the extension: {status}")));
                }
                Err(_) => writeln!(out, "{code} is not installed")?,
            }
        }
        Err(missing("VS Code was not found on your PATH"))
    }
}

/// The extension's package: beside this program, or in the copy of the project that it was built in.
fn package() -> Option<PathBuf> {
    let exe = std::env::current_exe().ok()?;
    let folders = exe.ancestors().skip(1);
    folders.flat_map(|folder| [folder.to_path_buf(), folder.join("editors/vscode")]).find_map(|folder| {
        let package = folder.join("frontis.vsix");
        package.is_file().then_some(package)
    })
}
