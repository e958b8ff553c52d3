//! Trees of configuration: keys in lower case, one laid over another.

use serde_json::{Map, Value};

/// The same tree with every key in lower case, as Hugo compares them. Of two spellings the later wins.
pub fn lower_keys(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter().map(|(key, value)| (key.to_lowercase(), lower_keys(value))).collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(lower_keys).collect()),
        other => other,
    }
}

/// Lays `over` on `base`: maps are merged, anything else is replaced.
pub fn overlay(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                match base.get_mut(&key) {
                    Some(known) => overlay(known, value),
                    None => drop(base.insert(key, value)),
                }
            }
        }
        (base, over) => *base = over,
    }
}

/// `value` under a path of keys: `{"languages": {"ja": value}}`.
pub fn nest(path: &[&str], value: Value) -> Value {
    path.iter().rev().fold(value, |inner, key| {
        let mut map = Map::new();
        map.insert((*key).to_owned(), inner);
        Value::Object(map)
    })
}

/// The value at a path of keys.
pub fn lookup<'a>(tree: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(tree, |value, key| value.get(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_later_tree_wins_key_by_key() {
        let mut base = lower_keys(json!({"Params": {"A": 1, "B": {"C": 2}}, "title": "x"}));
        overlay(&mut base, lower_keys(nest(&["PARAMS", "b"], json!({"d": 3}))));
        assert_eq!(base, json!({"params": {"a": 1, "b": {"c": 2, "d": 3}}, "title": "x"}));
        assert_eq!(lookup(&base, &["params", "b", "d"]), Some(&json!(3)));
        assert_eq!(lookup(&base, &["title", "b"]), None);
    }
}
