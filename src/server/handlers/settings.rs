//! The settings of the client: told at the start, told later, or asked for.

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::gen_lsp_types::{ConfigurationItem, MessageType};

use crate::server::backend::{Backend, Shared};
use crate::server::keeper::Order;
use crate::world::Settings;

/// The name under which clients keep our settings.
const SECTION: &str = "frontis";

/// What a client says when settings changed; some say only that they did.
#[derive(Deserialize)]
pub struct Changed {
    #[serde(default)]
    settings: Value,
}

/// `workspace/didChangeConfiguration`: new settings, or the mere news that there are some.
pub async fn change(backend: &Backend, params: Changed) {
    if is_empty(&params.settings) {
        ask(backend);
    } else {
        take(backend, &params.settings);
    }
}

/// Asks the client for its settings, if it answers such questions, and takes them when they come.
pub fn ask(backend: &Backend) {
    if !backend.abilities().configuration {
        return;
    }
    let backend = backend.clone();
    tokio::spawn(async move {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        let answer = backend.client.configuration(vec![item]).await.unwrap_or_default();
        // A client without such settings answers null; what it said at the start stays.
        if let Some(settings) = answer.first().filter(|settings| !is_empty(settings)) {
            take(&backend, settings);
        }
    });
}

/// Puts the settings in force, and scans again when they are others than before. Wrong ones are refused as a whole,
/// with a message to the writer.
pub fn take(backend: &Shared, value: &Value) {
    let settings = match Settings::from_json(value) {
        Ok(settings) => settings,
        Err(error) => return complain(backend, error),
    };
    let mut state = backend.state();
    if *state.world.client_settings() != settings {
        state.world.set_client_settings(settings);
        backend.orders.give(Order::All);
    }
}

fn is_empty(settings: &Value) -> bool {
    settings.is_null() || settings.as_object().is_some_and(|object| object.is_empty())
}

fn complain(backend: &Shared, error: String) {
    let client = backend.client.clone();
    tokio::spawn(async move {
        let message = format!("frontis does not understand its settings and uses those from before: {error}");
        client.show_message(MessageType::Warning, message).await;
    });
}
