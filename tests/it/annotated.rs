//! The documents of tests/corpus with what is read from them, for people's eyes: each sentence with its numbers
//! marked, and under it a line a claim. `cargo insta review` shows what a change of the rules does to them.

use std::{fmt::Write as _, fs, path::Path};

use cuantia::{
    base::Modality,
    claim::{self, Claim, Context},
    document,
    text::language,
    vocabulary::{Extensions, LANGUAGES, Vocabulary},
};

#[test]
fn documents_are_read_as_annotated() {
    let built_in = |language: &str| Vocabulary::new(language, &Extensions::default()).expect("the built-in vocabulary");
    let vocabularies: Vec<Vocabulary> = LANGUAGES.iter().map(|language| built_in(language.code)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("tests/corpus")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .filter(|name| Path::new(name).extension().is_some_and(|e| e != "jsonl") && name != "README.md")
        .collect();
    names.sort();
    assert!(names.len() >= 14, "the corpus has documents");
    for name in names {
        let raw = fs::read(folder.join(&name)).expect("a document");
        let document = document::read(&name, &raw);
        let language = language::of(&document);
        let vocabulary = vocabularies.iter().find(|v| v.language == language).expect("a language of ours");
        let context = Context { source_id: &name, published: None, vocabulary, indicators: &[] };
        let claims = claim::claims(&document, &context);
        for claim in &claims {
            assert_eq!(&document.text[claim.span], claim.exact, "the span of a claim gives back its exact text");
        }
        let settings = {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path("../snapshots");
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings
        };
        settings.bind(|| insta::assert_snapshot!(name.split('.').next().unwrap_or(&name), annotate(&claims)));
    }
}

/// Each sentence once, its claims in brackets with a number, then a line a claim.
fn annotate(claims: &[Claim]) -> String {
    let mut out = String::new();
    for of_sentence in claims.chunk_by(|a, b| a.sentence_span == b.sentence_span) {
        let first = &of_sentence[0];
        let mut at = 0;
        for (n, claim) in of_sentence.iter().enumerate() {
            let start = claim.span.start() - first.sentence_span.start();
            let end = claim.span.end() - first.sentence_span.start();
            if start >= at {
                let _ = write!(out, "{}[{}]{}", &first.sentence[at..start], &first.sentence[start..end], n + 1);
                at = end;
            }
        }
        let _ = writeln!(out, "{}", &first.sentence[at..]);
        for (n, claim) in of_sentence.iter().enumerate() {
            let _ = writeln!(out, "  {}", line(n + 1, claim));
        }
        out.push('\n');
    }
    out
}

fn line(n: usize, claim: &Claim) -> String {
    let size = match (claim.value, claim.low, claim.high) {
        (Some(value), ..) => value.to_string(),
        (None, Some(low), Some(high)) => format!("{low}..{high}"),
        (None, Some(low), None) => format!("{low}.."),
        _ => "?".into(),
    };
    let mut line = format!("{n} {} {}{size} {}", claim.kind, claim.comparator, claim.unit);
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(line, " · {name} {value}");
        }
    };
    add("of", &claim.concept);
    add("change", claim.change.map_or("", |c| c.as_str()));
    add("modality", if claim.modality == Modality::Asserted { "" } else { claim.modality.as_str() });
    add("place", claim.place.as_deref().unwrap_or_default());
    add("period", &claim.period.map(|p| p.to_string()).unwrap_or_default());
    add("by", claim.attribution.as_deref().unwrap_or_default());
    add("notes", &claim.notes.join(" "));
    if !claim.core {
        line.push_str(" · minor");
    }
    line
}
