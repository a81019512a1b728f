//! From bytes to characters.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::origin::Map;

/// A decoded file: its text and which bytes each byte of it came from.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) map: Map,
    pub(super) encoding: &'static Encoding,
}

/// Decodes a file: by its byte order mark, as UTF-16 where every other byte is NUL, as UTF-8 where it is
/// (nearly) that, by the encoding an HTML file names, else by what the bytes look like.
pub(super) fn decode(raw: &[u8]) -> Decoded {
    let (encoding, skip) = encoding_of(raw);
    decode_as(encoding, raw, skip)
}

/// Text of bytes in a known encoding.
pub(super) fn fragment(encoding: &'static Encoding, raw: &[u8]) -> String {
    decode_as(encoding, raw, 0).text
}

fn decode_as(encoding: &'static Encoding, raw: &[u8], skip: usize) -> Decoded {
    let mut out = Decoded { text: String::with_capacity(raw.len()), map: Map::default(), encoding };
    if encoding == UTF_8 {
        utf8(raw, skip, &mut out);
    } else if encoding == UTF_16LE {
        utf16(raw, skip, u16::from_le_bytes, &mut out);
    } else if encoding == UTF_16BE {
        utf16(raw, skip, u16::from_be_bytes, &mut out);
    } else if encoding.is_single_byte() {
        single_bytes(encoding, raw, &mut out);
    } else {
        many_bytes(encoding, raw, &mut out);
    }
    out
}

/// The encoding of a file and the length of its byte order mark.
fn encoding_of(raw: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(raw) {
        return (encoding, mark);
    }
    if let Some(encoding) = utf16_without_mark(raw) {
        return (encoding, 0);
    }
    if mostly_utf8(raw) {
        return (UTF_8, 0);
    }
    let named = named_in_html(&raw[..raw.len().min(2048)]).filter(|e| *e != UTF_8 && e.is_ascii_compatible());
    let encoding = named.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        detector.feed(&raw[..raw.len().min(1 << 20)], true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    });
    (encoding, 0)
}

/// UTF-16 of a script with Latin letters or digits: NUL in every other byte, nearly none in between.
pub(super) fn utf16_without_mark(raw: &[u8]) -> Option<&'static Encoding> {
    let head = &raw[..raw.len().min(1 << 16) & !1];
    let pairs = head.len() / 2;
    let (mut first, mut second) = (0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    let (many, few) = ((pairs * 3 / 10).max(2), pairs / 100);
    match () {
        () if pairs < 2 => None,
        () if second > many && first <= few => Some(UTF_16LE),
        () if first > many && second <= few => Some(UTF_16BE),
        () => None,
    }
}

