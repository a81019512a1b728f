//! From what pipeline.toml says to what the stages can rely on.

use super::{
    Config, Dataset, Indicator, Input, Publish, Reconcile, TableFormat, VersionRule, address, source::Source, wire,
};
use crate::{
    base::{Amount, Diagnostic, Kind, Period, period::Date},
    vocabulary::{Extensions, HedgeRow, PeriodRow, PlaceRow, UnitRow},
};

pub(super) fn config(wire: &wire::Config, source: &Source<'_>) -> Result<Config, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let config = Config {
        dataset: dataset(&wire.dataset, source, &mut found),
        input: input(&wire.input, source, &mut found),
        indicators: wire.indicator.clone(),
        extensions: extensions(wire, source, &mut found),
        reconcile: reconcile(&wire.reconcile, source, &mut found),
        publish: publish(&wire.publish, source, &mut found),
        example_lines: (0..wire.indicator.len()).map(|row| source.item_lines("indicator", row, "examples")).collect(),
    };
    for (row, indicator) in wire.indicator.iter().enumerate() {
        let mut wrong = |key, id, message: String| found.push(source.error("indicator", Some(row), key, id, message));
        for (key, message) in indicator_faults(indicator) {
            wrong(key, "invalid-indicator", format!("indicator {:?}: {message}", indicator.id));
        }
        if wire.indicator[..row].iter().any(|before| before.id == indicator.id) {
            wrong("id", "duplicate-indicator", format!("indicator {:?} is defined twice", indicator.id));
        }
    }
    if found.is_empty() { Ok(config) } else { Err(found) }
}

fn dataset(wire: &wire::Dataset, source: &Source<'_>, found: &mut Vec<Diagnostic>) -> Dataset {
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if !wire.name.starts_with(|c: char| c.is_ascii_lowercase()) || !wire.name.chars().all(sign) {
        let message = format!(
            "expected a name that starts with a lower case letter and goes on with letters, digits, `-` and `_`, \
             found {:?}",
            wire.name
        );
        found.push(
            source
                .error("dataset", None, "name", "invalid-name", message)
                .help("the name becomes a folder; what people read goes into `title`"),
        );
    }
    Dataset {
        name: wire.name.clone(),
        title: wire.title.clone().unwrap_or_else(|| wire.name.clone()),
        description: wire.description.clone(),
        licence: wire.licence.clone(),
        contributors: wire.contributors.clone(),
        homepage: wire.homepage.clone(),
        version_rule: wire.version_rule.unwrap_or(VersionRule::DataPackage),
    }
}

fn input(wire: &wire::Input, source: &Source<'_>, found: &mut Vec<Diagnostic>) -> Input {
    let paths = wire.paths.clone().unwrap_or_else(|| vec!["raw/*".into()]);
    for path in &paths {
        if let Some(fault) = path_fault(path) {
            found.push(source.error("input", None, "paths", "invalid-path", format!("input {path:?} {fault}")));
        } else if let Err(error) = glob::Pattern::new(path) {
            let message = format!("input {path:?} is no glob: {error}");
            found.push(source.error("input", None, "paths", "invalid-glob", message));
        }
    }
    Input { paths }
}

/// Why a path cannot be one inside the project, where it cannot.
fn path_fault(path: &str) -> Option<&'static str> {
    if path.trim().is_empty() {
        Some("is empty")
    } else if path.starts_with(['/', '\\']) || path.get(1..2) == Some(":") {
        Some("is absolute; paths are relative to pipeline.toml")
    } else if path.split(['/', '\\']).any(|part| part == "..") {
        Some("leads out of the project")
    } else {
        None
    }
}

fn publish(wire: &wire::Publish, source: &Source<'_>, found: &mut Vec<Diagnostic>) -> Publish {
    let to = wire.to.clone().unwrap_or_else(|| "datasets".into());
    if address::is_address(&to) {
        let fault = address::fault(&to);
        found.extend(fault.map(|f| source.error("publish", None, "to", &f.id, f.message).help(f.help)));
    } else if to.trim().is_empty() {
        found.push(source.error("publish", None, "to", "invalid-path", "expected a folder, found nothing"));
    }
    let formats = wire.formats.clone().unwrap_or_else(|| TableFormat::ALL.to_vec());
    if formats.is_empty() {
        let message = "expected at least one of parquet, csv; found none";
        found.push(source.error("publish", None, "formats", "no-format", message));
    }
    Publish { to, formats, workbook: wire.workbook.unwrap_or(true) }
}

fn reconcile(wire: &wire::Reconcile, source: &Source<'_>, found: &mut Vec<Diagnostic>) -> Reconcile {
    let default = Reconcile::default();
    let tolerance = wire.tolerance.unwrap_or(default.tolerance);
    if tolerance.is_negative() || tolerance > Amount::ONE {
        let message = format!("expected a relative tolerance from 0 to 1, found {tolerance}");
        found.push(source.error("reconcile", None, "tolerance", "invalid-tolerance", message));
    }
    Reconcile { method: wire.method.unwrap_or(default.method), tolerance, reference: wire.reference.clone() }
}

