//! `frontis try`: a sample blog to play with, in the writer's own editor or, without one, as a played session.

mod client;
mod draw;
mod editors;
mod play;
mod sample;

use crate::cli::output;
use editors::Editor;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// What `try` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The editor to open; the first one found when none is named.
    #[arg(long, value_name = "EDITOR")]
    editor: Option<Editor>,
    /// Play the session in the terminal even if there is an editor.
    #[arg(long, conflicts_with = "editor")]
    play: bool,
    #[command(flatten)]
    pub colors: output::Colors,
}

/// Unpacks the sample into a new temporary folder, which stays, and shows it.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let folder = sample::unpack()?;
    let program = std::env::current_exe()?;
    match choose(arguments)? {
        Some(editor) => open(editor, &program, &folder),
        None => {
            play::play(&program, &folder)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The named editor, or the first that is there; `None` where there is nobody to use one.
fn choose(arguments: &Arguments) -> io::Result<Option<Editor>> {
    if let Some(editor) = arguments.editor {
        return match editors::is_there(editor) {
            true => Ok(Some(editor)),
            false => {
                Err(io::Error::other(format!("the editor `{}` was not found", editors::program(editor))))
            }
        };
    }
    let has_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    Ok(if arguments.play || !has_terminal { None } else { editors::first() })
}

fn open(editor: Editor, program: &Path, folder: &Path) -> io::Result<ExitCode> {
    let mut out = output::stdout();
    writeln!(out, "The sample blog is in {}. Have a look at {}.", folder.display(), sample::FIRST)?;
    out.flush()?;
    drop(out);
    let status = editors::command(editor, program, folder)?.status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
