//! The JSON Schema of a table: what a row of it looks like as a JSON object, made of the definition of its columns.

use serde_json::{Map, Value, json};

use super::{
    Tables, change,
    column::{Head, Rows, Type},
};

/// The schema of each table, by name.
#[must_use]
pub fn tables() -> Vec<(&'static str, Value)> {
    let tables = Tables::default();
    let changes: Box<dyn Rows> = Box::new(change::view(&[]));
    tables.views().into_iter().chain([changes]).map(|table| (table.name(), schema(&*table))).collect()
}

fn schema(table: &dyn Rows) -> Value {
    let heads = table.heads();
    let required: Vec<_> = heads.iter().filter(|head| head.required).map(|head| head.name).collect();
    let properties: Map<_, _> = heads.iter().map(|head| (head.name.to_owned(), property(head))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.name(),
        "description": table.description(),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(head: &Head) -> Value {
    let ty = match head.ty {
        Type::Text | Type::Id | Type::Quote => "string",
        Type::Float => "number",
        Type::Bool => "boolean",
        Type::Int => "integer",
    };
    let mut out = json!({ "type": ty, "description": head.description });
    if !head.required {
        out["type"] = json!([ty, "null"]);
    }
    if !head.unit.is_empty() {
        out["unit"] = json!(head.unit);
    }
    let mut allowed: Vec<_> = (head.allowed_values)().into_iter().map(Value::from).collect();
    if !allowed.is_empty() {
        allowed.extend((!head.required).then_some(Value::Null));
        out["enum"] = json!(allowed);
    }
    out
}
