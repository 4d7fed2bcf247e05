//! The values, recomputed by hand.

use twinge::diary::Withheld;
use twinge::report::{Share, text};

use crate::made::{Person, back, date, man, week};

#[test]
fn a_page_of_twelve_weeks_is_what_was_noted() {
    let page = back().page();
    // Of days 0 to 83 the eight that end in 9 are not recorded: 9, 19, … 79.
    assert_eq!((page.span.days, page.span.recorded), (84, 76));
    assert_eq!(page.span.before_recorded, 0);
    assert!(page.pain_before.is_none());
    // Severe are the first two days of three cycles but day 29.
    assert_eq!(page.pain.severe, Share { n: 5, of: 76 });
    assert_eq!(page.pain.with_pain, Share { n: 76, of: 76 });
    let worst = page.pain.worst.unwrap();
    assert_eq!((worst.median, worst.lower, worst.upper), (2.0, 2.0, 2.0));
    assert_eq!((worst.n, worst.lowest, worst.highest), (76, 2.0, 8.0));
    // Three cycles: 8 on day 1 of each; day 2 is recorded in two of them.
    assert_eq!(page.course.cycles, 3);
    let first = &page.course.points[..2];
    let told = first.iter().map(|of| (of.at, of.pain.median, of.pain.n));
    assert_eq!(told.collect::<Vec<_>>(), [(1, 8.0, 3), (2, 7.0, 2)]);
    let bleeding = page.bleeding.unwrap();
    assert_eq!(bleeding.last_period, Some(date(56)));
    let lengths = bleeding.frequency.unwrap();
    assert_eq!(
        (lengths.n, lengths.lowest, lengths.highest),
        (2, 28.0, 28.0)
    );
    assert_eq!(bleeding.heavy_days, 5);
    let sex = page.sex.unwrap();
    assert_eq!(sex.times, 2);
    assert_eq!(sex.after.unwrap().times, Share { n: 1, of: 2 });
    assert_eq!(sex.after.unwrap().strength.unwrap().median, 4.0);
    let poo = &page.bladder_bowel[0];
    assert_eq!(poo.days, Share { n: 5, of: 76 });
    assert_eq!(poo.first_days, Some(5));
    let medicine = &page.tried.measures[0];
    assert_eq!(medicine.label, "Ibuprofen 400 mg");
    let record = &medicine.record;
    assert_eq!(
        (record.uses, record.before, record.after),
        (3, Some(7.0), Some(3.0))
    );
    // Days 0, 28 and 56 from 5 January: 5 January, 2 February, 2 March.
    let months = page.tried.medicine_days.iter().map(|(_, days)| *days);
    assert_eq!(months.collect::<Vec<_>>(), [1, 1, 1]);
}

#[test]
fn a_sign_nobody_was_asked_about_is_not_told() {
    let warnings = back().page().warnings;
    let noted = warnings
        .noted
        .iter()
        .map(|sign| (sign.label.as_str(), sign.days));
    let noted: Vec<_> = noted.collect();
    assert_eq!(noted.len(), 2, "{noted:?}");
    assert_eq!(warnings.answered_no.len(), 1, "{:?}", warnings.answered_no);
    assert!(week().page().warnings.is_empty());
}

#[test]
fn a_span_is_compared_with_as_many_days_before() {
    let page = man().page();
    assert_eq!(
        (page.span.before_first, page.span.before_last),
        (date(0), date(27))
    );
    // Every seventh day is worse: four of 28, in both.
    let (now, before) = (page.pain, page.pain_before.unwrap());
    assert_eq!(now, before);
    assert_eq!(now.worst.unwrap().highest, 6.0);
    assert!(page.bleeding.is_none());
    // Four times in the span; ejaculation hurt on days 28 and 42.
    let sex = page.sex.unwrap();
    assert_eq!(sex.after_orgasm.unwrap().times, Share { n: 4, of: 4 });
    let signs = sex.signs.iter().map(|(_, share)| *share);
    assert_eq!(signs.collect::<Vec<_>>(), [Share { n: 2, of: 4 }]);
    // By week, as there is no cycle: four weeks, each 6 and six times 1.
    assert_eq!((page.course.cycles, page.course.points.len()), (0, 4));
}

#[test]
fn a_week_says_that_it_is_little_and_nothing_is_no_page() {
    let page = week().page();
    assert!(page.span.is_little());
    assert_eq!(page.pain.with_pain, Share { n: 5, of: 7 });
    // 0 0 2 3 3 4 7
    let worst = page.pain.worst.unwrap();
    assert_eq!((worst.median, worst.lower, worst.upper), (3.0, 1.0, 3.5));
    let mut nobody = week();
    nobody.entries.clear();
    assert!(nobody.page_if_any().is_none());
}

#[test]
fn what_was_noted_to_ask_stands_with_why_one_comes() {
    let mut of = week();
    for day in 78..82 {
        of.parsed(day, "to-ask", &format!("Question {day}"));
    }
    of.options.questions = vec!["Is it the disc?".into()];
    let asked = |of: &Person| {
        let to_ask = of.page().to_ask;
        let latest = to_ask.latest.into_iter();
        let latest: Vec<_> = latest.map(|of| (of.date, of.words)).collect();
        (latest, to_ask.more)
    };
    let two = [80, 81].map(|day| (date(day), format!("Question {day}")));
    assert_eq!(asked(&of), (two.to_vec(), 2));
    let told = text(&of.page());
    for words in [
        "To ask: Question 81 (noted ",
        "2 more questions are in the diary.",
    ] {
        assert!(told.contains(words), "{told}");
    }
    of.options.without = vec![Withheld::Words];
    assert_eq!(asked(&of), (vec![], 0));
}
