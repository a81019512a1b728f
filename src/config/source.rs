//! A TOML file as the user wrote it: where each key stands, and which keys nobody knows.

use serde::{Deserialize, de};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::base::Diagnostic;

/// The keys that a table can have, and those of the tables below it.
pub(super) struct Keys {
    known: &'static [&'static str],
    below: Vec<(&'static str, Keys)>,
}

impl Keys {
    pub(super) fn new(known: &'static [&'static str], below: Vec<(&'static str, Keys)>) -> Self {
        Self { known, below }
    }
}

/// A parsed TOML text that still knows its lines.
pub(super) struct Source<'t> {
    text: &'t str,
    path: &'t str,
    root: Spanned<DeTable<'t>>,
}

impl<'t> Source<'t> {
    pub(super) fn parse(text: &'t str, path: &'t str) -> Result<Self, Vec<Diagnostic>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let source = Self { text, path, root };
        if errors.is_empty() {
            return Ok(source);
        }
        Err(errors.iter().map(|e| source.refused("invalid-toml", e)).collect())
    }

    /// The whole text as a `T`.
    ///
    /// # Errors
    /// All unknown keys at once; else the first value that is not what its key wants.
    pub(super) fn read<T: de::DeserializeOwned>(&self, keys: &Keys) -> Result<T, Vec<Diagnostic>> {
        let mut unknown = Vec::new();
        self.unknown(self.root.get_ref(), keys, "", &mut unknown);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        toml::from_str(self.text).map_err(|e| vec![self.refused("invalid-value", &e)])
    }

    /// An error at `table[row].key`; where the key is absent, at the row or the table.
    pub(super) fn error(
        &self,
        table: &str,
        row: Option<usize>,
        key: &str,
        id: &str,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(id, message).at(self.path, self.line(table, row, key))
    }

    /// The line of a row of a table.
    pub(super) fn line_of(&self, table: &str, row: usize) -> usize {
        self.line(table, Some(row), "")
    }

    fn line(&self, table: &str, row: Option<usize>, key: &str) -> usize {
        let Some((name, found)) = self.root.get_ref().get_key_value(table) else { return 0 };
        let found = match (row, found.get_ref().as_array()) {
            (Some(n), Some(rows)) => rows.get(n),
            _ => Some(found),
        };
        let Some(found) = found else { return self.line_at(name.span().start) };
        let at = found.get_ref().as_table().and_then(|t| t.get_key_value(key)).map(|(name, _)| name.span());
        self.line_at(at.unwrap_or(found.span()).start)
    }

    /// The lines of the items of a list `key` in a row of a table.
    pub(super) fn item_lines(&self, table: &str, row: usize, key: &str) -> Vec<usize> {
        let rows = self.root.get_ref().get(table).and_then(|t| t.get_ref().as_array());
        let row = rows.and_then(|rows| rows.get(row)).and_then(|row| row.get_ref().as_table());
        let items = row.and_then(|row| row.get(key)).and_then(|list| list.get_ref().as_array());
        items.into_iter().flat_map(|items| items.iter()).map(|item| self.line_at(item.span().start)).collect()
    }

    fn line_at(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
    }

    fn refused(&self, id: &str, error: &toml::de::Error) -> Diagnostic {
        let line = error.span().map_or(0, |span| self.line_at(span.start));
        Diagnostic::error(id, error.message().trim_end()).at(self.path, line)
    }

    fn unknown(&self, table: &DeTable<'_>, keys: &Keys, within: &str, out: &mut Vec<Diagnostic>) {
        for (name, value) in table {
            let key = name.get_ref().as_ref();
            if !keys.known.contains(&key) {
                let place = if within.is_empty() { "at the top level".into() } else { format!("in [{within}]") };
                let message = format!("unknown key `{key}` {place}");
                let near = nearest(key, keys.known).map_or_else(
                    || format!("the keys here are {}", keys.known.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let found = Diagnostic::error("unknown-key", message);
                out.push(found.at(self.path, self.line_at(name.span().start)).help(near));
            } else if let Some((_, below)) = keys.below.iter().find(|(name, _)| *name == key) {
                let within = if within.is_empty() { key.to_owned() } else { format!("{within}.{key}") };
                match value.get_ref() {
                    DeValue::Table(table) => self.unknown(table, below, &within, out),
                    DeValue::Array(rows) => {
                        for row in rows.iter().filter_map(|row| row.get_ref().as_table()) {
                            self.unknown(row, below, &within, out);
                        }
                    }
                    _ => {}
                }
            }
        }
        out.sort_by_key(|d| d.line);
    }
}

/// The known key that a mistyped one most likely meant.
fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let distance = |k: &&'k str| strsim::normalized_damerau_levenshtein(key, k);
    known.iter().copied().max_by(|a, b| distance(a).total_cmp(&distance(b))).filter(|k| distance(k) >= 0.5)
}

/// The names of the keys that `T`, a struct, is read from: what `Deserialize` itself asks for, so that no list of keys
/// can differ from the types.
pub(super) fn fields<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    struct Ask<'a>(&'a mut &'static [&'static str]);

    impl<'de> de::Deserializer<'de> for Ask<'_> {
        type Error = de::value::Error;

        fn deserialize_any<V: de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(de::Error::custom("only structs have fields"))
        }

        fn deserialize_struct<V: de::Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Self::Error> {
            *self.0 = fields;
            Err(de::Error::custom("only the fields were asked for"))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    let mut found: &'static [&'static str] = &[];
    // The answer is always an error; the fields are what was asked for.
    let _ = T::deserialize(Ask(&mut found));
    found
}
