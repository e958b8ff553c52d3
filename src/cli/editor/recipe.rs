//! For each editor its configuration, where that goes, and what else is needed.

use super::extension::Extension;
use super::places::Places;
use clap::ValueEnum;
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};

/// The plugin for Neovim.
pub static NEOVIM: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/editors/neovim");

/// The editors that have a configuration; some have one for each of their clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Name {
    /// Emacs 28 and later with eglot.
    Emacs,
    /// Emacs with lsp-mode.
    EmacsLspMode,
    /// Helix.
    Helix,
    /// Kakoune with kakoune-lsp.
    Kakoune,
    /// Kate.
    Kate,
    /// Neovim 0.7 and later.
    Neovim,
    /// Sublime Text with LSP.
    Sublime,
    /// Vim with vim-lsp.
    Vim,
    /// Vim with ALE.
    VimAle,
    /// VS Code and its kin.
    Vscode,
    /// Zed.
    Zed,
}

/// How a configuration is kept.
#[derive(Clone, Copy)]
pub enum Form {
    /// Lines among those of the user, between two marks behind the sign of a comment.
    Block(&'static str),
    /// A file of its own, which says so in its text.
    File,
    /// A plugin: the files below its folder.
    Folder(&'static Dir<'static>),
    /// Something that the editor itself installs.
    Extension(Extension),
}

/// All that is to know of one editor.
pub struct Recipe {
    /// Its name on the command line.
    pub word: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// How its configuration is kept.
    pub form: Form,
    /// Where.
    pub place: fn(&Places) -> PathBuf,
    /// The configuration; of a folder and an extension there is none.
    text: &'static str,
    /// How the text names the program, with its name in double quotes.
    program: &'static str,
    /// What must be there for it to work.
    pub needs: &'static str,
    /// What to do when all is in place.
    pub then: &'static str,
}

/// The configuration as it is to be written: with the path of the program where its name alone would not be found.
pub fn configuration(name: Name, program: Option<&Path>) -> String {
    let recipe = of(name);
    let Some(path) = program else { return recipe.text.to_owned() };
    // TOML, JSON, Emacs Lisp and Vim script agree on how such a text is quoted.
    let quoted = serde_json::Value::from(path.display().to_string()).to_string();
    recipe.text.replacen(recipe.program, &recipe.program.replace("\"frontis\"", &quoted), 1)
}

const TRY: &str =
    "open a post, go into its list of tags and type a quote: the tags of your other posts come up.";

/// The recipe of an editor.
pub fn of(name: Name) -> Recipe {
    match name {
        Name::Emacs => emacs(),
        Name::EmacsLspMode => emacs_lsp_mode(),
        Name::Helix => helix(),
        Name::Kakoune => kakoune(),
        Name::Kate => kate(),
        Name::Neovim => neovim(),
        Name::Sublime => sublime(),
        Name::Vim => vim(),
        Name::VimAle => vim_ale(),
        Name::Vscode => vscode(),
        Name::Zed => zed(),
    }
}

fn emacs() -> Recipe {
    Recipe {
        word: "emacs",
        title: "Emacs with eglot",
        form: Form::Block(";;"),
        place: Places::emacs,
        text: include_str!("../../../editors/emacs/frontis-eglot.el"),
        program: "(\"frontis\" \"server\")",
        needs: "the packages markdown-mode, company for a menu, and up to Emacs 28 eglot (M-x package-install).",
        then: TRY,
    }
}

fn emacs_lsp_mode() -> Recipe {
    Recipe {
        word: "emacs-lsp-mode",
        title: "Emacs with lsp-mode",
        text: include_str!("../../../editors/emacs/frontis-lsp-mode.el"),
        needs: "the packages markdown-mode, lsp-mode, and company for a menu (M-x package-install).",
        ..emacs()
    }
}

fn helix() -> Recipe {
    Recipe {
        word: "helix",
        title: "Helix",
        form: Form::Block("#"),
        place: Places::helix,
        text: include_str!("../../../editors/helix/languages.toml"),
        program: "command = \"frontis\"",
        needs: "Helix 23.10 or later.",
        then: TRY,
    }
}

fn kakoune() -> Recipe {
    Recipe {
        word: "kakoune",
        title: "Kakoune",
        form: Form::Block("#"),
        place: Places::kakoune,
        text: include_str!("../../../editors/kakoune/frontis.kak"),
        program: "command = \"frontis\"",
        needs: "kakoune-lsp 18 or later, started above these lines: eval %sh{kak-lsp} and lsp-enable.",
        then: TRY,
    }
}

fn kate() -> Recipe {
    Recipe {
        word: "kate",
        title: "Kate",
        form: Form::File,
        place: Places::kate,
        text: include_str!("../../../editors/kate/settings.json"),
        program: "[\"frontis\", \"server\"]",
        needs: "the plugin LSP Client, under Settings, Configure Kate, Plugins.",
        then: "open a post and say yes when Kate asks whether to start frontis. Suggestions come as you type.",
    }
}

fn neovim() -> Recipe {
    Recipe {
        word: "neovim",
        title: "Neovim",
        form: Form::Folder(&NEOVIM),
        place: Places::neovim,
        text: "",
        program: "",
        needs: "Neovim 0.7 or later, and nothing in your init.lua.",
        then: TRY,
    }
}

fn sublime() -> Recipe {
    Recipe {
        word: "sublime",
        title: "Sublime Text",
        form: Form::File,
        place: Places::sublime,
        text: include_str!("../../../editors/sublime/LSP.sublime-settings"),
        program: "[\"frontis\", \"server\"]",
        needs: "the package LSP (Package Control: Install Package).",
        then: TRY,
    }
}

fn vim() -> Recipe {
    Recipe {
        word: "vim",
        title: "Vim with vim-lsp",
        form: Form::File,
        place: Places::vim_lsp,
        text: include_str!("../../../editors/vim/frontis.vim"),
        program: "[\"frontis\", \"server\"]",
        needs: "Vim 8.2 or later with the plugin vim-lsp.",
        then: "open a post, go into its list of tags, type a quote and press CTRL-X CTRL-O.",
    }
}

fn vim_ale() -> Recipe {
    Recipe {
        word: "vim-ale",
        title: "Vim with ALE",
        form: Form::File,
        place: Places::vim_ale,
        text: include_str!("../../../editors/vim/frontis-ale.vim"),
        program: "'executable': \"frontis\"",
        needs: "Vim 8.2 or later with the plugin ALE.",
        then: "open a post: mistakes are marked, :ALEHover explains, :ALECodeAction mends.",
    }
}

fn vscode() -> Recipe {
    Recipe {
        word: "vscode",
        title: "VS Code",
        form: Form::Extension(Extension::VsCode),
        place: Places::nowhere,
        text: "",
        program: "",
        needs: "the extension, a file that ends in .vsix.",
        then: TRY,
    }
}

fn zed() -> Recipe {
    Recipe {
        word: "zed",
        title: "Zed",
        form: Form::Extension(Extension::Zed),
        place: Places::nowhere,
        text: "",
        program: "",
        needs: "the extension, which Zed builds from its source. That takes Rust, by rustup.",
        then: TRY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_the_one_of_the_command_line() {
        for name in Name::value_variants() {
            assert_eq!(name.to_possible_value().unwrap().get_name(), of(*name).word);
        }
    }

    #[test]
    fn a_program_off_the_path_is_named_in_full_and_quoted() {
        let program = Path::new(r#"/opt/it's "here"\frontis"#);
        for name in Name::value_variants().iter().filter(|name| !of(**name).text.is_empty()) {
            assert!(of(*name).text.contains(of(*name).program), "{name:?}");
            let text = configuration(*name, Some(program));
            assert!(text.contains(r#""/opt/it's \"here\"\\frontis""#), "{name:?}: {text}");
            assert_eq!(configuration(*name, None), of(*name).text);
        }
        let languages: toml::Table = configuration(Name::Helix, Some(program)).parse().unwrap();
        assert_eq!(languages["language-server"]["frontis"]["command"].as_str(), program.to_str());
        let kate: serde_json::Value =
            serde_json::from_str(&configuration(Name::Kate, Some(program))).unwrap();
        assert_eq!(kate["servers"]["markdown"]["command"][0].as_str(), program.to_str());
    }

    #[test]
    fn a_file_of_its_own_says_how_it_came_there() {
        for name in Name::value_variants() {
            let recipe = of(*name);
            let text = match recipe.form {
                Form::File => recipe.text,
                Form::Folder(dir) => dir.get_file("plugin/frontis.lua").unwrap().contents_utf8().unwrap(),
                _ => continue,
            };
            assert!(text.contains(&format!("frontis editor {} --write", recipe.word)), "{name:?}");
        }
    }
}
