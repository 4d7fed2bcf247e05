//! Flags: the episodes in which a rule holds.
//!
//! A flag is never stored. It is worked out from the answers whenever it is asked for, so that a
//! corrected answer withdraws it. What is stored is that it was read.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::evidence::Evidence;
use super::matches::{Matcher, Matches};
use super::put_aside::{self, Sign, Signs};
use super::rule::{Rule, RuleBook};
use super::situation::Situation;
use super::tier::Tier;
use super::timeline::Timeline;
use crate::diary::calendar::shift;
use crate::diary::{
    Act, Answer, Catalogue, Code, DateRange, Day, Diary, Edit, ItemId, Summary, Target,
};

/// A flag speaks when its episode touches this many days up to the day asked about.
const RECENT: i64 = 14;

/// A warning: an episode in which a rule holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Flag {
    /// The rule.
    pub rule: String,
    /// How soon care is due: the most urgent the rule became in the episode. What is over asks for
    /// the next visit at most.
    pub tier: Tier,
    /// How soon care was due while it lasted.
    pub was: Tier,
    /// What it is about.
    pub title: String,
    /// What to do.
    #[serde(rename = "do")]
    pub act: String,
    /// Why.
    pub why: String,
    /// Where that is known from: body and year.
    pub source: String,
    /// The article to read more in.
    pub learn: Option<String>,
    /// The first day of the episode. With the rule it names the episode.
    pub since: NaiveDate,
    /// The last day of the episode so far.
    pub last: NaiveDate,
    /// The days on which the rule holds.
    #[serde(skip)]
    pub days: Vec<NaiveDate>,
    /// Whether it only may apply, as the profile leaves something open.
    pub may_apply: bool,
    /// Whether it was read and put aside.
    pub acknowledged: bool,
    /// The items whose dangerous answers joined after it was put aside: it is back because of them.
    pub joined: Vec<ItemId>,
    /// Whether it is to be spoken of now: recent, and not put aside.
    pub spoken: bool,
    /// The answers it rests on, earliest first.
    pub rests_on: Vec<Evidence>,
    /// The dangerous answers of its whole episode.
    #[serde(skip)]
    pub(super) signs: Signs,
}

impl Flag {
    /// Whether it belongs to a day.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        self.days.binary_search(&date).is_ok()
    }

    /// From its first day to its last so far.
    fn episode(&self) -> DateRange {
        DateRange {
            first: self.since,
            last: self.last,
        }
    }

    /// The word under which it is kept that it was read.
    pub fn acknowledgement(&self) -> Code {
        put_aside::acknowledgement(&self.rule, self.tier, &self.signs)
    }

    /// Whether one of its days lies in a range.
    pub fn touches(&self, range: DateRange) -> bool {
        self.days.iter().any(|day| range.contains(*day))
    }
}

/// Whether something settled an episode of a rule after its last day.
fn is_settled(rule: &Rule, timeline: &Timeline, last: NaiveDate) -> bool {
    let (first, last) = (shift(last, 1), timeline.situation.date);
    let after = DateRange { first, last };
    let places = || after.days().filter_map(|date| timeline.place(date));
    rule.settled.is_some_and(|of| {
        let settled = timeline.truth(of).sure();
        places().any(|place| settled.contains(place))
    })
}

/// What `twinge flags --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlagReport {
    /// The flags, most urgent first.
    pub flags: Vec<Flag>,
    /// The words that end every warning.
    pub closing: String,
}

impl RuleBook {
    /// The flags of a diary, most urgent first, then latest first.
    ///
    /// All episodes of the stretch of diary are there; [`Flag::spoken`] tells those to speak of.
    pub fn flags(&self, situation: &Situation) -> Vec<Flag> {
        let matches = self.matches(situation.diary, situation.catalogue);
        self.flags_from(&matches, situation, DateRange::ALL)
    }

    /// What the rules see in a diary. Whoever asks for flags after each change keeps this, has the
    /// changed day [looked at again](Self::match_again), and then asks for [`Self::flags_from`] it.
    /// It is to be made anew when the catalogue or the rules change.
    pub fn matches(&self, diary: &Diary, catalogue: &Catalogue) -> Matches {
        Matcher::new(&self.vocabulary, catalogue).look(diary)
    }

    /// Looks again at a day of the diary that changed.
    pub fn match_again(
        &self,
        matches: &mut Matches,
        diary: &Diary,
        catalogue: &Catalogue,
        date: NaiveDate,
    ) {
        Matcher::new(&self.vocabulary, catalogue).match_again(matches, diary, date);
    }

    /// Whether the rules see the same in two days: the same patterns, the same dangerous answers, and
    /// the same warnings that were read.
    pub fn see_alike(&self, one: &Day, other: &Day, catalogue: &Catalogue) -> bool {
        let matcher = Matcher::new(&self.vocabulary, catalogue);
        let answers = |day| self.answers_told(day, catalogue);
        matcher.match_day(one) == matcher.match_day(other) && answers(one).eq(answers(other))
    }

