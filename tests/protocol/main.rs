//! The real binary over its standard input and output, driven by a client that overlooks nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod answers;
mod blog;
mod cache;
mod changes;
mod client;
mod commands;
mod contract;
mod diagnostics;
mod fallbacks;
mod hostile;
mod lifecycle;
mod payloads;
mod publication;
mod sync;
mod watching;
