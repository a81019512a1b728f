//! A `.csv-metadata.json` for each CSV file: [CSV on the Web](https://www.w3.org/TR/tabular-metadata/).
//!
//! References between the tables stand in datapackage.json: here a table may only refer to one of the same file.

use serde_json::{Map, Value, json};

use super::{Content, Resource, licence::Licence, pretty};
use crate::{
    config::TableFormat,
    dataset::column::{Head, Type},
};

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let csv = content.resources.iter().filter(|resource| resource.format == TableFormat::Csv);
    csv.map(|resource| (format!("{}-metadata.json", resource.path), pretty(&table(content, resource)))).collect()
}

fn table(content: &Content<'_>, resource: &Resource<'_>) -> Value {
    let columns: Vec<_> = resource.table.heads().iter().map(column).collect();
    let mut table = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "url": resource.path,
        "dc:title": format!("{}: {}", content.metadata.dataset.title, resource.table.name()),
        "dc:description": resource.table.description(),
        "dc:issued": content.metadata.published.to_string(),
        "schema:version": content.metadata.version.to_string(),
        "dialect": { "encoding": "utf-8", "lineTerminators": ["\n"], "header": true, "doubleQuote": true },
        "tableSchema": { "columns": columns, "primaryKey": resource.table.key() },
    });
    if let Some(url) = Licence::of(content.metadata).and_then(|licence| licence.url()) {
        table["dc:license"] = json!({ "@id": url });
    }
    table
}

fn column(head: &Head) -> Value {
    let mut column = Map::new();
    column.insert("name".into(), json!(head.name));
    column.insert("titles".into(), json!(head.name));
    column.insert("dc:description".into(), json!(head.description));
    column.insert("datatype".into(), datatype(head));
    if head.required {
        column.insert("required".into(), json!(true));
    }
    if !head.unit.is_empty() {
        column.insert("schema:unitText".into(), json!(head.unit));
    }
    Value::Object(column)
}

/// A closed list of values is a regular expression here.
fn datatype(head: &Head) -> Value {
    let allowed = (head.allowed_values)();
    match head.ty {
        Type::Text | Type::Id | Type::Quote if !allowed.is_empty() => {
            let allowed: Vec<_> = allowed.into_iter().map(regex::escape).collect();
            json!({ "base": "string", "format": allowed.join("|") })
        }
        Type::Text | Type::Id | Type::Quote => json!("string"),
        Type::Float => json!("double"),
        Type::Bool => json!({ "base": "boolean", "format": "true|false" }),
        Type::Int => json!("long"),
    }
}
