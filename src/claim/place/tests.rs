mod openings;

use crate::claim::sample;

/// The places of the claims of a Markdown document, `-` for none.
fn places(text: &str) -> String {
    let claims = sample::claims("test.md", text);
    claims.iter().map(|c| c.place.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" ")
}

/// The same below a title and a sentence that say what the document is about.
fn check_in(above: &str, tries: &[(&str, &str)]) {
    let whole: Vec<_> = tries.iter().map(|(text, wanted)| (format!("{above}\n\n{text}"), *wanted)).collect();
    check(&whole.iter().map(|(text, wanted)| (text.as_str(), *wanted)).collect::<Vec<_>>());
}

fn check(tries: &[(&str, &str)]) {
    sample::check(tries, places);
}

#[test]
fn a_sentence_names_the_place() {
    check(&[
        ("Kenya had 12 cases, Uganda 9 and Tanzania 7.", "KEN UGA TZA"),
        ("There were 12 deaths in Kenya, 9 in Uganda and 7 in Tanzania.", "KEN UGA TZA"),
        ("Kenya, Uganda and Tanzania reported 12, 9 and 7 cases respectively.", "KEN UGA TZA"),
        ("Kenya, Uganda and Tanzania together reported 28 cases.", "KEN+TZA+UGA"),
        ("Farming employs 70 percent of workers in Burundi, against 54 percent in Kenya.", "BDI KEN"),
        ("In Peru, 40 percent of homes have a meter, compared with Chile's 95 percent.", "PER CHL"),
        ("In Peru rents rose by 3 percent; the average tenant pays 900 soles.", "PER PER"),
        ("Some 40,000 people from Eritrea live in Sweden.", "SWE"),
    ]);
}

#[test]
fn what_is_only_compared_with_or_come_from_is_no_place() {
    check_in(
        "# Water in Peru\n\nPeru is dry.",
        &[
            ("A cubic metre costs 4 soles, twice as much as in Chile.", "PER PER"),
            ("It costs 30 percent more than in Chile.", "PER"),
            ("Half of the 900 pumps were bought from Denmark and Norway.", "PER PER"),
            ("The Bank of England put growth at 2 percent.", "PER"),
            ("The Danish Refugee Council reached 400 villages.", "PER"),
            ("If losses matched those of Denmark, 40 million litres would be saved.", "PER"),
            ("The rate is eight times that of Denmark.", "PER"),
            ("Use grew by 7 percent, three times the pace of Chile's.", "PER PER"),
            ("The share reached 34 percent, the highest in South America after Uruguay's.", "PER"),
            ("A flat uses 400 litres a day, twice what the average Dane does.", "PER PER"),
            ("The city counted 900 leaks, more than Chile and Bolivia together.", "PER"),
            ("About 900 of them are Bolivians.", "PER"),
            ("It is the third largest user of water in Latin America.", "PER"),
        ],
    );
}

#[test]
fn roads_hands_and_guests_do_not_say_where() {
    check_in(
        "# Storms in Peru\n\nPeru is wet.",
        &[
            ("The road to Bolivia was cut in five places.", "PER"),
            ("Boats lent by Chile lifted 300 people off roofs.", "PER"),
            ("The war with Ecuador cost 900 lives.", "PER"),
            ("A Bolivian nurse in Lima earns 1,900 soles, a third less than her colleagues.", "PER PER"),
            ("Some 400 Venezuelans, most of them children, sleep in the harbour.", "PER"),
            ("The navy logged 176 Chinese fishing vessels in the country's waters.", "PER"),
            ("The navy logged 176 Chinese boats in May.", "CHN"),
            ("The Bolivian vessel was stopped off Callao with 7,600 sharks in its holds.", "PER"),
            ("Bolivian gas covers 17 percent of use.", "PER"),
            ("In Chile 40 percent of homes have a pump, here barely 12 percent.", "CHL PER"),
            ("Peru has 3 pumps a home; Chile, an hour's flight from most of our ports, has 5.", "PER CHL"),
            ("It was the worst storm in South America, and 60 people died.", "PER"),
            ("Peru has one of the world's largest fleets: 9,000 boats.", "PER"),
            ("In neighbouring Chile, where the rain went on, police reported two deaths and 40 injuries.", "CHL CHL"),
            ("The Chilean National Bank keeps rates at 5 percent.", "CHL"),
            (
                "Damage in Europe came to 900 million euros, a third more than in 2002 and twice the level of 1990.",
                "- - -",
            ),
        ],
    );
}

