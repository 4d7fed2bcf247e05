//! The parts of the page, in the order a clinician asks.

use chrono::NaiveDate;

use super::{BETWEEN, Block, Part, Table, Width};
use crate::diary::profile::Contraception;
use crate::report::numbers::SEVERE;
use crate::report::{Bleeding, Middle, Named, Noted, Numbers, Report, Sex, Share};
use crate::words::figures::{fixed, plain, points};
use crate::words::{dates, profile, report as say};

/// How many of a list are told: the page is one sheet.
const MOST: usize = 5;

/// How many warning signs are told with their dates; of more it is said how many.
const SIGNS: usize = 8;

/// How many letters of a medicine's name are told: more would make its row many lines high.
const LETTERS: usize = 24;

/// On a page of more days than this, a day and a month are two of its days.
const YEAR: usize = 365;

/// How many ways a pain at a site feels are told.
const FEELS: usize = 2;

/// Every part that has something to say.
pub(super) fn all(report: &Report) -> Vec<Part<'_>> {
    let parts = [
        warnings(report),
        chart(report),
        numbers(report),
        course(report),
        places(report),
        bleeding(report),
        sex(report),
        bladder_bowel(report),
        tried(report),
        rest(report),
    ];
    parts.into_iter().flatten().collect()
}

fn part<'r>(heading: impl Into<String>, width: Width, blocks: Vec<Block<'r>>) -> Option<Part<'r>> {
    let heading = heading.into();
    (!blocks.is_empty()).then_some(Part {
        heading,
        width,
        blocks,
    })
}

/// A table without heads, where it has rows.
fn table(rows: Vec<[String; 2]>) -> Vec<Block<'static>> {
    let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
    let table = |rows| Block::Table(Table { head: vec![], rows });
    (!rows.is_empty())
        .then(|| table(rows))
        .into_iter()
        .collect()
}

fn row(label: &str, value: String) -> [String; 2] {
    [label.to_owned(), value]
}

fn share(of: Share) -> String {
    say::of(of.n, of.of)
}

fn middle(of: Option<Middle>) -> Option<String> {
    let of = of?;
    let [median, lower, upper] = [of.median, of.lower, of.upper].map(plain);
    Some(say::middle(median, lower, upper, of.n))
}

/// From the lowest to the highest, once where they are the same.
pub(in crate::report) fn reach(of: &Middle) -> String {
    match of.lowest < of.highest {
        true => say::from_lowest(plain(of.lowest), plain(of.highest)),
        false => plain(of.lowest),
    }
}

fn named(list: &[Named]) -> String {
    let told = list.iter().take(MOST);
    let told: Vec<String> = told.map(|of| say::on_days(&of.label, of.days)).collect();
    told.join(BETWEEN)
}

/// How a day of the page is told: with its year where the page has the same day of two.
fn day_of(report: &Report) -> fn(NaiveDate) -> String {
    match report.span.days > YEAR {
        true => dates::short_day_month_year,
        false => dates::short_day_month,
    }
}

fn warnings(report: &Report) -> Option<Part<'_>> {
    let of = &report.warnings;
    let day = day_of(report);
    let noted = |list: &[Noted]| {
        let told = list.iter().take(SIGNS).map(|sign| match sign.days {
            1 => say::noted_once(&sign.label, day(sign.first)),
            days => {
                let [first, last] = [sign.first, sign.last].map(day);
                say::noted_more(&sign.label, days, first, last)
            }
        });
        let more = list.len().saturating_sub(SIGNS);
        let more = (more > 0).then(|| say::more_signs(more));
        told.chain(more).collect::<Vec<_>>().join(BETWEEN)
    };
    let mut lines = Vec::new();
    if !of.warned.is_empty() {
        lines.push(Block::Line(say::warned(noted(&of.warned))));
    }
    if !of.noted.is_empty() {
        lines.push(Block::Line(say::noted(noted(&of.noted))));
    }
    if !of.answered_no.is_empty() {
        let signs = of.answered_no.join(BETWEEN);
        lines.push(Block::Line(say::answered_no(signs)));
    }
    part(say::warnings(), Width::Boxed, lines)
}

fn chart(report: &Report) -> Option<Part<'_>> {
    let recorded = report.chart.recorded();
    let blocks = match recorded {
        0 => vec![],
        _ => vec![Block::Daily(&report.chart)],
    };
    let drawn = report.chart.days.len();
    let heading = match drawn < report.span.days {
        true => say::worst_pain_last(drawn),
        false => say::worst_pain().to_owned(),
    };
    part(heading, Width::Full, blocks)
}

/// What the chart shows, in a sentence.
pub(in crate::report) fn chart_told(report: &super::Chart) -> String {
    let severe = report.days.iter().filter_map(|day| day.pain);
    let severe = severe.filter(|pain| *pain >= SEVERE).count();
    say::chart_told(report.days.len(), report.recorded(), severe)
}

