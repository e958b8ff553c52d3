//! The tag plugins that Hexo brings along (lib/plugins/tag).

use crate::site::shared::builtin::{Tag, TagParam};
use crate::site::shortcode::{Inner, ParamKind};

const MANUAL: &str = "https://hexo.io/docs/tag-plugins";

const CODE: &[TagParam] = &[
    TagParam::at(0, "title", "The caption."),
    TagParam::at(1, "lang:language", "The language."),
    TagParam::at(2, "url", "Where the code is from."),
    TagParam::at(3, "link text", "The text of that link."),
    TagParam::at(
        4,
        "options",
        "`line_number:false`, `highlight:false`, `first_line:5`, `mark:1,4-7`, `wrap:false`.",
    ),
];

const IMAGE: &[TagParam] = &[
    TagParam::at(0, "class", "Classes, in front of the address."),
    TagParam::at(1, "src", "The address.").kind(ParamKind::File),
    TagParam::at(2, "width", "The width."),
    TagParam::at(3, "height", "The height."),
    TagParam::at(
        4,
        "title",
        "The title, and behind it in the same quotes the text for those who do not see it.",
    ),
];

const LINK: &[TagParam] = &[
    TagParam::at(0, "text", "The text."),
    TagParam::at(1, "url", "The address."),
    TagParam::at(2, "external", "`true` opens another window."),
    TagParam::at(3, "title", "The title."),
];

const QUOTE: &[TagParam] = &[
    TagParam::at(0, "author", "The author, with a comma behind."),
    TagParam::at(1, "source", "Where it is from."),
    TagParam::at(2, "link", "The address of that."),
    TagParam::at(3, "link title", "The text of the link."),
];

const INCLUDE: &[TagParam] = &[
    TagParam::at(0, "title", "The caption."),
    TagParam::at(1, "lang:language", "The language."),
    TagParam::at(2, "path", "The file, with its path below the folder of code."),
];

const POST: &[TagParam] = &[
    TagParam::at(0, "slug", "The name of the post's file without its extension."),
    TagParam::at(1, "title", "The text, over the title of the post."),
    TagParam::at(2, "escape", "`false` leaves HTML in the text as it is."),
];

const ASSET: &[TagParam] =
    &[TagParam::at(0, "file", "A file in the post's own folder.").kind(ParamKind::File)];

const IFRAME: &[TagParam] = &[
    TagParam::at(0, "url", "The address."),
    TagParam::at(1, "width", "The width."),
    TagParam::at(2, "height", "The height."),
];

const fn tag(name: &'static str, inner: Inner, params: &'static [TagParam], doc: &'static str) -> Tag {
    Tag { name, inner, params, doc, url: MANUAL }
}

/// All tags, in the order of their names, those of Nunjucks itself among them.
pub static TAGS: &[Tag] = &[
    tag("a", Inner::Unused, LINK, "A link."),
    tag("anchor", Inner::Unused, LINK, "A link."),
    tag("asset_image", Inner::Unused, IMAGE, "An image in the post's own folder."),
    tag("asset_img", Inner::Unused, IMAGE, "An image in the post's own folder."),
    tag("asset_link", Inner::Unused, ASSET, "A link to a file in the post's own folder."),
    tag("asset_path", Inner::Unused, ASSET, "The address of a file in the post's own folder."),
    tag("blockquote", Inner::Used, QUOTE, "A quotation with its author and source."),
    tag("code", Inner::Used, CODE, "Coloured code up to the closing tag."),
    tag("codeblock", Inner::Used, CODE, "Coloured code up to the closing tag."),
    tag("for", Inner::Used, &[], "Prints the text for each item."),
    tag("full_url_for", Inner::Unused, LINK, "A link with the address of the site in front."),
    tag("if", Inner::Used, &[], "Prints the text where a condition holds."),
    tag("iframe", Inner::Unused, IFRAME, "Another page in a frame."),
    tag("image", Inner::Unused, IMAGE, "An image."),
    tag("img", Inner::Unused, IMAGE, "An image."),
    tag("include-code", Inner::Unused, INCLUDE, "Code from a file."),
    tag("include_code", Inner::Unused, INCLUDE, "Code from a file."),
    tag("link", Inner::Unused, LINK, "A link."),
    tag("post_link", Inner::Unused, POST, "A link to a post. A post that is not there stops the build."),
    tag("post_path", Inner::Unused, POST, "The address of a post; empty when it is not there."),
    tag("pullquote", Inner::Used, &[TagParam::at(0, "class", "Classes.")], "A quotation beside the text."),
    tag("quote", Inner::Used, QUOTE, "A quotation with its author and source."),
    tag("raw", Inner::Used, &[], "Leaves tags up to `endraw` as they are."),
    tag("url_for", Inner::Unused, LINK, "A link whose address starts at the site."),
];
