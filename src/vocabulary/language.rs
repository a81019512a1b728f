//! The languages that documents can be in: each is a folder of data files, compiled in.

/// The data files of a language, as text.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 primary subtag.
    pub code: &'static str,
    /// ISO 639-3, which language detection knows it by.
    pub iso: &'static str,
    pub words: &'static str,
    pub time: &'static str,
    pub cues: &'static str,
    pub modality: &'static str,
    pub numbers: &'static str,
    pub hedges: &'static str,
    pub unit_names: &'static str,
    pub currency_names: &'static str,
    pub places: &'static str,
    pub place_care: &'static str,
    pub subdivisions: &'static str,
    pub document: &'static str,
}

macro_rules! language {
    ($code:literal, $iso:literal) => {
        Language {
            code: $code,
            iso: $iso,
            words: include_str!(concat!("data/", $code, "/words.toml")),
            time: include_str!(concat!("data/", $code, "/time.toml")),
            cues: include_str!(concat!("data/", $code, "/cues.toml")),
            modality: include_str!(concat!("data/", $code, "/modality.toml")),
            numbers: include_str!(concat!("data/", $code, "/numbers.toml")),
            hedges: include_str!(concat!("data/", $code, "/hedges.toml")),
            unit_names: include_str!(concat!("data/", $code, "/unit-names.toml")),
            currency_names: include_str!(concat!("data/", $code, "/currency-names.toml")),
            places: include_str!(concat!("data/", $code, "/places.toml")),
            place_care: include_str!(concat!("data/", $code, "/place_care.toml")),
            subdivisions: include_str!(concat!("data/", $code, "/subdivisions.toml")),
            document: include_str!(concat!("data/", $code, "/document.toml")),
        }
    };
}

/// The first is that of documents that state none and whose text does not show one.
pub const LANGUAGES: &[Language] = &[language!("en", "eng"), language!("es", "spa")];

impl Language {
    /// The language with a BCP 47 primary subtag.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.code == code)
    }
}
