//! What a day comes down to where it has only a few cells: a score and some one-letter marks.

use crate::diary::{Answer, Area, Catalogue, Day, Item, Measure, Profile, Role, day_value, parse};

use crate::tui::appearance::theme::Meaning;
use crate::words::screens::day as words;

/// A one-cell mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The letter itself, which tells the meaning without colour.
    pub glyph: char,
    /// What it looks like.
    pub meaning: Meaning,
}

/// A score as the calendar shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// 0–10.
    pub value: u8,
    /// Its band.
    pub meaning: Meaning,
}

/// A day in a few cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayMark {
    /// The score of the item the calendar is about; `None` when it was not answered.
    pub score: Option<Score>,
    /// Whether anything is recorded.
    pub answered: bool,
    /// What else there was, the most important first.
    pub marks: Vec<Mark>,
    /// What stands behind the day: a phase, a forecast.
    pub tint: Option<Meaning>,
}

/// Something seen in a calendar and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// What is seen.
    pub sign: Sign,
    /// In words.
    pub label: String,
}

/// What a legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A mark.
    Mark(Mark),
    /// The scores of a band.
    Scores {
        /// The lowest, 0–10.
        from: u8,
        /// The highest, 0–10.
        to: u8,
        /// What they look like.
        meaning: Meaning,
    },
}

/// A sign that should be looked at.
pub const WARNING: Mark = Mark {
    glyph: '!',
    meaning: Meaning::Warning,
};

/// An ovulation that the signs confirm.
pub const OVULATION_CONFIRMED: Mark = Mark {
    glyph: 'O',
    meaning: Meaning::OvulationConfirmed,
};

/// An ovulation that is estimated.
pub const OVULATION_ESTIMATED: Mark = Mark {
    glyph: 'o',
    meaning: Meaning::OvulationEstimated,
};

/// Words were written.
const NOTE: Mark = Mark {
    glyph: 'n',
    meaning: Meaning::Note,
};

impl DayMark {
    /// The score of `scored` on a day, and a mark for everything kept that has one: answers, then
    /// entries with a time, then notes. Warnings are the guide's to mark.
    pub fn of(day: &Day, scored: &Item, catalogue: &Catalogue, profile: &Profile) -> Self {
        let mut marks = Vec::new();
        let mut add = |mark: Mark| {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        };
        let answers = || {
            let all = day.entries.iter().flat_map(|entry| &entry.answers);
            all.filter_map(|(id, answer)| Some((catalogue.item(id.as_str())?, answer)))
                .filter(|(item, _)| catalogue.concerns(item, profile))
        };
        answers()
            .filter_map(|(item, answer)| mark_of(item, answer))
            .for_each(&mut add);
        for kind in catalogue.entry_kinds() {
            if let Some(glyph) = kind.mark
                && profile.keeps(kind.area)
                && day.of_kind(&kind.id).next().is_some()
            {
                let meaning = area_meaning(kind.area);
                add(Mark { glyph, meaning });
            }
        }
        let note = &catalogue.role(Role::Note).id;
        if day.answers(note).next().is_some() {
            add(NOTE);
        }
        Self {
            score: score(day, scored, catalogue),
            answered: !day.is_empty(),
            marks,
            tint: None,
        }
    }
}

/// The meaning of a score of a scale: the severity of its band.
pub fn band_meaning(catalogue: &Catalogue, item: &Item, score: u8) -> Meaning {
    let band = catalogue.band(item, score);
    band.map_or(Meaning::Text, |(_, band)| {
        Meaning::of_severity(band.severity)
    })
}

fn score(day: &Day, item: &Item, catalogue: &Catalogue) -> Option<Score> {
    if item.kind.measure() != Measure::Score {
        return None;
    }
    // A scale's score is a whole number from 0 to 10.
    let value = day_value(day, item)? as u8;
    let meaning = band_meaning(catalogue, item, value);
    Some(Score { value, meaning })
}

fn mark_of(item: &Item, answer: &Answer) -> Option<Mark> {
    let glyph = match answer {
        Answer::Choice(code) => item.option(code)?.mark?,
        Answer::Flag(true) => item.mark?,
        _ => return None,
    };
    let meaning = option_meaning(item, Some(glyph));
    Some(Mark { glyph, meaning })
}

/// The meaning of an option by its mark. Those of bleeding grow from the first one, a trace, to
/// the last one, heavy.
pub fn option_meaning(item: &Item, mark: Option<char>) -> Meaning {
    if item.role != Some(Role::Bleeding) {
        return if item.fertility {
            Meaning::Fertile
        } else {
            Meaning::Text
        };
    }
    let mut marks = item.options().iter().filter_map(|option| option.mark);
    if marks.next() == mark {
        Meaning::Spotting
    } else if marks.next_back() == mark {
        Meaning::BleedingHeavy
    } else {
        Meaning::Bleeding
    }
}

/// The meaning of whatever belongs to an area and has none of its own.
pub fn area_meaning(area: Option<Area>) -> Meaning {
    match area {
        Some(Area::Pain) => Meaning::PainModerate,
        Some(Area::Cycle) => Meaning::Bleeding,
        Some(Area::Intimacy) => Meaning::Intimacy,
        Some(Area::Relief) => Meaning::Relief,
        Some(Area::Load) | None => Meaning::Text,
    }
}

