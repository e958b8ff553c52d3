//! `frontis/status`: what the server knows of the workspace, for a status line and for bug reports.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{TextDocumentIdentifier, Uri};
use tower_lsp::jsonrpc::Result;

use crate::server::backend::Backend;
use crate::server::documents::path_of;
use crate::server::page::Moment;
use crate::server::uri;
use crate::world::Site;

/// The document whose site is asked for; all sites without one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusParams {
    text_document: Option<TextDocumentIdentifier>,
}

/// The state of the server.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusAnswer {
    /// Whether the workspace has been read.
    ready: bool,
    /// The sites, those with the longest root first.
    sites: Vec<SiteStatus>,
    /// How many times an open post was judged since the start.
    judged: usize,
}

/// One site.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteStatus {
    root: Uri,
    /// `null` where the configuration has none that can be read.
    title: Option<String>,
    /// The name for people.
    generator: &'static str,
    /// The version that posts are judged by; `null` where versions play no part.
    version: Option<String>,
    posts: usize,
}

/// `frontis/status`, after what was ordered before the question.
pub async fn status(backend: &Backend, params: StatusParams) -> Result<StatusAnswer> {
    let moment = Moment::now(backend).settled().await;
    let path = params.text_document.as_ref().and_then(|document| path_of(&document.uri));
    let sites = moment.snapshot.sites().iter();
    let sites = sites.filter(|site| match (&params.text_document, &path) {
        (None, _) => site.root.is_absolute(),
        (Some(_), None) => false,
        (Some(_), Some(path)) => moment.snapshot.site_of(path).is_some_and(|own| own.root == site.root),
    });
    let sites = sites.map(|site| site_status(site)).collect();
    Ok(StatusAnswer { ready: moment.snapshot.ready, sites, judged: backend.dirty.judged() })
}

fn site_status(site: &Site) -> SiteStatus {
    SiteStatus {
        root: uri::from_path(&site.root),
        title: site.model.about("").title.map(Into::into),
        generator: site.model.generator_name(),
        version: site.model.version().map(|hint| hint.version.to_string()),
        posts: site.corpus.len(),
    }
}
