//! How Zola delimits front matter (`components/content/src/front_matter/split.rs`).

use crate::syntax::front_matter::{
    AfterOpener, BeforeOpener, CloserRule, Fence, Format, NearOpener, SplitRules,
};

/// White space may stand before the opener, nothing behind it up to 0.22, and a closer only has to end its line
/// (cases `fm-trailing-space-open`, `fm-dashes-eol-in-yaml`).
pub static RULES: SplitRules = rules(AfterOpener::Nothing);

/// From 0.23 on blanks may follow the opener (case `v23-trailing-space-open`).
pub static RULES_FROM_0_23: SplitRules = rules(AfterOpener::Blank);

const fn rules(after_opener: AfterOpener) -> SplitRules {
    SplitRules {
        fences: &[
            Fence { opener: "+++", closers: &["+++"], format: Format::Toml },
            Fence { opener: "---", closers: &["---"], format: Format::Yaml },
        ],
        json: false,
        org: false,
        metadata: false,
        longer_fences: false,
        before_opener: BeforeOpener::Whitespace,
        after_opener,
        closer: CloserRule::LineEnd,
        near_opener: NearOpener::Body,
    }
}
