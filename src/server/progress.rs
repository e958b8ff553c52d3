//! Shows the writer that a scan is under way.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::ProgressToken;

use super::backend::Backend;

/// A scan that ends sooner is not shown: a bar that flashes up tells nobody anything.
const PATIENCE: Duration = Duration::from_millis(200);

/// Shows a scan until `ended` says how many posts there are. Does nothing when the client shows no progress.
pub fn show(backend: &Backend, runtime: &Handle, ended: oneshot::Receiver<usize>) {
    if backend.abilities().progress {
        runtime.spawn(follow(backend.client.clone(), ended));
    }
}

async fn follow(client: Client, mut ended: oneshot::Receiver<usize>) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    if tokio::time::timeout(PATIENCE, &mut ended).await.is_ok() {
        return;
    }
    let token = ProgressToken::String(format!("frontis/scan/{}", NEXT.fetch_add(1, Ordering::Relaxed)));
    if client.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let bar = client.progress(token, "Reading the posts").begin().await;
    match ended.await {
        Ok(posts) => bar.finish_with_message(format!("{posts} posts")).await,
        Err(_) => bar.finish().await,
    }
}
