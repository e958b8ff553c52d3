//! The shortcodes that Hugo brings along, by version.
//!
//! Source: Hugo's `tpl/tplimpl/embedded/templates/_shortcodes`, and runs of the binary (oracle group
//! `embedded-shortcodes`).

mod table;

use crate::site::shortcode::{Inner, Origin, Param, ParamKind, ParamStyle, Required, ShortcodeDef};
use crate::site::version::Version;
use smol_str::SmolStr;
pub use table::BUILTINS;

/// One shortcode of the table.
#[derive(Debug)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// The first version that has it.
    pub since: Version,
    /// The first version that stops at a call of it.
    pub removed: Option<Version>,
    /// What to use in its place, as the end of a sentence; empty while it is there.
    pub instead: &'static str,
    /// Whether calls are closed.
    pub inner: Inner,
    /// How parameters are given.
    pub style: ParamStyle,
    /// Its parameters, those by position first.
    pub params: &'static [BuiltinParam],
    /// Markdown.
    pub doc: &'static str,
    /// Its page in the manual.
    pub url: &'static str,
}

/// One parameter of the table.
#[derive(Debug)]
pub struct BuiltinParam {
    /// Its name; empty when it has but a position.
    pub name: &'static str,
    /// Its position from 0.
    pub position: Option<u32>,
    /// The value in its absence; empty when there is none.
    pub default: &'static str,
    /// The values that make sense.
    pub values: &'static [&'static str],
    /// Whether a call fails or is pointless without it.
    pub required: Required,
    /// What its value is.
    pub kind: ParamKind,
    /// Markdown.
    pub doc: &'static str,
}

/// Names that Hugo answers to without documenting them: variants for its privacy settings. A call builds, so it
/// is not unknown, but nobody should be offered it.
pub const UNDOCUMENTED: &[&str] = &["vimeo_simple", "x_simple", "__h_simple_assets", "1__h_simple_assets"];

/// The shortcodes of `version`, in the order of their names.
pub fn builtin_shortcodes(version: Version) -> Vec<ShortcodeDef> {
    BUILTINS.iter().filter(|builtin| builtin.exists_in(version)).map(Builtin::definition).collect()
}

/// The shortcode of that name that was removed in or before `version`: a call of it stops the build.
pub fn removed_in(name: &str, version: Version) -> Option<&'static Builtin> {
    BUILTINS.iter().find(|builtin| {
        builtin.name.eq_ignore_ascii_case(name) && builtin.removed.is_some_and(|removed| removed <= version)
    })
}

impl Builtin {
    fn exists_in(&self, version: Version) -> bool {
        self.since <= version && self.removed.is_none_or(|removed| version < removed)
    }

    fn definition(&self) -> ShortcodeDef {
        ShortcodeDef {
            name: SmolStr::new_static(self.name),
            params: self.params.iter().map(BuiltinParam::definition).collect(),
            open: false,
            style: self.style,
            inner: self.inner,
            doc: self.doc.to_string(),
            origin: Origin::Builtin(self.url),
        }
    }
}

impl BuiltinParam {
    fn definition(&self) -> Param {
        Param {
            name: SmolStr::new_static(self.name),
            position: self.position,
            doc: self.doc.to_string(),
            default: (!self.default.is_empty()).then(|| self.default.to_string()),
            values: self.values.iter().copied().map(SmolStr::new_static).collect(),
            required: self.required,
            kind: self.kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(version: Version) -> Vec<String> {
        builtin_shortcodes(version).into_iter().map(|def| def.name.to_string()).collect()
    }

    #[test]
    fn the_version_decides_what_exists() {
        let newest = names(Version::new(0, 168, 0));
        assert_eq!(
            newest,
            [
                "comment",
                "details",
                "figure",
                "highlight",
                "instagram",
                "param",
                "qr",
                "ref",
                "relref",
                "vimeo",
                "x",
                "youtube"
            ]
        );
        let old = names(Version::new(0, 139, 0));
        for gone in ["gist", "tweet", "twitter"] {
            assert!(old.contains(&gone.to_string()) && !newest.contains(&gone.to_string()), "{gone}");
            assert!(removed_in(gone, Version::new(0, 156, 0)).is_some());
            assert!(removed_in(gone, Version::new(0, 155, 3)).is_none());
        }
        for new in ["details", "qr", "x"] {
            assert!(!old.contains(&new.to_string()), "{new}");
        }
    }

    #[test]
    fn every_entry_is_documented_and_removed_ones_name_a_way_out() {
        for builtin in BUILTINS {
            assert!(builtin.doc.ends_with('.') || builtin.doc.ends_with("```"), "{}", builtin.name);
            assert_eq!(builtin.removed.is_some(), !builtin.instead.is_empty(), "{}", builtin.name);
            for param in builtin.params {
                assert!(param.doc.ends_with('.'), "{} {}", builtin.name, param.name);
                assert!(!param.name.is_empty() || param.position.is_some(), "{}", builtin.name);
            }
        }
    }

    #[test]
    fn positions_stand_first_and_in_order() {
        for def in BUILTINS.iter().map(Builtin::definition) {
            let positions: Vec<u32> = def.params.iter().filter_map(|param| param.position).collect();
            let expected: Vec<u32> = (0..positions.len() as u32).collect();
            assert_eq!(positions, expected, "{}", def.name);
        }
    }
}
