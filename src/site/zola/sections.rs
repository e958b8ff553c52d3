//! What sections hand down to the pages below them: drafts, the order of their lists, the template.

use std::collections::BTreeMap;

use super::config::Config;
use super::layout::{ContentPath, Layout};
use super::split::RULES_FROM_0_23;
use super::values;
use crate::site::files::Files;
use crate::syntax::front_matter::{self, FrontMatter};

/// The sections of a site.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// By folder and language.
    known: BTreeMap<(String, String), Section>,
}

/// What one `_index.md` says about the pages below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Whether it and all below it is left out.
    pub draft: bool,
    /// `sort_by`, as written.
    pub sort_by: Option<String>,
}

impl Section {
    fn new(front: Option<&FrontMatter>) -> Self {
        let Some(front) = front else { return Section::default() };
        Section {
            draft: values::flag(front, "draft").unwrap_or(false),
            sort_by: values::text(front, "sort_by"),
        }
    }
}

impl Sections {
    /// Reads the sections of a site.
    pub fn new(config: &Config, layout: &Layout, files: &dyn Files) -> Self {
        let mut sections = Sections::default();
        for path in files.matching(&|path| layout.content(path).as_ref().is_some_and(is_read)) {
            let Some(content) = layout.content(path) else { continue };
            if let Some(text) = files.read(path) {
                sections.known.insert(key(&content, config), of_text(&text));
            }
        }
        sections
    }

    /// Whether a section's file that was saved with `text`, or went, says something new.
    pub fn is_outdated(&self, content: &ContentPath, config: &Config, text: Option<&str>) -> bool {
        is_read(content) && self.known.get(&key(content, config)) != text.map(of_text).as_ref()
    }

    /// The section of a folder in a language.
    pub fn section(&self, dir: &str, language: &str) -> Option<&Section> {
        self.known.get(&(dir.to_owned(), language.to_owned()))
    }

    /// Whether a page in `dir` lies below a draft: then Zola does not even read it, in whatever language the draft is
    /// (case `link-to-page-in-draft-section`).
    pub fn is_left_out(&self, dir: &str) -> bool {
        let drafts = self.known.iter().filter(|(_, section)| section.draft).map(|((dir, _), _)| dir);
        drafts.into_iter().any(|draft| {
            draft.is_empty()
                || dir
                    .strip_prefix(draft.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

fn is_read(content: &ContentPath) -> bool {
    content.is_section() && !content.is_passed_over()
}

fn key(content: &ContentPath, config: &Config) -> (String, String) {
    (content.dir.clone(), content.code(config).to_owned())
}

fn of_text(text: &str) -> Section {
    Section::new(front_matter::parse(text, &RULES_FROM_0_23).front_matter.as_ref())
}
