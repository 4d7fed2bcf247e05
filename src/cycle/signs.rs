//! What the engine looks at: the signs of each day, taken out of the diary, small and in order.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::observation::{
    Bleeding, DaySigns, Feeling, LOCHIA, LeaveOut, PeriodMark, Reason, Temperature, Test, Texture,
};
use crate::diary::calendar::{days_between, shift};
use crate::diary::{Answer, Catalogue, DateRange, Day, Diary, Item, ItemId, Quantity, Role};

/// From here on it is a fever, as the item says: 38.0 °C.
const FEVER: Quantity = Quantity::from_milli(38_000);

impl DaySigns {
    fn read(date: NaiveDate, day: &Day, items: &SignItems) -> Self {
        let mut signs = Self::empty(date);
        for entry in &day.entries {
            // Both are in the order of the names, so one walk along them meets every pair.
            let mut wanted = items.0.iter().peekable();
            for (id, answer) in &entry.answers {
                while wanted.next_if(|item| item.id < *id).is_some() {}
                let Some(item) = wanted.peek() else { break };
                if item.id == *id {
                    signs.take(item, answer);
                }
            }
        }
        signs
    }

    /// Takes an answer in; of two answers of a day the first stands.
    fn take(&mut self, item: &SignItem, answer: &Answer) {
        let code = match answer {
            Answer::Choice(code) => code.as_str(),
            _ => "",
        };
        let yes = *answer == Answer::Flag(true);
        match item.role {
            Role::Bleeding => first(&mut self.bleeding, bleeding(code)),
            Role::BleedingExcluded => self.bleeding_excluded |= yes,
            Role::PeriodMark => first(&mut self.mark, mark(code)),
            Role::CycleExcluded => first(&mut self.leave_out, leave_out(code)),
            Role::Temperature => first(&mut self.temperature, temperature(answer, item)),
            // Of two words on a day the one that leaves it out stands.
            Role::TemperatureExcluded => {
                let left_out = known(code).map(|code| code != "no");
                self.temperature_excluded = self.temperature_excluded.max(left_out);
            }
            Role::Illness => self.illness |= !matches!(code, "" | "none"),
            Role::Fever => self.fever |= matches!(answer, Answer::Number(n) if *n >= FEVER),
            Role::Chills => self.chills |= yes,
            Role::MucusFeeling => first(&mut self.feeling, feeling(code)),
            Role::MucusTexture => first(&mut self.texture, texture(code)),
            Role::MucusExcluded => self.mucus_excluded |= yes,
            Role::CervixOpening => {
                first(&mut self.cervix_closed, known(code).map(|c| c == "closed"));
            }
            Role::CervixFirmness => {
                first(&mut self.cervix_hard, known(code).map(|c| c == "hard"));
            }
            Role::CervixExcluded => self.cervix_excluded |= yes,
            Role::LhTest => first(&mut self.lh, test(code)),
            Role::PregnancyTest => first(&mut self.pregnancy, test(code)),
            Role::PregnancyEnded => {
                self.pregnancy_ended |= !code.is_empty();
                self.birth |= code == "birth";
            }
            _ => {}
        }
    }
}

fn first<T>(kept: &mut Option<T>, new: Option<T>) {
    if kept.is_none() {
        *kept = new;
    }
}

fn known(code: &str) -> Option<&str> {
    Some(code).filter(|code| !code.is_empty())
}

fn bleeding(code: &str) -> Option<Bleeding> {
    Some(match code {
        "none" => Bleeding::None,
        "spotting" => Bleeding::Spotting,
        "light" => Bleeding::Light,
        "medium" => Bleeding::Medium,
        "heavy" => Bleeding::Heavy,
        "very-heavy" => Bleeding::VeryHeavy,
        _ => return None,
    })
}

fn mark(code: &str) -> Option<PeriodMark> {
    match code {
        "first-day" => Some(PeriodMark::FirstDay),
        "not-a-period" => Some(PeriodMark::NotAPeriod),
        _ => None,
    }
}

