//! A footnote: at its use the text of the note, so that nobody has to go and look.

use super::Hover;
use crate::syntax::markdown::Footnote;
use crate::world::PostView;

/// The explanation of the use of a footnote at byte `offset`; at its definition, how often it is used.
pub(super) fn hover(view: &PostView, offset: usize) -> Option<Hover> {
    let markdown = &view.document.markdown;
    let used = |label: &str| markdown.footnotes.iter().filter(|note| note.label == label).count();
    if let Some(note) = markdown.footnotes.iter().find(|note| note.span.touches(offset)) {
        let definition = markdown.footnote_definitions.iter().find(|other| other.label == note.label)?;
        return Some(Hover::new(note.span, text(view, definition)?.to_owned()));
    }
    let note = markdown.footnote_definitions.iter().find(|note| note.label_span.touches(offset))?;
    let times = match used(&note.label) {
        0 => "Nothing refers to this footnote.".to_owned(),
        1 => "One place refers to this footnote.".to_owned(),
        count => format!("{count} places refer to this footnote."),
    };
    Some(Hover::new(note.label_span, times))
}

/// What stands behind `[^label]:`.
fn text<'v>(view: &'v PostView, note: &Footnote) -> Option<&'v str> {
    let (_, text) = note.span.of(&view.text).split_once("]:")?;
    Some(text.trim())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn a_use_shows_the_note_and_the_note_its_uses() {
        let post = "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/a.md\nA[^x] b[^x].\n\n[^x]: A *note*.\n";
        check(
            &post.replacen("[^x]", "[^$0x]", 1),
            expect![[r#"
                [[^x]]
                A *note*.
            "#]],
        );
        check(
            &post.replace("[^x]:", "[^x$0]:"),
            expect![[r#"
                [x]
                2 places refer to this footnote.
            "#]],
        );
    }
}