/// The rows of the numbers; a cell that has nothing is none.
fn number_rows(of: &Numbers, day: fn(NaiveDate) -> String) -> [(&'static str, Option<String>); 6] {
    let peg = of
        .peg
        .map(|peg| say::peg_value(points(peg.score), day(peg.date)));
    let some = |share: Share| (share.of > 0).then(|| self::share(share));
    [
        (say::with_pain(), some(of.with_pain)),
        (say::severe(), some(of.severe)),
        (say::worst(), middle(of.worst)),
        (say::held_back(), middle(of.held_back)),
        (say::peg(), peg),
        (say::nights(), of.nights.map(share)),
    ]
}

fn numbers(report: &Report) -> Option<Part<'_>> {
    let days = report.span.days;
    let day = day_of(report);
    let now = number_rows(&report.pain, day);
    let before = report.pain_before.as_ref().map(|of| number_rows(of, day));
    let mut rows = Vec::new();
    for (at, (label, value)) in now.into_iter().enumerate() {
        let was = before.as_ref().map(|rows| rows[at].1.clone());
        if value.is_none() && was.clone().flatten().is_none() {
            continue;
        }
        let told = |value: Option<String>| value.unwrap_or_else(|| say::none().to_owned());
        let mut row = vec![label.to_owned(), told(value)];
        row.extend(was.map(told));
        rows.push(row);
    }
    let mut head = vec![String::new(), say::these_days(days)];
    head.extend(before.map(|_| say::days_before(days)));
    let blocks = match rows.is_empty() {
        true => vec![],
        false => vec![Block::Table(Table { head, rows })],
    };
    part(say::numbers(), Width::Half, blocks)
}

fn course(report: &Report) -> Option<Part<'_>> {
    let of = &report.course;
    if of.points.len() < 2 {
        return None;
    }
    let mut blocks = vec![Block::Course(of)];
    for found in &of.found {
        let [low, high] = [found.low, found.high].map(points);
        let size = points(found.difference.abs());
        let higher = found.difference > 0.0;
        let told = say::found(size, higher, &found.when, low, high, found.same, found.of);
        blocks.push(Block::Line(told));
    }
    if of.found.is_empty() && of.cycles > 0 {
        blocks.push(Block::Line(say::too_few().to_owned()));
    }
    let heading = match of.cycles {
        0 => say::by_week().to_owned(),
        cycles => say::by_cycle_day(cycles),
    };
    part(heading, Width::Half, blocks)
}

fn places(report: &Report) -> Option<Part<'_>> {
    let of = &report.places;
    let mut blocks = Vec::new();
    if !of.sites.is_empty() {
        let head = [say::site(), say::days(), say::feels()].map(str::to_owned);
        let rows = of.sites.iter().take(MOST).map(|site| {
            let feels = &site.feels[..site.feels.len().min(FEELS)];
            vec![site.label.clone(), site.days.to_string(), named(feels)]
        });
        let table = Table {
            head: head.into(),
            rows: rows.collect(),
        };
        blocks.push(Block::Table(table.without_empty_columns()));
        blocks.push(Block::Line(say::sites_of(of.days)));
        blocks.push(Block::Sites(&of.sites));
    }
    let lines = [
        (!of.worse.is_empty()).then(|| say::worse(named(&of.worse))),
        (!of.better.is_empty()).then(|| say::better(named(&of.better))),
        (!of.spread.is_empty()).then(|| say::spread(named(&of.spread))),
    ];
    blocks.extend(lines.into_iter().flatten().map(Block::Line));
    part(say::places(), Width::Half, blocks)
}

fn bleeding(report: &Report) -> Option<Part<'_>> {
    let of = report.bleeding.as_ref()?;
    let mut rows = Vec::new();
    if let Some(date) = of.last_period {
        rows.push(row(say::last_period(), dates::day_month_year(date)));
    }
    rows.extend(lengths(of));
    if of.answered > 0 {
        let days = |n| say::days_of(n, of.answered);
        rows.push(row(say::heavy(), days(of.heavy_days)));
        rows.push(row(say::spotting(), days(of.spotting_days)));
    }
    if let Some(pads) = of.full_pads {
        rows.push(row(say::full_pads(), plain(pads)));
    }
    if let Some((clots, days)) = of.large_clots {
        rows.push(row(say::clots(), say::clots_value(plain(clots), days)));
    }
    if of.past_menopause {
        rows.push(row(say::menopause(), say::menopause_past().to_owned()));
    }
    if let Some(told) = contraception(of.contraception_told) {
        rows.push(row(say::contraception_told(), told.to_owned()));
    }
    if !of.contraception.is_empty() {
        rows.push(row(say::contraception(), named(&of.contraception)));
    }
    if let Some((date, result)) = &of.pregnancy_test {
        let told = say::test_value(result, day_of(report)(*date));
        rows.push(row(say::pregnancy_test(), told));
    }
    part(say::bleeding(), Width::Half, table(rows))
}

