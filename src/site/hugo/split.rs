//! How Hugo delimits front matter (parser/pageparser/pagelexer_intro.go).

use crate::syntax::front_matter::{
    AfterOpener, BeforeOpener, CloserRule, Fence, Format, NearOpener, SplitRules,
};

/// White space may stand before the opener, anything behind it; any line that starts with the closer closes;
/// and a first line that only looks like an opener is fatal (oracle `fm/close-trailing-text`, `fm/list-first`).
pub static RULES: SplitRules = SplitRules {
    fences: &[
        Fence { opener: "---", closers: &["---"], format: Format::Yaml },
        Fence { opener: "+++", closers: &["+++"], format: Format::Toml },
    ],
    json: true,
    org: true,
    metadata: false,
    longer_fences: false,
    before_opener: BeforeOpener::Whitespace,
    after_opener: AfterOpener::Inner,
    closer: CloserRule::LineStart,
    near_opener: NearOpener::Refused,
};