/// All there can be in this person's calendar, in the order a legend tells it: the marks, then the
/// bands of the item it is about.
pub fn legend(scored: &Item, catalogue: &Catalogue, profile: &Profile) -> Vec<LegendEntry> {
    let mut legend: Vec<LegendEntry> = Vec::new();
    let mut add = |mark: Mark, label: &str| {
        let sign = Sign::Mark(mark);
        match legend.iter_mut().find(|known| known.sign == sign) {
            // Two things may share a mark.
            Some(known) if !known.label.contains(label) => {
                known.label = format!("{}, {label}", known.label);
            }
            Some(_) => {}
            None => legend.push(LegendEntry {
                sign,
                label: label.to_owned(),
            }),
        }
    };
    add(WARNING, words::warning_sign());
    let concerned = catalogue.items().iter();
    for item in concerned.filter(|item| catalogue.concerns(item, profile)) {
        if let Some(glyph) = item.mark {
            let meaning = option_meaning(item, Some(glyph));
            add(Mark { glyph, meaning }, &parse::within(&item.label));
        }
        for alike in item.options().chunk_by(|a, b| a.mark == b.mark) {
            let Some(glyph) = alike[0].mark else { continue };
            let meaning = option_meaning(item, Some(glyph));
            let mark = Mark { glyph, meaning };
            match (item.role, alike) {
                // Bleeding is a scale.
                (Some(Role::Bleeding), [least, _, _, ..]) => {
                    add(mark, &words::or_more(&least.label))
                }
                (Some(Role::Bleeding), _) => alike.iter().for_each(|of| add(mark, &of.label)),
                _ => {
                    for option in alike {
                        add(mark, &words::option_of_item(&item.label, &option.label));
                    }
                }
            }
        }
    }
    for kind in catalogue.entry_kinds() {
        if let Some(glyph) = kind.mark
            && profile.keeps(kind.area)
        {
            let meaning = area_meaning(kind.area);
            add(Mark { glyph, meaning }, &parse::within(&kind.label));
        }
    }
    add(NOTE, words::note());
    if profile.tells_fertility() {
        add(OVULATION_ESTIMATED, words::ovulation_estimated());
        add(OVULATION_CONFIRMED, words::ovulation_confirmed());
    }
    let mut from = 0;
    for band in catalogue.bands(scored) {
        let (to, label) = (band.to, band.label.clone());
        let meaning = band_meaning(catalogue, scored, to);
        let sign = Sign::Scores { from, to, meaning };
        legend.push(LegendEntry { sign, label });
        from = to.saturating_add(1);
    }
    legend
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::diary::{Answers, Code, Entry, EntryId, EntryKindId};

    fn entry(n: i64, kind: &str, answers: &[(&str, Answer)]) -> Entry {
        let date = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
        let answers: Answers = answers
            .iter()
            .map(|(id, answer)| ((*id).into(), answer.clone()))
            .collect();
        Entry {
            id: EntryId::new(date, n).unwrap(),
            uid: "u".into(),
            time: None,
            kind: EntryKindId::new(kind),
            source: None,
            answers,
        }
    }

    fn glyphs(day: &Day, profile: &Profile) -> String {
        let catalogue = Catalogue::built_in();
        let pain = catalogue.role(Role::Pain);
        let mark = DayMark::of(day, pain, catalogue, profile);
        mark.marks.iter().map(|mark| mark.glyph).collect()
    }

    #[test]
    fn a_day_comes_down_to_a_score_and_marks() {
        let day = Day {
            entries: vec![
                entry(
                    0,
                    "day",
                    &[
                        ("pain", Answer::Scale(7)),
                        ("bleeding", Answer::Choice(Code::new("heavy"))),
                        ("burning-pee", Answer::Flag(true)),
                        ("note", Answer::Text("hm".into())),
                    ],
                ),
                entry(1, "relief", &[]),
                entry(2, "relief", &[]),
                entry(3, "intimacy", &[]),
            ],
            ..Day::default()
        };
        let profile = Profile::default();
        assert_eq!(glyphs(&day, &profile), "Bxrn");
        let catalogue = Catalogue::built_in();
        let mark = DayMark::of(&day, catalogue.role(Role::Pain), catalogue, &profile);
        let severe = Score {
            value: 7,
            meaning: Meaning::PainSevere,
        };
        assert_eq!(mark.score, Some(severe));
        assert_eq!(mark.marks[0].meaning, Meaning::BleedingHeavy);

        let mut discreet = Profile::default();
        discreet.areas.remove(&Area::Intimacy);
        assert_eq!(glyphs(&day, &discreet), "Brn");
    }

    #[test]
    fn no_answer_is_no_zero() {
        let catalogue = Catalogue::built_in();
        let pain = catalogue.role(Role::Pain);
        let profile = Profile::default();
        let zero = Day {
            entries: vec![entry(0, "day", &[("pain", Answer::Scale(0))])],
            ..Day::default()
        };
        let none = DayMark::of(&Day::default(), pain, catalogue, &profile);
        assert_eq!((none.score, none.answered), (None, false));
        let zero = DayMark::of(&zero, pain, catalogue, &profile);
        assert_eq!(zero.score.map(|s| s.value), Some(0));
        assert!(zero.answered);
    }

    #[test]
    fn every_mark_has_words_and_only_one_meaning() {
        let catalogue = Catalogue::built_in();
        let told = |profile: &Profile| -> Vec<String> {
            let legend = legend(catalogue.role(Role::Pain), catalogue, profile);
            let told = legend.iter().map(|entry| match entry.sign {
                Sign::Mark(mark) => format!("{} {}", mark.glyph, entry.label),
                Sign::Scores { from, to, .. } => format!("{from}-{to} {}", entry.label),
            });
            told.collect()
        };
        let all = told(&Profile::default());
        for words in [
            "B medium or more",
            "x intimacy",
            "0-0 no pain",
            "7-10 severe",
        ] {
            assert!(all.contains(&words.to_owned()), "{words} in {all:?}");
        }
        let mut without = Profile::default();
        without.areas.remove(&Area::Intimacy);
        assert!(!told(&without).contains(&"x intimacy".to_owned()));
    }
}