/// What a contraception is called; none when nothing is told of it.
fn contraception(of: Contraception) -> Option<&'static str> {
    Some(match of {
        Contraception::None => profile::contraception_none(),
        Contraception::Combined => profile::contraception_combined(),
        Contraception::Minipill => profile::contraception_minipill(),
        Contraception::ImplantOrInjection => profile::contraception_implant_or_injection(),
        Contraception::HormonalCoil => profile::contraception_hormonal_coil(),
        Contraception::CopperCoil => profile::contraception_copper_coil(),
        Contraception::Unknown => return None,
    })
}

/// How often periods come, how evenly, and for how long.
fn lengths(of: &Bleeding) -> Vec<[String; 2]> {
    let mut rows = Vec::new();
    if let Some(lengths) = of.frequency {
        let told = say::frequency_value(reach(&lengths), lengths.n);
        rows.push(row(say::frequency(), told));
        if lengths.n > 1 {
            let apart = plain(lengths.highest - lengths.lowest);
            let told = say::regularity_value(apart, lengths.n);
            rows.push(row(say::regularity(), told));
        }
    }
    if let Some(days) = of.duration {
        let told = say::duration_value(reach(&days), days.n);
        rows.push(row(say::duration(), told));
    }
    rows
}

fn sex(report: &Report) -> Option<Part<'_>> {
    let of: &Sex = report.sex.as_ref()?;
    let mut rows = Vec::new();
    for (label, pain) in [
        (say::pain_during(), of.during),
        (say::pain_after(), of.after),
        (say::pain_after_orgasm(), of.after_orgasm),
    ] {
        let Some(pain) = pain else { continue };
        let Share { n, of } = pain.times;
        let told = match pain.strength {
            Some(strength) => say::pain_strength(n, of, plain(strength.median)),
            None => say::pain_times(n, of),
        };
        rows.push(row(label, told));
    }
    for (label, hours) in [(say::began(), of.began), (say::lasted(), of.lasted)] {
        rows.extend(middle(hours).map(|told| row(label, told)));
    }
    let signs = of.signs.iter();
    rows.extend(signs.map(|(label, times)| row(label, share(*times))));
    part(say::sex(of.times), Width::Half, table(rows))
}

fn bladder_bowel(report: &Report) -> Option<Part<'_>> {
    let rows = report.bladder_bowel.iter().map(|sign| {
        let days = say::days_of(sign.days.n, sign.days.of);
        let told = match sign.first_days {
            Some(first) => say::on_first_days(days, first),
            None => days,
        };
        row(&sign.label, told)
    });
    part(say::bladder_bowel(), Width::Half, table(rows.collect()))
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

fn tried(report: &Report) -> Option<Part<'_>> {
    let of = &report.tried;
    let mut blocks = Vec::new();
    if !of.measures.is_empty() {
        let heads = [
            say::measure(),
            say::times(),
            say::before_after(),
            say::minutes(),
        ];
        let rows = of.measures.iter().take(MOST).map(|measure| {
            let record = &measure.record;
            let change = record
                .before
                .zip(record.after)
                .map(|(before, after)| say::from_to(plain(before), plain(after), record.rated));
            let minutes = measure
                .minutes
                .map(|of| say::value_n(plain(of.median), of.n));
            vec![
                shortened(&measure.label),
                say::times_on_days(record.uses, measure.days),
                change.unwrap_or_default(),
                minutes.unwrap_or_default(),
            ]
        });
        blocks.push(Block::Table(Table {
            head: heads.map(str::to_owned).into(),
            rows: rows.collect(),
        }));
    }
    if !of.medicine_days.is_empty() {
        let months = of.medicine_days.iter();
        let months = months.map(|(month, days)| say::month_days(dates::short_month(*month), *days));
        let months: Vec<String> = months.collect();
        blocks.push(Block::Line(say::medicine_days(months.join(BETWEEN))));
    }
    part(say::tried(), Width::Half, blocks)
}

fn rest(report: &Report) -> Option<Part<'_>> {
    let rows = report.rest.iter().map(|of| {
        let unit = match of.unit {
            "" => String::new(),
            unit => format!(" {unit}"),
        };
        let told = say::rest_value(plain(of.values.median), unit, of.values.n);
        row(&of.label, told)
    });
    part(say::rest(), Width::Half, table(rows.collect()))
}

/// Every day, behind the page.
pub(super) fn days(report: &Report) -> Part<'_> {
    let head = [
        say::date(),
        say::cycle_day(),
        say::pain(),
        say::places(),
        say::bleeding(),
        say::tried(),
        say::notes(),
    ];
    let rows = report.days.iter().map(|day| {
        vec![
            dates::short_day_month_year(day.date),
            day.cycle_day
                .map_or_else(String::new, |day| day.to_string()),
            day.pain.map_or_else(String::new, |pain| fixed(pain, 0)),
            day.sites.join(", "),
            day.bleeding.clone().unwrap_or_default(),
            day.tried.join(", "),
            day.notes.join(" / "),
        ]
    });
    let table = Table {
        head: head.map(str::to_owned).into(),
        rows: rows.collect(),
    };
    Part {
        heading: say::every_day().to_owned(),
        width: Width::Full,
        blocks: vec![Block::Table(table.without_empty_columns())],
    }
}
