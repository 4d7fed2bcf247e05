//! Days as they shall be: lines are applied to copies, and what came to differ is the act.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};

use super::entry::DraftEntry;
use super::line::Line;
use crate::cli::Error;
use crate::diary::{Act, Answer, Catalogue, Day, EntryKindId, ItemId, Role, TemperatureUnit};

/// Items that are known only afterwards, with how many days back the entry they complete may lie.
/// Pain after intimacy may begin within 72 hours.
const FOLLOW_UPS: [(Role, u64); 4] = [
    (Role::PainAfter, 3),
    (Role::PainAfterBegan, 3),
    (Role::PainAfterLasted, 3),
    (Role::ReliefAfter, 0),
];

/// Copies of the days that lines are about.
pub struct Draft<'a> {
    catalogue: &'a Catalogue,
    today: NaiveDate,
    load: Box<dyn Fn(NaiveDate) -> Result<Day, Error> + 'a>,
    days: BTreeMap<NaiveDate, Vec<DraftEntry>>,
}

/// The answers of a line to one kind of entry.
type Group<'l> = Vec<(&'l ItemId, Option<&'l Answer>)>;

impl<'a> Draft<'a> {
    /// An empty draft over the days that `load` reads.
    pub fn new(
        catalogue: &'a Catalogue,
        today: NaiveDate,
        load: impl Fn(NaiveDate) -> Result<Day, Error> + 'a,
    ) -> Self {
        Self {
            catalogue,
            today,
            load: Box::new(load),
            days: BTreeMap::new(),
        }
    }

    /// Applies a line.
    ///
    /// # Errors
    /// When there is no entry that the line could be about, or its day cannot be read.
    pub fn apply(&mut self, line: &Line) -> Result<(), Error> {
        let date = line.date.unwrap_or(self.today);
        let mut groups: BTreeMap<EntryKindId, Group> = BTreeMap::new();
        let mut shared = Group::new();
        for kind in &line.kinds {
            groups.entry(kind.clone()).or_default();
        }
        for (id, answer) in &line.answers {
            let item = self.catalogue.item(id.as_str());
            match item.map_or(&[][..], |item| self.catalogue.kinds_of(item)) {
                [kind] => groups
                    .entry(kind.clone())
                    .or_default()
                    .push((id, answer.as_ref())),
                _ => shared.push((id, answer.as_ref())),
            }
        }
        // Notes and tags belong to the one thing a line is about, else to the day.
        let about = match groups.keys().collect::<Vec<_>>().as_slice() {
            [only] => (*only).clone(),
            _ => EntryKindId::DAY,
        };
        if !shared.is_empty() || line.note.is_some() {
            groups.entry(about.clone()).or_default().extend(shared);
        }

        let measured = self.catalogue.role(Role::TemperatureTime).id.clone();
        let measured_at = line.time.map(Answer::Time);
        if measured_at.is_some() && groups.keys().all(EntryKindId::is_day) {
            let temperature = &self.catalogue.role(Role::Temperature).id;
            match groups.get_mut(&EntryKindId::DAY) {
                Some(day) if day.iter().any(|(item, _)| *item == temperature) => {
                    day.push((&measured, measured_at.as_ref()));
                }
                _ => {
                    return Err(Error::usage(
                        "a time belongs to something that happened at one: a temperature, \
                         intimacy, relief, an episode or exertion",
                    ));
                }
            }
        }

        let note = self.catalogue.role(Role::Note).id.clone();
        for (kind, group) in groups {
            let new = line.kinds.contains(&kind);
            let entry = self.entry(date, &kind, line.time, new, &group)?;
            for (item, answer) in group {
                entry.say(item, answer);
            }
            if let Some(words) = line.note.as_deref().filter(|_| kind == about) {
                entry.say(&note, Some(&noted(entry.answers.get(&note), words)));
            }
        }
        Ok(())
    }

