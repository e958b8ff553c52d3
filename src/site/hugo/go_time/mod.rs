//! Go's date layouts (`2006-01-02`), to read dates and to write permalinks as Hugo does.

mod layout;
mod read;
mod write;

pub use layout::{Part, parts};
pub use read::{Read, Zone, read};
pub use write::{month_name, weekday_name, write};
