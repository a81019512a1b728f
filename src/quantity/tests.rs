//! Texts and what is read from them.

use super::*;
use crate::base::{Comparator, FoundIn};

/// `value unit [text]` for each quantity, the hedge's sign before the value: `<~3000000000 USD [nearly|$3 billion]`.
fn render(text: &str, place: Option<&str>) -> String {
    static VOCABULARY: std::sync::OnceLock<Vocabulary> = std::sync::OnceLock::new();
    let vocabulary = VOCABULARY
        .get_or_init(|| Vocabulary::new("en", &crate::vocabulary::Extensions::default()).expect("a sound vocabulary"));
    let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence);
    let one = |q: &Quantity| format!("{} [{}]", shown(q), sentence.slice(sentence.cover(q.tokens.clone())));
    quantities(&sentence, vocabulary, Setting { place, ..Setting::default() })
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join(" ")
}

/// `value unit`, the hedge's sign before the value.
pub(super) fn shown(q: &Quantity) -> String {
    let size = match q.size {
        Size::Value(v) => v.round(4).to_string(),
        Size::Range(low, high) => format!("{low}..{high}"),
        Size::Vague(low) => format!("{low}.."),
    };
    let unit = match &q.unit {
        Unit::Bare => String::new(),
        Unit::Money(code) => format!(" {code}"),
        Unit::Percent => " percent".into(),
        Unit::PercentagePoint => " point".into(),
        Unit::BasisPoint => " basis".into(),
        Unit::Per(n) => format!(" per {n}"),
        Unit::Times => " times".into(),
        Unit::Rank => " rank".into(),
        Unit::Measure { name, .. } | Unit::Ratio(name) => format!(" {name}"),
    };
    let sign = if q.comparator == Comparator::Equal { "" } else { q.comparator.as_str() };
    format!("{sign}{size}{unit}")
}

fn check(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, expected)| (text, expected, render(text, None)))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(text, expected, got)| format!("{text}\n  expected {expected}\n  found    {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_in_digits_and_words() {
    check(&[
        ("They counted 1,234.5 and 816 000 and 1,00,000 trees", "1234.5 [1,234.5] 816000 [816 000] 100000 [1,00,000]"),
        ("one hundred and twelve huts", "112 [one hundred and twelve]"),
        ("ten thousand and thirty-two huts", "10032 [ten thousand and thirty-two]"),
        ("two and a half million huts", "2500000 [two and a half million]"),
        ("three thousand nine hundred and sixty-five huts", "3965 [three thousand nine hundred and sixty-five]"),
        ("half a million huts, half a dozen barns", "500000 [half a million] 6 [half a dozen]"),
        ("a million and a half huts", "1500000 [a million and a half]"),
        ("250k users and 3bn visits and 20m people", "250000 [250k] 3000000000 [3bn] 20000000 [20m]"),
        ("two-and-a-half years", "2.5 year [two-and-a-half years]"),
        ("a fall of -12; minus 3 percent and −0.4%", "-12 [-12] -3 percent [minus 3 percent] -0.4 percent [−0.4%]"),
        ("between one hundred and two hundred huts", "100..200 [one hundred and two hundred]"),
        ("1.2\nmillion huts", "1200000 [1.2\nmillion]"),
        ("99999999999999999999999999999999999999 huts", ""),
    ]);
}

#[test]
fn vague_numbers_have_their_conventional_bounds() {
    check(&[
        ("dozens of huts, scores of barns", "24.. [dozens] 40.. [scores]"),
        ("several hundred huts, a few thousand barns", "300.. [several hundred] 3000.. [a few thousand]"),
        ("tens of thousands of huts", "20000.. [tens of thousands]"),
        ("hundreds of millions of dollars", "200000000.. USD [hundreds of millions of dollars]"),
        ("a number of huts, many barns", ""),
    ]);
}

