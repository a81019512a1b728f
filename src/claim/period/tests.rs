//! Sentences and the periods of their claims.

use crate::{
    base::period::Date,
    claim::{self, Context},
    document,
    vocabulary::{Extensions, Vocabulary},
};

#[test]
fn what_changed_in_a_year_is_counted_from_the_year_before() {
    let report = "Crime in Fiji in 2024\nSuva, 3 March 2025\n\nPolice met the press today and were in good spirits, as they often are.\n\n";
    for (text, want) in [
        ("Thefts fell by 11 percent, to 900.", "2023/2024 2024"),
        ("Thefts doubled to 900.", "2023/2024 2024"),
        ("Of the boats found, 11 percent were stolen.", "2024"),
    ] {
        assert_eq!(periods(&format!("{report}{text}"), "2025-03-03"), want, "{text}");
    }
}

/// The periods of the claims of a text that are not minor, `-` where there is none.
fn periods(text: &str, published: &str) -> String {
    periods_of("note.txt", text, published)
}

fn periods_of(name: &str, text: &str, published: &str) -> String {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let published = Date::parse(published);
    let context = Context { source_id: "note", vocabulary: &vocabulary, indicators: &[], published };
    let document = document::read(name, text.as_bytes());
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
        ("On it are 150 boats that were seized in 2018.", "2018"),
        ("The yard employs 150 people who were hired in 2018.", "-"),
        ("The firm employs 1,900 people and in 2023 had sales of $5 million.", "- 2023"),
    ] {
        assert_eq!(periods(text, "2025-03-04"), want, "{text}");
    }
    for (text, want) in [
        ("The firm shed 900 jobs in April and has won back barely 40 of them since May.", "2025-04 2025-05/.."),
        ("Harvests shrank by 4 percent over 2023.", "2023"),
        ("The dinar slid from 157 to the euro in January to 190 in June.", "2025-01 2025-06"),
        ("Since the strike was called in March 2024, 90 ships have been turned away.", "2024-03/.."),
        ("There were 60 fires in 2022; the year before there had been 40 fires.", "2022 2021"),
        ("Deliveries rose 3 percent in the March quarter.", "2025-01/2025-03"),
        ("In week 9 (24 February to 2 March 2025) 212 people fell ill.", "2025-02-24/2025-03-02"),
        ("Clinics saw 80 men in May, against 30 women and 12 children in April.", "2025-05 2025-04 2025-04"),
        ("From 2007 to the present the state has paid $40 million.", "2007/.."),
        ("In September the yard will hire 400 welders.", "2025-09"),
        ("In September the yard hired 400 welders.", "2024-09"),
        ("About 81% of girls but only 72% of boys finished school in 2023.", "2023 2023"),
        (
            "The mine dug 40 tonnes in the year to June 2024, 2 percent less than the year before.",
            "2023-07/2024-06 2022-07/2024-06",
        ),
    ] {
        assert_eq!(periods(text, "2025-07-08"), want, "{text}");
    }
    for (text, want) in [
        ("In 2023, at 4:52 on a wet night, 14 people drowned.", "2023"),
        ("Nine mines, two of them deep, closed in 2023.", "2023 2023"),
        ("Between 2019 and 2023 its toll went from 6 deaths to 47 deaths.", "2019 2023"),
        ("In 2023 the ratio was 16.8 percent, above a minimum of 10.5 percent.", "2023 -"),
        ("In 2019 the jail, built for 850 men, held 900 women.", "- 2019"),
        ("Bread is 3 percent dearer than in 2021.", "2021/2025"),
        ("They hope to reach 90 villages by December. Thirty-eight bridges were shut.", "../2025-12 -"),
        (
            "Road deaths in 2024, from the annual report\n\nThe number of riders who were killed on the hilly roads of the \
          island, most of them at night and without a helmet, fell from 72 riders to 50 riders.",
            "2023 2024",
        ),
    ] {
        assert_eq!(periods(text, "2025-07-08"), want, "{text}");
    }
    for (text, want) in [
        ("The port handled 90 ships in 2024, nearly three times as many as in 2019.", "2024 2019/2024"),
        ("The port handled 90 ships in May, twice as many as in May 2023.", "2025-05 2023-05/2025-05"),
        ("Deposits have shrunk to 40 tonnes, less than half of the amount left in August 2023.", "- -"),
        ("The yard admits 60 women a year, three times the number hired in 2024.", "- -"),
        ("In 2024 the line, able to carry 900 tonnes a day, lost 40 wagons.", "- 2024"),
        (
            "The court tried 63 men from 2019 to 2023, most of them for theft; 27 men were jailed.",
            "2019/2023 2019/2023",
        ),
        ("The loan paid for boats of 44 metres, the last of which was sold in 2018.", "-"),
        ("In 2024 the fund had a budget of $7 million, and 40 loans are planned.", "2024 2024"),
        ("Volumes more than doubled in 2024, to 90 tonnes.", "2024 2024"),
        ("Clinics saw 80 men in the first week of May.", "2025-05-01/2025-05-07"),
        ("The yard expects to get $40 million in the last quarter of the year.", "2025-10/2025-12"),
        ("Between 3 May, when the river rose, and 1 July the valley lost 90 cows.", "2025-05-03/2025-07-01"),
    ] {
        assert_eq!(periods(text, "2025-07-08"), want, "{text}");
    }
    for (text, want) in [
        ("We want to reach 900 villages by 2030. By then, the fleet will exceed 165,000 lorries.", "../2030 ../2030"),
        ("The bank has pledged $95 million for the years 2026 to 2029.", "2026/2029"),
        ("The plan, approved by the council on Monday, covers 40 quays.", "-"),
        ("The yard was fined 40 euros under the Harbour Act 1996.", "-"),
        ("The $30 million that the port announced in 2020 was never paid.", "2020"),
        ("A campaign from 11 to 16 August is to reach 412,000 children.", "2025-08-11/2025-08-16"),
        ("The city had 140 millimetres of rain in the 48 hours to Sunday morning.", "2025-07-04/2025-07-06"),
        ("In 2024 the port lost 9 boats, and the state paid its mills and yards about 550 euros.", "2024 2024"),
        ("At least 11 yards have closed since 2022.", "2022/.."),
        ("It is the first loss since 2019: 40 boats sank.", "-"),
        ("Between February and June 2024 the port lost 9 boats.", "2024-02/2024-06"),
        ("In the same months of 2024 the share was 14 percent.", "2024"),
        ("The euro is weaker, at 14 rand, than it was in December.", "-"),
        ("Its staff caught 90 rays in May, double the 2024 total.", "2025-05 2024/2025"),
    ] {
        assert_eq!(periods(text, "2025-07-08"), want, "{text}");
    }
    for (text, want) in [
        ("Some 14 schools were built in 2021.", "2021"),
        ("Some 40 shops opened in May.", "2025-05"),
        ("Some 40 judges appointed in March have resigned.", "-"),
        ("The library was built in 1907 and holds 900 books.", "-"),
        ("The bridge was completed in 1974 at a cost of $31 million.", "1974"),
        ("The campaign, launched in March, has reached 40,000 children.", "2025-03/.."),
        ("The storm, which struck the coast on 3 May, killed 12 people.", "2025-05-03"),
        ("More than 200 miners have died since it came in 1995.", "1995/.."),
        ("The police took points from 212 drivers in 2024.", "2024"),
        ("In 2024 rents fell from 40 euros to 30 euros.", "- 2024"),
        ("The bank cut its growth forecast for 2026 to 0.8 percent from 1.5 percent.", "2026 2026"),
        ("Were oil to cost $50 in 2026, the peg would cost $9 billion.", "2026 2026"),
        ("Rainfall in March was 43 percent below the average of 1991-2020.", "2025-03"),
        ("Inflation came to 4.8 percent yoy in May.", "2025-05"),
        ("Ferries were 38 percent of the total in 2024.", "2024"),
        ("The port took 198 ships in May, up 20 percent on the year.", "2025-05 2024-05/2025-05"),
        ("At the end of last year 90 clerks left, and at the end of 2023, 40 clerks.", "2024-12 2023"),
        ("A dividend of 40 euros will be paid on 3 May.", "2026-05-03"),
        ("On 14.06.2024 it hired 12 cooks, and on 06/14/2024 it hired 40 cooks.", "2024-06-14 2024-06-14"),
        ("In 2021 the yard sold 14 ships. Exports came to $900,000.", "2021 2021"),
        ("In 2021 the yard sold 14 percent of its ships. In the north the share was 40 percent.", "2021 2021"),
    ] {
        assert_eq!(periods(text, "2025-07-08"), want, "{text}");
    }
    assert_eq!(periods("Some 400 people were killed in the past year.", "2024-01-30"), "2023");
}

