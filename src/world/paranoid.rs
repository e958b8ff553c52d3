//! Distrust of the kept sites: a comparison with the same folders scanned from scratch.

use crate::corpus::audit;
use crate::world::site::Site;
use std::sync::Arc;

/// The environment variable that turns the mode on, whatever its value: it costs a scan for each batch of changes.
pub const VARIABLE: &str = "FRONTIS_PARANOID";

/// More lines than this tell no more about a mistake.
const MAX_LINES: usize = 20;

/// What the sites that are kept up to date say otherwise than those that were just scanned, a line each with the root
/// of its site in front; empty when the two agree. A file that was written between the two is a difference too.
pub fn differences(kept: &[Arc<Site>], scanned: &[Arc<Site>]) -> Vec<String> {
    let mut found = Vec::new();
    for fresh in scanned {
        let root = fresh.root.display();
        let Some(old) = kept.iter().find(|site| site.root == fresh.root) else {
            found.push(format!("{root}: this site is not known"));
            continue;
        };
        if old.model.generator_id() != fresh.model.generator_id() {
            found.push(format!(
                "{root}: {} instead of {}",
                old.model.generator_id(),
                fresh.model.generator_id()
            ));
            continue;
        }
        if old.settings != fresh.settings {
            found.push(format!("{root}: the settings are others"));
        }
        let lines = audit::differences(&old.corpus, &fresh.corpus, &*fresh.model);
        found.extend(lines.into_iter().take(MAX_LINES).map(|line| format!("{root}: {line}")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::RelPath;
    use crate::world::batch::{self, Batch};
    use crate::world::scan::scan;
    use crate::world::{Settings, Site};

    const POST: &str = "---\ntitle: A\ntags: [go]\n---\n{{< x >}}\n";

    /// A site on disk with two posts, and the same after the second was written anew and taken in as a change.
    fn changed(told: &str) -> (tempfile::TempDir, Vec<Arc<Site>>) {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("posts")).unwrap();
        std::fs::write(home.path().join("frontis.toml"), "").unwrap();
        std::fs::write(home.path().join("posts/a.md"), POST).unwrap();
        std::fs::write(home.path().join("posts/b.md"), POST).unwrap();
        let site = scan(&[home.path().to_path_buf()], &Settings::default()).remove(0);
        std::fs::write(home.path().join("posts/b.md"), POST.replace("go", "zig")).unwrap();
        let site = batch::with(&site, Batch::read(&site, &[RelPath::from(told)]));
        (home, vec![Arc::new(site)])
    }

    #[test]
    fn a_change_that_was_told_leaves_no_difference() {
        let (home, kept) = changed("posts/b.md");
        let scanned = scan(&[home.path().to_path_buf()], &Settings::default());
        assert_eq!(differences(&kept, &scanned), [""; 0]);
    }

    #[test]
    fn a_change_that_was_missed_is_named() {
        let (home, kept) = changed("posts/a.md");
        let scanned = scan(&[home.path().to_path_buf()], &Settings::default());
        let found = differences(&kept, &scanned).join("\n");
        for expected in ["post posts/b.md: ", "term 0 zig: nothing instead of ", "weight 0 zig: "] {
            assert!(
                found.contains(&format!("{}: {expected}", home.path().display())),
                "{expected}:\n{found}"
            );
        }
        assert_eq!(differences(&[], &scanned).len(), 1, "a site that is not known at all");
    }
}
