//! The same sites judged by the version of Hugo: what one release stops at, another builds.

use crate::oracle;
use crate::site::{Finding, Site};
use frontis::site::version::Version;
use std::collections::BTreeMap;

/// The share of verdicts, in percent, that must agree over those runs whose outcome depends on the version. What is
/// left are forms of TOML and of tags that only older releases refuse, on which frontis is silent.
const VERDICTS: f64 = 91.0;

#[test]
fn the_version_decides() {
    let (Some(cases), Some(recorded)) = (oracle::cases(), oracle::by_version()) else { return };
    let (mut agreed, mut all) = (0, 0);
    for case in cases.iter().filter(|case| crate::GROUPS.contains(&case.group.as_str())) {
        let Some(verdicts) = recorded.get(&case.name).filter(|verdicts| differ(verdicts)) else { continue };
        for (version, fails) in verdicts {
            let site = Site::with_version(&case.files, Version::find(version));
            let found: Vec<Finding> = site.findings().into_iter().filter(Finding::is_error).collect();
            all += 1;
            agreed += usize::from(found.is_empty() != *fails);
            if found.is_empty() == *fails {
                let found: Vec<String> = found.iter().map(ToString::to_string).collect();
                println!(
                    "{} by {version}: Hugo {}; {found:?}",
                    case.name,
                    if *fails { "fails" } else { "builds" }
                );
            }
        }
    }
    println!("{agreed} of {all} verdicts agree where the version decides");
    assert!(crate::recorded::percent(agreed, all) >= VERDICTS);
}

fn differ(verdicts: &BTreeMap<String, bool>) -> bool {
    let mut verdicts = verdicts.values();
    let first = verdicts.next();
    verdicts.any(|verdict| Some(verdict) != first)
}
