//! A day in words, for everything that shows it: the structure, not the look.

use std::fmt;

use chrono::NaiveTime;

use super::{dates, formats, kinds};
use crate::diary::{Answer, Catalogue, Day, Entry, Item, Profile, TemperatureUnit};

packed!("day");

/// Everything of a day in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DayText<'a> {
    /// The check-in's sections in the order of the form, then what happened at a time.
    pub sections: Vec<SectionText<'a>>,
    /// How many answers the day has that this person does not keep; an entry without any is one.
    pub others: usize,
    /// Where answers of the check-in came from that are as they came, an import a line.
    pub imported: Vec<String>,
}

/// Answers that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionText<'a> {
    /// What they are about.
    pub heading: &'a str,
    /// When it was, for what happened at a time.
    pub time: Option<NaiveTime>,
    /// Where it was first written down, for what was imported.
    pub origin: Option<&'a str>,
    /// The answers.
    pub lines: Vec<LineText<'a>>,
}

/// An answer in words.
#[derive(Debug, Clone, PartialEq)]
pub struct LineText<'a> {
    /// What was asked.
    pub label: &'a str,
    /// What was answered, in words. Free words may have several lines.
    pub value: String,
    /// The item, if the catalogue knows it.
    pub item: Option<&'a Item>,
    /// What was answered.
    pub answer: &'a Answer,
}

impl DayText<'_> {
    /// How many answers it tells.
    pub fn answers(&self) -> usize {
        self.sections
            .iter()
            .map(|section| section.lines.len())
            .sum()
    }

    /// What is said of a day that tells nothing; `None` where it does.
    pub fn nothing(&self) -> Option<String> {
        match (self.sections.is_empty(), self.others) {
            (false, _) => None,
            (true, 0) => Some(nothing_recorded().into()),
            (true, others) => Some(nothing_kept(others)),
        }
    }
}

impl fmt::Display for DayText<'_> {
    /// A heading a line, the answers below it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in &self.sections {
            f.write_str(section.heading)?;
            if let Some(time) = section.time {
                write!(f, " {}", dates::time(time))?;
            }
            if let Some(origin) = section.origin {
                write!(f, ", {}", came_from(origin))?;
            }
            f.write_str("\n")?;
            for line in &section.lines {
                writeln!(
                    f,
                    "  {}: {}",
                    line.label,
                    line.value.replace('\n', "\n    ")
                )?;
            }
        }
        let mut imported = self.imported.iter();
        imported.try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// Everything of a day that this person keeps, in words. What they keep and have hidden from the
/// form is among them, and so are answers to items the catalogue does not know.
pub fn day_text<'a>(day: &'a Day, catalogue: &'a Catalogue, profile: &Profile) -> DayText<'a> {
    let mut told = DayText::default();
    for entry in &day.entries {
        let answered = sections_of(entry, catalogue, profile);
        let before = told.answers();
        if entry.id.is_check_in() {
            let answered = answered.filter(|section| !section.lines.is_empty());
            told.sections.extend(answered);
        } else if !keeps(profile, entry, catalogue) {
            told.others += entry.answers.len().max(1);
            continue;
        } else {
            let kind = catalogue.entry_kind(&entry.kind);
            told.sections.push(SectionText {
                heading: kind.map_or(entry.kind.as_str(), |kind| &kind.label),
                time: entry.time,
                origin: entry.source.as_deref().map(formats::origin),
                lines: answered.flat_map(|section| section.lines).collect(),
            });
        }
        told.others += (entry.answers.len() + before).saturating_sub(told.answers());
    }
    told.imported = imported(day, catalogue, profile);
    told
}

