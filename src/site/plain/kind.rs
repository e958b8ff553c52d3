//! What sort of folder a plain one is: that decides how its front matter is delimited and cut into terms.

use super::tags_file;
use crate::site::files::Files;
use crate::site::model::{Taxonomy, TermSplit};
use crate::site::shared::files::{first, is_markdown};
use crate::site::shared::terms::{taxonomy, with_single_key};
use crate::syntax::front_matter::{SplitRules, parse, same_ignoring_case};

/// How sure the configuration file of a generator makes.
pub const SCORE: u8 = 80;

/// At most so many files are looked at to see how a folder writes its front matter: more would not change the answer.
const SAMPLE: usize = 64;

/// The sorts of folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A site of Pelican, which reads lines of meta-data and no YAML.
    Pelican,
    /// Most posts begin with lines of meta-data, whoever reads them.
    Metadata,
    /// A site of Docusaurus.
    Docusaurus,
    /// Anything else.
    Unknown,
}

/// The generator whose configuration lies in the folder `dir`, and that file.
pub fn detect(dir: &str, files: &dyn Files) -> Option<(Kind, String)> {
    let pelican = first(dir, &["pelicanconf.py"], files).map(|path| (Kind::Pelican, path));
    pelican.or_else(|| Some((Kind::Docusaurus, first(dir, tags_file::CONFIGS, files)?)))
}

impl Kind {
    /// The sort of a whole folder.
    pub fn of(files: &dyn Files) -> Kind {
        match detect("", files) {
            Some((kind, _)) => kind,
            None => {
                // A survey: one more post may change which are looked at, and still the outcome.
                let kind = if has_metadata(files.unrecorded()) { Kind::Metadata } else { Kind::Unknown };
                files.note(&format!("{kind:?}"));
                kind
            }
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pelican => "Pelican",
            Kind::Docusaurus => "Docusaurus",
            Kind::Metadata | Kind::Unknown => "no generator",
        }
    }

    /// How front matter is delimited.
    pub fn split_rules(self) -> &'static SplitRules {
        static EITHER: SplitRules = SplitRules { metadata: true, ..SplitRules::LENIENT };
        match self {
            Kind::Pelican => &SplitRules::METADATA,
            Kind::Metadata => &EITHER,
            Kind::Docusaurus | Kind::Unknown => &SplitRules::LENIENT,
        }
    }

    /// The taxonomies: Pelican's own (`pelican/readers.py`), elsewhere those that most blogs have.
    pub fn taxonomies(self) -> Vec<Taxonomy> {
        use TermSplit::{Commas, Whole};
        match self {
            Kind::Pelican => vec![
                taxonomy("tags", Commas),
                taxonomy("category", Whole),
                with_single_key(taxonomy("authors", Commas)),
                taxonomy("series", Whole),
            ],
            Kind::Metadata => ["tags", "categories", "series", "authors"]
                .map(|name| with_single_key(taxonomy(name, if name == "series" { Whole } else { Commas })))
                .to_vec(),
            Kind::Docusaurus | Kind::Unknown => {
                ["tags", "categories", "series", "authors"].map(|name| taxonomy(name, Whole)).to_vec()
            }
        }
    }
}

/// Whether more than half of some files that lie evenly among the posts begin with lines of meta-data.
fn has_metadata(files: &dyn Files) -> bool {
    let posts: Vec<&str> =
        files.paths().iter().map(|path| &**path).filter(|path| is_markdown(path)).collect();
    let step = posts.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&str> = posts.into_iter().step_by(step).collect();
    let begins = |path: &&&str| files.head(path).is_some_and(|text| is_metadata(&text));
    sample.iter().filter(begins).count() * 2 > sample.len()
}

/// Whether a text begins with lines of meta-data of which one is the title: prose may begin with `Note: ...` as well.
fn is_metadata(text: &str) -> bool {
    let front = parse(text, &SplitRules::METADATA).front_matter;
    front.is_some_and(|front| {
        front.opener.is_empty() && front.root.iter().any(|entry| same_ignoring_case(&entry.key.text, "title"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    #[test]
    fn the_kind_is_told_by_a_configuration_or_by_most_posts() {
        let pair = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        const LINES: &str = "Title: A\nTags: a, b\n\nText";
        for (files, expected) in [
            (&[("pelicanconf.py", ""), ("a.md", "---\ntitle: A\n---\n")][..], Kind::Pelican),
            (&[("docusaurus.config.ts", ""), ("a.md", LINES)], Kind::Docusaurus),
            (&[("a.md", LINES), ("b.md", "Date: x\ntitle: B\n"), ("README.md", "# R\n")], Kind::Metadata),
            (&[("a.md", LINES), ("README.md", "# R\n")], Kind::Unknown),
            (&[("a.md", "Note: this\nis prose.\n")], Kind::Unknown),
            (&[("a.md", "---\ntitle: A\n---\n"), ("a.txt", LINES), ("b.txt", LINES)], Kind::Unknown),
            (&[], Kind::Unknown),
        ] {
            assert_eq!(Kind::of(&MemoryFiles::new(files.iter().map(pair))), expected, "{files:?}");
        }
    }
}
