//! Tells the writer, once, what concerns a whole site: settings that cannot be read, a theme that is not there.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::gen_lsp_types::MessageType;

use super::backend::Backend;
use crate::features::diagnostics::{Note, site_notes};
use crate::site::problem::Severity;
use crate::world::{Settings, Site};

/// What was said of each site that a document was opened from.
#[derive(Default)]
pub struct Told(HashMap<PathBuf, Said>);

struct Said {
    /// Those of the scan that the notes are from: as long as they are the same, nothing new can be said.
    settings: Arc<Settings>,
    messages: Vec<String>,
}

impl Told {
    /// Shows what is new about a site. After a scan it is only what was not true before.
    pub async fn tell(&mut self, backend: &Backend, site: &Site) {
        let (grave, other): (Vec<Note>, Vec<Note>) =
            self.news(site).into_iter().partition(|note| note.severity >= Severity::Warning);
        for (kind, notes) in [(MessageType::Warning, grave), (MessageType::Info, other)] {
            let messages: Vec<String> = notes.into_iter().map(|note| note.message).collect();
            if !messages.is_empty() {
                backend.client.show_message(kind, messages.join("\n")).await;
            }
        }
    }

    fn news(&mut self, site: &Site) -> Vec<Note> {
        let said = self.0.get(&site.root);
        if said.is_some_and(|said| Arc::ptr_eq(&said.settings, &site.settings)) {
            return Vec::new();
        }
        let notes = site_notes(site);
        let messages = notes.iter().map(|note| note.message.clone()).collect();
        let is_new = |note: &Note| said.is_none_or(|said| !said.messages.contains(&note.message));
        let news = notes.into_iter().filter(is_new).collect();
        self.0.insert(site.root.clone(), Said { settings: site.settings.clone(), messages });
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    /// The site of a workspace whose `frontis.toml` is that; each call is a scan of its own.
    fn scanned(settings: &str) -> Arc<Site> {
        let fixture = Fixture::new(&format!("//- /frontis.toml\n{settings}//- /a.md\n$0text\n"));
        fixture.snapshot().site_of(&fixture.path).unwrap().clone()
    }

    #[test]
    fn a_note_is_said_once_and_again_only_after_it_was_untrue() {
        let mut told = Told::default();
        let mut count = |site: &Site| told.news(site).len();
        let broken = scanned("[rules\n");
        assert_eq!(count(&broken), 1);
        assert_eq!(count(&broken), 0, "the same scan");
        assert_eq!(count(&scanned("[rules\n")), 0, "another scan, the same note");
        assert_eq!(count(&scanned("[rules]\n")), 0);
        assert_eq!(count(&scanned("[rules\n")), 1, "broken again");
    }
}
