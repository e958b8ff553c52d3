//! What a site needs that is not on disk, each in a sentence to say once.

use super::config::Config;
use crate::site::model::{Unknown, UnknownPart};

/// Everything that is not known of a site: a broken configuration, and a theme that is installed elsewhere.
pub fn unknowns(config: &Config) -> Vec<Unknown> {
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
    broken.chain(theme).collect()
}
