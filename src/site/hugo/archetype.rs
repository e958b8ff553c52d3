//! Archetypes: what `hugo new content` would make of one, without running it.
//!
//! Source of the facts: Hugo's `create/content.go`. The expressions that real archetypes use are a date and forms of
//! the file's name; any other action makes the outcome unknown.

use crate::site::model::NewPost;

/// The text of the new post; `None` when the template has an action that is not one of the usual few.
pub fn expand(template: &str, post: &NewPost<'_>) -> Option<String> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (action, after) = after.split_once("}}")?;
        out.push_str(match action.strip_prefix('-') {
            Some(_) => before.trim_end(),
            None => before,
        });
        let (action, trims_after) = match action.strip_suffix('-') {
            Some(action) => (action, true),
            None => (action, false),
        };
        out.push_str(&value(action.trim_start_matches('-').trim(), post)?);
        rest = if trims_after { after.trim_start() } else { after };
    }
    out.push_str(rest);
    Some(out)
}

fn value(action: &str, post: &NewPost<'_>) -> Option<String> {
    const KEYWORDS: [&str; 8] = ["if", "else", "end", "range", "with", "define", "template", "partial"];
    let first = action.split_whitespace().next().unwrap_or_default();
    if action.starts_with("/*") {
        return Some(String::new());
    }
    if KEYWORDS.contains(&first) || action.contains(":=") {
        return None;
    }
    let names_file = ["Name", "ContentBaseName", "BaseFileName"].iter().any(|name| action.contains(name));
    if action.contains(".Date") || first == "now" || action.contains("now.") {
        Some(post.date.to_string())
    } else if names_file && ["title", "humanize", "replace"].iter().any(|function| action.contains(function))
    {
        Some(post.title.to_string())
    } else if names_file {
        Some(post.name.to_string())
    } else if [".Type", ".Section"].contains(&action) {
        Some(post.section.to_string())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: NewPost<'_> =
        NewPost { name: "my-post", title: "My post", section: "posts", date: "2026-06-01T12:00:00Z" };

    #[test]
    fn the_usual_actions_are_filled_in() {
        let built_in = "+++\ntitle = '{{ replace .File.ContentBaseName \"-\" \" \" | title }}'\n\
                        date = {{ .Date }}\ndraft = true\n+++\n";
        let expected = "+++\ntitle = 'My post'\ndate = 2026-06-01T12:00:00Z\ndraft = true\n+++\n";
        assert_eq!(expand(built_in, &POST).as_deref(), Some(expected));
        assert_eq!(
            expand("a: {{ .Name }} \n{{- /* note */ -}}\n b: {{ now }}", &POST).as_deref(),
            Some("a: my-postb: 2026-06-01T12:00:00Z")
        );
    }

    #[test]
    fn what_can_not_be_foreseen_is_not_guessed() {
        for template in ["{{ if .Site }}x{{ end }}", "{{ $x := 1 }}", "{{ .Site.Title }}", "{{ open"] {
            assert_eq!(expand(template, &POST), None, "{template}");
        }
    }
}
