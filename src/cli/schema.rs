//! `cuantia schema`: the JSON Schemas of what a project writes and of what it publishes.

use serde_json::{Map, Value, json};

use super::{
    Exit,
    args::{Global, Schema},
    work,
};
use crate::{
    base::Diagnostic,
    config::{Config, Corrections, Sidecar},
    dataset::schema,
    pipeline::Error,
};

pub(super) fn run(command: &Schema, global: &Global) -> Result<Exit, Error> {
    let files =
        [("pipeline", Config::schema()), ("sidecar", Sidecar::schema()), ("corrections", Corrections::schema())];
    let files = files.into_iter().map(|(name, schema)| (name, json!(schema)));
    let mut all: Map<String, Value> = files.chain(schema::tables()).map(|(name, one)| (name.to_owned(), one)).collect();
    let Some(name) = &command.name else {
        work::json(&all, global)?;
        return Ok(Exit::Done);
    };
    let Some(one) = all.remove(name) else {
        let known: Vec<_> = all.keys().map(String::as_str).collect();
        let message = format!("expected one of {}, found {name:?}", known.join(", "));
        return Err(Error::invalid(Diagnostic::error("unknown-schema", message)));
    };
    work::json(&one, global)?;
    Ok(Exit::Done)
}
