//! The evidence for each hidden term and its rivals, as numbers for `fit.py`.

use crate::Asked;
use frontis::corpus::ranking::SIGNS;
use frontis::features::suggest;
use frontis::text::Span;
use frontis::world::Snapshot;
use std::fs::File;
use std::io::{BufWriter, Write};

/// A file of little-endian numbers: for a site 0, the length of its name and the name; for a question the number of
/// terms, of signs and one row of floats per term, the hidden one first.
pub struct Dump(BufWriter<File>);

impl Dump {
    /// The file that `FRONTIS_RANKING_DUMP` names, if it does.
    pub fn from_environment() -> Option<Dump> {
        let file = File::create(std::env::var_os("FRONTIS_RANKING_DUMP")?);
        file.ok().map(|file| Dump(BufWriter::new(file)))
    }

    /// Begins a site.
    pub fn site(&mut self, name: &str) {
        self.number(0);
        self.number(name.len());
        self.bytes(name.as_bytes());
    }

    /// Adds a question.
    pub fn take(&mut self, snapshot: &Snapshot, asked: &Asked) {
        let Some(view) = snapshot.post(&asked.path) else { return };
        let ranking = suggest::ranking(
            &view,
            Some(snapshot.now),
            asked.taxonomy,
            Some(Span::empty(asked.offset)),
            asked.others.iter().cloned(),
        );
        let live = snapshot.terms(&view.site, asked.taxonomy, &view.path);
        let mut rivals: Vec<&str> = live.iter().map(|term| term.key.as_str()).collect();
        rivals.retain(|key| *key != asked.key && !asked.others.iter().any(|other| other == key));
        let rows: Vec<_> =
            std::iter::once(asked.key.as_str()).chain(rivals).filter_map(|key| ranking.row(key)).collect();
        self.number(rows.len());
        self.number(SIGNS);
        for value in rows.into_iter().flatten() {
            self.bytes(&value.to_le_bytes());
        }
    }

    fn number(&mut self, number: usize) {
        self.bytes(&(number as u32).to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        if let Err(error) = self.0.write_all(bytes) {
            println!("the dump is incomplete: {error}");
        }
    }
}
