//! A shortcode that nobody has defined.

use super::shortcode_tags::{definition, names, noun, or_escape, shown};
use crate::features::diagnostics::nearest;
use crate::site::problem::{Fix, Problem, Rule, Safety, Severity};
use crate::site::shortcode::{Inner, Origin, Param, ParamStyle, ShortcodeDef};
use crate::syntax::shortcode::{Call, CallKind};
use crate::world::PostView;

/// Calls that are told of: each is compared with all others. A text in which so many are unknown is for another site.
const MAX_CALLS: usize = 100;

/// See the page.
pub static RULE: Rule = Rule {
    code: "shortcode-unknown",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-unknown.md"),
};

/// Calls of names that neither the site nor its themes nor the generator define. Silent where a part of the templates is not on disk.
pub fn check(view: &PostView) -> Vec<Problem> {
    if !view.site.knows_templates() {
        return Vec::new();
    }
    let faulty = |index: usize| view.document.shortcodes.problems.iter().any(|problem| problem.call == index);
    let calls = view.document.shortcodes.running();
    calls
        .filter(|(_, call)| call.kind != CallKind::Close && !call.name.is_empty() && !call.is_inline())
        // A tag that cannot be read may be no call at all: `{{%d}}`.
        .filter(|(index, call)| !faulty(*index) && definition(view, &call.name).is_none())
        .take(MAX_CALLS)
        .map(|(index, call)| problem(view, index, call))
        .collect()
}

fn problem(view: &PostView, index: usize, call: &Call) -> Problem {
    let names = names(view);
    let near = nearest(&call.name, names.iter().map(|name| name.as_str()));
    let hint = near.map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
    let message = format!("There is no {} {} in this site.{hint}", noun(call), shown(view, call));
    let mut problem = RULE.at(call.name_span, message);
    problem.fixes.extend(near.map(|near| rename(view, index, call, near)));
    problem.fixes.extend(create(view, index, call));
    or_escape(view, call, problem)
}

/// Renames the tag, and the one that closes it.
fn rename(view: &PostView, index: usize, call: &Call, name: &str) -> Fix {
    let mut fix = Fix::suggestion(format!("Change to `{name}`"), call.name_span, name);
    if let Some(close) = closing(view, index, call) {
        fix.edits.push(crate::text::Edit::replace(close.name_span, name));
    }
    fix
}

/// A template to start from, where the generator would look for one; never in the place of a file.
fn create(view: &PostView, index: usize, call: &Call) -> Option<Fix> {
    let (path, text) = view.site.model.new_shortcode(&wanted(view, index, call), &*view.site.files)?;
    if view.site.files.exists(&path) {
        return None;
    }
    let title = format!("Create the template `{path}`");
    Some(Fix { title, edits: Vec::new(), create: Some((path, text)), safety: Safety::Suggestion })
}

/// The shortcode as this call implies it.
fn wanted(view: &PostView, index: usize, call: &Call) -> ShortcodeDef {
    let param = |(position, arg): (usize, &crate::syntax::shortcode::Arg)| match &arg.name {
        Some(name) => Param { name: name.text.clone(), ..Param::default() },
        None => Param { position: u32::try_from(position).ok(), ..Param::default() },
    };
    let is_named = call.args.iter().any(|arg| arg.name.is_some());
    let has_inner = closing(view, index, call).is_some();
    ShortcodeDef {
        name: call.name.clone(),
        params: call.args.iter().enumerate().map(param).collect(),
        open: false,
        style: if is_named { ParamStyle::Named } else { ParamStyle::Positional },
        inner: if has_inner { Inner::Used } else { Inner::Unused },
        doc: String::new(),
        origin: Origin::Builtin(""),
    }
}

/// The next tag that closes this name, unless the name is opened again before it.
fn closing<'a>(view: &'a PostView, index: usize, call: &Call) -> Option<&'a Call> {
    let later = view.document.shortcodes.running().filter(|(at, _)| *at > index).map(|(_, call)| call);
    later.into_iter().find(|other| other.name == call.name).filter(|other| other.kind == CallKind::Close)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::features::diagnostics::testing::{SITE, found, mended, site_with_body};

    #[test]
    fn a_slip_is_named_with_the_right_name() {
        let body = "{{< notes >}}x{{< /notes >}}\n";
        let found = found(&site_with_body(body), RULE.code);
        assert_eq!(found.len(), 1, "{found:?}");
        let words = "There is no shortcode `{{< notes >}}` in this site. Did you mean `note`?";
        assert!(found[0].starts_with(&format!("error `notes` {words}")), "{}", found[0]);
        assert_eq!(
            mended(&site_with_body(body), RULE.code),
            ["---\ntitle: A\n---\n{{< note >}}x{{< /note >}}\n", "create layouts/_shortcodes/notes.html"]
        );
    }

    #[test]
    fn what_is_defined_anywhere_is_known() {
        for body in [
            "{{< note >}}x{{< /note >}}",
            "{{< NOTE >}}x{{< /NOTE >}}",
            "{{< empty >}}",
            "{{< youtube abc >}}",
            "{{< time.inline >}}x{{< /time.inline >}}",
            "{{</* nope */>}}",
            "{{< >}}",
        ] {
            assert_eq!(found(&site_with_body(body), RULE.code), [""; 0], "{body}");
        }
    }

    #[test]
    fn a_theme_that_is_not_on_disk_may_define_it() {
        let site = site_with_body("{{< nope >}}").replace("baseURL", "theme = \"gone\"\nbaseURL");
        assert_eq!(found(&site, RULE.code), [""; 0]);
        let with_theme =
            site.replace(SITE, "").replace("//- /content", "//- /themes/gone/theme.toml\n//- /content");
        assert_eq!(found(&with_theme, RULE.code).len(), usize::from(with_theme.contains("theme = ")));
    }
}
