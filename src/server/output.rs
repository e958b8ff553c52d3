//! Standard output as the library wants it: answers leave at once where the client reads, and on another thread where it
//! does not.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::AsyncWrite;
use tokio::sync::Notify;

/// A writer that tells when it broke, since the library goes on reading when nobody hears its answers any more.
pub struct Output<W, D> {
    /// Takes what the client does not read at once. It waits on a thread of its own, which takes as long to wake as a short
    /// answer to compute.
    patient: W,
    direct: D,
    /// Whether the patient writer holds bytes; what follows them has to go the same way.
    is_behind: bool,
    broken: Arc<Notify>,
}

/// Writes without ever waiting.
pub trait Direct {
    /// Writes some of the bytes and says how many: 0 when none can be written now.
    ///
    /// # Errors
    /// When nobody reads any more.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
}

impl<W, D: Direct> Output<W, D> {
    /// Writes `direct`ly as long as that takes bytes, and else by the `patient` writer, of the same place. Notifies `broken`
    /// when either fails.
    pub fn new(patient: W, direct: D, broken: Arc<Notify>) -> Self {
        Output { patient, direct, is_behind: false, broken }
    }

    fn watch<T>(&self, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if matches!(result, Poll::Ready(Err(_))) {
            self.broken.notify_one();
        }
        result
    }
}

impl<W: AsyncWrite + Unpin, D: Direct + Unpin> AsyncWrite for Output<W, D> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let direct = if self.is_behind { Ok(0) } else { self.direct.write(bytes) };
        let result = match direct {
            Ok(0) => {
                self.is_behind = true;
                Pin::new(&mut self.patient).poll_write(cx, bytes)
            }
            written => Poll::Ready(written),
        };
        self.watch(result)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.patient).poll_flush(cx);
        if matches!(result, Poll::Ready(Ok(()))) {
            self.is_behind = false;
        }
        self.watch(result)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.patient).poll_shutdown(cx);
        self.watch(result)
    }
}

#[cfg(unix)]
pub use unix::Unwaiting;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::os::fd::AsFd;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::{FileType, fstat};
    use rustix::net::{SendFlags, send};

    use super::Direct;

    /// So many bytes a pipe takes without waiting once it says that it can be written to (`PIPE_BUF`).
    const PIPE_ROOM: usize = if cfg!(target_os = "linux") { 4096 } else { 512 };

    /// A pipe or a socket. Neither is made non-blocking, which would be so for whoever else holds it.
    pub struct Unwaiting<F> {
        file: F,
        kind: Option<FileType>,
    }

    impl<F: AsFd> Unwaiting<F> {
        /// Looks what sort of file it is.
        pub fn new(file: F) -> Self {
            let kind = fstat(&file).ok().map(|found| FileType::from_raw_mode(found.st_mode));
            Unwaiting { file, kind }
        }
    }

    impl<F: AsFd> Direct for Unwaiting<F> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let written = match self.kind {
                // VS Code's pipes are sockets.
                Some(FileType::Socket) => send(&self.file, bytes, SendFlags::DONTWAIT),
                Some(FileType::Fifo) if has_room(&self.file) => {
                    rustix::io::write(&self.file, bytes.get(..PIPE_ROOM).unwrap_or(bytes))
                }
                _ => Ok(0),
            };
            match written {
                Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => Ok(0),
                other => other.map_err(io::Error::from),
            }
        }
    }

    fn has_room(pipe: &impl AsFd) -> bool {
        let mut output = [PollFd::new(pipe, PollFlags::OUT)];
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut output, Some(&at_once)).is_ok_and(|ready| ready > 0)
    }
}

/// Where nothing is known of how to write without waiting: never writes.
#[cfg(not(unix))]
pub struct Unwaiting;

#[cfg(not(unix))]
impl Unwaiting {
    /// Takes standard output, and leaves it alone.
    pub fn new(_: io::Stdout) -> Self {
        Unwaiting
    }
}

#[cfg(not(unix))]
impl Direct for Unwaiting {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::io::AsyncWriteExt;

    use super::*;

    /// What arrived, each write with the way it came.
    #[derive(Clone, Default)]
    struct Place(Arc<Mutex<Vec<String>>>);

    impl Place {
        fn note(&self, way: &str, bytes: &[u8]) {
            self.0.lock().unwrap().push(format!("{way} {}", String::from_utf8_lossy(bytes)));
        }
    }

    /// Takes two bytes at once, up to a number of times.
    struct Narrow(Place, usize);

    impl Direct for Narrow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.get(..2).unwrap_or(bytes);
            let Some(left) = self.1.checked_sub(1) else { return Ok(0) };
            self.1 = left;
            self.0.note("direct", taken);
            Ok(taken.len())
        }
    }

    struct Slow(Place);

    impl AsyncWrite for Slow {
        fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            self.0.note("slow", bytes);
            Poll::Ready(Ok(bytes.len()))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[tokio::test]
    async fn what_follows_bytes_that_wait_waits_behind_them() {
        let place = Place::default();
        let mut output = Output::new(Slow(place.clone()), Narrow(place.clone(), 2), Arc::default());
        output.write_all(b"abcdef").await.unwrap();
        output.direct.1 = 1;
        output.write_all(b"g").await.unwrap();
        output.flush().await.unwrap();
        output.write_all(b"hi").await.unwrap();
        assert_eq!(*place.0.lock().unwrap(), ["direct ab", "direct cd", "slow ef", "slow g", "direct hi"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_or_socket_that_is_full_takes_nothing_and_one_without_a_reader_fails() {
        use std::io::Read;
        use std::os::fd::OwnedFd;
        use std::os::unix::net::UnixStream;

        let (reader, writer) = io::pipe().unwrap();
        let (far, near) = UnixStream::pair().unwrap();
        let ends: [(OwnedFd, OwnedFd); 2] = [(reader.into(), writer.into()), (far.into(), near.into())];
        for (reader, writer) in ends {
            let mut direct = Unwaiting::new(writer);
            let bytes: Vec<u8> = (0..10_000_u32).map(|at| (at % 251) as u8).collect();
            let mut sent = Vec::new();
            while let count @ 1.. = direct.write(&bytes).unwrap() {
                sent.extend_from_slice(&bytes[..count]);
            }
            assert!(sent.len() >= 16_384, "{}", sent.len());
            let mut reader = std::fs::File::from(reader);
            let mut received = vec![0; sent.len()];
            reader.read_exact(&mut received).unwrap();
            assert!(received == sent);
            assert!(direct.write(&bytes).unwrap() > 0, "there is room again");
            drop(reader);
            assert!(direct.write(&bytes).is_err());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_left_to_the_patient_writer() {
        assert_eq!(Unwaiting::new(tempfile::tempfile().unwrap()).write(b"x").unwrap(), 0);
    }
}
