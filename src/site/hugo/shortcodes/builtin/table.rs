//! The table of Hugo's own shortcodes, in the order of their names.

use super::{Builtin, BuiltinParam};
use crate::site::shortcode::{Inner, ParamKind, ParamStyle, Required};
use crate::site::version::Version;

const P: BuiltinParam = BuiltinParam {
    name: "",
    position: None,
    default: "",
    values: &[],
    required: Required::Optional,
    kind: ParamKind::Text,
    doc: "",
};

const NEW: Builtin = Builtin {
    name: "",
    since: Version::ZERO,
    removed: None,
    instead: "",
    inner: Inner::Unused,
    style: ParamStyle::Named,
    params: &[],
    doc: "",
    url: "https://gohugo.io/shortcodes/",
};

/// The last release without `gist`, `tweet` and `twitter` was the one before this.
const OLD_SERVICES_REMOVED: Option<Version> = Some(Version::new(0, 156, 0));

const LOADING: &[&str] = &["eager", "lazy"];

/// Every shortcode that some version of Hugo brings along.
pub static BUILTINS: &[Builtin] = &[
    Builtin {
        name: "comment",
        since: Version::new(0, 137, 1),
        inner: Inner::Used,
        doc: "Leaves the text inside out of the page. Hugo 0.143 and later warn of it: use an HTML comment.",
        ..NEW
    },
    Builtin {
        name: "details",
        since: Version::new(0, 140, 0),
        inner: Inner::Used,
        doc: "A part of the text that readers can open and close.",
        url: "https://gohugo.io/shortcodes/details/",
        params: &[
            BuiltinParam {
                name: "summary",
                default: "Details",
                doc: "The line that stays visible, as Markdown.",
                ..P
            },
            BuiltinParam {
                name: "open",
                default: "false",
                kind: ParamKind::Bool,
                doc: "`true` shows the text at first.",
                ..P
            },
            BuiltinParam { name: "class", doc: "CSS classes of the `details` element.", ..P },
            BuiltinParam {
                name: "name",
                doc: "A name that several of them share, so that only one is open at a time.",
                ..P
            },
            BuiltinParam { name: "title", doc: "Text shown when the pointer rests on it.", ..P },
        ],
        ..NEW
    },
    Builtin {
        name: "figure",
        doc: "An image with a caption. The file is looked for in the page's bundle, then in `assets`; \
              other addresses stay as they are.",
        url: "https://gohugo.io/shortcodes/figure/",
        params: &[
            BuiltinParam {
                name: "src",
                required: Required::Required,
                kind: ParamKind::File,
                doc: "The image. Without it the figure is empty.",
                ..P
            },
            BuiltinParam { name: "alt", doc: "What the image shows, for those who can't see it.", ..P },
            BuiltinParam { name: "title", doc: "A heading above the caption.", ..P },
            BuiltinParam { name: "caption", doc: "The text below the image, as Markdown.", ..P },
            BuiltinParam { name: "class", doc: "CSS classes of the `figure` element.", ..P },
            BuiltinParam { name: "link", doc: "The address that a click on the image opens.", ..P },
            BuiltinParam {
                name: "target",
                values: &["_blank", "_self", "_parent", "_top"],
                doc: "The `target` of the link.",
                ..P
            },
            BuiltinParam {
                name: "rel",
                values: &["external", "nofollow", "noopener", "noreferrer"],
                doc: "The `rel` of the link.",
                ..P
            },
            BuiltinParam { name: "width", kind: ParamKind::Number, doc: "The width in pixels.", ..P },
            BuiltinParam { name: "height", kind: ParamKind::Number, doc: "The height in pixels.", ..P },
            BuiltinParam {
                name: "loading",
                values: LOADING,
                doc: "`lazy` loads the image when readers scroll near it.",
                ..P
            },
            BuiltinParam { name: "attr", doc: "Who made the image, as Markdown, beside the caption.", ..P },
            BuiltinParam { name: "attrlink", doc: "The address of the attribution.", ..P },
        ],
        ..NEW
    },
    Builtin {
        name: "gist",
        removed: OLD_SERVICES_REMOVED,
        instead: "a link to the gist, or a shortcode of your own",
        style: ParamStyle::Positional,
        doc: "A gist of GitHub. Hugo 0.156 and later stop at it.",
        params: &[
            BuiltinParam { position: Some(0), required: Required::Required, doc: "The user's name.", ..P },
            BuiltinParam { position: Some(1), required: Required::Required, doc: "The id of the gist.", ..P },
            BuiltinParam { position: Some(2), doc: "One file of the gist.", ..P },
        ],
        ..NEW
    },
    Builtin {
        name: "highlight",
        inner: Inner::Used,
        style: ParamStyle::Positional,
        doc: "Code with colours. A code fence does the same: use this one where a fence does not work.",
        url: "https://gohugo.io/shortcodes/highlight/",
        params: &[
            BuiltinParam {
                position: Some(0),
                required: Required::Required,
                doc: "The language of the code: `go`, `html`, `text`.",
                ..P
            },
            BuiltinParam {
                position: Some(1),
                doc: "Options in one pair of quotes: `\"linenos=inline,hl_lines=3 6-8\"`.",
                ..P
            },
        ],
        ..NEW
    },
    Builtin {
        name: "instagram",
        style: ParamStyle::Positional,
        doc: "A post of Instagram. Hugo fetches it while it builds the site.",
        url: "https://gohugo.io/shortcodes/instagram/",
        params: &[BuiltinParam {
            position: Some(0),
            required: Required::Required,
            doc: "The id of the post: what follows `/p/` in its address.",
            ..P
        }],
        ..NEW
    },
    Builtin {
        name: "instagram_simple",
        removed: Some(Version::new(0, 123, 0)),
        instead: "`instagram`",
        style: ParamStyle::Positional,
        doc: "The old name of `instagram`. Hugo 0.123 and later stop at it.",
        params: &[BuiltinParam {
            position: Some(0),
            required: Required::Required,
            doc: "The id of the post.",
            ..P
        }],
        ..NEW
    },
    Builtin {
        name: "param",
        style: ParamStyle::Positional,
        doc: "A value of this page's front matter or, failing that, of the site's `params`.",
        url: "https://gohugo.io/shortcodes/param/",
        params: &[BuiltinParam {
            position: Some(0),
            required: Required::Required,
            doc: "The key of the value. A key that neither the page nor the site has stops the build.",
            ..P
        }],
        ..NEW
    },
    Builtin {
        name: "qr",
        since: Version::new(0, 141, 0),
        inner: Inner::Used,
        doc: "A QR code, made while the site is built. Close the call, or write `/>}}` at its end.",
        url: "https://gohugo.io/shortcodes/qr/",
        params: &[
            BuiltinParam {
                name: "text",
                doc: "What the code says. Without it: the text between the tags. One of both must be there.",
                ..P
            },
            BuiltinParam {
                name: "level",
                default: "medium",
                values: &["low", "medium", "quartile", "high"],
                doc: "How much damage the code survives. Any other word stops the build.",
                ..P
            },
            BuiltinParam {
                name: "scale",
                default: "4",
                kind: ParamKind::Number,
                doc: "Pixels per square, at least 2, without quotes.",
                ..P
            },
            BuiltinParam { name: "targetDir", doc: "The folder of the site for the image.", ..P },
            BuiltinParam { name: "alt", doc: "What the image shows, for those who can't see it.", ..P },
            BuiltinParam { name: "class", doc: "CSS classes of the image.", ..P },
            BuiltinParam { name: "id", doc: "The id of the image.", ..P },
            BuiltinParam { name: "title", doc: "Text shown when the pointer rests on it.", ..P },
            BuiltinParam {
                name: "loading",
                values: LOADING,
                doc: "`lazy` loads the image when readers scroll near it.",
                ..P
            },
        ],
        ..NEW
    },
    reference(
        "ref",
        "The full address of a page of this site, with `https://` and the host. A page that does not exist \
         stops the build.",
        "https://gohugo.io/shortcodes/ref/",
    ),
    reference(
        "relref",
        "The path of a page of this site. A page that does not exist stops the build.",
        "https://gohugo.io/shortcodes/relref/",
    ),
    tweet("tweet"),
    Builtin {
        name: "twitter",
        removed: OLD_SERVICES_REMOVED,
        instead: "`x` with `user` and `id`",
        doc: "A post of X, formerly Twitter. Hugo 0.156 and later stop at it.",
        params: &[
            BuiltinParam {
                name: "user",
                required: Required::Required,
                doc: "The name of the account, without `@`.",
                ..P
            },
            BuiltinParam { name: "id", required: Required::Required, doc: "The number of the post.", ..P },
        ],
        ..NEW
    },
    tweet("twitter_simple"),
    Builtin {
        name: "vimeo",
        style: ParamStyle::Either,
        doc: "A video of Vimeo.",
        url: "https://gohugo.io/shortcodes/vimeo/",
        params: &[
            VIDEO_ID,
            FULL_SCREEN,
            VIDEO_CLASS,
            BuiltinParam {
                name: "loading",
                values: LOADING,
                default: "eager",
                doc: "`lazy` loads the player when readers scroll near it.",
                ..P
            },
            BuiltinParam { name: "title", doc: "The title of the player, for those who can't see it.", ..P },
        ],
        ..NEW
    },
    Builtin {
        name: "x",
        since: Version::new(0, 141, 0),
        doc: "A post of X. Hugo fetches it while it builds the site.",
        url: "https://gohugo.io/shortcodes/x/",
        params: &[
            BuiltinParam {
                name: "user",
                required: Required::Required,
                doc: "The name of the account, without `@`.",
                ..P
            },
            BuiltinParam { name: "id", required: Required::Required, doc: "The number of the post.", ..P },
        ],
        ..NEW
    },
    Builtin {
        name: "youtube",
        style: ParamStyle::Either,
        doc: "A video of YouTube.",
        url: "https://gohugo.io/shortcodes/youtube/",
        params: &[
            VIDEO_ID,
            FULL_SCREEN,
            BuiltinParam {
                name: "autoplay",
                default: "false",
                kind: ParamKind::Bool,
                doc: "`true` starts the video by itself, without sound.",
                ..P
            },
            VIDEO_CLASS,
            BuiltinParam {
                name: "controls",
                default: "true",
                kind: ParamKind::Bool,
                doc: "Whether the player has controls.",
                ..P
            },
            BuiltinParam { name: "end", kind: ParamKind::Number, doc: "Where to stop, in seconds.", ..P },
            BuiltinParam {
                name: "loading",
                values: LOADING,
                default: "eager",
                doc: "`lazy` loads the player when readers scroll near it.",
                ..P
            },
            BuiltinParam {
                name: "loop",
                default: "false",
                kind: ParamKind::Bool,
                doc: "`true` plays the video again and again.",
                ..P
            },
            BuiltinParam {
                name: "mute",
                default: "false",
                kind: ParamKind::Bool,
                doc: "`true` plays without sound.",
                ..P
            },
            BuiltinParam { name: "start", kind: ParamKind::Number, doc: "Where to start, in seconds.", ..P },
            BuiltinParam {
                name: "title",
                default: "YouTube video",
                doc: "The title of the player, for those who can't see it.",
                ..P
            },
        ],
        ..NEW
    },
];

