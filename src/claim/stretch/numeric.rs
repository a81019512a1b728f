//! Dates in digits: `14.06.2024`, `14/06/2024`.

use super::Dates;
use crate::base::{Period, period::Date};

impl<F: Fn(usize) -> bool> Dates<'_, '_, F> {
    /// A date in digits, and the token behind it. Between dots the day stands first; between slashes it may be the month,
    /// so that a number above 12 tells, or
    /// the document's country.
    pub(super) fn numeric(&self, at: usize) -> Option<(Period, usize)> {
        let tokens = &self.sentence.tokens;
        let end = (at + 1..tokens.len().min(at + 6)).find(|&n| tokens[n].spaced).unwrap_or(tokens.len().min(at + 6));
        let text = self.sentence.slice(self.sentence.cover(at..end)).trim_end_matches(['.', ',', ';', ':', ')']);
        let sign = ['.', '/'].into_iter().find(|&sign| text.matches(sign).count() == 2)?;
        let mut parts = text.split(sign);
        let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || [a, b].iter().any(|part| part.is_empty() || part.len() > 2) {
            return None;
        }
        let (a, b, year): (i8, i8, i16) = (a.parse().ok()?, b.parse().ok()?, year.parse().ok()?);
        let (day, month) = match sign {
            '/' if b > 12 => (b, a),
            '/' if a <= 12 && a != b && !self.day_first? => (b, a),
            _ => (a, b),
        };
        // What is left of the tokens are signs behind it.
        let behind = (at + 1..end).rev().find(|&n| self.low(n).ends_with(|c: char| c.is_ascii_digit())).unwrap_or(at);
        (1700..=2100).contains(&year).then_some(())?;
        Some((Period::At(Date::day(year, month, day)?), behind + 1))
    }
}
