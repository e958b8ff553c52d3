//! "Did you mean": the known word that a mistyped one is closest to.

/// A word shorter than this (characters) resembles too many others for a guess to be worth reading.
const MIN_LENGTH: usize = 3;

/// From this length on (characters) two slips of the finger still leave a word recognisable.
const TWO_SLIPS: usize = 7;

/// The word among `known` that `word` most likely stands for: at most one slip of the finger away, two in a long one, case not counted.
/// Among equally near ones the first. `None` when nothing is near, or when `word` itself is known.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length < MIN_LENGTH {
        return None;
    }
    let allowed = if length >= TWO_SLIPS { 2 } else { 1 };
    let folded = word.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        if candidate == word {
            return None;
        }
        // A difference in length alone already costs as many slips; this spares most of the comparisons.
        if candidate.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 6] = ["title", "description", "figure", "url", "slideshare", "categories"];

    #[test]
    fn one_slip_in_a_short_word_and_two_in_a_long_one() {
        for (word, expected) in [
            ("tilte", Some("title")),
            ("titel", Some("title")),
            ("figur", Some("figure")),
            ("Figure", Some("figure")),
            ("descripiton", Some("description")),
            ("catagorys", None),
            ("catagores", Some("categories")),
            ("tlitel", None),
            ("title", None),
            ("ul", None),
            ("abc", None),
        ] {
            assert_eq!(nearest(word, KNOWN), expected, "{word}");
        }
    }
}
