//! Whether what is published is whole: the versions of a data set against their checksums, each other, and the documents.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use serde::Serialize;

use super::{Error, Project, again::Again, build::Prepared, diff, find, store::Store};
use crate::{
    base::id,
    dataset::{
        files::{Entry, SUMS, Versions},
        verify::{
            Check, Files, Finding, Findings, Hashes, Kept, Package, Place, Places, index, misplaced, records,
            references, sums, table,
        },
    },
    document,
};

/// What was found, as `cuantia verify --format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    pub dataset: String,
    /// Whether anything is wrong.
    pub damaged: bool,
    /// About versions.json and latest.json.
    pub findings: Vec<Finding>,
    pub versions: Vec<Version>,
}

/// What was found in a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Version {
    pub version: String,
    /// Why it was withdrawn; empty where it was not.
    pub yanked: String,
    pub files: usize,
    pub tables: usize,
    pub rows: usize,
    pub claims: usize,
    /// Claims that were found at their place in their document.
    pub found: usize,
    /// Claims whose document is not there as it was.
    pub orphaned: Vec<Orphaned>,
    /// Whether it was built again: `digest` the same content, `bytes` the same bytes; empty where it was not.
    pub rebuilt: String,
    pub findings: Vec<Finding>,
}

/// A document of a version that is not there as it was. That is no damage: documents change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Orphaned {
    pub source_id: String,
    pub path: String,
    pub sha256: String,
    /// `changed` or `gone`.
    pub why: &'static str,
    /// Ids of its claims.
    pub claims: Vec<String>,
}

/// The documents that are there, by the SHA-256 of their bytes.
#[derive(Debug, Default)]
pub struct Documents {
    by_hash: BTreeMap<String, PathBuf>,
    /// Their names without folders.
    names: BTreeSet<String>,
}

impl Documents {
    /// Those that `patterns` name below `root`, as in `[input]`; `.` is everything.
    ///
    /// # Errors
    /// As for a build.
    pub fn find(root: &Path, patterns: &[String]) -> Result<Self, Error> {
        let (found, _) = find::documents(root, patterns)?;
        let readable: Vec<_> = found.into_iter().filter(|one| one.refused.is_none()).collect();
        let names = readable.iter().map(|one| one.name().to_owned()).collect();
        let hashed =
            readable.into_par_iter().filter_map(|one| Some((id::sha256(&fs::read(&one.full).ok()?), one.full)));
        Ok(Self { by_hash: hashed.collect::<Vec<_>>().into_iter().collect(), names })
    }
}

/// Looks at one version, or at all where `version` is `None`. Without `documents` nobody looks where claims stand; with
/// `built`, what a build makes of the project now, the version or else the current one has to come out again.
///
/// # Errors
/// No such version, and a file system that refuses. What is wrong with the files is no error: it is what was asked for.
pub fn verify(
    store: &Store,
    version: Option<&str>,
    documents: Option<&Documents>,
    built: Option<(&Project, &Prepared)>,
) -> Result<Report, Error> {
    let mut found = Findings::default();
    let bytes = store.read("versions.json")?.unwrap_or_default();
    let versions: Versions = match serde_json::from_slice(&bytes) {
        Ok(versions) => versions,
        Err(error) => {
            found.file(Check::Index, "versions.json", format!("expected a list of versions: {error}"));
            let findings = found.into_vec();
            return Ok(Report { dataset: String::new(), damaged: true, findings, versions: Vec::new() });
        }
    };
    let chosen: Vec<&Entry> = match version {
        Some(version) => vec![diff::named(&versions, version)?],
        None => versions.versions.iter().collect(),
    };
    index(&bytes, &versions, store.read("latest.json")?.as_deref(), &mut found);
    for name in store.names("v")? {
        if !store.may_have_begun() && !versions.versions.iter().any(|entry| entry.version.to_string() == name) {
            found.file(Check::Extra, &format!("v/{name}"), "versions.json does not name it");
        }
    }
    let target = version.and(chosen.first().copied()).or(versions.current());
    let again = built.zip(target).map(|((project, prepared), target)| Again {
        project,
        prepared,
        before: versions.before(target),
        version: target.version.to_string(),
    });
    let looked = chosen
        .iter()
        .map(|entry| self::version(store, &versions.dataset, entry, documents, again.as_ref(), &mut found));
    let looked: Vec<Version> = looked.collect::<Result<_, _>>()?;
    let findings = found.into_vec();
    let damaged = !findings.is_empty() || looked.iter().any(|version| !version.findings.is_empty());
    Ok(Report { dataset: versions.dataset, damaged, findings, versions: looked })
}

