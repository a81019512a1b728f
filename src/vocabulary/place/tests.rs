use super::*;

fn english() -> &'static Language {
    Language::of("en").expect("a language of ours")
}

fn places() -> Places {
    Places::new(english(), &[]).expect("the data is valid")
}

/// Codes of a text, `-` for a place without one.
fn codes(places: &Places, text: &str) -> String {
    let found = places.find(text);
    for mention in &found {
        assert!(text.get(mention.span.range()).is_some_and(|name| !name.is_empty()), "{text}");
    }
    found.iter().map(|m| m.code.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" ")
}

#[test]
fn names_lead_to_countries() {
    let places = places();
    for (text, wanted) in [
        ("Growth in Mexico outpaced that of the United States.", "MEX USA"),
        ("the U.S.-Mexico border and a US-based dealer", "USA MEX USA"),
        ("They told us that it happened", ""),
        ("Mexicans and Americans, the British and the Dutch", "MEX USA GBR NLD"),
        ("a Kenyan-led mission; Kenyans abroad", "KEN KEN"),
        ("farmers in New Mexico and Mexico City", "USA MEX"),
        ("oil from the Gulf of Mexico", "-"),
        ("across Latin America and Central America", "- -"),
        ("Latin American and Central American migrants, African Americans", "- - USA"),
        ("Nigeria and Niger, Guinea-Bissau and Guinea, Papua New Guinea", "NGA NER GNB GIN PNG"),
        ("South Sudan lies south of Sudan", "SSD SDN"),
        ("people in the Democratic Republic of the Congo", "COD"),
        ("Congo and Brazzaville", "COG COG"),
        ("the Côte d’Ivoire and the Ivory Coast", "CIV CIV"),
        ("Burma, Holland, Czechia, Britain, England and Wales", "MMR NLD CZE GBR GBR"),
        ("in the United\nKingdom and the United  States", "GBR USA"),
        ("TEN DEAD IN MEXICO, NONE IN CHAD", "MEX TCD"),
        ("Austin, Texas; Lincoln, NE; Tampa, Fla.", "USA USA USA USA USA USA"),
        ("OK, let us go IN or OUT with ME", ""),
        ("officials in Washington, D.C., and Washington State", "USA USA"),
        ("Washington and Brussels agreed, said Beijing", "- - -"),
        ("a factory in Beijing", "CHN"),
        ("Europe, the European Union and the world", "- - -"),
        ("Unemployment worldwide. Worldwide, it fell.", "- -"),
        ("Turkey had 85 million people; roast turkey; a Turkey sandwich", "TUR"),
        ("Reading 40 books in Reading is nice, and Nice is a word", "GBR"),
        ("two days in Nice", "FRA"),
        ("Michael Jordan and Chad Smith came from Jordan and Chad", "JOR TCD"),
        ("Queen Victoria, Jack London, Paris Hilton", ""),
        ("GEORGIA\n\nRemittances rose.\n\nSummary\n\nJordan\n\nExports fell.", "GEO JOR"),
        ("Florida International University; Texas Tech; security under Mérida", "USA"),
        ("the Paris Agreement, the Geneva Conventions, the University of Leeds", ""),
        ("an English-speaking school that teaches Spanish in French", ""),
        ("English pupils and the Spanish coast", "GBR ESP"),
        ("Georgia and its capital Tbilisi; Georgian wine", "GEO GEO GEO"),
        ("Georgia, Alabama and Texas", "USA USA USA"),
        ("Hyderabad in Sindh", "PAK PAK"),
        ("South Korea and North Koreans", "KOR PRK"),
        ("Mexicali, Chiapas and Nuevo León", "MEX MEX MEX"),
        ("Ontario in Canada, Bavaria in Germany, Kerala in India", "CAN CAN DEU DEU IND IND"),
        ("The Poles and the North Pole, Polish voters", "POL POL"),
        ("American Samoa, Samoa, French Guiana, French wine", "ASM WSM GUF FRA"),
        ("Mexiconomics, Chinatown, Indiana, Romans", "USA"),
        ("", ""),
    ] {
        assert_eq!(codes(&places, text), wanted, "{text}");
    }
}

#[test]
fn kinds_say_what_was_named() {
    let kinds = |text| places().find(text).iter().map(|m| m.kind).collect::<Vec<_>>();
    assert_eq!(
        kinds("Peru, Peruvians, Lima, Latin America"),
        [PlaceKind::Country, PlaceKind::Demonym, PlaceKind::Subnational, PlaceKind::Region]
    );
}

#[test]
fn a_project_adds_names_and_they_win() {
    let rows = [PlaceRow { names: vec!["Georgia".into(), "the Borderlands".into()], code: "USA".into() }];
    let places = Places::new(english(), &rows).expect("a known code");
    assert_eq!(codes(&places, "the Borderlands, Georgia and Tbilisi"), "USA USA GEO");
    let wrong = [PlaceRow { names: vec!["Atlantis".into()], code: "ATL".into() }];
    assert_eq!(Places::new(english(), &wrong).expect_err("an unknown code")[0].id, "unknown-place-code");
}

