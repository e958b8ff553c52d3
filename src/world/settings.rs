//! What the user can set, from the client and from `frontis.toml` at the site's root.
//!
//! The comments of fields and variants are what users read: the schema, the manual and the settings of VS Code are made of
//! them (`tests/docs`).

use crate::site::problem::Severity;
use crate::site::version::Version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The name of the settings file at a site's root.
pub const FILE: &str = "frontis.toml";

/// All settings. Each has a default, so an empty file is a whole one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Settings {
    /// What the site is, if it should not be detected.
    pub site: SiteSettings,
    /// How severe each rule is, by its code. `frontis explain` lists the codes, and `frontis explain CODE` says what a rule is
    /// about.
    pub rules: BTreeMap<String, RuleLevel>,
    /// What completion offers.
    pub completion: CompletionSettings,
    /// What is shown inside the text.
    pub hints: HintSettings,
    /// What is kept for the next start.
    pub cache: CacheSettings,
    /// What helps to find a mistake of frontis itself.
    pub debug: DebugSettings,
    /// Words that are not wanted as terms, each with the one to use instead: `kubernetes` for `k8s`.
    pub aliases: BTreeMap<String, String>,
}

/// What the site is, if it should not be detected.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct SiteSettings {
    /// The generator that builds the site, if it should not be detected; `plain` is none.
    pub generator: Option<String>,
    /// The version of the generator to judge by, such as `0.152.0`, if it should not be detected.
    pub version: Option<String>,
    /// The version to judge by in this run, whatever settings and pins say.
    #[serde(skip)]
    pub forced_version: Option<Version>,
}

/// What completion offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct CompletionSettings {
    /// How many suggestions one answer holds at most. The rest comes as you type.
    #[schemars(range(min = 1))]
    pub limit: usize,
    /// The order of tags and other terms that fit what is typed equally well.
    pub order: TermOrder,
}

/// The order of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TermOrder {
    /// By what the post says, and by its other terms.
    #[default]
    Post,
    /// By how many posts use them.
    Frequency,
}

impl Default for CompletionSettings {
    fn default() -> Self {
        // Editors draw about a dozen rows, and each letter brings the next ones: more would be time spent on each key.
        CompletionSettings { limit: 50, order: TermOrder::default() }
    }
}

/// What is shown inside the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct HintSettings {
    /// Show beside the date whether the next build publishes the post.
    pub publish_state: bool,
    /// Name the likely terms of a post that has none, as a hint.
    pub suggest_terms: bool,
}

impl Default for HintSettings {
    fn default() -> Self {
        HintSettings { publish_state: true, suggest_terms: false }
    }
}

/// What is kept for the next start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct CacheSettings {
    /// Keep what was learnt of the posts in your cache folder, so that the next start is quicker. `false` keeps nothing.
    pub enabled: bool,
}

impl Default for CacheSettings {
    fn default() -> Self {
        CacheSettings { enabled: true }
    }
}

/// What helps to find a mistake of frontis itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct DebugSettings {
    /// After each change of files, compare what is known of the site with a fresh scan, and write what differs to the log of
    /// the language server. Costs a scan each time.
    pub paranoid: bool,
}

/// How severe a rule is, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleLevel {
    /// Say nothing.
    Off,
    /// Show it faintly.
    Hint,
    /// Worth knowing.
    #[serde(alias = "info")]
    Information,
    /// Wrong, but it builds.
    Warning,
    /// The build fails.
    Error,
}

impl RuleLevel {
    /// The severity; `None` for `off`.
    pub fn severity(self) -> Option<Severity> {
        match self {
            RuleLevel::Off => None,
            RuleLevel::Hint => Some(Severity::Hint),
            RuleLevel::Information => Some(Severity::Information),
            RuleLevel::Warning => Some(Severity::Warning),
            RuleLevel::Error => Some(Severity::Error),
        }
    }
}

impl Settings {
    /// Reads a settings file. The error is a message for the user, with line and column.
    pub fn from_toml(text: &str) -> Result<Settings, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Reads the settings of a client: the object itself, or one that holds it under `frontis`. `null` is empty.
    pub fn from_json(value: &Value) -> Result<Settings, String> {
        let value = value.get("frontis").unwrap_or(value);
        if value.is_null() {
            return Ok(Settings::default());
        }
        serde_json::from_value(value.clone()).map_err(|error| error.to_string())
    }

