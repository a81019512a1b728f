//! Annotated claims: read, checked, and found in their document.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    base::{Change, Comparator, Diagnostic, Kind, Modality, Span},
    document::Source,
};

/// A line of an annotation. What `null` means is said in FORMAT.md.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Gold {
    /// Text that stands once in the document, the quantity in `[[ ]]`.
    pub context: String,
    /// False for a quantity that may be read or left out.
    pub core: bool,
    pub kind: Kind,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub comparator: Option<Comparator>,
    pub unit: Option<String>,
    pub concept: Option<String>,
    pub change: Option<Change>,
    pub modality: Option<Modality>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub attribution: Option<String>,
    pub notes: Option<Vec<String>>,
    pub indicator: Option<String>,
}

/// Every member that a line has; none may be missing and no other be there.
const MEMBERS: [&str; 16] = [
    "context",
    "core",
    "kind",
    "value",
    "low",
    "high",
    "comparator",
    "unit",
    "concept",
    "change",
    "modality",
    "place",
    "period",
    "attribution",
    "notes",
    "indicator",
];

/// An annotated claim and where its quantity stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    pub gold: Gold,
    /// Of the quantity, in the raw file; in the extracted text for PDF.
    pub span: Span,
    /// Line of the quantity in the document, from 1.
    pub line: usize,
    /// The context in pieces: before the quantity, the quantity, behind it.
    pub context: [String; 3],
}

/// A line that could be read, before its document is looked at.
struct Line {
    number: usize,
    gold: Gold,
    context: [String; 3],
}

impl Gold {
    /// Reads an annotation (JSON Lines, UTF-8) and finds its quantities in the document. `path` is what findings call the
    /// annotation.
    ///
    /// # Errors
    /// Every line that is no such claim, or whose context does not stand in the document exactly once.
    pub fn locate(text: &str, path: &str, source: &Source) -> Result<Vec<Located>, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut lines = Vec::new();
        for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            match read(line) {
                Ok((gold, context)) => lines.push(Line { number: n + 1, gold, context }),
                Err(fault) => faults.push(fault.at(path, n + 1)),
            }
        }
        let plain: Vec<String> = lines.iter().map(|line| line.context.concat()).collect();
        let Some(found) = occurrences(&plain, &source.text) else {
            let message = "the contexts are too long to be looked for";
            faults.push(Diagnostic::error("invalid-gold", message).at(path, 0).help("split the file"));
            return Err(faults);
        };
        let mut located = Vec::new();
        for (line, plain) in lines.into_iter().zip(&plain) {
            let (times, at) = found.get(plain.as_str()).copied().unwrap_or_default();
            if times != 1 {
                faults.push(not_once(times, plain).at(path, line.number));
                continue;
            }
            let start = at + line.context[0].len();
            let span = source.bytes(Span::new(start, start + line.context[1].len()));
            located.push(Located { gold: line.gold, span, line: source.line(start), context: line.context });
        }
        faults.sort_by_key(|fault| fault.line);
        if faults.is_empty() { Ok(located) } else { Err(faults) }
    }
}

/// A line's claim and the three pieces of its context.
fn read(line: &str) -> Result<(Gold, [String; 3]), Diagnostic> {
    let fault = |message: String| Diagnostic::error("invalid-gold", message);
    let members: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| fault(format!("expected a JSON object: {error}")))?;
    let known: BTreeSet<&str> = MEMBERS.into();
    let there: BTreeSet<&str> = members.keys().map(String::as_str).collect();
    let list = |what: &str, names: Vec<&str>| {
        (!names.is_empty()).then(|| format!("{what} {}", names.join(", "))).into_iter().collect::<String>()
    };
    let wrong = [
        list("missing:", MEMBERS.into_iter().filter(|m| !there.contains(m)).collect()),
        list("unknown:", there.difference(&known).copied().collect()),
    ];
    if wrong.iter().any(|part| !part.is_empty()) {
        let message = wrong.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        let help = format!("the keys here are {}", MEMBERS.join(", "));
        return Err(fault(message).help(help));
    }
    // One by one, so that the finding names the member.
    for (name, value) in &members {
        check(name, value).map_err(|error| fault(format!("`{name}`: {error}")))?;
    }
    let gold: Gold = serde_json::from_value(Value::Object(members)).map_err(|error| fault(error.to_string()))?;
    let pieces = gold.context.split_once("[[").and_then(|(before, rest)| {
        let (quantity, after) = rest.split_once("]]")?;
        let unix = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        (!quantity.is_empty()).then(|| [unix(before), unix(quantity), unix(after)])
    });
    match pieces {
        Some(pieces) => Ok((gold, pieces)),
        None => Err(fault(format!("`context` has no quantity in [[ ]]: {:?}", gold.context))
            .help("put [[ and ]] around the number and its unit, as in \"some [[40 ships]] called\"")),
    }
}

