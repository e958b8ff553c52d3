//! Where links lead in a built Hugo site: by address, and by file where a render hook looks pages up.

mod addresses;
mod hooks;
mod redirects;
mod resources;

pub use hooks::{Hook, Hooks};
pub use redirects::Redirects;
pub use resources::Picks;

use super::checks::reference::Finder;
use super::model::HugoModel;
use crate::site::link::{self, Destination, Instead, LinkForm, LinkInput, Missing, Why};
use crate::site::model::{Model, Surroundings, UnknownPart};
use crate::site::shared::addresses::{Local, local};
use addresses::Addresses;
use percent_encoding::percent_decode_str;

/// See [`Model::resolve_link`].
pub fn resolve(model: &HugoModel, input: &LinkInput<'_>, site: &dyn Surroundings) -> Destination {
    let dest = input.dest.trim();
    let (path, _) = link::split_fragment(dest);
    let path = path.split('?').next().unwrap_or_default();
    let is_literal = !dest.contains("{{") && !dest.contains("{%") && !dest.is_empty();
    if !is_literal {
        return Destination::Unsure;
    }
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let resolver = |trust| Resolver { model, input, addresses: Addresses { model, site }, site, trust };
    let base = model.rules(&input.page.language).settings.baseurl.as_str();
    match local(&path, base) {
        Local::Own => Destination::Page(input.from.into()),
        Local::Elsewhere => Destination::External,
        Local::Path(path) => resolver(Trust::Whole).local(&path),
        Local::OwnHost(path) => resolver(Trust::Hits).local(&path),
    }
}

struct Resolver<'a> {
    model: &'a HugoModel,
    input: &'a LinkInput<'a>,
    addresses: Addresses<'a>,
    site: &'a dyn Surroundings,
    trust: Trust,
}

/// Whether not to be found means to be missing, as it does but for a destination with the host in front.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    Whole,
    Hits,
}

impl Resolver<'_> {
    fn local(&self, path: &str) -> Destination {
        if self.input.form == LinkForm::Lookup {
            return self.by_file(path).map_or(Destination::Unsure, Destination::Page);
        }
        let Some(own) = &self.input.page.url else { return self.without_address(path) };
        let address = link::join(own, path);
        // Hugo's own hook asks for a page or a file of that name before it prints what is written.
        let is_from_top = path.starts_with('/') && path.len() > 1;
        let is_path = is_from_top || path.trim_matches('/').contains('/') || self.input.form.is_image();
        if self.hook() == Hook::Embedded
            && is_path
            && let Some(found) = self.through_hook(path)
        {
            return found;
        }
        if let Some(found) = self.addresses.at(&address) {
            return found;
        }
        if let Some(found) = self.through_hook(path) {
            return found;
        }
        if self.trust == Trust::Hits || self.is_unsure(&address, path) {
            return Destination::Unsure;
        }
        let instead = self.instead(path, &address);
        Destination::Missing(Missing { address: address.into(), instead })
    }

    /// A page without an address (a headless bundle) shows up on others, from which its links count.
    fn without_address(&self, path: &str) -> Destination {
        let found = path.starts_with('/').then(|| self.addresses.at(path)).flatten();
        found.or_else(|| self.beside(path)).unwrap_or(Destination::Unsure)
    }

    fn hook(&self) -> Hook {
        match self.input.form {
            // Hugo's own hook prints what has a host in front as it is (tpl/tplimpl/embedded/templates/_markup/render-link.html).
            LinkForm::Markdown if self.trust == Trust::Hits && self.model.hooks.link == Hook::Embedded => {
                Hook::Absent
            }
            LinkForm::Markdown => self.model.hooks.link,
            LinkForm::Image => self.model.hooks.image,
            LinkForm::Href | LinkForm::Src => Hook::Absent,
            LinkForm::Argument => Hook::Embedded,
            LinkForm::Lookup | LinkForm::Beside | LinkForm::Value => Hook::Unknown,
        }
    }

    /// What a render hook that looks things up finds where the address leads nowhere.
    fn through_hook(&self, path: &str) -> Option<Destination> {
        // What a hook of the site's own looks up is not known, and a guess would be judged by its headings.
        let is_own = self.hook() == Hook::Unknown && self.input.form == LinkForm::Markdown;
        if self.hook() == Hook::Absent || is_own {
            return None;
        }
        let page = || self.by_file(path).map(Destination::Page);
        self.beside(path).or_else(|| if self.input.form.is_image() { None } else { page() }).or_else(|| {
            let asset = self.addresses.asset(path.trim_start_matches('/'))?;
            Some(Destination::File(asset))
        })
    }

    /// A file of the post's own folder.
    fn beside(&self, path: &str) -> Option<Destination> {
        let folder = self.input.from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = link::join(&format!("/{folder}/"), path.trim_start_matches('/'));
        let file = file.trim_matches('/');
        let is_page = self.site.page(file).is_some();
        (self.site.file_exists(file) && !is_page).then(|| Destination::File(file.into()))
    }

    fn by_file(&self, path: &str) -> Option<crate::site::RelPath> {
        let finder = Finder { layout: &self.model.layout, site: self.site, from: self.input.from };
        finder.find(path, &self.input.page.language)
    }

    /// Whether something that is not on disk, or not read here, may well be at that address.
    fn is_unsure(&self, address: &str, path: &str) -> bool {
        let lacks = |part| self.model.unknowns().iter().any(|unknown| unknown.what == part);
        let is_html = matches!(self.input.form, LinkForm::Href | LinkForm::Src);
        let is_markdown = self.input.from.ends_with(".md") || self.input.from.ends_with(".markdown");
        // The theme may bring pictures and scripts.
        let from_theme = lacks(UnknownPart::Templates) && path.starts_with('/') && has_file_name(address);
        // Many hosts serve `/x.html` at `/x` as well.
        let with_ending = format!("{}.html", address.trim_end_matches('/'));
        self.hook() == Hook::Unknown
            || self.addresses.at(&with_ending).is_some()
            || lacks(UnknownPart::Content)
            || lacks(UnknownPart::Config)
            || from_theme
            || !is_markdown
            || (is_html && !self.model.hooks.raw_html)
            || self.model.redirects.covers(address)
    }

    fn instead(&self, path: &str, address: &str) -> Option<Instead> {
        let as_url = |why, path: crate::site::RelPath| {
            let url = self.site.page(&path)?.url.clone()?;
            Some(Instead { why, dest: url, path })
        };
        if let Some(instead) = self.addresses.ignoring_case(address) {
            return Some(instead);
        }
        if self.input.form.is_image() {
            return self.addresses.other_place(path);
        }
        if let Some(page) = self.addresses.in_other_language(address) {
            return as_url(Why::OtherLanguage, page);
        }
        if let Some(page) = self.by_file(path) {
            return as_url(Why::FileName, page);
        }
        let name = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let name = name.split('.').next().filter(|name| !name.is_empty())?;
        let named = self.site.pages_named(name);
        match named.as_slice() {
            [only] => as_url(Why::SameName, only.clone()),
            _ => None,
        }
    }
}

/// Whether the last part of an address looks like a file that is no page.
fn has_file_name(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ext)| !matches!(ext, "html" | "htm" | "md"))
}
