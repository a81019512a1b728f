//! The rules on small cases, and what must never change them.

use proptest::prelude::*;

use super::{sample::*, *};
use crate::{
    base::{Accumulates, Amount, Kind, Period},
    claim::Claim,
};

/// Claims with their documents, reconciled for one indicator.
fn run(indicator: &Indicator, documents: &[(Source, Vec<Claim>)]) -> Reconciled {
    let sources: Vec<_> = documents.iter().map(|(source, _)| source.clone()).collect();
    let claims: Vec<_> = documents
        .iter()
        .flat_map(|(source, claims)| {
            claims.iter().map(|claim| Sourced { claim, source_id: &source.source_id, dropped: false })
        })
        .collect();
    reconcile(&claims, &sources, std::slice::from_ref(indicator), &options()).expect("reconciles")
}

fn one(reconciled: &Reconciled) -> &Observation {
    assert_eq!(reconciled.observations.len(), 1, "{:#?}", reconciled.observations);
    &reconciled.observations[0]
}

/// A document with one claim: `24`, or with a comparator before it: `>70000`.
fn stated(id: &str, published: &str, said: &str) -> (Source, Vec<Claim>) {
    let digits = said.trim_start_matches(['<', '>', '=', '~']);
    let comparator = said[..said.len() - digits.len()].parse().unwrap_or(Comparator::Equal);
    (source(id, published), vec![Claim { comparator, ..claim(id, digits) }])
}

fn cite(mut document: (Source, Vec<Claim>), note: &str) -> (Source, Vec<Claim>) {
    for claim in &mut document.1 {
        claim.notes = vec!["1".into()];
        claim.cited_work = vec![note.into()];
    }
    document
}

#[test]
fn one_document_is_a_single_source_and_counts_once_by_its_most_precise_claim() {
    let rough = Claim { comparator: Comparator::About, claim_id: "clmrough".into(), ..claim("x", "150") };
    let result = run(&indicator(), &[(source("a", "2012"), vec![rough, claim("y", "147")])]);
    let found = one(&result);
    assert_eq!((found.status, found.n_lineages, found.n_claims), (Status::SingleSource, 1, 2));
    assert_eq!((found.value, found.low, found.high), (Some(147.into()), Some(147.into()), Some(147.into())));
    assert_eq!(found.explanation, "147, from one origin (Report a).");
    assert_eq!(result.placed[1].rank, Rank::Preferred);
    assert_eq!(result.placed[0].rank, Rank::Normal);
}

#[test]
fn most_origins_win_and_the_others_are_explained() {
    let documents =
        [stated("a", "2012", "24"), stated("b", "2013", "24"), stated("c", "2013", "~25"), stated("d", "2014", "290")];
    let result = run(&indicator(), &documents);
    let found = one(&result);
    assert_eq!((found.value, found.status, found.n_lineages), (Some(24.into()), Status::Conflicting, 4));
    assert_eq!(found.explanation, "24 (2 of 4 independent origins); 290 (Report d) differs.");
    assert_eq!(found.obs_status, ObsStatus::LowReliability);
    let [conflict] = &result.conflicts[..] else { panic!("{:?}", result.conflicts) };
    assert_eq!((conflict.reason, conflict.gap), (ConflictReason::Unexplained, Some(266.into())));
    assert_eq!(conflict.gap_percent, Some(amount("91.7241")));
    assert_eq!(conflict.explanation, "24 (Report b) and 290 (Report d) differ by 92 %: no reason was found.");
}

#[test]
fn copies_of_one_origin_count_once() {
    let note = "Navy Board, “Ships of the Southern Fleet,” 2011, https://navy.example/fleet.pdf";
    let documents = [
        cite(stated("a", "2012", "29"), note),
        cite(stated("b", "2013", "29"), "https://navy.example/fleet.pdf (accessed 2 May 2013)"),
        cite(stated("c", "2013", "29"), "Ships of the southern fleet; see http://www.navy.example/fleet.pdf"),
        stated("d", "2012", "24"),
        stated("e", "2012", "24"),
    ];
    let result = run(&indicator(), &documents);
    let found = one(&result);
    assert_eq!((found.value, found.n_lineages, found.n_sources), (Some(24.into()), 3, 5));
    let shared: Vec<_> = result.lineages.iter().filter(|l| l.reason == LineageReason::SharedNote).collect();
    assert_eq!(shared.len(), 3);
    assert!(shared.iter().all(|l| l.lineage_id == shared[0].lineage_id));
}

