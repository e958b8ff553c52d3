//! Standard input as the library wants it, with an eye on its end.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::{Notify, mpsc};

use super::framing::Frames;

/// Bytes read at once: most messages come in one piece, and a system gives no more of a pipe.
const CHUNK: usize = 64 << 10;

/// Pieces read ahead by a thread, which waits when the server is this many behind.
const READ_AHEAD: usize = 64;

/// Standard input in whole messages.
pub struct Input {
    source: Source,
    frames: Frames,
    current: io::Cursor<Vec<u8>>,
    ended: Arc<Notify>,
}

/// Where bytes come from.
enum Source {
    /// A pipe, a socket or a terminal, of which the system says when there is something to read: no other thread has to
    /// wake for a message.
    #[cfg(unix)]
    Watched(watched::Watched),
    /// Anything else, read by a thread of its own: a read that blocks forever must not keep the runtime from ending.
    Thread(mpsc::Receiver<Vec<u8>>),
}

impl Input {
    /// Starts to read; `ended` is notified when the client has closed its end. Call it inside of the runtime.
    pub fn start(ended: Arc<Notify>) -> Self {
        Input { source: Source::of_stdin(), frames: Frames::default(), current: io::Cursor::default(), ended }
    }
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        while this.current.position() >= this.current.get_ref().len() as u64 {
            if let Some(frame) = this.frames.next() {
                this.current = io::Cursor::new(frame);
                continue;
            }
            let bytes = ready!(this.source.poll_bytes(cx));
            if bytes.is_empty() {
                this.ended.notify_one();
                return Poll::Ready(Ok(()));
            }
            this.frames.add(&bytes);
        }
        Pin::new(&mut this.current).poll_read(cx, into)
    }
}

impl Source {
    fn of_stdin() -> Source {
        #[cfg(unix)]
        if let Ok(watched) = watched::Watched::new() {
            return Source::Watched(watched);
        }
        Source::Thread(read_on_a_thread())
    }

    /// The next bytes; none at the end, and when nothing can be read any more.
    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Vec<u8>> {
        match self {
            #[cfg(unix)]
            Source::Watched(watched) => watched.poll_bytes(cx),
            Source::Thread(pieces) => pieces.poll_recv(cx).map(Option::unwrap_or_default),
        }
    }
}

fn read_on_a_thread() -> mpsc::Receiver<Vec<u8>> {
    let (send, pieces) = mpsc::channel(READ_AHEAD);
    std::thread::spawn(move || {
        let mut stdin = io::stdin().lock();
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match stdin.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read.unwrap_or(0),
            };
            let bytes = chunk.get(..read).unwrap_or_default().to_vec();
            if bytes.is_empty() || send.blocking_send(bytes).is_err() {
                return;
            }
        }
    });
    pieces
}

#[cfg(unix)]
mod watched {
    use std::io;
    use std::task::{Context, Poll, ready};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use tokio::io::Interest;
    use tokio::io::unix::AsyncFd;

    use super::CHUNK;

    /// Standard input as the runtime watches it. It is not made non-blocking, which would be so for whoever else holds it:
    /// before each read the system is asked whether it would wait.
    pub struct Watched {
        stdin: AsyncFd<io::Stdin>,
        chunk: Vec<u8>,
    }

    impl Watched {
        /// Begins to watch.
        ///
        /// # Errors
        /// For what cannot be watched: a file.
        #[expect(
            deprecated,
            reason = "its successor is unsafe, as some close what is watched; nobody closes this"
        )]
        pub fn new() -> io::Result<Self> {
            let stdin = AsyncFd::with_interest(io::stdin(), Interest::READABLE)?;
            Ok(Watched { stdin, chunk: vec![0; CHUNK] })
        }

        /// See [`super::Source::poll_bytes`].
        pub fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Vec<u8>> {
            loop {
                let Ok(mut ready) = ready!(self.stdin.poll_read_ready(cx)) else {
                    return Poll::Ready(Vec::new());
                };
                if !is_readable(self.stdin.get_ref()) {
                    // What comes from now on makes it ready again.
                    ready.clear_ready();
                    continue;
                }
                match rustix::io::read(self.stdin.get_ref(), &mut self.chunk) {
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    read => {
                        return Poll::Ready(self.chunk.get(..read.unwrap_or(0)).unwrap_or_default().to_vec());
                    }
                }
            }
        }
    }

    /// Whether a read returns at once, be it that there is nothing more to come.
    fn is_readable(stdin: &io::Stdin) -> bool {
        let mut input = [PollFd::new(stdin, PollFlags::IN)];
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut input, Some(&at_once)).is_ok_and(|ready| ready > 0)
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
