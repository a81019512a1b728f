use crate::claim::sample;

/// Unit and concept of the claims of a document that are core.
fn concepts(text: &str) -> String {
    let claims = sample::claims("test.txt", text);
    let told = claims.iter().filter(|c| c.core).map(|c| format!("{}: {}", c.unit, c.concept));
    told.collect::<Vec<_>>().join(" | ")
}

fn check(tries: &[(&str, &str)]) {
    sample::check(tries, concepts);
}

#[test]
fn the_subject_is_what_changed() {
    check(&[
        (
            "Exports of cut flowers fell 12 percent to $340 million.",
            "percent: Exports of cut flowers | USD: Exports of cut flowers",
        ),
        ("A new kidney machine costs $18,000.", "USD: new kidney machine"),
        ("Wages rose by 4 percent and prices by 7 percent.", "percent: Wages | percent: prices"),
    ]);
}

#[test]
fn a_share_is_of_its_whole_and_money_goes_somewhere() {
    check(&[
        ("About 65 percent of voters backed the plan.", "percent: voters backed the plan"),
        ("The city spent $40 million on flood defences.", "USD: flood defences"),
        ("One worker in seven owed money.", "percent: worker owed money"),
    ]);
}

#[test]
fn a_count_is_carried_or_named_behind() {
    check(&[
        ("The province needs 3,000 more teachers.", "teacher: teachers, province"),
        ("Three soldiers were killed and 14 wounded.", "soldier: soldiers killed | soldier: soldiers wounded"),
        ("Some 120 people drowned. Nearly fifty of them were children.", "person: people drowned | child: children"),
        ("Inflation was 3.4 percent, up from 2.8 in April.", "percent: Inflation | percent: Inflation"),
        ("The village has a population of 480.", "person: population"),
        ("Dozens more were arrested.", "person: arrested"),
        ("Some 270 metal and electrical plants closed.", "plant: metal and electrical plants closed"),
    ]);
}

#[test]
fn labels_count_nothing() {
    check(&[
        ("Take the 17 to Route 66, then bus 42 to room 48.", ""),
        ("The vendor moves to RFC 7807 errors and fixes bug 4412.", ""),
        ("She won 6-4, 3-6, 7-5 at 34.05, -118.24.", ""),
        ("Doors open at 7, the film starts at 7.30.", ""),
    ]);
}

#[test]
fn spans_of_time_are_measured_or_adverbs() {
    check(&[
        ("The grants came 17 months late.", "month: grants"),
        ("Waits fell from 12 weeks to 9.", "week: Waits | week: Waits"),
        ("They lived there for three years.", ""),
        ("Over a period of three years little changed.", ""),
    ]);
}

#[test]
fn a_count_is_of_what_was_done_and_how_often_not_of_where() {
    check(&[
        ("In 2020, Kenya seized 17 boats a month.", "boat: boats seized a month"),
        ("Inspectors sealed 40 kilns.", "kiln: kilns sealed, Inspectors"),
        ("A farmer earns $12 a day.", "USD: farmer a day"),
        ("The clinic treated 40 patients the day before.", "patient: patients treated, clinic"),
        ("The plant made 300 tractors a year earlier.", "tractor: tractors made, plant"),
    ]);
}

#[test]
fn what_a_count_takes_in_or_leaves_out_is_part_of_the_concept() {
    check(&[
        (
            "In all 318 boats were seized, including boats under repair.",
            "boat: boats seized including boats under repair",
        ),
        ("Some 40 roads, apart from forest tracks, were closed.", "road: roads apart from forest tracks"),
        ("The storm killed 40 people, including 12 children.", "person: people killed, storm | child: children"),
    ]);
}

#[test]
fn verbs_speakers_and_owners_are_not_counted() {
    let units = |text: &str| {
        let claims = sample::claims("test.txt", text);
        claims.iter().filter(|c| c.core).map(|c| c.unit.as_str()).collect::<Vec<_>>().join(" ")
    };
    let tries = [
        ("By the end of May, 26 wells had been drilled; the plan foresees 75.", "well well"),
        ("Some 9,000 nurses leave each year. The doctors' union puts the number at 3,000.", "nurse nurse"),
        ("Galle had 104 murders last year. Kandy, with 62 in the same year, fared better.", "murder murder"),
        ("A stall charges 300 dollars; inspectors found nine out of the 40 stalls shut.", "USD stall stall"),
    ];
    sample::check(&tries, units);
}
