//! Where editors keep their configuration, on each system.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folders of one user.
pub struct Places {
    system: System,
    home: PathBuf,
    /// `XDG_CONFIG_HOME`, or what stands for it.
    config: PathBuf,
    /// `XDG_DATA_HOME`, or what stands for it.
    data: PathBuf,
    /// On Windows `APPDATA`, which follows the user to other machines.
    roaming: PathBuf,
    /// On Windows `LOCALAPPDATA`.
    local: PathBuf,
    /// What Kakoune and Neovim may be told by variables of their own.
    kakoune: Option<PathBuf>,
    neovim: OsString,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Linux,
    Mac,
    Windows,
}

const HERE: System = match () {
    () if cfg!(windows) => System::Windows,
    () if cfg!(target_os = "macos") => System::Mac,
    () => System::Linux,
};

impl Places {
    /// Those of whoever runs this process; `None` when no home folder is known.
    pub fn of_process() -> Option<Places> {
        Places::read(HERE, |name| std::env::var_os(name), std::env::home_dir())
    }

    fn read(
        system: System,
        variable: impl Fn(&str) -> Option<OsString>,
        home: Option<PathBuf>,
    ) -> Option<Places> {
        // The rules of XDG: a path that is not absolute is to be ignored.
        let path = |name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = home.filter(|home| home.is_absolute())?;
        let or_below = |name, below: &str| path(name).unwrap_or_else(|| home.join(below));
        Some(Places {
            config: or_below("XDG_CONFIG_HOME", ".config"),
            data: or_below("XDG_DATA_HOME", ".local/share"),
            roaming: or_below("APPDATA", "AppData/Roaming"),
            local: or_below("LOCALAPPDATA", "AppData/Local"),
            kakoune: path("KAKOUNE_CONFIG_DIR"),
            neovim: variable("NVIM_APPNAME").unwrap_or_else(|| "nvim".into()),
            system,
            home,
        })
    }

    /// Of what the editor itself installs.
    pub fn nowhere(&self) -> PathBuf {
        PathBuf::new()
    }

    /// `languages.toml`. Helix keeps to XDG on macOS as well.
    pub fn helix(&self) -> PathBuf {
        self.by_system(&self.config, &self.config, &self.roaming).join("helix/languages.toml")
    }

    /// The first init file that is there, in the order in which Emacs looks; the newest kind when none is.
    pub fn emacs(&self) -> PathBuf {
        let variable = if self.system == System::Windows { &self.roaming } else { &self.home };
        let classic = [".emacs.el", ".emacs", ".emacs.d/init.el"].map(|name| variable.join(name));
        let found = classic.iter().find(|file| file.is_file());
        let folder = variable.join(".emacs.d");
        found.cloned().unwrap_or_else(|| match folder.is_dir() || self.system == System::Windows {
            true => folder.join("init.el"),
            false => self.config.join("emacs/init.el"),
        })
    }

    /// `kakrc`.
    pub fn kakoune(&self) -> PathBuf {
        self.kakoune.clone().unwrap_or_else(|| self.config.join("kak")).join("kakrc")
    }

    /// The settings of Kate's LSP client that are the user's.
    pub fn kate(&self) -> PathBuf {
        let mac = self.home.join("Library/Preferences");
        self.by_system(&self.config, &mac, &self.local).join("kate/lspclient/settings.json")
    }

    /// A folder from which Neovim loads a plugin by itself.
    pub fn neovim(&self) -> PathBuf {
        let data = match self.system {
            System::Windows => {
                let mut name = self.neovim.clone();
                name.push("-data");
                self.local.join(name)
            }
            _ => self.data.join(&self.neovim),
        };
        data.join("site/pack/frontis/start/frontis")
    }

    /// The user's settings of the package LSP.
    pub fn sublime(&self) -> PathBuf {
        let linux = self.config.join("sublime-text");
        let mac = self.home.join("Library/Application Support/Sublime Text");
        let windows = self.roaming.join("Sublime Text");
        self.by_system(&linux, &mac, &windows).join("Packages/User/LSP.sublime-settings")
    }

    /// What Vim loads at its start.
    pub fn vim_lsp(&self) -> PathBuf {
        self.vim().join("plugin/frontis.vim")
    }

