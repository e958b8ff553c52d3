//! Finds the links of a post: in Markdown, in raw HTML, in calls of shortcodes, in front matter.

use super::{Link, Place};
use crate::corpus::links::looks_like_path;
use crate::site::link::LinkForm;
use crate::site::model::Surroundings;
use crate::site::shortcode::{Origin, ParamKind, ShortcodeDef};
use crate::syntax::front_matter::{Node, Scalar, Step};
use crate::syntax::markdown::{self, HtmlName, LinkKind, LinkTarget};
use crate::syntax::shortcode::{Arg, Call, CallKind, Quote};
use crate::text::Span;
use crate::world::PostView;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// Keys whose values are paths that lead to the post itself.
const OWN_PATHS: &[&str] = &["aliases", "alias", "url", "permalink", "slug", "path", "redirect_from"];

/// All links of the post in the order of the text.
pub fn links(view: &PostView) -> Vec<Link> {
    let sheltered = sheltered(view);
    let is_sheltered = |span: Span| sheltered.iter().any(|shelter| shelter.covers(span));
    let body = markdown_links(view).chain(definitions(view)).chain(html(view));
    let body = body.map(|link| match is_sheltered(link.whole) {
        true => Link { place: Place::Guess, ..link },
        false => link,
    });
    let mut links: Vec<Link> = body.chain(arguments(view)).chain(values(view)).collect();
    links.sort_by_key(|link| link.span);
    links
}

/// What stands between the tags of a pair: a template may make anything of it.
fn sheltered(view: &PostView) -> Vec<Span> {
    let calls = &view.document.shortcodes.calls;
    if calls.is_empty() {
        return Vec::new();
    }
    let partners = view.pairing().partners;
    let inside = calls.iter().zip(partners).filter(|(call, _)| call.kind != CallKind::Close);
    let inside = inside.filter_map(|(call, partner)| Some((call, calls.get(partner?)?)));
    inside.map(|(open, close)| Span::new(open.span.end(), close.span.start())).collect()
}

fn form(target: LinkTarget) -> LinkForm {
    match target {
        LinkTarget::Page => LinkForm::Markdown,
        LinkTarget::Image => LinkForm::Image,
    }
}

fn markdown_links(view: &PostView) -> impl Iterator<Item = Link> {
    view.document.markdown.links.iter().filter_map(|link| {
        let place = match link.kind {
            LinkKind::Inline => Place::Text,
            LinkKind::Reference => Place::Use,
            LinkKind::Undefined | LinkKind::Autolink => return None,
        };
        let form = form(link.target);
        Some(Link { span: link.dest_span, whole: link.span, dest: link.dest.clone(), form, place })
    })
}

/// The definitions that a link uses; the others show up nowhere.
fn definitions(view: &PostView) -> impl Iterator<Item = Link> {
    let markdown = &view.document.markdown;
    let mut uses: FxHashMap<&str, &markdown::Link> = FxHashMap::default();
    for link in markdown.links.iter().filter(|link| link.kind == LinkKind::Reference) {
        uses.entry(&link.dest).or_insert(link);
    }
    markdown.definitions.iter().filter_map(move |definition| {
        let used = uses.get(definition.dest.as_str())?;
        Some(Link {
            span: definition.dest_span,
            whole: definition.span,
            dest: definition.dest.clone(),
            form: form(used.target),
            place: Place::Text,
        })
    })
}

fn html(view: &PostView) -> impl Iterator<Item = Link> {
    view.document.markdown.attributes.iter().filter_map(|attribute| {
        let form = match attribute.name {
            // A script that puts a tag together is no tag.
            _ if !attribute.value.starts_with("{{") && attribute.value.contains(['\'', '`', '$']) => {
                return None;
            }
            HtmlName::Href => LinkForm::Href,
            HtmlName::Src => LinkForm::Src,
            HtmlName::Id | HtmlName::Name | HtmlName::Commented => return None,
        };
        let dest = SmolStr::from(attribute.value.replace("&amp;", "&"));
        Some(Link { span: attribute.span, whole: attribute.span, dest, form, place: Place::Text })
    })
}

fn arguments(view: &PostView) -> Vec<Link> {
    let calls = view.document.shortcodes.running().map(|(_, call)| call);
    let calls = calls.filter(|call| call.kind != CallKind::Close);
    calls
        .flat_map(|call| {
            let args = placed(call).filter_map(|(arg, place)| argument(view, call, arg, place));
            args.chain(is_beside(view, call).then(|| beside(call)))
        })
        .collect()
}