fn leave_out(code: &str) -> Option<LeaveOut> {
    Some(LeaveOut::Because(match code {
        "no" => return Some(LeaveOut::No),
        "pregnancy" => Reason::Pregnancy,
        "contraception" => Reason::Contraception,
        "illness" => Reason::Illness,
        "travel" => Reason::Travel,
        "not-logged" => Reason::NotLogged,
        "other" => Reason::Other,
        _ => return None,
    }))
}

fn feeling(code: &str) -> Option<Feeling> {
    Some(match code {
        "dry" => Feeling::Dry,
        "nothing" => Feeling::Nothing,
        "wet" => Feeling::Wet,
        "slippery" => Feeling::Slippery,
        _ => return None,
    })
}

fn texture(code: &str) -> Option<Texture> {
    Some(match code {
        "nothing" => Texture::Nothing,
        "creamy" => Texture::Creamy,
        "egg-white" => Texture::EggWhite,
        _ => return None,
    })
}

fn test(code: &str) -> Option<Test> {
    Some(match code {
        "negative" => Test::Negative,
        "positive" => Test::Positive,
        "unclear" => Test::Unclear,
        _ => return None,
    })
}

/// A temperature nobody can have is a slip of the finger or of a file, and no sign.
fn temperature(answer: &Answer, item: &SignItem) -> Option<Temperature> {
    match answer {
        Answer::Number(n) if (item.min..=item.max).contains(n) => {
            i32::try_from(n.milli()).ok().map(Temperature::from_milli)
        }
        _ => None,
    }
}

#[derive(Debug)]
struct SignItem {
    id: ItemId,
    role: Role,
    min: Quantity,
    max: Quantity,
}

/// The items that hold signs, in the order of their names.
#[derive(Debug)]
struct SignItems(Vec<SignItem>);

const ROLES: [Role; 18] = [
    Role::Bleeding,
    Role::BleedingExcluded,
    Role::PeriodMark,
    Role::CycleExcluded,
    Role::Temperature,
    Role::TemperatureExcluded,
    Role::Fever,
    Role::Chills,
    Role::Illness,
    Role::MucusFeeling,
    Role::MucusTexture,
    Role::MucusExcluded,
    Role::CervixOpening,
    Role::CervixFirmness,
    Role::CervixExcluded,
    Role::LhTest,
    Role::PregnancyTest,
    Role::PregnancyEnded,
];

impl SignItems {
    fn of(catalogue: &Catalogue) -> Self {
        let zero = Quantity::from_milli(0);
        let range = |item: &Item| {
            item.kind
                .range()
                .map_or((zero, zero), RangeInclusive::into_inner)
        };
        let mut items: Vec<_> = ROLES
            .iter()
            .map(|role| {
                let item = catalogue.role(*role);
                let (min, max) = range(item);
                SignItem {
                    id: item.id.clone(),
                    role: *role,
                    min,
                    max,
                }
            })
            .collect();
        items.sort_by(|a, b| a.id.cmp(&b.id));
        Self(items)
    }
}

/// The signs of every day that has any, earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signs {
    days: Vec<DaySigns>,
    /// How many births are among them.
    births: usize,
}

impl Signs {
    /// The items the engine needs; nothing else has to be read for it.
    pub fn items(catalogue: &Catalogue) -> Vec<ItemId> {
        let item = |role: &Role| catalogue.role(*role).id.clone();
        ROLES.iter().map(item).collect()
    }

    /// The signs in a diary.
    pub fn from_diary(diary: &Diary, catalogue: &Catalogue) -> Self {
        let mut signs = Self::default();
        signs.take(diary, catalogue);
        signs
    }

    /// Takes in the days of a diary.
    pub fn take(&mut self, diary: &Diary, catalogue: &Catalogue) {
        let items = SignItems::of(catalogue);
        for (date, day) in diary.days() {
            self.set(DaySigns::read(date, day, &items));
        }
    }