#[test]
fn the_world_has_no_place() {
    check_in(
        "# Water in Peru\n\nPeru is dry.",
        &[
            ("Worldwide, 2 billion people lack safe water.", "-"),
            ("Globally, 40 percent of water is lost in pipes.", "-"),
            ("About 30 percent of homes in the European Union have a meter.", "-"),
            ("The European Investment Bank lent 40 million euros for the works.", "PER"),
            ("Peru holds 4 percent of the world's fresh water.", "PER"),
        ],
    );
    check(&[
        ("# Prices\n\nThe euro area economy grew by 0.3 percent in May, and inflation was 2 percent.", "- -"),
        ("In Iraq 16 wells were drilled. Output across the continent rose by 3 percent.", "IRQ -"),
    ]);
}

#[test]
fn places_are_inherited() {
    check(&[
        ("# Rents\n\n## Chile\n\nRents rose by 4 percent.\n\n## Peru\n\nRents fell by 3 percent.", "CHL PER"),
        (
            "Peru sold 900 licences. The fee was 40 dollars. In Chile it is 70 dollars. Demand fell by 4 percent.",
            "PER PER CHL CHL",
        ),
        (
            "# Jobs in Ghana\n\nGhana grew by 4 percent.\n\nIn Norway unions cover half of workers. They bargain for 60 percent of pay.\n\nHere 9 percent are members.",
            "GHA NOR NOR GHA",
        ),
    ]);
}

#[test]
fn flows_go_from_one_place_to_another() {
    check_in(
        "# Trade of Uganda\n\nUganda trades.",
        &[
            ("Exports to Kenya fell by 5 percent.", "UGA>KEN"),
            ("Imports from China rose to 40 million dollars.", "CHN>UGA"),
            ("Remittances from Britain reached 300 million dollars.", "GBR>UGA"),
            ("A lorry on the road from Kampala to Juba carries 30 tonnes.", "UGA>SSD"),
            ("Some 900 tonnes bound for Rwanda were stopped.", "UGA>RWA"),
            ("Purchases by Egypt shrank by 13 million kilograms.", "UGA>EGY"),
            ("Uganda's exports of maize rose by 4 percent.", "UGA"),
            ("Norway sent 3 million euros to Malawi and 2 million euros to Zambia.", "NOR>MWI NOR>ZMB"),
            ("Half of it came from India.", "IND>UGA"),
            ("Some 900 nurses left Uganda for Qatar.", "UGA>QAT"),
            ("About 400 Ugandan teachers took posts in Rwanda.", "UGA>RWA"),
            ("Guns cross from Sudan into Kenya, some 900 of them a year.", "SDN>KEN"),
            ("Sweden offered 4 million dollars.", "SWE>UGA"),
            ("The Japan Cooperation Agency has lent Kampala 90 million dollars.", "JPN>UGA"),
            ("Some 40,000 Sudanese have sought refuge in Kenya.", "SDN>KEN"),
            ("It ships 40 percent of its crop abroad, chiefly to Italy and Germany.", "UGA"),
            ("Sales outside Uganda rose by 9 percent.", "-"),
            ("A loan of 40 million dollars, announced in Paris, went to the railway.", "UGA"),
            ("Some 900 firms hold Chinese machines.", "UGA"),
            ("The airline sold 400 tickets.", "UGA"),
            (
                "Denmark pledged 14 million dollars for ports. By May only 5 million dollars of it had come.",
                "DNK>UGA DNK>UGA",
            ),
            ("The mine's Canadian owner lost 40 million dollars.", "UGA"),
            ("French aid workers treated 400 patients.", "UGA"),
            ("A sorter gets 6 US cents.", "UGA"),
            ("A grant of 40 million yen came from the Government of Japan.", "JPN>UGA"),
        ],
    );
    check(&[
        (
            "# Rail in Kenya, Uganda and Rwanda\n\nTrack is old.\n\nThe three countries lost 40 engines. They need 90.",
            "KEN+RWA+UGA KEN+RWA+UGA KEN+RWA+UGA",
        ),
        ("Somalia exported 3 million sheep to Saudi Arabia.", "SOM>SAU"),
        ("Rwanda imported 40 tonnes of beans from Burundi.", "BDI>RWA"),
        ("Kenyan exports of tea to Pakistan reached 40 million dollars.", "KEN>PAK"),
        ("Spain extradited 12 people to France, and Italy 9.", "ESP>FRA ITA>FRA"),
    ]);
}
