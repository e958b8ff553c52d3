//! A key that looks like a slip of the finger: rare itself, and close to one that is known or usual.

use crate::corpus::post::dotted;
use crate::features::diagnostics::nearest;
use crate::features::fields::{fields_in, is_read};
use crate::site::problem::{Fix, Problem, Rule, Severity};
use crate::syntax::front_matter::{Entry, FrontMatter, Node, Step, same_ignoring_case};
use crate::world::PostView;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// See the page.
pub static RULE: Rule = Rule {
    code: "key-typo",
    severity: Severity::Warning,
    page: include_str!("../../../../docs/rules/key-typo.md"),
};

/// A key is usual when at least this share (one in so many) of the sibling posts has it.
const USUAL_SHARE: u32 = 2;

/// Fewer sibling posts than this show no custom.
const MIN_SIBLINGS: u32 = 4;

/// A key is rare when the likely right one is at least so many times more frequent.
const RARE_FACTOR: u32 = 20;

/// Keys that are likely meant to be others.
pub fn check(view: &PostView) -> Vec<Problem> {
    let Some(front) = view.document.front_matter() else { return Vec::new() };
    let mut problems = Vec::new();
    let mut maps: FxHashMap<Vec<Step>, Rc<Candidates>> = FxHashMap::default();
    front.walk(&mut |path, node| {
        if let Node::Entry(entry) = node
            && let Some((_, parent)) = path.split_last()
        {
            let candidates = || {
                let known = || Rc::new(Candidates::of(view, front, parent));
                maps.entry(parent.to_vec()).or_insert_with(known).clone()
            };
            problems.extend(problem(view, path, entry, candidates));
        }
    });
    problems
}

/// What the keys of one map may be meant to be.
struct Candidates {
    known: Vec<&'static str>,
    usual: Vec<String>,
    /// Those that the map does not have: with both keys in one post the writer means two things.
    absent: Vec<String>,
}

impl Candidates {
    fn of(view: &PostView, front: &FrontMatter, parent: &[Step]) -> Candidates {
        let (known, usual) = (known_keys(view, parent), usual_keys(view, parent));
        let there = front.entries_at(parent);
        let is_there = |name: &str| there.iter().any(|other| same_ignoring_case(&other.key.text, name));
        let all = known.iter().map(|name| name.to_string()).chain(usual.iter().cloned());
        let absent = all.filter(|name| !is_there(name)).collect();
        Candidates { known, usual, absent }
    }
}

fn problem(
    view: &PostView,
    path: &[Step],
    entry: &Entry,
    candidates: impl FnOnce() -> Rc<Candidates>,
) -> Option<Problem> {
    let (_, parent) = path.split_last()?;
    let key = entry.key.text.as_str();
    let others = others_with(view, &dotted(path));
    // No key is so frequent that this one could be rare beside it; that spares the comparisons for most keys.
    if others * RARE_FACTOR > view.site.corpus.keys.posts() {
        return None;
    }
    let Candidates { known, usual, absent } = &*candidates();
    if known.iter().any(|known| same_ignoring_case(known, key)) || usual.iter().any(|usual| usual == key) {
        return None;
    }
    let right = nearest(key, absent.iter().map(String::as_str)).filter(|right| !is_number_of(key, right))?;
    if others * RARE_FACTOR > posts_with(view, parent, right) {
        return None;
    }
    let message = format!("`{key}` is not a key that is used here. Did you mean `{right}`?");
    let fix = Fix::suggestion(format!("Change to `{right}`"), entry.key.inner, right);
    Some(RULE.at(entry.key.inner, message).fix(fix))
}

/// Whether one is the plural of the other: `author` beside `authors` is a choice, not a slip.
fn is_number_of(key: &str, other: &str) -> bool {
    let (key, other) = (key.to_lowercase(), other.to_lowercase());
    let (key, other) = (key.as_str(), other.as_str());
    key.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(key)
}

