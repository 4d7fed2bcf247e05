//! Nights out of stretches of sleep, as several devices have them side by side.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// What is so far apart is another sleep.
const APART: TimeDelta = TimeDelta::hours(3);

/// Stretches of sleep by who measured them.
#[derive(Default)]
pub(super) struct Nights {
    by_source: BTreeMap<String, Vec<(NaiveDateTime, NaiveDateTime, u64)>>,
}

impl Nights {
    pub(super) fn add(
        &mut self,
        source: &str,
        line: u64,
        start: NaiveDateTime,
        end: NaiveDateTime,
    ) {
        if start < end {
            let stretches = self.by_source.entry(source.to_owned()).or_default();
            stretches.push((start, end, line));
        }
    }

    /// The days on which sleep ended, with a line and the hours by the source that has most: what
    /// two stretches of one source share counts once.
    pub(super) fn hours(self) -> impl Iterator<Item = (NaiveDate, u64, f64)> {
        let mut days: BTreeMap<NaiveDate, (u64, TimeDelta)> = BTreeMap::new();
        for mut stretches in self.by_source.into_values() {
            stretches.sort_unstable();
            let mut of_source: BTreeMap<NaiveDate, (u64, TimeDelta)> = BTreeMap::new();
            let mut sleep: Option<(NaiveDateTime, u64, TimeDelta)> = None;
            let mut keep = |sleep: Option<(NaiveDateTime, u64, TimeDelta)>| {
                if let Some((end, line, slept)) = sleep {
                    of_source
                        .entry(end.date())
                        .or_insert((line, TimeDelta::zero()))
                        .1 += slept;
                }
            };
            for (start, end, line) in stretches {
                sleep = Some(match sleep {
                    Some((until, first, slept)) if start - until < APART => {
                        let more = (end - start.max(until)).max(TimeDelta::zero());
                        (until.max(end), first, slept + more)
                    }
                    other => {
                        keep(other);
                        (end, line, end - start)
                    }
                });
            }
            keep(sleep);
            for (date, (line, slept)) in of_source {
                let most = days.entry(date).or_insert((line, slept));
                if slept > most.1 {
                    *most = (line, slept);
                }
            }
        }
        let hours = |slept: TimeDelta| slept.num_minutes() as f64 / 60.0;
        days.into_iter()
            .map(move |(date, (line, slept))| (date, line, hours(slept)))
    }
}
