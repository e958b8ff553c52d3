//! The version of a generator, and how it became known.

use crate::site::files::RelPath;

/// A release: major, minor, patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number.
    pub major: u16,
    /// The second number.
    pub minor: u16,
    /// The third number.
    pub patch: u16,
}

impl Version {
    /// Before every release.
    pub const ZERO: Version = Version::new(0, 0, 0);

    /// Stands for the newest release that the model of a generator knows: what `latest` asks for.
    pub const LATEST: Version = Version::new(u16::MAX, u16::MAX, u16::MAX);

    /// `Version::new(0, 152, 0)`.
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Version { major, minor, patch }
    }

    /// Reads the first `1.2` or `1.2.3` in a text such as `v0.152.0+extended`, `>=0.120` or `hugo_0.91.2`.
    pub fn find(text: &str) -> Option<Version> {
        text.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(Version::parse)
    }

    /// The first two numbers, which is how people speak of a release: `0.152`.
    pub fn short(&self) -> String {
        format!("{}.{}", self.major, self.minor)
    }

    fn parse(digits: &str) -> Option<Version> {
        let mut parts = digits.trim_matches('.').split('.').map(str::parse::<u16>);
        let major = parts.next()?.ok()?;
        let minor = parts.next()?.ok()?;
        let patch = parts.next().and_then(Result::ok).unwrap_or(0);
        Some(Version { major, minor, patch })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The version that a site is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionHint {
    /// The version.
    pub version: Version,
    /// Where it comes from.
    pub source: VersionSource,
}

impl VersionHint {
    /// For messages: that the site's version of `generator` takes what `stops` and later releases refuse.
    pub fn accepts_until(&self, generator: &str, stops: Version) -> String {
        let why = match &self.source {
            VersionSource::Settings => ", which the settings name,",
            VersionSource::Pinned(_) => ", which this site pins,",
            VersionSource::Newest => "",
        };
        format!("{generator} {}{why} accepts it; {} and later stop the build.", self.version, stops.short())
    }
}

/// How the version of a site became known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionSource {
    /// The user's settings say it.
    Settings,
    /// A file of the site pins it.
    Pinned(RelPath),
    /// Nothing says it: the newest release that this frontis knows.
    Newest,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_version_in_the_spellings_of_pins() {
        for (text, version) in [
            ("0.152.0", Version::new(0, 152, 0)),
            ("v0.91.2+extended", Version::new(0, 91, 2)),
            ("hugo-extended 0.120", Version::new(0, 120, 0)),
            (">=0.147.9", Version::new(0, 147, 9)),
        ] {
            assert_eq!(Version::find(text), Some(version), "{text}");
        }
        assert_eq!(Version::new(0, 152, 1).short(), "0.152");
        assert_eq!(Version::find("latest"), None);
        assert_eq!(Version::find("152"), None);
    }
}