/// Whether a member has the type it must have.
fn check(name: &str, value: &Value) -> Result<(), serde_json::Error> {
    match name {
        "context" => String::deserialize(value).map(drop),
        "core" => bool::deserialize(value).map(drop),
        "kind" => Kind::deserialize(value).map(drop),
        "value" | "low" | "high" => Option::<f64>::deserialize(value).map(drop),
        "comparator" => Option::<Comparator>::deserialize(value).map(drop),
        "change" => Option::<Change>::deserialize(value).map(drop),
        "modality" => Option::<Modality>::deserialize(value).map(drop),
        "notes" => Option::<Vec<String>>::deserialize(value).map(drop),
        _ => Option::<String>::deserialize(value).map(drop),
    }
}

/// How often each context stands in the text (not counting occurrences that overlap) and where the first does. One pass
/// over the text, however many contexts there are. `None` where they are too many for that.
fn occurrences<'c>(contexts: &'c [String], text: &str) -> Option<BTreeMap<&'c str, (usize, usize)>> {
    let different: Vec<&str> = contexts.iter().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect();
    let searcher = AhoCorasick::new(&different).ok()?;
    // Of each: how often, where first, and where the last one ends.
    let mut found = vec![(0, 0, 0); different.len()];
    for one in searcher.find_overlapping_iter(text) {
        let (times, first, end) = &mut found[one.pattern().as_usize()];
        if *times == 0 {
            *first = one.start();
        } else if one.start() < *end {
            continue;
        }
        *times += 1;
        *end = one.end();
    }
    Some(different.into_iter().zip(found.into_iter().map(|(times, first, _)| (times, first))).collect())
}

fn not_once(times: usize, plain: &str) -> Diagnostic {
    let message = match times {
        0 => format!("the context does not stand in the document: {plain:?}"),
        _ => format!("the context stands in the document {times} times: {plain:?}"),
    };
    let help = match times {
        0 => "copy it from the document as it stands there, with its mark-up and line breaks (\\n)",
        _ => "take more of the words around it, so that it stands there once",
    };
    Diagnostic::error("context-not-once", message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;

    const TEXT: &str = "In 2019, 40 ships called.\nIn 2020, 40 ships left,\nthen 7 ships.\n";

    fn line(context: &str) -> String {
        format!(
            r#"{{"context": {context:?}, "core": true, "kind": "count", "value": 40, "low": null, "high": null, "comparator": "=", "unit": "ship", "concept": "ships", "change": null, "modality": "asserted", "place": null, "period": null, "attribution": null, "notes": [], "indicator": null}}"#
        )
    }

    fn locate(annotation: &str) -> Result<Vec<Located>, Vec<Diagnostic>> {
        let raw = TEXT.as_bytes();
        Gold::locate(annotation, "a.claims.jsonl", &Source::new(&document::read("a.txt", raw), raw))
    }

    fn faults(annotation: &str) -> Vec<(usize, String)> {
        locate(annotation).expect_err("a fault").into_iter().map(|d| (d.line, d.message)).collect()
    }

    #[test]
    fn quantities_are_found_by_their_context() {
        let found =
            locate(&format!("{}\n\n{}\n", line("[[40 ships]] left,\nthen"), line("then [[7 ships]]"))).expect("both");
        let read: Vec<_> = found.iter().map(|g| (&TEXT[g.span], g.line)).collect();
        assert_eq!(read, [("40 ships", 2), ("7 ships", 3)]);
        assert!(locate("").expect("nothing").is_empty());
    }

    #[test]
    fn a_context_stands_there_exactly_once() {
        let found = faults(&format!("{}\n{}\n{}", line("[[40 ships]]"), line("[[8 ships]]"), line("then [[7 ships]]")));
        assert_eq!(found[0], (1, "the context stands in the document 2 times: \"40 ships\"".into()));
        assert_eq!(found[1], (2, "the context does not stand in the document: \"8 ships\"".into()));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn members_are_all_there_and_of_their_kind() {
        let whole = line("then [[7 ships]]");
        for (from, to, said) in [
            ("\"core\": true, ", "", "missing: core"),
            ("\"core\"", "\"cor\"", "missing: core; unknown: cor"),
            ("\"count\"", "\"cuont\"", "`kind`: unknown variant `cuont`"),
            ("\"=\"", "\"==\"", "`comparator`: unknown variant `==`"),
            ("40", "\"40\"", "`value`: invalid type"),
            ("[[7", "[7", "`context` has no quantity in [[ ]]"),
            ("[[7 ships]]", "[[]]", "`context` has no quantity in [[ ]]"),
            ("{", "[", "expected a JSON object"),
        ] {
            let found = faults(&whole.replacen(from, to, 1));
            assert!(found.len() == 1 && found[0].1.starts_with(said), "{said} is not in {found:?}");
        }
    }

    #[test]
    fn occurrences_that_overlap_count_once() {
        let contexts = ["aa".to_owned(), "a a".to_owned(), "aa".to_owned()];
        let found = occurrences(&contexts, "xaaa a a").expect("few");
        assert_eq!(found["aa"], (1, 1));
        assert_eq!(found["a a"], (1, 3));
    }
}
