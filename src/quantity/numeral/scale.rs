//! Words and letters behind a number that multiply it: `2.5 million`, `mil millones`, `$25m`.

use super::Composer;
use crate::{base::Amount, quantity::digits};

impl Composer<'_, '_> {
    /// Multiplies what stands before by a hundred or a dozen.
    pub(super) fn multiply(&mut self, at: usize, by: Amount) -> Option<()> {
        let current = self.current?.times(by)?;
        self.current = Some(current);
        self.step = self.step.and_then(|s| s.times(by));
        if self.digits {
            self.scale = self.scale.times(by)?;
        }
        self.room = Amount::ZERO;
        self.plain = false;
        self.at = at + 1;
        self.rule("number.scale");
        Some(())
    }

    /// Digits behind a scale word: `2 mil 316`.
    pub(super) fn digits_again(&mut self, at: usize) -> Option<()> {
        let scan = self.scan;
        let last = self.last_scale.filter(|_| scan.vocabulary.numbers.digits_behind_scale && self.current.is_none())?;
        let digits = digits::read(scan, at).filter(|d| d.plain && d.tokens == 1 && d.value < last)?;
        let three = scan.text(at).len() <= 3 && !scan.glued(at);
        three.then_some(())?;
        self.current = Some(digits.value);
        self.step = Some(digits.step);
        self.at = at + 1;
        Some(())
    }

    /// A power of ten behind a number: `2.5 million`, `six lakh crore`, `mil millones`.
    pub(super) fn scaled(&mut self, at: usize, scale: Amount) -> Option<()> {
        let thousand = Amount::from(1000);
        if self.scan.vocabulary.numbers.thousand_of_millions && scale > thousand {
            // All that stands since the last such scale word is multiplied: "dos billones mil quinientos millones".
            if self.closed_by.is_some_and(|last| scale >= last) {
                return None;
            }
            let open = self.total.plus(self.closed.negated())?.plus(self.current.unwrap_or_default())?;
            let mantissa = if self.current.is_none() { self.scale } else { Amount::ONE };
            if open.is_zero() {
                return None;
            }
            self.total = self.closed.plus(open.times(scale)?)?;
            (self.closed, self.closed_by) = (self.total, Some(scale));
            self.current = None;
            self.scale = mantissa.times(scale)?;
            self.after_scale(at, scale);
            return Some(());
        }
        // A bare thousand behind millions is one: "dos millones mil" are 2,001,000.
        let bare = self.closed_by.is_some_and(|last| scale < last) && self.last_scale == self.closed_by;
        if let Some(current) = self.current.or(bare.then_some(Amount::ONE)) {
            if self.last_scale.is_some_and(|last| scale >= last) {
                return None;
            }
            self.total = current.times(scale).and_then(|v| self.total.plus(v))?;
            self.current = None;
            self.scale = scale;
        } else {
            // A scale on a scale: the whole is multiplied.
            self.last_scale?;
            self.total = self.total.times(scale)?;
            self.scale = self.scale.times(scale)?;
        }
        self.after_scale(at, scale);
        Some(())
    }

    fn after_scale(&mut self, at: usize, scale: Amount) {
        self.step = self.step.and_then(|s| s.times(scale));
        self.last_scale = Some(scale);
        self.room = scale;
        self.plain = false;
        self.at = at + 1;
        self.rule("number.scale");
    }

    /// A letter for a scale right behind the digits: `250k`, `$25m`.
    pub(super) fn letter(&mut self, at: usize) -> Option<()> {
        let scan = self.scan;
        let numbers = &scan.vocabulary.numbers;
        let spaced = !scan.glued(at);
        let letter = scan.text(at);
        let follows_number = spaced && !self.money;
        if !scan.is_word(at) || follows_number || scan.glued(at + 1) && scan.is_number(at + 1) {
            return None;
        }
        let people = scan.counted(at + 1);
        let exponent = numbers
            .glued_scales
            .get(letter)
            .filter(|_| !spaced)
            .or_else(|| numbers.money_scales.get(letter).filter(|_| self.money || people && letter == "m"))?;
        let scale = Amount::power_of_ten(i32::try_from(*exponent).ok()?)?;
        self.scaled(at, scale)
    }
}
