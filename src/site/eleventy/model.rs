//! A loaded Eleventy site: what is data is read, and all that is code is left alone.

use super::data::DirectoryData;
use super::fields::FIELDS;
use super::{checks, config};
use crate::site::field::Field;
use crate::site::files::Files;
use crate::site::model::*;
use crate::site::problem::{Problem, Severity};
use crate::site::publish::{Publication, PublishState};
use crate::site::shared::files::{below, is_markdown, pretty_url};
use crate::site::shared::{anchors, facts, terms};
use crate::syntax::Document;
use crate::syntax::front_matter::{
    AfterOpener, BeforeOpener, CloserRule, Fence, Format, FrontMatter, NearOpener, SplitRules, Value,
};
use crate::syntax::shortcode::{Dialect, LIQUID};
use jiff::Timestamp;
use serde_json::Value as Json;
use smol_str::SmolStr;

/// How front matter is delimited (gray-matter): the opener is the first line, and may name a language.
pub static RULES: SplitRules = SplitRules {
    fences: &[Fence { opener: "---", closers: &["---"], format: Format::Yaml }],
    json: false,
    org: false,
    metadata: false,
    longer_fences: false,
    before_opener: BeforeOpener::Nothing,
    after_opener: AfterOpener::Language,
    closer: CloserRule::LineStart,
    near_opener: NearOpener::Body,
};

/// Folders whose files are no pages: templates, data, what a build fills, what other tools read.
const NO_PAGES: &[&str] = &["_includes", "_layouts", "_data", "_site", "node_modules", "docs"];

/// One site, as far as its data tells.
#[derive(Debug)]
pub struct EleventyModel {
    input: Option<String>,
    lets_tabs_indent: bool,
    data: DirectoryData,
    taxonomies: Vec<Taxonomy>,
}

impl EleventyModel {
    /// Loads the site whose root `files` is.
    pub fn load(files: &dyn Files) -> Self {
        EleventyModel {
            input: config::input(files),
            lets_tabs_indent: config::lets_tabs_indent(files),
            data: DirectoryData::load(files),
            taxonomies: vec![terms::taxonomy("tags", TermSplit::Whole)],
        }
    }

    /// The address, where neither code nor a template makes it.
    fn url(&self, path: &str, front: Option<&FrontMatter>) -> Option<String> {
        let own = facts::entry(front, "permalink").map(|entry| &entry.value);
        let inherited = self.data.get(path, "permalink");
        match (own, inherited) {
            (Some(value), _) => literal(value.text()?),
            (None, Some(Json::String(text))) => literal(text),
            (None, Some(_)) => None,
            (None, None) => Some(pretty_url(below(path, self.input.as_deref()?)?)),
        }
    }

    fn is_without_page(&self, path: &str, front: Option<&FrontMatter>) -> bool {
        match facts::entry(front, "permalink") {
            Some(_) => facts::boolean(front, "permalink") == Some(false),
            None => self.data.get(path, "permalink") == Some(&Json::Bool(false)),
        }
    }
}

/// An address that is a plain text, without the name of the file that a server adds.
fn literal(text: &str) -> Option<String> {
    let is_plain = !text.contains("{{") && !text.contains("{%") && !matches!(text, "true" | "false");
    let url = format!("/{}", text.trim_start_matches('/'));
    is_plain.then(|| url.strip_suffix("index.html").unwrap_or(&url).to_owned())
}

