//! LICENSE, and what is known of the licences that data sets have.

use super::{Content, Metadata};

/// A licence that is known by name.
struct Known {
    /// SPDX.
    id: &'static str,
    title: &'static str,
    url: &'static str,
    /// What Hugging Face calls it.
    hub: &'static str,
}

const fn known(id: &'static str, title: &'static str, url: &'static str, hub: &'static str) -> Known {
    Known { id, title, url, hub }
}

/// Those that data are published under.
#[rustfmt::skip]
const KNOWN: &[Known] = &[
    known("CC0-1.0", "Creative Commons Zero 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/", "cc0-1.0"),
    known("CC-BY-4.0", "Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/", "cc-by-4.0"),
    known("CC-BY-3.0", "Creative Commons Attribution 3.0 Unported", "https://creativecommons.org/licenses/by/3.0/", "cc-by-3.0"),
    known("CC-BY-SA-4.0", "Creative Commons Attribution Share Alike 4.0 International", "https://creativecommons.org/licenses/by-sa/4.0/", "cc-by-sa-4.0"),
    known("CC-BY-NC-4.0", "Creative Commons Attribution Non Commercial 4.0 International", "https://creativecommons.org/licenses/by-nc/4.0/", "cc-by-nc-4.0"),
    known("CC-BY-ND-4.0", "Creative Commons Attribution No Derivatives 4.0 International", "https://creativecommons.org/licenses/by-nd/4.0/", "cc-by-nd-4.0"),
    known("CC-BY-NC-SA-4.0", "Creative Commons Attribution Non Commercial Share Alike 4.0 International", "https://creativecommons.org/licenses/by-nc-sa/4.0/", "cc-by-nc-sa-4.0"),
    known("CC-BY-NC-ND-4.0", "Creative Commons Attribution Non Commercial No Derivatives 4.0 International", "https://creativecommons.org/licenses/by-nc-nd/4.0/", "cc-by-nc-nd-4.0"),
    known("ODC-By-1.0", "Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/", "odc-by"),
    known("ODbL-1.0", "Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/", "odbl"),
    known("PDDL-1.0", "Open Data Commons Public Domain Dedication and License 1.0", "https://opendatacommons.org/licenses/pddl/1-0/", "pddl"),
    known("OGL-UK-3.0", "Open Government Licence 3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "other"),
    known("MIT", "MIT License", "https://spdx.org/licenses/MIT.html", "mit"),
    known("Apache-2.0", "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0", "apache-2.0"),
];

/// The licence of a data set's data.
pub(super) struct Licence<'m> {
    /// As pipeline.toml states it.
    pub(super) stated: &'m str,
    known: Option<&'static Known>,
}

impl<'m> Licence<'m> {
    /// `None` where none is stated.
    pub(super) fn of(metadata: &'m Metadata) -> Option<Self> {
        let stated = metadata.dataset.licence.trim();
        let known = KNOWN.iter().find(|known| known.id.eq_ignore_ascii_case(stated));
        (!stated.is_empty()).then_some(Self { stated, known })
    }

    /// The SPDX id, of one that is known.
    pub(super) fn id(&self) -> Option<&'static str> {
        self.known.map(|known| known.id)
    }

    pub(super) fn title(&self) -> &'m str {
        self.known.map_or(self.stated, |known| known.title)
    }

    /// Where its text stands; SPDX has a page for each single id.
    pub(super) fn url(&self) -> Option<String> {
        let single = self.stated.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
        match self.known {
            Some(known) => Some(known.url.into()),
            None if self.stated.starts_with("https://") => Some(self.stated.into()),
            None if single && !self.stated.starts_with("LicenseRef") => {
                Some(format!("https://spdx.org/licenses/{}.html", self.stated))
            }
            None => None,
        }
    }

    /// What Hugging Face calls it: `other` for all that it has no name for.
    pub(super) fn hub(&self) -> &'static str {
        self.known.map_or("other", |known| known.hub)
    }
}

/// What the licence covers, in words.
pub(super) fn scope(metadata: &Metadata) -> String {
    let covered = match Licence::of(metadata) {
        None => "No licence is stated for the data.".to_owned(),
        Some(licence) => {
            let id = licence.id().map(|id| format!(" (SPDX: {id})")).unwrap_or_default();
            format!("The data is licensed under {}{id}.", licence.title())
        }
    };
    format!(
        "{covered} That is: the values, their fields and ids, the tables and what is said about them. It does not cover \
         the quotes (`exact`, `prefix`, `suffix` and `sentence` in `claims`): they belong to the authors of the documents, \
         which `sources` lists with their own licences."
    )
}

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let metadata = content.metadata;
    let title = &metadata.dataset.title;
    let text = match Licence::of(metadata).and_then(|licence| licence.url()) {
        Some(url) => format!("\nThe text of the licence: {url}\n"),
        None => String::new(),
    };
    let whole = format!("{title}, version {}\n\n{}\n{text}", metadata.version, scope(metadata));
    vec![("LICENSE".into(), whole)]
}
