//! Shortcodes: signature, documentation, template, real uses.

use crate::corpus::post::CallUse;
use crate::features::counts::count;
use crate::features::hover::Hover;
use crate::features::links;
use crate::features::signature::{param_doc, usage_line};
use crate::site::shortcode::{Inner, Origin, Param, ParamStyle, Required, ShortcodeDef};
use crate::syntax::shortcode::Call;
use crate::syntax::shortcode::cursor::{self, Place, ValueOf};
use crate::text::Span;
use crate::world::{PostView, Snapshot};
use std::fmt::Write;

/// Real uses shown in one hover: enough to see the habit, few enough to read.
const MAX_EXAMPLES: usize = 3;

/// The explanation of the shortcode tag under the cursor; `None` where there is none.
pub fn hover(_snapshot: &Snapshot, view: &PostView, offset: usize) -> Option<Hover> {
    let (_, call) = view.document.shortcodes.at(offset)?;
    if !call.runs() || call.name.is_empty() || links::is_beside(view, call) {
        return None;
    }
    let def = view.site.corpus.shortcodes.def(&call.name);
    if let Some((param, span)) = def.and_then(|def| param_at(view, def, offset)) {
        return Some(Hover::new(span, describe_param(param)));
    }
    let markdown = match def {
        Some(def) => describe(view, def),
        None => describe_unknown(view, call),
    };
    Some(Hover::new(call.name_span, markdown))
}

/// Everything about a shortcode, as Markdown.
pub fn describe(view: &PostView, def: &ShortcodeDef) -> String {
    let mut out = format!("```text\n{}\n```\n", usage_line(def));
    if !def.doc.is_empty() {
        let _ = write!(out, "\n{}\n", def.doc.trim());
    }
    out.push_str(&params(def));
    out.push_str(match def.inner {
        Inner::Used => "\nTakes text up to its closing tag.\n",
        Inner::Optional => "\nMay take text up to a closing tag.\n",
        Inner::Unused | Inner::Unknown => "",
    });
    let _ = match &def.origin {
        Origin::Builtin(url) => {
            write!(out, "\nBuilt into {}: [manual]({url})\n", view.site.model.generator_name())
        }
        Origin::Template(path) => write!(out, "\nTemplate: `{path}`\n"),
    };
    out.push_str(&uses(view, &def.name));
    out
}

fn params(def: &ShortcodeDef) -> String {
    if def.params.is_empty() {
        return String::new();
    }
    let named = |param: &Param| match (param.name.as_str(), param.position) {
        ("", Some(position)) => format!("`{position}`"),
        (name, Some(position)) => format!("`{name}` (or by position: {position})"),
        (name, None) => format!("`{name}`"),
    };
    let how = match def.style {
        ParamStyle::Positional => {
            let count = def.params.len();
            format!("\n{count} {} by position:\n", if count == 1 { "parameter" } else { "parameters" })
        }
        ParamStyle::Named | ParamStyle::Either => "\nParameters:\n".to_string(),
    };
    let line = |param: &Param| {
        let required = if param.required == Required::Required { " (required)" } else { "" };
        let doc = param_doc(param);
        let dash = if doc.is_empty() { "" } else { " — " };
        format!("- {}{required}{dash}{doc}\n", named(param))
    };
    how + "\n" + &def.params.iter().map(line).collect::<String>()
}

fn uses(view: &PostView, name: &str) -> String {
    let corpus = &view.site.corpus;
    let Some(uses) = corpus.shortcodes.uses(name) else { return "\nNo post uses it yet.\n".to_string() };
    let mut out =
        format!("\nUsed {} in {}", count(uses.calls as usize, "time"), count(uses.posts.len(), "post"));
    let examples = examples(view, name);
    out.push_str(if examples.is_empty() { ".\n" } else { ":\n\n```text\n" });
    if !examples.is_empty() {
        out.push_str(&examples.join("\n"));
        out.push_str("\n```\n");
    }
    out
}

