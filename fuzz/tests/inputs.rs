//! The hand-written seeds, and any other inputs on request, without libFuzzer: what holds must hold for each.

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// The environment variable that names a folder of the same form as `seeds`: a folder for each target, with inputs.
const FOLDER: &str = "FRONTIS_FUZZ_INPUTS";

fn check_of(target: &str) -> fn(&[u8]) {
    match target {
        "config" => frontis_fuzz::config::check,
        "front_matter" => frontis_fuzz::front_matter::check,
        "positions_edits" => frontis_fuzz::positions_edits::check,
        "session" => frontis_fuzz::session::check,
        "shortcodes" => frontis_fuzz::shortcodes::check,
        "templates" => frontis_fuzz::templates::check,
        other => panic!("{other} is no target"),
    }
}

#[test]
fn every_input_passes() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let asked = std::env::var_os(FOLDER).map(PathBuf::from);
    let mut failures: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in std::iter::once(seeds).chain(asked).flat_map(|folder| inputs(&folder)) {
        let target =
            path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let (check, data) = (check_of(&target), std::fs::read(&path).expect("an input can be read"));
        if let Err(panic) = catch_unwind(|| check(&data)) {
            let text = panic.downcast_ref::<String>().map_or("", String::as_str);
            failures.entry(format!("{target}: {text:.300}")).or_insert(path);
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

fn inputs(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    entries(folder).iter().filter(|path| path.is_dir()).flat_map(|folder| entries(folder)).collect()
}
