//! How Jekyll delimits front matter (lib/jekyll/document.rb, `YAML_FRONT_MATTER_REGEXP`).

use crate::syntax::front_matter::{
    AfterOpener, BeforeOpener, CloserRule, Fence, Format, NearOpener, SplitRules,
};

/// The opener is the first line, the closer `---` or `...` alone on one; anything else is body text.
pub static RULES: SplitRules = SplitRules {
    fences: &[Fence { opener: "---", closers: &["---", "..."], format: Format::Yaml }],
    json: false,
    org: false,
    metadata: false,
    longer_fences: false,
    before_opener: BeforeOpener::Nothing,
    after_opener: AfterOpener::Blank,
    closer: CloserRule::Alone,
    near_opener: NearOpener::Body,
};