#[test]
fn a_citing_document_shares_the_lineage_of_the_document_it_cites() {
    let mut cited = stated("a", "2012", "24");
    cited.0.title = "Ships of the Southern Fleet".into();
    cited.0.publisher = "Navy Board".into();
    let mut summary = stated("c", "2014", "24");
    summary.0.summarises = "a".into();
    let citing = cite(stated("b", "2013", "24"), "Navy Board: Ships of the Southern Fleet.");
    let result = run(&indicator(), &[cited, citing, summary]);
    assert_eq!((one(&result).status, one(&result).n_lineages), (Status::SingleSource, 1));
    let reasons: Vec<_> = result.lineages.iter().map(|l| l.reason).collect();
    assert_eq!(reasons, [LineageReason::SameSource, LineageReason::SharedNote, LineageReason::Summarises]);
}

/// A document whose text holds its claim, between other words.
fn telling(id: &str, published: &str, said: &str, before: &str, behind: &str) -> (Source, Vec<Claim>) {
    let (mut source, mut claims) = stated(id, published, said);
    let claim = &mut claims[0];
    let shift =
        |span: crate::base::Span| crate::base::Span::new(span.start() + before.len(), span.end() + before.len());
    source.text = format!("{before}{}{behind}", claim.sentence);
    (claim.span, claim.sentence_span) = (shift(claim.span), shift(claim.sentence_span));
    (source, claims)
}

#[test]
fn a_copied_passage_goes_back_to_the_earlier_document_and_the_same_number_alone_to_none() {
    let around = " It had lost three of them in the storm of that winter, as the harbour master told the council.";
    let documents = [
        telling("c", "2014", "24", "The council met. ", around),
        telling("a", "2012", "24", "In short: ", around),
        telling("b", "2013", "24", "Ships are dear. ", " Few of them can put to sea, and nobody says which."),
    ];
    let result = run(&indicator(), &documents);
    assert_eq!((one(&result).n_lineages, one(&result).n_sources), (1, 3), "the sentence itself is copied");
    assert_eq!(result.lineages.iter().filter(|l| l.reason == LineageReason::CopiedPassage).count(), 2);
    let by_claim = |id: &str| result.lineages.iter().find(|l| l.claim_id == id).expect("a lineage").lineage_id.clone();
    let mut apart = documents.clone();
    apart[2].0.text = "Of ships the navy counts as many as there are hours.".into();
    let result = run(&indicator(), &apart);
    assert_eq!(one(&result).n_lineages, 2);
    assert_eq!(by_claim("clmc"), by_claim("clma"));
}

#[test]
fn a_syndicated_document_is_the_one_that_was_first() {
    let words = |n: usize| (0..n).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ") + ". ";
    let documents = [
        telling("late", "2014-05", "24", &words(60), &words(40)),
        telling("first", "2014-04", "24", &words(60), &words(40)),
        telling("other", "2013", "29", "Another text altogether. ", ""),
    ];
    let result = run(&indicator(), &documents);
    assert_eq!((one(&result).n_lineages, one(&result).n_sources), (2, 3));
    let reasons: Vec<_> = result.lineages.iter().map(|l| (l.claim_id.as_str(), l.reason)).collect();
    assert!(reasons.contains(&("clmlate", LineageReason::Syndicated)), "{reasons:?}");
    assert!(reasons.contains(&("clmfirst", LineageReason::SameSource)), "{reasons:?}");
}

