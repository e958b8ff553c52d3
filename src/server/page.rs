//! What a request is about: a text, and all that was known when the request came.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::gen_lsp_types::{Location, Position, Range, TextDocumentPositionParams, Uri};
use tower_lsp::jsonrpc::{Error, Result};

use super::abilities::Abilities;
use super::backend::{Backend, compute};
use super::documents::{Document, Documents};
use super::{convert, uri};
use crate::corpus::disk;
use crate::text::{Span, Text};
use crate::world::Snapshot;

/// How long a question waits for the scan that it came before. An editor asks for an outline once, when it opens a
/// file, so an early empty answer would stay; but it must not look hung either.
const PATIENCE: Duration = Duration::from_secs(2);

/// The state at one moment, as a handler of the whole workspace takes it.
pub struct Moment {
    /// What the features take.
    pub snapshot: Snapshot,
    documents: Documents,
    backend: Backend,
    orders: usize,
    /// The file that was read last: places come ordered by file, so one is enough, and thousands would fill the memory.
    last_read: RefCell<Option<(PathBuf, Option<Text>)>>,
}

/// The same with the one open text that the request is about.
pub struct Page {
    /// The state.
    pub moment: Moment,
    /// The text.
    pub document: Arc<Document>,
    /// Its file.
    pub path: PathBuf,
}

impl Moment {
    /// Takes the present state. A handler does this before its first await.
    pub fn now(backend: &Backend) -> Self {
        let (snapshot, documents) = backend.moment();
        let orders = backend.orders.given();
        Moment { snapshot, documents, backend: backend.clone(), orders, last_read: RefCell::default() }
    }

    /// Computes an answer on another thread, after the scan when the first one has not ended.
    pub async fn answer<T: Send + 'static>(
        mut self,
        work: impl FnOnce(&Moment) -> T + Send + 'static,
    ) -> Result<T> {
        if !self.snapshot.ready {
            self.wait_for_scan().await;
        }
        compute(move || work(&self)).await
    }

    /// The same after all that had been ordered up to this moment, unless that takes too long.
    pub async fn settled(mut self) -> Self {
        self.wait_for_scan().await;
        self
    }

    /// Waits for what had been ordered when the question came. The texts stay those of that moment.
    async fn wait_for_scan(&mut self) {
        if tokio::time::timeout(PATIENCE, self.backend.orders.served(self.orders)).await.is_ok() {
            let (later, _) = self.backend.moment();
            self.snapshot = self.snapshot.with_sites_of(&later);
        }
    }

    /// What the client can do.
    pub fn client(&self) -> &Abilities {
        self.backend.abilities()
    }

    /// The URI of a file: the client's own spelling where it has the file open.
    pub fn uri(&self, path: &Path) -> Uri {
        self.documents.at(path).map_or_else(|| uri::from_path(path), |document| document.uri.clone())
    }

    /// The client's version of a file; `None` when it is not open.
    pub fn version(&self, path: &Path) -> Option<i32> {
        self.documents.at(path).map(|document| document.version)
    }

    /// An error when one of the files was changed since this moment: edits that were made for it would damage it. Clients
    /// that take versions look by themselves; others cannot.
    pub fn is_current(&self, files: impl IntoIterator<Item = PathBuf>) -> Result<()> {
        let now = self.backend.state().documents.clone();
        match now.agree(&self.documents, files) {
            true => Ok(()),
            false => Err(Error::content_modified()),
        }
    }

    /// A place in any file; `None` when the file cannot be read. The start of a file is known without reading it.
    pub fn location(&self, path: &Path, span: Span) -> Option<Location> {
        let range = if span == Span::default() { Range::default() } else { self.range_in(path, span)? };
        Some(Location { uri: self.uri(path), range })
    }

    /// The range of `span` in any file; `None` when the file cannot be read.
    pub fn range_in(&self, path: &Path, span: Span) -> Option<Range> {
        let text = self.text_of(path)?;
        Some(convert::range(&text, span, self.client().encoding))
    }

    /// The text of any file: the open one, or what is on disk, read once for places that follow one another.
    fn text_of(&self, path: &Path) -> Option<Text> {
        if let Some(document) = self.documents.at(path) {
            return Some(document.text.clone());
        }
        let mut last = self.last_read.borrow_mut();
        match &*last {
            Some((read, text)) if read == path => text.clone(),
            _ => {
                let text = disk::read_text(path).map(Text::from);
                *last = Some((path.to_owned(), text.clone()));
                text
            }
        }
    }
}

impl Page {
    /// The open text that `uri` names, at this moment; `None` when it is not open or no file. A handler takes it
    /// before its first await.
    pub fn of(backend: &Backend, uri: &Uri) -> Option<Self> {
        let moment = Moment::now(backend);
        let document = moment.documents.get(uri)?.clone();
        let path = document.path.clone()?;
        Some(Page { moment, document, path })
    }

    /// The same with a place in the text, in bytes.
    pub fn at(backend: &Backend, place: &TextDocumentPositionParams) -> Option<(Self, usize)> {
        let page = Page::of(backend, &place.text_document.uri)?;
        let offset = page.offset(place.position);
        Some((page, offset))
    }

    /// Computes an answer on another thread, after the scan when it has not reached this text yet.
    pub async fn answer<T: Send + 'static>(
        mut self,
        work: impl FnOnce(&Page) -> T + Send + 'static,
    ) -> Result<T> {
        let snapshot = self.snapshot();
        if !snapshot.ready || snapshot.site_of(&self.path).is_none() {
            self.moment.wait_for_scan().await;
        }
        compute(move || work(&self)).await
    }

    /// The same as soon as the sites are known, though their posts may be read in part only: for completion, which
    /// the client asks for again while the list is incomplete.
    pub async fn answer_early<T: Send + 'static>(
        mut self,
        work: impl FnOnce(&Page) -> T + Send + 'static,
    ) -> Result<T> {
        if self.snapshot().site_of(&self.path).is_none() {
            let orders = &self.moment.backend.orders;
            let seen = tokio::time::timeout(PATIENCE, orders.seen()).await;
            let (later, _) = self.moment.backend.moment();
            self.moment.snapshot = self.moment.snapshot.with_sites_of(&later);
            if seen.is_err() || self.snapshot().site_of(&self.path).is_none() {
                return self.answer(work).await;
            }
        }
        compute(move || work(&self)).await
    }

    /// What the client can do.
    pub fn client(&self) -> &Abilities {
        self.moment.client()
    }

    /// The state that the features take.
    pub fn snapshot(&self) -> &Snapshot {
        &self.moment.snapshot
    }

    /// The bytes before `position`, clamped.
    pub fn offset(&self, position: Position) -> usize {
        convert::offset(&self.document.text, position, self.client().encoding)
    }

    /// The bytes of `range`, clamped.
    pub fn span(&self, range: Range) -> Span {
        convert::span(&self.document.text, range, self.client().encoding)
    }

    /// The range of `span` in this text.
    pub fn range(&self, span: Span) -> Range {
        convert::range(&self.document.text, span, self.client().encoding)
    }
}
