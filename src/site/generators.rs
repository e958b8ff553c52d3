//! The list of generators: a new one is a folder beside this file and a line here.

use crate::site::astro::Astro;
use crate::site::eleventy::Eleventy;
use crate::site::hexo::Hexo;
use crate::site::hugo::Hugo;
use crate::site::jekyll::Jekyll;
use crate::site::model::Generator;
use crate::site::plain::Plain;
use crate::site::zola::Zola;

/// All generators; of two that score alike for a folder the earlier wins.
pub static ALL: &[&dyn Generator] = &[&Hugo, &Zola, &Jekyll, &Hexo, &Eleventy, &Astro, &Plain];

/// The one for folders of posts that no generator claims.
pub static PLAIN: &dyn Generator = &Plain;
