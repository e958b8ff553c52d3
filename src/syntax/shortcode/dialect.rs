//! The syntaxes of shortcodes, as tables that one lexer reads.

use super::call::Delimiter;

/// One syntax of shortcodes.
#[derive(Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The pairs of delimiters; of two that open alike, the longer one first.
    pub tags: &'static [Tag],
    /// How a tag says that it closes another one.
    pub closing: Closing,
    /// How the arguments are written.
    pub grammar: Grammar,
    /// How a tag is shown without running.
    pub escape: Option<Escape>,
    /// Whether tags run inside code and comments as well.
    pub in_code: InCode,
    /// The tags whose inner text holds no tags.
    pub verbatim: &'static [&'static str],
    /// The tags that call what their first word names: `{% include note.html %}` calls `note.html`.
    pub callers: &'static [&'static str],
    /// Pairs of delimiters between which a tag is text: `{{ "{% x %}" }}`.
    pub hidden: &'static [(&'static str, &'static str)],
    /// What `{{ value }}` is to Markdown.
    pub outputs: Outputs,
}

/// What becomes of values that are printed by `{{ value }}` before Markdown is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outputs {
    /// Markdown sees what they print: a destination may hold one, blanks and all.
    BeforeMarkdown,
    /// Markdown reads the braces, or they are tags.
    AsWritten,
}

/// A pair of delimiters.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// Which one it is.
    pub delimiter: Delimiter,
    /// The opening characters.
    pub open: &'static str,
    /// The closing characters.
    pub close: &'static str,
    /// Whether a tag in these delimiters may have a closing tag.
    pub body: Body,
}

/// Whether a pair of delimiters can open something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// It may; the shortcode decides.
    Possible,
    /// Always: the grammar asks for a closing tag.
    Always,
    /// Never: the tag stands alone.
    Never,
}

/// How a closing tag is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// A slash and the name: `{{< /note >}}`; a slash at the end closes the tag itself.
    Slash,
    /// One word for all: `{% end %}`.
    Word(&'static str),
    /// A prefix to the name: `{% endhighlight %}`.
    Prefix(&'static str),
}

/// How arguments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// Hugo's words: `name a "b c" k=v`, with every trait of its lexer.
    Words,
    /// A call: `name(k=v, l="w")`.
    Call,
    /// Liquid's and Nunjucks' words: `name a 'b c' k=v, k: v`.
    Loose,
    /// Tera's components: `<name k="v" l={w}` and then `/>` or `>`.
    Component,
}

/// The marks around the content of a tag that is shown instead of run.
#[derive(Debug, PartialEq, Eq)]
pub struct Escape {
    /// After the opening delimiter.
    pub open: &'static str,
    /// Before the closing one.
    pub close: &'static str,
}

/// Whether tags in code and comments run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InCode {
    /// They do: the generator looks for tags before it reads Markdown.
    Run,
    /// They are plain text there.
    Plain,
}

/// `{{< name a="b" >}}` and `{{% name %}}` (parser/pageparser/pagelexer_shortcode.go).
pub static HUGO: Dialect = Dialect {
    tags: &[
        Tag { delimiter: Delimiter::Angle, open: "{{<", close: ">}}", body: Body::Possible },
        Tag { delimiter: Delimiter::Percent, open: "{{%", close: "%}}", body: Body::Possible },
    ],
    closing: Closing::Slash,
    grammar: Grammar::Words,
    escape: Some(Escape { open: "/*", close: "*/" }),
    in_code: InCode::Run,
    verbatim: &[],
    callers: &[],
    hidden: &[],
    outputs: Outputs::AsWritten,
};

/// `{{ name(a="b") }}` and `{% name() %} … {% end %}`: Zola before 0.23 (components/markdown/src/content.pest).
pub static ZOLA: Dialect = Dialect {
    tags: &[
        Tag { delimiter: Delimiter::Braces, open: "{{", close: "}}", body: Body::Never },
        Tag { delimiter: Delimiter::Block, open: "{%", close: "%}", body: Body::Always },
    ],
    closing: Closing::Word("end"),
    grammar: Grammar::Call,
    escape: Some(Escape { open: "/*", close: "*/" }),
    in_code: InCode::Run,
    verbatim: &[],
    callers: &[],
    hidden: &[],
    outputs: Outputs::AsWritten,
};

/// `{{ <name a="b" /> }}` and `{% <name> %} … {% </name> %}`: Zola from 0.23 on, whose posts are Tera 2 templates.
pub static TERA: Dialect = Dialect {
    tags: &[
        Tag { delimiter: Delimiter::Braces, open: "{{", close: "}}", body: Body::Never },
        Tag { delimiter: Delimiter::Block, open: "{%", close: "%}", body: Body::Always },
    ],
    closing: Closing::Slash,
    grammar: Grammar::Component,
    escape: None,
    in_code: InCode::Run,
    verbatim: &["raw"],
    callers: &[],
    hidden: &[("{#", "#}")],
    outputs: Outputs::AsWritten,
};

/// `{% include note.html k="v" %}`: Liquid, for Jekyll and Eleventy.
pub static LIQUID: Dialect = Dialect {
    tags: &[Tag { delimiter: Delimiter::Block, open: "{%", close: "%}", body: Body::Possible }],
    closing: Closing::Prefix("end"),
    grammar: Grammar::Loose,
    escape: None,
    in_code: InCode::Run,
    verbatim: &["raw", "comment"],
    callers: &["include", "include_cached", "include_relative"],
    // The first brace ends an output, so that `{{ x }` is one (lib/liquid.rb, VariableIncompleteEnd).
    hidden: &[("{{", "}")],
    outputs: Outputs::BeforeMarkdown,
};

/// `{% img /a.png 300 "title" %}`: the Nunjucks tags of Hexo, which leaves code alone.
pub static NUNJUCKS: Dialect = Dialect {
    tags: &[Tag { delimiter: Delimiter::Block, open: "{%", close: "%}", body: Body::Possible }],
    closing: Closing::Prefix("end"),
    grammar: Grammar::Loose,
    escape: None,
    in_code: InCode::Plain,
    verbatim: &["raw"],
    callers: &[],
    hidden: &[("{{", "}}"), ("{#", "#}")],
    outputs: Outputs::AsWritten,
};

impl Dialect {
    /// The pair of delimiters that `delimiter` names, if the syntax has it.
    pub fn tag(&self, delimiter: Delimiter) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.delimiter == delimiter)
    }
}
