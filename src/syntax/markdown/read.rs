//! Collects what the events of the Markdown parser say.

use super::{
    Code, CodeKind, Definition, Footnote, Heading, Link, LinkKind, LinkTarget, Markdown, Piece, PieceKind,
    heading, html, inline::Nesting, mask, target,
};
use crate::syntax::shortcode::Shortcodes;
use crate::text::Span;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use smol_str::SmolStr;
use std::cell::RefCell;

/// The Markdown that the generators have in common beyond CommonMark. Heading attributes are read here instead, as
/// each generator has its own taste in them.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// See [`super::parse`].
pub(super) fn parse(text: &str, body_start: usize, shortcodes: &Shortcodes) -> Markdown {
    let masked = mask::mask(text, body_start, shortcodes);
    let Some(body) = masked.get(body_start..) else { return Markdown::default() };
    let undefined = RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined
                .borrow_mut()
                .push((Span::from(link.span).shift(body_start), SmolStr::new(&link.reference)));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(body, OPTIONS, Some(callback));
    let mut events = parser.into_offset_iter();
    let mut reader = Reader {
        text,
        masked: &masked,
        shortcodes,
        out: Markdown::default(),
        heading: None,
        links: Vec::new(),
        nesting: Nesting::default(),
        in_code: 0,
    };
    for (event, range) in events.by_ref() {
        reader.event(event, Span::from(range).shift(body_start));
    }
    for (label, definition) in events.reference_definitions().iter() {
        reader.definition(label, &definition.dest, Span::from(definition.span.clone()).shift(body_start));
    }
    drop(events);
    reader.undefined(undefined.into_inner());
    reader.finish(body_start)
}

struct Reader<'t> {
    text: &'t str,
    masked: &'t str,
    shortcodes: &'t Shortcodes,
    out: Markdown,
    heading: Option<Heading>,
    links: Vec<OpenLink>,
    nesting: Nesting,
    in_code: usize,
}