/// Valid UTF-8, or with so few faults that it was meant to be.
fn mostly_utf8(raw: &[u8]) -> bool {
    if std::str::from_utf8(raw).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in raw.utf8_chunks() {
        // Bytes that continue a character: there is one in each character beyond ASCII at least.
        good += chunk.valid().bytes().filter(|b| (0x80..0xc0).contains(b)).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 10
}

/// The encoding that `<meta charset=…>` or an XML declaration names.
fn named_in_html(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    if !head.contains(&b'<') {
        return None;
    }
    let after = ["charset", "encoding"]
        .into_iter()
        .find_map(|word| memchr::memmem::find(&head, word.as_bytes()).map(|at| at + word.len()))?;
    let rest = head[after..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
    Encoding::for_label(&rest[..end])
}

fn utf8(raw: &[u8], skip: usize, out: &mut Decoded) {
    let mut from = skip;
    let rest = raw.get(skip..).unwrap_or_default();
    if let Ok(text) = std::str::from_utf8(rest) {
        out.map.copy(out.text.len(), from, text.len());
        out.text.push_str(text);
        return;
    }
    for chunk in rest.utf8_chunks() {
        let (valid, invalid) = (chunk.valid(), chunk.invalid());
        out.map.copy(out.text.len(), from, valid.len());
        out.text.push_str(valid);
        from += valid.len();
        if !invalid.is_empty() {
            put(out, "\u{fffd}", from, invalid.len());
            from += invalid.len();
        }
    }
}

fn utf16(raw: &[u8], skip: usize, unit: fn([u8; 2]) -> u16, out: &mut Decoded) {
    let mut from = skip;
    let units = raw.get(skip..).unwrap_or_default().chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut buffer = [0; 4];
    for c in char::decode_utf16(units) {
        let c = c.unwrap_or('\u{fffd}');
        put(out, c.encode_utf8(&mut buffer), from, c.len_utf16() * 2);
        from += c.len_utf16() * 2;
    }
    if from < raw.len() {
        put(out, "\u{fffd}", from, raw.len() - from);
    }
}

/// One byte, one character.
fn single_bytes(encoding: &'static Encoding, raw: &[u8], out: &mut Decoded) {
    let table: Vec<String> =
        (0..=255_u8).map(|byte| encoding.decode_without_bom_handling(&[byte]).0.into_owned()).collect();
    for (from, byte) in raw.iter().enumerate() {
        put(out, &table[usize::from(*byte)], from, 1);
    }
}

/// Feeds the decoder byte by byte: what comes out was made from the bytes since the last output.
fn many_bytes(encoding: &'static Encoding, raw: &[u8], out: &mut Decoded) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 32];
    let mut from = 0;
    for at in 0..=raw.len() {
        let last = at == raw.len();
        let byte = if last { &[] } else { &raw[at..=at] };
        let (_, _, written, _) = decoder.decode_to_utf8(byte, &mut buffer, last);
        let end = (at + 1).min(raw.len());
        if written > 0 {
            put(out, &String::from_utf8_lossy(&buffer[..written]), from, end - from);
            from = end;
        }
    }
}

fn put(out: &mut Decoded, text: &str, from: usize, len: usize) {
    out.map.replace(out.text.len(), text.len(), from, len);
    out.text.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    /// Decodes and checks that each character's raw bytes decode to it.
    fn text_of(raw: &[u8]) -> String {
        let decoded = decode(raw);
        for (at, c) in decoded.text.char_indices() {
            let span = decoded.map.source(Span::new(at, at + c.len_utf8()));
            assert_eq!(fragment(decoded.encoding, &raw[span.range()]), c.to_string(), "{at}");
        }
        decoded.text
    }

    #[test]
    fn utf16_is_read_with_and_without_a_byte_order_mark() {
        let text = "En 2019 había 5 500 muertes — “más” 𝟙 🙂";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&le), text);
        assert_eq!(text_of(&be), text);
        assert_eq!(text_of(&[&[0xff, 0xfe], &le[..]].concat()), text);
        assert_eq!(text_of(&[&[0xfe, 0xff], &be[..]].concat()), text);
    }

    #[test]
    fn one_byte_encodings_are_told_by_their_bytes() {
        let text = "La población creció un 12 % según el señor Muñoz: “más de 5 €”.";
        let (raw, ..) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(text_of(&raw), text);
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        let text = "<html><meta charset=\"windows-1251\"><p>Население выросло на 5 процентов</p>";
        let (raw, ..) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(text_of(&raw), text);
    }

    #[test]
    fn encodings_of_several_bytes_keep_the_way_back() {
        let text = "人口は2019年に1億2000万人でした。<p>";
        let (raw, ..) = encoding_rs::SHIFT_JIS.encode(text);
        assert_eq!(text_of(&raw), text);
    }

    #[test]
    fn a_broken_byte_in_utf8_stands_for_itself() {
        let mut raw = "señor años niños más árbol café común país Perú está allí".as_bytes().to_vec();
        raw.push(0xc3);
        assert!(decode(&raw).text.ends_with("allí\u{fffd}"));
    }
}