    /// The entry that a group of answers is about.
    fn entry(
        &mut self,
        date: NaiveDate,
        kind: &EntryKindId,
        time: Option<NaiveTime>,
        new: bool,
        group: &Group,
    ) -> Result<&mut DraftEntry, Error> {
        let takes_back = !group.is_empty() && group.iter().all(|(_, answer)| answer.is_none());
        let completes = self.follow_up(group);
        let at = if kind.is_day() {
            Some((date, 0))
        } else if let Some(at) = time {
            let found = self.latest(date, |entry| entry.kind == *kind && entry.time == time)?;
            if found.is_none() && !new && (takes_back || completes.is_some()) {
                let at = at.format("%H:%M");
                return Err(Error::usage(format!(
                    "there is no {kind} at {at} on {date}"
                )));
            }
            found
        } else if new {
            None
        } else if takes_back {
            let of_kind = self.latest(date, |entry| entry.kind == *kind)?;
            Some(of_kind.ok_or_else(|| {
                Error::usage(format!(
                    "there is no {kind} on {date} to take an answer from"
                ))
            })?)
        } else if let Some(back) = completes {
            Some(self.followed_up(date, back, kind, group)?)
        } else {
            None
        };
        let (date, at) = match at {
            Some(at) => at,
            None => {
                let entries = self.day(date)?;
                entries.push(DraftEntry::new(kind.clone(), time));
                (date, entries.len() - 1)
            }
        };
        // The place was found in, or just added to, the entries of that date.
        Ok(&mut self.day(date)?[at])
    }

    /// How many days back the entry may lie that a group completes, if it does nothing else.
    fn follow_up(&self, group: &Group) -> Option<u64> {
        let back = |item: &ItemId| {
            FOLLOW_UPS
                .iter()
                .find(|(role, _)| self.catalogue.role(*role).id == *item)
                .map(|(_, back)| *back)
        };
        let back: Option<Vec<u64>> = group.iter().map(|(item, _)| back(item)).collect();
        back?.into_iter().max()
    }

    /// The latest entry of a kind that lacks the answers of a group; else the latest of the date,
    /// whose answers are then corrected.
    fn followed_up(
        &mut self,
        date: NaiveDate,
        back: u64,
        kind: &EntryKindId,
        group: &Group,
    ) -> Result<(NaiveDate, usize), Error> {
        let lacks = |entry: &DraftEntry| {
            entry.kind == *kind
                && !group
                    .iter()
                    .any(|(item, _)| entry.answers.contains_key(*item))
        };
        for days in 0..=back {
            let date = date.checked_sub_days(Days::new(days)).unwrap_or(date);
            if let Some(found) = self.latest(date, lacks)? {
                return Ok(found);
            }
        }
        let found = self.latest(date, |entry| entry.kind == *kind)?;
        found.ok_or_else(|| {
            let when = match back {
                0 => format!("on {date}"),
                back => format!("on {date} or in the {back} days before"),
            };
            Error::usage(format!(
                "there is no {kind} {when} that this could complete"
            ))
            .hint(format!("name its day first, or write {kind} for a new one"))
        })
    }

    /// The latest timed entry of a date that passes a test.
    fn latest(
        &mut self,
        date: NaiveDate,
        test: impl Fn(&DraftEntry) -> bool,
    ) -> Result<Option<(NaiveDate, usize)>, Error> {
        let entries = self.day(date)?.iter().enumerate().skip(1);
        let found = entries.filter(|(_, entry)| test(entry));
        Ok(found
            .max_by_key(|(at, entry)| (entry.time, *at))
            .map(|(at, _)| (date, at)))
    }

    fn day(&mut self, date: NaiveDate) -> Result<&mut Vec<DraftEntry>, Error> {
        if !self.days.contains_key(&date) {
            let mut entries = vec![DraftEntry::new(EntryKindId::DAY, None)];
            for stored in (self.load)(date)?.entries {
                if stored.id.is_check_in() {
                    entries.clear(); // it takes the place of the empty one
                }
                entries.push(stored.into());
            }
            self.days.insert(date, entries);
        }
        Ok(self.days.entry(date).or_default())
    }

