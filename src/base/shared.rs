//! A text that many rows hold: one copy of it in memory, in files a plain string (`#[serde(with = "shared")]`).

use std::sync::Arc;

use serde::{Deserialize as _, Deserializer, Serializer};

/// # Errors
/// As the serializer has them.
pub fn serialize<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// # Errors
/// What is no string.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
    String::deserialize(deserializer).map(Into::into)
}
