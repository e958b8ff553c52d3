//! `frontis completions`: a script for the user's shell.

use crate::cli::output;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};
use std::process::ExitCode;

/// What `completions` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The shell to complete in.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut out = output::plain_stdout();
    out.write_all(&script(arguments.shell))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Made in memory, since the generator panics when nobody reads what it writes.
fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    let mut command = super::Arguments::command();
    clap_complete::generate(shell, &mut command, "frontis", &mut script);
    script
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_completes_the_commands_and_their_options() {
        for shell in Shell::value_variants() {
            let script = String::from_utf8(script(*shell)).unwrap();
            for word in ["check", "min-severity", "rename"] {
                assert!(script.contains(word), "{shell}: no {word}");
            }
        }
    }
}
