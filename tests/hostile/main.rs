//! Sites and clients that nobody makes on purpose: the real binary neither crashes nor hangs, and says what it can.
//!
//! `docs/robustness.md` lists the cases: each test says above itself what it is about and, below an empty line, what
//! that gets. `UPDATE_DOCS=1 cargo test --test hostile` brings the list up to date.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

#[allow(dead_code, reason = "the protocol's tests use more of it")]
#[path = "../protocol/client.rs"]
mod client;
mod clients;
mod docs;
mod formats;
mod names;
mod site;
mod sizes;
mod things;
