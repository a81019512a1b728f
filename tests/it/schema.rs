//! `cuantia schema` and `cuantia man`.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::project::{Project, files};

fn schemas() -> Value {
    let project = Project::empty();
    serde_json::from_str(&project.run(&["schema"]).says(0, &[]).stdout).expect("JSON")
}

/// Why a value does not fit a schema; of JSON Schema what the shipped schemas use.
fn fault(value: &Value, schema: &Value, root: &Value, at: &str) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name} is not there"));
        return fault(value, target, root, at);
    }
    for any in ["anyOf", "oneOf"] {
        if let Some(list) = schema[any].as_array() {
            let faults: Vec<_> = list.iter().map(|one| fault(value, one, root, at)).collect();
            return faults.iter().all(Option::is_some).then(|| format!("{at}: {value} fits none of {list:?}"));
        }
    }
    let is = |ty: &str| match ty {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    let fits = match &schema["type"] {
        Value::String(ty) => is(ty),
        Value::Array(types) => types.iter().any(|ty| is(ty.as_str().expect("a word"))),
        _ => true,
    };
    let listed = schema["enum"].as_array().is_none_or(|list| list.contains(value));
    let constant = schema.get("const").is_none_or(|constant| constant == value);
    if !fits || !listed || !constant {
        return Some(format!("{at}: {value} does not fit {schema}"));
    }
    if let Some(list) = value.as_array() {
        return list.iter().find_map(|one| fault(one, &schema["items"], root, at));
    }
    let members = value.as_object()?;
    let missing = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(key) = missing.into_iter().find(|key| !members.contains_key(*key)) {
        return Some(format!("{at}: {key} is missing"));
    }
    members.iter().find_map(|(key, value)| match schema["properties"].get(key) {
        Some(property) => fault(value, property, root, &format!("{at}.{key}")),
        None => (schema["additionalProperties"] == json!(false)).then(|| format!("{at}: {key} is unknown")),
    })
}

fn toml(text: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::Table(table) => table.into_iter().map(|(key, one)| (key, value(one))).collect(),
            toml::Value::Array(list) => list.into_iter().map(value).collect(),
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(n) => json!(n),
            toml::Value::Float(x) => json!(x),
            toml::Value::Boolean(b) => json!(b),
        }
    }
    value(toml::Value::Table(text.parse().expect("TOML")))
}

#[test]
fn what_is_shipped_fits_its_schema() {
    let all = schemas();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fits = |text: &str, schema: &str, name: &str| {
        let found = fault(&toml(text), &all[schema], &all[schema], name);
        assert_eq!(found, None);
    };
    let mut tried = 0;
    let shipped = files(&root.join("raw")).into_iter().chain(files(&root.join("examples")));
    let is_toml = |name: &str| Path::new(name).extension().is_some_and(|end| end == "toml");
    for (name, bytes) in shipped.filter(|(name, _)| is_toml(name) && !name.contains("datasets/")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let schema = match name.rsplit('/').next() {
            Some("pipeline.toml") => "pipeline",
            Some("corrections.toml") => "corrections",
            _ => "sidecar",
        };
        fits(&text, schema, &name);
        tried += 1;
    }
    assert!(tried > 5, "{tried} files were tried");
    fits(&fs::read_to_string(root.join("pipeline.toml")).expect("it is shipped"), "pipeline", "pipeline.toml");
    fits(&Project::empty().text("pipeline.toml"), "pipeline", "a test's");
    for (schema, broken) in [
        ("pipeline", "[dataset]\nname = 3"),
        ("pipeline", "[dataset]\ntitle = \"x\""),
        ("pipeline", "[dataset]\nname = \"x\"\nnmae = \"y\""),
        ("pipeline", "[dataset]\nname = \"x\"\n[publish]\nformats = [\"xml\"]"),
        ("sidecar", "quote = \"some\""),
        ("corrections", "[[correction]]\nid = \"x\""),
    ] {
        assert!(fault(&toml(broken), &all[schema], &all[schema], schema).is_some(), "{broken}");
    }
}

#[test]
fn every_key_and_column_is_described() {
    fn undescribed(schema: &Value, at: &str, out: &mut Vec<String>) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            if property["description"].as_str().is_none_or(str::is_empty) {
                out.push(format!("{at}.{key}"));
            }
        }
        for (name, one) in schema["$defs"].as_object().into_iter().flatten() {
            undescribed(one, &format!("{at}.{name}"), out);
        }
    }
    let all = schemas();
    let mut out = Vec::new();
    for (name, schema) in all.as_object().expect("by name") {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        undescribed(schema, name, &mut out);
    }
    assert_eq!(out, [""; 0]);
}

#[test]
fn published_rows_fit_the_schema_of_their_table() {
    let project = Project::new();
    project.build();
    project.write("raw/third.md", "Portugal counted 4,300 ships in 2023.\n");
    project.build();
    let all = schemas();
    for table in ["observations", "claims", "lineages", "conflicts", "sources", "overrides", "changes"] {
        let schema = &all[table];
        for row in project.table(table) {
            let mut object = serde_json::Map::new();
            for (key, text) in row {
                let ty = schema["properties"][&key]["type"].to_string();
                let value = match text.as_str() {
                    "" if ty.contains("null") => Value::Null,
                    text if ty.contains("string") => json!(text),
                    text => serde_json::from_str(text).expect("a number or a truth value"),
                };
                object.insert(key, value);
            }
            assert_eq!(fault(&Value::Object(object), schema, schema, table), None);
        }
    }
}

#[test]
fn one_schema_is_printed_by_name() {
    let project = Project::empty();
    let all = schemas();
    for name in ["pipeline", "sidecar", "corrections", "claims", "changes"] {
        let one: Value = serde_json::from_str(&project.run(&["schema", name]).says(0, &[]).stdout).expect("JSON");
        assert_eq!(one, all[name]);
    }
    project.run(&["schema", "claim"]).says(3, &["unknown-schema", "claims, conflicts"]);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let project = Project::empty();
    let page = project.run(&["man"]).says(0, &[]).stdout.clone();
    assert!(page.contains(".TH cuantia 1") && page.contains("SUBCOMMANDS"), "{page}");
    project.run(&["man", "--out", "pages"]).says(0, &["pages"]);
    let pages = files(&project.path("pages"));
    for command in ["build", "verify", "diff", "yank", "schema", "man"] {
        let page =
            pages.get(&format!("cuantia-{command}.1")).unwrap_or_else(|| panic!("{command}: {:?}", pages.keys()));
        assert!(String::from_utf8_lossy(page).contains(".SH DESCRIPTION"), "{command}");
    }
}
