//! Findings as diagnostics.

use tower_lsp::gen_lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
};

use crate::server::page::Page;
use crate::site::problem::{Mark, Problem, Related, Severity};

/// Who says so, for editors that show the findings of several servers together.
const SOURCE: &str = env!("CARGO_PKG_NAME");

/// The findings of the page's text.
pub fn answer(page: &Page, found: &[Problem]) -> Vec<Diagnostic> {
    found.iter().map(|problem| diagnostic(page, problem)).collect()
}

/// One finding.
pub fn diagnostic(page: &Page, found: &Problem) -> Diagnostic {
    Diagnostic {
        range: page.range(found.span),
        severity: Some(severity(found.severity)),
        code: Some(found.rule.code.to_owned().into()),
        // The page of a rule is in the program (`frontis explain`), not at an address.
        code_description: None,
        source: Some(SOURCE.to_owned()),
        message: found.message.clone().into(),
        tags: tag(found.mark).filter(|_| page.client().diagnostic_tags).map(|tag| vec![tag]),
        related_information: related(page, &found.related),
        data: None,
    }
}

/// A severity.
pub fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Information => DiagnosticSeverity::Information,
        Severity::Hint => DiagnosticSeverity::Hint,
    }
}

fn tag(mark: Mark) -> Option<DiagnosticTag> {
    match mark {
        Mark::Plain => None,
        Mark::Unnecessary => Some(DiagnosticTag::Unnecessary),
        Mark::Deprecated => Some(DiagnosticTag::Deprecated),
    }
}

/// The places that still can be read, for a client that shows them.
fn related(page: &Page, found: &[Related]) -> Option<Vec<DiagnosticRelatedInformation>> {
    let places: Vec<_> = found
        .iter()
        .filter(|_| page.client().related_information)
        .filter_map(|place| {
            let location = location(page, place)?;
            Some(DiagnosticRelatedInformation { location, message: place.message.clone() })
        })
        .collect();
    (!places.is_empty()).then_some(places)
}

fn location(page: &Page, place: &Related) -> Option<Location> {
    match &place.path {
        None => Some(Location { uri: page.document.uri.clone(), range: page.range(place.span) }),
        Some(path) => {
            let site = page.snapshot().site_of(&page.path)?;
            page.moment.location(&site.absolute(path), place.span)
        }
    }
}
