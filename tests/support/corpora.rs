//! Where the real sites are that some tests measure.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that `FRONTIS_CORPORA` names, or the optional `../shared/corpora` beside the checkout, whose archive is
/// unpacked below `target/`; `None` without both.
pub fn corpora() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("FRONTIS_CORPORA") {
        return Some(PathBuf::from(folder)).filter(|folder| folder.is_dir());
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (beside, archive) = (here.join("../shared/corpora/DEV"), here.join("../shared/corpora/DEV.tar.xz"));
    if beside.is_dir() {
        return Some(beside);
    }
    let unpacked = here.join("target/corpora");
    if !unpacked.join("DEV").is_dir() && archive.is_file() {
        unpack(&archive, &unpacked)?;
    }
    Some(unpacked.join("DEV")).filter(|folder| folder.is_dir())
}

/// Two tests may do so at the same time: each unpacks into a folder of its own, and the first to end gives it its name.
fn unpack(archive: &Path, to: &Path) -> Option<()> {
    let own = to.join(std::process::id().to_string());
    std::fs::create_dir_all(&own).ok()?;
    Command::new("tar").arg("-C").arg(&own).arg("-xf").arg(archive).status().ok()?;
    // When another was faster, its folder is as good.
    let _ = std::fs::rename(own.join("DEV"), to.join("DEV"));
    std::fs::remove_dir_all(&own).ok()
}