    /// The answers of a day that are looked at one by one: dangerous ones, and which warnings were read.
    fn answers_told<'a>(
        &self,
        day: &'a Day,
        catalogue: &Catalogue,
    ) -> impl Iterator<Item = (&'a ItemId, &'a Answer)> {
        let answers = day.entries.iter().flat_map(|entry| &entry.answers);
        answers.filter(|(id, _)| {
            let warns = || catalogue.item(id.as_str()).is_some_and(|item| item.warning);
            **id == self.acknowledged || warns()
        })
    }

    /// The flags of a diary, as [`Self::flags`], from what the rules saw in it: those of which a day
    /// lies in a range.
    pub fn flags_from(
        &self,
        matches: &Matches,
        situation: &Situation,
        range: DateRange,
    ) -> Vec<Flag> {
        let timeline = Timeline::new(situation, &self.vocabulary, matches);
        let read = self.read_on(situation.diary);
        let mut flags: Vec<Flag> = self
            .rules
            .iter()
            .flat_map(|rule| self.episodes(rule, &timeline, situation, range, &read))
            .collect();
        flags.sort_by(|a, b| b.tier.cmp(&a.tier).then(b.last.cmp(&a.last)));
        flags
    }

    /// The act of reading a flag and putting it aside. It is kept with the last day of the episode.
    pub fn acknowledge(&self, flag: &Flag, diary: &Diary) -> Act {
        let kept = diary
            .day(flag.last)
            .and_then(|day| day.answer(&self.acknowledged));
        let mut codes = match kept {
            Some(Answer::Many(codes)) => codes.clone(),
            _ => BTreeSet::new(),
        };
        codes.insert(flag.acknowledgement());
        Act::one(
            Summary::WarningRead(Code::new(&flag.rule)),
            Edit::Answer {
                target: Target::Day(flag.last),
                item: self.acknowledged.clone(),
                answer: Some(Answer::Many(codes)),
            },
        )
    }

    /// What a rule is about.
    pub fn title(&self, rule: &str) -> Option<&str> {
        let known = self.rules.iter().find(|known| known.id == rule);
        known.map(|known| known.title.as_str())
    }

    /// Which warnings were read, by the day they are kept with, earliest first.
    fn read_on<'a>(&self, diary: &'a Diary) -> Vec<(NaiveDate, &'a BTreeSet<Code>)> {
        diary
            .days()
            .filter_map(|(date, day)| match day.answer(&self.acknowledged)? {
                Answer::Many(codes) => Some((date, codes)),
                _ => None,
            })
            .collect()
    }

    /// The episodes of a rule that touch a range.
    fn episodes(
        &self,
        rule: &Rule,
        timeline: &Timeline,
        situation: &Situation,
        range: DateRange,
        read: &[(NaiveDate, &BTreeSet<Code>)],
    ) -> Vec<Flag> {
        let holds = timeline.truth(rule.when);
        let flag = |run: Vec<usize>| {
            let raise = rule.raises.iter().find(|raise| {
                let raised = &timeline.truth(raise.when).may;
                run.iter().any(|day| raised.contains(*day))
            });
            let mut fitting = rule.titles.iter().filter(|titled| {
                let holds = &timeline.truth(titled.when).may;
                run.iter().any(|day| holds.contains(*day))
            });
            let title = match (fitting.next(), fitting.next()) {
                (Some(titled), None) => &titled.title,
                _ => &rule.title,
            };
            let tier = raise.map_or(rule.tier, |raise| raise.tier);
            let days: Vec<NaiveDate> = run.iter().map(|day| timeline.date(*day)).collect();
            let conditions = || std::iter::once(rule.when).chain(raise.map(|raise| raise.when));
            let mut flag = Flag {
                rule: rule.id.clone(),
                tier,
                was: tier,
                title: title.clone(),
                act: raise.map_or(&rule.act, |raise| &raise.act).clone(),
                why: rule.why.clone(),
                source: rule.source.clone(),
                learn: rule.learn.clone(),
                // A run has at least one day.
                since: days.first().copied().unwrap_or(situation.date),
                last: days.last().copied().unwrap_or(situation.date),
                may_apply: !run.iter().any(|day| holds.sure().contains(*day)),
                acknowledged: false,
                joined: vec![],
                spoken: false,
                rests_on: timeline.evidence(
                    conditions(),
                    [run.first(), run.last()].into_iter().flatten().copied(),
                ),
                signs: Sign::of(&timeline.evidence(conditions(), run), situation.catalogue),
                days,
            };
            let joined = put_aside::joined(&rule.id, tier, flag.episode(), &flag.signs, read);
            flag.acknowledged = joined.as_ref().is_some_and(Vec::is_empty);
            flag.joined = joined.unwrap_or_default();
            self.speak(&mut flag, situation.date);
            flag.spoken &= !is_settled(rule, timeline, flag.last);
            flag
        };
        let touches = |run: &Vec<usize>| {
            let mut days = run.iter().rev();
            days.any(|day| range.contains(timeline.date(*day)))
        };
        let runs = holds.may.runs(rule.episode as usize);
        runs.into_iter().filter(touches).map(flag).collect()
    }

    /// Settles whether a flag is to be spoken of on a day. One that is over is not, and asks to be
    /// told at the next visit.
    fn speak(&self, flag: &mut Flag, date: NaiveDate) {
        let recent = DateRange {
            first: shift(date, 1 - RECENT),
            last: date,
        };
        flag.spoken = !flag.acknowledged && flag.touches(recent);
        if flag.last < recent.first && flag.tier > Tier::NextVisit {
            flag.tier = Tier::NextVisit;
            flag.act = self.over.clone();
        }
    }
}