/// Looks at a version of `dataset`. What contradicts versions.json goes to `about_index`.
fn version(
    store: &Store,
    dataset: &str,
    entry: &Entry,
    documents: Option<&Documents>,
    again: Option<&Again<'_>>,
    about_index: &mut Findings,
) -> Result<Version, Error> {
    let path = format!("v/{}", entry.version);
    let mut found = Findings::of(&path);
    let mut hashes = Hashes::new();
    for name in store.names(&path)? {
        match store.read(&format!("{path}/{name}")) {
            Ok(bytes) => drop(hashes.insert(name, id::sha256(&bytes.unwrap_or_default()))),
            Err(error) => found.file(Check::Extra, &name, error.to_string()),
        }
    }
    let read = |name: &str| store.read(&format!("{path}/{name}")).ok().flatten();
    let whole = sums(&hashes, read(SUMS).as_deref(), entry, &mut found, about_index);
    let read_whole = |name: &str| whole.contains(name).then(|| read(name)).flatten();
    records(dataset, entry, read_whole, about_index);
    let yanked = entry.yanked.as_ref().map(|yanked| yanked.reason.clone()).unwrap_or_default();
    let mut out = Version { version: entry.version.to_string(), yanked, files: hashes.len(), ..Version::default() };
    if let Some(again) = again.filter(|again| again.version == out.version) {
        out.rebuilt = again.compare(store, entry, &hashes, &read_whole, &mut found)?;
    }
    let package = read_whole("datapackage.json").map(|bytes| serde_json::from_slice::<Package>(&bytes));
    match package {
        Some(Ok(package)) => {
            let kept = tables(&package, &hashes, &read, &read_whole, &mut found);
            out.tables = kept.len();
            out.rows = kept.values().map(Kept::len).sum();
            if let (Some(claims), Some(sources)) = (kept.get("claims"), kept.get("sources")) {
                let places = Places::new(claims, sources, &mut found);
                out.claims = places.claims.len();
                if let Some(documents) = documents {
                    let same_tool = entry.run.code == env!("CUANTIA_CODE");
                    evidence(&places, sources, &claims.file, documents, same_tool, &mut out, &mut found);
                }
            }
        }
        Some(Err(error)) => found.file(Check::Schema, "datapackage.json", error.to_string()),
        // That it is damaged or not there is told.
        None => {}
    }
    out.findings = found.into_vec();
    Ok(out)
}

/// Looks at the tables and gives what is needed of them, by name.
fn tables(
    package: &Package,
    hashes: &Hashes,
    read: &impl Fn(&str) -> Option<Vec<u8>>,
    read_whole: &impl Fn(&str) -> Option<Vec<u8>>,
    found: &mut Findings,
) -> BTreeMap<String, Kept> {
    let mut keep: BTreeSet<&str> = Places::COLUMNS.into_iter().chain(["sha256", "path"]).collect();
    for key in package.resources.iter().flat_map(|resource| &resource.schema.foreign_keys) {
        keep.extend(key.fields.iter().chain(&key.reference.fields).map(String::as_str));
    }
    let mut out = BTreeMap::new();
    for resource in &package.resources {
        let hash = hashes.get(&resource.path);
        if let Some(hash) =
            hash.filter(|hash| read_whole(&resource.path).is_some() && resource.hash != format!("sha256:{hash}"))
        {
            let message = format!("its SHA-256 is {hash}, datapackage.json says {}", resource.hash);
            found.file(Check::Checksum, &resource.path, message);
        }
        let name = resource.table();
        if out.contains_key(name) {
            continue;
        }
        let of = |format: &str| {
            let path = format!("{name}.{format}");
            package.resources.iter().find(|resource| resource.path == path)
        };
        let files = Files {
            parquet: of("parquet").and_then(|resource| Some((resource, read_whole(&resource.path)?))),
            // Damaged text can be read, and it can be said where it differs.
            csv: of("csv").and_then(|resource| Some((resource, read(&resource.path)?))),
        };
        out.insert(name.to_owned(), table(files, &keep, found));
    }
    references(package, &out, found);
    out
}

/// Looks for every claim at its place in its document.
fn evidence(
    places: &Places,
    sources: &Kept,
    file: &str,
    documents: &Documents,
    same_tool: bool,
    out: &mut Version,
    found: &mut Findings,
) {
    let mut by_source: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for place in &places.claims {
        by_source.entry(&place.source_id).or_default().push(place);
    }
    let paths: BTreeMap<&str, &str> = sources.cells(["source_id", "path"]).map(|(_, [id, path])| (id, path)).collect();
    let looked: Vec<_> = by_source
        .into_par_iter()
        .map(|(source_id, claims)| {
            let path = paths.get(source_id).copied().unwrap_or_default();
            let sha256 = claims.first().map(|claim| claim.sha256.as_str()).unwrap_or_default();
            let name = path.rsplit('/').next().unwrap_or(path);
            let raw = documents.by_hash.get(sha256).and_then(|full| fs::read(full).ok());
            let Some(raw) = raw.filter(|raw| id::sha256(raw) == sha256) else {
                let why = if documents.names.contains(name) { "changed" } else { "gone" };
                let claims = claims.iter().map(|claim| claim.claim_id.clone()).collect();
                return Err(Orphaned {
                    source_id: source_id.into(),
                    path: path.into(),
                    sha256: sha256.into(),
                    why,
                    claims,
                });
            };
            let document = document::read(name, &raw);
            let look = |claim: &&Place| (claim.claim_id.clone(), misplaced(claim, &document, &raw, same_tool));
            Ok(claims.iter().map(look).collect::<Vec<_>>())
        })
        .collect();
    for document in looked {
        match document {
            Err(orphaned) => out.orphaned.push(orphaned),
            Ok(claims) => {
                for (claim, fault) in claims {
                    match fault {
                        None => out.found += 1,
                        Some(message) => found.cell(Check::Evidence, file, &claim, "exact", message),
                    }
                }
            }
        }
    }
}
