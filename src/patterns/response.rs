//! The days around an event: three before to three after, beside days like them without it.

use chrono::NaiveDate;

use super::column::{Event, GAP, Outcome, PainSince, Status};
use super::event::{STRATA, stratum};
use super::summary::Summary;
use super::table::Table;
use crate::diary::ItemId;
use crate::diary::statistics::median;

/// How many days before and after an event are shown.
pub const REACH: usize = 3;

/// One of the days around an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Around {
    /// Days after the event; negative before it, 0 on its day.
    pub offset: i8,
    /// The scores around the events; none when no day is answered.
    pub event: Option<Summary>,
    /// The scores around other days that were as bad, bleeding or not, in the proportion in which
    /// the events come; none when there are none.
    pub matched: Option<Summary>,
}

/// What was answered to "pain since?".
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    /// How often it was answered.
    pub asked: usize,
    /// How often with 1 or more.
    pub hurt: usize,
    /// The median of the worst pain when there was any, 1 to 10.
    pub worst: Option<f64>,
    /// The median time until it began, in hours.
    pub began: Option<f64>,
    /// The median time it lasted, in hours.
    pub lasted: Option<f64>,
}

/// A scale in the days around an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The event's name in files.
    pub event: String,
    /// The event in a sentence.
    pub phrase: String,
    /// The scale.
    pub item: ItemId,
    /// The days of the event, earliest first.
    pub dates: Vec<NaiveDate>,
    /// From three days before to three days after.
    pub days: Vec<Around>,
    /// What was answered about the pain since, where that is asked.
    pub since: Option<Since>,
}

/// Scores of one stratum, as sums.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    days: u32,
    sum: f64,
    squares: f64,
}

impl Sums {
    fn add(&mut self, score: i8) {
        let score = f64::from(score);
        self.days += 1;
        self.sum += score;
        self.squares += score * score;
    }
}

/// Looks at the days around an event.
pub(super) fn response(table: &Table, outcome: &Outcome, event: &Event) -> Response {
    let mut dates = Vec::new();
    // By day around the event, and stratum: without the event and with it.
    let mut around = [[[Sums::default(); 2]; STRATA]; 2 * REACH + 1];
    for (row, (status, now)) in event.days.iter().zip(&outcome.scores).enumerate() {
        if *status == Status::Yes {
            dates.push(table.dates[row]);
        }
        if *status == Status::Unknown || *now == GAP {
            continue;
        }
        let stratum = stratum(table, row, *now);
        for (offset, strata) in around.iter_mut().enumerate() {
            let then = (row + offset)
                .checked_sub(REACH)
                .and_then(|row| outcome.scores.get(row));
            if let Some(then) = then.filter(|then| **then != GAP) {
                strata[stratum][usize::from(*status == Status::Yes)].add(*then);
            }
        }
    }
    let summary = |strata: &[[Sums; 2]; STRATA], with: bool| {
        let weighted = strata.iter().map(|[without, event]| match with {
            true => (*event, 1.0),
            // Each stratum of the others counts as much as its events.
            false if without.days > 0 => {
                (*without, f64::from(event.days) / f64::from(without.days))
            }
            false => (*without, 0.0),
        });
        Summary::of_sums(weighted.map(|(sums, w)| (sums.days, w, sums.sum, sums.squares)))
    };
    Response {
        event: event.id.clone(),
        phrase: event.phrase.clone(),
        item: outcome.item.clone(),
        dates,
        days: around
            .iter()
            .zip(-(REACH as i8)..)
            .map(|(strata, offset)| Around {
                offset,
                event: summary(strata, true),
                matched: summary(strata, false),
            })
            .collect(),
        since: since(event),
    }
}

/// Counts the answers about the pain since.
fn since(event: &Event) -> Option<Since> {
    let hurt: Vec<&PainSince> = event.since.iter().filter(|of| of.worst > 0).collect();
    let middle = |of: fn(&PainSince) -> Option<f64>| {
        median(
            &mut hurt
                .iter()
                .filter_map(|since| of(since))
                .collect::<Vec<_>>(),
        )
    };
    (!event.since.is_empty()).then(|| Since {
        asked: event.since.len(),
        hurt: hurt.len(),
        worst: middle(|of| Some(of.worst.into())),
        began: middle(|of| of.began),
        lasted: middle(|of| of.lasted),
    })
}
