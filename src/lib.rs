//! frontis: a language server for people who write blogs as files.
//!
//! The modules stand in the order of their layers; each imports only what stands above it in this list, which
//! `tests/architecture.rs` enforces.
//!
//! Invariants:
//!
//! 1. Parsing never fails: it returns a tree and errors. What is half typed still completes and still hovers.
//! 2. Features are pure functions of a snapshot and a position: no lock, no protocol type.
//! 3. Only `server` names the protocol. Only the scanner in `corpus`, the cache in `world` and `cli` touch the disk, and
//!    nothing writes into a workspace but an edit that the user asked for.
//! 4. Nothing above `site` knows a generator by name. Adding one is a folder and a line.
//! 5. Spans are byte ranges into one version of one text. Positions of the protocol exist only at the edge.
//! 6. The text of an open buffer wins over the disk.
//! 7. A site that its generator accepts gets no error. Where an input is not on disk, be silent.
//! 8. Every problem has a stable code, a page that explains it, and a severity that the user can set.
//! 9. Every edit is minimal: bytes outside the edited token never change.
//! 10. No work per keystroke grows with the corpus, and no keystroke waits for the disk.

pub mod text;

pub mod syntax;

pub mod site;

pub mod corpus;

pub mod world;

pub mod features;

pub mod server;

pub mod cli;
