//! How a post and its site write links, and a link to a page written so.

use crate::corpus::links::{Base, End, LinkSource, LinkUse, Names, Spelling, spelling};
use crate::corpus::post::Post;
use crate::site::link::{Destination, LinkForm, LinkInput, escaped, is_external};
use crate::site::shortcode::{Origin, ParamKind, ShortcodeDef};
use crate::world::PostView;
use smol_str::SmolStr;

/// What a link looks like where nobody has written one yet.
const PLAIN: Spelling = Spelling { base: Base::Top, names: Names::Address, end: End::Slash };

/// How links to pages are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    spelling: Spelling,
    /// Whether somebody has written such a link; else the generator's own way is taken.
    is_usual: bool,
    /// A call that stands for the destination, cut in two where the path of the page belongs.
    call: Option<(String, String)>,
}

impl Style {
    /// The style of destinations: that of most links of this post or, when it has none, of its site.
    ///
    /// `typed` is the destination that is being written, which says nothing yet.
    pub fn of_links(view: &PostView, typed: &str) -> Style {
        let own = view.post.body.open().links.into_iter();
        let own: Vec<LinkUse> = own.filter(|link| link.dest != typed && is_page_link(view, link)).collect();
        let lookups: Vec<SmolStr> = lookups(view);
        let in_calls =
            |link: &LinkUse| matches!(&link.source, LinkSource::Call(name) if lookups.contains(name));
        let counted =
            |source: &LinkSource| -> u32 { of_site(view, source, typed).map(|(_, count)| count).sum() };
        let (calls, links) = match own.is_empty() {
            false => {
                let calls = own.iter().filter(|link| in_calls(link)).count();
                (calls as u32, (own.len() - calls) as u32)
            }
            true => {
                let calls = lookups.iter().map(|name| counted(&LinkSource::Call(name.clone()))).sum();
                (calls, counted(&LinkSource::Text))
            }
        };
        let by_call = (calls > links).then(|| lookups.iter().find_map(|name| example(view, name))).flatten();
        match by_call {
            Some((name, call)) => {
                Style { call: Some(call), ..Style::of(view, &LinkSource::Call(name), typed) }
            }
            None => Style::of(view, &LinkSource::Text, typed),
        }
    }

    /// The style of the arguments of a call that looks pages up.
    pub fn of_argument(view: &PostView, name: &str, typed: &str) -> Style {
        Style::of(view, &LinkSource::Call(name.into()), typed)
    }

    /// The style of `href` in raw HTML.
    pub fn of_html(view: &PostView, typed: &str) -> Style {
        Style::of(view, &LinkSource::Html, typed)
    }

    /// Whether a call stands for the destination.
    pub fn is_call(&self) -> bool {
        self.call.is_some()
    }

    fn of(view: &PostView, source: &LinkSource, typed: &str) -> Style {
        let is_path = |link: &LinkUse| {
            link.dest != typed && !is_external(&link.dest) && !link.dest.starts_with(['#', '?'])
        };
        let own = view.post.body.open().links.into_iter();
        let own = own.filter(|link| link.source == *source).filter(is_path);
        let own = own.map(|link| (spelling(&link.dest), 1));
        let usual = most(own).or_else(|| most(of_site(view, source, typed)));
        Style { spelling: usual.unwrap_or(PLAIN), is_usual: usual.is_some(), call: None }
    }

    /// The same for a destination that the writer has begun: a slash or dots say how it goes on.
    pub fn begun(self, typed: &str) -> Style {
        let base = match typed.chars().next() {
            Some('/') => Base::Top,
            Some('.') => Base::Page,
            Some('@') => return Style { is_usual: false, call: None, ..self },
            _ => return self,
        };
        let is_address = self.is_call() || (self.spelling.names == Names::File && self.spelling.base != base);
        let spelling = if is_address { PLAIN } else { self.spelling };
        Style { spelling: Spelling { base, ..spelling }, is_usual: true, call: None }
    }

    /// The destination that leads from the post to the page of `target`; `None` for one without an address.
    pub fn destination(&self, view: &PostView, target: &Post) -> Option<String> {
        if !self.is_usual && self.call.is_none() {
            return view.site.model.link_to(&target.path, &target.page);
        }
        let dest = match &self.call {
            Some((before, behind)) => self.lookup(view, target).map(|path| format!("{before}{path}{behind}")),
            None if self.spelling.names == Names::File => self.file(view, target),
            None => None,
        };
        dest.or_else(|| self.address(view, target))
    }

