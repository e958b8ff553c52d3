//! Findings as text, for the tests of the rules.

use crate::features::diagnostics::diagnose;
use crate::site::problem::Problem;
use crate::world::fixture::{Fixture, edited};

/// A site with a shortcode of every sort: `note` must be closed, `pic` takes `src` and `alt` by name, `clip` takes
/// `src` by name or as its first value, `ride` needs `km`, `hand` hands everything on.
pub const SITE: &str = "\
//- /hugo.toml
baseURL = \"https://example.org/\"
//- /layouts/_shortcodes/note.html
<p>{{ .Inner }}</p>
//- /layouts/_shortcodes/pic.html
<img src=\"{{ .Get \"src\" }}\" alt=\"{{ .Get \"alt\" }}\">
//- /layouts/_shortcodes/clip.html
{{ $src := .Get \"src\" | default (.Get 0) }}<video src=\"{{ $src }}\" muted=\"{{ .Get \"muted\" }}\"></video>
//- /layouts/_shortcodes/ride.html
{{ with .Get \"km\" }}{{ . }}{{ else }}{{ errorf \"ride needs km\" }}{{ end }}{{ .Get \"to\" }}
//- /layouts/_shortcodes/hand.html
{{ partial \"hand.html\" . }}
//- /layouts/_shortcodes/empty.html
";

/// The site with one post of that text, which may hold `$0`.
pub fn site_with(post: &str) -> String {
    let cursor = if post.contains("$0") { "" } else { "$0" };
    format!("{SITE}//- /content/post/a.md\n{cursor}{post}")
}

/// The site with so many posts of the front matter `others`, and the one to look at.
pub fn site_among(count: usize, others: &str, front_matter: &str) -> String {
    let others: String =
        (0..count).map(|at| format!("//- /content/post/{at}.md\n---\n{others}\n---\n")).collect();
    format!("{SITE}{others}//- /content/post/a.md\n$0---\n{front_matter}\n---\n")
}

/// The same for a text below a front matter without faults.
pub fn site_with_body(body: &str) -> String {
    site_with(&format!("---\ntitle: A\n---\n{body}"))
}

/// The findings of one rule in the post under the cursor: severity, the marked text, message.
pub fn found(fixture: &str, code: &str) -> Vec<String> {
    let fixture = Fixture::new(fixture);
    let text = fixture.post().map(|post| post.text).unwrap_or_default();
    let line = |problem: &Problem| {
        let severity = format!("{:?}", problem.severity).to_lowercase();
        format!("{severity} `{}` {}", problem.span.of(&text), problem.message)
    };
    problems(&fixture, code).iter().map(line).collect()
}

/// The post after each of the fixes of the first finding of a rule; a file that is created as its path.
pub fn mended(fixture: &str, code: &str) -> Vec<String> {
    let fixture = Fixture::new(fixture);
    let text = fixture.post().map(|post| post.text).unwrap_or_default();
    let fixes = problems(&fixture, code).into_iter().next().map(|problem| problem.fixes).unwrap_or_default();
    fixes
        .iter()
        .map(|fix| match &fix.create {
            Some((path, _)) => format!("create {path}"),
            None => edited(&text, &fix.edits),
        })
        .collect()
}

/// The body after the first fix.
pub fn mended_body(body: &str, code: &str) -> String {
    let mended = mended(&site_with_body(body), code).into_iter().next().unwrap_or_default();
    mended.strip_prefix("---\ntitle: A\n---\n").unwrap_or(&mended).to_string()
}

fn problems(fixture: &Fixture, code: &str) -> Vec<Problem> {
    let problems = diagnose(&fixture.snapshot(), &fixture.path);
    problems.into_iter().filter(|problem| problem.rule.code == code).collect()
}