    /// Takes in what a day of the diary says now, and says whether that is anything else.
    pub fn update(&mut self, date: NaiveDate, day: &Day, catalogue: &Catalogue) -> bool {
        let before = self.at(date).copied();
        self.set(DaySigns::read(date, day, &SignItems::of(catalogue)));
        self.at(date) != before.as_ref()
    }

    /// Puts the signs of a day in place of what is there; a day without a sign is taken out.
    pub fn set(&mut self, signs: DaySigns) {
        let gone = signs == DaySigns::empty(signs.date);
        let there = self.days.binary_search_by_key(&signs.date, |d| d.date);
        let had = there.is_ok_and(|at| self.days.get(at).is_some_and(|day| day.birth));
        self.births = self.births + usize::from(signs.birth) - usize::from(had);
        match there {
            Ok(at) if gone => {
                self.days.remove(at);
            }
            // The search has just found it there.
            Ok(at) => self.days[at] = signs,
            Err(_) if gone => {}
            Err(at) => self.days.insert(at, signs),
        }
        if had || self.births > 0 {
            self.see_lochia(signs.date);
        }
    }

    /// Looks anew which days from one on are soon after a birth, with no period that the person marked between.
    fn see_lochia(&mut self, from: NaiveDate) {
        let [first, last] = [-LOCHIA, LOCHIA].map(|days| shift(from, days));
        let at = self.days.partition_point(|day| day.date < first);
        let mut birth = None;
        for day in self.days.iter_mut().skip(at) {
            if day.date > last {
                break;
            }
            if day.mark == Some(PeriodMark::FirstDay) {
                birth = None;
            }
            if day.birth {
                birth = Some(day.date);
            }
            if day.date >= from {
                let since = birth.map(|birth| days_between(birth, day.date));
                day.lochia = since.is_some_and(|days| days <= LOCHIA);
            }
        }
    }

    /// These signs and those of later days.
    #[must_use]
    pub fn then(mut self, later: Self) -> Self {
        let joint = later.days.first().map(|day| day.date);
        self.births += later.births;
        self.days.extend(later.days);
        debug_assert!(self.days.is_sorted_by_key(|day| day.date));
        if let Some(joint) = joint.filter(|_| self.births > 0) {
            self.see_lochia(joint);
        }
        self
    }

    /// The signs of a day, if it has any.
    pub fn at(&self, date: NaiveDate) -> Option<&DaySigns> {
        let at = self.days.binary_search_by_key(&date, |d| d.date).ok()?;
        self.days.get(at)
    }

    /// Every day with a sign, earliest first.
    pub fn days(&self) -> &[DaySigns] {
        &self.days
    }

    /// What is known on a day: nothing later.
    pub fn until(&self, today: NaiveDate) -> &[DaySigns] {
        let end = self.days.partition_point(|d| d.date <= today);
        self.days.get(..end).unwrap_or_default()
    }

    /// The days of a range that have a sign.
    pub fn within(&self, range: DateRange) -> &[DaySigns] {
        let known = self.until(range.last);
        let from = known.partition_point(|d| d.date < range.first);
        known.get(from..).unwrap_or_default()
    }
}

