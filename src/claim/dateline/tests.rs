//! What the first lines of documents say of their time.

use super::*;
use crate::{base::FoundIn, vocabulary::Extensions};

#[test]
fn short_lines_and_datelines_date_a_document() {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let date = |text: &str| {
        find(&[Sentence::new(text, 0, 0, FoundIn::Sentence)], &vocabulary, None, &Terms::default())
            .date
            .map(|d| d.to_string())
            .unwrap_or_default()
    };
    assert_eq!(date("Briefing 9, October 2023"), "2023-10");
    assert_eq!(date("PORT LAUGHTON, 9 May 2024 (Agency) - The harbour was closed on Monday."), "2024-05-09");
    assert_eq!(date("On 20 January 2021 the harbour was opened by the minister, who praised it at length."), "");
    assert_eq!(date("Annual report 2023"), "");
    let topic = |lines: [&str; 2]| {
        let sentences = lines.map(|line| Sentence::new(line, 0, 0, FoundIn::Sentence));
        find(&sentences, &vocabulary, None, &Terms::default()).topic.map(|p| p.to_string()).unwrap_or_default()
    };
    let body = "More people than ever before, most of them from the villages of the north and the islands behind it, \
                came to the courts to ask for help.";
    assert_eq!(topic(["Crime returns for 2021, by the court desk", body]), "2021");
    assert_eq!(topic(["Report 4, number 23 / 2024", body]), "");
    assert_eq!(topic(["Annual report 2021 of the court desk", body]), "2021");
    let dated = |lead: &str| {
        let lines = ["Note, 6 November 2024", lead].map(|line| Sentence::new(line, 0, 0, FoundIn::Sentence));
        find(&lines, &vocabulary, None, &Terms::default()).topic.map(|p| p.to_string()).unwrap_or_default()
    };
    for (lead, want) in [
        (
            "The shipping line, which is listed in Oslo and Athens, said that it had carried 40,000 boxes more in the third quarter.",
            "2024-07/2024-09",
        ),
        (
            "The shipping line, which is listed in Oslo and Athens, carried more boxes than it had in the third quarter of 2021.",
            "",
        ),
        (
            "ATHENS, Nov. 6, 2024 (Line) - A walkout on Wednesday kept most of the ferries in port and left thousands on the islands.",
            "2024-11-06",
        ),
        (
            "ATHENS, Nov. 6, 2024 (Line) - Crews searched the harbour on Wednesday after a ferry sank with most of its passengers.",
            "",
        ),
    ] {
        assert_eq!(dated(lead), want, "{lead}");
    }
    let short =
        ["Saved", "Note, 6 May 2024", "Some ninety people were lost at sea in Norway between January and March."];
    let sentences = short.map(|line| Sentence::new(line, 0, 0, FoundIn::Sentence));
    let lost = find(&sentences, &vocabulary, None, &Terms::default()).topic.map(|p| p.to_string());
    assert_eq!(lost.as_deref(), Some("2024-01/2024-03"));
    let yearly = "The ferry council, which publishes its yearly count on Friday at noon, puts the number of those lost at sea \
                  in 2023 at 140, fewer than ever.";
    assert_eq!(topic(["Saved, by the sea desk", yearly]), "2023");
    assert_eq!(topic(["Ferries of the north, 2022/23", body]), "");
    let month = ["Monthly bulletin, situation in July 2024", "Published 9 August 2024"];
    assert_eq!((topic(month), date(month[1])), ("2024-07".into(), "2024-08-09".into()));
    assert_eq!(date("Published November 2022."), "2022-11");
    assert_eq!(date("Date of issue: 4 November 2024"), "2024-11-04");
    assert_eq!(date("Issue 12, published 4 November 2024."), "2024-11-04");
    assert_eq!(date("Issue 31 of 2023, covering the week of 31 July to 6 August 2023."), "2023-08-06");
}

