//! Which of some names a writer likely meant.

use strsim::damerau_levenshtein;

/// Shorter names than this are too easily alike.
const MIN_LENGTH: usize = 4;

/// The name that differs least from `name`: by one slip, or by two in a long one.
pub fn similar<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = name.to_lowercase();
    if wanted.chars().count() < MIN_LENGTH {
        return None;
    }
    let allowed = if wanted.chars().count() >= 2 * MIN_LENGTH { 2 } else { 1 };
    let distance = |other: &str| damerau_levenshtein(&wanted, &other.to_lowercase());
    let near = names.into_iter().map(|other| (distance(other), other)).filter(|(far, _)| *far <= allowed);
    near.min().map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn slips_are_told_from_other_words() {
        for (name, meant) in [
            ("tilte", Some("title")),
            ("Title", Some("title")),
            ("taxonimies", Some("taxonomies")),
            ("tags", None),
            ("author", None),
            ("dat", None),
        ] {
            assert_eq!(similar(name, ["title", "date", "draft", "taxonomies", "aliases"]), meant, "{name}");
        }
    }
}