impl FromIterator<DaySigns> for Signs {
    fn from_iter<I: IntoIterator<Item = DaySigns>>(days: I) -> Self {
        let mut signs = Self::default();
        days.into_iter().for_each(|day| signs.set(day));
        signs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycle::SetAside;
    use crate::diary::{Answers, Entry, EntryId, EntryKindId};

    fn entry(date: NaiveDate, n: i64, answers: Answers) -> Entry {
        Entry {
            id: EntryId::new(date, n).unwrap(),
            uid: "u".into(),
            time: None,
            kind: EntryKindId::DAY,
            source: None,
            answers,
        }
    }

    fn number(milli: i64) -> Answer {
        Answer::Number(Quantity::from_milli(milli))
    }

    fn choice(code: &str) -> Answer {
        Answer::Choice(code.into())
    }

    #[test]
    fn the_answers_of_a_day_become_signs() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let answers = [
            ("bleeding", choice("light")),
            ("bleeding-excluded", Answer::Flag(true)),
            ("cervix-firmness", choice("soft")),
            ("cervix-opening", choice("medium")),
            ("lh-test", choice("positive")),
            ("mucus-feeling", choice("wet")),
            ("mucus-texture", choice("egg-white")),
            ("pain", Answer::Scale(4)),
            ("period-mark", choice("not-a-period")),
            ("temperature", number(36_520)),
            ("temperature-excluded", choice("no")),
        ];
        let answers = answers.map(|(item, answer)| (item.into(), answer));
        let answers = answers.into_iter().collect();
        let diary = Diary::from_iter([entry(date, 0, answers)]);
        let signs = Signs::from_diary(&diary, Catalogue::built_in());
        let expected = DaySigns {
            bleeding: Some(Bleeding::Light),
            bleeding_excluded: true,
            mark: Some(PeriodMark::NotAPeriod),
            temperature: Some(Temperature::from_hundredths(3652)),
            temperature_excluded: Some(false),
            feeling: Some(Feeling::Wet),
            texture: Some(Texture::EggWhite),
            cervix_closed: Some(false),
            cervix_hard: Some(false),
            lh: Some(Test::Positive),
            ..DaySigns::empty(date)
        };
        assert_eq!(signs.days(), [expected]);
    }

    #[test]
    fn of_two_temperatures_the_first_counts_and_impossible_ones_do_not() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let answered = |milli| Answers::from_iter([("temperature".into(), number(milli))]);
        for (morning, evening, expected) in [
            (36_500, 36_900, Some(3650)),
            (20_000, 36_900, Some(3690)),
            (366_000, 97_700, None),
        ] {
            let diary = Diary::from_iter([
                entry(date, 0, answered(morning)),
                entry(date, 1, answered(evening)),
            ]);
            let signs = Signs::from_diary(&diary, Catalogue::built_in());
            let found = signs.at(date).and_then(|day| day.temperature);
            assert_eq!(found, expected.map(Temperature::from_hundredths));
        }
    }

    #[test]
    fn what_disturbs_a_temperature_is_seen() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        for (item, answer, expected) in [
            ("illness", choice("cold"), Some(SetAside::Illness)),
            ("illness", choice("stomach"), Some(SetAside::Illness)),
            ("illness", choice("none"), None),
            ("fever", number(38_000), Some(SetAside::Fever)),
            ("fever", number(37_900), None),
            ("chills", Answer::Flag(true), Some(SetAside::Chills)),
            ("chills", Answer::Flag(false), None),
            (
                "temperature-excluded",
                choice("late"),
                Some(SetAside::ByPerson),
            ),
            ("temperature-excluded", choice("no"), None),
        ] {
            let answers = [
                ("temperature".into(), number(36_520)),
                (item.into(), answer),
            ];
            let diary = Diary::from_iter([entry(date, 0, Answers::from_iter(answers))]);
            let signs = Signs::from_diary(&diary, Catalogue::built_in());
            let told = signs.at(date).and_then(|day| day.set_aside().next());
            assert_eq!(told, expected, "{item}");
        }
        // Of two words on a day, in whichever order, the one that leaves it out stands.
        for words in [["no", "other"], ["other", "no"]] {
            let said = |code| Answers::from_iter([("temperature-excluded".into(), choice(code))]);
            let diary = Diary::from_iter([
                entry(date, 0, said(words[0])),
                entry(date, 1, said(words[1])),
            ]);
            let signs = Signs::from_diary(&diary, Catalogue::built_in());
            assert_eq!(signs.days()[0].temperature_excluded, Some(true));
        }
    }

    #[test]
    fn nothing_later_than_today_is_known() {
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let signs: Signs = (0..5)
            .map(|n| DaySigns {
                bleeding: Some(Bleeding::None),
                ..DaySigns::empty(shift(first, n))
            })
            .collect();
        assert_eq!(signs.until(shift(first, 2)).len(), 3);
        let range = DateRange::new(shift(first, 1), shift(first, 2));
        assert_eq!(signs.within(range).len(), 2);
    }
}