    /// The path by which a call finds the page.
    pub fn lookup(&self, view: &PostView, target: &Post) -> Option<String> {
        let path = view.site.model.lookup_path(&target.path)?;
        let bare = path.trim_start_matches('/');
        let named = match self.spelling.names {
            Names::File => bare,
            Names::Address => without_file(bare),
        };
        let written = match self.spelling.base {
            Base::Top => format!("/{named}"),
            Base::Bare => named.to_owned(),
            Base::Page => named.rsplit('/').next().unwrap_or(named).to_owned(),
        };
        let tries = [written, named.to_owned(), path.clone()];
        tries.into_iter().find(|dest| leads_to(view, dest, LinkForm::Lookup, &target.path))
    }

    /// The file of the page, where the generator follows such links.
    fn file(&self, view: &PostView, target: &Post) -> Option<String> {
        let written = match self.spelling.base {
            Base::Page => relative(&format!("/{}", view.path), &format!("/{}", target.path)),
            Base::Top | Base::Bare => match view.site.model.lookup_path(&target.path) {
                Some(path) => path,
                None => return view.site.model.link_to(&target.path, &target.page),
            },
        };
        leads_to(view, &written, LinkForm::Markdown, &target.path).then(|| escaped(&written))
    }

    fn address(&self, view: &PostView, target: &Post) -> Option<String> {
        let url = target.page.url.as_deref()?;
        let mut dest = match (self.spelling.base, &view.post.page.url) {
            (Base::Page, Some(own)) => relative(own, url),
            _ => url.to_owned(),
        };
        if self.spelling.end == End::Bare && self.spelling.names == Names::Address && dest.len() > 1 {
            dest.truncate(dest.trim_end_matches('/').len());
        }
        Some(escaped(&dest))
    }
}

/// The spellings of a site, without the destination being typed, which may be saved already.
fn of_site<'v>(
    view: &'v PostView,
    source: &'v LinkSource,
    typed: &str,
) -> impl Iterator<Item = (Spelling, u32)> + use<'v> {
    let saved = view.site.corpus.post_at(&view.path).map(|post| post.body.open().links).into_iter().flatten();
    let own = saved.filter(|link| link.source == *source && link.dest == typed).count();
    let own = u32::try_from(own).unwrap_or(u32::MAX);
    let how = spelling(typed);
    let spellings = view.site.corpus.links.spellings(source);
    spellings.map(move |(other, count)| (other, if other == how { count.saturating_sub(own) } else { count }))
}

/// Whether a use says how this post writes links to pages.
fn is_page_link(view: &PostView, link: &LinkUse) -> bool {
    let is_call = || matches!(&link.source, LinkSource::Call(name) if lookups(view).contains(name));
    let path = link.dest.split(['#', '?']).next().unwrap_or_default();
    !path.is_empty() && !is_external(&link.dest) && (link.source == LinkSource::Text || is_call())
}

/// The shortcodes of the generator that look pages up.
fn lookups(view: &PostView) -> Vec<SmolStr> {
    let looks_up = |def: &&ShortcodeDef| {
        matches!(def.origin, Origin::Builtin(_))
            && def.params.first().is_some_and(|param| param.kind == ParamKind::Page)
    };
    view.site.corpus.shortcodes.defs().filter(looks_up).map(|def| def.name.clone()).collect()
}

/// A call of that name from this post, or else from another, around its quoted path.
fn example(view: &PostView, name: &SmolStr) -> Option<(SmolStr, (String, String))> {
    let corpus = &view.site.corpus;
    let of_post = |post: &Post| {
        let mut calls = post.body.open().calls.into_iter().filter(|call| call.name == *name);
        calls.find_map(|call| around_path(&call.snippet))
    };
    let others = corpus.shortcodes.uses(name).into_iter().flat_map(|uses| uses.posts.iter());
    let found = of_post(&view.post)
        .or_else(|| others.filter_map(|&id| corpus.post(id)).find_map(|post| of_post(post)));
    Some((name.clone(), found?))
}

/// What stands before and behind the only quoted text of a tag.
fn around_path(tag: &str) -> Option<(String, String)> {
    let (before, rest) = tag.split_once('"')?;
    let (_, behind) = rest.split_once('"')?;
    let is_whole = !behind.contains('"') && behind.ends_with('}');
    is_whole.then(|| (format!("{before}\""), format!("\"{behind}")))
}