/// Where answers of a check-in came from, as far as this person keeps them: which came, or the others
/// where those are fewer.
fn imported(day: &Day, catalogue: &Catalogue, profile: &Profile) -> Vec<String> {
    let items = catalogue.items().iter();
    let kept = items.filter(|item| day.answer(&item.id).is_some() && catalogue.kept(item, profile));
    let told = day.imported.iter().filter_map(|of| {
        let (came, others): (Vec<&Item>, Vec<&Item>) =
            kept.clone().partition(|item| of.items.contains(&item.id));
        let labels = |items: &[&Item]| {
            let labels: Vec<&str> = items.iter().map(|item| &*item.label).collect();
            labels.join(", ")
        };
        let source = formats::origin(&of.source);
        let on = dates::short_day_month_year(of.on);
        match (came.len(), others.len()) {
            (0, _) => None,
            (_, 0) => Some(check_in_came(source, on)),
            (came, rest) if rest < came => Some(others_came(labels(&others), source, on)),
            _ => Some(answers_came(labels(&came), source, on)),
        }
    });
    told.collect()
}

/// Whether a person keeps entries of a kind; those of unknown kinds they do.
fn keeps(profile: &Profile, entry: &Entry, catalogue: &Catalogue) -> bool {
    let kind = catalogue.entry_kind(&entry.kind);
    kind.is_none_or(|kind| profile.keeps(kind.area))
}

fn sections_of<'a>(
    entry: &'a Entry,
    catalogue: &'a Catalogue,
    profile: &Profile,
) -> impl Iterator<Item = SectionText<'a>> {
    let line = |item: &'a Item| {
        let answer = entry.answer(&item.id)?;
        catalogue.kept(item, profile).then(|| LineText {
            label: &item.label,
            value: answer_words(answer, item, catalogue, profile.temperature),
            item: Some(item),
            answer,
        })
    };
    // What the program noted is told where it is used.
    let asked = catalogue.sections_of(&entry.kind);
    let known = asked
        .filter(|section| !section.unasked)
        .map(move |section| SectionText {
            heading: &section.label,
            time: None,
            origin: None,
            lines: catalogue.items_of(&section.id).filter_map(line).collect(),
        });
    let strange = move |item: &str| match catalogue.item(item) {
        None => true,
        Some(item) => !catalogue.kinds_of(item).contains(&entry.kind),
    };
    let others = entry
        .answers
        .iter()
        .filter(move |(id, _)| strange(id.as_str()));
    let others = others.map(|(id, answer)| LineText {
        label: id.as_str(),
        value: answer.word(),
        item: None,
        answer,
    });
    known.chain(std::iter::once_with(|| SectionText {
        heading: other_answers(),
        time: None,
        origin: None,
        lines: others.collect(),
    }))
}

/// An entry in one line: "Intimacy 22:10: Orgasm yes, Pain after 0, none".
pub fn entry_line(entry: &Entry, catalogue: &Catalogue, unit: TemperatureUnit) -> String {
    let kind = catalogue.entry_kind(&entry.kind);
    let mut line = kind
        .map_or(entry.kind.as_str(), |kind| &kind.label)
        .to_owned();
    if let Some(time) = entry.time {
        line += &format!(" {}", dates::time(time));
    }
    let mut answers: Vec<_> = entry.answers.iter().collect();
    answers.sort_by_key(|(item, _)| catalogue.position(item.as_str()));
    for (nth, (id, answer)) in answers.into_iter().enumerate() {
        line += if nth == 0 { ": " } else { ", " };
        line += &match catalogue.item(id.as_str()) {
            Some(item) => format!(
                "{} {}",
                item.name,
                answer_words(answer, item, catalogue, unit).replace('\n', " / ")
            ),
            None => format!("{id} {}", answer.word()),
        };
    }
    line
}

