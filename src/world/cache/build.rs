//! Which build of the program this is: the facts that another one found may mean something else.

use crate::corpus::disk::Stamp;
use crate::site::record::digest;
use std::path::Path;
use std::sync::LazyLock;

/// The zones that dates are read in come from the system, and are corrected now and then.
const ZONES: &str = "/usr/share/zoneinfo/tzdata.zi";

/// A number for this version of this very program.
pub fn identity() -> u64 {
    static IDENTITY: LazyLock<u64> = LazyLock::new(|| {
        let program = std::env::current_exe().ok();
        let stamp = |path: Option<&Path>| format!("{:?}", path.and_then(Stamp::of));
        let (path, zones) = (format!("{program:?}"), stamp(Some(Path::new(ZONES))));
        let parts = [env!("CARGO_PKG_VERSION"), &path, &stamp(program.as_deref()), &zones];
        digest(&parts.map(str::as_bytes))
    });
    *IDENTITY
}
