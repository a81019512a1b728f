//! What a version's datapackage.json says of its tables: the columns that it had, whichever version of the tool wrote them.

use serde::Deserialize;

/// datapackage.json, the part that is looked at.
#[derive(Debug, Deserialize)]
pub struct Package {
    pub version: String,
    /// `nih:sha-256;` and the content digest.
    pub id: String,
    /// The day of publication, at midnight.
    pub created: String,
    pub resources: Vec<Resource>,
}

/// A file that holds a table.
#[derive(Debug, Deserialize)]
pub struct Resource {
    pub name: String,
    pub path: String,
    /// `sha256:` and the digest.
    pub hash: String,
    pub bytes: Option<usize>,
    pub schema: Schema,
}

impl Resource {
    /// The table's name: `claims` of `claims.csv`.
    #[must_use]
    pub fn table(&self) -> &str {
        self.path.rsplit_once('.').map_or(&self.path, |(stem, _)| stem)
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    pub fields: Vec<Field>,
    #[serde(default)]
    pub primary_key: Vec<String>,
    #[serde(default)]
    pub foreign_keys: Vec<ForeignKey>,
}

/// A column.
#[derive(Debug, Deserialize)]
pub struct Field {
    pub name: String,
    /// `string`, `number`, `integer` or `boolean`.
    #[serde(rename = "type")]
    pub ty: String,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub constraints: Constraints,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Constraints {
    pub required: bool,
    #[serde(rename = "enum")]
    pub one_of: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct ForeignKey {
    pub fields: Vec<String>,
    pub reference: Reference,
}

#[derive(Debug, Deserialize)]
pub struct Reference {
    /// The resource's name.
    pub resource: String,
    pub fields: Vec<String>,
}

impl Field {
    /// Why the column cannot hold a cell with this text.
    pub(super) fn fault(&self, text: &str) -> Option<String> {
        if text.is_empty() {
            return self.constraints.required.then(|| "expected a value, found none".into());
        }
        let expected = match self.ty.as_str() {
            "number" if text.parse::<f64>().is_err() => "a number",
            "integer" if text.parse::<i64>().is_err() => "a whole number",
            "boolean" if !matches!(text, "true" | "false") => "true or false",
            _ => "",
        };
        if !expected.is_empty() {
            return Some(format!("expected {expected}, found {text:?}"));
        }
        let allowed = &self.constraints.one_of;
        let outside = !allowed.is_empty() && !allowed.iter().any(|one| one == text);
        outside.then(|| format!("expected one of {}, found {text:?}", allowed.join(", ")))
    }

    /// The word for its type in Parquet's columns.
    pub(super) fn published_type(&self) -> &str {
        match self.ty.as_str() {
            "string" => "text",
            "number" => "float64",
            "integer" => "int64",
            "boolean" => "bool",
            other => other,
        }
    }
}
