//! What a file is: told by its content; the ending of its name decides where the content leaves doubt.

use super::{decode, model::Format};

/// What the first look at a file's bytes says.
pub(super) enum Look {
    /// Something that is no document; says what.
    Binary(String),
    Pdf,
    Text,
}

/// First bytes of common files that are no text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP archive (.zip, .docx, .xlsx or .epub)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls or .ppt)"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"OggS", "an Ogg file"),
    (b"RIFF", "a RIFF file (.webp, .wav or .avi)"),
];

/// Tells binary files and PDF from text.
pub(super) fn look(raw: &[u8]) -> Look {
    let head = &raw[..raw.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Look::Pdf;
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| raw.starts_with(magic)) {
        return Look::Binary((*what).to_string());
    }
    let marked = encoding_rs::Encoding::for_bom(raw).is_some();
    if marked || decode::utf16_without_mark(raw).is_some() {
        return Look::Text;
    }
    let head = &raw[..raw.len().min(1 << 16)];
    let nul = memchr::memchr_iter(0, head).count();
    let control = head.iter().filter(|b| matches!(b, 1..=8 | 11 | 14..=26 | 28..=31 | 127)).count();
    if nul > 0 {
        return Look::Binary(format!("{nul} NUL bytes in the first {} bytes", head.len()));
    }
    if control * 50 > head.len() {
        return Look::Binary(format!("{control} control bytes in the first {} bytes", head.len()));
    }
    Look::Text
}

/// Whether decoded text is noise: replacement, control and unassigned characters where words should be.
pub(super) fn is_noise(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(1 << 16) {
        all += 1;
        odd += usize::from((c.is_control() && !c.is_whitespace() && c != '\u{1b}') || c == '\u{fffd}');
    }
    odd * 20 > all
}

/// The format of decoded text.
pub(super) fn format(name: &str, text: &str) -> Format {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut end = head.len().min(1 << 16);
    while !head.is_char_boundary(end) {
        end -= 1;
    }
    let head = &head[..end];
    let markdown_ending = matches!(ending.as_str(), "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd");
    if is_html(head, matches!(ending.as_str(), "html" | "htm" | "xhtml"), markdown_ending) {
        Format::Html
    } else if markdown_ending || looks_like_markdown(head) {
        Format::Markdown
    } else {
        Format::Text
    }
}

fn is_html(head: &str, html_ending: bool, markdown_ending: bool) -> bool {
    let mut end = head.len().min(4096);
    while !head.is_char_boundary(end) {
        end -= 1;
    }
    let first = head[..end].to_ascii_lowercase();
    let document = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| first.starts_with(tag))
        || (first.starts_with('<') && (first.contains("<html") || first.contains("<!doctype html")));
    if document {
        return true;
    }
    if markdown_ending {
        return false;
    }
    let tags = BLOCK_TAGS.iter().map(|tag| memchr::memmem::find_iter(first.as_bytes(), tag).count()).sum::<usize>();
    if html_ending { tags > 0 || first.contains("</") } else { first.starts_with('<') && tags >= 3 }
}

const BLOCK_TAGS: &[&str] =
    &["<p>", "<p ", "</p>", "<div", "<br", "<h1", "<h2", "<li>", "<ul", "<table", "<td", "<span"];

/// Markdown in a file that is not named so: at least two of its signs, or one sign that nothing else has.
fn looks_like_markdown(head: &str) -> bool {
    let (mut headings, mut strong, mut others) = (0, 0, 0);
    let mut lines = head.lines().peekable();
    if matches!(lines.peek(), Some(&"---" | &"+++"))
        && head.lines().skip(1).take(40).any(|l| l == "---" || l == "+++")
        && head.lines().nth(1).is_some_and(|l| l.contains([':', '=']))
    {
        return true;
    }
    for line in lines {
        let hashes = line.len() - line.trim_start_matches('#').len();
        headings += usize::from((1..=6).contains(&hashes) && line[hashes..].starts_with(' '));
        strong += usize::from(line.matches("**").count() >= 2);
        others += usize::from(line.contains("](http") || line.contains("](#") || line.contains("](mailto:"));
        others += usize::from(line.contains("[^") || line.starts_with("```"));
        others += usize::from(line.starts_with('|') && line.contains("---"));
    }
    let kinds = usize::from(headings > 0) + usize::from(strong > 0) + usize::from(others > 0);
    headings >= 2 || kinds >= 2 || others >= 2 || strong >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_before_the_ending() {
        assert_eq!(format("a.txt", "<!DOCTYPE html><html><body>x</body></html>"), Format::Html);
        assert_eq!(format("a.txt", "# One\n\ntext\n\n## Two\n\nmore"), Format::Markdown);
        assert_eq!(format("a.txt", "Just # a text.\nNo * marks."), Format::Text);
        assert_eq!(format("a.md", "Just a text."), Format::Markdown);
        assert_eq!(format("a.html", "<p>Hello</p>"), Format::Html);
        assert_eq!(format("a.md", "<div>x</div>\n<p>\n\n# Title"), Format::Markdown);
    }

    #[test]
    fn binary_files_are_recognised() {
        assert!(matches!(look(b"PK\x03\x04abc"), Look::Binary(_)));
        assert!(matches!(look(b"abc\0def"), Look::Binary(_)));
        assert!(matches!(look(b"%PDF-1.7\n"), Look::Pdf));
        assert!(matches!(look("Año 2019".as_bytes()), Look::Text));
    }
}