#[test]
fn years_are_told_as_the_document_tells_them() {
    let body = " The yard mended 412 boats, against 390 boats in 2022/23. Of the 88 hulls built, most were of steel.";
    for (head, want) in [
        (
            "There were 900 visits in 2023/24 (1 April 2023 to 31 March 2024).",
            "2023-04-01/2024-03-31 2023-04-01/2024-03-31 2022-04-01/2023-03-31 2023-04-01/2024-03-31",
        ),
        (
            "There were 900 visits in 2023/24 (July to June).",
            "2023-07/2024-06 2023-07/2024-06 2022-07/2023-06 2023-07/2024-06",
        ),
    ] {
        let text = format!("Harbour returns\nAnnual report for 2023/24\nPublished 23 May 2024\n\n{head}{body}");
        assert_eq!(periods(&text, "2024-05-23"), want, "{head}");
    }
}

#[test]
fn weeks_begin_where_the_document_lets_them() {
    let text = "Fever bulletin No. 16\n8 August 2025\n\nUnless otherwise stated, figures cover epidemiological weeks 1 to 30 \
                (29 December 2024 to 26 July 2025).\n\nThe clinics tested 5,930 samples. In week 30 they saw 142 patients, \
                and up to week 30 there were 88 deaths.";
    assert_eq!(periods(text, "2025-08-08"), "2024-12-29/2025-07-26 2025-07-20/2025-07-26 2024-12-29/2025-07-26");
}

