//! Where a front matter without a closer most likely ends: the first line that no front matter would hold.

use super::lines::lines;
use super::tree::Format;
use super::yaml::bracket_balance;

/// The byte where lines from `start` on stop looking like front matter: the start of a line, or the end of the text.
pub(super) fn end_of_front_matter(text: &str, start: usize, format: Format) -> usize {
    let mut end = start;
    let mut after_blank = false;
    let mut in_flow = 0_isize;
    for line in lines(text, start) {
        let content = line.span.of(text);
        if content.trim().is_empty() {
            after_blank = true;
            continue;
        }
        if in_flow <= 0 && !looks_like(content, format, after_blank) {
            break;
        }
        in_flow += bracket_balance(content);
        after_blank = false;
        end = line.next;
    }
    end
}

/// Whether a blank line stands between two bytes, the first of which starts a line.
pub(super) fn has_blank_line(text: &str, from: usize, to: usize) -> bool {
    lines(text, from)
        .take_while(|line| line.span.start() < to)
        .any(|line| line.span.of(text).trim().is_empty())
}

fn looks_like(line: &str, format: Format, after_blank: bool) -> bool {
    let trimmed = line.trim();
    if is_delimiter(trimmed) {
        return false;
    }
    let is_comment = trimmed.starts_with('#') && !(after_blank && is_heading(trimmed));
    match format {
        Format::Yaml => {
            is_comment
                || yaml_key(trimmed)
                || (!after_blank && (line.starts_with([' ', '\t']) || is_item(trimmed) || is_word(trimmed)))
        }
        Format::Toml => {
            is_comment
                || trimmed.starts_with('[')
                || toml_key(trimmed)
                || (!after_blank && (line.starts_with([' ', '\t', ']']) || is_word(trimmed)))
        }
        Format::Json => trimmed.starts_with(['"', '}', ']', '{', '[']) || (!after_blank && is_word(trimmed)),
        Format::Org => trimmed.starts_with("#+"),
        Format::Metadata => yaml_key(trimmed),
    }
}

fn is_delimiter(line: &str) -> bool {
    let is_run = |mark: u8| line.bytes().all(|b| b == mark);
    line.len() >= 2 && (b"-+;".iter().any(|mark| is_run(*mark)) || line == "...")
}

/// After a blank line a `# Heading` starts the body more often than it is a comment.
fn is_heading(line: &str) -> bool {
    line.trim_start_matches('#').starts_with(' ')
}

fn is_item(line: &str) -> bool {
    line == "-" || line.starts_with("- ")
}

fn yaml_key(line: &str) -> bool {
    match line.split_once(':') {
        Some((key, value)) => is_key(key.trim_end()) && (value.is_empty() || value.starts_with([' ', '\t'])),
        None => false,
    }
}

fn toml_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_key(key.trim_end()))
}

/// A key as writers write them: prose with a colon in it has spaces and punctuation before the colon.
fn is_key(key: &str) -> bool {
    let bare = key.trim_matches(['"', '\'']);
    !bare.is_empty()
        && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$' | '@'))
}

/// A key that is being typed.
fn is_word(line: &str) -> bool {
    line.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
