//! People made up for the page.

use chrono::{Days, NaiveDate};
use twinge::cycle::{Cycles, Settings, Signs};
use twinge::diary::profile::Contraception;
use twinge::diary::{
    Answer, Area, Catalogue, Code, DateRange, Diary, Entry, EntryId, EntryKindId, Item, ItemKind,
    Profile, TemperatureUnit, Tristate,
};
use twinge::report::{Options, Report, Sources};

/// A diary, whose it is, and what is asked of it.
pub(crate) struct Person {
    pub entries: Vec<Entry>,
    pub profile: Profile,
    pub options: Options,
}

pub(crate) fn date(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + Days::new(day)
}

pub(crate) fn words(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

pub(crate) fn choice(code: &str) -> Answer {
    Answer::Choice(Code::new(code))
}

fn many(codes: &[&str]) -> Answer {
    Answer::Many(codes.iter().map(Code::new).collect())
}

impl Person {
    /// Somebody who keeps everything, asked for so many days from the first.
    fn new(days: u64) -> Self {
        let areas = Area::ALL.into();
        Self {
            entries: Vec::new(),
            profile: Profile {
                areas,
                ..Profile::default()
            },
            options: Options::of(DateRange::new(date(0), date(days - 1))),
        }
    }

    /// An answer of the check-in of a day.
    pub(crate) fn answer(&mut self, day: u64, item: &str, answer: Answer) {
        let id = EntryId::check_in(date(day));
        if !self.entries.iter().rev().any(|entry| entry.id == id) {
            self.entries.push(entry(id, "day", &[]));
        }
        let found = self.entries.iter_mut().rev().find(|entry| entry.id == id);
        found.unwrap().answers.insert(item.into(), answer);
    }

    /// An answer as it is typed.
    pub(crate) fn parsed(&mut self, day: u64, item: &str, typed: &str) {
        let kind = &Catalogue::built_in().item(item).unwrap().kind;
        let answer = kind.parse(typed, TemperatureUnit::Celsius).unwrap();
        self.answer(day, item, answer);
    }

    /// Something that happened on a day.
    fn happened(&mut self, day: u64, kind: &str, answers: &[(&str, Answer)]) {
        let on_day = |entry: &&Entry| entry.date() == date(day);
        let number = 1 + self.entries.iter().filter(on_day).count() as u32;
        let id = EntryId::new(date(day), number.into()).unwrap();
        self.entries.push(entry(id, kind, answers));
    }

    /// One more answer of a day, of the check-in or of the last thing that happened of a kind.
    fn everything_answer(&mut self, day: u64, (kind, item, answer): (&str, &str, Answer)) {
        if kind == "day" {
            return self.answer(day, item, answer);
        }
        let of_kind = |entry: &&mut Entry| entry.date() == date(day) && entry.kind.as_str() == kind;
        match self.entries.iter_mut().rev().take(9).find(of_kind) {
            Some(entry) => drop(entry.answers.insert(item.into(), answer)),
            None => self.happened(day, kind, &[(item, answer)]),
        }
    }

    /// The page, if there is one.
    pub(crate) fn page_if_any(&self) -> Option<Report> {
        let diary: Diary = self.entries.iter().cloned().collect();
        let catalogue = Catalogue::built_in();
        let signs = Signs::from_diary(&diary, catalogue);
        let cycles = Cycles::evaluate(
            &signs,
            Settings::from(&self.profile),
            self.options.span.last,
        );
        let sources = Sources {
            diary: &diary,
            catalogue,
            profile: &self.profile,
            cycles: (self.profile.uterus != Tristate::No).then_some(&cycles),
            flags: &[],
            patterns: None,
        };
        let mut page = Report::of(&sources, &self.options)?;
        // The pages stay the same from version to version.
        page.version = "0.0";
        Some(page)
    }

    pub(crate) fn page(&self) -> Report {
        self.page_if_any().unwrap()
    }
}

fn entry(id: EntryId, kind: &str, answers: &[(&str, Answer)]) -> Entry {
    let answers = answers.iter();
    Entry {
        id,
        uid: "x".into(),
        time: None,
        kind: EntryKindId::new(kind),
        source: None,
        answers: answers
            .map(|(item, answer)| ((*item).into(), answer.clone()))
            .collect(),
    }
}

/// Twelve weeks, cycles of 28 days: pain 8, 7, 5 on days 1 to 3, 2 else; every tenth day not recorded.
pub(crate) fn back() -> Person {
    let mut of = Person::new(84);
    of.options.questions = vec!["Low back and pelvic pain: spine or pelvis?".to_owned()];
    for day in (0..84).filter(|day| day % 10 != 9) {
        let of_cycle = day % 28;
        let pain = match of_cycle {
            0 => 8,
            1 => 7,
            2 => 5,
            _ => 2,
        };
        of.answer(day, "pain", Answer::Scale(pain));
        of.answer(day, "pain-sites", many(&["low-back-middle"]));
        of.answer(day, "pain-quality", many(&["dull", "cramping"]));
        of.answer(day, "stress", Answer::Scale(5));
        of.answer(day, "painful-poo", Answer::Flag(of_cycle < 2));
        of.answer(day, "saddle-numbness", Answer::Flag(false));
        let bleeding = match of_cycle {
            0 | 1 => "heavy",
            2..=4 => "medium",
            _ => "none",
        };
        of.answer(day, "bleeding", choice(bleeding));
        if of_cycle == 13 {
            of.answer(day, "lh-test", choice("positive"));
        }
    }
    for day in [0, 28, 56] {
        let taken = [
            ("measure", choice("painkiller")),
            ("medicine", words("Ibuprofen")),
            ("dose", words("400 mg")),
            ("relief-before", Answer::Scale(7)),
            ("relief-after", Answer::Scale(3)),
        ];
        of.happened(day, "relief", &taken);
    }
    for (day, after) in [(10, 4), (40, 0)] {
        let with = [
            ("orgasm", Answer::Flag(true)),
            ("pain-during", Answer::Scale(3)),
            ("pain-after", Answer::Scale(after)),
            ("deep-pain", Answer::Flag(after > 0)),
        ];
        of.happened(day, "intimacy", &with);
    }
    of
}

/// A man whose pelvis hurts after orgasm: two months, one of them in the span.
pub(crate) fn man() -> Person {
    let mut of = Person::new(56);
    of.options.span = DateRange::new(date(28), date(55));
    of.profile.uterus = Tristate::No;
    for day in 0..56 {
        let worse = day % 7 == 0;
        of.answer(day, "pain", Answer::Scale(if worse { 6 } else { 1 }));
        of.answer(day, "pain-sites", many(&["perineum"]));
        if worse {
            let with = [
                ("orgasm", Answer::Flag(true)),
                ("pain-after", Answer::Scale(6)),
                ("ejaculation-pain", Answer::Flag(day % 14 == 0)),
            ];
            of.happened(day, "intimacy", &with);
        }
    }
    of
}

/// Somebody who began a week ago.
pub(crate) fn week() -> Person {
    let mut of = Person::new(84);
    of.options.span = DateRange::new(date(77), date(83));
    for (day, pain) in (77..84).zip([0, 3, 4, 0, 7, 2, 3]) {
        of.answer(day, "pain", Answer::Scale(pain));
    }
    of
}

/// Somebody after the menopause: the back hurts from sitting, deep pain with sex, and one day of
/// spotting, which nobody but her knows what it is of.
pub(crate) fn after_menopause() -> Person {
    let mut of = Person::new(84);
    of.profile.uterus = Tristate::Yes;
    of.profile.menopause = Tristate::Yes;
    for day in 0..84 {
        of.answer(day, "pain", Answer::Scale(if day % 5 == 0 { 5 } else { 3 }));
        of.answer(day, "pain-sites", many(&["low-back-left", "si-left"]));
        of.answer(day, "pain-worse", many(&["sitting"]));
        let bleeding = if day == 40 { "spotting" } else { "none" };
        of.answer(day, "bleeding", choice(bleeding));
        of.parsed(day, "sleep-hours", "6.5");
    }
    for day in [20, 50] {
        let with = [
            ("pain-during", Answer::Scale(4)),
            ("deep-pain", Answer::Flag(true)),
        ];
        of.happened(day, "intimacy", &with);
    }
    of
}

/// Somebody on the combined pill: three withdrawal bleeds, which are no periods, with a headache.
pub(crate) fn on_the_pill() -> Person {
    let mut of = Person::new(84);
    of.profile.uterus = Tristate::Yes;
    of.profile.contraception = Contraception::Combined;
    for day in 0..84 {
        let of_pack = day % 28;
        let bleeds = (23..27).contains(&of_pack);
        of.answer(day, "pain", Answer::Scale(if bleeds { 6 } else { 0 }));
        of.answer(
            day,
            "bleeding",
            choice(if bleeds { "light" } else { "none" }),
        );
        of.answer(day, "painful-poo", Answer::Flag(of_pack == 24));
    }
    of
}

/// Somebody who answers every item there is, whenever there is one to answer, for a year and more.
pub(crate) fn everything() -> Person {
    let mut of = Person::new(364);
    of.options.span = DateRange::new(date(280), date(363));
    of.profile.uterus = Tristate::Yes;
    of.profile.prostate = Tristate::Yes;
    of.options.questions = vec!["Words ".repeat(40), "More words ".repeat(20)];
    let catalogue = Catalogue::built_in();
    for day in 0..364 {
        for item in catalogue.items() {
            let kinds = catalogue.section(&item.section).unwrap().entries.iter();
            for kind in kinds.filter(|kind| kind.is_day() || day % 3 == 0) {
                let answer = (kind.as_str(), item.id.as_str(), any(item, day));
                of.everything_answer(day, answer);
            }
        }
        let bleeding = if day % 28 < 5 { "medium" } else { "none" };
        of.answer(day, "bleeding", choice(bleeding));
        of.answer(day, "bleeding-excluded", Answer::Flag(false));
        of.answer(day, "period-mark", choice("no"));
        // Soon after a birth nothing that bleeds is a period.
        of.answer(day, "pregnancy-ended", choice("loss"));
    }
    of
}

/// An answer an item can have, another from day to day.
fn any(item: &Item, day: u64) -> Answer {
    let at = usize::try_from(day).unwrap() + item.id.as_str().len();
    let options: Vec<String> = item
        .options()
        .iter()
        .map(|of| of.code.to_string())
        .collect();
    let own = "Quite some words of a person, who writes much.".to_owned();
    if matches!(item.kind, ItemKind::Text(_)) {
        return Answer::Text(own);
    }
    let mut words: Vec<String> = Vec::new();
    if !options.is_empty() {
        let [one, other] = [at, at * 3 + 1].map(|at| options[at % options.len()].clone());
        words.extend([format!("{one},{other}"), one]);
    }
    let yes = if at.is_multiple_of(9) { "yes" } else { "no" };
    words.extend([
        yes.into(),
        (at % 11).to_string(),
        "36.6".into(),
        "07:30".into(),
    ]);
    words.push(own);
    let unit = TemperatureUnit::Celsius;
    let answers = words
        .iter()
        .filter_map(|words| item.kind.parse(words, unit).ok());
    let mut answers = answers.filter(|answer| item.kind.check(answer).is_ok());
    answers.next().unwrap()
}

/// A note a day, every day listed.
pub(crate) fn noted_daily(days: u64) -> Person {
    let mut of = Person::new(days);
    of.options.days = true;
    for day in 0..days {
        let answers = [
            ("pain", Answer::Scale((day % 11) as u8)),
            (
                "note",
                words("Sat all day, and walked home in the evening."),
            ),
        ];
        of.entries
            .push(entry(EntryId::check_in(date(day)), "day", &answers));
    }
    of
}