#[test]
fn money_by_sign_code_and_name() {
    check(&[
        ("paid TRY 22,104; the TOP 40", "22104 TRY [TRY 22,104]"),
        ("US$4.7tn, £25m and R$ 20", "4700000000000 USD [US$4.7tn] 25000000 GBP [£25m] 20 BRL [R$ 20]"),
        ("EUR 5 million or 500 Canadian dollars", "5000000 EUR [EUR 5 million] 500 CAD [500 Canadian dollars]"),
        ("It costs 40 pence and 3 dollars 50 cents", "0.4 GBP [40 pence] 3.5 USD [3 dollars 50 cents]"),
        (
            "A sack weighs 60 pounds and costs 60 million pounds",
            "60 pound [60 pounds] 60000000 GBP [60 million pounds]",
        ),
        ("$60 a barrel", "60 USD [$60]"),
    ]);
    assert_eq!(render("It costs $5 or 80 pesos", Some("MEX")), "5 USD [$5] 80 MXN [80 pesos]");
    assert_eq!(render("It costs 80 soms", None), "80 KGS [80 soms]");
    assert_eq!(render("It costs 80 cents", Some("IRL")), "0.8 EUR [80 cents]");
    assert_eq!(render("It costs $5 or 80 pesos", Some("COL")), "5 USD [$5] 80 COP [80 pesos]");
    assert_eq!(render("It costs $5", Some("CAN")), "5 CAD [$5]");
}

#[test]
fn shares_rates_and_ratios() {
    check(&[
        ("15-20% or 12 per cent or 3 pct", "15..20 percent [15-20%] 12 percent [12 per cent] 3 percent [3 pct]"),
        ("25 basis points and 2 percentage points", "25 basis [25 basis points] 2 point [2 percentage points]"),
        ("roughly one third of it, two-thirds of them", "~33.3333 percent [one third] 66.6667 percent [two-thirds]"),
        ("more than half of them", ">50 percent [half]"),
        ("in the first half of the year, in the third quarter, a third term", ""),
        (
            "1 in 5 adults, nine out of ten, one child in five",
            "20 percent [1 in 5] 90 percent [nine out of ten] 20 percent [one child in five]",
        ),
        ("40 schools and up to 300 houses", "40 [40] <=300 [300]"),
        ("15 cents in every dollar", "15 percent [15 cents in every dollar]"),
        ("8 thefts per 100,000 inhabitants a year", "8 per 100000 [8 thefts per 100,000 inhabitants]"),
        ("one nurse for every 12 beds", "12 bed per nurse [one nurse for every 12 beds]"),
        ("one nurse for every 28,000 people", "1 per 28000 [one nurse for every 28,000 people]"),
        ("four dollars for every dollar", "4 times [four dollars for every dollar]"),
        (
            "three times as many, twice the rate, a tenfold rise",
            "3 times [three times] 2 times [twice] 10 times [tenfold]",
        ),
        (
            "it more than doubled and will triple; costs were halved",
            ">2 times [doubled] 3 times [triple] 50 percent [halved]",
        ),
        ("half as many again", "50 percent [half as many again]"),
        ("he voted twice and fell three times", "3 [three]"),
        ("none of the 43 huts burned", "0 [none] 43 [43]"),
    ]);
}

#[test]
fn measures_and_ages() {
    check(&[
        (
            "50 MW, 12 °C, 5 km², 300 kg/m³",
            "50 megawatt [50 MW] 12 degree Celsius [12 °C] 5 square kilometre [5 km²] 300 kilogram per cubic metre [300 kg/m³]",
        ),
        (
            "a 10-km road, 40 mph, a 2000-mile wall",
            "10 kilometre [10-km] 40 mile per hour [40 mph] 2000 mile [2000-mile]",
        ),
        (
            "3 million barrels per day, 5 tonnes per hectare",
            "3000000 barrel [3 million barrels per day] 5 tonne per hectare [5 tonnes per hectare]",
        ),
        ("6 kilometers on foot in three consecutive days", "6 kilometer [6 kilometers] 3 day [three consecutive days]"),
        (
            "a 34-year-old, women aged 15 to 24, children under 5",
            "34 year [34-year-old] 15..24 year [15 to 24] <5 year [5]",
        ),
        ("6 feet 3 inches tall", "6.25 foot [6 feet 3 inches]"),
    ]);
}