/// Calls of other posts, each text once, from the newest numbers of the index on.
fn examples(view: &PostView, name: &str) -> Vec<String> {
    let corpus = &view.site.corpus;
    let posts = corpus.shortcodes.uses(name).into_iter().flat_map(|uses| uses.posts.iter().rev());
    let mut seen: Vec<String> = Vec::new();
    for post in posts.filter_map(|&id| corpus.post(id)) {
        let calls = post.body.open().calls.into_iter().filter(|call: &CallUse| call.name == name);
        for call in calls {
            if !seen.iter().any(|other| *other == call.snippet) {
                seen.push(call.snippet.to_string());
            }
            if seen.len() == MAX_EXAMPLES {
                return seen;
            }
        }
    }
    seen
}

fn describe_unknown(view: &PostView, unknown: &Call) -> String {
    let name = &unknown.name;
    let what =
        if unknown.caller.is_some() { "an include without a file" } else { "a shortcode without a template" };
    let mut out = format!("**{name}** — {what} here.\n");
    let args = |call: &Call| call.args.len();
    let calls = view.document.shortcodes.running().filter(|(_, call)| call.name == *name);
    if let Some(most) = calls.map(|(_, call)| args(call)).max().filter(|&most| most > 0) {
        let _ = write!(out, "\nCalled here with {}.\n", count(most, "parameter"));
    }
    out.push_str(&uses(view, name));
    out
}

fn param_at<'a>(view: &PostView, def: &'a ShortcodeDef, offset: usize) -> Option<(&'a Param, Span)> {
    let place = cursor::at(&view.document.shortcodes, &view.text, offset)?.place;
    let (_, call) = view.document.shortcodes.at(offset)?;
    let arg = call.args.iter().find(|arg| arg.span.touches(offset))?;
    let param = match (&arg.name, place) {
        (Some(name), _) => def.params.iter().find(|param| param.name == name.text)?,
        (None, Place::Value { of: ValueOf::Position(at), .. } | Place::Param { position: at, .. }) => {
            def.params.iter().find(|param| param.position == u32::try_from(at).ok())?
        }
        (None, _) => return None,
    };
    Some((param, arg.span))
}

fn describe_param(param: &Param) -> String {
    let name = match (param.name.as_str(), param.position) {
        ("", Some(position)) => format!("Parameter `{position}`"),
        (name, _) => format!("`{name}`"),
    };
    let required = if param.required == Required::Required { " (required)" } else { "" };
    let doc = param_doc(param);
    if doc.is_empty() { format!("{name}{required}\n") } else { format!("{name}{required} — {doc}\n") }
}

#[cfg(test)]
mod tests {
    use crate::features::hover::hover;
    use crate::world::fixture::Fixture;
    use expect_test::{Expect, expect};

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /layouts/shortcodes/slideshare.html
{{/* Slides. */}}
<iframe src=\"{{ index .Params 0 }}/{{ index .Params 1 }}\"></iframe>
//- /content/b.md
{{< slideshare abc 12 >}}
//- /content/a.md
";

    fn check(post: &str, expected: Expect) {
        let fixture = Fixture::new(&format!("{SITE}{post}\n"));
        let shown = match hover(&fixture.snapshot(), &fixture.path, fixture.offset) {
            Some(hover) => format!("{:?}\n{}", hover.span, hover.markdown),
            None => "none".to_string(),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_call_shows_parameters_template_and_uses() {
        check(
            "{{< slide$0share x 1 >}}",
            expect![[r#"
                4..14
                ```text
                slideshare [<0>] [<1>]
                ```

                Slides.

                2 parameters by position:

                - `0`
                - `1`

                Template: `layouts/shortcodes/slideshare.html`

                Used 2 times in 2 posts:

                ```text
                {{< slideshare abc 12 >}}
                {{< slideshare x 1 >}}
                ```
            "#]],
        );
    }

    #[test]
    fn an_unknown_one_says_so() {
        check(
            "{{< nothi$0ng x >}}",
            expect![[r#"
                4..11
                **nothing** — a shortcode without a template here.

                Called here with 1 parameter.

                Used 1 time in 1 post:

                ```text
                {{< nothing x >}}
                ```
            "#]],
        );
    }

    #[test]
    fn silent_in_prose_and_in_escaped_calls() {
        check("some te$0xt", expect!["none"]);
        check("{{</* slide$0share */>}}", expect!["none"]);
    }
}
