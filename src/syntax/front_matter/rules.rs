//! What a generator accepts as front matter, as data: the splitter knows no generator.

use super::tree::Format;

/// Where a front matter starts and ends for one generator.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SplitRules {
    /// The pairs of delimiters, the likeliest first.
    pub fences: &'static [Fence],
    /// Whether one object in braces at the start is a front matter.
    pub json: bool,
    /// Whether `#+` lines at the start are a front matter.
    pub org: bool,
    /// Whether `Key: value` lines at the start are a front matter, up to the first blank line; a `---` before them and
    /// after them is skipped.
    pub metadata: bool,
    /// Whether an opener may have more of its characters, `-----`; the closer then has as many.
    pub longer_fences: bool,
    /// What may stand before the opener, besides a byte order mark, which everyone accepts.
    pub before_opener: BeforeOpener,
    /// What may stand after the opener on its line.
    pub after_opener: AfterOpener,
    /// Where a closer is one.
    pub closer: CloserRule,
    /// What a first line of `--`, `+ item` and the like is.
    pub near_opener: NearOpener,
}

/// A pair of delimiters.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Fence {
    /// The opening delimiter.
    pub opener: &'static str,
    /// The closing delimiters.
    pub closers: &'static [&'static str],
    /// The language between them.
    pub format: Format,
}

/// What may stand before an opener.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BeforeOpener {
    /// Nothing.
    Nothing,
    /// ASCII white space: blank lines, spaces and tabs.
    Whitespace,
    /// Nothing, and the opener itself may be missing when a closer ends a first block of `key: value` lines.
    OptionalOpener,
}

/// What may stand after an opener on the same line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AfterOpener {
    /// Anything: it is the first line of the front matter.
    Inner,
    /// White space only; with anything else the line is no opener.
    Blank,
    /// Nothing, not even white space.
    Nothing,
    /// White space, or the name of the language: `---json`.
    Language,
}

/// Where a closer is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CloserRule {
    /// Any line that starts with it; the rest of that line is body.
    LineStart,
    /// A line that holds nothing else, but for white space after it.
    Alone,
    /// The same, indented or not, and even behind other text, as long as it ends its line.
    LineEnd,
}

/// What a line is that starts with the first character of an opener but is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NearOpener {
    /// An error: the generator refuses the file.
    Refused,
    /// Body text.
    Body,
}

const YAML: Fence = Fence { opener: "---", closers: &["---"], format: Format::Yaml };
const TOML: Fence = Fence { opener: "+++", closers: &["+++"], format: Format::Toml };

impl SplitRules {
    /// For a file whose generator is unknown: every format, and no complaint about what only some refuse.
    pub const LENIENT: SplitRules = SplitRules {
        fences: &[YAML, TOML],
        json: true,
        org: false,
        metadata: false,
        longer_fences: false,
        before_opener: BeforeOpener::Whitespace,
        after_opener: AfterOpener::Blank,
        closer: CloserRule::Alone,
        near_opener: NearOpener::Body,
    };

    /// For files whose front matter is lines of meta-data, between `---` or not, and nothing else.
    pub const METADATA: SplitRules = SplitRules {
        fences: &[],
        json: false,
        metadata: true,
        before_opener: BeforeOpener::Nothing,
        ..SplitRules::LENIENT
    };

    /// The fence for a format, if the generator has one.
    pub fn fence(&self, format: Format) -> Option<&'static Fence> {
        self.fences.iter().find(|fence| fence.format == format)
    }
}

impl Default for SplitRules {
    fn default() -> Self {
        SplitRules::LENIENT
    }
}
