//! The real binary over its standard input and output, driven by a client that overlooks nothing.

mod answers;
mod client;
mod contract;
mod hostile;
mod lifecycle;
mod payloads;
mod sync;
