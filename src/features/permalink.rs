//! Where a post is read: at its published address, and in the preview of the generator's own server.

use crate::features::publish;
use crate::site::publish::PublishState;
use crate::world::Snapshot;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::path::Path;

/// What cannot stand in the path of a URL as it is. A `%` stays: the paths of pages come with their `#` escaped.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}').add(b'#');

/// The addresses of one post, ready for a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permalink {
    /// The path below the host: `/blog/posts/a/`.
    pub path: String,
    /// The published address; `None` where the configuration names no host.
    pub live: Option<String>,
    /// The address on this machine while the generator's server runs; `None` where the generator has none.
    pub preview: Option<String>,
    /// What starts that server.
    pub command: Option<&'static str>,
    /// Why the next build does not publish the post, in a sentence; `None` for one that is published.
    pub hidden: Option<String>,
}

/// The addresses of the post at the absolute `path`; `None` for what is no post, and where its address is not known.
pub fn permalink(snapshot: &Snapshot, path: &Path) -> Option<Permalink> {
    let is_page = crate::corpus::is_post;
    let view = snapshot.post(path).filter(|view| is_page(&*view.site.model, &view.path))?;
    let publication = publish::publication(snapshot, &view);
    if publication.state == PublishState::Unknown {
        return None;
    }
    let about = view.site.model.about(&view.post.page.language);
    let (host, folder) = split_address(about.address.as_deref().unwrap_or_default());
    let path = format!("{folder}{}", utf8_percent_encode(publication.url.as_deref()?, UNSAFE));
    Some(Permalink {
        live: host.map(|host| format!("{host}{path}")),
        preview: about.preview.map(|preview| format!("{}{path}", preview.address)),
        command: about.preview.map(|preview| preview.command),
        hidden: (publication.state != PublishState::Published).then_some(publication.reason),
        path,
    })
}

/// The protocol with the host of a site's address, and its path without a slash at the end: `https://example.org` and
/// `/blog`.
fn split_address(address: &str) -> (Option<&str>, &str) {
    let host = address
        .split_once("://")
        .map_or(0, |(scheme, rest)| scheme.len() + "://".len() + rest.find('/').unwrap_or(rest.len()));
    let (host, folder) = address.split_at_checked(host).unwrap_or_default();
    let folder = folder.trim_end_matches('/');
    ((!host.is_empty()).then_some(host), if folder.starts_with('/') { folder } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::fixture::Fixture;

    const LOCAL: &str = "http://localhost:1313";

    /// The addresses of the post under the cursor.
    fn of(fixture: &str) -> Option<Permalink> {
        let fixture = Fixture::new(fixture);
        permalink(&fixture.snapshot(), &fixture.path)
    }

    fn at(address: &str, post: &str) -> Permalink {
        of(&format!("//- /hugo.toml\n{address}\n//- /content/post/{post}\n")).unwrap()
    }

    #[test]
    fn a_post_has_its_address_on_the_host_and_on_this_machine() {
        for (address, live, folder) in [
            ("baseURL = 'https://example.org/'", Some("https://example.org"), ""),
            ("baseURL = 'https://example.org'", Some("https://example.org"), ""),
            ("baseURL = 'https://example.org:8443/my/blog/'", Some("https://example.org:8443"), "/my/blog"),
            ("baseURL = '/blog'", None, "/blog"),
            ("baseURL = '/'", None, ""),
            ("baseURL = 'example.org'", None, ""),
            ("", None, ""),
        ] {
            let found = at(address, "a.md\n---\ntitle: A$0\n---");
            assert_eq!(found.path, format!("{folder}/post/a/"), "{address}");
            assert_eq!(found.live, live.map(|host| format!("{host}{folder}/post/a/")), "{address}");
            assert_eq!(found.preview, Some(format!("{LOCAL}{folder}/post/a/")), "{address}");
            assert_eq!(found.hidden, None);
        }
    }

    #[test]
    fn letters_of_all_languages_are_escaped_and_a_sign_that_is_escaped_is_left_alone() {
        assert_eq!(at("", "a.md\n---\nslug: \u{51ac}#1$0\n---").path, "/post/%E5%86%AC%231/");
        assert_eq!(at("", "a.md\n---\nurl: /a b/?c/$0\n---").path, "/a%20b/%3Fc/");
    }

    #[test]
    fn what_the_next_build_leaves_out_says_so() {
        let draft = at("", "a.md\n---\ndraft: true$0\n---");
        assert_eq!(draft.hidden.as_deref(), Some("This page is a draft: builds leave it out."));
        assert_eq!(draft.preview, Some(format!("{LOCAL}/post/a/")));
    }

    #[test]
    fn each_generator_has_its_server_and_some_say_no_address() {
        for (files, preview) in [
            (
                "//- /zola.toml\nbase_url = 'https://x.org/b'\n//- /content/a.md\n+++\n+++\n$0",
                "http://127.0.0.1:1111/b/a/",
            ),
            (
                "//- /_config.yml\nurl: https://x.org\nbaseurl: /b\nplugins: []\n//- /_posts/2024-01-02-a.md\n---\n$0---\n",
                "http://localhost:4000/b/2024/01/02/a.html",
            ),
        ] {
            assert_eq!(of(files).and_then(|found| found.preview).as_deref(), Some(preview));
        }
    }

    #[test]
    fn what_is_no_post_or_has_no_known_address_has_none() {
        assert_eq!(of("//- /hugo.toml\n//- /archetypes/a.md\n---\n$0---\n"), None);
        assert_eq!(of("//- /a.md\n---\n$0title: A\n---\n"), None, "no generator, no address");
        assert_eq!(of("//- /hugo.toml\n//- /content/a.md\n---\n$0title: [\n---\n"), None);
    }
}