#[test]
fn ranges_and_coordination() {
    check(&[
        ("between 8 and 10 GW, $3-4 billion", "8..10 gigawatt [8 and 10 GW] 3000000000..4000000000 USD [$3-4 billion]"),
        ("8 to 10 million huts, two or three barns", "8000000..10000000 [8 to 10 million] 2..3 [two or three]"),
        ("it rose from 5 to 7 per cent", "5 percent [5] 7 percent [7 per cent]"),
        ("it rose by 40 to 360", "40 [40] 360 [360]"),
        ("it fell from 5 to 2 million", "5000000 [5] 2000000 [2 million]"),
        ("5 and 6 kg", "5 kilogram [5] 6 kilogram [6 kg]"),
        ("20, 30 and 40 percent", "20 percent [20] 30 percent [30] 40 percent [40 percent]"),
        ("more than 32 ships, 17 million shells and 400 guns", ">32 [32] >17000000 [17 million] >400 [400]"),
        ("more than 10 and less than 20 huts", "10..20 [10 and less than 20]"),
    ]);
}

#[test]
fn ranks_are_not_ordinals() {
    check(&[
        (
            "the 15th largest, the third-largest, ranked 12th",
            "15 rank [15th largest] 3 rank [third-largest] 12 rank [12th]",
        ),
        ("the number one cause", "1 rank [number one]"),
        ("the second pillar of the 21st century, for the first time", ""),
    ]);
}

#[test]
fn what_is_no_quantity() {
    for text in [
        "On March 12, 2021, 12 March, 2020-08-17, 12/03/2021 and May 1st",
        "at 10:30, at 5 p.m. and at 10 o'clock",
        "in 2011, in 2006-2012, the 1980s, fiscal 2019, FY2019, the mid-1980s, the 2020 election",
        "chapter 3, page 12, pp. 12-15, Figure 2, Table 3.1, Article 19, No. 5, § 12, Resolution 2231",
        "F-16, Boeing 737, iPhone 11, COVID-19, G7, G20, AK-47, A4, H1N1, PM2.5, 5G, 3D and the 3-D film",
        "the 9/11 attacks, open 24/7, they won 3-1 and lost 2-0",
        "Route 66, Level 2, Phase 3, Title 42, the Group of 77, Highway 101",
        "Call 555-1234, +52 55 5555 5555 or (202) 555-0199",
        "1600 Pennsylvania Avenue, Washington, DC 20500",
        "No one knew, one of them said, one another, the one that stayed, one day",
        "version 2.0.3, http://example.org/12/34, me@a12.org, 192.168.0.1",
        "19°25′N 99°08′W",
        "in constant 2020 dollars, ISO 8601, at Station 11.",
        "an average score in both",
        "zero tolerance, net zero, second-hand, one-sided, a second later",
    ] {
        assert_eq!(render(text, None), "", "{text}");
    }
    check(&[
        ("2,011 people and 2000 people and 1,500 deaths", "2011 [2,011] 2000 [2000] 1500 [1,500]"),
        ("In May 12 people came", "12 [12]"),
        ("one person died and at least one soldier fled", "1 [one] >=1 [one]"),
        ("2) Second item with 5 goals", "5 [5]"),
        ("It fell by 12.3 percent.12", "12.3 percent [12.3 percent]"),
    ]);
}

