//! Findings as JUnit's XML: a suite for each post, a test for each finding, and one that passes for a post without any.

use super::paths::Base;
use crate::cli::check::checked::{Checked, Outcome};
use crate::cli::check::level::word;
use crate::site::problem::{Problem, Severity};
use crate::text::LineIndex;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

/// Prints the report; findings of `fail_on` and worse are failures, others tests that pass with a remark.
pub fn print(out: &mut impl Write, posts: &[Checked], fail_on: Severity) -> io::Result<()> {
    let base = Base::of_run();
    let counts = posts.iter().map(|post| Counts::of(post, fail_on)).fold(Counts::default(), Counts::plus);
    let numbers = counts.attributes();
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = xml.create_element("testsuites").with_attribute(("name", "frontis check"));
    suites.with_attributes(numbers.iter().map(pair)).write_inner_content(|xml| {
        posts.iter().try_for_each(|post| print_suite(xml, &base.path(&post.path), post, fail_on))
    })?;
    writeln!(out)
}

fn print_suite(
    xml: &mut Writer<impl Write>,
    path: &str,
    post: &Checked,
    fail_on: Severity,
) -> io::Result<()> {
    let path = &*clean(path);
    let numbers = Counts::of(post, fail_on).attributes();
    let suite = xml.create_element("testsuite").with_attribute(("name", path));
    suite.with_attributes(numbers.iter().map(pair)).write_inner_content(|xml| match &post.outcome {
        Outcome::Unreadable(why) => print_case(xml, path, "read", Some(("error", "unreadable", why, why))),
        Outcome::Read(_, problems) if problems.is_empty() => print_case(xml, path, "no findings", None),
        Outcome::Read(text, problems) => {
            let lines = LineIndex::new(text);
            problems.iter().try_for_each(|problem| print_problem(xml, path, &lines, problem, fail_on))
        }
    })?;
    Ok(())
}

fn print_problem(
    xml: &mut Writer<impl Write>,
    path: &str,
    lines: &LineIndex<'_>,
    problem: &Problem,
    fail_on: Severity,
) -> io::Result<()> {
    let start = lines.locate(problem.span.start());
    let name = format!("{} at line {}, column {}", problem.rule.code, start.line, start.column);
    let severity = word(problem.severity);
    let message = &*clean(&problem.message);
    let whole = format!("{path}:{}:{}: {severity}: {message}", start.line, start.column);
    let element = if problem.severity >= fail_on { "failure" } else { "system-out" };
    print_case(xml, path, &name, Some((element, severity, message, &whole)))
}

/// One test, with an element of that name, type, message and text inside; only the text of a `system-out`.
fn print_case(
    xml: &mut Writer<impl Write>,
    path: &str,
    name: &str,
    inside: Option<(&str, &str, &str, &str)>,
) -> io::Result<()> {
    let attributes = [("classname", path), ("name", name), ("file", path), ("time", "0")];
    let case = xml.create_element("testcase").with_attributes(attributes);
    let Some((element, kind, message, text)) = inside else {
        case.write_empty()?;
        return Ok(());
    };
    case.write_inner_content(|xml| {
        let inner = xml.create_element(element);
        let inner = match element {
            "system-out" => inner,
            _ => inner.with_attributes([("type", kind), ("message", message)]),
        };
        inner.write_text_content(BytesText::new(text)).map(|_| ())
    })?;
    Ok(())
}

/// How many tests there are, and how many of them did not pass.
#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn of(post: &Checked, fail_on: Severity) -> Counts {
        match &post.outcome {
            Outcome::Unreadable(_) => Counts { tests: 1, failures: 0, errors: 1 },
            Outcome::Read(_, problems) => Counts {
                tests: problems.len().max(1),
                failures: problems.iter().filter(|problem| problem.severity >= fail_on).count(),
                errors: 0,
            },
        }
    }

    fn plus(self, other: Counts) -> Counts {
        Counts {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
        }
    }

    fn attributes(&self) -> [(&'static str, String); 4] {
        [
            ("tests", self.tests.to_string()),
            ("failures", self.failures.to_string()),
            ("errors", self.errors.to_string()),
            ("time", "0".to_string()),
        ]
    }
}

fn pair<'a>((name, value): &'a (&'static str, String)) -> (&'a str, &'a str) {
    (name, value)
}

/// Without the characters that XML cannot hold even when they are escaped.
fn clean(text: &str) -> String {
    let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let allowed = |c: char| allowed(c) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::printed;
    use super::*;

    #[test]
    fn every_post_is_a_suite_and_every_finding_a_test() {
        expect_test::expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="frontis check" tests="4" failures="1" errors="1" time="0">
              <testsuite name="content/日 記,1.md" tests="2" failures="1" errors="0" time="0">
                <testcase classname="content/日 記,1.md" name="duplicate-key at line 2, column 11" file="content/日 記,1.md" time="0">
                  <failure type="error" message="100 % &lt;wrong&gt;,&#10;&quot;why&quot;: that.">content/日 記,1.md:2:11: error: 100 % &lt;wrong&gt;,
            &quot;why&quot;: that.</failure>
                </testcase>
                <testcase classname="content/日 記,1.md" name="term-spelling at line 1, column 1" file="content/日 記,1.md" time="0">
                  <system-out>content/日 記,1.md:1:1: hint: A � hint.</system-out>
                </testcase>
              </testsuite>
              <testsuite name="content/good.md" tests="1" failures="0" errors="0" time="0">
                <testcase classname="content/good.md" name="no findings" file="content/good.md" time="0"/>
              </testsuite>
              <testsuite name="content/bad.md" tests="1" failures="0" errors="1" time="0">
                <testcase classname="content/bad.md" name="read" file="content/bad.md" time="0">
                  <error type="unreadable" message="line 3 is not UTF-8 text">line 3 is not UTF-8 text</error>
                </testcase>
              </testsuite>
            </testsuites>
        "#]].assert_eq(&printed(|out, posts| print(out, posts, Severity::Warning)));
    }
}
