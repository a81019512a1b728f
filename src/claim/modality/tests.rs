use crate::{base::Modality, claim::sample};

/// A letter for each claim of a document: Asserted, Proposed, Forecast, Hypothetical, Negated.
fn stances(text: &str) -> String {
    sample::claims("test.md", text)
        .iter()
        .map(|claim| match claim.modality {
            Modality::Asserted => 'A',
            Modality::Proposed => 'P',
            Modality::Forecast => 'F',
            Modality::Hypothetical => 'H',
            Modality::Negated => 'N',
        })
        .collect()
}

fn check(tries: &[(&str, &str)]) {
    let turned: Vec<_> = tries.iter().map(|(wanted, text)| (*text, *wanted)).collect();
    sample::check(&turned, stances);
}

#[test]
fn what_came_of_a_plan_is_asserted() {
    check(&[
        ("PA", "The ministry aimed for 400 wells and built 312."),
        ("PA", "The city planned to hire 60 nurses but took on only 22."),
        ("PA", "Against a target of 5,000 vaccinations, clinics gave 3,870."),
        ("PA", "The agency missed its target of 90 percent and reached 71 percent."),
        ("PA", "The fund pledged $12 million, of which $3 million has been paid."),
        ("PA", "Of the planned 48 schools, 19 have opened."),
        ("PA", "Output exceeded the planned 300,000 tonnes by 12 percent."),
        ("FA", "The programme, which was expected to train 400 midwives, has trained 95."),
        ("FA", "The rate, expected to be 4 percent, came in at 3.2 percent."),
        ("PA", "The wall was to be 2,000 miles long; 452 miles were built."),
        ("A", "The plan, announced in May, drew 4,000 comments."),
        ("A", "The plan has already cost $4 million."),
        ("A", "The plan to drain the marsh cost $90 million."),
        ("A", "The decision to close the mine saved 40 hectares of forest."),
        (
            "PH",
            "The premier promised voters in May that the island would have 900 beds, and the levy would raise $4 million.",
        ),
        ("P", "She promised 900 crowns to every family whose house had burned."),
        ("AH", "Under the reform the rate would fall from 25 percent to 20 percent."),
        ("P", "Forty percent is the target."),
        ("N", "A grant of $40 million for laboratories, announced in May, has not been paid."),
        ("N", "The minister dismissed as fantasy a story that 40 officers had been arrested."),
        ("F", "The weather office warns of up to 40 millimetres."),
        ("F", "Traders see a 70 percent chance of a cut."),
        ("PA", "Originally budgeted at £3 million, the bridge cost £9 million."),
    ]);
}

#[test]
fn targets_limits_and_orders_are_proposed() {
    check(&[
        ("P", "Fares are capped at €2 a trip."),
        ("P", "The legal limit is 10 micrograms per litre."),
        ("P", "The threshold recommended by the WHO is 95 percent."),
        ("AP", "Inflation was 4.2 percent, above the bank's 2 percent target."),
        ("P", "The bank misses its target of 3 percent."),
        ("P", "The court ordered the firm to pay $9 million."),
        ("A", "The court fined the firm $9 million."),
        ("P", "The government has offered 3.2 percent."),
        ("PA", "The UN has appealed for $400 million, of which 12 percent has been received."),
        ("P", "The minister announced a $40 million plan."),
        ("P", "Build 40 parks by 2030."),
        ("PP", "Give every school $9,000 and hire 300 teachers."),
        ("A", "Cut by 40 percent since 2015, it is small."),
        ("PA", "They proposed a fee of $40, up from $25."),
        ("AP", "The town has 19 officers where the law prescribes 25."),
        ("P", "The firm said it would invest $40 million in the port."),
        ("A", "In the same year 40,000 people sought asylum."),
        ("A", "A poll found that 62 percent want a night bus."),
    ]);
}

#[test]
fn conditions_are_hypothetical_and_paces_are_forecasts() {
    check(&[
        ("H", "If the strike goes on, exports will fall by 4 percent."),
        ("H", "Should the drought last, the herd could shrink by 200,000 animals."),
        ("H", "The bill would raise the wage to $15 an hour."),
        ("F", "At the present pace the dam will lose 400 tonnes."),
        ("F", "If nothing changes, the debt will reach 90 percent of output."),
        ("AF", "Sales rose 6 percent and are expected to rise by 4 percent next year."),
        ("A", "Only 80 percent of pupils could read."),
        ("A", "He could see 40 boats on the lake."),
        ("F", "The project, which will cost $300 million, is late."),
        ("A", "Nine percent of patients said they would not return."),
        ("F", "If things stay as they are, the club will lose 400 members."),
        ("F", "If present trends continue, 40 villages will be empty by 2040."),
        ("H", "If the strike goes on, the club will lose 400 members."),
        ("H", "The mayor said that should the dyke break, 4,000 homes would flood."),
        ("A", "The mayor said that 4,000 homes had flooded."),
    ]);
}

