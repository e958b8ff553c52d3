//! Addresses of sites, taken apart.

use super::*;

#[test]
fn the_address_of_the_site_is_taken_apart() {
    for (base, expected) in [
        ("https://example.org/", ("example.org", "")),
        ("https://example.org/blog/", ("example.org", "/blog")),
        ("https://example.org", ("example.org", "")),
        ("/", ("", "")),
        ("", ("", "")),
    ] {
        assert_eq!(split_base(base), expected, "{base}");
    }
}

#[test]
fn a_path_of_the_host_may_lie_outside_of_the_site() {
    assert_eq!(below("/blog/a/", "/blog").as_deref(), Some("/a/"));
    assert_eq!(below("/blog", "/blog").as_deref(), Some("/"));
    assert_eq!(below("/blogs/a/", "/blog"), None);
}