/// The spellings that the generator reads below `parent`.
fn known_keys(view: &PostView, parent: &[Step]) -> Vec<&'static str> {
    let model = &*view.site.model;
    let fields =
        fields_in(model, &view.post.page.section, parent).iter().filter(|field| is_read(field, model));
    fields.flat_map(|field| std::iter::once(field.name).chain(field.aliases.iter().copied())).collect()
}

/// The keys below `parent` that most sibling posts have, and at the top those of the taxonomies.
fn usual_keys(view: &PostView, parent: &[Step]) -> Vec<String> {
    let prefix = dotted(parent);
    let mut usual: Vec<String> = Vec::new();
    for taxonomy in view.site.model.taxonomies() {
        if let Some((last, above)) = taxonomy.key.split_last()
            && above.join(".") == prefix
        {
            usual.push(last.to_string());
        }
    }
    let section = view.site.corpus.keys.section(&view.post.page.section);
    let Some(section) = section.filter(|section| section.posts >= MIN_SIBLINGS) else { return usual };
    for (path, stats) in section.keys() {
        let name = match prefix.is_empty() {
            true => Some(path.as_str()),
            false => path.strip_prefix(prefix.as_str()).and_then(|rest| rest.strip_prefix('.')),
        };
        if let Some(name) = name
            && !name.contains(['.', '['])
            && stats.posts * USUAL_SHARE >= section.posts
        {
            usual.push(name.to_string());
        }
    }
    usual.sort();
    usual
}

/// How many posts have the key `name` below `parent`.
fn posts_with(view: &PostView, parent: &[Step], name: &str) -> u32 {
    let prefix = dotted(parent);
    let path = if prefix.is_empty() { name.to_string() } else { format!("{prefix}.{name}") };
    view.site.corpus.keys.posts_with(&path)
}

/// How many posts beside this one have the key at a dotted path.
fn others_with(view: &PostView, path: &str) -> u32 {
    let saved = view.site.corpus.post_at(&view.path);
    let here = saved.is_some_and(|post| post.keys.open().iter().any(|key| key.path == path));
    view.site.corpus.keys.posts_with(path).saturating_sub(u32::from(here))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{SITE, found, mended, site_with};

    #[test]
    fn a_slip_in_a_known_key_is_named_with_its_fix() {
        let text = "---\ntitle: A\ndescripton: x\n---\n";
        assert_eq!(
            found(&site_with(text), RULE.code),
            ["warning `descripton` `descripton` is not a key that is used here. Did you mean `description`?"]
        );
        assert_eq!(mended(&site_with(text), RULE.code), ["---\ntitle: A\ndescription: x\n---\n"]);
    }

    /// Five posts that all have `subtitle` and `cover.image`, and one more.
    fn with_siblings(post: &str) -> String {
        let sibling = |number: usize| {
            format!(
                "//- /content/post/{number}.md\n---\ntitle: A\nsubtitle: x\ncover:\n  image: a.png\n---\n"
            )
        };
        let siblings: String = (0..5).map(sibling).collect();
        format!("{SITE}{siblings}//- /content/post/a.md\n$0{post}")
    }

    #[test]
    fn a_slip_in_a_key_of_the_other_posts_is_found_at_any_depth() {
        for (text, right) in
            [("---\nsubtilte: x\n---\n", "`subtitle`"), ("---\ncover:\n  imgae: x\n---\n", "`image`")]
        {
            let found = found(&with_siblings(text), RULE.code);
            assert!(found.len() == 1 && found[0].ends_with(&format!("mean {right}?")), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_key_of_the_writer_is_no_slip() {
        let shared = format!(
            "{SITE}//- /content/post/b.md\n---\ntitel: x\n---\n//- /content/post/a.md\n$0---\ntitel: y\n---\n"
        );
        assert_eq!(found(&shared, RULE.code), [""; 0], "another post has it too");
        for text in [
            "---\nTitle: x\nWEIGHT: 1\n---\n",
            "---\ntitle: x\ntitles: [y]\n---\n",
            "---\nmood: x\n---\n",
            "---\nTag: x\nkeyword: y\n---\n",
            "---\nparams:\n  titel: x\n---\n",
        ] {
            assert_eq!(found(&site_with(text), RULE.code), [""; 0], "{text}");
        }
    }
}
