//! A case: the files of a small site, the last of which is the post in question.

use crate::build::Generator;
use std::path::Path;

/// The word by which the page of a post is found in what was built.
pub const MARK: &str = "zqxmark";

/// One small site.
pub struct Case {
    /// What it is about.
    pub name: String,
    /// The path of the post.
    pub subject: String,
    files: Vec<(String, String)>,
}

impl Case {
    /// Reads cases: `=== name` starts one, `//- /path` a file in it. The last file of each gets the mark at its end.
    /// `<BOM>` and `<CR>` stand for what an editor does not show.
    pub fn read_all(text: &str) -> Vec<Case> {
        text.split("=== ").skip(1).map(Case::read).collect()
    }

    fn read(text: &str) -> Case {
        let (name, rest) = text.split_once('\n').unwrap();
        let rest = rest.replace("<BOM>", "\u{feff}").replace("<CR>", "\r");
        let mut files = frontis::world::fixture::split(&rest);
        let (subject, body) = files.last_mut().unwrap();
        body.push_str(&format!("\n{MARK}\n"));
        Case { name: name.trim().to_owned(), subject: subject.clone(), files }
    }

    /// Writes the site, over what every site of the generator has.
    pub fn write(&self, folder: &Path, generator: Generator) {
        let base = generator.base().iter().map(|(path, text)| (path.to_string(), text.to_string()));
        for (path, text) in base.chain(self.files.iter().cloned()) {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}
