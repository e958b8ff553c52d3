//! How names become parts of URLs: three strategies (`components/utils/src/slugs.rs`).

/// `slugify.*` of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strategy {
    /// Latin letters, digits and hyphens only.
    #[default]
    On,
    /// Without the characters that file systems refuse.
    Safe,
    /// As written.
    Off,
}

/// What file systems refuse.
const REFUSED: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// The name of a page or of a term in its URL.
pub fn path(name: &str, strategy: Strategy) -> String {
    match strategy {
        Strategy::On => slug::slugify(name),
        Strategy::Safe => name.trim_end_matches([' ', '.']).replace(REFUSED, ""),
        Strategy::Off => name.to_owned(),
    }
}

/// The id of a heading before it is made unique.
pub fn anchor(text: &str, strategy: Strategy) -> String {
    match strategy {
        Strategy::On => slug::slugify(text),
        Strategy::Safe | Strategy::Off => text.replace(|c: char| c.is_ascii_whitespace(), "_"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_paths() {
        for (name, on, safe) in [
            ("Foo Bar? é", "foo-bar-e", "Foo Bar é"),
            ("日本語", "ri-ben-yu", "日本語"),
            ("C++", "c", "C++"),
            ("dot. ", "dot", "dot"),
            ("+++", "", "+++"),
        ] {
            assert_eq!(path(name, Strategy::On), on);
            assert_eq!(path(name, Strategy::Safe), safe);
            assert_eq!(path(name, Strategy::Off), name);
        }
        assert_eq!(anchor("a b?", Strategy::Safe), "a_b?");
    }
}
