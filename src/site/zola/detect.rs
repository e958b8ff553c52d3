//! Whether a folder is the root of a Zola site.

use super::config::CONFIG_FILES;
use crate::site::files::Files;
use crate::site::model::Evidence;

/// A file that only Zola has, or the key that only its configuration has.
const CERTAIN: u8 = 95;

/// A theme with its own templates, which its writer builds as a site.
const THEME: u8 = 60;

/// Tells by `zola.toml`, by `base_url` in `config.toml` (Hugo writes `baseURL`), or by a theme's files.
pub fn detect(dir: &str, files: &dyn Files) -> Option<Evidence> {
    let [own, shared] = CONFIG_FILES.map(|name| format!("{dir}{name}"));
    if files.exists(&own) {
        return Some(Evidence { score: CERTAIN, because: own });
    }
    if files.read(&shared).is_some_and(|text| sets_base_url(&text)) {
        return Some(Evidence { score: CERTAIN, because: shared });
    }
    let has = |folder: &str| !files.under(&format!("{dir}{folder}")).is_empty();
    let theme = format!("{dir}theme.toml");
    if files.exists(&theme) && has("templates") && has("content") {
        return Some(Evidence { score: THEME, because: theme });
    }
    None
}

/// A line that sets `base_url`, wherever it stands: a configuration with a syntax error elsewhere is Zola's still.
fn sets_base_url(text: &str) -> bool {
    text.lines().any(|line| {
        let rest = line.trim_start().strip_prefix("base_url");
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::MemoryFiles;
    use crate::site::model::MIN_SCORE;

    #[test]
    fn sites_are_told_from_those_of_others() {
        for (files, is_site) in [
            (vec![("s/zola.toml", "")], true),
            (vec![("s/config.toml", "title = 'x'\nbase_url = '/'\n")], true),
            (vec![("s/config.toml", "baseURL = '/'\n")], false),
            (vec![("s/config.toml", "# base_url = '/'\n")], false),
            (vec![("s/config.yaml", "base_url: /\n")], false),
            (vec![("s/theme.toml", ""), ("s/templates/page.html", ""), ("s/content/a.md", "")], true),
            (vec![("s/theme.toml", ""), ("s/templates/page.html", "")], false),
            (vec![("config.toml", "base_url = '/'")], false),
        ] {
            let found = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
            let evidence = detect("s/", &MemoryFiles::new(found));
            assert_eq!(evidence.is_some_and(|evidence| evidence.score >= MIN_SCORE), is_site, "{files:?}");
        }
    }
}
