//! What installing would change, and doing it. Only what this command wrote is ever replaced.

use super::recipe::{Form, Recipe};
use super::{block, refused};
use crate::cli::write;
use include_dir::{Dir, DirEntry};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The file of a plugin by which its folder is known as ours.
const OF_PLUGIN: &str = "plugin/frontis.lua";

/// One file as it is and as it is to be.
pub struct Change {
    /// Its absolute path.
    pub path: PathBuf,
    /// Its text; `None` when it is not there.
    pub before: Option<String>,
    /// The text to write.
    pub after: String,
}

impl Change {
    /// Writes it, with the folders above it.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn apply(&self) -> io::Result<()> {
        let folder = self.path.parent().map_or(Ok(()), fs::create_dir_all);
        let done = folder.and_then(|()| write::replace(&self.path, &self.after));
        done.map_err(|error| refused(&self.path, &format!("cannot be written: {error}")))
    }
}

/// The files that differ from what they should be.
///
/// # Errors
/// When something of others is in the way, or a file cannot be read.
pub fn plan(recipe: &Recipe, place: &Path, text: &str) -> io::Result<Vec<Change>> {
    let changes = match recipe.form {
        Form::Block(comment) => vec![among_others(recipe, place, comment, text)?],
        Form::File => vec![alone(recipe, place, text)?],
        Form::Folder(dir) => plugin(recipe, place, dir)?,
        Form::Extension(_) => Vec::new(),
    };
    Ok(changes.into_iter().filter(|change| change.before.as_deref() != Some(&change.after)).collect())
}

fn among_others(recipe: &Recipe, place: &Path, comment: &str, text: &str) -> io::Result<Change> {
    let before = read(place)?;
    let old = before.as_deref().unwrap_or_default();
    let after = block::put(old, comment, recipe.word, text).map_err(|why| refused(place, &why))?;
    if place.extension().is_some_and(|extension| extension == "toml") {
        ensure_one_of_each(place, old, &after)?;
    }
    Ok(Change { path: place.to_path_buf(), before, after })
}

/// A table that the user has, too, would make the editor refuse the file, or one of the two.
fn ensure_one_of_each(place: &Path, old: &str, new: &str) -> io::Result<()> {
    let parse = |text: &str| text.parse::<toml::Table>();
    let old_is_whole = parse(old).is_ok();
    let new = parse(new).map_err(|error| {
        let whose = if old_is_whole { "with these lines" } else { "as it is" };
        refused(place, &format!("cannot be read {whose}: {error}"))
    })?;
    let languages = new.get("language").and_then(toml::Value::as_array);
    let is_markdown =
        |language: &&toml::Value| language.get("name").and_then(toml::Value::as_str) == Some("markdown");
    if languages.is_some_and(|languages| languages.iter().filter(is_markdown).count() > 1) {
        let why = "sets up Markdown already. Add [language-server.frontis] from `frontis editor helix` by hand, \
                   and \"frontis\" to the language-servers of Markdown";
        return Err(refused(place, why));
    }
    Ok(())
}

fn alone(recipe: &Recipe, place: &Path, text: &str) -> io::Result<Change> {
    let before = read(place)?;
    if before.as_deref().is_some_and(|old| !is_ours(recipe, old)) {
        let word = recipe.word;
        let why = format!(
            "is there already, and is not from this command. Add what `frontis editor {word}` prints by hand"
        );
        return Err(refused(place, &why));
    }
    Ok(Change { path: place.to_path_buf(), before, after: text.to_owned() })
}

fn plugin(recipe: &Recipe, place: &Path, dir: &Dir<'_>) -> io::Result<Vec<Change>> {
    if place.is_symlink() {
        return Err(refused(
            place,
            "is a link that somebody made: the plugin is installed from where it leads",
        ));
    }
    if place.exists() && !read(&place.join(OF_PLUGIN))?.is_some_and(|text| is_ours(recipe, &text)) {
        return Err(refused(place, "is there already, and is not from this command. Move it away first"));
    }
    let mut changes = Vec::new();
    collect(dir, place, &mut changes)?;
    Ok(changes)
}