#[test]
fn other_methods_choose_among_the_same_lineages_and_keep_the_plain_value_beside_theirs() {
    let documents = [stated("a", "2012", "24"), stated("b", "2013", "24"), stated("c", "2015", "31")];
    let with = |method, reference: &[&str]| {
        let sources: Vec<_> = documents.iter().map(|(source, _)| source.clone()).collect();
        let claims: Vec<_> =
            documents.iter().map(|(s, c)| Sourced { claim: &c[0], source_id: &s.source_id, dropped: false }).collect();
        let reference = reference.iter().map(|id| (*id).to_owned()).collect();
        let indicator = Indicator { method: Some(method), ..indicator() };
        let options = config::Reconcile { reference, ..options() };
        let result = reconcile(&claims, &sources, &[indicator], &options).expect("reconciles");
        let found = one(&result).clone();
        assert_eq!(
            (found.value_unweighted, found.status, found.method),
            (Some(24.into()), Status::Conflicting, method)
        );
        found.value
    };
    assert_eq!(with(Method::Latest, &[]), Some(31.into()));
    assert_eq!(with(Method::Reference, &["c"]), Some(31.into()));
    assert_eq!(with(Method::Reference, &["nobody"]), Some(24.into()));
    assert_eq!(with(Method::Crh, &[]), Some(24.into()));
    assert_eq!(with(Method::Accucopy, &[]), Some(24.into()));
}

#[test]
fn a_claim_with_two_notes_has_two_origins_and_sharing_is_not_passed_on() {
    let both = |id: &str, said: &str, notes: &[&str]| {
        let mut document = stated(id, "2012", said);
        document.1[0].cited_work = notes.iter().map(|n| (*n).to_owned()).collect();
        document
    };
    let (north, south) = ("Northern shipping register 2011", "Southern shipping register 2011");
    let result =
        run(&indicator(), &[both("a", "24", &[north]), both("b", "24", &[north, south]), both("c", "24", &[south])]);
    assert_eq!(one(&result).n_lineages, 2);
    assert_eq!(result.lineages.len(), 4);
}

#[test]
fn status_and_interval_follow_core_and_support() {
    let rate = Indicator { kind: Kind::Rate, ..indicator() };
    let of = |said: &[&str]| {
        let documents: Vec<_> = said
            .iter()
            .enumerate()
            .map(|(n, said)| {
                let mut document = stated(&format!("d{n}"), "2012", said);
                document.1[0].kind = Kind::Rate;
                document
            })
            .collect();
        let result = run(&rate, &documents);
        let found = one(&result);
        let text = |a: Option<Amount>| a.map(|a| a.to_string()).unwrap_or_default();
        (found.status, text(found.value), text(found.low), text(found.high))
    };
    let is = |status, value: &str, low: &str, high: &str| (status, value.to_owned(), low.to_owned(), high.to_owned());
    assert_eq!(of(&["8", "8.2"]), is(Status::Agreed, "8.2", "7.7425", "8.6625"));
    assert_eq!(of(&["8", "9.4"]), is(Status::Compatible, "8", "7.125", "9.9225"));
    assert_eq!(of(&["8", "12", "12"]), is(Status::Conflicting, "12", "7.5", "12.5"));
    assert_eq!(of(&["~8", "<~9"]), is(Status::Agreed, "9", "8.075", "9"));
}

#[test]
fn a_lone_bound_stays_a_bound() {
    let result = run(&indicator(), &[stated("a", "2012", ">70000")]);
    let found = one(&result);
    assert_eq!((found.value, found.comparator), (Some(70000.into()), Comparator::MoreThan));
    assert_eq!((found.low, found.high, found.obs_status), (Some(70000.into()), None, ObsStatus::Estimated));
    let result = run(&indicator(), &[stated("a", "2012", ">70000"), stated("b", "2012", "70612")]);
    assert_eq!((one(&result).value, one(&result).status), (Some(70612.into()), Status::Agreed));
}

