//! croissant.json: [Croissant](https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html) 1.1: the record sets are
//! the tables, and the sentence of a claim is what its value was quoted from.

use serde_json::{Value, json};

use super::{Content, Resource, licence::Licence, pretty};
use crate::{
    config::TableFormat,
    dataset::column::{Head, Type},
};

/// The column whose values are quoted, and the one that holds the quotes.
const QUOTED: [&str; 3] = ["claims", "value", "sentence"];

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let metadata = content.metadata;
    let about = &metadata.dataset;
    let description = match about.description.trim() {
        // Croissant wants one.
        "" => &about.title,
        text => text,
    };
    let mut dataset = json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": about.name,
        "alternateName": about.title,
        "description": description,
        "version": metadata.version.to_string(),
        "datePublished": metadata.published.to_string(),
        "citeAs": metadata.citation(),
        "identifier": format!("nih:sha-256;{}", metadata.content_digest),
        "isLiveDataset": false,
        "distribution": content.resources.iter().map(distribution).collect::<Vec<_>>(),
        "recordSet": record_sets(content.resources),
    });
    if let Some(licence) = Licence::of(metadata) {
        dataset["license"] = json!(licence.url().unwrap_or_else(|| licence.stated.to_owned()));
    }
    if !about.homepage.is_empty() {
        dataset["url"] = json!(about.homepage);
    }
    if !about.contributors.is_empty() {
        let creators: Vec<_> =
            about.contributors.iter().map(|name| json!({ "@type": "sc:Person", "name": name })).collect();
        dataset["creator"] = json!(creators);
    }
    vec![("croissant.json".into(), pretty(&dataset))]
}

fn distribution(resource: &Resource<'_>) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": resource.path,
        "name": resource.path,
        "description": resource.table.description(),
        "contentUrl": resource.path,
        "contentSize": format!("{} B", resource.bytes),
        "encodingFormat": match resource.format {
            TableFormat::Parquet => "application/x-parquet",
            TableFormat::Csv => "text/csv",
        },
        "sha256": resource.sha256,
    })
}

/// One for each table, read from its Parquet file where there is one.
fn record_sets(resources: &[Resource<'_>]) -> Vec<Value> {
    let better = |one: &Resource<'_>| {
        let parquet = |r: &Resource<'_>| r.table.name() == one.table.name() && r.format == TableFormat::Parquet;
        one.format == TableFormat::Parquet || !resources.iter().any(parquet)
    };
    let tables: Vec<_> = resources.iter().filter(|one| better(one)).collect();
    tables.iter().enumerate().map(|(n, one)| record_set(one, &tables[..n], &tables[n + 1..])).collect()
}

/// `before` and `behind` it: the other tables.
fn record_set(resource: &Resource<'_>, before: &[&Resource<'_>], behind: &[&Resource<'_>]) -> Value {
    let table = resource.table;
    let heads = table.heads();
    let key: Vec<_> = table.key().iter().map(|name| json!({ "@id": id(table.name(), name) })).collect();
    json!({
        "@type": "cr:RecordSet",
        "@id": table.name(),
        "name": table.name(),
        "description": table.description(),
        "key": key,
        "field": heads.iter().map(|head| field(resource, head, before, behind)).collect::<Vec<_>>(),
    })
}

fn id(table: &str, column: &str) -> String {
    format!("{table}/{column}")
}

fn source(resource: &Resource<'_>, column: &str) -> Value {
    json!({ "fileObject": { "@id": resource.path }, "extract": { "column": column } })
}

fn field(resource: &Resource<'_>, head: &Head, before: &[&Resource<'_>], behind: &[&Resource<'_>]) -> Value {
    let table = resource.table.name();
    let description = match head.unit {
        "" => head.description.to_owned(),
        unit => format!("{} Unit: {unit}.", head.description),
    };
    let mut field = json!({
        "@type": "cr:Field",
        "@id": id(table, head.name),
        "name": head.name,
        "description": description,
        "dataType": match head.ty {
            Type::Text | Type::Id | Type::Quote => "sc:Text",
            Type::Float => "sc:Float",
            Type::Bool => "sc:Boolean",
            Type::Int => "sc:Integer",
        },
        "source": source(resource, head.name),
    });
    if let Some((other, column)) = head.refers_to {
        // mlcroissant follows references and refuses circles: of two tables that name each other the later one refers.
        let back = |r: &&Resource<'_>| {
            r.table.name() == other && r.table.heads().iter().any(|h| h.refers_to.is_some_and(|(to, _)| to == table))
        };
        let there = before.iter().chain(behind).any(|r| r.table.name() == other);
        if there && !behind.iter().any(back) {
            field["references"] = json!({ "field": { "@id": id(other, column) } });
        }
    }
    let [quoted_table, quoted, quote] = QUOTED;
    if table == quoted_table && head.name == quoted {
        field["annotation"] = json!({
            "@type": "cr:Field",
            "@id": id(table, "value/quoted_from"),
            "name": "quoted_from",
            "description": "The sentence of the document that states the value.",
            "dataType": "sc:Text",
            "equivalentProperty": "prov:wasQuotedFrom",
            "source": source(resource, quote),
        });
    }
    field
}

/// The words of Croissant's own that the file may use: those of the specification's context.
const WORDS: [&str; 28] = [
    "annotation",
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "separator",
    "source",
    "subField",
];

/// As the specification prints it, but for the address of schema.org: its own validator wants https.
fn context() -> Value {
    let mut context = json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "description": { "@container": "@language" },
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "name": { "@container": "@language" },
        "prov": "http://www.w3.org/ns/prov#",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "transform": "cr:transform",
    });
    for word in WORDS {
        context[word] = json!(format!("cr:{word}"));
    }
    context
}