#[test]
fn a_year_told_beside_the_one_before_is_what_the_text_is_about() {
    let text = |twice: &str| {
        format!(
            "Harbour fires\n\nODRA, July 8, 2025 (Wire) - Fifty boats burnt in the harbours of the delta last year, {twice}, \
             according to a list that the port office showed on Wednesday.\n\nForty-four of the boats were of wood. Thirty-nine crews were saved."
        )
    };
    assert_eq!(periods(&text("twice the 25 boats of 2023"), "2025-07-08"), "2024 2023/2024 2024 2024 2024");
    assert_eq!(periods(&text("most of them at night"), "2025-07-08"), "2024 - -");
}

#[test]
fn what_is_told_on_a_day_is_not_of_that_day() {
    for (text, want) in [
        ("The yard has 412 boats, its owner told reporters on Monday.", "-"),
        ("Its owner told the stock exchange in May that the yard has 412 boats.", "-"),
        ("The yard has 412 boats, the bank said in a statement on Monday.", "-"),
        ("The bank said 412 boats were sold in May.", "2025-05"),
        ("In May the yard sold 412 boats, against 390 boats a year ago.", "2025-05 2024-05"),
        (
            "2027-2029: some 120 boats, 40 cranes and nearly 2,600 lamps will be bought.",
            "2027/2029 2027/2029 2027/2029",
        ),
        ("The yard sold 40 boats, as the river was high in May.", "-"),
        ("Some 900 people were hit by this year's rains.", "2025"),
        ("Forecasters expect 40 millimetres of rain over the weekend.", "2025-07-12/2025-07-13"),
        ("For the first time since 2016 the price passed 400 euros.", "-"),
        ("Of the 412 boats built since 2010, most are of steel.", "2010/.."),
        (
            "Idle boats fell to 4.9 percent in May from 5.2 percent in April and 6 percent a year earlier.",
            "2025-05 2025-04 2024-05",
        ),
        ("By 2036, the panel proposed, each yard should be able to hold 30 boats.", "../2036"),
    ] {
        assert_eq!(periods(text, "2025-07-08"), want, "{text}");
    }
}

#[test]
fn a_heading_dates_its_section() {
    let text = "Yard report for the half-year\n\nPublished 24 July 2025\n\nThis is what the owner of the yard has told the \
                people of the town about its work and its plans.\n\n## April-June 2025\n\nThe yard sold 318 boats.\n\n\
                ## Weeks 1-14\n\nThe clinic of the yard saw 118 men (31 December 2024: 90).\n\n## Outlook\n\nIt sold 12 masts.";
    assert_eq!(periods_of("note.md", text, "2025-07-24"), "2025-04/2025-06 2024-12-30/2025-04-06 2024-12-31 -");
}

#[test]
fn a_year_told_by_its_days_is_the_year() {
    let text = "Harbour returns\n\nIssued: 29 January 2024\n\nUnless otherwise stated, figures refer to boats that came between 1 January and \
                31 December 2023 and were written down by the port office.\n\nThe port took in 412 boats, nine fewer than the year before.";
    assert_eq!(periods(text, "2024-01-29"), "2023 2022/2023");
}

