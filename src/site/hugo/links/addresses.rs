//! What is at an address of the built site: pages, their files, lists, copied files.

use super::super::model::HugoModel;
use super::super::mounts::Component;
use super::super::{sanitize, terms};
use crate::site::files::RelPath;
use crate::site::link::{Destination, Instead, Why};
use crate::site::model::{Model, Surroundings};
use crate::site::shared::addresses;

/// Files that the build makes at the top by itself.
const AT_TOP: &[&str] = &["/sitemap.xml", "/robots.txt", "/404.html", "/favicon.ico", "/index.html"];

/// The ends of files that other output formats write beside a page.
const OUTPUTS: &[&str] = &[".xml", ".json", ".ics", ".csv", ".txt", ".webmanifest", ".rss", ".atom"];

/// The addresses of one site.
pub(super) struct Addresses<'a> {
    pub model: &'a HugoModel,
    pub site: &'a dyn Surroundings,
}

impl Addresses<'_> {
    /// What is at a decoded address from the top of the site.
    pub fn at(&self, address: &str) -> Option<Destination> {
        self.page(address)
            .or_else(|| self.copied(address).map(Destination::File))
            .or_else(|| self.resource(address).map(Destination::File))
            .or_else(|| self.is_generated(address).then_some(Destination::Generated))
    }

    fn page(&self, address: &str) -> Option<Destination> {
        addresses::page(self.site, address).map(Destination::Page)
    }

    /// A file of a static folder.
    fn copied(&self, address: &str) -> Option<RelPath> {
        let below = address.trim_start_matches('/');
        let files = self.model.layout.sources(Component::Static, below);
        files.into_iter().find(|file| self.site.file_exists(file)).map(RelPath::from).or_else(|| {
            let index = format!("{}/index.html", below.trim_end_matches('/'));
            let files = self.model.layout.sources(Component::Static, &index);
            files.into_iter().find(|file| self.site.file_exists(file)).map(RelPath::from)
        })
    }

    /// A file that templates process, by its path below the assets.
    pub fn asset(&self, path: &str) -> Option<RelPath> {
        let files = self.model.layout.sources(Component::Assets, path);
        files.into_iter().find(|file| self.site.file_exists(file)).map(RelPath::from)
    }

    /// A file beside a page: it is published below the page's address. Folders lose their capitals, names keep them
    /// (measured with 0.168).
    fn resource(&self, address: &str) -> Option<RelPath> {
        addresses::beside_page(self.site, address).or_else(|| self.beside_pages(address))
    }

    /// Files of folders that have no page file of their own belong to the section around them.
    fn beside_pages(&self, address: &str) -> Option<RelPath> {
        let below = address.trim_start_matches('/');
        let is_resource = |file: &String| {
            self.site.file_exists(file) && self.site.page(file).is_none() && !file.ends_with(".md")
        };
        let direct = self.model.layout.sources(Component::Content, below);
        direct.into_iter().find(is_resource).map(RelPath::from)
    }

    /// Lists of terms, terms, sections without a file, further pages of a list, feeds.
    fn is_generated(&self, address: &str) -> bool {
        if AT_TOP.contains(&address) {
            return true;
        }
        let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
        if OUTPUTS.iter().any(|end| name.ends_with(end)) {
            return self.is_list(folder) || self.page(&format!("{folder}/")).is_some();
        }
        let path = address.strip_suffix("index.html").unwrap_or(address).trim_end_matches('/');
        let list = match path.rsplit_once("/page/") {
            Some((list, number)) if number.chars().all(|c| c.is_ascii_digit()) => list,
            _ => path,
        };
        self.is_list(list) || (list != path && self.page(&format!("{list}/")).is_some())
    }

    /// Whether the address, without its last slash, is that of a list that needs no file.
    fn is_list(&self, path: &str) -> bool {
        let path = self.without_language(path).trim_start_matches('/');
        if path.is_empty() {
            return true;
        }
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        for (index, taxonomy) in self.model.taxonomies.iter().enumerate() {
            if sanitize::key(&taxonomy.name) == first
                && (rest.is_empty() || self.site.has_term(index, &terms::term_key(rest)))
            {
                return true;
            }
        }
        rest.is_empty() && self.is_section(first)
    }

    fn is_section(&self, name: &str) -> bool {
        let folders = self.model.layout.sources(Component::Content, name);
        folders.iter().any(|folder| !self.site.files_under(folder).is_empty()) || self.site.has_section(name)
    }

    fn without_language<'p>(&self, path: &'p str) -> &'p str {
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let is_code = self.model.languages().iter().any(|code| code.eq_ignore_ascii_case(first));
        match is_code {
            true => path.trim_start_matches('/').strip_prefix(first).unwrap_or(path),
            false => path,
        }
    }

    /// The page at the same address in another language of the site.
    pub fn in_other_language(&self, address: &str) -> Option<RelPath> {
        let bare = self.without_language(address);
        let bare = bare.trim_start_matches('/');
        let codes = self.model.languages().iter();
        let addresses = codes.map(|code| self.model.rules(code).prefix.trim_matches('/').to_owned());
        let addresses = addresses.map(|prefix| match prefix.as_str() {
            "" => format!("/{bare}"),
            prefix => format!("/{prefix}/{bare}"),
        });
        addresses.filter(|other| other != address).find_map(|other| match self.page(&other)? {
            Destination::Page(path) => Some(path),
            _ => None,
        })
    }

    /// What is there in other capitals.
    pub fn ignoring_case(&self, address: &str) -> Option<Instead> {
        let lower = sanitize::lower(address);
        let found = if lower == address { None } else { self.at(&lower) };
        let instead = |dest: String, path| Instead { why: Why::Case, dest: dest.into(), path };
        match found {
            Some(Destination::Page(path)) => {
                return Some(instead(self.site.page(&path)?.url.as_ref()?.to_string(), path));
            }
            Some(Destination::File(path)) => return Some(instead(lower, path)),
            _ => {}
        }
        self.file_ignoring_case(address)
    }

    fn file_ignoring_case(&self, address: &str) -> Option<Instead> {
        let (folder, name) = address.rsplit_once('/')?;
        let below = folder.trim_start_matches('/');
        for source in self.model.layout.sources(Component::Static, below) {
            for file in self.site.files_under(&source) {
                let found = file.strip_prefix(source.as_str())?.trim_start_matches('/');
                if found != name && found.eq_ignore_ascii_case(name) {
                    return Some(Instead {
                        why: Why::Case,
                        dest: format!("{folder}/{found}").into(),
                        path: file,
                    });
                }
            }
        }
        None
    }

    /// A picture that is there, at another address than the link says: written with `static` in front, most often.
    pub fn other_place(&self, path: &str) -> Option<Instead> {
        let bare = path.trim_start_matches("../").trim_start_matches("./").trim_start_matches('/');
        let bare = bare.strip_prefix("static/").unwrap_or(bare);
        let path = self.copied(bare)?;
        Some(Instead { why: Why::OtherPlace, dest: format!("/{bare}").into(), path })
    }
}
