//! Arguments in, exit code out; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("server") => match frontis::server::run() {
            Ok(code) => ExitCode::from(code),
            Err(error) => {
                eprintln!("frontis: {error}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("usage: frontis server");
            ExitCode::from(2)
        }
    }
}
