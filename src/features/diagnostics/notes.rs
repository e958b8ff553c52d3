//! What is to be said once per site, not per post: files that are not on disk, settings that were not taken.

use crate::features::diagnostics::nearest;
use crate::features::diagnostics::registry::{rule, rules};
use crate::site::model::UnknownPart;
use crate::site::problem::Severity;
use crate::world::Site;
use crate::world::settings::FILE;
use std::path::PathBuf;

/// A sentence about a whole site.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// How much it matters: what is merely not known is information, what is broken a warning.
    pub severity: Severity,
    /// The absolute path of the file that it is about.
    pub path: PathBuf,
    /// The sentence.
    pub message: String,
}

/// All notes about a site, the gravest first.
pub fn site_notes(site: &Site) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(error) = &site.settings_error {
        let message = format!("{FILE} cannot be read, so its settings are not used: {}", error.trim_end());
        notes.push(Note { severity: Severity::Warning, path: site.root.join(FILE), message });
    }
    notes.extend(site.settings.rules.keys().filter_map(|code| unknown_rule(site, code)));
    notes.extend(site.model.unknowns().iter().map(|unknown| Note {
        severity: match unknown.what {
            UnknownPart::Config => Severity::Warning,
            UnknownPart::Templates | UnknownPart::Content => Severity::Information,
        },
        path: site.absolute(&unknown.path),
        message: unknown.message.clone(),
    }));
    notes.sort_by_key(|note| std::cmp::Reverse(note.severity));
    notes
}

fn unknown_rule(site: &Site, code: &str) -> Option<Note> {
    if rule(code).is_some() {
        return None;
    }
    let near = nearest(code, rules().into_iter().map(|rule| rule.code));
    let hint = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
    let message = format!("The settings name a rule `{code}`, which does not exist.{hint}");
    Some(Note { severity: Severity::Warning, path: site.root.join(FILE), message })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    fn notes(fixture: &str) -> Vec<String> {
        let fixture = Fixture::new(fixture);
        let snapshot = fixture.snapshot();
        snapshot.sites().iter().flat_map(|site| site_notes(site)).map(|note| note.message).collect()
    }

    #[test]
    fn a_broken_settings_file_is_named_with_the_line() {
        let notes = notes("//- /frontis.toml\n[rules\n//- /a.md\n$0hello\n");
        assert_eq!(notes.len(), 1);
        assert!(notes[0].starts_with("frontis.toml cannot be read"), "{}", notes[0]);
        assert!(notes[0].contains("line 1"), "{}", notes[0]);
    }

    #[test]
    fn a_rule_that_does_not_exist_is_named_with_the_likeliest() {
        let notes = notes("//- /frontis.toml\n[rules]\nduplicate-keys = \"off\"\n//- /a.md\n$0hello\n");
        assert_eq!(
            notes,
            [
                "The settings name a rule `duplicate-keys`, which does not exist. Did you mean `duplicate-key`?"
            ]
        );
    }

    #[test]
    fn a_site_in_order_has_no_notes() {
        assert!(
            notes("//- /frontis.toml\n[rules]\nduplicate-key = \"off\"\n//- /a.md\n$0hello\n").is_empty()
        );
    }
}
