//! Symbols of a post and of the workspace.

use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind as Kind,
};

use crate::features::symbols::{Symbol, SymbolKind, WorkspaceSymbol};
use crate::server::page::{Moment, Page};

/// The outline of a post: a tree, or a flat list for a client that shows no trees.
pub fn outline(page: &Page, found: Vec<Symbol>) -> DocumentSymbolResponse {
    if page.client().symbol_tree {
        return found.into_iter().map(|symbol| tree(page, symbol)).collect::<Vec<_>>().into();
    }
    let mut flat = Vec::new();
    flatten(page, found, None, &mut flat);
    flat.into()
}

/// The names of a workspace. One whose file has gone meanwhile is left out.
pub fn names(moment: &Moment, found: Vec<WorkspaceSymbol>) -> Vec<SymbolInformation> {
    let located = found.into_iter().filter_map(|symbol| {
        let location = moment.location(&symbol.path, symbol.span)?;
        let container = (!symbol.container.is_empty()).then_some(symbol.container);
        Some(information(symbol.name, symbol.kind, container, location))
    });
    located.collect()
}

#[expect(deprecated, reason = "the struct cannot be built without its old field")]
fn tree(page: &Page, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.into_iter().map(|child| tree(page, child)).collect();
    DocumentSymbol {
        name: symbol.name,
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: page.range(symbol.span),
        selection_range: page.range(symbol.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(page: &Page, found: Vec<Symbol>, container: Option<&str>, out: &mut Vec<SymbolInformation>) {
    for symbol in found {
        let location = Location { uri: page.document.uri.clone(), range: page.range(symbol.span) };
        out.push(information(symbol.name.clone(), symbol.kind, container.map(str::to_owned), location));
        flatten(page, symbol.children, Some(&symbol.name), out);
    }
}

#[expect(deprecated, reason = "the struct cannot be built without its old field")]
fn information(
    name: String,
    found: SymbolKind,
    container_name: Option<String>,
    location: Location,
) -> SymbolInformation {
    let base_symbol_information =
        BaseSymbolInformation { name, kind: kind(found), tags: None, container_name };
    SymbolInformation { deprecated: None, location, base_symbol_information }
}

fn kind(kind: SymbolKind) -> Kind {
    match kind {
        SymbolKind::FrontMatter => Kind::Namespace,
        SymbolKind::Key => Kind::Property,
        SymbolKind::List => Kind::Array,
        SymbolKind::Table => Kind::Object,
        SymbolKind::Heading => Kind::String,
        SymbolKind::Post => Kind::File,
        SymbolKind::Term => Kind::Key,
    }
}
