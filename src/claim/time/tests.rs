use super::*;
use crate::{base::FoundIn, vocabulary::Extensions};

#[test]
fn mentions_become_edtf() {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let terms = Terms::new([("Herrera", Period::parse("2006/2012").expect("valid"))]);
    let anchors = Anchors {
        published: Date::parse("2024-05-09"),
        last: Period::parse("2023"),
        before: None,
        topic: Period::parse("2023"),
    };
    for (text, want) in [
        ("It opened in 2011.", "2011"),
        ("Since 2000 nothing moved.", "2000/.."),
        ("They were done by February of 2020.", "../2020-02"),
        ("Between 2014 and 2018 it fell.", "2014/2018"),
        ("It ran from March to June 2021 and again in 2023.", "2021-03/2021-06 2023"),
        ("The years 2016-2019 and 2018/19 were dry, the 1990s were not.", "2016/2019 2018/2019 1990/1999"),
        ("In the first quarter of 2024 it rose.", "2024-01/2024-03"),
        ("During fiscal year 2022 and in FY2023 it fell.", "2022 2023"),
        ("On 12 March 2021 and March 14, 2022 it rained.", "2021-03-12 2022-03-14"),
        ("Last year it rained, and in March it snowed.", "2023 2024-03"),
        ("It may fall, but in November nobody may march.", "2023-11"),
        ("Under President Herrera's government it doubled.", "2006/2012"),
        ("It cost 2,011 pesos and 1850 kilos.", "1850"),
        ("As of August of 2020 nobody knew.", "2020-08"),
        ("It fell in April and May, and from 31 July to 6 August 2023.", "2024-04/2024-05 2023-07-31/2023-08-06"),
        ("In the first nine months of 2022 it rose.", "2022-01/2022-09"),
        ("Prices rose in the year to March.", "2023-04/2024-03"),
        ("In the week ending 6 August 2023 they fell.", "2023-07-31/2023-08-06"),
        ("It will end by November; they left by March.", "../2024-11 ../2024-03"),
        ("At the end of the year and since then it was full.", "2023-12 2023-12/.."),
        ("In the fourth quarter it sold less than in the same quarter of 2021.", "2023-10/2023-12 2021-10/2021-12"),
        ("Three years ago it was new; now it is old.", "2021 -"),
        ("Over the past five years it grew, and on Monday it shrank.", "2019/2024 2024-05-06"),
        ("In 2019 it was 8, two years later 9, against 7 a year earlier.", "2019 2021 2020"),
        ("It fell in the first half of 2023, against the same six months of 2022.", "2023-01/2023-06 2022-01/2022-06"),
        ("It has gained a tenth since the turn of the year.", "2024-01/.."),
        ("In the first quarter of 2024 it fell; at the end of the quarter it rose.", "2024-01/2024-03 2024-03"),
        ("Nobody moved before the April vote.", "../2024-04"),
        ("In the week to 27 April (week 17) it rose.", "2024-04-21/2024-04-27"),
        ("By noon today it had gone.", "../2024-05-09"),
        ("In fiscal year 2021/22 (July to June) it fell.", "2021-07/2022-06"),
    ] {
        let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence);
        let found = mentions(&sentence, &vocabulary, &terms, &anchors, |_| false);
        let found: Vec<String> = found.iter().map(|m| m.period.map_or_else(|| "-".into(), |p| p.to_string())).collect();
        assert_eq!(found.join(" "), want, "{text}");
    }
}
