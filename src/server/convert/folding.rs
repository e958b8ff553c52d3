//! Folds, by whole lines: what every client can do.

use tower_lsp::gen_lsp_types::{FoldingRange, FoldingRangeKind};

use crate::features::folding::{Fold, FoldKind};
use crate::server::page::Page;

/// One fold.
pub fn range(page: &Page, fold: Fold) -> FoldingRange {
    let range = page.range(fold.span);
    FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        kind: (fold.kind == FoldKind::FrontMatter).then_some(FoldingRangeKind::Region),
        ..FoldingRange::default()
    }
}