/// An answer in words, a score with the name of its band: "4, moderate".
pub fn answer_words(
    answer: &Answer,
    item: &Item,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> String {
    let words = kinds::answer(answer, item, unit);
    match answer {
        Answer::Scale(score) => match catalogue.band(item, *score) {
            Some((_, band)) => format!("{words}, {}", band.label),
            None => words,
        },
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::diary::{Answers, Area, Code, EntryId, EntryKindId, Imported};

    fn entry(n: i64, kind: &str, answers: &[(&str, Answer)]) -> Entry {
        let date = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
        let answers = answers.iter().map(|(id, a)| ((*id).into(), a.clone()));
        Entry {
            id: EntryId::new(date, n).unwrap(),
            uid: "u".into(),
            time: NaiveTime::from_hms_opt(22, 10, 0).filter(|_| n > 0),
            kind: EntryKindId::new(kind),
            source: None,
            answers: answers.collect::<Answers>(),
        }
    }

    fn day() -> Day {
        Day {
            entries: vec![
                entry(
                    0,
                    "day",
                    &[
                        ("note", Answer::Text("long\nday".into())),
                        ("pain", Answer::Scale(4)),
                        (
                            "pain-sites",
                            Answer::Many([Code::new("low-back-left")].into()),
                        ),
                        ("gone", Answer::Flag(true)),
                    ],
                ),
                entry(1, "intimacy", &[("orgasm", Answer::Flag(true))]),
            ],
            ..Day::default()
        }
    }

    fn told(profile: &Profile) -> String {
        let (day, catalogue) = (day(), Catalogue::built_in());
        let mut told = String::new();
        for section in day_text(&day, catalogue, profile).sections {
            let time = section.time.map(|t| t.format(" %H:%M").to_string());
            told += &format!("[{}{}]", section.heading, time.unwrap_or_default());
            for line in section.lines {
                told += &format!(" {}: {};", line.label, line.value);
            }
            told.push('\n');
        }
        told
    }

    #[test]
    fn a_day_is_told_in_the_order_of_the_form() {
        assert_eq!(
            told(&Profile::default()),
            "[Pain] Worst today: 4, moderate; Where: low back left;\n\
             [Note] Note: long\nday;\n\
             [Other] gone: yes;\n\
             [Intimacy 22:10] Orgasm: yes;\n"
        );
    }

    #[test]
    fn where_answers_came_from_is_told_of_what_is_kept() {
        let mut day = day();
        let said = |day: &Day, profile: &Profile| {
            let told = day_text(day, Catalogue::built_in(), profile);
            told.imported.join("\n")
        };
        let on = NaiveDate::from_ymd_opt(2026, 5, 3).unwrap();
        let of = |items: &[&str]| Imported {
            source: "clue".into(),
            on,
            items: items.iter().map(|id| (*id).into()).collect(),
        };
        day.imported = vec![of(&["pain-sites", "pain"])];
        let but = "Check-in but for Note: from Clue, imported 3 May 2026";
        assert_eq!(said(&day, &Profile::default()), but);
        day.imported = vec![of(&["pain"])];
        let part = "Worst today: from Clue, imported 3 May 2026";
        assert_eq!(said(&day, &Profile::default()), part);
        let whole = day_text(&day, Catalogue::built_in(), &Profile::default()).to_string();
        assert!(whole.ends_with(&format!("\n{part}\n")), "{whole}");
        day.imported = vec![of(&["gone", "note", "pain", "pain-sites"])];
        let all = "Check-in: from Clue, imported 3 May 2026";
        assert_eq!(said(&day, &Profile::default()), all);
        day.entries[0]
            .answers
            .insert("libido".into(), Answer::Scale(3));
        day.imported = vec![of(&["libido"])];
        let mut profile = Profile::default();
        assert!(said(&day, &profile).starts_with("Libido: "));
        profile.areas.remove(&Area::Intimacy);
        assert_eq!(said(&day, &profile), "");
        day.entries[1].source = Some("clue".into());
        let whole = day_text(&day, Catalogue::built_in(), &Profile::default()).to_string();
        assert!(whole.contains("Intimacy 22:10, from Clue\n"), "{whole}");
    }

    #[test]
    fn what_is_not_kept_is_not_told() {
        let mut profile = Profile::default();
        profile.areas.remove(&Area::Intimacy);
        assert!(!told(&profile).contains("Intimacy"));
        let mut day = day();
        let text = day_text(&day, Catalogue::built_in(), &profile);
        assert_eq!((text.answers(), text.others, text.nothing()), (4, 1, None));
        // An entry without answers is something, too.
        day.entries.remove(0);
        day.entries.push(entry(2, "intimacy", &[]));
        let text = day_text(&day, Catalogue::built_in(), &profile);
        let nothing = "nothing of what you keep; 2 other answers";
        assert_eq!(text.nothing().as_deref(), Some(nothing));
    }
}
