//! When figures are of: the paragraphs of tests/periods with the period of each figure, against `tests/scores/periods.txt`.
//! `UPDATE_SCORES=1 cargo test periods` writes it.

use std::{fmt::Write as _, fs, path::Path};

use cuantia::pipeline::Project;

use crate::accuracy;

/// A figure of a paragraph: where it stands in the text, and its period.
struct Figure<'t> {
    start: usize,
    exact: &'t str,
    period: Option<&'t str>,
}

#[test]
fn figures_are_of_their_periods() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let extractor =
        Project::load(&root.join("pipeline.toml")).and_then(|p| p.extractor()).expect("the shipped project");
    let paragraphs = fs::read_to_string(root.join("tests/periods/paragraphs.txt")).expect("the paragraphs");
    let (mut all, mut right, mut errors) = (0, 0, String::new());
    for (number, part) in paragraphs.split("\n# ").skip(1).enumerate() {
        let (head, text) = part.trim_end().split_once('\n').expect("a line above the paragraph");
        let (date, genre) = head.split_once(' ').expect("a date and a kind");
        let mut read = if date == "-" { String::new() } else { format!("By Anna Muster, {date}\n\n") };
        let figures = figures(text, &mut read);
        let claims = extractor.extract("paragraph", "paragraph.txt", read.as_bytes(), None).claims;

        for figure in figures {
            all += 1;
            let end = figure.start + figure.exact.len();
            let claim = claims.iter().find(|claim| {
                let span = claim.span;
                span.start() < end && figure.start < span.end()
            });
            let got = claim.map(|claim| claim.period.map(|period| period.to_string()));
            if got.as_ref().map(Option::as_deref) == Some(figure.period) {
                right += 1;
                continue;
            }
            let period = |period: Option<&str>| period.unwrap_or("-").to_owned();
            let got = got.map_or_else(|| "not found".to_owned(), |got| period(got.as_deref()));
            let wanted = period(figure.period);
            writeln!(errors, "{} ({genre}): {}: want {wanted} got {got}", number + 1, figure.exact).expect("a string");
        }
    }
    assert!(all > 500, "there are figures");
    accuracy::compare("periods", &format!("{right} of {all} figures\n{errors}"));
}

/// The figures of a marked text, which is written without its marks behind `read`.
fn figures<'t>(text: &'t str, read: &mut String) -> Vec<Figure<'t>> {
    let mut parts = text.split("[[");
    read.push_str(parts.next().unwrap_or_default());
    parts
        .map(|part| {
            let (mark, rest) = part.split_once("]]").expect("a closed mark");
            let (exact, period) = mark.split_once(" | ").expect("a figure and its period");
            let start = read.len();
            read.push_str(exact);
            read.push_str(rest);
            Figure { start, exact, period: Some(period).filter(|period| *period != "-") }
        })
        .collect()
}
