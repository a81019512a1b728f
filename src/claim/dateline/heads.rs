//! How documents begin: a head a section, with the document's own date and the period that it covers.

use super::*;
use crate::{document, text, vocabulary::Extensions};

const HEADS: &str = include_str!("heads.txt");

/// How many heads there are at least.
const LEAST: usize = 70;

#[test]
fn heads_tell_the_date_and_what_a_document_covers() {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let heads: Vec<&str> = HEADS.split("\n=== ").skip(1).collect();
    assert!(heads.len() >= LEAST);
    let mut wrong = Vec::new();
    for head in heads {
        let (want, body) = head.split_once('\n').expect("a head and what follows");
        let document = document::read("head.txt", body.as_bytes());
        let sentences: Vec<Sentence<'_>> =
            text::sentences(&document, &vocabulary.language).map(|sentence| sentence.with(&vocabulary)).collect();
        let stated = find(&sentences, &vocabulary, None, &Terms::default());
        let date = stated.date.or(document.stated.updated).map_or("-".to_owned(), |date| date.to_string());
        let covers = stated.topic.or(stated.blanket).map_or("-".to_owned(), |period| period.to_string());
        if format!("{date} | {covers}") != want {
            wrong.push(format!("=== {date} | {covers} and not {want}\n{body}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
