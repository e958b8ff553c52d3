//! The posts of a site as pieces of a cache file, small enough to be read by all processors at once.

use super::format::{Chunk, Reader, Writer, decode, encode};
use crate::corpus::PostId;
use crate::corpus::disk::Stamp;
use crate::corpus::post::Post;
use crate::site::model::FileRole;
use crate::site::{Files, Model, RelPath};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// So many posts are one piece: a few hundred kilobytes.
const IN_PIECE: usize = 256;

/// So many pieces are made at once, so that not all of a large site is in memory twice.
const AT_ONCE: usize = 16;

/// One post.
#[derive(Debug, Serialize, Deserialize)]
struct Entry<P> {
    /// Its number in the index that its terms were counted by.
    id: PostId,
    /// The place of its file among those of the site.
    file: u32,
    stamp: Stamp,
    post: P,
}

/// A post with the stamp that its file had before it was read; none for a file whose stamp says nothing.
pub type Stamped = (Arc<Post>, Option<Stamp>);

/// Writes posts with their numbers, sorted by path like `files`, and returns where they are.
///
/// # Errors
/// Those of the writer.
pub fn write<W: Write>(
    out: &mut Writer<W>,
    files: &[RelPath],
    posts: &[(PostId, Stamped)],
) -> io::Result<Vec<Chunk>> {
    let mut chunks = Vec::new();
    for group in posts.chunks(IN_PIECE * AT_ONCE) {
        let encoded: Vec<_> = group.par_chunks(IN_PIECE).filter_map(|posts| chunk(files, posts)).collect();
        for (first, bytes) in encoded {
            chunks.push(Chunk { first, piece: out.piece(&bytes?)? });
        }
    }
    Ok(chunks)
}

/// The place of the first file, and all as bytes; `None` for no posts.
fn chunk(files: &[RelPath], posts: &[(PostId, Stamped)]) -> Option<(u32, io::Result<Vec<u8>>)> {
    let entry = |(id, (post, stamp)): &'_ (PostId, Stamped)| {
        Some((*id, u32::try_from(files.binary_search(&post.path).ok()?).ok()?, (*stamp)?))
    };
    let entries = posts.iter().filter_map(|numbered| {
        let (id, file, stamp) = entry(numbered)?;
        Some(Entry { id, file, stamp, post: &*numbered.1.0 })
    });
    let entries: Vec<Entry<&Post>> = entries.collect();
    Some((entries.first()?.file, encode(&entries)))
}

/// The post at a path as it was when it was counted, with its number, though its file may be another now.
pub fn counted(
    reader: &Reader,
    chunks: &[Chunk],
    files: &[RelPath],
    path: &str,
    model: &dyn Model,
) -> Option<(PostId, Arc<Post>)> {
    let at = files.binary_search_by(|known| (**known).cmp(path)).ok()?;
    let behind = chunks.partition_point(|chunk| chunk.first as usize <= at);
    let entries = entries(reader, chunks.get(behind.checked_sub(1)?)?);
    let Entry { id, post, .. } = entries.into_iter().find(|entry| entry.file as usize == at)?;
    let path = files.get(at)?.clone();
    is_possible(model, &post).then(|| (id, Arc::new(Post { path, ..post })))
}

/// The posts of a chunk; none of one that is damaged.
fn entries(reader: &Reader, chunk: &Chunk) -> Vec<Entry<Post>> {
    reader.read(chunk.piece).and_then(|bytes| decode(&bytes)).unwrap_or_default()
}

/// A number of a taxonomy that there is not would make room for as many.
fn is_possible(model: &dyn Model, post: &Post) -> bool {
    let taxonomies = model.taxonomies().len();
    post.terms.iter().all(|term| term.taxonomy < taxonomies)
}

/// The files of a site: as they were when posts were kept, and as they are.
pub struct Now<'a> {
    /// The list of that time.
    pub known: &'a [RelPath],
    /// The present ones.
    pub files: &'a dyn Files,
    /// The part that each of these plays.
    pub roles: &'a [FileRole],
    /// What the site's generator says.
    pub model: &'a dyn Model,
    /// The absolute folder.
    pub root: &'a Path,
}

/// The outcome of reading the pieces of a site.
#[derive(Default)]
pub struct Taken {
    /// The posts whose files are as they were, each with the place of its file in the present list.
    pub posts: Vec<(usize, Stamped)>,
    /// How many posts were kept in all.
    pub kept: usize,
}

/// The posts whose files are as they were.
pub fn read(reader: &Reader, chunks: &[Chunk], now: &Now<'_>) -> Taken {
    let taken = chunks.par_iter().map(|chunk| {
        let entries = entries(reader, chunk);
        let kept = entries.len();
        Taken { posts: now.take(entries), kept }
    });
    taken.reduce(Taken::default, |mut all, mut more| {
        all.posts.append(&mut more.posts);
        all.kept += more.kept;
        all
    })
}

impl Now<'_> {
    /// Those that are still true. Entries come in the order of their files, so the place of one is looked for behind the
    /// one before.
    fn take(&self, entries: Vec<Entry<Post>>) -> Vec<(usize, Stamped)> {
        let paths = self.files.paths();
        let mut from = 0;
        let mut taken = Vec::with_capacity(entries.len());
        for Entry { file, stamp, post, .. } in entries {
            let Some(path) = self.known.get(file as usize) else { continue };
            from = place_from(paths, from, path);
            let Some(current) = paths.get(from).filter(|current| *current == path) else { continue };
            let is_page = matches!(self.roles.get(from), Some(FileRole::Page(_)));
            if is_page && is_possible(self.model, &post) && Stamp::of(&self.root.join(&**path)) == Some(stamp)
            {
                let post = Post { path: current.clone(), ..post };
                taken.push((from, (Arc::new(post), Some(stamp))));
            }
        }
        taken
    }
}

/// The first place from `from` on whose path is not before `path`; when that is not the next one, it is searched by halves.
fn place_from(paths: &[RelPath], from: usize, path: &RelPath) -> usize {
    match paths.get(from..).unwrap_or_default() {
        [first, ..] if first == path => from,
        [_, second, ..] if second == path => from + 1,
        _ => paths.partition_point(|known| known < path),
    }
}
