//! How many megabytes a second each stage reads on one core, on generated prose with few and with many numbers, whether
//! time grows with the length of a document as it should, and how long a build takes.
//!
//! `cargo bench` measures all; `cargo bench -- stages` (or `growth`, `build`) one of them. The best of several runs counts:
//! what disturbs a run only makes it slower.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and copies the shipped project into a temporary folder"
)]

use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use cuantia::{
    claim::{self, Context},
    document,
    pipeline::{Extractor, Project, build},
    quantity, text,
    vocabulary::{Extensions, Vocabulary},
};
use tempfile::TempDir;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MEGABYTE: usize = 1_000_000;

/// Sentences without numbers; `{…}` is replaced by a word of the list of that name.
const PLAIN: [&str; 8] = [
    "The {body} has long been blamed for looking away while the {thing} took one field after the other.",
    "Nobody at the hearing in {place} could say who had signed the contract, or why the {thing} was kept in another town.",
    "Farmers in the north, who depend on the spring floods, fear that the {thing} will come before the roads do.",
    "According to the {body}, the same companies had been paid for the {thing} and for the stretch of canal behind it.",
    "What the {body} will recommend in the end is as open as it was when the talks began.",
    "It is the {thing} that people in {place} talk of, not the election, and not the drought that came before it.",
    "\"We were told to wait,\" said a teacher whose school stands beside the {thing}, \"and we are waiting still.\"",
    "The {body} of {place} did not answer when it was asked for its view.",
];

/// Sentences with numbers, about three each.
const NUMBERED: [&str; 8] = [
    "In {year}, the harbour of {place} handled {n},{m} {count}, {p} percent more than in the year before.",
    "The government of {place} has promised nearly ${p}.5 billion for {n} {count} by {year}, the {body} said.",
    "Between {p} and {n} of every 1,000 {count} in {place} were lost, compared with about one third in {year}.",
    "The rate fell from {n} per 100,000 inhabitants in {year} to {p}, while tens of thousands left the {thing}.",
    "Roughly €{n} million went to {p} {count}; another 2.{p} million people live more than {n} kilometres from the {thing}.",
    "According to the {body}, at least {n} {count} were damaged and {p} people killed when the {thing} gave way.",
    "Output could rise by {p} percent to {n} million tonnes in {year}, up from {n}.{p} million, the {body} expects.",
    "Some {n} {count} and {p} teachers from {place} would have to move if the {thing} is built for ${n} million.",
];

const PLACES: [&str; 12] = [
    "Kenya",
    "Portugal",
    "Peru",
    "the Philippines",
    "Zambia",
    "Sweden",
    "Morocco",
    "Vietnam",
    "Canada",
    "Georgia",
    "Chile",
    "Estonia",
];
const BODIES: [&str; 8] =
    ["ministry", "audit office", "port authority", "health department", "central bank", "commission", "union", "court"];
const THINGS: [&str; 8] =
    ["dam", "railway", "archive", "northern road", "land register", "bridge", "power station", "reserve"];
const COUNTS: [&str; 10] =
    ["schools", "containers", "houses", "children", "hospitals", "patients", "boats", "permits", "farms", "workers"];

/// A generator of numbers that look random and are always the same (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    fn fill(&mut self, template: &str, out: &mut String) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            out.push_str(before);
            match name {
                "place" => out.push_str(self.of(&PLACES)),
                "body" => out.push_str(self.of(&BODIES)),
                "thing" => out.push_str(self.of(&THINGS)),
                "count" => out.push_str(self.of(&COUNTS)),
                "year" => out.push_str(&(1990 + self.below(35)).to_string()),
                "m" => out.push_str(&(100 + self.below(900)).to_string()),
                "n" => out.push_str(&(11 + self.below(880)).to_string()),
                _ => out.push_str(&(2 + self.below(90)).to_string()),
            }
            rest = behind;
        }
        out.push_str(rest);
    }
}

/// About `size` bytes of prose in paragraphs of six sentences. Of a hundred sentences, `numbered` have numbers.
fn prose(size: usize, numbered: usize) -> String {
    let mut dice = Dice(0x5eed_0042);
    let mut out = String::with_capacity(size + 512);
    let mut sentences = 0;
    while out.len() < size {
        let with = dice.below(100) < numbered;
        let template = dice.of(if with { &NUMBERED } else { &PLAIN });
        dice.fill(template, &mut out);
        sentences += 1;
        out.push_str(if sentences % 6 == 0 { "\n\n" } else { " " });
    }
    out
}

