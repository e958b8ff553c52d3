//! `target-not-found`: a tag that names a post or a file that is not there, which stops the build.

use super::input::{Input, is_conditional};
use crate::site::jekyll::links;
use crate::site::jekyll::page::post_name;
use crate::site::model::UnknownPart;
use crate::site::problem::{Problem, Severity};
use crate::site::rules::TARGET_NOT_FOUND;
use crate::syntax::shortcode::Call;
use crate::text::Span;

/// `post_url`, `link` and `include_relative` whose target is not there, or not published.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    input.calls().filter_map(|call| problem(input, call)).collect()
}

fn problem(input: &Input<'_>, call: &Call) -> Option<Problem> {
    let caller = call.caller.map(|caller| caller.of(input.post.text));
    let (span, wrong) = match (caller, call.name.as_str()) {
        (Some("include_relative"), name) if !name.is_empty() => (call.name_span, relative(input, name)?),
        (None, "post_url") => {
            let span = argument(input, call)?;
            (span, post(input, span.of(input.post.text))?)
        }
        (None, "link") => {
            let span = argument(input, call)?;
            (span, file(input, span.of(input.post.text))?)
        }
        _ => return None,
    };
    let problem = input.when_published(TARGET_NOT_FOUND.at(span, format!("Jekyll stops here: {wrong}.")));
    Some(match is_conditional(input.post.document, call) {
        true => problem.severity(Severity::Warning),
        false => problem,
    })
}

/// All that follows the name of the tag; `None` when it is computed or missing.
fn argument(input: &Input<'_>, call: &Call) -> Option<Span> {
    let rest = Span::new(call.name_span.end(), call.content.end());
    let written = rest.of(input.post.text);
    let start = rest.start() + (written.len() - written.trim_start().len());
    let span = Span::new(start, start + written.trim().len());
    (!span.is_empty() && !written.contains("{{")).then_some(span)
}

/// Posts are found by the date and the name of their file, wherever it lies (lib/jekyll/tags/post_url.rb).
fn post(input: &Input<'_>, wanted: &str) -> Option<String> {
    let name = wanted.rsplit('/').next().unwrap_or(wanted);
    if post_name(&format!("{name}.md")).is_none() {
        return Some(format!("`{wanted}` is not the name of a post, such as `2024-01-02-hello`"));
    }
    let found = links::posts(input.model, input.site, wanted);
    if found.iter().any(|path| input.is_published(path)) {
        return None;
    }
    Some(match found.first() {
        Some(path) => format!("`{path}` is not published, so nothing can link to it"),
        None => format!("there is no post `{wanted}`"),
    })
}

/// Pages, posts and other files by their path. Only for texts: a plugin or a theme may bring the rest.
fn file(input: &Input<'_>, wanted: &str) -> Option<String> {
    if !input.model.layout.is_markdown(wanted) || input.model.lacks(UnknownPart::Config) {
        return None;
    }
    match links::file(input.model, input.site, wanted) {
        Some(path) if input.site.page(&path).is_some() && !input.is_published(&path) => {
            Some(format!("`{path}` is not published, so nothing can link to it"))
        }
        Some(_) => None,
        None => Some(format!("there is no file `{wanted}`")),
    }
}

fn relative(input: &Input<'_>, name: &str) -> Option<String> {
    let folder = input.post.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    (!input.site.file_exists(&path)).then(|| format!("there is no file `{path}`"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::marks;

    fn body(text: &str) -> Vec<String> {
        let text = format!("---\ntitle: x\n---\n{text}\n");
        marks(&[
            ("_posts/2024-01-02-hello.md", ""),
            ("blog/_posts/2024-01-03-there.md", ""),
            ("_posts/2999-01-02-later.md", ""),
            ("about.md", "---\n---\n"),
            ("_posts/part.txt", ""),
            ("_posts/2024-01-04-v1.2.md", "---\nslug: other\n---\n"),
            ("_posts/2024-02-01-a.md", &text),
        ])
    }

    #[test]
    fn what_is_not_there_stops_the_build() {
        for (text, expected) in [
            ("{% post_url 2024-01-02-hallo %}", &["error target-not-found `2024-01-02-hallo`"][..]),
            ("{% post_url hello %}", &["error target-not-found `hello`"]),
            ("{% post_url 2999-01-02-later %}", &["error target-not-found `2999-01-02-later`"]),
            (
                "{% link _posts/2024-01-02-hallo.md %}",
                &["error target-not-found `_posts/2024-01-02-hallo.md`"],
            ),
            ("{% include_relative nope.md %}", &["error target-not-found `nope.md`"]),
            (
                "{% if page.x %}{% include_relative nope.md %}{% endif %}",
                &["warning target-not-found `nope.md`"],
            ),
            (
                "{% if page.x %}{% endif %}{% include_relative nope.md %}",
                &["error target-not-found `nope.md`"],
            ),
        ] {
            assert_eq!(body(text), expected, "{text}");
        }
    }

    #[test]
    fn what_jekyll_finds_or_computes_is_fine() {
        for text in [
            "{% post_url 2024-01-02-hello %} {% post_url /2024-1-2-hello %}",
            "{% post_url 2024-01-03-there %} {% post_url blog/2024-01-03-there %}",
            "{% post_url 2024-01-04-v1.2 %}",
            "{% post_url {{ page.next }} %} {% link {{ x }} %}",
            "{% link about.md %} {% link /_posts/2024-01-02-hello.md %} {% link feed.xml %}",
            "{% include_relative part.txt %}",
            "{% raw %}{% post_url nope %}{% endraw %}",
        ] {
            assert_eq!(body(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_draft_only_will_stop_it() {
        assert_eq!(
            marks(&[("_drafts/a.md", "{% post_url 2024-01-02-b %}")]),
            ["warning target-not-found `2024-01-02-b`"]
        );
        let off = "---\nrender_with_liquid: false\n---\n{% post_url nope %}\n";
        assert_eq!(marks(&[("_posts/2024-02-01-a.md", off)]), [""; 0]);
    }
}