    /// These settings with those of a settings file, a site's own, on top: each setting and each entry of a table by
    /// itself, so that a file has a say in no more than it names. The error is a message for the user, with line and column.
    pub fn overlaid(&self, file: &str) -> Result<Settings, String> {
        Settings::from_toml(file)?;
        let named: Value = toml::from_str(file).map_err(|error| error.to_string())?;
        let mut all = serde_json::to_value(self).map_err(|error| error.to_string())?;
        lay_over(&mut all, named);
        let mut all: Settings = serde_json::from_value(all).map_err(|error| error.to_string())?;
        all.site.forced_version = self.site.forced_version;
        Ok(all)
    }
}

/// Puts what `named` holds into `below`, table by table.
fn lay_over(below: &mut Value, named: Value) {
    match (below, named) {
        (Value::Object(below), Value::Object(named)) => {
            named
                .into_iter()
                .for_each(|(key, value)| lay_over(below.entry(key).or_insert(Value::Null), value));
        }
        (below, named) => *below = named,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The settings of an editor with those of a file on top.
    fn both(editor: Value, file: &str) -> Settings {
        Settings::from_json(&editor).unwrap().overlaid(file).unwrap()
    }

    fn all(settings: &Settings) -> Value {
        serde_json::to_value(settings).unwrap()
    }

    #[test]
    fn a_file_sets_rules_and_the_site_over_the_client() {
        let editor = json!({"frontis": {"rules": {"a": "error", "b": "hint"}}});
        let both = both(editor, "[site]\ngenerator = \"plain\"\n[rules]\na = \"off\"\n");
        assert_eq!(both.rules["a"], RuleLevel::Off);
        assert_eq!(both.rules["b"], RuleLevel::Hint);
        assert_eq!(both.site.generator.as_deref(), Some("plain"));
    }

    /// A setting of every table: what the editor says, the same said by a file, and what the defaults are.
    const EACH: &[(&str, &str, &str, &str)] = &[
        ("site", "generator", r#""plain""#, "null"),
        ("site", "version", r#""1.2""#, "null"),
        ("rules", "a", r#""off""#, "null"),
        ("aliases", "k8s", r#""kubernetes""#, "null"),
        ("completion", "limit", "7", "50"),
        ("completion", "order", r#""frequency""#, r#""post""#),
        ("hints", "publishState", "false", "true"),
        ("hints", "suggestTerms", "true", "false"),
        ("cache", "enabled", "false", "true"),
        ("debug", "paranoid", "true", "false"),
    ];

    fn tree(table: &str, key: &str, value: &str) -> Value {
        json!({table: {key: serde_json::from_str::<Value>(value).unwrap()}})
    }

    #[test]
    fn a_file_says_nothing_of_what_it_does_not_name() {
        for (table, key, value, _) in EACH {
            let editor = tree(table, key, value);
            for (other, name, file, _) in EACH.iter().filter(|other| (other.0, other.1) != (*table, *key)) {
                let seen = all(&both(editor.clone(), &format!("[{other}]\n{name} = {file}\n")));
                assert_eq!(
                    seen[table][key], editor[table][key],
                    "{table}.{key} of the editor, {other}.{name} of the file"
                );
                assert_eq!(seen[other][name], tree(other, name, file)[other][name], "{other}.{name}");
            }
        }
    }

    #[test]
    fn a_file_wins_even_with_what_is_the_default() {
        for (table, key, value, default) in EACH.iter().filter(|each| each.3 != "null") {
            let editor = tree(table, key, value);
            let seen = all(&both(editor, &format!("[{table}]\n{key} = {default}\n")));
            assert_eq!(seen[table][key], tree(table, key, default)[table][key], "{table}.{key}");
        }
    }

    #[test]
    fn every_setting_is_tried() {
        let defaults = all(&Settings::default());
        for (table, keys) in defaults.as_object().unwrap() {
            let tried: Vec<_> = EACH.iter().filter(|each| each.0 == table).map(|each| each.1).collect();
            assert!(
                !tried.is_empty()
                    && keys.as_object().unwrap().keys().all(|key| tried.contains(&key.as_str())),
                "{table}"
            );
        }
    }

    #[test]
    fn a_forced_version_stays_forced() {
        let mut forced = Settings::default();
        forced.site.forced_version = Some(Version::new(0, 150, 0));
        let both = forced.overlaid("[site]\nversion = \"0.140.0\"\n").unwrap();
        assert_eq!(both.site.forced_version, forced.site.forced_version);
        assert_eq!(both.site.version.as_deref(), Some("0.140.0"));
    }

    #[test]
    fn a_wrong_key_is_named_with_its_line() {
        let error = Settings::default().overlaid("[rules]\na = \"off\"\n[sit]\n").unwrap_err();
        assert!(error.contains("sit") && error.contains("line 3"), "{error}");
    }
}
