//! Signatures, with their parameters as the client finds them.

use std::ops::Range;

use tower_lsp::gen_lsp_types::{
    ActiveParameter, ParameterInformation, ParameterInformationLabel, SignatureHelp, SignatureInformation,
};

use super::hover::documentation;
use crate::features::signature::{Signature, SignatureParam};
use crate::server::abilities::Abilities;

/// One signature.
pub fn answer(client: &Abilities, found: Signature) -> SignatureHelp {
    let active = found.active.and_then(|index| u32::try_from(index).ok()).map(ActiveParameter::Int);
    let params = found.params.iter().map(|param| parameter(client, &found.label, param));
    SignatureHelp {
        signatures: vec![SignatureInformation {
            documentation: documentation(&found.documentation, client.signature_markup),
            parameters: Some(params.collect()),
            active_parameter: None,
            label: found.label.clone(),
        }],
        active_signature: Some(0),
        active_parameter: active,
    }
}

fn parameter(client: &Abilities, label: &str, found: &SignatureParam) -> ParameterInformation {
    let text = || label.get(found.label.clone()).unwrap_or_default().to_owned();
    ParameterInformation {
        label: match units(label, &found.label).filter(|_| client.label_offsets) {
            Some(range) => ParameterInformationLabel::Tuple(range),
            None => ParameterInformationLabel::String(text()),
        },
        documentation: documentation(&found.documentation, client.signature_markup),
    }
}

/// A range in a label, in UTF-16 units: the protocol counts labels so whatever encoding was negotiated.
fn units(label: &str, range: &Range<usize>) -> Option<(u32, u32)> {
    let count =
        |offset: usize| label.get(..offset).and_then(|text| u32::try_from(text.encode_utf16().count()).ok());
    Some((count(range.start)?, count(range.end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_found_by_utf_16_units_or_by_its_text() {
        let label = "fig 😀 é=1".to_owned();
        let param = SignatureParam { label: 9..13, documentation: "about **it**".into() };
        let found = Signature { label, documentation: String::new(), params: vec![param], active: Some(0) };
        let by_range = Abilities { label_offsets: true, ..Abilities::default() };
        let parameter = |client: &Abilities| {
            let mut answer = answer(client, found.clone());
            answer.signatures.remove(0).parameters.unwrap().remove(0)
        };
        assert_eq!(parameter(&by_range).label, ParameterInformationLabel::Tuple((7, 10)));
        let plain = parameter(&Abilities::default());
        assert_eq!(plain.label, ParameterInformationLabel::String("é=1".into()));
        assert_eq!(serde_json::to_value(plain.documentation).unwrap()["value"], "about it");
    }
}
