//! A CSV stream in blocks that can be read apart from one another: each is cut where a record ends.

use std::io::{self, Read};

/// How much is read at a time; a longer record makes its block longer.
const SIZE: usize = 1 << 20;

/// What spreadsheets write before the first name.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The blocks of a stream.
pub(super) struct Blocks<R> {
    from: R,
    size: usize,
    /// What was read behind the last cut.
    rest: Vec<u8>,
    lines: usize,
    first: bool,
    ended: bool,
}

/// Some whole records, as they stand in the stream. All but the first begin with the line feed that ends the record before.
#[derive(Default)]
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    /// How many line feeds come before.
    lines: usize,
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(from: R) -> Self {
        Self::of_size(from, SIZE)
    }

    fn of_size(from: R, size: usize) -> Self {
        Self { from, size, rest: Vec::new(), lines: 0, first: true, ended: false }
    }

    fn block(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = std::mem::take(&mut self.rest);
        let mut wanted = self.size;
        while !self.ended {
            bytes.reserve(wanted.saturating_sub(bytes.len()));
            let more = u64::try_from(wanted.saturating_sub(bytes.len())).unwrap_or(u64::MAX);
            self.from.by_ref().take(more).read_to_end(&mut bytes)?;
            self.ended = bytes.len() < wanted;
            let mark = if self.first && bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
            if !self.ended
                && let Some(end) = bytes.get(mark..).and_then(last_end).filter(|end| *end > 0)
            {
                self.rest = bytes.split_off(mark + end);
                break;
            }
            wanted = bytes.len().saturating_mul(2).max(self.size);
        }
        self.first = false;
        let lines = self.lines;
        self.lines += memchr::memchr_iter(b'\n', &bytes).count();
        Ok(Some(Block { bytes, lines }).filter(|block| !block.bytes.is_empty()))
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        self.block().transpose()
    }
}

impl Block {
    /// The line on which the record stands that begins at or behind `offset`, from 1.
    pub(super) fn line(&self, offset: u64) -> usize {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let empty = self.bytes.iter().skip(offset).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let before = self.bytes.get(..offset.saturating_add(empty)).unwrap_or(&self.bytes);
        self.lines + memchr::memchr_iter(b'\n', before).count() + 1
    }
}

/// Where the last line feed stands that ends a record, in bytes that begin with one.
fn last_end(bytes: &[u8]) -> Option<usize> {
    // Only quotes can hide a line feed.
    if memchr::memchr(b'"', bytes).is_none() {
        return memchr::memrchr(b'\n', bytes);
    }
    let (mut last, mut at) = (None, 0);
    while at < bytes.len() {
        // A quote opens a cell only where the cell begins.
        if bytes.get(at) == Some(&b'"') {
            let Some(behind) = behind_quotes(bytes, at + 1) else { break };
            at = behind;
        }
        let Some(end) = bytes.get(at..).and_then(|rest| memchr::memchr3(b',', b'\n', b'\r', rest)) else { break };
        at += end;
        if bytes.get(at) == Some(&b'\n') {
            last = Some(at);
        }
        at += 1;
    }
    last
}

/// What comes behind the quote that closes a cell; two of them are one that is meant.
fn behind_quotes(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a text that is read in blocks, with the line that each begins on.
    fn records(text: &str, size: usize) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        for block in Blocks::of_size(text.as_bytes(), size) {
            let block = block.expect("reads");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&block.bytes[..]);
            for record in reader.records() {
                let record = record.expect("a record");
                let line = block.line(record.position().expect("a place").byte());
                found.push((line, record.iter().map(str::to_owned).collect()));
            }
        }
        found
    }

    #[test]
    fn blocks_of_any_size_hold_the_records_of_the_whole() {
        let texts = [
            "",
            "a,b\n1,2\n3,4",
            "a,b\r\n\r\n1,2\r\n3,4\r\n",
            "a,b\r1,2\r3,4\n5,6\r",
            "\u{feff}\"a\nb\",c\n\u{feff}1,2\n\"\u{feff}\",\n\n\n5,6\n",
            "a,\"b\n\"\"x\"\"\n\"\n5\" pipe,\"\"\"\n\"\n\"un\" closed\",2\n,\"to the end\n3,4\n5,6\n",
            "\"\",\"\"\n\"\"\"\"\n x,\"y\"\"z\",\n",
        ];
        for text in texts {
            let whole = records(text, 1 << 20);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let read: Vec<Vec<String>> =
                reader.records().map(|r| r.expect("a record").iter().map(str::to_owned).collect()).collect();
            assert!(whole.iter().map(|(_, record)| record).eq(&read), "{text:?}");
            for size in 1..=text.len() + 1 {
                assert_eq!(records(text, size), whole, "{text:?} in blocks of {size}");
            }
        }
        assert_eq!(records("a\r\n\r\nb\n\nc", 4).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 5]);
    }
}
