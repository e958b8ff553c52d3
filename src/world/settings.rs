//! What the user can set, from the client and from `frontis.toml` at the site's root.
//!
//! The comments of fields and variants are what users read: the schema, the manual and the settings of VS Code are made of
//! them (`tests/docs`).

use crate::site::problem::Severity;
use crate::site::version::Version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    pub fn from_json(value: &serde_json::Value) -> Result<Settings, String> {
        let value = value.get("frontis").unwrap_or(value);
        if value.is_null() {
            return Ok(Settings::default());
        }
        serde_json::from_value(value.clone()).map_err(|error| error.to_string())
    }

    /// These settings with those of `over`, a site's own file, on top.
    pub fn overlaid(&self, over: &Settings) -> Settings {
        let mut all = self.clone();
        let defaults = Settings::default();
        all.site.generator = over.site.generator.clone().or(all.site.generator);
        all.site.version = over.site.version.clone().or(all.site.version);
        all.rules.extend(over.rules.clone());
        all.aliases.extend(over.aliases.clone());
        if over.completion != defaults.completion {
            all.completion = over.completion.clone();
        }
        if over.hints != defaults.hints {
            all.hints = over.hints.clone();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_sets_rules_and_the_site_over_the_client() {
        let client = serde_json::json!({"frontis": {"rules": {"a": "error", "b": "hint"}}});
        let client = Settings::from_json(&client).unwrap();
        let file = "[site]\ngenerator = \"plain\"\n[rules]\na = \"off\"\n";
        let both = client.overlaid(&Settings::from_toml(file).unwrap());
        assert_eq!(both.rules["a"], RuleLevel::Off);
        assert_eq!(both.rules["b"], RuleLevel::Hint);
        assert_eq!(both.site.generator.as_deref(), Some("plain"));
    }

    #[test]
    fn a_wrong_key_is_named_with_its_line() {
        let error = Settings::from_toml("[rules]\na = \"off\"\n[sit]\n").unwrap_err();
        assert!(error.contains("sit") && error.contains("line 3"), "{error}");
    }
}
