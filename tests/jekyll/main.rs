//! A Jekyll site in an editor: links by address, by tag and through Liquid; tags as words of one text.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod links;
mod terms;
