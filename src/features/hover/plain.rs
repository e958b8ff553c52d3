//! Markdown made plain, for clients that show hovers as text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of some Markdown without its marks. Paragraphs stay apart, list items keep a dash, code its lines.
pub fn render(markdown: &str) -> String {
    let mut out = Plain::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        out.take(event);
    }
    out.text.trim().to_string()
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
    use super::render;

    #[test]
    fn marks_go_and_the_layout_stays() {
        let markdown = "**draft** · boolean\n\nKeeps the post [out](https://example.org).\n\n- `true`: 3 posts\n\
                        - `false`\n\n```\na\n  b\n```\n\nEnd.";
        let plain = "draft · boolean\n\nKeeps the post out.\n\n- true: 3 posts\n- false\n\na\n  b\n\nEnd.";
        assert_eq!(render(markdown), plain);
    }
}
