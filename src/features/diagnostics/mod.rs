//! What is wrong in a post: the shared rules, the generator's own, and the user's settings on top.

mod nearest;
mod notes;
mod registry;
mod rules;
#[cfg(test)]
mod testing;

pub use nearest::nearest;
pub use notes::{Note, site_notes};
pub use registry::{rule, rules};

use crate::site::model::PostInput;
use crate::site::problem::{Problem, Rule, Severity};
use crate::world::{PostView, Settings, Snapshot};
use std::path::Path;

/// Findings that are told of one post, the worst of them: a list that is longer is read by nobody, and an editor that has
/// to draw it stands still.
const MAX_FINDINGS: usize = 500;

/// The problems of the post at the absolute `path`, in the order of the text; none for a file that is no page of a site.
pub fn diagnose(snapshot: &Snapshot, path: &Path) -> Vec<Problem> {
    let is_page = |view: &PostView| crate::corpus::is_post(&*view.site.model, &view.path);
    match snapshot.post(path).filter(is_page) {
        Some(view) => diagnose_post(snapshot, &view),
        None => Vec::new(),
    }
}

/// The problems of a post that is at hand, in the order of the text, each once.
///
/// Before the first scan has ended only the text itself is judged: what is missing then may merely not be read yet.
pub fn diagnose_post(snapshot: &Snapshot, view: &PostView) -> Vec<Problem> {
    let mut problems: Vec<Problem> = rules::OF_TEXT.iter().flat_map(|check| check(view)).collect();
    if snapshot.ready {
        problems.extend(rules::OF_CORPUS.iter().flat_map(|check| check(view)));
        let links = crate::features::links::resolved(view);
        problems.extend(rules::OF_LINKS.iter().flat_map(|check| check(snapshot, view, &links)));
    }
    let input = view.input(snapshot.now);
    problems.retain_mut(|problem| match view.site.model.judge(problem, &input) {
        Some(severity) => {
            problem.severity = severity;
            true
        }
        None => false,
    });
    problems.iter_mut().for_each(|problem| say_consequence(problem, view, &input));
    if snapshot.ready {
        problems.extend(view.site.model.check(&input, &*view.site.corpus));
    }
    problems.retain_mut(|problem| obey(problem, &view.site.settings));
    in_order(problems)
}

/// A shared rule cannot know what the generator does about it; its model has just said so.
fn say_consequence(problem: &mut Problem, view: &PostView, input: &PostInput<'_>) {
    if let Some(remark) = view.site.model.remark(problem, input) {
        problem.message.push_str(&format!(" {remark}"));
    }
    if problem.severity == Severity::Error {
        problem.message.push_str(&format!(" {} cannot build this page.", generator(view)));
    }
}

/// The generator and, where findings depend on it, its version, for messages.
fn generator(view: &PostView) -> String {
    let name = view.site.model.generator_name();
    match view.site.model.version() {
        Some(hint) => format!("{name} {}", hint.version),
        None => name.to_string(),
    }
}

/// Sets the severity that the user wants; `false` when it is off.
fn obey(problem: &mut Problem, settings: &Settings) -> bool {
    let Some(level) = settings.rules.get(problem.rule.code) else { return true };
    match level.severity() {
        Some(severity) => {
            problem.severity = severity;
            true
        }
        None => false,
    }
}

/// By position, the worst first at one place, without repetitions.
fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        a.span.cmp(&b.span).then(b.severity.cmp(&a.severity)).then_with(|| a.rule.code.cmp(b.rule.code))
    });
    problems.dedup_by(|a, b| same_finding(a.rule, b.rule) && a.span == b.span);
    if problems.len() > MAX_FINDINGS {
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        problems.truncate(MAX_FINDINGS);
        problems.sort_by_key(|problem| problem.span);
    }
    problems
}

fn same_finding(a: &Rule, b: &Rule) -> bool {
    a.code == b.code
}

#[cfg(test)]
mod tests {
    use super::testing::{SITE, site_with};
    use super::*;
    use crate::world::fixture::Fixture;
    use std::path::PathBuf;

    /// The codes with their severities, in the order of the findings.
    fn codes(fixture: &Fixture) -> Vec<(&'static str, Severity)> {
        let problems = diagnose(&fixture.snapshot(), &fixture.path);
        problems.iter().map(|problem| (problem.rule.code, problem.severity)).collect()
    }

    const BROKEN: &str = "---\ntitle: A\nbad: x: y\ntitle: B\n---\n{{< nope >}}\n";

    #[test]
    fn all_faults_are_listed_in_the_order_of_the_text() {
        let fixture = Fixture::new(&site_with(BROKEN));
        let expected = ["front-matter-syntax", "duplicate-key", "shortcode-unknown"];
        assert_eq!(codes(&fixture), expected.map(|code| (code, Severity::Error)));
    }