struct OpenLink {
    span: Span,
    kind: LinkType,
    target: LinkTarget,
    dest: SmolStr,
    /// The end of the last thing inside.
    children: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        if !matches!(event, Event::End(_))
            && let Some(link) = self.links.last_mut()
        {
            link.children = link.children.max(span.end());
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(shown) => self.prose(&shown, span),
            Event::Code(_) => {
                self.out.code.push(Code { kind: CodeKind::Inline, span, language: None, info: None });
                let shown = self.code_text(span);
                self.shown(&shown, PieceKind::Code);
            }
            Event::InlineHtml(_) => {
                self.nesting.thing();
                self.html(span);
            }
            Event::FootnoteReference(label) => {
                self.nesting.thing();
                self.footnote(&label, span);
            }
            Event::SoftBreak | Event::HardBreak => self.shown("\n", PieceKind::LineEnd),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        self.nesting.start(&tag);
        match tag {
            Tag::Heading { level, .. } => self.open_heading(level as u8, span),
            Tag::Link { link_type, dest_url, .. } => {
                self.open_link(link_type, LinkTarget::Page, &dest_url, span)
            }
            Tag::Image { link_type, dest_url, .. } => {
                self.open_link(link_type, LinkTarget::Image, &dest_url, span)
            }
            Tag::CodeBlock(kind) => self.code_block(&kind, span),
            Tag::HtmlBlock => self.html(span),
            Tag::FootnoteDefinition(label) => {
                let label_span = self.label(&label, span, "[^");
                let found =
                    Footnote { label: SmolStr::new(&label), label_span, span: trim_end(self.text, span) };
                self.out.footnote_definitions.push(found);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.nesting.end(tag);
        match tag {
            TagEnd::Heading(_) => self.out.headings.extend(self.heading.take()),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::CodeBlock => self.in_code = self.in_code.saturating_sub(1),
            _ => {}
        }
    }

    fn open_heading(&mut self, level: u8, span: Span) {
        let span = trim_end(self.text, span);
        let parts = heading::parts(self.masked, span);
        // The id is looked for in the masked text, where a tag has no braces, but read from the real one.
        let id = parts.id.map(|mut id| {
            id.text = SmolStr::new(id.span.of(self.text));
            id
        });
        self.heading = Some(Heading {
            level,
            text: String::new(),
            anchor_text: String::new(),
            pieces: Vec::new(),
            span,
            content: parts.content,
            id,
            attributes: parts.attributes,
        });
    }

    fn open_link(&mut self, kind: LinkType, target: LinkTarget, dest: &str, span: Span) {
        self.links.push(OpenLink { span, kind, target, dest: SmolStr::new(dest), children: span.start() });
    }

    fn close_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if let Some(outer) = self.links.last_mut() {
            outer.children = outer.children.max(link.span.end());
        }
        let opening = if link.target == LinkTarget::Image { 2 } else { 1 };
        let inside = Span::new(link.span.start() + 1, link.span.end().saturating_sub(1));
        let (kind, spans) = match link.kind {
            LinkType::Autolink | LinkType::Email => (LinkKind::Autolink, Some((inside, inside))),
            LinkType::Inline => {
                (LinkKind::Inline, target::inline(self.masked, link.span, opening, link.children))
            }
            _ => (LinkKind::Reference, target::reference(self.masked, link.span, opening, link.children)),
        };
        let Some((text_span, dest_span)) = spans else { return };
        // A destination with a shortcode tag in it is blotted out: the real text is what the writer sees.
        let blotted = kind == LinkKind::Inline && dest_span.of(self.masked) != dest_span.of(self.text);
        let dest = if blotted { SmolStr::new(dest_span.of(self.text)) } else { link.dest };
        self.out.links.push(Link { kind, target: link.target, dest, dest_span, text_span, span: link.span });
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, span: Span) {
        self.in_code += 1;
        let span = trim_end(self.text, span);
        let (kind, info) = match kind {
            CodeBlockKind::Indented => (CodeKind::Indented, None),
            CodeBlockKind::Fenced(_) => (CodeKind::Fenced, Some(info(self.masked, span))),
        };
        let language = info.map(|info| {
            let written = info.of(self.text);
            let end =
                written.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{')).unwrap_or(written.len());
            Span::new(info.start(), info.start() + end)
        });
        self.out.code.push(Code { kind, span, language, info });
    }

    fn html(&mut self, span: Span) {
        let span = trim_end(self.text, span);
        self.out.html.push(span);
        self.out.attributes.extend(html::attributes(self.masked, self.text, span));
    }

    fn footnote(&mut self, label: &str, span: Span) {
        let label_span = self.label(label, span, "[^");
        self.out.footnotes.push(Footnote { label: SmolStr::new(label), label_span, span });
    }

    /// The bytes of a label behind its opening marks.
    fn label(&self, label: &str, span: Span, open: &str) -> Span {
        let written = span.of(self.text);
        let start = span.start() + written.find(open).map_or(0, |at| at + open.len());
        let end = span.of(self.text).find(']').map_or(start + label.len(), |at| span.start() + at);
        Span::new(start, end)
    }

    fn prose(&mut self, shown: &CowStr<'_>, span: Span) {
        if self.in_code > 0 {
            return;
        }
        self.out.prose.extend(mask::outside(span, self.shortcodes));
        let autolink =
            self.links.last().is_some_and(|link| matches!(link.kind, LinkType::Autolink | LinkType::Email));
        let kind = if autolink { PieceKind::Autolink } else { PieceKind::Plain };
        let Some(heading) = &self.heading else { return };
        let block = heading.attributes.map_or(span.end(), |block| block.start());
        if span.start() >= block {
            return;
        }
        // An entity or an escape is shown as something else than its bytes; all else is taken from the real text,
        // since the parser saw tags blotted out.
        let verbatim = span.of(self.masked) == shown.as_ref();
        let kept = Span::new(span.start(), span.end().min(block));
        let shown = if verbatim { kept.of(self.text).to_owned() } else { shown.to_string() };
        let shown = if kept.end() < span.end() { shown.trim_end() } else { &shown };
        self.shown(shown, kind);
    }

    /// Adds to the text of the heading that is open.
    fn shown(&mut self, shown: &str, kind: PieceKind) {
        let is_text = kind == PieceKind::Plain;
        let place = match kind {
            PieceKind::Plain => self.nesting.text(),
            PieceKind::LineEnd => self.nesting.line_end(),
            PieceKind::Code | PieceKind::Autolink => self.nesting.thing(),
        };
        let Some(heading) = &mut self.heading else { return };
        heading.text.push_str(shown);
        if kind != PieceKind::Autolink {
            heading.anchor_text.push_str(shown);
        }
        match heading.pieces.last_mut() {
            Some(last) if is_text && last.kind == kind && last.place == place => last.text.push_str(shown),
            _ => heading.pieces.push(Piece { text: shown.to_owned(), kind, place }),
        }
    }

    /// The text between the backticks of inline code.
    fn code_text(&self, span: Span) -> String {
        let written = span.of(self.text);
        let bare = written.trim_matches('`');
        let padded = bare.strip_prefix(' ').and_then(|bare| bare.strip_suffix(' '));
        let text = padded.filter(|inner| !inner.trim().is_empty()).unwrap_or(bare);
        text.replace(['\r', '\n'], " ")
    }

    fn definition(&mut self, label: &str, dest: &str, span: Span) {
        let span = trim_end(self.text, span);
        let Some((label_span, dest_span)) = target::definition(self.masked, span) else { return };
        let blotted = dest_span.of(self.masked) != dest_span.of(self.text);
        let dest = if blotted { dest_span.of(self.text) } else { dest };
        let (label, dest) = (SmolStr::new(label), SmolStr::new(dest));
        if blotted {
            self.uncover(&label, &dest);
        }
        self.out.definitions.push(Definition { label, label_span, dest, dest_span, span });
    }

    /// Gives the links with that label the destination as it is written.
    fn uncover(&mut self, label: &str, dest: &SmolStr) {
        let label = label.to_lowercase();
        let uses = self.out.links.iter_mut().filter(|link| link.kind == LinkKind::Reference);
        for link in uses.filter(|link| link.dest_span.of(self.text).to_lowercase() == label) {
            link.dest = dest.clone();
        }
    }

    /// `[text][label]` without a definition.
    fn undefined(&mut self, found: Vec<(Span, SmolStr)>) {
        for (span, dest) in found {
            let written = span.of(self.masked);
            let target = if written.starts_with('!') { LinkTarget::Image } else { LinkTarget::Page };
            let opening = if target == LinkTarget::Image { 2 } else { 1 };
            let Some(middle) = written.rfind("][") else { continue };
            let text_span = Span::new(span.start() + opening, span.start() + middle);
            let label = Span::new(span.start() + middle + 2, span.end().saturating_sub(1));
            let dest_span = if label.is_empty() { text_span } else { label };
            self.out.links.push(Link { kind: LinkKind::Undefined, target, dest, dest_span, text_span, span });
        }
    }

    /// `[^label]` without a definition is text to the parser.
    fn undefined_footnotes(&mut self) {
        let mut found = Vec::new();
        for span in &self.out.prose {
            let bracket = span.of(self.masked).ends_with('[').then(|| span.end() - 1);
            let escaped = |open: usize| self.masked.get(..open).is_some_and(|before| before.ends_with('\\'));
            let Some(open) = bracket.filter(|&open| !escaped(open)) else { continue };
            let Some(rest) = self.masked.get(open..).and_then(|rest| rest.strip_prefix("[^")) else {
                continue;
            };
            let Some(length) =
                rest.find([']', '[', '\n']).filter(|&at| at > 0 && rest.get(at..at + 1) == Some("]"))
            else {
                continue;
            };
            let label_span = Span::new(open + 2, open + 2 + length);
            let label = SmolStr::new(label_span.of(self.text));
            found.push(Footnote { label, label_span, span: Span::new(open, label_span.end() + 1) });
        }
        self.out.footnotes.extend(found);
    }

    fn finish(mut self, body_start: usize) -> Markdown {
        self.undefined_footnotes();
        self.out.links.sort_by_key(|link| link.span);
        self.out.definitions.sort_by_key(|definition| definition.span);
        self.out.footnotes.sort_by_key(|footnote| footnote.span);
        self.out.code.sort_by_key(|code| code.span);
        self.out.divider = divider(self.masked, body_start);
        self.out
    }
}

/// The bytes behind the fence on the first line of a block.
fn info(text: &str, span: Span) -> Span {
    let line = span.of(text).lines().next().unwrap_or("");
    let start = line.len() - line.trim_start().trim_start_matches(['`', '~']).len();
    let rest = line.get(start..).unwrap_or("");
    let at = span.start() + start + rest.len() - rest.trim_start().len();
    Span::new(at, at + rest.trim().len())
}

/// The first divider that is not part of a tag: those are blotted out in `masked`.
fn divider(masked: &str, body_start: usize) -> Option<Span> {
    const DIVIDER: &[u8] = b"<!--more-->";
    // The whole body is searched for what few posts have: several times as quick as `str::find`.
    let at = memchr::memmem::find(masked.get(body_start..)?.as_bytes(), DIVIDER)? + body_start;
    Some(Span::new(at, at + DIVIDER.len()))
}

fn trim_end(text: &str, span: Span) -> Span {
    Span::new(span.start(), span.start() + span.of(text).trim_end().len())
}