const VIDEO_ID: BuiltinParam = BuiltinParam {
    name: "id",
    position: Some(0),
    required: Required::Required,
    doc: "The id of the video, not its address.",
    ..P
};

const FULL_SCREEN: BuiltinParam = BuiltinParam {
    name: "allowFullScreen",
    default: "true",
    kind: ParamKind::Bool,
    doc: "Whether readers may watch it on the full screen.",
    ..P
};

const VIDEO_CLASS: BuiltinParam = BuiltinParam {
    name: "class",
    doc: "CSS classes of the box around the player; with any of them Hugo adds no style of its own.",
    ..P
};

const fn reference(name: &'static str, doc: &'static str, url: &'static str) -> Builtin {
    Builtin { name, doc, url, style: ParamStyle::Either, params: REFERENCE, ..NEW }
}

const REFERENCE: &[BuiltinParam] = &[
    BuiltinParam {
        name: "path",
        position: Some(0),
        required: Required::Required,
        kind: ParamKind::Page,
        doc: "The page: its path below `content`, a path from this page's folder, or just its file name when \
              no other page has it. `#heading` may follow.",
        ..P
    },
    BuiltinParam {
        name: "outputFormat",
        position: Some(1),
        doc: "The output format whose address is wanted.",
        ..P
    },
    BuiltinParam { name: "lang", doc: "The language of the page, when it is another one.", ..P },
];

const fn tweet(name: &'static str) -> Builtin {
    Builtin {
        name,
        removed: OLD_SERVICES_REMOVED,
        instead: "`x` with `user` and `id`",
        style: ParamStyle::Positional,
        doc: "A post of X, formerly Twitter. Hugo 0.156 and later stop at it.",
        params: &[BuiltinParam {
            position: Some(0),
            required: Required::Required,
            doc: "The number of the post.",
            ..P
        }],
        ..NEW
    }
}
