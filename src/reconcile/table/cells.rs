//! The columns of a claims table, and the cells of a row in them.

use crate::base::field::words;

words! {
    /// The columns that are read. A table needs `item` or `indicator`, `source_id` or `source`, and one of `value`,
    /// `value_text`, `low` and `high`.
    Column {
        Item = "item",
        Indicator = "indicator",
        Place = "place",
        Breakdown = "breakdown",
        Period = "period",
        Unit = "unit",
        SourceId = "source_id",
        Source = "source",
        Value = "value",
        /// The exact decimal; it wins over `value`.
        ValueText = "value_text",
        Low = "low",
        High = "high",
        Comparator = "comparator",
        Kind = "kind",
        Precision = "precision",
        Published = "published",
        LineageId = "lineage_id",
        /// What a note says, joined by ` | `: the origin, where `lineage_id` is empty.
        CitedWork = "cited_work",
        /// The rules of a published claim: how its number was said.
        Rule = "rule",
        Modality = "modality",
        Change = "change",
    }
}

/// The cells of a row, empty where there is none.
#[derive(Clone, Debug, Default)]
pub struct Cells<'r>([&'r str; Column::ALL.len()]);

impl<'r> Cells<'r> {
    /// Sets what stands in a column. White space around it is no part of it.
    pub fn set(&mut self, column: Column, text: &'r str) {
        let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        let bare = plain(text.as_bytes().first()) && plain(text.as_bytes().last());
        self.0[column as usize] = if bare { text } else { text.trim() };
    }

    /// What stands in a column; `None` where that is nothing.
    pub(super) fn said(&self, column: Column) -> Option<&'r str> {
        self.0.get(column as usize).copied().filter(|text| !text.is_empty())
    }
}
