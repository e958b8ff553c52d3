//! Our model against runs of Hugo that were written down (`hugo_cases.json`): dates, URLs, sections, languages.
//!
//! The file is looked for in `FRONTIS_ORACLE` or the optional `../shared/oracle` beside the checkout.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use frontis::site::hugo::dates::DateReading;
use frontis::site::hugo::{HugoModel, go_time};
use frontis::site::model::{FileRole, Model, PageFacts, PageKind};
use frontis::site::{Files, MemoryFiles};
use frontis::syntax::front_matter;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Case {
    name: String,
    group: String,
    #[serde(default)]
    files: BTreeMap<String, Value>,
    exit: i32,
    #[serde(default)]
    pages: BTreeMap<String, Value>,
    #[serde(default = "yes")]
    stable: bool,
}

fn yes() -> bool {
    true
}

/// The cases of some groups that gave the same every time; `None` after saying that there are none.
fn cases(groups: &[&str]) -> Option<Vec<Case>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle");
    let file = std::env::var_os("FRONTIS_ORACLE").map_or_else(beside, PathBuf::from).join("hugo_cases.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        eprintln!("SKIPPED: no {}; set FRONTIS_ORACLE to its folder", file.display());
        return None;
    };
    let cases: Vec<Case> = serde_json::from_str(&text).expect("the oracle's own format");
    Some(cases.into_iter().filter(|case| case.stable && groups.contains(&case.group.as_str())).collect())
}

struct Site {
    model: HugoModel,
    files: MemoryFiles,
}

impl Site {
    fn new(case: &Case) -> Self {
        // A file that is no text is written down in another form.
        let texts =
            case.files.iter().filter_map(|(path, text)| Some((path.clone(), text.as_str()?.to_owned())));
        let files = MemoryFiles::new(texts);
        Site { model: HugoModel::load(&files, None), files }
    }

    fn pages(&self) -> Vec<(String, PageFacts)> {
        let paths =
            self.files.paths().iter().filter(|path| matches!(self.model.classify(path), FileRole::Page(_)));
        paths.map(|path| (path.to_string(), self.page(path))).collect()
    }

    fn page(&self, path: &str) -> PageFacts {
        let text = self.files.read(path).unwrap_or_default();
        let parsed = front_matter::parse(&text, self.model.split_rules());
        self.model.page(path, parsed.front_matter.as_ref(), &text)
    }
}

#[test]
fn dates_are_read_as_written_down() {
    let Some(cases) = cases(&["dates"]) else { return };
    let mut checked = 0;
    for case in &cases {
        let site = Site::new(case);
        let text = site.files.read("content/a.md").unwrap_or_default();
        let parsed = front_matter::parse(&text, site.model.split_rules());
        let Some(entry) = parsed.front_matter.as_ref().and_then(|front_matter| front_matter.get(&["date"]))
        else {
            continue;
        };
        let shown = match site.model.read_date(&entry.value, &text) {
            DateReading::Unreadable => "unreadable".to_owned(),
            DateReading::Absent => "0001-01-01T00:00:00Z".to_owned(),
            DateReading::At(moment) => {
                go_time::write("2006-01-02T15:04:05.999Z07:00", moment.civil, moment.offset)
            }
        };
        let theirs = match case.pages.get("a/index.html").and_then(Value::as_str) {
            _ if case.exit != 0 => "unreadable".to_owned(),
            Some(page) => page.split('|').next().unwrap_or_default().replace("&#43;", "+"),
            // A date in the future: nothing was published.
            None => continue,
        };
        assert_eq!(shown, theirs, "{}: {text}", case.name);
        checked += 1;
    }
    eprintln!("{checked} dates checked");
}

#[test]
fn published_pages_have_the_urls_written_down() {
    let Some(cases) = cases(&["url", "structure", "fields"]) else { return };
    let (mut checked, mut silent, mut wrong) = (0, 0, Vec::new());
    for case in cases.iter().filter(|case| case.exit == 0) {
        let site = Site::new(case);
        let ours: Vec<String> = site.pages().iter().map(|(path, page)| shown(case, path, page)).collect();
        for theirs in case.pages.values().filter_map(|page| theirs(case, page)) {
            checked += 1;
            if is_silent(case, &ours, &theirs) {
                silent += 1;
            } else if !ours.contains(&theirs) {
                wrong.push(format!("{}: {theirs}\n  ours: {ours:?}", case.name));
            }
        }
    }
    eprintln!("{checked} pages checked, {silent} of which we claim nothing");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether we claim nothing of a page: its URL shows the title that Hugo makes up for a section without a file, or
/// its front matter is in Org, which we only recognise.
fn is_silent(case: &Case, ours: &[String], theirs: &str) -> bool {
    let (head, _) = theirs.split_once(" /").unwrap_or((theirs, ""));
    let url = theirs.split('/').nth(1).unwrap_or_default();
    ours.contains(&format!("{head} ")) || case.files.contains_key(&format!("content/{url}.org"))
}

/// What Hugo's test template printed of a page that has a file, in the form of [`shown`].
fn theirs(case: &Case, page: &Value) -> Option<String> {
    let decoded = |url: &str| percent_decode_str(url).decode_utf8_lossy().into_owned();
    match case.group.as_str() {
        "url" => {
            let (kind_and_path, url) = page.as_str()?.rsplit_once(' ')?;
            let (_, path) = kind_and_path.split_once(' ')?;
            (path.contains('.') && url.starts_with('/')).then(|| format!("{path} {}", decoded(url)))
        }
        "structure" => {
            let fields: Vec<&str> = page.as_str()?.split('|').collect();
            let [kind, _, url, title, _, language, .., section, _, _] = fields.as_slice() else {
                return None;
            };
            let section = section.strip_prefix("sect=")?;
            (*kind == "page").then(|| format!("{} {title} {language} {section}", decoded(url)))
        }
        _ => {
            let text = |key: &str| page.get(key).and_then(Value::as_str).unwrap_or_default();
            let draft = page.get("draft").and_then(Value::as_bool)?;
            let fields = [
                decoded(text("rel")),
                text("title").to_owned(),
                text("slug").to_owned(),
                text("date").to_owned(),
            ];
            (text("kind") == "page").then(|| format!("{} {draft}", fields.join(" ")))
        }
    }
}

fn shown(case: &Case, path: &str, page: &PageFacts) -> String {
    let url = percent_decode_str(page.url.as_deref().unwrap_or_default()).decode_utf8_lossy().into_owned();
    let title = page.title.as_deref().unwrap_or_default();
    match case.group.as_str() {
        "url" => format!("{} {url}", path.strip_prefix("content/").unwrap_or(path)),
        "structure" => {
            let language =
                if page.language.is_empty() { language_of(case) } else { page.language.to_string() };
            format!("{url} {title} lang={language} {}", page.section)
        }
        _ => {
            let is_page = matches!(page.kind, Some(PageKind::Single | PageKind::LeafBundle));
            let date = page
                .date
                .filter(|_| is_page)
                .map_or("0001-01-01T00:00:00Z".to_owned(), |date| date.to_string());
            format!("{url} {title} {} {date} {}", page.slug.as_deref().unwrap_or_default(), page.draft)
        }
    }
}

/// The only language of a site.
fn language_of(case: &Case) -> String {
    Site::new(case).model.rules("").code.clone()
}
