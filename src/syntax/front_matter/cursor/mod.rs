//! What is the cursor in? Works on text that is broken and half typed.

mod place;

pub use place::{Cursor, ItemForm, KeyForm, KeyPlace, Place, QuoteStyle, Quoted, Separator, ValuePlace};
