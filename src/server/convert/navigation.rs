//! Places to go to.

use tower_lsp::gen_lsp_types::{Definition, DefinitionResponse, Location, LocationLink};

use crate::features::navigation::Location as Found;
use crate::features::target;
use crate::server::page::Page;
use crate::text::Span;

/// The places; one whose file has gone meanwhile is left out.
pub fn locations(page: &Page, found: &[Found]) -> Vec<Location> {
    found.iter().filter_map(|place| page.moment.location(&place.path, place.span)).collect()
}

/// The places where the thing at byte `offset` is defined; with the bytes that the question was about, where the
/// client shows them as the link. `None` when there are none.
pub fn definition(page: &Page, offset: usize, found: &[Found]) -> Option<DefinitionResponse> {
    let places = locations(page, found);
    if places.is_empty() {
        return None;
    }
    let origin = target::at(page.snapshot(), &page.path, offset).and_then(|target| target.span());
    Some(match origin.filter(|_| page.client().definition_links) {
        Some(origin) => links(page, origin, places).into(),
        None => Definition::from(places).into(),
    })
}

fn links(page: &Page, origin: Span, places: Vec<Location>) -> Vec<LocationLink> {
    let origin = page.range(origin);
    let link = |place: Location| LocationLink {
        origin_selection_range: Some(origin),
        target_uri: place.uri,
        target_range: place.range,
        target_selection_range: place.range,
    };
    places.into_iter().map(link).collect()
}
