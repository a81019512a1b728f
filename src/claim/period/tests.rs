//! Sentences and the periods of their claims.

use crate::{
    base::period::Date,
    claim::{self, Context},
    document,
    vocabulary::{Extensions, Vocabulary},
};

/// The periods of the claims of a text that are not minor, `-` where there is none.
fn periods(text: &str, published: &str) -> String {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let published = Date::parse(published);
    let context = Context { source_id: "note", vocabulary: &vocabulary, indicators: &[], published };
    let document = document::read("note.txt", text.as_bytes());
    let claims = claim::claims(&document, &context).into_iter().filter(|c| c.core);
    claims.map(|c| c.period.map_or_else(|| "-".into(), |p| p.to_string())).collect::<Vec<_>>().join(" ")
}

#[test]
fn clauses_date_what_they_belong_to() {
    for (text, want) in [
        ("The boat was carrying 312 people, by its papers, when it hit a rock and sank on 3 March.", "2025-03-03"),
        ("Some 83 people have died in the region since the river burst its banks on Friday.", "2025-02-28/.."),
        ("Helicopters lifted 1,270 people off roofs on Sunday and Monday.", "2025-03-02/2025-03-03"),
        ("Between 310 and 360 millimetres of rain fell from Friday to Sunday.", "2025-02-28/2025-03-02"),
        ("The yard built 14 ferries in 2019, and the following year it built 40 boats.", "2019 2020"),
        ("The firm employs 1,900 people and in 2023 had sales of $5 million.", "- 2023"),
    ] {
        assert_eq!(periods(text, "2025-03-04"), want, "{text}");
    }
    assert_eq!(periods("Some 400 people were killed in the past year.", "2024-01-30"), "2023");
}