/// Pieces that quantities are made of, in any order.
fn pieces() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let piece = prop_oneof![
        "[0-9]{1,6}",
        "[0-9]{20,40}",
        "[0-9]{1,3}[.,][0-9]{1,4}",
        "[-−–—/().,;:%$£€°½¼'\"\\[\\]~<>=+#§]",
        "\\PC{1,3}",
        proptest::sample::select(vec![
            "million", "billion", "hundred", "and", "a", "half", "of", "two", "three", "twenty", "third", "thirds",
            "per", "percent", "dozens", "in", "out", "every", "to", "from", "between", "or", "more", "than", "at",
            "least", "US", "USD", "pounds", "m", "km", "t", "years", "old", "aged", "March", "page", "No", "one",
            "none", "not", "times", "as", "many", "point", "minus", "dollars", "cents", "-", " ", "  ", "\n", "\u{a0}",
            "é", "several", "th", "largest", "trillion", "quarter",
        ])
        .prop_map(String::from),
    ];
    proptest::collection::vec((piece, proptest::bool::ANY), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect())
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]
    /// No text panics, and what is found lies in the sentence, in order, without overlap.
    #[test]
    fn any_text_gives_ordered_ranges(text in pieces()) {
        static VOCABULARY: std::sync::OnceLock<Vocabulary> = std::sync::OnceLock::new();
        let vocabulary = VOCABULARY.get_or_init(|| Vocabulary::new("en", &crate::vocabulary::Extensions::default()).expect("a sound vocabulary"));
        let sentence = Sentence::new(&text, 0, 0, FoundIn::Sentence);
        let mut end = 0;
        for q in quantities(&sentence, vocabulary, Setting { place: Some("MEX"), ..Setting::default() }) {
            proptest::prop_assert!(end <= q.tokens.start && q.tokens.start < q.tokens.end && q.tokens.end <= sentence.tokens.len(), "{:?}", q);
            proptest::prop_assert!(q.tokens.start <= q.number.start && q.number.start < q.number.end && q.number.end <= q.tokens.end, "{:?}", q);
            for range in q.unit_at.iter().chain(q.hedge.iter()) {
                proptest::prop_assert!(range.start < range.end && range.end <= sentence.tokens.len(), "{:?}", q);
            }
            end = q.tokens.end;
        }
    }
}

#[test]
fn things_that_bear_numbers() {
    check(&[
        ("Trams on lines 3, 9 and 12A turn back; buses 41, 44 and 62 run on", ""),
        ("The coach leaves from stand 14, not stand 6", ""),
        ("Exits 12 and 13 are shut, as are junctions 4A and 5", ""),
        ("Reactors 1 and 2 were restarted; turbines 7 through 12 stay idle", ""),
        ("Bibs 1 to 250 start first, 251 to 600 at noon", ""),
        ("The winning numbers were 4, 11 and 23", ""),
        ("Seats 14C and 14D are taken; box 7, shelf 3, folder 12 holds the letters", ""),
        ("Wards 3, 8 and 21 reported 114 cases", "114 [114]"),
        ("Flight 209 carried 144 passengers", "144 [144]"),
        // No labels: the noun has an article or is a verb, or a noun or unit follows.
        ("In the last section 214 families live; the hall seats 300", "214 [214] 300 [300]"),
        ("They train 300 a year and issue 40 permits", "300 [300] 40 [40]"),
        ("Wards reported 8, 14 and 21 cases", "8 [8] 14 [14] 21 [21]"),
        ("The lines lost 9 drivers and carried 6 million people", "9 [9] 6000000 [6 million]"),
        ("The plant makes 14 and the mill 9; trees line 12 streets", "14 [14] 9 [9] 12 [12]"),
    ]);
}

#[test]
fn hours_of_the_day() {
    check(&[
        ("The library is open from 10 to 6 on weekdays and from 9 to 1 on Saturdays", ""),
        ("Come at six sharp; supper is at half past seven", ""),
        ("The gates close by 10 tonight; vespers at 6", ""),
        ("The lecture begins at 7.15; office hours are 9 to 5", ""),
        ("The market runs from six until noon on 98.3 to 101.7 FM", ""),
        // No hours: a level, a change, a thing that is counted.
        ("It rose from 8 to 10; the index stood at 9", "8 [8] 10 [10] 9 [9]"),
        ("The toll rose to nine this morning; they met at two schools", "9 [nine] 2 [two]"),
        ("The rate is put at 4 and the peso closed at 17.20", "4 [4] 17.2 [17.20]"),
        ("They work 8 to 10 hours on Mondays", "8..10 hour [8 to 10 hours]"),
    ]);
}

