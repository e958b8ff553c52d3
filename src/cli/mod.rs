//! The command line: the server, and the same findings without an editor.

mod check;
mod completions;
mod diff;
mod editor;
mod explain;
mod manual;
mod output;
mod progress;
mod schema;
mod tags;
mod trial;
mod workspace;
mod write;

use clap::{Parser, Subcommand};
use std::io::ErrorKind;
use std::process::ExitCode;

/// Misuse, or a file that cannot be read or written. The parser of the arguments uses it as well.
const MISUSE: u8 = 2;

/// A language server for people who write blogs as files.
#[derive(Debug, Parser)]
#[command(name = "frontis", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve an editor on standard input and output.
    Server(ServerArguments),
    /// Say what is wrong in posts.
    Check(check::Arguments),
    /// Print the configuration of an editor with its place, or install it.
    Editor(editor::Arguments),
    /// Explain a finding by its code; without a code, list them all.
    Explain(explain::Arguments),
    /// List the tags, categories and other terms of a site with the number of their posts.
    Tags(tags::Arguments),
    /// Try it on a sample blog, in an editor or played in the terminal.
    Try(trial::Arguments),
    /// Print the JSON Schema of frontis.toml and of the settings of editors.
    Schema,
    /// Print a script that completes commands and options in your shell.
    Completions(completions::Arguments),
    /// Print the manual page, or write one for each command.
    Man(manual::Arguments),
}

#[derive(Debug, clap::Args)]
struct ServerArguments {
    /// Accepted because many editors pass it: standard input and output are the only way.
    #[arg(long, hide = true)]
    stdio: bool,
    /// Accepted because many editors pass it: the client says the same in `initialize`.
    #[arg(long = "clientProcessId", hide = true, value_name = "ID")]
    client_process_id: Option<u32>,
}

/// Reads the arguments of the process, does what they say, and returns the exit code: 0, 1 when something was found,
/// 2 on misuse.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Server(_) => crate::server::run().map(ExitCode::from),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => manual::run(arguments),
        Command::Check(arguments) => {
            arguments.colors.apply();
            check::run(arguments)
        }
        Command::Explain(arguments) => {
            arguments.colors.apply();
            explain::run(arguments)
        }
        Command::Editor(arguments) => {
            arguments.colors.apply();
            editor::run(arguments)
        }
        Command::Tags(arguments) => tags::run(arguments),
        Command::Try(arguments) => {
            arguments.colors.apply();
            trial::run(arguments)
        }
        Command::Schema => schema::run(),
    };
    match done {
        Ok(code) => code,
        // Whoever read the output has seen enough: `frontis check | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error.to_string());
            ExitCode::from(MISUSE)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn colours_are_offered_where_something_is_coloured() {
        let takes = |words: &[&str]| Arguments::try_parse_from(words).is_ok();
        assert!(takes(&["frontis", "check", "--color", "never"]));
        assert!(takes(&["frontis", "tags", "rename", "a", "b", "--color", "always"]));
        assert!(!takes(&["frontis", "schema", "--color", "never"]));
        assert!(!takes(&["frontis", "server", "--color", "never"]));
    }

    #[test]
    fn what_editors_pass_to_a_server_is_accepted() {
        assert!(Arguments::try_parse_from(["frontis", "server", "--stdio", "--clientProcessId=1"]).is_ok());
    }
}
