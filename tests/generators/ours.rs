//! What frontis says of a post: findings, tags, and where it will come to lie.

use frontis::features::diagnostics::diagnose_post;
use frontis::site::problem::Severity;
use frontis::site::publish::PublishState;
use frontis::world::{Settings, World, scan};
use std::path::Path;

/// What frontis says.
#[derive(Debug)]
#[allow(dead_code, reason = "the codes are for the message of a test that fails")]
pub struct Ours {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// The file that the post becomes; `None` when it is not published, or its address is not known.
    pub file: Option<String>,
    /// Whether it says that it does not know.
    pub is_unknown: bool,
    /// The tags, sorted.
    pub terms: Vec<String>,
    /// The codes, for a message.
    pub codes: Vec<&'static str>,
}

impl Ours {
    /// Reads the site in a folder as the command line does.
    pub fn of(folder: &Path, subject: &str) -> Ours {
        let mut world = World::default();
        world.install(scan::scan(&[folder.to_path_buf()], &Settings::default()));
        let snapshot = world.snapshot();
        let view = snapshot.post(&folder.join(subject)).unwrap();
        let problems = diagnose_post(&snapshot, &view);
        let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
        let publication = view.site.model.publication(&view.post.page, snapshot.now);
        let is_public = publication.state == PublishState::Published;
        let names = view.site.model.taxonomies();
        let is_tag = |taxonomy: usize| names.get(taxonomy).is_some_and(|taxonomy| taxonomy.name == "tags");
        let tags = view.post.terms.iter().filter(|term| is_tag(term.taxonomy));
        let mut terms: Vec<String> = tags.map(|term| term.text.to_string()).collect();
        terms.sort();
        terms.dedup();
        Ours {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            file: publication.url.clone().filter(|_| is_public).map(|url| file(&url)),
            is_unknown: publication.state == PublishState::Unknown
                || (is_public && publication.url.is_none()),
            terms,
            codes: problems.iter().map(|problem| problem.rule.code).collect(),
        }
    }
}

/// The file that answers at an address.
fn file(url: &str) -> String {
    let path = url.trim_start_matches('/');
    match path {
        _ if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        _ if path.ends_with(".html") => path.to_owned(),
        _ => format!("{path}.html"),
    }
}
