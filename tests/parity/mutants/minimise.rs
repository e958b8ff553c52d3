//! Makes a post smaller as long as it stays interesting.

/// Looks at one post at most; each look is a build.
const LOOKS: usize = 60;

/// The post without the lines, and then without the ends of lines, that play no part in what makes it interesting.
pub fn minimise(text: &str, interesting: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut looks = 0;
    let mut size = lines.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < lines.len() && looks < LOOKS {
            let mut fewer = lines.clone();
            fewer.drain(at..(at + size).min(lines.len()));
            looks += 1;
            if interesting(&fewer.concat()) {
                lines = fewer;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    lines.concat()
}
