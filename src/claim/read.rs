//! From the sentences of a document to its claims.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{
    Claim, Context,
    above::Above,
    around, attribution, change, concept,
    count::{self, Found, Lasts, unit_of},
    dateline,
    fiscal::FiscalYear,
    gap, indicator, minor,
    modality::{self, Stance},
    note,
    noun::Counted,
    often,
    parts::Parts,
    period,
    place::{self, PlaceMention},
    scene::Scene,
    scope,
    term::Terms,
    time,
    timeline::{Asked, Timeline},
};
use crate::{
    base::{Amount, Change, FoundIn, Kind, Modality, id, period::Date},
    document::{BlockKind, Document},
    quantity::{self, Size, Unit},
    text::{self, Sentence, TokenKind},
    vocabulary::word::Classes,
};

/// How many rules most claims have beside those of their quantity.
const MORE_RULES: usize = 4;

/// How many bytes most sentences have at least.
const SENTENCE: usize = 64;

/// How many sentences are the top of a document.
const TOP: usize = 3;

/// The claims of a document, in the order of its text.
#[must_use]
pub fn claims(document: &Document, context: &Context<'_>) -> Vec<Claim> {
    let vocabulary = context.vocabulary;
    let mut sentences: Vec<Sentence<'_>> = Vec::with_capacity(document.text.len() / SENTENCE);
    sentences.extend(text::sentences(document, &vocabulary.language).map(|sentence| sentence.with(vocabulary)));
    let places = place::named_places(document, &sentences, vocabulary);
    let weighed = sentences.iter().enumerate().flat_map(|(n, sentence)| {
        // What stands at the top or in a heading says what the document is about.
        let weight = if n < TOP || sentence.found_in == FoundIn::Headline { 3 } else { 1 };
        place::subjects(sentence, &places[n], vocabulary).map(move |code| (code, weight))
    });
    let homes = sentences.iter().flat_map(|sentence| place::homes(sentence, vocabulary));
    let title = place::of_title(&sentences, &places, vocabulary);
    let opening = place::of_opening(&sentences, &places, vocabulary);
    let two = place::of_two(&sentences, &places, vocabulary);
    let memory = place::Memory::new(weighed, title, homes, opening, two);
    let mut terms = Terms::new(
        vocabulary
            .periods
            .iter()
            .flat_map(|row| std::iter::once(&row.name).chain(&row.aliases).map(|n| (n.as_str(), row.period))),
    );
    terms.day_first = memory.dominant.as_ref().map(|country| !vocabulary.times.month_first_in.contains(country));
    let stated = dateline::find(&sentences, vocabulary, context.published, &terms);
    let mut reader = Reader {
        document,
        context,
        decimal_comma: quantity::decimal_comma(&sentences, &vocabulary.numbers, memory.dominant.as_deref()),
        memory,
        speakers: attribution::Memory::default(),
        terms,
        published: context.published.or(stated.date).or(document.stated.updated),
        lasts: Lasts::default(),
        times: Timeline::new(&stated),
        section: "".into(),
        stance: None,
        said: None,
        above: Above::default(),
        last: None,
        normal: id::Parts::default(),
        folded: false,
        seen: id::ByDigest::default(),
    };
    let mut own = BTreeMap::new();
    for sentence in &sentences {
        reader.terms.learn(sentence, vocabulary, &mut own);
    }
    reader.terms.fiscal = reader.terms.fiscal.or_else(|| stated.topic.and_then(FiscalYear::of));
    if let Some(year) = reader.terms.fiscal {
        reader.times.tell(year);
    }
    let numbers = sentences.iter().flat_map(|sentence| &sentence.tokens).filter(|t| t.kind == TokenKind::Number);
    let numbers = numbers.count();
    let mut out = Vec::with_capacity(numbers);
    reader.seen.reserve(numbers);
    // A sentence is needed no more when the one behind it has been read: its memory is that of the claims to come.
    let mut before: Option<(Sentence<'_>, Vec<PlaceMention>)> = None;
    for (sentence, places) in sentences.into_iter().zip(places) {
        reader.sentence(&sentence, &places, before.as_ref().map(|(s, p)| (s, p.as_slice())), &mut out);
        before = Some((sentence, places));
    }
    out
}

struct Reader<'r> {
    document: &'r Document,
    context: &'r Context<'r>,
    /// Whether the document's decimals stand behind a comma.
    decimal_comma: bool,
    memory: place::Memory,
    speakers: attribution::Memory,
    terms: Terms,
    /// The date of the sidecar, else of the document's first lines.
    published: Option<Date>,
    /// What a bare number can be of.
    lasts: Lasts,
    /// What the text speaks of.
    times: Timeline,
    /// The heading above.
    section: Arc<str>,
    /// The stance to the number before it in the sentence.
    stance: Option<Stance>,
    /// The modality of the number before it in the text, and its block.
    said: Option<(usize, Modality)>,
    above: Above,
    /// The block of the sentence before, where its claims begin.
    last: Option<(usize, usize)>,
    /// The source and the sentence, its white space folded, for the ids.
    normal: id::Parts,
    /// Whether that sentence has no other white space than single blanks, nor have its quantities then.
    folded: bool,
    /// How often each quantity text was met in each sentence text, by the digest of what the first is made of.
    seen: id::ByDigest<usize>,
}

