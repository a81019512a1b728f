//! The closed lists of values that fields of a claim can have: one line a value, with the word
//! that stands for it in JSON, Parquet, CSV and gold files.

/// An enum whose values have a published word each.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of its definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The published word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word).ok_or_else(|| {
                    let all: Vec<_> = Self::ALL.iter().map(|v| v.as_str()).collect();
                    format!("expected one of {}, found {word:?}", all.join(", "))
                })
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What sort of quantity a claim states.
    Kind {
        Money = "money",
        Count = "count",
        /// Per N people, or per year as a named rate.
        Rate = "rate",
        /// A part of a whole, growth, inflation, interest: in percent or percentage points.
        Share = "share",
        Rank = "rank",
        Ratio = "ratio",
        Measure = "measure",
    }
}

words! {
    /// How the stated value relates to the true one.
    Comparator {
        Equal = "=",
        /// about, roughly, an estimated
        About = "~",
        /// nearly, almost, close to
        Nearly = "<~",
        MoreThan = ">",
        AtLeast = ">=",
        LessThan = "<",
        AtMost = "<=",
    }
}

words! {
    /// Set where the number is the size of a change, not a level.
    Change { Increase = "increase", Decrease = "decrease" }
}

words! {
    /// How the text stands to what it states.
    Modality {
        Asserted = "asserted",
        /// target, promise, recommendation, demand, budget, legal requirement
        Proposed = "proposed",
        Forecast = "forecast",
        Hypothetical = "hypothetical",
        Negated = "negated",
    }
}

words! {
    /// Where in a document a claim was found.
    FoundIn {
        Sentence = "sentence",
        Headline = "headline",
        ListItem = "list_item",
        TableCell = "table_cell",
        Caption = "caption",
    }
}

words! {
    /// How the values of an indicator add up over time.
    Accumulates {
        /// A state at a point in time, a share or a rate.
        Level = "level",
        /// So many in the period.
        Flow = "flow",
        /// A running total since a start.
        Cumulative = "cumulative",
    }
}
