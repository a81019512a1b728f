use crate::claim::sample;

/// The producers of the claims of a document, `-` for none.
fn producers(text: &str) -> String {
    let claims = sample::claims("test.md", text);
    claims.iter().map(|c| c.attribution.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" | ")
}

fn check(tries: &[(&str, &str)]) {
    sample::check(tries, producers);
}

#[test]
fn somebody_says_it() {
    check(&[
        ("The ministry said 40 bridges were closed.", "ministry"),
        ("Some 40 bridges were closed, the ministry said on Monday.", "ministry"),
        ("Some 40 bridges were closed, said the road union Asfalto, which has 900 members.", "road union Asfalto | -"),
        ("RoadCo, the state operator, said 40 bridges were closed.", "RoadCo"),
        ("The survey, published yesterday, found that 40 percent walk.", "survey"),
        ("In May the minister in charge of roads said 40 bridges were closed.", "minister"),
        ("Some 40 bridges, warn the analysts of Hale Partners, would have to close.", "analysts of Hale Partners"),
        ("The regulator puts the loss at 40 million dollars.", "regulator"),
        ("The port authority expects traffic to reach 5 million tonnes.", "port authority"),
        ("The bridge cost 40 million dollars.", "-"),
        ("Hotels counted 187,300 nights.", "-"),
        ("The ministry recorded 187 accidents.", "ministry"),
        ("Norway reported 187 accidents.", "-"),
    ]);
}

#[test]
fn a_source_is_given() {
    check(&[
        ("According to the road board, 40 bridges were closed.", "road board"),
        ("Some 40 bridges, by the department's count, were closed.", "department"),
        ("Some 40 bridges were closed, on our estimate.", "our estimate"),
        ("Ministry figures show that 40 bridges were closed.", "Ministry figures"),
        ("Estimates from the road board put the number at 40 bridges.", "road board"),
        ("She dismissed the company's claim that 40 bridges were safe.", "company"),
        ("He denied that 40 bridges were closed, as the union maintains.", "union"),
        ("The board denies reports that 40 bridges will close.", "reports"),
    ]);
}

#[test]
fn who_spoke_goes_on_speaking() {
    check(&[
        ("The board said 40 bridges were closed. It expects another 12 closures by May.", "board | board"),
        ("\"We closed 40 bridges,\" said Ana Ruiz, the director. \"We will open 12 bridges.\"", "Ana Ruiz | Ana Ruiz"),
        ("Ana Ruiz said 40 bridges were closed. She said 12 bridges would open.", "Ana Ruiz | Ana Ruiz"),
        ("We expect 40 closures.", "-"),
        ("The board said 40 bridges were closed. Some 12 bridges are new.", "board | -"),
    ]);
}
