//! PDF: the glyphs of its pages, put together to lines ([`page`]) and paragraphs ([`flow`]).
//!
//! What the text was read from is not the file's bytes but its lines, one after the other: `source`.

mod flow;
mod guard;
mod page;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, Object, ObjectId};

use super::{draft::Draft, origin};
use crate::base::Diagnostic;

/// What is read of a file at most: more is no document.
const MOST_PAGES: usize = 100_000;
const MOST_GLYPHS: usize = 100_000_000;

/// The lines of a PDF, as the source of its text.
pub(super) struct Pdf {
    /// The lines, each with a line feed.
    pub(super) source: String,
    lines: Vec<page::Line>,
    /// Index of each page's first line.
    pub(super) pages: Vec<u32>,
    /// Pages that could not be read, and the like.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Loads a PDF; the diagnostic says why it cannot be read.
pub(super) fn load(raw: &[u8]) -> Result<Pdf, Diagnostic> {
    // The libraries below panic on some broken files.
    let loaded = catch_unwind(AssertUnwindSafe(|| Document::load_mem(raw)));
    let mut document = match loaded {
        Ok(Ok(document)) => document,
        Ok(Err(error)) => return Err(broken(&error.to_string())),
        Err(_) => return Err(broken("a structure that the reader cannot follow")),
    };
    if document.is_encrypted() {
        let opened = catch_unwind(AssertUnwindSafe(|| document.decrypt("")));
        if !matches!(opened, Ok(Ok(()))) {
            let message = "expected a PDF that opens without a password, found an encrypted one";
            return Err(
                Diagnostic::error("encrypted-pdf", message).help("save it without a password, then add it again")
            );
        }
    }
    let pages: Vec<ObjectId> =
        catch_unwind(AssertUnwindSafe(|| document.page_iter().take(MOST_PAGES).collect())).unwrap_or_default();
    if pages.is_empty() {
        return Err(broken("no pages"));
    }
    let mut pdf = Pdf { source: String::new(), lines: Vec::new(), pages: Vec::new(), diagnostics: Vec::new() };
    let Ok(emptied) = catch_unwind(AssertUnwindSafe(|| guard::make_safe(&mut document, &pages))) else {
        return Err(broken("a structure that the reader cannot follow"));
    };
    if emptied > 0 {
        let message =
            format!("expected content that ends, found {emptied} pieces that hold themselves or grow without measure");
        pdf.diagnostics.push(Diagnostic::warning("endless-content", message).help("print the file to a new PDF"));
    }
    let mut left = MOST_GLYPHS;
    for (number, page) in (1..).zip(pages) {
        let mut glyphs = page::Glyphs::up_to(left);
        let read = catch_unwind(AssertUnwindSafe(|| {
            only_page(&mut document, page);
            pdf_extract::output_doc_page(&document, &mut glyphs, 1)
        }));
        left -= glyphs.len();
        if left == 0 {
            let message =
                format!("expected at most {MOST_GLYPHS} characters, found more on page {number}: the rest is not read");
            pdf.diagnostics.push(Diagnostic::warning("endless-content", message).help("split the file"));
            break;
        }
        if !matches!(read, Ok(Ok(()))) {
            let message = format!("expected text on page {number}, found content that cannot be read");
            pdf.diagnostics.push(Diagnostic::warning("unreadable-page", message).help("print the file to a new PDF"));
        }
        pdf.pages.push(u32::try_from(pdf.lines.len()).unwrap_or(u32::MAX));
        page::lines(glyphs, number, &mut pdf.source, &mut pdf.lines);
    }
    Ok(pdf)
}

/// Makes a page the only one of the document: the library counts all pages whenever it is asked for one.
fn only_page(document: &mut Document, page: ObjectId) {
    let root = document.catalog().and_then(|c| c.get(b"Pages")).and_then(Object::as_reference);
    if let Ok(root) = root.and_then(|id| document.get_object_mut(id)).and_then(Object::as_dict_mut) {
        root.set("Kids", vec![Object::Reference(page)]);
    }
}

fn broken(found: &str) -> Diagnostic {
    Diagnostic::error("unreadable-pdf", format!("expected a PDF, found a file that cannot be read as one: {found}"))
        .help("open it in a viewer and print it to a new PDF")
}

impl Pdf {
    /// Writes the blocks into a draft over `self.source`.
    pub(super) fn read(&self, draft: &mut Draft<'_>) {
        flow::write(draft, &self.lines);
    }

