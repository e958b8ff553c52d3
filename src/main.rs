//! Arguments in, exit code out; nothing else.

use std::process::ExitCode;

/// Posts are trees of small texts, built on all cores at once: the allocators of the systems, that of static Linux
/// programs above all, take a large part of a scan.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    frontis::cli::run()
}
