//! Markdown made plain, for clients that show hovers as text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of some Markdown without its marks. Paragraphs stay apart, list items keep a dash, code its lines.
pub fn render(markdown: &str) -> String {
    if has_no_marks(markdown) { markdown.trim().to_string() } else { parsed(markdown) }
}

fn parsed(markdown: &str) -> String {
    let mut out = Plain::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        out.take(event);
    }
    out.text.trim().to_string()
}

/// Whether it surely is a paragraph of one line as it stands, like most of what the fifty items of a list have to say.
fn has_no_marks(markdown: &str) -> bool {
    markdown.starts_with(char::is_alphabetic)
        && !markdown.contains(['\n', '\r', '*', '_', '[', ']', '<', '&', '`', '\\'])
}

#[derive(Default)]
struct Plain {
    text: String,
    depth: usize,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.block("———"),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph if !self.text.ends_with("- ") => self.block(""),
            Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) => self.block(""),
            Tag::List(_) => {
                if self.depth == 0 {
                    self.block("");
                }
                self.depth += 1;
            }
            Tag::Item => {
                self.line();
                self.text.push_str(&"  ".repeat(self.depth.saturating_sub(1)));
                self.text.push_str("- ");
            }
            Tag::TableRow | Tag::TableHead => self.line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => self.depth = self.depth.saturating_sub(1),
            TagEnd::TableCell => self.text.push_str("  "),
            _ => {}
        }
    }

    /// Starts a block: an empty line before it, but at the start of all.
    fn block(&mut self, text: &str) {
        self.line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{has_no_marks, parsed, render};

    #[test]
    fn what_has_no_marks_is_its_own_text() {
        for text in [
            "Last: 日本 - a+b, 2026-05-01 ",
            "Open Source: 1. free! # {x} | ~y~ http://example.org",
            "a\tb  c",
        ] {
            assert!(has_no_marks(text), "{text}");
            assert_eq!(render(text), parsed(text));
        }
        assert!(!["- a", "1. a", "a *b*", "a\n\nb", "", "a &amp; b", "# a"].into_iter().any(has_no_marks));
    }

    #[test]
    fn marks_go_and_the_layout_stays() {
        let markdown = "**draft** · boolean\n\nKeeps the post [out](https://example.org).\n\n- `true`: 3 posts\n\
                        - `false`\n\n```\na\n  b\n```\n\nEnd.";
        let plain = "draft · boolean\n\nKeeps the post out.\n\n- true: 3 posts\n- false\n\na\n  b\n\nEnd.";
        assert_eq!(render(markdown), plain);
    }
}
