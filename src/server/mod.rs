//! The language server on standard input and output: the only module that names a protocol type.
//!
//! A message changes the state, or takes a snapshot of it, in the moment it arrives ([`service`]); answers are computed
//! on other threads ([`backend::compute`]); nothing that a handler does waits for the client.

mod abilities;
mod backend;
mod capabilities;
mod clock;
mod convert;
mod documents;
mod framing;
mod handlers;
mod keeper;
mod lifecycle;
mod notes;
mod output;
mod page;
mod parent;
mod progress;
mod publish;
mod refresh;
mod register;
mod routes;
mod service;
mod stdio;
mod uri;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tower_lsp::Server;
use tracing_subscriber::EnvFilter;

/// Handlers that may be at work at once. The library's default of 4 lets a cancel wait behind the answers it is to
/// stop.
const CONCURRENCY: usize = 64;

/// Threads that compute answers. The library's default is 512, each of which may make the system's allocator open another
/// place for its pieces, from which memory never comes back; more than a few answers at once only make each later.
const COMPUTING: usize = 4;

/// How long answers may still be computed after the client closed its end.
const GRACE: Duration = Duration::from_secs(2);

/// The environment variable that sets what is written to standard error, such as `frontis=debug`.
const LOG_VARIABLE: &str = "FRONTIS_LOG";

/// Serves one client until it leaves, and returns the exit code: 0 after a proper `shutdown`, 1 otherwise.
///
/// # Errors
/// When the system gives no threads.
pub fn run() -> io::Result<u8> {
    log_to_stderr();
    // Each message is handled on the thread that reads it: to wake another takes longer than most handlers do.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.max_blocking_threads(COMPUTING).enable_all().build()?;
    let code = runtime.block_on(serve());
    // What is still being computed is of no use to anybody.
    runtime.shutdown_background();
    Ok(code)
}

/// Standard output belongs to the protocol.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_env(LOG_VARIABLE).unwrap_or_else(|_| EnvFilter::new("warn"));
    let subscriber =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(false);
    // Somebody else's subscriber, in a test, is as good.
    let _ = subscriber.try_init();
}

async fn serve() -> u8 {
    let input_ended = Arc::new(Notify::new());
    let output_broke = Arc::new(Notify::new());
    let life = Arc::new(service::Life::default());
    let (service, socket) = routes::service();
    let guard = service::Guard::new(service, Arc::clone(&life));
    let input = stdio::Input::start(Arc::clone(&input_ended));
    let direct = output::Unwaiting::new(io::stdout());
    let output = output::Output::new(tokio::io::stdout(), direct, Arc::clone(&output_broke));
    let server = Server::new(input, output, socket).concurrency_level(CONCURRENCY);
    tokio::select! {
        () = server.serve(guard) => {}
        () = output_broke.notified() => tracing::warn!("the client does not read any more"),
        () = async { input_ended.notified().await; tokio::time::sleep(GRACE).await } => {}
        () = stdio::abandoned() => tracing::warn!("the client has left"),
        () = client_died(&life) => tracing::warn!("the client is gone"),
    }
    life.exit_code()
}

async fn client_died(life: &service::Life) {
    life.introduced.notified().await;
    match life.client_process() {
        Some(id) => parent::gone(id).await,
        None => std::future::pending().await,
    }
}