    /// Where each line of the source starts.
    pub(super) fn line_starts(&self) -> Vec<u32> {
        origin::line_starts(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::{Aside, BlockKind, Document, Status, read};

    /// A PDF of objects; the first is the catalog.
    fn file(objects: &[String]) -> Vec<u8> {
        let mut out = "%PDF-1.4\n".to_string();
        let mut offsets = Vec::new();
        for (n, object) in objects.iter().enumerate() {
            offsets.push(out.len());
            let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1);
        }
        let start = out.len();
        let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for offset in offsets {
            let _ = writeln!(out, "{offset:010} 00000 n ");
        }
        let _ = write!(out, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
        out.into_bytes()
    }

    /// A PDF with one page whose forms, `/X0` and so on, have this content and no resources of their own.
    fn with_forms(page: &str, forms: &[String], parent_of_root: &str) -> Vec<u8> {
        let stream = |dict: &str, content: &str| {
            format!("<< {dict} /Length {} >>\nstream\n{content}\nendstream", content.len() + 1)
        };
        let named: Vec<String> = (0..forms.len()).map(|n| format!("/X{n} {} 0 R", n + 6)).collect();
        let named = named.join(" ");
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
            format!("<< /Type /Pages /Kids [4 0 R] /Count 1 {parent_of_root} >>"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> /XObject << {named} >> >> >>"
            ),
            stream("", page),
        ];
        objects.extend(forms.iter().map(|f| stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", f)));
        file(&objects)
    }

    const LINE: &str = "BT /F1 11 Tf 1 0 0 1 72 700 Tm (Some 1,200 people fled from the valley.) Tj ET";

    #[test]
    fn forms_that_hold_themselves_are_emptied_and_the_page_is_read() {
        let itself = with_forms(&format!("{LINE} /X0 Do"), &["/X#30 Do".into()], "");
        let each_other = with_forms(&format!("{LINE} /X0 Do"), &["/X1 Do".into(), "/X0 Do".into()], "");
        let chain: Vec<String> = (1..=20_000).map(|n| format!("/X{n} Do")).collect();
        let chain = with_forms(&format!("{LINE} /X0 Do"), &chain, "");
        let bushy: Vec<String> = (1..=11).map(|n| format!("/X{n} Do ").repeat(100)).collect();
        let bushy = with_forms(&format!("{LINE} /X0 Do"), &bushy, "");
        for raw in [itself, each_other, chain] {
            let document = read("a.pdf", &raw);
            assert_eq!(document.text, "Some 1,200 people fled from the valley.");
            assert_eq!(document.diagnostics[0].id, "endless-content");
        }
        // The last form is missing: the page cannot be read to its end, but it does not run for ever.
        let _ = read("a.pdf", &bushy);
    }

    #[test]
    fn parents_without_an_end_are_let_go() {
        let raw = with_forms(LINE, &[], "/Parent 2 0 R");
        let document = read("a.pdf", &raw.clone());
        assert!(matches!(document.status, Status::Read | Status::Empty), "{:?}", document.diagnostics);
    }

    #[test]
    fn a_form_that_is_drawn_twice_is_read() {
        let document = read("a.pdf", &with_forms("/X0 Do", &[LINE.into()], ""));
        assert_eq!(document.text, "Some 1,200 people fled from the valley.");
        assert!(document.diagnostics.is_empty());
    }

    /// A PDF with a page for each list of lines: x, y, size, text.
    fn pdf(pages: &[Vec<(f32, f32, f32, &str)>]) -> Vec<u8> {
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
            String::new(),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
        ];
        let mut kids = String::new();
        for lines in pages {
            let mut content = String::new();
            for (x, y, size, text) in lines {
                let _ = writeln!(content, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET");
            }
            objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
            let stream = objects.len();
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {stream} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            ));
            let _ = write!(kids, "{} 0 R ", objects.len());
        }
        objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
        file(&objects)
    }

    fn texts(document: &Document, aside: Option<Aside>) -> Vec<&str> {
        document.blocks.iter().filter(|b| b.aside == aside).map(|b| &document.text[b.span]).collect()
    }

    #[test]
    fn pages_become_paragraphs_without_heads_feet_and_hyphens() {
        let page = |n: u32, middle: Vec<(f32, f32, f32, &'static str)>| {
            let mut lines =
                vec![(72.0, 760.0, 9.0, "The Water Report"), (300.0, 30.0, 9.0, ["1", "2", "3"][n as usize - 1])];
            lines.splice(1..1, middle);
            lines
        };
        let file = pdf(&[
            page(
                1,
                vec![
                    (72.0, 700.0, 20.0, "Floods in the North"),
                    (72.0, 660.0, 11.0, "Some 1,200 people fled from the valley when the river rose, and the organi-"),
                    (
                        72.0,
                        646.0,
                        11.0,
                        "sation counted 412 houses that were lost. In the end it cost $3 million in all,",
                    ),
                    (72.0, 632.0, 11.0, "which is more than in 2011."),
                    (209.0, 636.0, 6.5, "1"),
                    (
                        72.0,
                        600.0,
                        11.0,
                        "A second paragraph begins here and says that the rain went on for several weeks",
                    ),
                    (
                        72.0,
                        586.0,
                        11.0,
                        "while the people of the plain were waiting for help, and that it was later the",
                    ),
                ],
            ),
            page(
                2,
                vec![
                    (
                        72.0,
                        700.0,
                        11.0,
                        "worst season since the war. Nobody had seen the like of it before in the region.",
                    ),
                    (72.0, 100.0, 8.0, "1"),
                    (77.0, 100.0, 8.0, " Office of Water, 2012."),
                ],
            ),
            page(
                3,
                vec![(72.0, 700.0, 11.0, "The end of the report came after that year had ended and it was printed.")],
            ),
        ]);
        let document = read("a.pdf", &file);
        assert_eq!(document.status, Status::Read, "{:?}", document.diagnostics);
        assert_eq!(
            texts(&document, None),
            [
                "Floods in the North",
                "Some 1,200 people fled from the valley when the river rose, and the organisation counted 412 houses that were \
                 lost. In the end it cost $3 million in all, which is more than in 2011.",
                "A second paragraph begins here and says that the rain went on for several weeks while the people of the plain \
                 were waiting for help, and that it was later the worst season since the war. Nobody had seen the like of it \
                 before in the region.",
                "The end of the report came after that year had ended and it was printed.",
            ]
        );
        assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
        assert_eq!(texts(&document, Some(Aside::Furniture)).len(), 6);
        assert_eq!(document.marks.len(), 1);
        assert_eq!(document.marks[0].label, "1");
        assert_eq!(document.notes[0].text, "Office of Water, 2012.");
        let at = document.text.find("worst").expect("read");
        assert_eq!(document.place(at), (2, 2));
        assert_eq!(document.origin.raw(document.blocks[0].span), None);
    }

    #[test]
    fn a_broken_pdf_is_unreadable_with_a_reason() {
        let document = read("a.pdf", b"%PDF-1.7\nthis is none");
        assert_eq!(document.status, Status::Unreadable);
        assert_eq!(document.diagnostics[0].id, "unreadable-pdf");
    }
}
