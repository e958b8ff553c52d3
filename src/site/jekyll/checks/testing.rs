//! A site in memory for the tests of the checks.

use super::check;
use crate::site::files::{MemoryFiles, RelPath};
use crate::site::jekyll::JekyllModel;
use crate::site::model::{FileRole, Model, PageFacts, PostInput, Surroundings};
use crate::site::shortcode::ShortcodeDef;
use crate::syntax::Document;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// The other files of a site.
struct Others {
    files: Vec<RelPath>,
    pages: BTreeMap<RelPath, PageFacts>,
}

impl Surroundings for Others {
    fn shortcode(&self, _name: &str) -> Option<&ShortcodeDef> {
        None
    }

    fn shortcode_names(&self) -> Vec<SmolStr> {
        Vec::new()
    }

    fn file_exists(&self, path: &str) -> bool {
        self.files.iter().any(|file| **file == *path)
    }

    fn files_under(&self, folder: &str) -> Vec<RelPath> {
        self.files.iter().filter(|file| file.starts_with(&format!("{folder}/"))).cloned().collect()
    }

    fn pages(&self) -> Vec<(RelPath, &PageFacts)> {
        self.pages.iter().map(|(path, page)| (path.clone(), page)).collect()
    }

    fn pages_at(&self, url: &str) -> Vec<RelPath> {
        let at = self.pages.iter().filter(|(_, page)| page.url.as_deref() == Some(url));
        at.map(|(path, _)| path.clone()).collect()
    }

    fn pages_named(&self, name: &str) -> Vec<RelPath> {
        let is = |path: &&RelPath| {
            path.rsplit('/').next().is_some_and(|file| file.split('.').next() == Some(name))
        };
        self.pages.keys().filter(is).cloned().collect()
    }

    fn page(&self, path: &str) -> Option<&PageFacts> {
        self.pages.get(path)
    }
}

/// The findings for the last of some files, as `severity code marked: message`, at 2026-06-01.
pub fn found(files: &[(&str, &str)]) -> Vec<String> {
    let memory = MemoryFiles::new(files.iter().map(|(path, text)| (path.to_string(), text.to_string())));
    let model = JekyllModel::load(&memory);
    let parse = |text: &str| Document::parse(text, model.split_rules(), model.dialect());
    let page = |path: &str, text: &str| model.page(path, parse(text).front_matter(), text);
    let is_page = |path: &str| matches!(model.classify(path), FileRole::Page(_));
    let pages = files.iter().filter(|(path, _)| is_page(path));
    let others = Others {
        files: files.iter().map(|(path, _)| RelPath::from(*path)).collect(),
        pages: pages.map(|(path, text)| (RelPath::from(*path), page(path, text))).collect(),
    };
    let (path, text) = files.last().copied().unwrap_or_default();
    let document = parse(text);
    let post = PostInput {
        path,
        text,
        document: &document,
        page: &page(path, text),
        now: "2026-06-01T12:00:00Z".parse().unwrap_or_default(),
    };
    let shown = |problem: crate::site::problem::Problem| {
        let severity = format!("{:?}", problem.severity).to_lowercase();
        format!("{severity} {} `{}`: {}", problem.rule.code, problem.span.of(text), problem.message)
    };
    check(&model, &post, &others).into_iter().map(shown).collect()
}

/// The severity, the code and the marked text of the findings for one file in a site.
pub fn marks(files: &[(&str, &str)]) -> Vec<String> {
    let mark = |line: String| line.split_once("`: ").map_or(String::new(), |(mark, _)| format!("{mark}`"));
    found(files).into_iter().map(mark).collect()
}