fn extensions(wire: &wire::Config, source: &Source<'_>, found: &mut Vec<Diagnostic>) -> Extensions {
    let mut out = Extensions::default();
    let blank = |names: &[String]| names.is_empty() || names.iter().any(|n| n.trim().is_empty());
    for (row, place) in wire.place.iter().enumerate() {
        if blank(&place.names) {
            found.push(source.error("place", Some(row), "names", "invalid-place", "expected names, found none"));
        }
        if !is_place_code(&place.code) {
            let message = format!("expected an ISO 3166-1 alpha-3 code such as MEX, found {:?}", place.code);
            found.push(source.error("place", Some(row), "code", "invalid-place", message));
        }
        out.places.push(PlaceRow { names: place.names.clone(), code: place.code.clone() });
    }
    for (row, period) in wire.period.iter().enumerate() {
        let text = format!("{}/{}", period.start, period.end.as_deref().unwrap_or(".."));
        let read = Date::parse(&period.start).and_then(|_| Period::parse(&text));
        match read {
            Some(read) if !period.name.trim().is_empty() => {
                out.periods.push(PeriodRow {
                    name: period.name.clone(),
                    aliases: period.aliases.clone(),
                    period: read,
                });
            }
            Some(_) => {
                found.push(source.error("period", Some(row), "name", "invalid-period", "expected a name, found none"));
            }
            None => {
                let message = format!("expected dates such as 2006, 2006-12 or 2006-12-01 in order, found {text}");
                found.push(source.error("period", Some(row), "start", "invalid-period", message));
            }
        }
    }
    for (row, unit) in wire.unit.iter().enumerate() {
        let kind = unit.kind.unwrap_or(Kind::Measure);
        if blank(&unit.names) {
            found.push(source.error("unit", Some(row), "names", "invalid-unit", "expected names, found none"));
        }
        if let Some(fault) = unit_fault(kind, &unit.unit) {
            found.push(source.error("unit", Some(row), "unit", "invalid-unit", fault));
        }
        out.units.push(UnitRow { names: unit.names.clone(), unit: unit.unit.clone(), kind, ucum: unit.ucum.clone() });
    }
    for (row, hedge) in wire.hedge.iter().enumerate() {
        if hedge.phrase.trim().is_empty() {
            found.push(source.error("hedge", Some(row), "phrase", "invalid-hedge", "expected a phrase, found none"));
        }
        out.hedges.push(HedgeRow { phrase: hedge.phrase.clone(), comparator: hedge.comparator });
    }
    out
}

/// What is wrong with an indicator: the key it is about, and the message.
fn indicator_faults(indicator: &Indicator) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !indicator.id.starts_with(|c: char| c.is_ascii_lowercase()) || !indicator.id.chars().all(sign) {
        out.push((
            "id",
            "the id must start with a lower case letter and go on with lower case letters, digits and `_`".into(),
        ));
    }
    if indicator.title.trim().is_empty() {
        out.push(("title", "the title is empty".into()));
    }
    if indicator.all.is_empty() && indicator.nouns.is_empty() {
        let message = "no words say which claims belong to it: give `all`, a list of groups of stems or phrases";
        out.push(("all", message.into()));
    }
    let blank = |words: &[String]| words.iter().any(|w| w.trim().is_empty());
    if indicator.all.iter().any(|group| group.is_empty() || blank(group)) {
        out.push(("all", "an empty group or word in `all` would match everything or nothing".into()));
    }
    if blank(&indicator.none) {
        out.push(("none", "an empty word in `none` would refuse everything".into()));
    }
    if blank(&indicator.nouns) {
        out.push(("nouns", "an empty word in `nouns`".into()));
    }
    if let Some(fault) = unit_fault(indicator.kind, &indicator.unit) {
        out.push(("unit", fault));
    }
    for place in indicator.places.iter().filter(|p| !is_place(p)) {
        out.push(("places", format!("expected codes such as MEX, CAN+MEX or MEX>USA, found {place:?}")));
    }
    for (key, tolerance) in [("tolerance", indicator.tolerance), ("tolerance_absolute", indicator.tolerance_absolute)] {
        if tolerance.is_some_and(Amount::is_negative) {
            out.push((key, format!("`{key}` is negative")));
        }
    }
    if indicator.examples.iter().any(|e| e.text.trim().is_empty()) {
        out.push(("examples", "an example without a text".into()));
    }
    out
}

/// Why a unit does not fit its kind.
fn unit_fault(kind: Kind, unit: &str) -> Option<String> {
    let wanted = match kind {
        Kind::Money if !is_place_code(unit) => "an ISO 4217 code such as USD",
        Kind::Share if !matches!(unit, "percent" | "percentage point") => "percent or percentage point",
        Kind::Rate if !unit.starts_with("per ") => "per so many, such as `per 100000`",
        Kind::Rank if unit != "rank" => "rank",
        Kind::Count | Kind::Measure | Kind::Ratio if unit.trim().is_empty() => "a name in the singular",
        _ => return None,
    };
    Some(format!("kind {kind} needs {wanted} as its unit, found {unit:?}"))
}

/// Three capitals: what alpha-3 and ISO 4217 codes look like.
fn is_place_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// `MEX`, `CAN+MEX`, `MEX>USA`.
fn is_place(text: &str) -> bool {
    text.split('>').count() <= 2 && text.split(['>', '+']).all(is_place_code)
}
