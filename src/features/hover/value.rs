//! A front-matter value: what the generator makes of it, what that means for publishing, and who else uses it.

use crate::features::counts::used_by;
use crate::features::fields::{self, field_at};
use crate::features::hover::key::{code, explain};
use crate::features::hover::{Hover, line, paragraphs};
use crate::site::field::FieldKind;
use crate::site::publish::PublishState;
use crate::syntax::front_matter::{Step, Value, ValueKind, keys};
use crate::world::{PostView, Snapshot};

/// A value longer than this (characters) is not repeated in its own hover.
const MAX_VALUE: usize = 60;

/// The explanation of the value at `path`; that of its key where the value alone says nothing.
pub(super) fn hover(snapshot: &Snapshot, view: &PostView, path: &[Step], value: &Value) -> Option<Hover> {
    if matches!(value.kind, ValueKind::Map(_) | ValueKind::List(_)) {
        return None;
    }
    let reading = view.site.model.reading(&keys(path), value, &view.text).unwrap_or_default();
    let publication =
        if decides_publication(view, path) { publication(snapshot, view) } else { String::new() };
    let usage = usage(view, path, value);
    let key = explain(&view.site, &view.post.page.section, path).unwrap_or_default();
    let head = match (reading.is_empty(), usage.is_empty()) {
        (true, true) => String::new(),
        _ => line([shown(value), reading, usage]),
    };
    let markdown = paragraphs([head, publication, key]);
    (!markdown.is_empty()).then(|| Hover::new(value.span, markdown))
}

fn shown(value: &Value) -> String {
    let text = crate::corpus::post::one_line(value.text().unwrap_or_default(), MAX_VALUE);
    if text.is_empty() { String::new() } else { code(&text) }
}

/// Whether the value has a say in whether the post goes out: dates, and the switch for drafts.
fn decides_publication(view: &PostView, path: &[Step]) -> bool {
    let Some(field) = field_at(&*view.site.model, &view.post.page.section, path) else { return false };
    match field.kind {
        FieldKind::Date => true,
        FieldKind::Bool => ["draft", "published"].contains(&field.name),
        _ => false,
    }
}

/// The publish state of the post, its reason, and its address.
pub fn publication(snapshot: &Snapshot, view: &PostView) -> String {
    let publication = view.site.model.publication(&view.post.page, snapshot.now);
    let state = match publication.state {
        PublishState::Published => "Published",
        PublishState::Draft => "Draft",
        PublishState::Scheduled(_) => "Scheduled",
        PublishState::Expired(_) => "Expired",
        PublishState::NeverRendered => "No page",
        PublishState::Overwritten(_) => "Overwritten",
        PublishState::Unknown => return String::new(),
    };
    let url = publication.url.map(|url| code(&url)).unwrap_or_default();
    line([format!("**{state}**"), publication.reason, url])
}

fn usage(view: &PostView, path: &[Step], value: &Value) -> String {
    let Some(text) = value.text().filter(|text| !text.is_empty()) else { return String::new() };
    let Some(stats) = fields::stats(&view.site, &view.post.page.section, path) else { return String::new() };
    match stats.values.get(text).copied().unwrap_or(0) {
        0 | 1 => String::new(),
        posts => format!("this value {}", used_by(posts, stats.posts)),
    }
}

#[cfg(test)]
mod tests {
    use crate::features::hover::tests::check;
    use expect_test::expect;

    #[test]
    fn a_value_tells_who_else_has_it_and_what_its_key_is() {
        check(
            "//- /p/a.md\n---\nauthor: \"a$0nn\"\n---\n//- /p/b.md\n---\nauthor: ann\n---\n//- /p/c.md\n---\nauthor: b\n---\n",
            expect![[r#"
                ["ann"]
                `ann` · this value used by 2 of 3 posts

                **author** · used by all 3 posts

                Usual values: `ann` (2)
            "#]],
        );
    }
}