    #[test]
    fn an_error_says_what_the_generator_does() {
        let fixture = Fixture::new(&site_with(BROKEN));
        let problems = diagnose(&fixture.snapshot(), &fixture.path);
        assert!(problems[0].message.ends_with("cannot build this page."), "{}", problems[0].message);
    }

    #[test]
    fn what_only_later_releases_refuse_is_a_warning_that_says_so() {
        let post = "---\ntitle: A\ntitle: B\n---\n{{< tweet 1 >}}\n";
        let fixture = Fixture::new(&format!("//- /.hugo-version\n0.63.1\n{}", site_with(post)));
        let problems = diagnose(&fixture.snapshot(), &fixture.path);
        assert_eq!(problems.len(), 2, "{problems:?}");
        for (problem, stops) in problems.iter().zip(["0.152", "0.156"]) {
            let remark =
                format!("Hugo 0.63.1, which this site pins, accepts it; {stops} and later stop the build.");
            assert_eq!(problem.severity, Severity::Warning);
            assert!(problem.message.contains(&remark), "{}", problem.message);
        }
    }

    #[test]
    fn the_settings_have_the_last_word() {
        let rules = "//- /frontis.toml\n[rules]\nduplicate-key = \"off\"\nshortcode-unknown = \"hint\"\n";
        let fixture = Fixture::new(&format!("{rules}{}", site_with(BROKEN)));
        let expected = [("front-matter-syntax", Severity::Error), ("shortcode-unknown", Severity::Hint)];
        assert_eq!(codes(&fixture), expected);
    }

    #[test]
    fn before_the_first_scan_nothing_is_missing() {
        let fixture = Fixture::new(&site_with(BROKEN));
        let mut snapshot = fixture.snapshot();
        snapshot.ready = false;
        let problems = diagnose(&snapshot, &fixture.path);
        let codes: Vec<&str> = problems.iter().map(|problem| problem.rule.code).collect();
        assert_eq!(codes, ["front-matter-syntax", "duplicate-key"]);
    }

    #[test]
    fn a_file_that_is_no_page_gets_nothing() {
        for path in ["archetypes/default.md", "README.md", "layouts/notes.md"] {
            let text = format!("{SITE}//- /{path}\n$0{BROKEN}");
            assert_eq!(codes(&Fixture::new(&text)), [], "{path}");
        }
        let nowhere = Fixture::new(&site_with(BROKEN));
        assert_eq!(diagnose(&nowhere.snapshot(), &PathBuf::from("/content/post/gone.md")), []);
    }

    #[test]
    fn code_and_components_among_the_text_are_no_mistakes() {
        let post = "---\ntitle: A\n---\nimport Tabs from '@theme/Tabs';\nimport {a, b} from \"../b.js\";\n\n\
                    export const Box = ({children, color}) => (\n  <span style={{color}}>{children}</span>\n);\n\n\
                    <Tabs groupId=\"x\" values={[{label: 'A'}]} {...props}>\n  <a href={link} id={`x`}>b</a>\n  \
                    <img src={require('./a.png').default} />\n</Tabs>\n\n## Head {#own}\n\n{/* a comment */} {{% x %}} {/[^1]/.test(b)}\n\n\
                    [x](#own) [y](./b.mdx) ![z](./none.png)\n\n<Card href=\"/gone/\" to='./c.mdx'>\n\n  [v](../gone.mdx#no) \
                    [w](/gone/) <Link to=\"@site/docs/d.md\">d</Link>\n\n</Card>\n\n<Chart.Bar data={[1, 2]} />\n\n[r]: ./none.mdx\n";
        for (config, path) in [
            ("docusaurus.config.js", "docs/a.mdx"),
            ("astro.config.mjs", "src/content/blog/a.mdx"),
            ("pelicanconf.py", "content/a.mdx"),
            ("notes.txt", "notes/a.mdx"),
        ] {
            let fixture = Fixture::new(&format!("//- /{config}\n//- /{path}\n$0{post}"));
            assert_eq!(codes(&fixture), [], "{path}");
        }
    }

    #[test]
    fn of_a_post_that_is_no_markdown_only_the_front_matter_is_read() {
        let post = "---\ntags: [go]\n---\nh2. Head\n\n{% nope %} \"a\":/x[^1]\n";
        let fixture =
            Fixture::new(&format!("//- /_config.yml\ntitle: T\n//- /_posts/2020-01-02-a.textile\n$0{post}"));
        assert_eq!(codes(&fixture), []);
        assert_eq!(fixture.post().map(|view| view.post.terms.len()), Some(1));
    }

    #[test]
    fn without_a_site_only_front_matter_is_judged_and_never_as_an_error() {
        let post = format!("//- /a.md\n$0{BROKEN}");
        let expected = ["front-matter-syntax", "duplicate-key"].map(|code| (code, Severity::Warning));
        assert_eq!(codes(&Fixture::new(&post)), expected);
        let readme = Fixture::new("//- /README.md\n$0# Read me\n\n--- \n{{< nope >}}\n");
        assert_eq!(codes(&readme), []);
    }
}