/// The shortest time of several runs.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..runs).map(once).min().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "sizes of documents")]
fn speed(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / MEGABYTE as f64 / time.as_secs_f64()
}

#[expect(clippy::cast_precision_loss, reason = "sizes of documents")]
fn density(claims: usize, bytes: usize) -> f64 {
    claims as f64 * 1000. / bytes as f64
}

/// Numbers in a tenth of the sentences, as in an essay, and in all of them, as in a statistical bulletin.
const DENSITIES: [(&str, usize); 2] = [("few numbers", 10), ("many numbers", 100)];

fn stages() {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let extractor = Extractor::new(Vec::new(), &Extensions::default()).expect("the built-in vocabulary");
    println!("MB/s on one core      document  sentences  quantities     claims  all but output");
    for (name, numbered) in DENSITIES {
        let prose = prose(MEGABYTE, numbered);
        let read = document::read("prose.txt", prose.as_bytes());
        let sentences: Vec<_> = text::sentences(&read, "en").map(|s| s.with(&vocabulary)).collect();
        let context = Context { source_id: "prose", published: None, vocabulary: &vocabulary, indicators: &[] };
        let claims = claim::claims(&read, &context).len();
        let document = best(9, || document::read("prose.txt", black_box(prose.as_bytes())));
        let sentence = best(9, || text::sentences(black_box(&read), "en").count());
        let quantity = best(9, || {
            sentences
                .iter()
                .map(|s| quantity::quantities(s, &vocabulary, quantity::Setting::default()).len())
                .sum::<usize>()
        });
        // From sentences on: the stage reads them itself.
        let claim = best(9, || claim::claims(black_box(&read), &context));
        let all = best(9, || extractor.extract("prose.txt", "prose.txt", black_box(prose.as_bytes()), None));
        let [document, sentence, quantity, claim, all] =
            [document, sentence, quantity, claim, all].map(|time| speed(prose.len(), time));
        println!("{name:<20} {document:>9.1} {sentence:>10.1} {quantity:>11.1} {claim:>10.1} {all:>15.1}");
        println!("  {:.1} claims a kilobyte", density(claims, prose.len()));
    }
}

/// Documents of 1, 10 and 100 MB: the same speed, or some step looks at a document more than once.
fn growth() {
    let extractor = Extractor::new(Vec::new(), &Extensions::default()).expect("the built-in vocabulary");
    for (name, numbered) in DENSITIES {
        for megabytes in [1, 10, 100] {
            let prose = prose(megabytes * MEGABYTE, numbered);
            let time = best(1, || extractor.extract("prose.txt", "prose.txt", black_box(prose.as_bytes()), None));
            println!("{name}, {megabytes:>3} MB: {:.1} MB/s", speed(prose.len(), time));
        }
    }
}

/// The shipped project in a folder of its own.
fn shipped() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("raw")).expect("a folder");
    fs::copy(root.join("pipeline.toml"), folder.path().join("pipeline.toml")).expect("pipeline.toml");
    for entry in fs::read_dir(root.join("raw")).expect("raw/") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), folder.path().join("raw").join(entry.file_name())).expect("a document");
    }
    folder
}

/// The version, and whether it was published now.
fn publish(folder: &TempDir) -> (String, bool) {
    let project = Project::load(&folder.path().join("pipeline.toml")).expect("the shipped project");
    let (summary, _) = build::build(&project, &folder.path().join("datasets"), false, &|_, _| ()).expect("a build");
    (summary.version, summary.published)
}

/// Builds of raw/ as shipped: with an empty cache and nothing published, and behind a build of the same.
fn builds() {
    let mut folders: Vec<TempDir> = (0..10).map(|_| shipped()).collect();
    let cold = best(9, || folders.pop().map(|folder| publish(&folder)));
    let built = shipped();
    publish(&built);
    let unchanged = best(9, || publish(&built));
    println!("build, cold: {:.0} ms; unchanged: {:.0} ms", cold.as_secs_f64() * 1e3, unchanged.as_secs_f64() * 1e3);
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let parts: [(&str, fn()); 3] = [("stages", stages), ("growth", growth), ("build", builds)];
    for (name, run) in parts {
        if wanted.is_empty() || wanted.iter().any(|w| w == name) {
            run();
        }
    }
}
