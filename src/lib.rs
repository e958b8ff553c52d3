//! frontis: a language server for people who write blogs as files.

pub mod text;
