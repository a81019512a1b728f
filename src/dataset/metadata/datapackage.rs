//! datapackage.json, [Data Package](https://datapackage.org) 2.0, with the unit of each column beside its type.

use serde_json::{Map, Value, json};

use super::{Content, Resource, licence::Licence, pretty};
use crate::{
    config::TableFormat,
    dataset::{
        column::{Head, Type},
        row::SourceRow,
    },
    document::Status,
};

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let metadata = content.metadata;
    let about = &metadata.dataset;
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name,
        "id": format!("nih:sha-256;{}", metadata.content_digest),
        "title": about.title,
        "description": about.description.trim(),
        "version": metadata.version.to_string(),
        // A day is all that is known, and the format wants a time.
        "created": format!("{}T00:00:00Z", metadata.published),
        "contributors": about.contributors.iter().map(|name| json!({ "title": name, "roles": ["creator"] })).collect::<Vec<_>>(),
        "sources": content.tables.sources.iter().filter(|source| source.status == Status::Read).map(source).collect::<Vec<_>>(),
        "resources": content.resources.iter().map(|one| resource(one, content.resources)).collect::<Vec<_>>(),
    });
    if !about.homepage.is_empty() {
        package["homepage"] = json!(about.homepage);
    }
    if let Some(licence) = Licence::of(metadata) {
        let path = licence.url().unwrap_or_else(|| "LICENSE".into());
        let mut named = json!({ "title": licence.title(), "path": path });
        if let Some(id) = licence.id() {
            named["name"] = json!(id);
        }
        package["licenses"] = json!([named]);
    }
    // The format wants no empty lists.
    for key in ["contributors", "sources"] {
        if package[key].as_array().is_some_and(Vec::is_empty)
            && let Value::Object(members) = &mut package
        {
            members.remove(key);
        }
    }
    vec![("datapackage.json".into(), pretty(&package))]
}

fn source(source: &SourceRow) -> Value {
    let title = if source.title.is_empty() { &source.source_id } else { &source.title };
    let mut out = json!({ "title": title });
    if source.url.starts_with("https://") || source.url.starts_with("http://") {
        out["path"] = json!(source.url);
    }
    out
}

/// What a table's file in this format is called: `claims`, `claims-parquet`.
fn name(table: &str, format: TableFormat) -> String {
    match format {
        TableFormat::Csv => table.into(),
        TableFormat::Parquet => format!("{table}-parquet"),
    }
}

fn resource(resource: &Resource<'_>, all: &[Resource<'_>]) -> Value {
    let table = resource.table;
    let mut out = json!({
        "name": name(table.name(), resource.format),
        "type": "table",
        "title": table.name(),
        "description": table.description(),
        "path": resource.path,
        "format": resource.format.as_str(),
        "hash": format!("sha256:{}", resource.sha256),
        "schema": schema(resource, all),
    });
    match resource.format {
        TableFormat::Csv => {
            out["mediatype"] = json!("text/csv");
            out["encoding"] = json!("utf-8");
            out["bytes"] = json!(resource.bytes);
        }
        // frictionless counts the bytes of the rows that it reads and compares them with `bytes`.
        TableFormat::Parquet => out["mediatype"] = json!("application/vnd.apache.parquet"),
    }
    out
}

fn schema(resource: &Resource<'_>, all: &[Resource<'_>]) -> Value {
    let heads = resource.table.heads();
    let fields: Vec<_> = heads.iter().map(field).collect();
    let foreign: Vec<_> = heads
        .iter()
        .filter_map(|head| {
            let (table, column) = head.refers_to?;
            // A file refers to one of its own format.
            let to = all.iter().find(|other| other.table.name() == table && other.format == resource.format)?;
            Some(json!({
                "fields": [head.name],
                "reference": { "resource": name(to.table.name(), to.format), "fields": [column] },
            }))
        })
        .collect();
    let mut schema = json!({ "fields": fields, "primaryKey": resource.table.key() });
    if !foreign.is_empty() {
        schema["foreignKeys"] = json!(foreign);
    }
    schema
}

fn field(head: &Head) -> Value {
    let ty = match head.ty {
        Type::Text | Type::Id | Type::Quote => "string",
        Type::Float => "number",
        Type::Bool => "boolean",
        Type::Int => "integer",
    };
    let mut field = json!({ "name": head.name, "type": ty, "description": head.description, "example": head.example });
    if !head.unit.is_empty() {
        field["unit"] = json!(head.unit);
    }
    let mut constraints = Map::new();
    if head.required {
        constraints.insert("required".into(), json!(true));
    }
    let allowed = (head.allowed_values)();
    if !allowed.is_empty() {
        constraints.insert("enum".into(), json!(allowed));
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}
