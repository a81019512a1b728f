//! A published version against what a build makes of the project now.

use serde::Deserialize;

use super::{
    Error, Project,
    build::{self, Prepared},
    store::Store,
};
use crate::{
    base::id,
    config::TableFormat,
    dataset::{
        cause,
        change::Change,
        difference,
        files::Entry,
        side::Both,
        verify::{Check, Findings, Hashes},
    },
};

/// A project as it is now, and the version that should come of it.
pub(super) struct Again<'p> {
    pub(super) project: &'p Project,
    pub(super) prepared: &'p Prepared,
    pub(super) version: String,
    /// The versions before it.
    pub(super) before: &'p [Entry],
}

/// changes.json, the part that is needed.
#[derive(Deserialize)]
struct Changed {
    changes: Vec<Change>,
}

impl Again<'_> {
    /// Compares: the content, and where the same program built it, the bytes of every file. Gives what is the same.
    pub(super) fn compare(
        &self,
        store: &Store,
        entry: &Entry,
        hashes: &Hashes,
        read_whole: &impl Fn(&str) -> Option<Vec<u8>>,
        found: &mut Findings,
    ) -> Result<String, Error> {
        if self.prepared.content_digest != entry.content_digest {
            self.other_content(store, entry, found)?;
            return Ok(String::new());
        }
        if entry.run.code != self.project.run().code {
            return Ok("content".into());
        }
        let formats = TableFormat::ALL.iter().copied();
        let formats: Vec<_> = formats.filter(|format| hashes.contains_key(&format!("claims.{format}"))).collect();
        let workbook = hashes.contains_key(&format!("{}.xlsx", self.project.config.dataset.name));
        let mut metadata = build::again(self.project, self.before, entry, &formats, workbook);
        // versions.json keeps those of the last version alone.
        if let Some(Changed { changes }) =
            read_whole("changes.json").and_then(|bytes| serde_json::from_slice(&bytes).ok())
        {
            metadata.changes = changes;
        }
        let mut same = true;
        for (name, bytes) in build::files(self.prepared, &metadata)? {
            if hashes.get(&name).is_some_and(|hash| *hash != id::sha256(&bytes)) {
                found.file(Check::Rebuild, &name, "other bytes come out when it is built again");
                same = false;
            }
        }
        Ok(if same { "bytes".into() } else { String::new() })
    }

    /// Says what came out otherwise, and why.
    fn other_content(&self, store: &Store, entry: &Entry, found: &mut Findings) -> Result<(), Error> {
        let message = format!(
            "other content comes out when it is built again, {} and not {}: publish a new version",
            self.prepared.content_digest, entry.content_digest
        );
        found.file(Check::Rebuild, "run.json", message);
        // That a table is damaged is told elsewhere.
        let Ok(before) = store.tables(entry) else { return Ok(()) };
        let views = self.prepared.tables.views();
        let both = Both::of(&before, &views);
        let differences = difference::tables(&both).map_err(|error| Error::Failed(error.to_string()))?;
        for change in cause::changes(&both, &differences, &entry.run, &self.project.run()) {
            let values = match (change.old.as_str(), change.new.as_str()) {
                ("", "") => String::new(),
                (old, new) => format!(": {old:?} is published, {new:?} comes out"),
            };
            let message = format!("{} ({}){values}", change.change, change.cause);
            found.cell(Check::Rebuild, &format!("{}.parquet", change.table), &change.row, &change.column, message);
        }
        Ok(())
    }
}