impl Model for EleventyModel {
    fn generator_id(&self) -> &'static str {
        "eleventy"
    }

    fn generator_name(&self) -> &'static str {
        "Eleventy"
    }

    /// Title and address stand in templates and scripts; the server is that of `eleventy --serve`.
    fn about(&self, _language: &str) -> About {
        About {
            preview: Some(Preview {
                address: "http://localhost:8080",
                command: "npx @11ty/eleventy --serve",
            }),
            ..About::default()
        }
    }

    fn classify(&self, path: &str) -> FileRole {
        if config::NAMES.contains(&path) || path == config::PACKAGE || DirectoryData::is_data(path) {
            return FileRole::Config;
        }
        let is_hidden = path.split('/').any(|part| part.starts_with('.') || NO_PAGES.contains(&part));
        // The papers of the project at its root are no pages to anybody.
        let is_paper = !path.contains('/') && path.starts_with(|c: char| c.is_ascii_uppercase());
        match is_markdown(path) && !is_hidden && !is_paper {
            true if self.input.as_deref().is_none_or(|input| below(path, input).is_some()) => {
                FileRole::Page(PageKind::Single)
            }
            _ => FileRole::Other,
        }
    }

    fn split_rules(&self) -> &'static SplitRules {
        &RULES
    }

    fn dialect(&self) -> Option<&'static Dialect> {
        Some(&LIQUID)
    }

    fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn terms(&self, front_matter: &FrontMatter) -> Vec<TermUse> {
        terms::by_key(&self.taxonomies, front_matter)
    }

    fn term_url(&self, _taxonomy: &Taxonomy, _term: &str) -> String {
        String::new()
    }

    fn date(&self, value: &Value, _text: &str) -> Option<Timestamp> {
        facts::date(value)
    }

    fn page(&self, path: &str, front_matter: Option<&FrontMatter>, text: &str) -> PageFacts {
        let is_code = front_matter.is_some_and(|front| !checks::is_data(front, text));
        let front = front_matter.filter(|_| !is_code);
        PageFacts {
            known: !is_code && front.is_none_or(|front| front.errors.is_empty()),
            rendered: !self.is_without_page(path, front),
            url: self.url(path, front).filter(|_| !is_code).map(SmolStr::from),
            section: path.rsplit_once('/').map_or("", |(folder, _)| folder).into(),
            ..facts::page(front)
        }
    }

    /// A draft is what the configuration makes of the word, and that is code.
    fn publication(&self, page: &PageFacts, _now: Timestamp) -> Publication {
        let (state, reason) = match page {
            PageFacts { known: false, .. } => (PublishState::Unknown, "The front matter cannot be read."),
            PageFacts { rendered: false, .. } => {
                (PublishState::NeverRendered, "`permalink` is `false`: the page is not written.")
            }
            PageFacts { draft: true, .. } => {
                (PublishState::Unknown, "Whether a draft is published is for the site's own code to say.")
            }
            _ => (PublishState::Published, "The next build publishes this page."),
        };
        Publication { state, reason: reason.to_owned(), url: page.url.as_ref().map(ToString::to_string) }
    }

    /// There are none unless a plugin makes them.
    fn heading_ids(&self, _document: &Document, _text: &str) -> Vec<String> {
        Vec::new()
    }

    fn check(&self, post: &PostInput<'_>, _site: &dyn Surroundings) -> Vec<Problem> {
        checks::check(post)
    }

    /// Front matter that does not parse stops the build. What code may define is not judged.
    fn judge(&self, problem: &Problem, post: &PostInput<'_>) -> Option<Severity> {
        let is_data = post.document.front_matter().is_none_or(|front| checks::is_data(front, post.text));
        match problem.rule.code {
            _ if !is_data || anchors::is_empty_anchor(problem, post) => None,
            "front-matter-syntax"
                if self.lets_tabs_indent && problem.span.of(post.text).starts_with('\t') =>
            {
                None
            }
            "front-matter-syntax" | "duplicate-key" => Some(match post.document.front_matter()?.format {
                Format::Json if problem.rule.code == "duplicate-key" => Severity::Warning,
                _ => Severity::Error,
            }),
            code if code.starts_with("shortcode") => None,
            _ => Some(problem.severity.min(Severity::Warning)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;
    use crate::syntax::front_matter::parse;

    fn facts_of(path: &str, text: &str) -> PageFacts {
        let files =
            [(".eleventy.js", "dir: { input: 'src' }"), ("src/notes/notes.json", "{\"permalink\": false}")];
        let files = MemoryFiles::new(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
        let model = EleventyModel::load(&files);
        model.page(path, parse(text, &RULES).front_matter.as_ref(), text)
    }

    #[test]
    fn addresses_are_known_where_no_code_makes_them() {
        for (path, text, url) in [
            ("src/a/b.md", "", Some("/a/b/")),
            ("src/2024-01-02-b.md", "---\ntitle: x\n---\n", Some("/2024-01-02-b/")),
            ("src/index.md", "", Some("/")),
            ("src/a.md", "---\npermalink: /x/y/\n---\n", Some("/x/y/")),
            ("src/a.md", "---\npermalink: \"/{{ title }}/\"\n---\n", None),
            ("src/a.md", "---js\n{ permalink: 'x' }\n---\n", None),
            ("src/notes/a.md", "", None),
        ] {
            assert_eq!(facts_of(path, text).url.as_deref(), url, "{path} {text}");
        }
        assert!(!facts_of("src/notes/a.md", "").rendered);
    }
}