#[test]
fn what_is_compared_or_planned_does_not_end_the_story() {
    for (text, want) in [
        (
            "The port lost 110 boats last year. It is the highest toll on record, exceeded only by the 146 boats of 2015. \
             Ninety of the boats were of wood.",
            "2024 2015 2024",
        ),
        (
            "In 2024 the mill made 31,000 tonnes, second only to the 33,000 tonnes of 2009. It sold 14,000 tonnes.",
            "2024 2009 2024",
        ),
        (
            "The town closed 2024 with a surplus of $4 million; the budget had foreseen a deficit of $9 million. Tax revenue \
             came to $312 million.",
            "2024 - 2024",
        ),
        ("The mayor has undertaken to provide $12 million for boats by June.", "../2026-06"),
        ("The yard intends to lay off 35 of its 260 welders by the end of September.", "../2025-09 -"),
        ("The yard might lose 40 of the 321 boats that it built in 2023.", "- 2023"),
        ("From July a further 1 percent of pay has gone to the fund.", "2025-07/.."),
        ("From 1 June the toll has been $14.", "2025-06-01/.."),
        ("From 1 September the speed limit on the D1918 is 80 km/h.", "2025-09-01/.."),
        ("February brought 31 millimetres of rain, 44% of the norm (1991-2020).", "2025-02 2025-02"),
        (
            "It lent $187 million from June 2022 to December 2024. Over the same months the queue went from 90 boats to 60.",
            "2022-06/2024-12 2022-06 2024-12",
        ),
    ] {
        assert_eq!(periods(text, "2025-07-08"), want, "{text}");
    }
}

#[test]
fn a_time_is_counted_from_where_it_stands() {
    for (text, want) in [
        ("In 2018 some 1,400 welders worked here, today fewer than 60.", "2018 -"),
        ("Today the average owner saves $48,000 a year.", "-"),
        ("Today the police seized 40 boats.", "2025-11-12"),
        ("The board has approved a dividend of $25 million, payable on 15 December.", "2025-12-15"),
        ("We doubt that this will trouble the bank, which lowered its rate to 1.75 per cent in September.", "2025-09"),
        ("The yard, which will close in May, cut 400 jobs in September.", "2025-09"),
        (
            "Since the start of the year 90 men have been hired, against 60 in the same period last year.",
            "2025/.. 2024-01/2024-11",
        ),
        ("Since the flood of 2022 the town has moved 300 boats.", "2022/.."),
        ("Since independence in 1964 the town has lent 300 boats.", "1964/.."),
        ("Since 2019 fires have burned 40 hectares of forest.", "2019/.."),
        ("Fires have burned 40 hectares of forest since the start of the year.", "2025/.."),
        ("Up to 2019 the levy had paid for 40 boats.", "../2019"),
        ("Over the past month the town lost 300 boats.", "2025-10/2025-11"),
        ("Four men died in the harbour today.", "2025-11-12"),
        ("The town stands today at 300 boats.", "-"),
        ("October alone brought 40 wrecks, while in August there were none.", "2025-10 2025-08"),
        ("October data show that 40 boats sank.", "2025-10"),
        ("Police counted 40 wrecks, July 2023 to June 2024.", "2023-07/2024-06"),
        ("Police counted 40 wrecks (1 July 2023 to 30 June 2024).", "2023-07-01/2024-06-30"),
        ("The yard laid out $96 million, most of it in a dock which will employ 140 men from 2027.", "- 2027/.."),
        ("For the full year the yard now expects to build 40 boats.", "2025"),
        ("The yard expects growth of 3 percent this year and 4 percent next.", "2025 2026"),
        ("With effect from 1 December the toll is $14.", "2025-12-01/.."),
        ("The council voted for a toll rise of 9 percent from 1 December.", "2025-12-01/.."),
        ("Prices rose 0.3% m/m and 2.8% y/y in October.", "2025-09/2025-10 2024-10/2025-10"),
        ("The yard moved 652 boats in 2023, down 16 percent from 775 boats a year earlier.", "2023 2022/2023 2022"),
        ("The bank expects growth of 2.3 percent this year; in April it had forecast 4.7 percent.", "2025 2025"),
        (
            "The fiscal year runs from July to June. In the first two months of the fiscal year it sold 40 boats.",
            "2025-07/2025-08",
        ),
        (
            "The fiscal year runs from July to June. In the second quarter of fiscal 2024 it sold 40 boats.",
            "2023-10/2023-12",
        ),
        ("The fiscal year runs from July to June. In the first half of 2024/25 it sold 40 boats.", "2024-07/2024-12"),
    ] {
        assert_eq!(periods(text, "2025-11-12"), want, "{text}");
    }
}
