//! What the page is made of, read out of a diary's file.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::{Options, Report, Sources, span};
use crate::cycle::Cycles;
use crate::diary::DateRange;
use crate::guide::RuleBook;
use crate::insight::{self, CycleInsight, Guide};
use crate::patterns;
use crate::repository::{Repository, RepositoryError};

/// The page is of so many days at least: what NICE NG73 asks to keep a diary of pain and symptoms for.
const USUAL: u64 = 84;

/// And of so many cycles.
const CYCLES: usize = 3;

/// The days the page is of when nothing is said: twelve weeks or three cycles, whichever is longer,
/// but none before the first that is `recorded`.
pub fn usual_span(
    cycles: Option<&Cycles>,
    recorded: Option<DateRange>,
    last: NaiveDate,
) -> DateRange {
    let weeks = DateRange::ending(last, USUAL);
    let cycles = cycles.map_or(&[][..], Cycles::cycles).iter().rev();
    let whole = cycles.filter(|cycle| {
        let complete = cycle.next_start.is_some_and(|next| next <= last);
        complete && cycle.excluded.is_none()
    });
    let cycle = whole.take(CYCLES).last().map(|cycle| cycle.start());
    let usual = cycle.map_or(weeks.first, |start| start.min(weeks.first));
    let begun = recorded.map_or(usual, |recorded| recorded.first);
    DateRange::new(usual.max(begun).min(last), last)
}

/// The page of a diary as it is known on a day; `None` when nothing is recorded in its span.
///
/// # Errors
/// [`RepositoryError`] when the diary cannot be read.
pub fn gather(
    repository: &Repository,
    rules: RuleBook,
    cycles: Option<&CycleInsight>,
    options: &Options,
    today: NaiveDate,
) -> Result<Option<Report>, RepositoryError> {
    let span = options.span;
    let guide = Guide::over(repository, rules, span, today)?;
    let watched = guide.watch(repository, span)?;
    let flags = guide.flags(repository, &watched);
    let asked = patterns::Options {
        from: None,
        to: Some(span.last),
        item: None,
        as_of: today,
    };
    // Nobody calls it off.
    let page = insight::patterns(repository, &asked, cycles, &|_| ControlFlow::Continue(()))?.ok();
    let diary = repository.read(span::before(span).hull(span))?;
    let sources = Sources {
        diary: &diary,
        catalogue: repository.catalogue(),
        profile: repository.profile(),
        cycles: cycles.map(|of| &of.cycles),
        flags: &flags,
        patterns: page.as_ref(),
    };
    Ok(Report::of(&sources, options))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_page_begins_no_earlier_than_the_diary() {
        let last = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
        for (recorded, days) in [(3650, 84), (84, 84), (7, 7), (1, 1)] {
            let recorded = DateRange::ending(last, recorded);
            let span = usual_span(None, Some(recorded), last);
            assert_eq!((span.last, span.len()), (last, days));
        }
        assert_eq!(usual_span(None, None, last).len(), 84);
        // Asked for days before the diary, the page is of one, on which nothing is recorded.
        let later = DateRange::day(last.succ_opt().unwrap());
        assert_eq!(usual_span(None, Some(later), last).len(), 1);
    }
}
