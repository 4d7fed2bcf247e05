//! Which events ask much the same: an orgasm is in an intimacy, heavy lifting is lifting.

use super::column::{Event, Status};
use super::verdict::LEAST_EVENTS;

/// The share of its days from which on an event lies within another.
const WITHIN: f64 = 0.8;

/// The share of all days from which on an event is too common for others to lie within it.
const COMMON: f64 = 0.5;

/// Events with their kin, in the order of the first of each: those that belong together by what they
/// are, and those of which one hardly ever happened without the other.
pub(super) fn kin(events: &[Event]) -> Vec<Vec<&Event>> {
    let days: Vec<Days> = events.iter().map(Days::of).collect();
    // Each belongs with the first of its kin.
    let mut first: Vec<usize> = (0..events.len()).collect();
    for at in 1..events.len() {
        for before in 0..at {
            let kin = events[before].kin == events[at].kin
                || days[before].lies_within(&days[at])
                || days[at].lies_within(&days[before]);
            if kin {
                let (one, other) = (first[before], first[at]);
                first
                    .iter_mut()
                    .filter(|of| **of == one.max(other))
                    .for_each(|of| *of = one.min(other));
            }
        }
    }
    let firsts = (0..events.len()).filter(|at| first[*at] == *at);
    let family = |head: usize| {
        let own = events
            .iter()
            .zip(&first)
            .filter(move |(_, of)| **of == head);
        own.map(|(event, _)| event).collect()
    };
    firsts.map(family).collect()
}

/// The days of an event, a bit each.
struct Days {
    bits: Vec<u64>,
    yes: u32,
    of: usize,
}

impl Days {
    fn of(event: &Event) -> Self {
        let bits: Vec<u64> = event
            .days
            .chunks(64)
            .map(|days| {
                let yes =
                    |bits, (at, day): (usize, &Status)| bits | u64::from(*day == Status::Yes) << at;
                days.iter().enumerate().fold(0, yes)
            })
            .collect();
        Self {
            yes: bits.iter().map(|bits| bits.count_ones()).sum(),
            bits,
            of: event.days.len(),
        }
    }

    fn lies_within(&self, other: &Self) -> bool {
        if (self.yes as usize) < LEAST_EVENTS || f64::from(other.yes) > COMMON * other.of as f64 {
            return false;
        }
        let both = self.bits.iter().zip(&other.bits);
        let both: u32 = both.map(|(a, b)| (a & b).count_ones()).sum();
        f64::from(both) >= WITHIN * f64::from(self.yes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str, kin: &str, happened: impl Fn(usize) -> bool) -> Event {
        let status = |day| match happened(day) {
            true => Status::Yes,
            false => Status::No,
        };
        Event {
            id: id.into(),
            phrase: String::new(),
            item: None,
            kin: kin.into(),
            timed: true,
            days: (0..300).map(status).collect(),
            since: Vec::new(),
        }
    }

    fn families(events: &[Event]) -> Vec<Vec<&str>> {
        kin(events)
            .iter()
            .map(|family| family.iter().map(|event| event.id.as_str()).collect())
            .collect()
    }

    #[test]
    fn what_lies_within_another_is_kin() {
        let events = [
            event("intimacy", "intimacy", |day| day % 6 == 0),
            event("travel", "travel", |day| day % 7 == 3),
            event("orgasm", "intimacy", |day| day % 30 == 0),
            event("warm-up", "warm-up", |day| day % 12 == 0),
            // Too common to say anything, and too rare.
            event("coffee", "coffee", |day| day % 5 != 0),
            event("fall", "fall", |day| day == 3),
        ];
        assert_eq!(
            families(&events),
            [
                vec!["intimacy", "orgasm", "warm-up"],
                vec!["travel"],
                vec!["coffee"],
                vec!["fall"]
            ]
        );
    }

    #[test]
    fn kin_of_kin_are_kin() {
        let events = [
            event("a", "a", |day| day % 40 == 0),
            event("b", "b", |day| day % 20 == 10),
            event("both", "both", |day| day % 10 == 0),
        ];
        assert_eq!(families(&events), [vec!["a", "b", "both"]]);
        assert!(families(&[]).is_empty());
    }
}
