//! The layout of a cache file: chunks of posts, a head that says what they are, and a foot that says where the head is.
//!
//! The foot comes last since it is known last; a file that was not written to its end has none.

use crate::corpus::disk::{self, MAX_FILES};
use crate::site::RelPath;
use crate::site::record::digest;
use crate::world::cache::build;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The first bytes of the foot, with the number of this layout.
const MAGIC: [u8; 8] = *b"frontis1";

/// The bytes of a foot: the magic, the build, place and length and checksum of the head, and a checksum of all that.
const FOOT: usize = 48;

/// A cache above this size (bytes) takes longer to read than it saves; 100,000 posts take less than half of it.
pub const MAX_CACHE: u64 = 512 * 1024 * 1024;

/// What a cache file says before any post: enough to complete with.
#[derive(Debug, Serialize, Deserialize)]
pub struct Head<Paths> {
    /// The folder that was scanned, byte by byte: two may have the same file name.
    pub workspace: Vec<u8>,
    /// All files below it, sorted.
    pub paths: Paths,
    /// The sites in it.
    pub sites: Vec<SiteHead>,
}

/// What it says of one site.
#[derive(Debug, Serialize, Deserialize)]
pub struct SiteHead {
    /// The folder of its root below the workspace.
    pub dir: String,
    /// The word for the generator that was detected.
    pub detected: String,
    /// What its model was made of.
    pub made_of: u64,
    /// Where its terms are (a `TermIndex`).
    pub terms: Piece,
    /// Where its keys are (a `KeyIndex`).
    pub keys: Piece,
    /// The places, among its files, of those that are more than pages.
    pub special: Vec<u32>,
    /// Where it is told which posts there are.
    pub marks: Piece,
    /// Where they are, in the same order.
    pub chunks: Vec<Chunk>,
}

/// Some posts of a site that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// The place, among the files of the site, of the first.
    pub first: u32,
    /// Where they are.
    pub piece: Piece,
}

/// The head as it is read.
pub type ReadHead = Head<Vec<RelPath>>;

/// A stretch of a file, with the checksum of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    at: u64,
    length: u64,
    sum: u64,
}

/// A file that is being written: each piece right behind the one before.
pub struct Writer<W> {
    out: W,
    at: u64,
}

impl<W: Write> Writer<W> {
    /// Starts at the beginning of an empty file.
    pub fn new(out: W) -> Self {
        Writer { out, at: 0 }
    }

    /// Appends some bytes.
    ///
    /// # Errors
    /// Those of the disk, and one for a file that grows past [`MAX_CACHE`].
    pub fn piece(&mut self, bytes: &[u8]) -> io::Result<Piece> {
        let piece = Piece { at: self.at, length: bytes.len() as u64, sum: digest(&[bytes]) };
        self.at += piece.length;
        if self.at > MAX_CACHE {
            return Err(io::Error::other("there is too much to keep"));
        }
        self.out.write_all(bytes)?;
        Ok(piece)
    }

    /// Appends the head and the foot.
    ///
    /// # Errors
    /// As for [`Writer::piece`].
    pub fn end(mut self, head: &impl Serialize) -> io::Result<()> {
        let head = self.piece(&encode(head)?)?;
        let numbers = [build::identity(), head.at, head.length, head.sum].map(u64::to_le_bytes);
        let mut foot = [&MAGIC[..], &numbers.concat()].concat();
        foot.extend_from_slice(&digest(&[&foot]).to_le_bytes());
        self.out.write_all(&foot)?;
        self.out.flush()
    }
}

/// A value as bytes.
///
/// # Errors
/// None for the values of a cache; the encoder does not promise that.
pub fn encode(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

/// The value of bytes that [`encode`] made; `None` for any others.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (value, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(value)
}

/// A cache file with a whole foot, of this build.
pub struct Reader {
    file: Mutex<File>,
    size: u64,
}

impl Reader {
    /// Opens a file and reads its head; `None` for what is no cache of this build and of that folder.
    pub fn open(path: &Path, workspace: &Path) -> Option<(Reader, ReadHead)> {
        // A link may lead to what somebody else can write.
        if !std::fs::symlink_metadata(path).ok()?.is_file() {
            return None;
        }
        let (mut file, size) = disk::open(path).ok().filter(|(_, size)| *size <= MAX_CACHE)?;
        let foot_at = size.checked_sub(FOOT as u64)?;
        let mut foot = [0; FOOT];
        file.seek(SeekFrom::Start(foot_at)).ok()?;
        file.read_exact(&mut foot).ok()?;
        let piece = head_of(&foot)?;
        let reader = Reader { file: Mutex::new(file), size: foot_at };
        let head: ReadHead = reader.value(piece)?;
        let is_own = head.workspace == workspace.as_os_str().as_encoded_bytes();
        (is_own && is_sound(&head)).then_some((reader, head))
    }

    /// The value of a piece; `None` when it is not what was written.
    pub fn value<T: DeserializeOwned>(&self, piece: Piece) -> Option<T> {
        decode(&self.read(piece)?)
    }

    /// The bytes of a piece; `None` when they are not all there as they were written.
    pub fn read(&self, piece: Piece) -> Option<Vec<u8>> {
        if piece.at.checked_add(piece.length)? > self.size {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(piece.length).ok()?];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(piece.at)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        drop(file);
        (digest(&[&bytes]) == piece.sum).then_some(bytes)
    }
}

/// Where the head is, by a foot of this build.
fn head_of(foot: &[u8; FOOT]) -> Option<Piece> {
    let (told, sum) = foot.split_last_chunk::<8>()?;
    if !told.starts_with(&MAGIC) || digest(&[told]) != u64::from_le_bytes(*sum) {
        return None;
    }
    let mut numbers = told.get(MAGIC.len()..)?.chunks_exact(8);
    let mut number = || Some(u64::from_le_bytes(numbers.next()?.try_into().ok()?));
    if number()? != build::identity() {
        return None;
    }
    Some(Piece { at: number()?, length: number()?, sum: number()? })
}

/// Lists of files are searched by halves, so they must be sorted; and none may lead out of the folder.
fn is_sound(head: &ReadHead) -> bool {
    let leads_out = |path: &RelPath| path.starts_with('/') || path.split('/').any(|part| part == "..");
    head.paths.len() <= MAX_FILES
        && head.paths.is_sorted_by(|a, b| a < b)
        && !head.paths.iter().any(leads_out)
}