fn collect(dir: &Dir<'_>, place: &Path, changes: &mut Vec<Change>) -> io::Result<()> {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, place, changes)?,
            DirEntry::File(file) => {
                let path = place.join(file.path());
                let after = file.contents_utf8().unwrap_or_default().to_owned();
                changes.push(Change { before: read(&path)?, path, after });
            }
        }
    }
    Ok(())
}

/// Whether this command wrote the text: it says so itself.
fn is_ours(recipe: &Recipe, text: &str) -> bool {
    text.contains(&format!("frontis editor {} --write", recipe.word))
}

fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(path, &format!("cannot be read: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::recipe::{Name, configuration, of};
    use super::*;

    struct Home(tempfile::TempDir, &'static str);

    impl Home {
        fn new() -> Home {
            Home(tempfile::tempdir().unwrap(), "languages.toml")
        }

        fn place(&self) -> PathBuf {
            self.0.path().join("deep/down").join(self.1)
        }

        fn holds(self, text: &str) -> Home {
            fs::create_dir_all(self.place().parent().unwrap()).unwrap();
            fs::write(self.place(), text).unwrap();
            self
        }

        fn plan(&self, name: Name) -> io::Result<Vec<Change>> {
            plan(&of(name), &self.place(), &configuration(name, None))
        }

        fn why(&self, name: Name) -> String {
            self.plan(name).err().unwrap().to_string()
        }
    }

    #[test]
    fn each_is_installed_once_and_then_there_is_nothing_to_do() {
        for name in [
            Name::Helix,
            Name::Emacs,
            Name::EmacsLspMode,
            Name::Kakoune,
            Name::Kate,
            Name::Sublime,
            Name::Vim,
            Name::Neovim,
        ] {
            let home = Home(tempfile::tempdir().unwrap(), "any");
            let changes = home.plan(name).unwrap();
            assert!(!changes.is_empty() && changes.iter().all(|change| change.before.is_none()), "{name:?}");
            changes.iter().for_each(|change| change.apply().unwrap());
            assert!(home.plan(name).unwrap().is_empty(), "{name:?}");
        }
    }

    #[test]
    fn lines_of_the_user_stay() {
        let home = Home::new().holds("[editor]\nx = 1\n");
        let change = home.plan(Name::Helix).unwrap().remove(0);
        assert!(change.after.starts_with("[editor]\nx = 1\n\n# >>> frontis"), "{}", change.after);
    }

    #[test]
    fn files_of_others_are_not_touched() {
        let home = Home::new().holds("{}\n");
        for name in [Name::Kate, Name::Sublime, Name::Vim] {
            assert!(home.why(name).contains("is not from this command"), "{name:?}");
        }
        let markdown = Home::new().holds("[[language]]\nname = \"markdown\"\n");
        assert!(markdown.why(Name::Helix).contains("sets up Markdown already"));
        let broken = Home::new().holds("a = [\n");
        assert!(broken.why(Name::Helix).contains("cannot be read as it is"));
        let plugin = Home::new();
        fs::create_dir_all(plugin.place()).unwrap();
        assert!(plugin.why(Name::Neovim).contains("Move it away first"));
    }

    #[cfg(unix)]
    #[test]
    fn a_plugin_that_was_linked_stays_where_it_is() {
        let (home, source) = (Home::new(), tempfile::tempdir().unwrap());
        fs::create_dir_all(home.place().parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(source.path(), home.place()).unwrap();
        assert!(home.why(Name::Neovim).contains("is a link"));
    }

    #[test]
    fn an_older_file_of_ours_is_replaced() {
        let home = Home::new().holds("\" `frontis editor vim --write` made this\nold\n");
        let change = home.plan(Name::Vim).unwrap().remove(0);
        assert!(change.before.is_some() && change.after.contains("lsp#register_server"));
    }
}
