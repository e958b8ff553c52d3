//! Names for YAML values that are not there.

use crate::site::model::PostInput;
use crate::site::problem::Problem;
use crate::syntax::front_matter::SyntaxErrorKind;

/// Whether a finding is about a name without a value (`path: &image`): null to Psych, js-yaml 3 and 4 and libyaml. Only the
/// parser that Hugo has since 0.152 refuses some of them.
pub fn is_empty_anchor(problem: &Problem, post: &PostInput<'_>) -> bool {
    let errors = post.document.front_matter().map_or(&[][..], |front| &front.errors);
    let is_it = |kind: &SyntaxErrorKind| matches!(kind, SyntaxErrorKind::EmptyAnchor(_));
    problem.rule.code == "front-matter-syntax"
        && errors.iter().any(|error| error.span == problem.span && is_it(&error.kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;
    use crate::site::generators::{ALL, PLAIN};
    use crate::site::model::PageFacts;
    use crate::site::problem::{Rule, Severity};

    static SYNTAX: Rule = Rule { code: "front-matter-syntax", severity: Severity::Error, page: "" };

    #[test]
    fn a_name_without_a_value_is_a_fault_to_one_generator_alone() {
        let text = "---\nimage:\n  path: &image\n  feature: *image\ntags: &none\n---\n";
        for generator in ALL.iter().chain([&PLAIN]) {
            let model = generator.load(&MemoryFiles::default(), None);
            let path = ["content/a.md", "_posts/2024-01-02-a.md", "source/_posts/a.md", "a.md"];
            let path = path.into_iter().find(|path| {
                crate::site::model::FileRole::Page(crate::site::model::PageKind::Single)
                    == model.classify(path)
            });
            let (document, page) = (model.parse(path.unwrap_or("a.md"), text), PageFacts::default());
            let errors = &document.front_matter().unwrap().errors;
            let now = jiff::Timestamp::UNIX_EPOCH;
            let post =
                PostInput { path: path.unwrap_or("a.md"), text, document: &document, page: &page, now };
            let judged = errors.iter().map(|error| SYNTAX.at(error.span, error.message()));
            let judged: Vec<_> = judged.filter_map(|problem| model.judge(&problem, &post)).collect();
            let is_strict = generator.id() == "hugo";
            assert_eq!((errors.len(), judged.is_empty()), (2, !is_strict), "{}", generator.id());
        }
    }
}
