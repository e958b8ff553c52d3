//! What every span must be: inside of its text, and on the borders of characters.

use frontis::text::Span;

/// Panics when a span does not fit into a text; `what` says whose it is.
pub fn fits(text: &str, span: Span, what: &str) {
    assert!(text.get(span.range()).is_some(), "{what}: {span:?} in {} bytes", text.len());
}

/// Panics unless `inner` lies in `outer`.
pub fn covers(outer: Span, inner: Span, what: &str) {
    assert!(outer.covers(inner), "{what}: {inner:?} is not in {outer:?}");
}

/// Panics unless spans come in the order of their starts.
pub fn in_order(spans: impl IntoIterator<Item = Span>, what: &str) {
    let mut last = 0;
    for span in spans {
        assert!(span.start() >= last, "{what}: {span:?} comes after something at {last}");
        last = span.start();
    }
}

/// Panics unless each span ends before the next begins.
pub fn apart(spans: impl IntoIterator<Item = Span>, what: &str) {
    let mut last = 0;
    for span in spans {
        assert!(span.start() >= last, "{what}: {span:?} overlaps what ends at {last}");
        last = span.end();
    }
}