#[test]
fn what_is_no_statement_of_the_level_stays_out() {
    let odd = |id: &str, change: fn(&mut Claim)| {
        let mut claim = claim(id, "99");
        change(&mut claim);
        claim
    };
    let claims = vec![
        odd("f", |c| c.modality = Modality::Forecast),
        odd("n", |c| c.modality = Modality::Negated),
        odd("c", |c| c.change = Some(crate::base::Change::Increase)),
        odd("i", |c| c.indicator = None),
        odd("u", |c| c.indicator = Some("unknown".into())),
        odd("v", |c| c.value = None),
    ];
    let result = run(&indicator(), &[(source("a", "2012"), claims)]);
    assert!(result.observations.is_empty());
    assert!(result.placed.iter().all(|p| p.observation_id.is_empty()));
    assert_eq!(result.placed[1].rank, Rank::Deprecated);
    assert_eq!(result.lineages.len(), 6);
}

#[test]
fn places_units_breakdowns_and_periods_are_kept_apart_and_nouns_mean_the_unit() {
    let with = |id: &str, change: fn(&mut Claim)| {
        let mut document = stated(id, "2012", "24");
        change(&mut document.1[0]);
        document
    };
    let result = run(
        &indicator(),
        &[
            with("a", |_| ()),
            with("b", |c| c.unit = "vessel".into()),
            with("c", |c| c.unit = "boat".into()),
            with("d", |c| c.place = Some("PER".into())),
            with("e", |c| c.breakdown = "armed".into()),
            with("f", |c| c.period = Period::parse("../2011-06")),
            with("g", |c| c.period = Period::parse("2011-01/2011-12")),
            with("h", |c| c.period = None),
        ],
    );
    let shown: Vec<_> = result.observations.iter().map(|o| (o.n_claims, o.period.as_str(), o.as_of.as_str())).collect();
    assert_eq!(shown.len(), 6, "{shown:?}");
    assert!(shown.contains(&(3, "2011", "")) && shown.contains(&(1, "", "2012")), "{shown:?}");
}

#[test]
fn claims_in_other_units_are_compared_in_that_of_the_indicator_and_keep_their_own() {
    let landed = Indicator { unit: "tonne".into(), kind: Kind::Measure, nouns: Vec::new(), ..indicator() };
    let with = |id: &str, value: &str, unit: &str| {
        let mut document = stated(id, "2012", value);
        (document.1[0].kind, document.1[0].unit) = (Kind::Measure, unit.into());
        document
    };
    let result = run(
        &landed,
        &[
            with("a", "24", "tonne"),
            with("b", "24000", "kilogram"),
            with("c", "0.031", "kilotonne"),
            with("d", "24", "litre"),
            with("e", "24", "ton"),
        ],
    );
    let found = result.observations.iter().find(|o| o.unit == "tonne").expect("in tonnes");
    assert_eq!((found.value, found.n_claims, found.status), (Some(24.into()), 3, Status::Conflicting));
    assert!(found.explanation.ends_with("0.031 kilotonne (Report c) differs."), "{}", found.explanation);
    assert_eq!(result.observations.len(), 3);
    let conflict = &result.conflicts[0];
    let values = [conflict.value_a, conflict.value_b];
    assert!(values.contains(&Some(31.into())) && conflict.explanation.contains("0.031 kilotonne"), "{conflict:?}");
}

#[test]
fn a_later_larger_total_supersedes_and_a_smaller_one_is_a_conflict() {
    let total = Indicator { accumulates: Accumulates::Cumulative, ..indicator() };
    let since = |id: &str, published: &str, said: &str| {
        let mut document = stated(id, published, said);
        document.1[0].period = Period::parse("2006/..");
        document
    };
    let result =
        run(&total, &[since("a", "2010", "34612"), since("b", "2012-11", "60420"), since("c", "2011", "47515")]);
    let found = one(&result);
    assert_eq!(
        (found.value, found.as_of.as_str(), found.status),
        (Some(60420.into()), "2012-11", Status::SingleSource)
    );
    assert_eq!((found.n_claims, found.period.as_str()), (3, "2006/.."));
    let result = run(&total, &[since("a", "2010", "34612"), since("b", "2012", "21003")]);
    assert_eq!(one(&result).status, Status::Conflicting);
    assert!(result.conflicts[0].explanation.contains("cannot be smaller"));
}