/// Heads of documents and the dates that they give them.
const HEADS: &str = "
Policy Brief 2025/3 | 12 June 2025 => 2025-06-12
Lower Delta Centre for Policy | Policy Brief 2025/3 | 12 June 2025 => 2025-06-12
Scheldt Centre, Antwerp · Policy Brief 2025/07 · 16 June 2025 => 2025-06-16
Issue 19/2025 | Thursday 8 May 2025 | Year 14 | Free => 2025-05-08
No. 212, week 31, Monday 29 July 2024 - Tauranga => 2024-07-29
14 June 2025, No. 1,372 => 2025-06-14
Thursday digest, 6 November 2025 | Edition 4,518 => 2025-11-06
Frontier Strategy, London, 17 October 2025 | Page 1 of 2 => 2025-10-17
Tuesday 18 March 2025 => 2025-03-18
Tuesday, March 18, 2025 => 2025-03-18
THE DANUBE POST, Sofia, 18 March 2025 => 2025-03-18
Wellington, 18 August 2025 => 2025-08-18
Background paper for the press, 27 February 2025 => 2025-02-27
Issue 22. Waigani, 28 August 2025 => 2025-08-28
Report to the Assembly, No. 2024/11 · Riga, 30 May 2024 => 2024-05-30
Harbour Trust, Kathmandu and Kuala Lumpur, November 2024. => 2024-11
Published in Geneva, April 2025. => 2025-04
A report by the Harbour Trust, Lima, March 2025 => 2025-03
Policy Brief No. 22, February 2025 => 2025-02
Harbour Office, Policy Brief No. 22, February 2025 => 2025-02
Published 3 May 2022 => 2022-05-03
Published: 3 May 2022 => 2022-05-03
Published on 3 May 2022 => 2022-05-03
Posted on May 3, 2022 => 2022-05-03
Posted May 3, 2022 by the desk => 2022-05-03
Last updated 3 May 2022 => 2022-05-03
Updated: 3 May 2022, 14:05 => 2022-05-03
Date of issue: 3 May 2022 => 2022-05-03
Date: 3 May 2022 => 2022-05-03
Release date: 3 May 2022 => 2022-05-03
For release on 3 May 2022 => 2022-05-03
For immediate release: May 3, 2022 => 2022-05-03
Press release 2024-118 · 8 November 2024 => 2024-11-08
Issued by the harbour office on 3 May 2022 => 2022-05-03
Data as of 3 March 2024 => 2024-03-03
CEBU CITY, 9 May 2024 (Wire) - The harbour was closed on Monday, the mayor said. => 2024-05-09
ASTANA, Sept. 18, 2025 (Press) -- The ministry on Thursday raised its forecast for the harvest. => 2025-09-18
LAUTOKA, 2 December 2025 – The mill stopped its rollers last night, the company said. => 2025-12-02
Volume 19, No. 7, 9 August 2024 => 2024-08-09
Spring 2024 newsletter | 3 May 2024 => 2024-05-03
3.5.2022 | 3 May 2022 => 2022-05-03
Macro note -- 14.06.2024 => 2024-06-14
THE LAMP Digest for residents and visitors of the town -- No. 212 -- Friday, 14 June 2024 (Reiwa 6) Published twice a month by the circle, 2-14-3 Suehirocho => 2024-06-14
Annual report 2023 => -
Crime in Norway, 2024 => -
On 20 January 2021 the harbour was opened by the minister, who praised it at length. => -
The law of 3 May 2022 covers all harbours of the north and the islands behind it. => -
The harbour was opened on 3 May 2022. => -
";

#[test]
fn heads_give_documents_their_dates() {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let mut wrong = Vec::new();
    for (text, want) in HEADS.lines().filter_map(|row| row.split_once(" => ")) {
        let sentences: Vec<_> = [Sentence::new(text, 0, 0, FoundIn::Sentence)].into();
        let found =
            find(&sentences, &vocabulary, None, &Terms::default()).date.map_or_else(|| "-".into(), |d| d.to_string());
        if found != want {
            wrong.push(format!("{text} => {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_and_seasons_give_their_year() {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    for (lines, want) in [
        (
            &[
                "Sugar Millers crush a record harvest",
                "LAUTOKA, 2 December 2025 – Sugar Millers plc (SPX: VSM) stopped the rollers on its 2025 crushing season last night after 172 days.",
            ][..],
            "2025",
        ),
        (
            &[
                "Crime on the islands, 2024",
                "Paper for the press, 27 February 2025",
                "The islands are not violent by the standards of the wider world, and for most of those who live there the past year was a quiet one.",
                "Some 31 people were murdered in 2024.",
            ],
            "2024",
        ),
        (
            &[
                "Nowhere to unpack: people on the move, 2023",
                "A report by the Trust, Lima, March 2025",
                "The great journey of recent years has begun to run in both directions, and nobody in the towns of the north can say why it has.",
                "In 2023 we met 40 of them.",
            ],
            "-",
        ),
    ] {
        let sentences: Vec<_> = lines.iter().map(|line| Sentence::new(line, 0, 0, FoundIn::Sentence)).collect();
        let found =
            find(&sentences, &vocabulary, None, &Terms::default()).topic.map_or_else(|| "-".into(), |p| p.to_string());
        assert_eq!(found, want, "{}", lines[0]);
    }
}
