//! The settings that matter for content, typed. One value of a wrong type never costs the others.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// The settings of a site, or of one of its languages after its overrides.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The address of the site.
    #[serde(deserialize_with = "lenient")]
    pub baseurl: String,
    /// The title of the site.
    #[serde(deserialize_with = "lenient")]
    pub title: String,
    /// The code of the default language; empty for Hugo's default, `en`.
    #[serde(deserialize_with = "lenient")]
    pub defaultcontentlanguage: String,
    /// Whether the default language has its code in its URLs too.
    #[serde(deserialize_with = "lenient")]
    pub defaultcontentlanguageinsubdir: bool,
    /// The languages as configured, by code.
    #[serde(deserialize_with = "lenient")]
    pub languages: Map<String, Value>,
    /// Languages that are switched off.
    #[serde(deserialize_with = "lenient")]
    pub disablelanguages: Strings,
    /// The folder of the posts.
    #[serde(deserialize_with = "lenient")]
    pub contentdir: String,
    /// The folder of the templates of new posts.
    #[serde(deserialize_with = "lenient")]
    pub archetypedir: String,
    /// The folder of the templates.
    #[serde(deserialize_with = "lenient")]
    pub layoutdir: String,
    /// The folders of the files that are copied as they are.
    #[serde(deserialize_with = "lenient")]
    pub staticdir: Strings,
    /// The folder of the files that templates process.
    #[serde(deserialize_with = "lenient")]
    pub assetdir: String,
    /// The folder of the themes.
    #[serde(deserialize_with = "lenient")]
    pub themesdir: String,
    /// The themes, the one that wins first.
    #[serde(deserialize_with = "lenient")]
    pub theme: Strings,
    /// Modules: imports and mounts.
    #[serde(deserialize_with = "lenient")]
    pub module: Module,
    /// Singular to plural; `None` for tags and categories.
    #[serde(deserialize_with = "lenient")]
    pub taxonomies: Option<Map<String, Value>>,
    /// Patterns of URLs, in one of three shapes.
    #[serde(deserialize_with = "lenient")]
    pub permalinks: Value,
    /// `true`, or a table of sections.
    #[serde(deserialize_with = "lenient")]
    pub uglyurls: Value,
    /// Whether URLs keep their capitals.
    #[serde(deserialize_with = "lenient")]
    pub disablepathtolower: bool,
    /// Whether accents go from URLs.
    #[serde(deserialize_with = "lenient")]
    pub removepathaccents: bool,
    /// Kinds of page that are not built.
    #[serde(deserialize_with = "lenient")]
    pub disablekinds: Strings,
    /// Which fields each date is taken from.
    #[serde(deserialize_with = "lenient")]
    pub frontmatter: FrontMatterDates,
    /// Whether git knows the date of the last change.
    #[serde(deserialize_with = "lenient")]
    pub enablegitinfo: bool,
    /// The name of the zone for dates without one.
    #[serde(deserialize_with = "lenient")]
    pub timezone: String,
    /// Whether drafts are built.
    #[serde(deserialize_with = "lenient")]
    pub builddrafts: bool,
    /// Whether posts of the future are built.
    #[serde(deserialize_with = "lenient")]
    pub buildfuture: bool,
    /// Whether expired posts are built.
    #[serde(deserialize_with = "lenient")]
    pub buildexpired: bool,
    /// Values that pages inherit.
    #[serde(deserialize_with = "lenient")]
    pub cascade: Value,
    /// Regular expressions of files to leave out.
    #[serde(deserialize_with = "lenient")]
    pub ignorefiles: Strings,
}

/// One text or a list of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strings(pub Vec<String>);

/// The table `module`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Module {
    /// Modules that this one builds on.
    #[serde(deserialize_with = "lenient")]
    pub imports: Vec<Import>,
    /// Folders and where they appear.
    #[serde(deserialize_with = "lenient")]
    pub mounts: Vec<ModuleMount>,
    /// The versions it works with: `min`, `max`, `extended`.
    #[serde(deserialize_with = "lenient")]
    pub hugoversion: Map<String, Value>,
}

/// One entry of `module.imports`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Import {
    /// Its module path, or the name of a theme folder.
    #[serde(deserialize_with = "lenient")]
    pub path: String,
    /// Whether it is switched off.
    #[serde(deserialize_with = "lenient")]
    pub disable: bool,
    /// Replaces its own mounts.
    #[serde(deserialize_with = "lenient")]
    pub mounts: Vec<ModuleMount>,
}

/// One entry of `module.mounts`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ModuleMount {
    /// A folder or file of the module.
    #[serde(deserialize_with = "lenient")]
    pub source: String,
    /// Where it appears: `content/blog`.
    #[serde(deserialize_with = "lenient")]
    pub target: String,
    /// The language it is for, in the old spelling.
    #[serde(deserialize_with = "lenient")]
    pub lang: String,
    /// The sites it is for: `matrix.languages`.
    #[serde(deserialize_with = "lenient")]
    pub sites: Value,
}

/// The table `frontmatter`: the fields that each date is taken from, the first that has one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FrontMatterDates {
    /// For the date.
    #[serde(deserialize_with = "lenient")]
    pub date: Option<Strings>,
    /// For the last change.
    #[serde(deserialize_with = "lenient")]
    pub lastmod: Option<Strings>,
    /// For the moment of publication.
    #[serde(deserialize_with = "lenient")]
    pub publishdate: Option<Strings>,
    /// For the moment of expiry.
    #[serde(deserialize_with = "lenient")]
    pub expirydate: Option<Strings>,
}

/// The settings in a tree with lower-case keys.
pub fn typed(tree: &Value) -> Settings {
    Settings::deserialize(tree).unwrap_or_default()
}

/// Reads a value, or takes the default where it has a type that Hugo would refuse: the rest still counts.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(T::deserialize(&value).or_else(|_| T::deserialize(weak(&value))).unwrap_or_default())
}

/// Hugo casts texts to booleans and numbers to texts.
fn weak(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            crate::site::hugo::scalars::parse_bool(text).map_or_else(|| value.clone(), Value::Bool)
        }
        Value::Number(number) => Value::String(number.to_string()),
        other => other.clone(),
    }
}

impl<'de> Deserialize<'de> for Strings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let value = Value::deserialize(deserializer)?;
        Ok(Strings(match &value {
            Value::Array(items) => items.iter().filter_map(text).collect(),
            other => text(other).into_iter().collect(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_wrong_type_costs_only_itself() {
        let settings = typed(&json!({
            "builddrafts": "true",
            "buildfuture": {"a": 1},
            "theme": "one",
            "ignorefiles": ["a", "b"],
            "module": {"imports": [{"path": "x"}], "mounts": "nonsense"},
            "contentdir": 5,
        }));
        assert!(settings.builddrafts && !settings.buildfuture);
        assert_eq!(settings.theme.0, ["one"]);
        assert_eq!(settings.ignorefiles.0, ["a", "b"]);
        assert_eq!(settings.module.imports.len(), 1);
        assert_eq!(settings.contentdir, "5");
        assert_eq!(settings.taxonomies, None);
    }
}
