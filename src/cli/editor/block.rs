//! Our lines in a file of the user, between two marks by which they are found again.

/// The program as every configuration names it; the word alone may be part of a path.
const PROGRAM: &str = "\"frontis\"";

/// What the marks say behind the sign of a comment.
fn marks(comment: &str, word: &str) -> (String, String) {
    let open = format!("{comment} >>> frontis: `frontis editor {word} --write` replaces these lines");
    (open, format!("{comment} <<< frontis"))
}

/// The text with our lines in it: in the place of the old ones, or at its end. Line ends as in the text.
///
/// # Errors
/// What stands in the way, for people, beginning after the name of the file.
pub fn put(text: &str, comment: &str, word: &str, lines: &str) -> Result<String, String> {
    let (open, close) = marks(comment, word);
    let (before, after) = around(text, &open, &close)?;
    if before.contains(PROGRAM) || after.contains(PROGRAM) {
        return Err(
            "starts frontis already, in lines that this command did not write; take them out first".into()
        );
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let block = format!("{open}\n{lines}{close}\n").replace('\n', end);
    let gap = match before {
        "" => String::new(),
        before if before.ends_with('\n') && after.is_empty() && !text.contains(&open) => end.to_owned(),
        before if before.ends_with('\n') => String::new(),
        _ => end.repeat(2),
    };
    Ok(format!("{before}{gap}{block}{after}"))
}

/// What stands before and behind our lines; all of it before when there are none.
fn around<'a>(text: &'a str, open: &str, close: &str) -> Result<(&'a str, &'a str), String> {
    let Some((before, rest)) = text.split_once(open) else { return Ok((text, "")) };
    let (_, after) = rest.split_once(close).ok_or_else(|| {
        format!(
            "has a line `{open}` but none that says `{close}`; take that line and ours below it out first"
        )
    })?;
    Ok((before, after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n')).unwrap_or(after)))
}

#[cfg(test)]
mod tests {
    fn put(text: &str, lines: &str) -> Result<String, String> {
        super::put(text, "#", "helix", lines)
    }

    const OPEN: &str = "# >>> frontis: `frontis editor helix --write` replaces these lines";

    #[test]
    fn lines_come_at_the_end_and_are_replaced_where_they_are() {
        let fresh = put("", "a\n").unwrap();
        assert_eq!(fresh, format!("{OPEN}\na\n# <<< frontis\n"));
        let added = put("mine\n", "a\n").unwrap();
        assert_eq!(added, format!("mine\n\n{fresh}"));
        assert_eq!(put("mine", "a\n").unwrap(), added);
        assert_eq!(put(&added, "a\n").unwrap(), added, "the second time nothing changes");
        let between = format!("{added}yours\n");
        assert_eq!(put(&between, "b\n").unwrap(), between.replace("\na\n", "\nb\n"));
    }

    #[test]
    fn line_ends_are_those_of_the_file() {
        let added = put("mine\r\n", "a\nb\n").unwrap();
        assert_eq!(added.matches('\n').count(), added.matches("\r\n").count());
        assert_eq!(put(&added, "a\nb\n").unwrap(), added);
    }

    #[test]
    fn what_others_wrote_about_frontis_stays_and_stops_us() {
        assert!(put("load = \"/home/me/frontis/x\"\n", "a\n").is_ok());
        assert!(put("command = \"frontis\"\n", "a\n").unwrap_err().contains("take them out first"));
        assert!(put(&format!("{OPEN}\na\n"), "a\n").unwrap_err().contains("<<< frontis"));
    }
}
