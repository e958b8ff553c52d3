//! A site in memory and everything that frontis finds in it.

use frontis::corpus::{Corpus, Reading};
use frontis::features::diagnostics::diagnose;
use frontis::site::hugo::Hugo;
use frontis::site::model::{Generator, Model};
use frontis::site::problem::{Problem, Severity};
use frontis::site::version::Version;
use frontis::site::{Files, MemoryFiles};
use frontis::syntax::shortcode::{InnerUse, pair};
use frontis::world::{self, PostView, Settings, World};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const ROOT: &str = "/site";

/// A site.
pub struct Site {
    world: World,
    pages: Vec<String>,
}

/// One finding.
pub struct Finding {
    /// The file, below the root.
    pub path: String,
    /// The rule.
    pub code: &'static str,
    /// The severity.
    pub severity: Severity,
    /// The line it starts on, from 1; behind it the line that Hugo's own message names, where that is another one.
    pub lines: Vec<usize>,
    /// What is said.
    pub message: String,
}

impl Site {
    /// The Hugo site of these files, judged by the newest known version.
    pub fn new(files: &[(String, String)]) -> Site {
        Site::with_version(files, None)
    }

    /// The Hugo site of these files, judged by a version.
    pub fn with_version(files: &[(String, String)], version: Option<Version>) -> Site {
        Site::of(&Hugo, files, version)
    }

    /// The site of these files by any generator, judged by a version.
    pub fn of(generator: &dyn Generator, files: &[(String, String)], version: Option<Version>) -> Site {
        let files = MemoryFiles::new(files.iter().cloned());
        let model: Arc<dyn Model> = generator.load(&files, version);
        let corpus = Corpus::build(&*model, &files, Reading::Whole);
        let mut pages: Vec<String> = corpus.posts().map(|(_, post)| post.path.to_string()).collect();
        pages.sort();
        let site = world::Site {
            root: PathBuf::from(ROOT),
            model,
            corpus: Arc::new(corpus),
            files: Arc::new(files) as Arc<dyn Files>,
            settings: Arc::new(Settings::default()),
            settings_error: None,
            made_of: Default::default(),
        };
        let mut world = World::default();
        world.install(vec![Arc::new(site)]);
        Site { world, pages }
    }

    /// Everything that is found in its pages.
    pub fn findings(&self) -> Vec<Finding> {
        self.pages.iter().flat_map(|page| self.findings_in(page)).collect()
    }

    fn findings_in(&self, page: &str) -> Vec<Finding> {
        let path = Path::new(ROOT).join(page);
        let snapshot = self.world.snapshot();
        let Some(view) = snapshot.post(&path) else { return Vec::new() };
        diagnose(&snapshot, &path).into_iter().map(|problem| finding(&view, page, problem)).collect()
    }
}

fn finding(view: &PostView, page: &str, problem: Problem) -> Finding {
    let line = |offset: usize| 1 + view.text.get(..offset).unwrap_or(&view.text).lines_seen();
    let mut lines = vec![line(problem.span.start())];
    lines.extend(reported_at(view, &problem).map(line));
    Finding {
        path: page.to_owned(),
        code: problem.rule.code,
        severity: problem.severity,
        lines,
        message: problem.message,
    }
}

/// Where Hugo's message points when that is not where the fault is: at the end of the file for a tag without an
/// end, at the outermost tag for a nested one.
fn reported_at(view: &PostView, problem: &Problem) -> Option<usize> {
    let front = &view.document.front;
    let errors = front.front_matter.iter().flat_map(|front| &front.errors);
    let in_front = errors.map(|error| (error.span, error.reported_at));
    let mut reported = in_front.chain(front.problems.iter().map(|found| (found.span, found.reported_at)));
    if let Some((_, at)) = reported.find(|(span, _)| *span == problem.span) {
        return Some(at);
    }
    let shortcodes = &view.document.shortcodes;
    if let Some(found) = shortcodes.problems.iter().find(|found| found.span == problem.span) {
        return Some(found.reported_at);
    }
    let inner = |_: &str| InnerUse::Optional;
    let pairing = pair(shortcodes, inner);
    let (index, _) = shortcodes.at(problem.span.start())?;
    let mut outermost = index;
    while let Some(parent) = pairing.parents.get(outermost).copied().flatten() {
        outermost = parent;
    }
    (problem.rule.code.starts_with("shortcode-")).then(|| shortcodes.calls[outermost].span.start())
}

trait Lines {
    fn lines_seen(&self) -> usize;
}

impl Lines for str {
    /// Line ends before the end of the text, a lone carriage return included.
    fn lines_seen(&self) -> usize {
        let bytes = self.as_bytes();
        let lone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || lone(at)).count()
    }
}

impl Finding {
    /// Whether it is mere hygiene.
    pub fn is_hint(&self) -> bool {
        self.severity == Severity::Hint
    }

    /// The finding as `file:line code severity`.
    pub fn short(&self) -> String {
        let severity = format!("{:?}", self.severity).to_lowercase();
        format!("{}:{} {} {severity}", self.path, self.lines[0], self.code)
    }

    /// Whether it says that Hugo fails.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {} {}", self.path, self.lines[0], self.code, self.message)
    }
}
