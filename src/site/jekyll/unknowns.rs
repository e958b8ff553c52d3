//! What a site needs that is not on disk, each in a sentence to say once.

use super::config::Config;
use crate::site::Files;
use crate::site::model::{Unknown, UnknownPart};

/// Everything that is not known of a site: a broken configuration, a theme that is installed elsewhere, and the site around
/// it, with whose includes and layouts it may be built (`jekyll build --config docs/_config.yml`, as themes do with their
/// documentation).
pub fn unknowns(config: &Config, files: &dyn Files) -> Vec<Unknown> {
    let path = config.path.clone();
    let broken = config.broken.iter().map(|why| Unknown {
        what: UnknownPart::Config,
        message: format!("{path} cannot be read, so what it configures is not known: {why}."),
        path: path.clone(),
    });
    let theme = config.theme.iter().map(|theme| Unknown {
        what: UnknownPart::Templates,
        message: format!(
            "The theme {theme} is not part of the site's folder, so its includes and layouts are not known and not \
             checked."
        ),
        path: path.clone(),
    });
    let around = files.exists_above("_config.yml").then(|| Unknown {
        what: UnknownPart::Templates,
        message: "The site lies inside another one, of which it may take includes and layouts, so these are not checked."
            .to_owned(),
        path: path.clone(),
    });
    broken.chain(theme).chain(around).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemoryFiles;

    fn unknown(names: &[&str], folder: &str) -> Vec<UnknownPart> {
        let files =
            MemoryFiles::new(names.iter().map(|name| (name.to_string(), String::new()))).below(folder);
        unknowns(&Config::load(&files), &files).iter().map(|unknown| unknown.what).collect()
    }

    #[test]
    fn a_site_inside_of_another_may_take_its_includes() {
        let names = ["_config.yml", "docs/_config.yml"];
        assert_eq!(unknown(&names, "docs"), [UnknownPart::Templates]);
        assert_eq!(unknown(&names, ""), []);
        assert_eq!(unknown(&["blog/_config.yml", "docs/_config.yml"], "docs"), []);
    }
}