impl Reader<'_> {
    fn sentence<'s>(
        &mut self,
        sentence: &Sentence<'_>,
        places: &[PlaceMention],
        before: Option<(&'s Sentence<'s>, &'s [PlaceMention])>,
        out: &mut Vec<Claim>,
    ) {
        let vocabulary = self.context.vocabulary;
        let setting = quantity::Setting {
            named: &place::coded(places),
            place: self.memory.dominant.as_deref(),
            near: self.memory.near(sentence.block, places),
            decimal_comma: Some(self.decimal_comma),
        };
        let quantities = quantity::quantities(sentence, vocabulary, setting);
        let mut taken = vec![false; sentence.tokens.len()];
        for q in &quantities {
            taken[q.tokens.clone()].fill(true);
        }
        let taken = |n: usize| taken.get(n).copied().unwrap_or(false);
        // A sentence without quantities may still give the next its time, by a number; without one, only a fresh event.
        let silent = quantities.is_empty() && !sentence.tokens.iter().any(|t| t.kind == TokenKind::Number);
        let read = || {
            let anchors = self.times.anchors(sentence, self.published);
            let mut times = time::mentions(sentence, vocabulary, &self.terms, &anchors, taken);
            times.retain(|date| !dateline::opens(sentence, date));
            times
        };
        let all = read();
        self.times.befall(sentence, &all);
        if let BlockKind::Heading(level) = self.document.blocks[sentence.block].kind {
            self.memory.heading(level, places);
            self.times.heading(sentence, level, vocabulary, &all, self.published);
        }
        let times = if silent { Vec::new() } else { all };
        self.times.learn(sentence, vocabulary, &times, self.published, &mut self.terms);
        if let (Some((block, first)), Some((said, _))) = (self.last.take(), before)
            && block == sentence.block
        {
            modality::take_back((said, sentence), 0, &quantities, vocabulary, &mut out[first..]);
        }
        let above = self.above.of(sentence, &vocabulary.words);
        // Most sentences name no number and at most one place: nothing to learn from their words.
        if quantities.is_empty() && places.len() < 2 && !Above::leads(sentence) {
            if let Some(place) = places.first() {
                self.memory.pass(sentence.block, place);
            }
            return;
        }
        let mut scene = Scene::new(sentence, self.context, &quantities, &times, places);
        // What leaves its unit out gets it before anything else is asked.
        let filled = gap::fill(&scene);
        let mut complete = Vec::new();
        if !filled.is_empty() {
            complete.clone_from(&quantities);
            for (q, quantity) in filled {
                complete[q] = quantity;
            }
            scene = Scene::new(sentence, self.context, &complete, &times, places);
        }
        scene.published = self.published;
        self.memory.learn(&scene);
        self.above.learn(&scene);
        if sentence.found_in == FoundIn::Headline {
            self.section = sentence.text.into();
        }
        if quantities.is_empty() {
            return;
        }
        if self.document.blocks[sentence.block].kind == BlockKind::ListItem {
            self.lasts.go_on(sentence.block);
        }
        let folded = id::fold(sentence.text);
        self.folded = matches!(folded, Cow::Borrowed(_));
        self.normal = id::Parts::default().with(&[self.context.source_id, &folded]);
        let before = || before.map(|(sentence, places)| Scene::new(sentence, self.context, &[], &[], places));
        let producers = self.speakers.producers(&scene, before);
        let first = out.len();
        self.last = Some((sentence.block, first));
        for (q, quantity) in quantities.iter().enumerate() {
            let claim = self.claim(&scene, q, &producers, above, &out[first..]);
            // How much more or how many times as much is no unit to go on in.
            let relation = matches!(quantity.unit, Unit::Rank | Unit::Times | Unit::PercentagePoint | Unit::BasisPoint);
            if claim.core && !claim.unit.is_empty() && !relation {
                self.lasts.learn(&claim, sentence.block);
            }
            self.times.go_on(claim.core);
            self.said = Some((sentence.block, claim.modality));
            out.push(claim);
        }
        for from in (1..sentence.tokens.len()).filter(|&n| sentence.sign(n - 1) == Some(';')).take(4) {
            let border = first + scene.quantities.partition_point(|q| q.tokens.start < from);
            modality::take_back((sentence, sentence), from, scene.quantities, vocabulary, &mut out[first..border]);
        }
    }

    /// The claim of quantity `q`; `before` are those of the same sentence already read.
    fn claim(
        &mut self,
        scene: &Scene<'_, '_>,
        q: usize,
        producers: &[attribution::Producer],
        above: Option<Modality>,
        before: &[Claim],
    ) -> Claim {
        let sentence = scene.sentence;
        let quantity = &scene.quantities[q];
        let mut rules = Vec::with_capacity(quantity.rules.len() + MORE_RULES);
        rules.extend_from_slice(&quantity.rules);
        let mut parts = Parts::new(scene, quantity);

        let (mut kind, mut unit, mut unit_code) = unit_of(&quantity.unit);
        let mut size = quantity.size;
        let mut counted: Option<Counted> = None;
        let mut carried: Option<String> = None;
        if quantity.unit == Unit::Bare {
            match count::of(scene, q, before, &self.lasts) {
                Some(Found::Noun(noun)) => {
                    rules.push(noun.rule.into());
                    unit.clone_from(&noun.unit);
                    // "scored 359 points"
                    let scored = noun.phrase.len() == 1 && scene.is(noun.head, Classes::SCORED);
                    if scored && size.least() > Amount::from_int(12)
                        || noun.rule == "noun.implied" && self.context.vocabulary.words.is(&unit, Classes::TIME)
                    {
                        kind = Kind::Measure;
                    }
                    counted = Some(noun);
                }
                Some(Found::Carried(last)) => {
                    rules.push("unit.carried".into());
                    (kind, unit, unit_code) = (last.kind, last.unit, last.unit_code);
                    carried = Some(concept::carried(scene, q, &last.concept, &unit));
                }
                None => {}
            }
        }
        // "one teacher for every 19": of what, the sentence before has said.
        if let (Unit::Ratio(open), Some(last)) = (&quantity.unit, &self.lasts.unit)
            && last.kind == Kind::Ratio
            && last.unit.contains(open.as_str())
        {
            unit.clone_from(&last.unit);
        } else if quantity.rules.iter().any(|r| r == "ratio.to-one") {
            let (of, name, code) = unit_of(&Unit::Times);
            (kind, unit, unit_code) = (of, name, code);
        } else if let (Unit::Ratio(open), Size::Value(whole)) = (&quantity.unit, quantity.size)
            && quantity.rules.iter().any(|r| r == "ratio.for-every-so-many")
        {
            (kind, unit, size) = (Kind::Rate, format!("{open} {whole}"), Size::Value(Amount::ONE));
        }
        // The claim's text runs on to the noun where that is adjacent.
        let mut tokens = quantity.tokens.clone();
        if let Some(noun) = counted.as_ref().filter(|n| n.adjacent && n.head >= tokens.end) {
            tokens.end = noun.head + 1;
        }
        let span = sentence.cover(tokens.clone());

        let change = change::in_list(scene, q, before.last().and_then(|c| c.change));
        if let Some((_, at)) = &change {
            rules.push("change".into());
            parts.add("change", at.clone());
        }
        let change = change.map(|(direction, _)| direction);
        let stance = modality::of(scene, q, self.stance.as_ref().filter(|_| q > 0), above);
        let mut modality = stance.modality;
        let plain = stance.words.is_none() && stance.carries;
        if let Some(at) = stance.words.clone() {
            rules.push(modality::rule(modality).into());
            parts.add("modality", at);
        }
        self.stance = Some(stance);
        // "It foresees 40 million in aid. That is 2 percent of the budget."
        let told = self.said.filter(|(block, said)| *block == sentence.block && *said != Modality::Negated);
        if let (Modality::Asserted, true, Some((_, said))) = (modality, plain && q == 0, told)
            && period::restates(scene, q)
        {
            modality = said;
        }
        let producer = attribution::of(scene, producers, q);
        if let Some(producer) = producer {
            rules.push(producer.rule.into());
            parts.add("attribution", producer.name.clone());
        }
        let place = self.memory.place(scene, q, producer.map(|p| p.whole(scene)).as_ref());
        if !place.rule.is_empty() {
            rules.push(place.rule.into());
        }
        let mut place_text = String::new();
        if let Some(at) = place.tokens {
            sentence.slice(sentence.cover(at.clone())).clone_into(&mut place_text);
            parts.add("place", at);
        }
        let told = self.times.of(scene, q, &Asked { change, modality, before });
        rules.extend(told.rule.map(Cow::Borrowed));
        // "300,000 homes by 2030", said in 2024, can be no fact.
        if modality == Modality::Asserted
            && plain
            && Timeline::is_to_come(&told, self.published)
            && told.tokens.as_ref().is_some_and(|at| modality::is_of(scene, q, at, told.period))
        {
            rules.push("modality.to-come".into());
            let foreseen = before.last().is_some_and(|last| last.modality == Modality::Forecast);
            modality = if foreseen { Modality::Forecast } else { Modality::Proposed };
        }
        // What is asked for or foreseen on top of what there is; "a further 40 came" adds up only in the text.
        let change = change.or_else(|| {
            let adds = modality != Modality::Asserted && kind != Kind::Share && change::adds(scene, q);
            adds.then_some(Change::Increase)
        });
        if let Some(at) = told.tokens {
            parts.add("period", at);
        }
        let mut concept = carried.filter(|c| !c.is_empty()).unwrap_or_else(|| {
            let topic = self.lasts.unit.as_ref().filter(|last| last.block == sentence.block && last.unit == unit);
            let group =
                self.lasts.unit.as_ref().filter(|last| last.block == sentence.block && last.kind == Kind::Count);
            let known = concept::Known {
                noun: counted.as_ref(),
                producer: producer.map(|p| &p.name),
                last: before.last(),
                changed: change.is_some(),
                from: before
                    .last()
                    .map_or(0, |last| sentence.tokens.partition_point(|t| t.span.start() < last.span.end())),
                group: before
                    .iter()
                    .rev()
                    .find(|c| c.kind == Kind::Count && !c.concept.is_empty())
                    .map(|c| c.concept.as_str())
                    .or_else(|| group.map(|last| last.concept.as_str())),
                topic: topic.map(|last| last.concept.as_str()),
            };
            let concept = concept::of(scene, q, known);
            if let Some(at) = concept.at {
                parts.add("concept", at);
            }
            concept.text
        });
        let amount = matches!(kind, Kind::Count | Kind::Money | Kind::Measure);
        if let Some((said, rule)) = often::add(scene, q, counted.as_ref(), &concept).filter(|_| amount) {
            rules.push(rule.into());
            concept = said;
        }
        let concept = scope::add(scene, q, concept);
        let notes = note::labels(self.document, sentence.span, span.end());
        let why_minor = minor::of(scene, q, (kind, modality), &unit, counted.as_ref());
        rules.extend(why_minor.map(Cow::Borrowed));

        let (value, low, high) = match size {
            Size::Value(v) => (Some(v), None, None),
            Size::Range(a, b) => (None, Some(a.min(b)), Some(a.max(b))),
            Size::Vague(low) => (None, Some(low), None),
        };
        let (page, line) = self.document.place(span.start());
        let exact = self.document.text[span].to_owned();
        let mut claim = Claim {
            claim_id: self.id(&exact),
            core: why_minor.is_none(),
            kind,
            value,
            precision: quantity.precision,
            low,
            high,
            comparator: quantity.comparator,
            unit,
            unit_code,
            concept,
            breakdown: String::new(),
            change,
            modality,
            place: place.code,
            place_text,
            period: told.period,
            period_text: told.text,
            attribution: producer
                .map(|p| p.known.clone().unwrap_or_else(|| sentence.slice(sentence.cover(p.name.clone())).to_owned())),
            cited_work: note::cited(self.document, &notes),
            notes,
            indicator: None,
            rules,
            found_in: sentence.found_in,
            section: self.section.clone(),
            page,
            line,
            raw: self.document.origin.raw(span),
            span,
            exact,
            sentence_span: sentence.span,
            sentence: before.last().map_or_else(|| sentence.text.into(), |c| c.sentence.clone()),
            prefix: around::before(&self.document.text, span.start()),
            suffix: around::after(&self.document.text, span.end()),
            parts: parts.done(),
        };
        if !self.context.indicators.is_empty() && claim.core {
            claim.indicator = indicator::of(scene, q, &claim, self.context.indicators).map(|i| i.id.clone());
        }
        claim
    }

    /// Made from the source, the sentence, the quantity's text and its occurrence there, so that an edit elsewhere
    /// or a better rule keeps it.
    fn id(&mut self, exact: &str) -> String {
        let number = if self.folded { self.normal.with(&[exact]) } else { self.normal.with(&[&id::fold(exact)]) };
        let first = number.with(&["1"]).digest();
        let count = self.seen.entry(first).or_default();
        *count += 1;
        if *count == 1 { id::spell("clm", &first) } else { number.with(&[&count.to_string()]).id("clm") }
    }
}
