//! What the rules about shortcodes share: definitions, pairing, delimiters, and the edits on whole tags.

use crate::features::edits::{line_at, removal};
use crate::site::problem::{Fix, Problem, Safety};
use crate::site::shortcode::{Inner, Origin, ShortcodeDef};
use crate::syntax::shortcode::{Call, Closing, Dialect, Grammar, InCode, PairProblem, Pairing, Tag, TagEnd};
use crate::text::{Edit, Span};
use crate::world::PostView;
use smol_str::SmolStr;

/// The definition behind a name.
pub fn definition<'a>(view: &'a PostView, name: &str) -> Option<&'a ShortcodeDef> {
    view.site.corpus.shortcodes.resolve(name)
}

/// The definition, when it says for sure which parameters there are: an empty or absent template says nothing, and a
/// theme that is not on disk may define anew what the generator brings along.
pub fn complete_definition<'a>(view: &'a PostView, name: &str) -> Option<&'a ShortcodeDef> {
    let says_all = |def: &&ShortcodeDef| {
        let is_read = match def.origin {
            Origin::Builtin(_) => view.site.knows_templates(),
            Origin::Template(_) => def.inner != Inner::Unknown,
        };
        is_read && !def.open
    };
    definition(view, name).filter(says_all)
}

/// The misfits of a kind, each with its tag.
pub fn misfits<'a>(
    view: &'a PostView,
    pairing: &'a Pairing,
) -> impl Iterator<Item = (&'a PairProblem, &'a Call)> {
    let calls = &view.document.shortcodes.calls;
    pairing.problems.iter().filter_map(|problem| Some((problem, calls.get(problem.call)?)))
}

/// The delimiters of a tag.
pub fn tag_of(view: &PostView, call: &Call) -> Option<&'static Tag> {
    view.site.model.dialect()?.tags.iter().find(|tag| tag.delimiter == call.delimiter)
}

/// The tag as a message shows it, without its arguments: `{{< note >}}`.
pub fn shown(view: &PostView, call: &Call) -> String {
    match tag_of(view, call) {
        Some(tag) => format!("`{} {} {}`", tag.open, call.spelling(&view.text), tag.close),
        None => format!("`{}`", call.name),
    }
}

/// What such a tag calls, in the writer's words.
pub fn noun(call: &Call) -> &'static str {
    if call.caller.is_some() { "include" } else { "shortcode" }
}

/// The tag that closes `name` in those delimiters.
pub fn closing_tag(view: &PostView, call: &Call) -> Option<String> {
    let tag = tag_of(view, call)?;
    let dialect = view.site.model.dialect()?;
    let inner = match dialect.closing {
        Closing::Slash if dialect.grammar == Grammar::Component => format!("</{}>", call.name),
        Closing::Slash => format!("/{}", call.name),
        Closing::Word(word) => word.to_string(),
        Closing::Prefix(prefix) => format!("{prefix}{}", call.name),
    };
    Some(format!("{} {inner} {}", tag.open, tag.close))
}

/// Whether a closing slash inside a tag closes it.
pub fn can_close_itself(view: &PostView) -> bool {
    let closes = |dialect: &Dialect| dialect.closing == Closing::Slash && dialect.grammar == Grammar::Words;
    view.site.model.dialect().is_some_and(closes)
}

/// The end of the content of a tag, blanks behind it left out.
pub fn content_end(text: &str, call: &Call) -> usize {
    call.content.start() + call.content.of(text).trim_end().len()
}

/// The problem with a first fix that shows the tag instead of running it, when the tag stands in code.
pub fn or_escape(view: &PostView, call: &Call, mut problem: Problem) -> Problem {
    if let Some(fix) = escape(view, call) {
        problem.fixes.insert(0, fix);
    }
    problem
}

/// The comment marks around the content of a tag inside code, which the generator would run all the same.
fn escape(view: &PostView, call: &Call) -> Option<Fix> {
    let dialect = view.site.model.dialect().filter(|dialect| dialect.in_code == InCode::Run)?;
    let marks = dialect.escape.as_ref()?;
    let tag = tag_of(view, call)?;
    let in_code = view.document.markdown.code.iter().any(|code| code.span.covers(call.span));
    if !in_code || call.end == TagEnd::Missing || !call.span.of(&view.text).ends_with(tag.close) {
        return None;
    }
    let open = call.span.start() + tag.open.len();
    let close = call.span.end() - tag.close.len();
    Some(Fix {
        title: "Show the shortcode instead of running it".to_string(),
        edits: vec![Edit::insert(open, marks.open), Edit::insert(close, marks.close)],
        create: None,
        safety: Safety::Safe,
    })
}

/// Deletes a tag, with its line where it stands alone.
pub fn remove_tag(text: &str, span: Span) -> Fix {
    let alone = line_at(text, span.start()).of(text).trim() == span.of(text).trim();
    let gone = if alone { removal(text, span) } else { span };
    Fix::suggestion("Remove the tag", gone, "")
}

/// The names that calls could use.
pub fn names(view: &PostView) -> Vec<SmolStr> {
    view.site.corpus.shortcodes.defs().map(|def| def.name.clone()).collect()
}