#[test]
fn how_far_a_plan_has_come_is_asserted() {
    check(&[
        ("A", "The appeal is 31 percent funded."),
        ("A", "The plan to widen the road is 60 percent complete."),
        ("P", "The plan should be 80 percent complete by June."),
        ("A", "The campaign reached 94 percent of the children targeted."),
        ("P", "Some 400 houses planned for the valley were sold."),
        ("A", "In the port, where 96 cranes run on diesel, the owners want to go electric by 2033."),
    ]);
}

#[test]
fn a_revised_target_was_one_before() {
    check(&[
        ("FF", "The bank raised its growth forecast for 2025 to 6.0 percent from 4.8 percent."),
        ("PP", "Ministers cut the deficit target to 3 percent from 4 percent."),
        ("PA", "The target is 60 percent, up from 48 percent in 2019."),
        ("PA", "The city aims to cut the wait to 28 days from 52 days."),
    ]);
}

#[test]
fn orders_and_clauses_go_on_behind_and() {
    check(&[
        ("PP", "Cut the wait for a permit to 90 days, and pay the applicant $50 for every day beyond it."),
        ("PP", "We recommend that it admit no more than 400 boys, and that it set aside $2 million for the dormitory."),
        ("AA", "Officials said that 400 boys were admitted, and that $2 million went to the dormitory."),
        ("P", "The metro line was going to cost $210 million."),
        ("P", "Let no town spend more than a quarter of its money on roads."),
        ("P", "Laboratories may charge no more than $30."),
        ("H", "A storm may cost up to $30 million."),
        ("P", "The premier promised afterwards that 5,000 houses would be built."),
        (
            "FP",
            "The bank predicts that inflation will average 6.5 percent, the top of its target band of 4 percent to 8 percent.",
        ),
        ("NA", "The office denied reports that 500 people had died, saying it had counted 29 bodies."),
        ("HHA", "The total could exceed 65,000 cases, a fifth of the 321,000 cases of last year."),
        ("N", "The fund of $15 million that the mine announced in 2020 has never been set up."),
        ("P", "The law allows no more than 48 hours."),
        ("P", "A litre costs the tribe nothing, whereas the minimum standard is 15 litres."),
    ]);
}

#[test]
fn what_is_denied_is_negated() {
    check(&[
        ("N", "The ministry denied that 300 people had been arrested."),
        ("N", "The army rejected reports that 40 soldiers had been killed."),
        ("NA", "Contrary to claims of 500 deaths, hospitals counted 41."),
        ("NA", "The toll was not 200 but 350."),
        ("N", "No evidence supports the claim that 80 percent of calls are false."),
        ("N", "The claim that crime rose by 40 percent is false."),
        ("N", "The $50 million never arrived."),
        ("N", "Farmers were promised $200 each but never received a cent."),
        ("A", "It has 400 members and never received a cent."),
        ("N", "The ministry says that it has spent €5 billion. It has not."),
        ("A", "In May 1,200 people were denied entry."),
        ("A", "The mill dismissed 400 workers."),
        ("A", "Not only 40 doctors left."),
        ("N", "The navy did not seize 500 boats in 2021."),
        ("N", "The reform has not cost drivers $40 million."),
        ("A", "The navy did not return the 500 boats."),
        ("A", "Spending did not exceed $40 million."),
        ("N", "The statement that \"all 40 claims have been paid\" is contradicted by its own ledger."),
        ("N", "A loan of $50 million, which the ministry announced in 2021, was never paid out."),
    ]);
}

#[test]
fn a_list_goes_on_and_a_comparison_does_not() {
    check(&[
        (
            "PPP",
            "We call on the city to cancel debts above $500, to hire 300 inspectors and to set aside $2 million a year.",
        ),
        ("PAP", "We call on the city to cancel debts above $500 (there are 37 today) and to hire 300 inspectors."),
        ("A", "You will remember that 44 percent of the catch spoiled in 2019."),
        ("A", "A survivor must travel 40 kilometres to a clinic."),
        ("P", "The High Court ordered the firm to pay $90 million."),
        ("P", "The latest offer included a bonus of $900."),
        ("HA", "Some 12 of the 43 houses could collapse."),
        ("A", "Some 40 judges and clerks have been murdered, and every post is vacant."),
        ("A", "## Recommendations\n\n- Pay nurses properly. A nurse takes home $18 a month."),
        ("AP", "It is planned to bring the journey down from 52 km to 28."),
        ("FA", "Our forecast is 1.21 percent, against 1.17 percent now."),
        ("PP", "We ask governments to\n\n1. spend $50 million on courts;\n2. admit at least 5,000 people a year."),
        ("PP", "## Targets\n\n- 40 percent of seats for women\n- 300 new schools"),
        ("A", "## Recommendations\n\n- The grant runs for $18 a month."),
    ]);
}
