//! The posts of a site as pieces of a cache file, small enough to be read by all processors at once.

use super::format::{Chunk, Piece, Reader, Writer, encode};
use crate::corpus::PostId;
use crate::corpus::disk::Stamp;
use crate::corpus::post::Post;
use crate::site::{Model, RelPath};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::sync::Arc;

/// So many posts are one piece: a few hundred kilobytes.
const IN_PIECE: usize = 256;

/// So many pieces are made at once, so that not all of a large site is in memory twice.
const AT_ONCE: usize = 16;

/// Which file a post is of. The number of a post is its place in the list of all marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The place of the file among those of the site.
    pub file: u32,
    /// What the disk told of it before it was read.
    pub stamp: Stamp,
}

/// One post in a piece.
#[derive(Debug, Serialize, Deserialize)]
struct Entry<P> {
    /// The same place again, so that one piece tells which posts it holds.
    file: u32,
    post: P,
}

/// Writes posts in the order of their files, and returns where their marks and they are.
///
/// # Errors
/// Those of the writer.
pub fn write<W: Write>(out: &mut Writer<W>, posts: &[(Mark, Arc<Post>)]) -> io::Result<(Piece, Vec<Chunk>)> {
    let marks: Vec<Mark> = posts.iter().map(|(mark, _)| *mark).collect();
    let marks = out.piece(&encode(&marks)?)?;
    let mut chunks = Vec::new();
    for group in posts.chunks(IN_PIECE * AT_ONCE) {
        let encoded: Vec<_> = group.par_chunks(IN_PIECE).filter_map(chunk).collect();
        for (first, bytes) in encoded {
            chunks.push(Chunk { first, piece: out.piece(&bytes?)? });
        }
    }
    Ok((marks, chunks))
}

/// The place of the first file, and all as bytes; `None` for no posts.
fn chunk(posts: &[(Mark, Arc<Post>)]) -> Option<(u32, io::Result<Vec<u8>>)> {
    let entries: Vec<Entry<&Post>> =
        posts.iter().map(|(mark, post)| Entry { file: mark.file, post: &**post }).collect();
    Some((entries.first()?.file, encode(&entries)))
}

/// The kept posts of a site.
pub struct Shelf<'a> {
    /// The cache file.
    pub reader: &'a Reader,
    /// Where the marks are.
    pub marks: Piece,
    /// Where the posts are.
    pub chunks: &'a [Chunk],
    /// The files of the site as they were when they were counted.
    pub files: &'a [RelPath],
    /// What its generator says.
    pub model: &'a dyn Model,
}

impl Shelf<'_> {
    /// The marks of all posts, in the order of their files; none when they are damaged.
    pub fn marks(&self) -> Vec<Mark> {
        let marks: Vec<Mark> = self.reader.value(self.marks).unwrap_or_default();
        let is_sound = marks.is_sorted_by(|a, b| a.file < b.file)
            && marks.last().is_none_or(|mark| (mark.file as usize) < self.files.len());
        if is_sound { marks } else { Vec::new() }
    }

    /// The post at a path as it was when it was counted, with its number, though its file may be another now.
    pub fn at(&self, path: &str) -> Option<(PostId, Arc<Post>)> {
        let at = self.files.binary_search_by(|known| (**known).cmp(path)).ok()?;
        let behind = self.chunks.partition_point(|chunk| chunk.first as usize <= at);
        let posts = self.posts(behind.checked_sub(1)?);
        posts.into_iter().find(|(_, post)| *post.path == *path).map(|(id, post)| (id, Arc::new(post)))
    }

    /// The post of that number.
    pub fn post(&self, id: PostId) -> Option<Post> {
        self.posts(id as usize / IN_PIECE).into_iter().find(|(own, _)| *own == id).map(|(_, post)| post)
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.chunks.len()
    }

    /// The posts of a piece with their numbers; none of one that is damaged.
    pub fn posts(&self, piece: usize) -> Vec<(PostId, Post)> {
        let read = |chunk: &Chunk| self.reader.value::<Vec<Entry<Post>>>(chunk.piece);
        let entries = self.chunks.get(piece).and_then(read).unwrap_or_default();
        let first = piece * IN_PIECE;
        let numbered = entries.into_iter().take(IN_PIECE).enumerate();
        let post = |(at, entry): (usize, Entry<Post>)| {
            let path = self.files.get(entry.file as usize)?.clone();
            let post = Post { path, ..entry.post };
            self.is_possible(&post).then_some((PostId::try_from(first + at).ok()?, post))
        };
        numbered.filter_map(post).collect()
    }

    /// A number of a taxonomy that there is not would make room for as many.
    fn is_possible(&self, post: &Post) -> bool {
        let taxonomies = self.model.taxonomies().len();
        post.terms.iter().all(|term| term.taxonomy < taxonomies)
    }
}
