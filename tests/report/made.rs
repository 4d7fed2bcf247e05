//! People made up for the page.

use chrono::{Days, NaiveDate};
use twinge::cycle::{Cycles, Settings, Signs};
use twinge::diary::{
    Answer, Area, Catalogue, Code, DateRange, Diary, Entry, EntryId, EntryKindId, Profile, Tristate,
};
use twinge::report::{Options, Report, Sources, Without};

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
            options: Options {
                span: DateRange::new(date(0), date(days - 1)),
                questions: Vec::new(),
                days: false,
                without: Without::default(),
            },
        }
    }

    /// An answer of the check-in of a day.
    pub(crate) fn answer(&mut self, day: u64, item: &str, answer: Answer) {
        let id = EntryId::check_in(date(day));
        if !self.entries.iter().any(|entry| entry.id == id) {
            self.entries.push(entry(id, "day", &[]));
        }
        let found = self.entries.iter_mut().find(|entry| entry.id == id);
        found.unwrap().answers.insert(item.into(), answer);
    }

    /// Something that happened on a day.
    fn happened(&mut self, day: u64, kind: &str, answers: &[(&str, Answer)]) {
        let number = 1 + self.entries.len() as u32;
        let id = EntryId::new(date(day), number.try_into().unwrap()).unwrap();
        self.entries.push(entry(id, kind, answers));
    }

    /// The page, if there is one.
    pub(crate) fn page_if_any(&self) -> Option<Report> {
        let diary: Diary = self.entries.iter().cloned().collect();
        let catalogue = Catalogue::built_in();
        let signs = Signs::from_diary(&diary, catalogue);
        let cycles = Cycles::evaluate(&signs, Settings::default(), self.options.span.last);
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
    for (day, pain) in (77..84).zip([0, 3, 4, 0, 7, 2, 3]) {
        of.answer(day, "pain", Answer::Scale(pain));
    }
    of
}
