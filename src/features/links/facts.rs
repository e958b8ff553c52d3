//! What a file weighs and, for an image, how large it is.

use crate::world::Site;

/// The ends of the names of files that editors can show.
const SHOWN: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "ico"];

/// Dimensions and weight in words: `640 × 480 pixels · 12 kB`. Reads the header of the file; empty when it is absent.
pub fn file_facts(site: &Site, path: &str) -> String {
    let Some(measure) = site.files.measure(path) else { return String::new() };
    let pixels = measure.pixels.map(|(width, height)| format!("{width} × {height} pixels · "));
    format!("{}{}", pixels.unwrap_or_default(), weight(measure.bytes))
}

/// Whether an editor can show the file as a picture.
pub fn is_picture(path: &str) -> bool {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    SHOWN.iter().any(|shown| shown.eq_ignore_ascii_case(end))
}

fn weight(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_rounded() {
        for (bytes, expected) in
            [(999, "999 bytes"), (1_499, "1 kB"), (12_600, "13 kB"), (2_340_000, "2.3 MB")]
        {
            assert_eq!(weight(bytes), expected);
        }
    }
}
