//! Arguments in, exit code out; nothing else.

use std::process::ExitCode;

/// Keeps less than the system's own of what is given back to it, and lets several threads take at once.
#[cfg(all(feature = "jemalloc", target_os = "linux", target_pointer_width = "64"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    frontis::cli::run()
}