/// Whether the word in front of a call's name says that the name is that of a file beside the post.
pub fn is_beside(view: &PostView, call: &Call) -> bool {
    let def = call.caller.and_then(|caller| view.site.corpus.shortcode(caller.of(&view.text)));
    def.and_then(|def| def.params.first()).is_some_and(|param| param.kind == ParamKind::FileBeside)
}

fn beside(call: &Call) -> Link {
    Link {
        span: call.name_span,
        whole: call.name_span,
        dest: call.name.clone(),
        form: LinkForm::Beside,
        place: Place::Guess,
    }
}

/// The arguments of a call, each without a name with its place among those.
fn placed(call: &Call) -> impl Iterator<Item = (&Arg, Option<u32>)> {
    let mut places = 0..;
    call.args.iter().map(move |arg| (arg, if arg.name.is_none() { places.next() } else { None }))
}

fn argument(view: &PostView, call: &Call, arg: &Arg, position: Option<u32>) -> Option<Link> {
    let def = view.site.corpus.shortcode(&call.name);
    let (form, place) = match def.and_then(|def| Some((def, kind(def, arg, position)?))) {
        Some((_, ParamKind::Page | ParamKind::PageName)) => (LinkForm::Lookup, Place::Guess),
        Some((def, ParamKind::File))
            if matches!(def.origin, Origin::Builtin(_)) && view.site.knows_templates() =>
        {
            (LinkForm::Argument, Place::Text)
        }
        _ => (LinkForm::Value, Place::Guess),
    };
    let is_path = form != LinkForm::Value || looks_like_path(&arg.value);
    let is_text = arg.quote != Quote::List && !arg.value.is_empty();
    (is_path && is_text).then(|| Link {
        span: arg.value_span,
        whole: arg.value_span,
        dest: arg.value.clone(),
        form,
        place,
    })
}

fn kind(def: &ShortcodeDef, arg: &Arg, position: Option<u32>) -> Option<ParamKind> {
    let param = def.params.iter().find(|param| match &arg.name {
        Some(name) => param.name == name.text,
        None => param.position == position,
    });
    param.map(|param| param.kind)
}

fn values(view: &PostView) -> Vec<Link> {
    let Some(front) = view.document.front_matter() else { return Vec::new() };
    let mut links = Vec::new();
    front.walk(&mut |path, node| {
        let scalar = match node {
            Node::Entry(entry) => entry.value.scalar(),
            Node::Item(_, item) => item.scalar(),
        };
        if let Some(scalar) = scalar.filter(|scalar| looks_like_path(&scalar.text) && !is_own(path)) {
            links.push(value(scalar));
        }
    });
    links
}

fn is_own(path: &[Step]) -> bool {
    let is = |key: &str| OWN_PATHS.iter().any(|own| own.eq_ignore_ascii_case(key));
    path.iter().any(|step| matches!(step, Step::Key(key) if is(key)))
}

fn value(scalar: &Scalar) -> Link {
    Link {
        span: scalar.inner,
        whole: scalar.inner,
        dest: scalar.text.clone(),
        form: LinkForm::Value,
        place: Place::Guess,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    #[test]
    fn links_are_found_wherever_they_are_written() {
        let post = "---\ncover:\n  image: pic.png\naliases: [/old/]\n---\n[a](/b/#c) ![d](e.png) [f][g] <img src=\"h.png\">\n{{< figure src=\"i.png\" >}} {{< ref \"j\" >}} `[k](l)`\n\n[g]: /m/\n[n]: /o/\n";
        let site = "//- /hugo.toml\nbaseURL = 'https://example.org/'\n//- /content/a.md\n";
        let fixture = Fixture::new(&format!("{site}{}$0", post));
        let view = fixture.post().unwrap();
        let found: Vec<String> = links(&view)
            .iter()
            .map(|link| format!("{} {} {:?} {:?}", link.span.of(post), link.dest, link.form, link.place))
            .collect();
        assert_eq!(
            found,
            [
                "pic.png pic.png Value Guess",
                "/b/#c /b/#c Markdown Text",
                "e.png e.png Image Text",
                "g /m/ Markdown Use",
                "h.png h.png Src Text",
                "i.png i.png Argument Text",
                "j j Lookup Guess",
                "/m/ /m/ Markdown Text",
            ]
        );
    }
}
