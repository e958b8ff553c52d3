//! Standard input as the library wants it, with an eye on its end.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::{Notify, mpsc};

use super::framing::Frames;

/// Messages read ahead; the thread waits when the server is this many behind.
const READ_AHEAD: usize = 256;

/// Standard input, read by a thread of its own: a read that blocks forever must not keep the runtime from ending.
pub struct Input {
    frames: mpsc::Receiver<Vec<u8>>,
    current: io::Cursor<Vec<u8>>,
}

impl Input {
    /// Starts to read; `ended` is notified when the client has closed its end.
    pub fn start(ended: Arc<Notify>) -> Self {
        let (send, frames) = mpsc::channel(READ_AHEAD);
        std::thread::spawn(move || {
            for frame in Frames::new(io::stdin().lock()) {
                if send.blocking_send(frame).is_err() {
                    break;
                }
            }
            ended.notify_one();
        });
        Input { frames, current: io::Cursor::default() }
    }
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let is_used_up = self.current.position() >= self.current.get_ref().len() as u64;
        if is_used_up {
            match ready!(self.frames.poll_recv(cx)) {
                Some(frame) => self.current = io::Cursor::new(frame),
                None => return Poll::Ready(Ok(())),
            }
        }
        Pin::new(&mut self.current).poll_read(cx, into)
    }
}

/// How often to look whether the client is still there; it must be found gone at two looks.
#[cfg(unix)]
const LOOK: std::time::Duration = std::time::Duration::from_secs(1);

/// Returns some seconds after the client has closed either of its ends. While hundreds of questions wait for their answers,
/// the thread that reads waits as well and does not see that nothing more comes; and while there is nothing to say, nobody
/// sees that nothing more is heard.
#[cfg(unix)]
pub async fn abandoned() {
    let mut looks = 0;
    while looks < 2 {
        tokio::time::sleep(LOOK).await;
        looks = if is_hung_up() { looks + 1 } else { 0 };
    }
}

/// Elsewhere the end is seen only once all is read.
#[cfg(not(unix))]
pub async fn abandoned() {
    std::future::pending().await
}

#[cfg(unix)]
fn is_hung_up() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let (stdin, stdout) = (io::stdin(), io::stdout());
    let mut ends = [PollFd::new(&stdin, PollFlags::empty()), PollFd::new(&stdout, PollFlags::empty())];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    let is_polled = poll(&mut ends, Some(&at_once)).is_ok();
    // A pipe that nobody reads any more says that it is broken, a socket that it is hung up.
    let [input, output] = ends.map(|end| end.revents());
    is_polled && (input.contains(PollFlags::HUP) || output.intersects(PollFlags::ERR | PollFlags::HUP))
}
