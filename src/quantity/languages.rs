//! What must hold in every language, and texts of those beside English.

use std::sync::OnceLock;

use super::{tests::shown, *};
use crate::{
    base::FoundIn,
    vocabulary::{Extensions, LANGUAGES},
};

fn spanish() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| Vocabulary::new("es", &Extensions::default()).expect("a sound vocabulary"))
}

/// Every `accept` and `reject` of the hedges.
#[test]
fn hedges_prove_their_examples() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let vocabulary = Vocabulary::new(language.code, &Extensions::default()).expect("a sound vocabulary");
        let comparator = |text: &str| {
            let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence);
            quantities(&sentence, &vocabulary, Setting::default()).first().map(|q| q.comparator)
        };
        for row in &vocabulary.hedges.rows {
            for text in row.accept.iter().filter(|text| comparator(text) != Some(row.comparator)) {
                wrong.push(format!("accept {text:?}"));
            }
            for text in row.reject.iter().filter(|text| comparator(text) == Some(row.comparator)) {
                wrong.push(format!("reject {text:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `value unit` for each quantity of a Spanish text, the hedge's sign before the value.
fn render(text: &str, place: Option<&str>) -> String {
    let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence);
    let comma = decimal_comma(std::slice::from_ref(&sentence), &spanish().numbers, place);
    let setting = Setting { place, decimal_comma: Some(comma), ..Setting::default() };
    quantities(&sentence, spanish(), setting).iter().map(shown).collect::<Vec<_>>().join(", ")
}

#[test]
fn spanish_quantities() {
    let mut wrong = Vec::new();
    for (text, place, expected) in [
        ("Hubo 2 mil 316 robos y 4 mil 200 millones de pesos", Some("MEX"), "2316, 4200000000 MXN"),
        ("veintiún barcos, treinta y dos mil botes, doscientas ochenta y siete cabras", None, "21, 32000, 287"),
        (
            "mil quinientos millones de euros y dos billones de pesos chilenos",
            None,
            "1500000000 EUR, 2000000000000 CLP",
        ),
        ("medio millón de ovejas, media docena de vacas, dos millones y medio de gallinas", None, "500000, 6, 2500000"),
        ("decenas de miles de peces, millones de abejas, varios miles de aves", None, "20000.., 2000000.., 3000.."),
        ("dos millones mil barcos y dos mil millones de euros", None, "2001000, 2000000000 EUR"),
        ("1.234,5 litros y 3,2 millones de toneladas", None, "1234.5 litre, 3200000 tonne"),
        ("1,234.5 litros y 3.2 millones de toneladas", None, "1234.5 litre, 3200000 tonne"),
        ("241 370 kilómetros cuadrados y 12 kilos", None, "241370 square kilometre, 12 kilogram"),
        ("entre el 35 y el 40 % de las parcelas", None, "35..40 percent"),
        (
            "un tercio de la cosecha, la mitad de los campos, dos terceras partes del agua",
            None,
            "33.3333 percent, 50 percent, 66.6667 percent",
        ),
        ("una de cada ocho vacas y 12 por ciento de las ovejas", None, "12.5 percent, 12 percent"),
        ("17 robos por cada 100 mil habitantes", None, "17 per 100000"),
        ("subió seis puntos porcentuales y 25 puntos básicos", None, "6 point, 25 basis"),
        ("el precio se duplicó y gastan el triple", None, "2 times, 3 times"),
        ("el segundo productor mundial de litio", None, "2 rank"),
        ("El precio medio de la vivienda media, el 14 de mayo de 2020, en el siglo XXI", None, ""),
        ("243 equipos por 4,1 millones de dólares y S/ 96 millones", None, "243, 4100000 USD, 96000000 PEN"),
        (
            "ni un solo caso; menos de la mitad, en la segunda región con mayor incidencia",
            None,
            "0, <50 percent, 2 rank",
        ),
        ("pasó de 21.300 a 9.700 millones de dólares", None, "21300000000 USD, 9700000000 USD"),
    ] {
        let got = render(text, place);
        if got != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A number below a milliard in Spanish words.
fn in_words(n: u32) -> String {
    const SMALL: &[&str] = &[
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    const TENS: &[&str] = &["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    const HUNDREDS: &[&str] = &[
        "ciento",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ];
    let joined = |head: String, rest: u32| if rest == 0 { head } else { format!("{head} {}", in_words(rest)) };
    let at = |n: u32| n as usize;
    match n {
        0..30 => SMALL[at(n)].into(),
        30..100 if n.is_multiple_of(10) => TENS[at(n / 10 - 3)].into(),
        30..100 => format!("{} y {}", TENS[at(n / 10 - 3)], SMALL[at(n % 10)]),
        100 => "cien".into(),
        101..1000 => joined(HUNDREDS[at(n / 100 - 1)].into(), n % 100),
        1000..2000 => joined("mil".into(), n % 1000),
        2000..1_000_000 => joined(format!("{} mil", in_words(n / 1000)), n % 1000),
        1_000_000..2_000_000 => joined("un millón".into(), n % 1_000_000),
        _ => joined(format!("{} millones", in_words(n / 1_000_000)), n % 1_000_000),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn spanish_number_words_are_read_as_meant(n in 2_u32..999_999_999) {
        let words = in_words(n);
        let text = format!("Contaron {words} barcos");
        proptest::prop_assert_eq!(render(&text, None), n.to_string(), "{}", words);
    }
}
