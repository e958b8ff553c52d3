//! Configurations of sites and of frontis: any text gives a model that answers.

use crate::input::Input;
use crate::models::{self, POSTS};
use frontis::site::MemoryFiles;
use frontis::site::detect;
use frontis::syntax::Document;
use frontis::world::Settings;

/// The files that configure sites.
const CONFIGS: &[&str] = &[
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config/_default/params.toml",
    "config/_default/taxonomies.yaml",
    "zola.toml",
    "config.toml",
    "_config.yml",
    "_config.toml",
    "src/content.config.ts",
    "eleventy.config.js",
    "package.json",
    "theme.toml",
    "go.mod",
    "frontis.toml",
    "themes/t/theme.toml",
    "_data/site.yml",
    "content/_index.md",
    "content/posts/_index.md",
];

/// A post that the models are asked about.
const POST: &str =
    "---\ntitle: A\ndate: 2024-02-29 12:00\ntags: [Go, c++]\ncategories: x y\nslug: s\n---\n# H\n";

/// An input is a character, which chooses the file, and its text; a second file may follow a NUL, in the same form.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let mut files = Vec::new();
    while !input.is_empty() && files.len() < 3 {
        let mut file = Input::new(input.until(0));
        let Some(path) = file.choose(CONFIGS) else { continue };
        let Some(text) = file.text() else { return };
        if *path == "frontis.toml" {
            check_settings(text);
        }
        files.push((path.to_string(), text.to_owned()));
    }
    let files = MemoryFiles::new(files);
    let _ = detect::sites(&files);
    for generator in models::generators() {
        let model = generator.load(&files, None);
        let document = Document::parse(POST, model.split_rules(), model.dialect());
        let _ = model.heading_ids(&document, POST);
        for path in POSTS {
            let _ = model.classify(path);
            let page = model.page(path, document.front_matter(), POST);
            assert!(page.url.as_ref().is_none_or(|url| url.starts_with('/')), "{:?}", page.url);
            for term in document.front_matter().map(|front| model.terms(front)).unwrap_or_default() {
                let taxonomy = &model.taxonomies()[term.taxonomy];
                let _ = (model.term_key(&term.text), model.term_url(taxonomy, &term.text));
            }
        }
        let _ = (model.unknowns(), model.languages(), model.version());
    }
}

fn check_settings(text: &str) {
    let Ok(settings) = Settings::from_toml(text) else { return };
    let json = serde_json::to_value(&settings).expect("settings can be written");
    assert_eq!(Settings::from_json(&json).as_ref(), Ok(&settings), "settings survive the way through JSON");
    let overlaid = Settings::default().overlaid(text);
    assert_eq!(overlaid.map(|all| all.rules), Ok(settings.rules), "a file names its rules alone");
}
