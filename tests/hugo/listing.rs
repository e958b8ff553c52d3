//! What `hugo list all` says of the pages of a site, and the same of ours in the same form.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use frontis::site::hugo::HugoModel;
use frontis::site::model::{PageFacts, PageKind};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;

/// One page of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    pub title: String,
    pub slug: String,
    pub section: String,
    pub date: Option<Timestamp>,
    pub publish: Option<Timestamp>,
    pub expiry: Option<Timestamp>,
    pub draft: bool,
    pub permalink: String,
}

impl Listed {
    /// The same without dates: a list page that has none takes those of the pages below it, which no page knows alone.
    pub fn without_dates(self) -> Self {
        Listed { date: None, publish: None, expiry: None, ..self }
    }
}

/// Our facts in the form of the list.
pub fn facts_of(model: &HugoModel, page: &PageFacts) -> Listed {
    let text = |text: &Option<smol_str::SmolStr>| text.as_deref().unwrap_or_default().to_owned();
    let base = &model.rules(&page.language).settings.baseurl;
    let url = page.url.as_deref().map(|url| format!("{}{}", base.trim_end_matches('/'), url));
    let listed = Listed {
        title: text(&page.title),
        slug: text(&page.slug),
        section: page.section.to_string(),
        date: page.date.map(whole_seconds),
        publish: page.publish_date.map(whole_seconds),
        expiry: page.expiry_date.map(whole_seconds),
        draft: page.draft,
        permalink: decoded(&url.unwrap_or_default()),
    };
    let is_page = matches!(page.kind, Some(PageKind::Single | PageKind::LeafBundle));
    if is_page { listed } else { listed.without_dates() }
}

/// The list shows no fractions.
fn whole_seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// Pages that Hugo may refuse before the rest is listed without them.
const MAX_REFUSED: usize = 20;

/// Runs Hugo in `site`, without what needs a network or a repository. A page that it refuses is removed and
/// named, since one of them hides all the others.
pub fn list(hugo: &Path, site: &Path, model: &HugoModel) -> Result<BTreeMap<String, Listed>, String> {
    let mut command = Command::new(hugo);
    command.args(["list", "all", "--noBuildLock"]).current_dir(site).env("HUGO_ENABLEGITINFO", "false");
    if !model.config.settings.module.imports.is_empty() {
        command.env("HUGO_MODULE_IMPORTS", "[]");
    }
    for _ in 0..=MAX_REFUSED {
        let output = command.output().map_err(|error| error.to_string())?;
        let listed = String::from_utf8_lossy(&output.stdout);
        // A deprecated key fails the run, but only after the list.
        if listed.starts_with("path,") {
            return Ok(parse(&listed));
        }
        let message = String::from_utf8_lossy(&output.stderr);
        let error = message.lines().find(|line| line.starts_with("ERROR")).unwrap_or(&message).to_owned();
        let Some(refused) = refused(&error, site) else { return Err(error) };
        eprintln!("refused by Hugo: {}", error.replace(&site.display().to_string(), ""));
        fs::remove_file(refused).map_err(|error| error.to_string())?;
    }
    Err("too many pages are refused".to_owned())
}

/// The file that an error names: `"/tmp/x/content/a.md:3:1"`.
fn refused(error: &str, site: &Path) -> Option<PathBuf> {
    let start = error.find(&site.display().to_string())?;
    let path = error.get(start..)?.split(['"', ':']).next()?;
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

fn parse(csv: &str) -> BTreeMap<String, Listed> {
    let lines = records(csv).into_iter().skip(1);
    lines
        .filter_map(|fields| {
            let [path, slug, title, date, expiry, publish, draft, permalink, kind, section] =
                <[String; 10]>::try_from(fields).ok()?;
            // Go's zero time stands for no date.
            let moment = |text: &str| text.parse().ok().filter(|_| !text.starts_with("0001-01-01T00:00:00"));
            let listed = Listed {
                date: moment(&date),
                publish: moment(&publish),
                expiry: moment(&expiry),
                draft: draft == "true",
                permalink: decoded(&permalink),
                title,
                slug,
                section,
            };
            Some((path, if kind == "page" { listed } else { listed.without_dates() }))
        })
        .collect()
}

fn decoded(url: &str) -> String {
    percent_decode_str(url).decode_utf8_lossy().into_owned()
}

/// The records of a CSV text whose fields may be quoted and then hold commas, line breaks and doubled quotes.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                fields.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut fields));
            }
            c => field.push(c),
        }
    }
    records
}