    /// What came to differ, as one act; `None` when nothing did.
    pub fn act(&self, unit: TemperatureUnit) -> Option<Act> {
        let mut edits = Vec::new();
        let mut told = Vec::new();
        for (date, entries) in &self.days {
            let differing = entries.iter().filter(|entry| entry.differs());
            let parts: Vec<String> = differing
                .map(|entry| {
                    edits.extend(entry.edits(*date));
                    entry.tell(self.catalogue, unit)
                })
                .collect();
            if !parts.is_empty() {
                told.push((date, parts.join("; ")));
            }
        }
        let description = match told.as_slice() {
            [] => return None,
            [(date, told)] => format!("{told} on {date}"),
            [(first, _), .., (last, _)] => format!("{} days from {first} to {last}", told.len()),
        };
        Some(Act { description, edits })
    }
}

/// A note with words added, each said once.
fn noted(note: Option<&Answer>, words: &str) -> Answer {
    let words = words.trim();
    Answer::Text(match note {
        Some(Answer::Text(note)) if note.lines().any(|line| line == words) => note.clone(),
        Some(Answer::Text(note)) => format!("{note}\n{words}"),
        _ => words.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::line::Reader;
    use super::*;
    use crate::diary::{Answers, Diary, Edit, Entry, EntryId};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 17).unwrap()
    }

    /// Makes the diary that the lines describe, one act a line, and hands back what each act said.
    fn logged(lines: &[&str]) -> (Diary, Vec<String>) {
        let mut diary = Diary::default();
        let said = lines.iter().map(|line| log(&mut diary, &[line])).collect();
        (diary, said)
    }

    /// Applies lines in one act.
    fn log(diary: &mut Diary, lines: &[&str]) -> String {
        let act = match draft(diary, lines) {
            Ok(Some(act)) => act,
            Ok(None) => return "nothing".into(),
            Err(error) => return error.to_string(),
        };
        for edit in act.edits {
            match edit {
                Edit::Add(new) => {
                    let n = diary.day(new.date).map_or(1, |day| day.timed().count() + 1);
                    diary.insert(Entry {
                        id: EntryId::new(new.date, n as i64).unwrap(),
                        uid: "".into(),
                        time: new.time,
                        kind: new.kind,
                        source: None,
                        answers: new.answers,
                    });
                }
                Edit::Answer {
                    target,
                    item,
                    answer,
                } => {
                    let date = target.id().date();
                    let mut day = diary.day(date).cloned().unwrap_or_default();
                    if !day.entries.iter().any(|entry| entry.id == target.id()) {
                        let entry = Entry {
                            id: target.id(),
                            uid: "".into(),
                            time: None,
                            kind: EntryKindId::DAY,
                            source: None,
                            answers: Answers::new(),
                        };
                        day.entries.insert(0, entry);
                    }
                    let entry = day.entries.iter_mut().find(|entry| entry.id == target.id());
                    let answers = &mut entry.unwrap().answers;
                    match answer {
                        Some(answer) => answers.insert(item, answer),
                        None => answers.remove(&item),
                    };
                    diary.replace(date, day);
                }
                other => panic!("{other:?}"),
            }
        }
        act.description
    }

    fn draft(diary: &Diary, lines: &[&str]) -> Result<Option<Act>, Error> {
        let catalogue = Catalogue::built_in();
        let unit = TemperatureUnit::Celsius;
        let reader = Reader {
            catalogue,
            today: today(),
            unit,
        };
        let load = |date| Ok(diary.day(date).cloned().unwrap_or_default());
        let mut draft = Draft::new(catalogue, today(), load);
        for line in lines {
            draft.apply(&reader.text(line).unwrap().unwrap())?;
        }
        Ok(draft.act(unit))
    }

    #[test]
    fn a_line_of_several_kinds_is_one_act() {
        let (diary, said) = logged(&[
            "pain=4 where=low-back-left bleeding=light measure=heat relief-before=5 relief-after=3 \
             orgasm pain-after=0 -m 'sat too long'",
        ]);
        assert_eq!(
            said,
            [
                "pain 4, pain-sites low-back-left, bleeding light, note sat too long; intimacy: \
              orgasm yes, pain-after 0; relief: measure heat, relief-before 5, relief-after 3 \
              on 2026-03-17"
            ]
        );
        let day = diary.day(today()).unwrap();
        assert_eq!(day.entries.len(), 3);
        assert_eq!(day.answer(&"note".into()).unwrap().word(), "sat too long");
    }

    #[test]
    fn saying_it_again_changes_nothing_and_a_correction_tells_what_was() {
        let (_, said) = logged(&[
            "pain=3",
            "pain=3",
            "pain=4",
            "pain=-",
            "-m 'slept badly'",
            "-m 'slept badly'",
            "-m better",
        ]);
        assert_eq!(
            said,
            [
                "pain 3 on 2026-03-17",
                "nothing",
                "pain 4 (was 3) on 2026-03-17",
                "pain taken back on 2026-03-17",
                "note slept badly on 2026-03-17",
                "nothing",
                "note slept badly / better (was slept badly) on 2026-03-17",
            ]
        );
    }

    #[test]
    fn pain_after_completes_the_latest_intimacy_that_lacks_it() {
        let (diary, said) = logged(&[
            "-2 orgasm at=22:10",
            "yesterday orgasm at=07:00 pain-after=1",
            "pain-after=0",
            "yesterday pain-after=2",
            "pain-after=3",
        ]);
        assert_eq!(said[2], "intimacy 22:10: pain-after 0 on 2026-03-15");
        assert_eq!(
            said[3],
            "intimacy 07:00: pain-after 2 (was 1) on 2026-03-16"
        );
        assert!(
            said[4].contains("no intimacy on 2026-03-17 or in the 3 days before"),
            "{}",
            said[4]
        );
        assert_eq!(diary.len(), 2);
    }

    #[test]
    fn a_time_chooses_the_entry_and_a_kind_makes_a_new_one() {
        let (diary, said) = logged(&[
            "orgasm at=22:10",
            "with=partner at=22:10",
            "with=alone",
            "intimacy pain-after=0",
            "pain-after=3 at=09:00",
            "with=- at=22:10",
            "yesterday with=-",
        ]);
        assert_eq!(said[1], "intimacy 22:10: with partner on 2026-03-17");
        assert_eq!(said[2], "intimacy: with alone on 2026-03-17");
        assert_eq!(said[3], "intimacy: pain-after 0 on 2026-03-17");
        assert!(
            said[4].contains("there is no intimacy at 09:00"),
            "{}",
            said[4]
        );
        assert_eq!(said[5], "intimacy 22:10: with taken back on 2026-03-17");
        assert!(said[6].contains("to take an answer from"), "{}", said[6]);
        assert_eq!(diary.day(today()).unwrap().timed().count(), 3);
    }

    #[test]
    fn a_relief_is_completed_on_its_own_day_only() {
        let (_, said) = logged(&["measure=heat relief-before=5", "relief-after=3"]);
        assert_eq!(said[1], "relief: relief-after 3 on 2026-03-17");
        let (_, said) = logged(&["yesterday measure=heat", "relief-after=3"]);
        assert!(
            said[1].contains("there is no relief on 2026-03-17"),
            "{}",
            said[1]
        );
    }

    #[test]
    fn a_time_with_a_temperature_is_when_it_was_measured() {
        let (_, said) = logged(&["temperature=36.52 at=6:40", "pain=3 at=6:40"]);
        assert_eq!(
            said[0],
            "temperature 36.52 °C, temperature-time 06:40 on 2026-03-17"
        );
        assert!(said[1].contains("a time belongs to"), "{}", said[1]);
    }

    #[test]
    fn lines_of_one_act_see_each_other() {
        let mut diary = Diary::default();
        let said = log(
            &mut diary,
            &["yesterday orgasm", "pain-after=2", "pain=3", "pain=4"],
        );
        assert_eq!(said, "2 days from 2026-03-16 to 2026-03-17");
        let entry = &diary.day(today().pred_opt().unwrap()).unwrap().entries[0];
        assert_eq!(entry.answers.len(), 2);
        assert_eq!(
            diary.day(today()).unwrap().answer(&"pain".into()),
            Some(&Answer::Scale(4))
        );
    }
}