fn leads_to(view: &PostView, dest: &str, form: LinkForm, target: &str) -> bool {
    let input = LinkInput { from: &view.path, page: &view.post.page, dest, form };
    let found = view.site.model.resolve_link(&input, &*view.site.corpus);
    matches!(found, Destination::Page(path) if *path == *target)
}

/// The commonest; of equals the first in their order.
fn most(counts: impl Iterator<Item = (Spelling, u32)>) -> Option<Spelling> {
    let mut sums: std::collections::BTreeMap<Spelling, u32> = std::collections::BTreeMap::new();
    counts.for_each(|(how, count)| *sums.entry(how).or_default() += count);
    sums.into_iter().filter(|(_, count)| *count > 0).rev().max_by_key(|(_, count)| *count).map(|(how, _)| how)
}

/// The path of a page's file without what every page has: `trip` for `trip/index.md`.
fn without_file(path: &str) -> &str {
    let bare = path.strip_suffix(".md").unwrap_or(path);
    bare.strip_suffix("/index").or_else(|| bare.strip_suffix("/_index")).unwrap_or(bare)
}

/// The address `to` as a page at the address `base` names it by a relative path.
pub fn relative(base: &str, to: &str) -> String {
    let folder: Vec<&str> = base.rsplit_once('/').map_or("", |(dir, _)| dir).split('/').skip(1).collect();
    let parts: Vec<&str> = to.trim_start_matches('/').split('/').collect();
    let folder: Vec<&str> = folder.into_iter().filter(|part| !part.is_empty()).collect();
    let shared =
        folder.iter().zip(&parts).take_while(|(a, b)| a == b).count().min(parts.len().saturating_sub(1));
    let ups = "../".repeat(folder.len() - shared);
    let rest = parts.get(shared..).unwrap_or_default().join("/");
    if ups.is_empty() && rest.is_empty() { "./".to_owned() } else { format!("{ups}{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    const SITE: &str = "\
//- /hugo.toml
baseURL = 'https://example.org/'
//- /content/posts/b.md
---
title: B
---
//- /content/notes/trip/index.md
---
title: Trip
---
";

    /// The destinations of the two posts of the site, as a post with that body would write them.
    fn written(others: &str, body: &str) -> Vec<String> {
        let fixture = Fixture::new(&format!("{SITE}{others}//- /content/posts/a.md\n$0{body}\n"));
        let view = fixture.post().unwrap();
        let style = Style::of_links(&view, "");
        let target = |path: &str| style.destination(&view, view.site.corpus.post_at(path).unwrap()).unwrap();
        vec![target("content/posts/b.md"), target("content/notes/trip/index.md")]
    }

    #[test]
    fn a_link_is_written_as_this_post_writes_links() {
        for (body, expected) in [
            ("", ["/posts/b/", "/notes/trip/"]),
            ("[x](/posts/x)", ["/posts/b", "/notes/trip"]),
            ("[x](../x/) [y](../y/) [z](/z/)", ["../b/", "../../notes/trip/"]),
            (
                "[x]({{< relref \"b.md\" >}})",
                ["{{< relref \"b.md\" >}}", "{{< relref \"notes/trip/index.md\" >}}"],
            ),
            ("[x]({{% ref \"/posts/b\" %}})", ["{{% ref \"/posts/b\" %}}", "{{% ref \"/notes/trip\" %}}"]),
            ("[x](x.md)", ["../b/", "../../notes/trip/"]),
        ] {
            assert_eq!(written("", body), expected, "{body}");
        }
    }

    #[test]
    fn a_post_without_links_follows_its_site() {
        let others =
            "//- /content/posts/c.md\n[x]({{< ref \"posts/b\" >}}) [y]({{< ref \"posts/b\" >}}) [z](/z/)\n";
        assert_eq!(written(others, ""), ["{{< ref \"posts/b\" >}}", "{{< ref \"notes/trip\" >}}"]);
    }

    #[test]
    fn file_names_are_written_where_a_hook_follows_them() {
        let hook = "//- /config/x.md\nx\n";
        let site =
            SITE.replace("org/'\n", "org/'\n[markup.goldmark.renderHooks.link]\nuseEmbedded = 'always'\n");
        let fixture = Fixture::new(&format!("{site}{hook}//- /content/posts/a.md\n$0[x](b.md)\n"));
        let view = fixture.post().unwrap();
        let target = view.site.corpus.post_at("content/notes/trip/index.md").unwrap();
        assert_eq!(
            Style::of_links(&view, "").destination(&view, target).as_deref(),
            Some("../notes/trip/index.md")
        );
    }
}