#[test]
fn conflicts_have_the_first_reason_that_fits() {
    type Edit = fn(&mut (Source, Vec<Claim>));
    let cases: [(&str, &str, Edit, ConflictReason); 9] = [
        ("147", "150", |_| (), ConflictReason::Rounding),
        ("24", "240", |_| (), ConflictReason::UnitOrPowerOfTen),
        ("24", "31", |d| d.1[0].kind = Kind::Share, ConflictReason::RateAgainstCount),
        ("24", "31", |d| d.1[0].period_text = "in fiscal 2011".into(), ConflictReason::Period),
        ("24", "31", |d| d.1[0].place_text = "northern Chile".into(), ConflictReason::Place),
        ("24", "31", |d| d.1[0].concept = "armed ships".into(), ConflictReason::Definition),
        (
            "24",
            "31",
            |d| d.0.published = crate::base::period::Date::parse("2011-06"),
            ConflictReason::SupersededVintage,
        ),
        (
            "24",
            "31",
            |d| d.0.published = crate::base::period::Date::parse("2009"),
            ConflictReason::ForecastAgainstActual,
        ),
        ("24", "31", |d| d.1[0].comparator = Comparator::LessThan, ConflictReason::Unexplained),
    ];
    for (one, other, edit, reason) in cases {
        let mut second = stated("b", "2012", other);
        edit(&mut second);
        let result = run(&indicator(), &[stated("a", "2012", one), second]);
        match &result.conflicts[..] {
            [conflict] => assert_eq!(conflict.reason, reason, "{conflict:?}"),
            // "less than 31" allows 24: no conflict at all.
            [] => assert_eq!(reason, ConflictReason::Unexplained),
            more => panic!("{more:?}"),
        }
    }
    let result = run(&indicator(), &[stated("a", "2012", "24"), stated("b", "2012", ">29")]);
    assert_eq!(result.conflicts[0].reason, ConflictReason::BoundViolated);
}

#[test]
fn a_typing_error_against_several_origins_is_deprecated() {
    let documents = [stated("a", "2012", "24"), stated("b", "2012", "24"), stated("c", "2012", "240")];
    let ranks: Vec<_> = run(&indicator(), &documents).placed.iter().map(|p| p.rank).collect();
    assert_eq!(ranks, [Rank::Preferred, Rank::Normal, Rank::Deprecated]);
}

/// A document of the random cases: what it says, when, and which of three notes it cites (3: none).
fn document() -> impl Strategy<Value = (String, u8, usize)> {
    let said = prop_oneof![
        Just("24"),
        Just("25"),
        Just("~25"),
        Just("29"),
        Just("30"),
        Just(">20"),
        Just("<40"),
        Just("240"),
        Just("147"),
        Just("<~30"),
    ];
    (said.prop_map(str::to_owned), 0..4_u8, 0..4_usize)
}

fn build(specs: &[(String, u8, usize)], copies: &[usize]) -> Vec<(Source, Vec<Claim>)> {
    let one = |n: usize, id: String| {
        let (said, year, note) = &specs[n];
        let mut document = stated(&id, &format!("201{}", 2 + year), said);
        // What a copy shares with the document it was copied from.
        document.0.url = format!("https://example.org/report/{n}");
        let notes = ["Register of ships 2011", "Yearbook of the navy 2011", "Harbour Board, Annual survey"];
        if let Some(note) = notes.get(*note) { cite(document, note) } else { document }
    };
    let mut documents: Vec<_> = (0..specs.len()).map(|n| one(n, format!("d{n}"))).collect();
    documents.extend(copies.iter().enumerate().map(|(n, of)| one(of % specs.len(), format!("b-copy{n}"))));
    documents
}

/// Key, value, comparator, status, origins, low and high of an observation.
type Told = (String, Option<Amount>, Comparator, Status, usize, Option<Amount>, Option<Amount>);