    /// What ALE loads for Markdown.
    pub fn vim_ale(&self) -> PathBuf {
        self.vim().join("ale_linters/markdown/frontis.vim")
    }

    /// Vim 9.1 keeps to XDG where neither of the older places has a vimrc.
    fn vim(&self) -> PathBuf {
        let classic = self.home.join(if self.system == System::Windows { "vimfiles" } else { ".vim" });
        let newer = self.config.join("vim");
        let is_classic = self.home.join(".vimrc").exists() || classic.join("vimrc").exists();
        if newer.join("vimrc").exists() && !is_classic { newer } else { classic }
    }

    fn by_system<'a>(&self, linux: &'a Path, mac: &'a Path, windows: &'a Path) -> &'a Path {
        match self.system {
            System::Linux => linux,
            System::Mac => mac,
            System::Windows => windows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(system: System, variables: &[(&str, &str)], home: &Path) -> Places {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        };
        Places::read(system, variable, Some(home.to_path_buf())).unwrap()
    }

    /// Where something goes, and the path on three systems.
    #[cfg(unix)]
    type Row = (fn(&Places) -> PathBuf, [&'static str; 3]);

    #[cfg(unix)]
    #[test]
    fn each_system_has_its_places() {
        let home = Path::new("/h");
        let table: &[Row] = &[
            (Places::helix, [".config/helix", ".config/helix", "AppData/Roaming/helix"]),
            (Places::kate, [".config/kate", "Library/Preferences/kate", "AppData/Local/kate"]),
            (
                Places::neovim,
                [".local/share/nvim/site", ".local/share/nvim/site", "AppData/Local/nvim-data/site"],
            ),
            (Places::vim_lsp, [".vim/plugin", ".vim/plugin", "vimfiles/plugin"]),
            (Places::vim_ale, [".vim/ale_linters", ".vim/ale_linters", "vimfiles/ale_linters"]),
            (
                Places::sublime,
                [
                    ".config/sublime-text",
                    "Library/Application Support/Sublime Text",
                    "AppData/Roaming/Sublime Text",
                ],
            ),
            (Places::emacs, [".config/emacs/init.el", ".config/emacs/init.el", "AppData/Roaming/.emacs.d"]),
            (Places::kakoune, [".config/kak/kakrc", ".config/kak/kakrc", ".config/kak/kakrc"]),
        ];
        for (place, wanted) in table {
            for (system, wanted) in [System::Linux, System::Mac, System::Windows].into_iter().zip(wanted) {
                let place = place(&places(system, &[], home));
                assert!(place.starts_with(home.join(wanted)), "{system:?}: {}", place.display());
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn variables_move_them_unless_they_are_relative() {
        let moved = [("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d"), ("NVIM_APPNAME", "writing")];
        let moved = places(System::Linux, &moved, Path::new("/h"));
        assert_eq!(moved.helix(), Path::new("/c/helix/languages.toml"));
        assert_eq!(moved.neovim(), Path::new("/d/writing/site/pack/frontis/start/frontis"));
        let relative = places(System::Linux, &[("XDG_CONFIG_HOME", "c")], Path::new("/h"));
        assert_eq!(relative.kakoune(), Path::new("/h/.config/kak/kakrc"));
        let kakoune = places(System::Linux, &[("KAKOUNE_CONFIG_DIR", "/k")], Path::new("/h"));
        assert_eq!(kakoune.kakoune(), Path::new("/k/kakrc"));
    }

    #[test]
    fn emacs_and_vim_have_older_places_that_win() {
        let home = tempfile::tempdir().unwrap();
        let linux = places(System::Linux, &[], home.path());
        let make = |name: &str| {
            let path = home.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "").unwrap();
            path
        };
        make(".config/vim/vimrc");
        assert_eq!(linux.vim_lsp(), home.path().join(".config/vim/plugin/frontis.vim"));
        make(".vimrc");
        assert_eq!(linux.vim_lsp(), home.path().join(".vim/plugin/frontis.vim"));
        make(".emacs.d/early-init.el");
        assert_eq!(linux.emacs(), home.path().join(".emacs.d/init.el"));
        let older = make(".emacs");
        assert_eq!(linux.emacs(), older);
    }
}
