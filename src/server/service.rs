//! The shell around the library's service: order, panics, life and death.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use tokio::sync::Notify;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_service::Service;

use super::framing::UNREADABLE;

/// The protocol's code for a request before `initialize`; the library answers so only for methods it knows.
const NOT_INITIALIZED: ErrorCode = ErrorCode::ServerError(-32002);

/// What the shell learns about the life of the session.
#[derive(Default)]
pub struct Life {
    is_initialized: AtomicBool,
    is_shut_down: AtomicBool,
    client_process: OnceLock<u32>,
    /// Notified when [`Life::client_process`] becomes known.
    pub introduced: Notify,
}

impl Life {
    /// The exit code: 0 when the client asked to shut down before it left, 1 otherwise, as the protocol says.
    pub fn exit_code(&self) -> u8 {
        u8::from(!self.is_shut_down.load(Ordering::Relaxed))
    }

    /// The process id of the client, once it was introduced with one.
    pub fn client_process(&self) -> Option<u32> {
        self.client_process.get().copied()
    }

    fn note_request(&self, request: &Request) {
        match request.method() {
            "initialize" => {
                let id =
                    request.params().and_then(|params| params.get("processId")).and_then(|id| id.as_u64());
                if let Some(id) = id.and_then(|id| u32::try_from(id).ok()) {
                    // A second `initialize` is refused by the library, so the first id is the one to keep.
                    let _ = self.client_process.set(id);
                    self.introduced.notify_one();
                }
            }
            "shutdown" if self.is_initialized.load(Ordering::Relaxed) => {
                self.is_shut_down.store(true, Ordering::Relaxed);
            }
            _ => {}
        }
    }
}

/// Wraps the library's service.
///
/// Every handler is polled once at the moment its message arrives, before the next message is looked at. So whatever
/// a handler does before its first await happens in the order of the wire, by construction and at any load: a
/// notification changes the state there, a request takes its snapshot there.
///
/// A handler that panics answers -32603; without this the panic would end the server.
pub struct Guard<S> {
    service: S,
    life: Arc<Life>,
}

type Answer = Result<Option<Response>, ExitedError>;

impl<S> Guard<S> {
    /// Wraps `service` and writes down in `life` what is to know when it ends.
    pub fn new(service: S, life: Arc<Life>) -> Self {
        Guard { service, life }
    }

    /// The error that `request` deserves without being handled.
    fn refuse(&self, request: &Request) -> Option<Error> {
        if request.method() == UNREADABLE {
            let code = request
                .params()
                .and_then(|code| code.as_i64())
                .map_or(ErrorCode::ParseError, ErrorCode::from);
            return Some(Error::new(code));
        }
        // The library forgets to answer these, and a client would wait for ever.
        if request.method().starts_with("$/") && request.id().is_some() {
            return Some(Error::method_not_found());
        }
        let is_early = !self.life.is_initialized.load(Ordering::Relaxed) && request.method() != "initialize";
        (is_early && request.id().is_some()).then(|| Error {
            code: NOT_INITIALIZED,
            message: "the server is not initialized yet".into(),
            data: None,
        })
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Answer>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let id = request.id().cloned();
        if let Some(error) = self.refuse(&request) {
            let id = id.unwrap_or(Id::Null);
            return ready(Ok(Some(Response::from_error(id, error)))).boxed();
        }
        self.life.note_request(&request);
        let is_initialize = request.method() == "initialize";
        let method = request.method().to_owned();
        let called = catch_unwind(AssertUnwindSafe(|| self.service.call(request)));
        let mut answer = Box::pin(async move {
            let handled = match called {
                Ok(future) => AssertUnwindSafe(future).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            handled.unwrap_or_else(|_| {
                tracing::error!(method, "a handler panicked");
                Ok(id.map(|id| Response::from_error(id, Error::internal_error())))
            })
        });
        match (&mut answer).now_or_never() {
            Some(done) => {
                let is_ok = matches!(&done, Ok(Some(response)) if response.is_ok());
                if is_initialize && is_ok {
                    self.life.is_initialized.store(true, Ordering::Relaxed);
                }
                ready(done).boxed()
            }
            None => answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use serde_json::json;

    use super::*;

    /// Panics for the methods `panic` and `later`, writes all down when polled first, and yields once for `slow`.
    #[derive(Clone, Default)]
    struct Fake(Arc<Mutex<Vec<String>>>);

    impl Service<Request> for Fake {
        type Response = Option<Response>;
        type Error = ExitedError;
        type Future = BoxFuture<'static, Answer>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            assert_ne!(request.method(), "panic");
            let seen = Arc::clone(&self.0);
            async move {
                assert_ne!(request.method(), "later");
                seen.lock().unwrap().push(request.method().to_owned());
                if request.method() == "slow" {
                    tokio::task::yield_now().await;
                }
                Ok(request.id().map(|id| Response::from_ok(id.clone(), json!(null))))
            }
            .boxed()
        }
    }

    fn guard() -> (Guard<Fake>, Fake) {
        let fake = Fake::default();
        let life = Arc::new(Life::default());
        (Guard::new(fake.clone(), life), fake)
    }

    fn request(method: &'static str) -> Request {
        Request::build(method).params(json!({"processId": 7})).id(1).finish()
    }

    async fn code(guard: &mut Guard<Fake>, request: Request) -> Option<i64> {
        guard
            .call(request)
            .await
            .unwrap()
            .and_then(|response| response.error().map(|error| error.code.code()))
    }

    #[tokio::test]
    async fn a_panic_is_an_internal_error() {
        let (mut guard, _) = guard();
        assert_eq!(code(&mut guard, request("initialize")).await, None);
        assert_eq!(code(&mut guard, request("panic")).await, Some(-32603));
        assert_eq!(code(&mut guard, request("later")).await, Some(-32603));
        assert_eq!(
            guard.call(Request::build("later").finish()).await,
            Ok(None),
            "a notification has no answer"
        );
        assert_eq!(code(&mut guard, request("fine")).await, None);
    }

    #[tokio::test]
    async fn the_first_segments_run_in_the_order_of_the_wire() {
        let (mut guard, fake) = guard();
        guard.call(request("initialize")).await.unwrap();
        let slow = guard.call(request("slow"));
        let edit = guard.call(Request::build("edit").finish());
        assert_eq!(*fake.0.lock().unwrap(), ["initialize", "slow", "edit"], "before anything is awaited");
        edit.await.unwrap();
        slow.await.unwrap();
    }

    #[tokio::test]
    async fn requests_before_initialize_are_refused_and_notifications_dropped() {
        let (mut guard, _) = guard();
        assert_eq!(code(&mut guard, request("unknown")).await, Some(-32002));
        assert_eq!(guard.call(Request::build("edit").finish()).await, Ok(None));
    }

    #[tokio::test]
    async fn a_stand_in_gets_the_error_it_names() {
        let (mut guard, fake) = guard();
        let broken = Request::build(UNREADABLE).params(json!(-32600)).id(Id::Null).finish();
        assert_eq!(code(&mut guard, broken).await, Some(-32600));
        assert!(fake.0.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn the_life_of_the_session_is_remembered() {
        let (mut guard, _) = guard();
        guard.call(request("shutdown")).await.unwrap();
        assert_eq!(guard.life.exit_code(), 1, "a shutdown that was refused does not count");
        guard.call(request("initialize")).await.unwrap();
        assert_eq!((guard.life.client_process(), guard.life.exit_code()), (Some(7), 1));
        guard.call(request("shutdown")).await.unwrap();
        assert_eq!(guard.life.exit_code(), 0);
    }
}