fn gist(result: &Reconciled) -> Vec<Told> {
    let of = |o: &Observation| (o.observation_id.clone(), o.value, o.comparator, o.status, o.n_lineages, o.low, o.high);
    result.observations.iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn neither_order_nor_copies_change_value_status_or_lineages(
        specs in prop::collection::vec(document(), 1..9),
        copies in prop::collection::vec(0..9_usize, 0..4),
        turn in 0..9_usize,
    ) {
        let plain = run(&indicator(), &build(&specs, &[]));
        let mut documents = build(&specs, &copies);
        let turn = turn % documents.len();
        documents.rotate_left(turn);
        documents.reverse();
        let copied = run(&indicator(), &documents);
        prop_assert_eq!(gist(&plain), gist(&copied));

        // The same input in another order gives the same rows, explanations and all.
        documents.rotate_left(1);
        let turned = run(&indicator(), &documents);
        prop_assert_eq!(&copied.observations, &turned.observations);
        prop_assert_eq!(&copied.conflicts, &turned.conflicts);
        prop_assert_eq!(&copied.lineages, &turned.lineages);

        // A document that is read twice says nothing twice.
        let mut twice = documents.clone();
        twice.push(documents[0].clone());
        prop_assert_eq!(gist(&plain), gist(&run(&indicator(), &twice)));
    }

    #[test]
    fn a_larger_unit_scales_values_and_ends_and_changes_nothing_else(
        specs in prop::collection::vec(document(), 1..9),
        power in 1..7_i32,
    ) {
        let measured = Indicator { kind: Kind::Measure, ..indicator() };
        let plain: Vec<_> = build(&specs, &[])
            .into_iter()
            .map(|(source, claims)| (source, claims.into_iter().map(|c| Claim { kind: Kind::Measure, ..c }).collect()))
            .collect();
        let by = Amount::power_of_ten(power).expect("a power");
        let larger = |amount: Option<Amount>| amount.map(|x| x.times(by).expect("fits"));
        let scaled: Vec<(Source, Vec<Claim>)> = plain
            .iter()
            .map(|(source, claims): &(Source, Vec<Claim>)| {
                (source.clone(), claims.iter().map(|c| Claim { value: larger(c.value), ..c.clone() }).collect())
            })
            .collect();
        let expected: Vec<Told> = gist(&run(&measured, &plain))
            .into_iter()
            .map(|(id, value, comparator, status, origins, low, high)| {
                (id, larger(value), comparator, status, origins, larger(low), larger(high))
            })
            .collect();
        prop_assert_eq!(expected, gist(&run(&measured, &scaled)));
    }

    #[test]
    fn a_document_that_copies_the_words_of_another_changes_nothing(
        said in prop::collection::vec(0..8_usize, 1..6),
        copied in 0..6_usize,
    ) {
        let values = ["24", "25", "~25", "29", "30", "240", "147", "<~30"];
        let telling = |n: usize, id: String, published: &str| {
            let before = format!("Note {n} of the harbour of town {n} on what its keeper saw there in spring {n}. ");
            let behind = format!(" That was {n} more than keeper {n} had thought when the {n} boats of his own came home at {n}.");
            telling(&id, published, values[said[n]], &before, &behind)
        };
        let plain: Vec<_> = (0..said.len()).map(|n| telling(n, format!("d{n}"), "2012")).collect();
        let mut more = plain.clone();
        more.push(telling(copied % said.len(), "a-copy".into(), "2014"));
        prop_assert_eq!(gist(&run(&indicator(), &plain)), gist(&run(&indicator(), &more)));
    }

    #[test]
    fn a_published_value_was_stated_and_lies_in_its_interval(specs in prop::collection::vec(document(), 1..9)) {
        let documents = build(&specs, &[]);
        for found in run(&indicator(), &documents).observations {
            let value = found.value.expect("all of them state a value");
            prop_assert!(documents.iter().any(|(_, claims)| claims[0].value == Some(value)));
            prop_assert!(found.low.is_none_or(|low| low <= value), "{:?}", found);
            prop_assert!(found.high.is_none_or(|high| value <= high), "{:?}", found);
            prop_assert!(found.n_lineages <= found.n_sources);
        }
    }
}
