//! Ends the server when the editor that started it is gone.

use std::time::Duration;

/// How often to look; with the last look just before the death, the server ends within twice this time.
const INTERVAL: Duration = Duration::from_secs(2);

/// Returns when process `id` is gone. Never returns when it was not there in the first place: an editor that runs the
/// server in a container announces a process that is not visible from here.
pub async fn gone(id: u32) {
    if !is_alive(id) {
        std::future::pending::<()>().await;
    }
    while is_alive(id) {
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Whether process `id` exists. One that belongs to somebody else counts, and so does any when it can't be told.
#[cfg(unix)]
fn is_alive(id: u32) -> bool {
    let Some(id) = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw) else { return false };
    rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH)
}

/// Where processes can't be asked without unsafe code, the end of standard input has to do.
#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[cfg(unix)]
    #[tokio::test(start_paused = true)]
    async fn a_process_that_ends_is_noticed() {
        let mut child = Command::new("sleep").arg("60").spawn().unwrap();
        let id = child.id();
        assert!(is_alive(id));
        let watch = tokio::spawn(gone(id));
        tokio::task::yield_now().await;
        child.kill().unwrap();
        child.wait().unwrap();
        tokio::time::timeout(Duration::from_secs(5), watch).await.unwrap().unwrap();
    }

    #[cfg(unix)]
    #[tokio::test(start_paused = true)]
    async fn a_process_that_never_was_is_not_waited_for() {
        let mut child = Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        assert!(tokio::time::timeout(Duration::from_secs(60), gone(child.id())).await.is_err());
    }
}