#[test]
fn every_country_has_a_name_and_people() {
    let places = places();
    let codes: toml::Table = include_str!("../data/places.toml").parse().expect("valid");
    let codes: Vec<&str> = codes["codes"].as_str().expect("text").split_whitespace().collect();
    assert_eq!(codes.len(), 250);
    assert!(codes.is_sorted());
    // Nobody lives there, or those who do are named after an office.
    let nobody = ["ATF", "BVT", "HMD", "UMI", "VAT"];
    for code in codes {
        assert!(places.name(code).is_some_and(|name| !name.is_empty()), "{code} has no name");
        let named = |kind| places.entries.iter().any(|e| e.kind == Some(kind) && e.codes.iter().any(|c| c == code));
        assert!(named(PlaceKind::Country), "{code}");
        assert!(named(PlaceKind::Demonym) || nobody.contains(&code), "{code} has no people");
    }
}

#[test]
fn a_shared_name_says_how_to_choose() {
    for entry in places().entries {
        let listed = entry.care.as_ref().map_or(&[][..], |care| &care.choose);
        assert!(entry.codes.len() < 2 || listed == entry.codes, "{:?} {:?}", entry.name, entry.codes);
        assert!(entry.kind.is_some() || entry.codes.is_empty(), "{:?}", entry.name);
        assert!(entry.kind != Some(PlaceKind::Region) || entry.codes.is_empty(), "{:?}", entry.name);
    }
}

#[test]
fn every_name_is_found_on_its_own() {
    let places = places();
    for entry in places.entries.iter().filter(|e| e.care.is_none()) {
        let text = format!("in {} today", entry.name);
        let found = places.find(&text);
        let whole = found.iter().any(|m| m.span.len() == entry.name.len());
        assert!(whole || entry.kind.is_none() && found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn care_rows_name_known_places() {
    let data: toml::Table = include_str!("../data/en/place_care.toml").parse().expect("valid");
    let places = places();
    for row in data["care"].as_array().expect("rows") {
        for name in row["names"].as_array().expect("names") {
            let name = name.as_str().expect("text");
            assert!(places.entries.iter().any(|e| e.name == name), "{name} is no place name");
        }
    }
}

#[test]
fn towns_lead_to_countries_where_the_text_agrees() {
    let places = places();
    for (text, wanted) in [
        ("HAKODATE -- The port of Hakodate closed.", "JPN JPN"),
        ("A school in Huaraz and a road near Vaasa", "PER FIN"),
        ("the Lautoka magistrate and the Santa Cruz do Sul court", "FJI BRA"),
        ("Police in Fukushima-machi, Kyzyl-Vaasa and Vaasa Street", "JPN"),
        // Where other countries are named, one town is too few.
        ("In Sri Lanka farmers sow in the Yala season.", "LKA"),
        ("In South Africa the lights went out in Brixton.", "ZAF"),
        ("Sri Lanka, Thailand and Yala", "LKA THA THA"),
        ("Peru sells to Vaasa and Kuopio.", "PER FIN FIN"),
        // Names of people, firms and words.
        ("Ms Vaasa met Dr Huaraz, and Toyota sold to Mr Matsumoto.", ""),
        ("Matsumoto said so; in Matsumoto the castle stands.", "JPN"),
        ("in Matsumoto's view, in Matsumoto Electric", ""),
        ("Reading books in Reading, Enterprise and March", "GBR"),
        // Names of several countries need another sign of one of them.
        ("The mayor of San Ignacio", ""),
        ("Belize and San Ignacio", "BLZ BLZ"),
        ("Paraguay, Chile, Chile and San Ignacio", "PRY CHL CHL CHL"),
    ] {
        assert_eq!(codes(&places, text), wanted, "{text}");
    }
}

#[test]
fn towns_stand_in_order() {
    let codes: toml::Table = include_str!("../data/places.toml").parse().expect("valid");
    let codes: Vec<&str> = codes["codes"].as_str().expect("text").split_whitespace().collect();
    let lines = include_str!("../data/towns.txt").lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<(&str, &str)> = lines.map(|line| line.split_once(' ').expect("a code and names")).collect();
    assert!(rows.is_sorted_by(|a, b| a.0 < b.0));
    for (code, names) in rows {
        assert!(codes.contains(&code), "{code}");
        for name in names
            .split("; ")
            .flat_map(|names| names.split(" | "))
            .flat_map(|names| names.split(", "))
            .filter(|name| !name.is_empty())
        {
            assert!(name.len() > 3 && name.starts_with(char::is_uppercase) && name.trim() == name, "{code} {name:?}");
        }
    }
}