#[test]
fn titles_versions_and_answers() {
    check(&[
        ("The play \"Twelve Crows\" opens; his novel, Six Doors, sells", ""),
        ("\"One Hundred Bridges\" and “24 Hours in Oslo” are on", ""),
        ("ON FOUR WHEELS.", ""),
        ("TWO DEAD.", "2 [TWO]"),
        ("He said: “Nineteen Syrians died.”", "19 [Nineteen]"),
        ("Version 2.0 replaces 1.4; upgrade from 3.8 to 3.9 before May", ""),
        ("The new Korando K3 2.0 is shown; VA 209 returns at noon", ""),
        ("Answers: 1 Lima, 2 copper, 3 Verdi; or 1 b, 2 d", ""),
        ("They found 1 doctor, 2 nurses and 3 drivers", "1 [1] 2 [2] 3 [3]"),
        ("The wreck lies at 54.31 N, 10.14 E, off 55° 40' north", ""),
        ("Read Romans 5, 1-5", ""),
        ("Open cases number 44; juror number 9 left", "44 [44]"),
    ]);
}

#[test]
fn names_with_their_numbers() {
    check(&[
        ("The new Aria 2 returns to town; users of Orbit 5.1 must wait", ""),
        ("HPV 16 and 18 are common; form 3B won", ""),
        ("Prisoners 112 and 207 escaped; the helpline is 116 123", ""),
        ("No supply until six on Tuesday; the 8.12 to Crewe is late", ""),
        ("The total rose to six on Tuesday; prisoners wrote 12 letters", "6 [six] 12 [12]"),
        ("Ward doctors saw 14 and 12 more waited", "14 [14] 12 [12]"),
    ]);
}

#[test]
fn parts_years_and_distances() {
    check(&[
        ("One tenant in four owes rent", "25 percent [One tenant in four]"),
        ("one driver in three plans to leave", "33.3333 percent [one driver in three]"),
        ("There was one doctor in three districts", "1 [one] 3 [three]"),
        ("four applicants for every flat", "4 applicant per flat [four applicants for every flat]"),
        ("It takes 3 hours and 20 minutes", "200 minute [3 hours and 20 minutes]"),
        ("The fare rose by 20 cents to EUR 2", "0.2 EUR [20 cents] 2 EUR [EUR 2]"),
        (
            "One calf in five dies young; one lamp in ten emerged whole",
            "20 percent [One calf in five] 10 percent [one lamp in ten]",
        ),
        ("The wind turned two kilowatt-hours in ten", "20 percent [two kilowatt-hours in ten]"),
        ("It rained on four days out of five", "80 percent [four days out of five]"),
        ("They walked 40 kilometres in ten hours", "40 kilometre [40 kilometres] 10 hour [ten hours]"),
        ("Between 2021 and 2023 tolls rose; from 2019 to 2022 hours fell", ""),
        ("In the 2024 fiscal year it ran for two fiscal years", "2 year [two fiscal years]"),
        ("Since 2019 Lumen Bank shrank; a lamp of 2019 lumens", "2019 lumen [2019 lumens]"),
        ("Funding for 2025-26 varies; some 25-26 boats sank", "~25..26 [25-26]"),
        ("It made between 2,021 and 2,400 loaves", "2021..2400 [2,021 and 2,400]"),
        ("Half of last year's fires; half of last year was dry", "50 percent [Half]"),
        ("Four in ten of the 2024 fires were set", "40 percent [Four in ten]"),
        ("Not one has been tried; in June two fled, in July, none.", "0 [Not one] 2 [two] 0 [none]"),
        (
            "It sends 300 megawatts over 900 km; over 900 km were paved",
            "300 megawatt [300 megawatts] 900 kilometre [900 km] >900 kilometre [900 km]",
        ),
        ("He eats 12 kg, double what she eats; a double espresso", "12 kilogram [12 kg] 2 times [double]"),
        ("It hires over 400 men, twice as many as then", ">400 [400] 2 times [twice]"),
    ]);
}
