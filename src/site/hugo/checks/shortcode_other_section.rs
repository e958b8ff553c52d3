//! `shortcode-other-section`: a shortcode whose template belongs to one section is called in another.

use super::input::Input;
use crate::site::hugo::shortcodes::site::shortcode_name;
use crate::site::problem::{Problem, Rule, Severity};
use crate::site::shortcode::Origin;
use crate::syntax::shortcode::{Call, CallKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "shortcode-other-section",
    severity: Severity::Error,
    page: include_str!("../../../../docs/rules/shortcode-other-section.md"),
};

/// Calls that only a template below the folder of another section answers (oracle `sclookup/section-only`). Whether
/// the name exists anywhere is all that Hugo asks at first, so it is no unknown shortcode.
pub fn check(input: &Input<'_>) -> Vec<Problem> {
    let calls = input.post.document.shortcodes.running().map(|(_, call)| call);
    let opening = calls.filter(|call| call.kind != CallKind::Close);
    opening
        .filter_map(|call| {
            let section = foreign_section(input, call)?;
            let message = format!(
                "{} stops here: the template of `{}` is for pages below `{section}` alone.",
                input.hugo(),
                call.name
            );
            Some(input.when_rendered(RULE.at(call.name_span, message)))
        })
        .collect()
}

/// The section whose folder holds the only template of a call, when the post lies elsewhere.
fn foreign_section(input: &Input<'_>, call: &Call) -> Option<String> {
    let Some(Origin::Template(path)) = input.site.shortcode(&call.name).map(|def| &def.origin) else {
        return None;
    };
    let (section, _) = path.strip_prefix("layouts/")?.split_once("/_shortcodes/")?;
    let own = input.layout.content(input.post.path)?.dir.to_lowercase();
    let inside = own == section || own.starts_with(&format!("{section}/"));
    let is_typed = || (input.page_type)().is_some_and(|own| own.eq_ignore_ascii_case(section));
    let named = |path: &str| shortcode_name(path).is_some_and(|name| name.eq_ignore_ascii_case(&call.name));
    let everywhere = ["layouts/_shortcodes", "layouts/shortcodes", "themes", "_vendor"];
    let elsewhere =
        everywhere.iter().any(|folder| input.site.files_under(folder).iter().any(|path| named(path)));
    (!inside && !elsewhere && !is_typed()).then(|| section.to_owned())
}
