//! The footnotes and endnotes on a number.

use crate::{base::Span, document::Document};

/// The labels of the notes behind a quantity: the first marks that stand behind it in its sentence, all those at one
/// place. `end` is the quantity's end in the text.
#[must_use]
pub fn labels(document: &Document, sentence: Span, end: usize) -> Vec<String> {
    let from = document.marks.partition_point(|m| m.at < end);
    let marks = &document.marks[from..];
    // A mark behind the closing full stop or quotation mark stands at the sentence's very end.
    let Some(first) = marks.first().filter(|m| m.at <= sentence.end() + 1) else { return Vec::new() };
    let mut labels: Vec<String> = Vec::new();
    for mark in marks.iter().take_while(|m| m.at == first.at) {
        if !labels.contains(&mark.label) {
            labels.push(mark.label.clone());
        }
    }
    labels
}

/// The texts of notes, in the order of their labels; a label without a note gives nothing.
#[must_use]
pub fn cited(document: &Document, labels: &[String]) -> Vec<String> {
    labels
        .iter()
        .filter_map(|label| document.notes.iter().find(|note| &note.label == label))
        .map(|note| note.text.clone())
        .collect()
}
