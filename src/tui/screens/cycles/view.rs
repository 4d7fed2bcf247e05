//! The view of cycles: from what is known of them to what its panes draw.

use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::cycle::{
    Certainty, Cycle, Cycles, LONGEST_CYCLE, Rule, Signs, TemperatureShift, cervix, mucus,
};
use crate::diary::profile::Bleeds;
use crate::diary::{DateRange, Item, Quantity, SecondSign};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::arrangement::Arrangement;
use crate::tui::marks::{OVULATION_CONFIRMED, OVULATION_ESTIMATED};
use crate::tui::model::Model;
use crate::tui::screens::chart::pane::value_words;
use crate::tui::screens::cycles::list::{AboutView, CycleRow, CyclesView};
use crate::tui::screens::cycles::overlay::{Laid, OverlayView, medians};
use crate::tui::screens::cycles::state::Overlay;
use crate::tui::screens::cycles::temperature::{Role as ReadingRole, SignDay, TemperatureView};
use crate::words::cycle as words;
use crate::words::dates::{self, short_day_month as day_month};
use crate::words::figures;
use crate::words::screens::cycles as say;

/// A running cycle has room for a usual one.
const USUAL: i64 = 28;

/// Draws what the arrangement has of it, and says where each cycle of the list stands.
pub fn draw(
    model: &Model,
    arrangement: &Arrangement,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, NaiveDate)> {
    let places = arrangement
        .cycles
        .map(|area| list(model, area, buf, appearance));
    if let Some(area) = arrangement.about_cycle {
        about(model, area, buf, appearance);
    }
    if let Some(area) = arrangement.temperature {
        temperature(model, area, buf, appearance);
    }
    if let Some(area) = arrangement.overlay {
        overlay(model, area, buf, appearance);
    }
    places.unwrap_or_default()
}

fn list(
    model: &Model,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, NaiveDate)> {
    let fertility = model.profile.tells_fertility();
    let cycles = model.cycles();
    let all = cycles.map_or(&[][..], Cycles::cycles);
    let chosen = model.chosen_cycle().map(Cycle::start);
    // The latest stands first.
    let view = CyclesView {
        chosen: all.iter().rev().position(|of| Some(of.start()) == chosen),
        count: all.len(),
        row: &|at| row(&all[all.len() - 1 - at], model),
        fertility,
        bleeds: cycles.is_some_and(|of| of.steering().is_some()),
        nothing: match cycles {
            Some(of) => of.steering().map_or(say::not_enough(), words::steered),
            None => say::working(),
        },
        focused: model.layers.is_empty(),
    };
    view.draw(area, buf, appearance)
}

fn row(cycle: &Cycle, model: &Model) -> CycleRow {
    let fertility = model.profile.tells_fertility();
    let days = |days: Option<i64>| days.map_or(String::new(), words::length_days);
    let ovulation = cycle.ovulation.as_ref().map_or(String::new(), |ovulation| {
        let mark = match ovulation.certainty {
            Certainty::Confirmed => OVULATION_CONFIRMED.glyph,
            Certainty::Estimated => OVULATION_ESTIMATED.glyph,
            Certainty::Conflicting => return "?".into(),
        };
        format!("{mark}{}", cycle.day(ovulation.best()))
    });
    let mut remarks = words::notes(cycle, false);
    if fertility {
        let further = words::notes(cycle, true).split_off(remarks.len());
        let told = words::ovulation_day(cycle);
        remarks.extend(further.into_iter().filter(|note| *note != told));
        remarks.insert(usize::from(cycle.excluded.is_some()), told);
    }
    CycleRow {
        start: cycle.start(),
        length: words::length(cycle, model.today()),
        period: days(Some(cycle.menses_days.into())),
        ovulation,
        luteal: days(words::luteal(cycle)),
        remarks: remarks.join("; "),
        counts: cycle.excluded.is_none(),
    }
}

/// The chosen cycle in words.
fn about(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let Some(cycle) = model.chosen_cycle() else {
        let view = AboutView {
            title: match model.cycles() {
                Some(_) => say::not_begun(),
                None => say::not_known_yet(),
            },
            aside: "",
            lines: &[],
        };
        return view.draw(area, buf, appearance);
    };
    let mut lines: Vec<(&'static str, String, Meaning)> = Vec::new();
    let mut tell = |name, words, meaning| lines.push((name, words, meaning));
    let began = words::start_reason(cycle.first.reason);
    tell(say::begun_by(), began, Meaning::Text);
    for note in words::notes(cycle, false) {
        tell(say::remark(), note, Meaning::Warning);
    }
    let fertility = model.profile.tells_fertility();
    if fertility {
        let conflicting =
            cycle.ovulation.as_ref().map(|o| o.certainty) == Some(Certainty::Conflicting);
        let meaning = match conflicting {
            true => Meaning::Warning,
            false => Meaning::Text,
        };
        tell(say::ovulation(), words::ovulation(cycle), meaning);
        let further = words::notes(cycle, true).split_off(words::notes(cycle, false).len());
        for note in further
            .into_iter()
            .filter(|note| *note != words::ovulation(cycle))
        {
            tell("", note, Meaning::Muted);
        }
        if let Some(shift) = &cycle.temperature {
            tell(say::temperature(), rise(shift, model), Meaning::Text);
        }
        let (name, sign) = match model.profile.second_sign {
            SecondSign::Mucus => (say::mucus(), cycle.mucus),
            SecondSign::Cervix => (say::cervix(), cycle.cervix),
        };
        if let Some(peak) = sign {
            let (date, complete) = (day_month(peak.date), day_month(peak.completed_on));
            tell(name, say::peak(date, complete), Meaning::Text);
        }
        if let Some(from) = cycle.infertile_after_from {
            let complete = say::signs_complete(day_month(from));
            tell(say::double_check(), complete, Meaning::Text);
        }
        if let Some(days) = cycle.infertile_before {
            tell(say::before(), pre_ovulatory(days), Meaning::Text);
        }
    }
    let title = say::from_date(dates::day_month_year(cycle.start()));
    let length = words::length(cycle, model.today());
    let length = match cycle.length() {
        Some(days) => say::length_in_days(days),
        None => length,
    };
    if let Some(steering) = model.cycles().and_then(Cycles::steering) {
        tell(
            say::remark(),
            words::steered(steering).into(),
            Meaning::Text,
        );
    }
    let aside = match words::luteal(cycle).filter(|_| fertility) {
        _ if cycle.bleeds != Bleeds::Periods => say::lengths_bled(length, cycle.menses_days),
        Some(luteal) => say::lengths_luteal(length, cycle.menses_days, luteal),
        None => say::lengths(length, cycle.menses_days),
    };
    let view = AboutView {
        title: &title,
        aside: &aside,
        lines: &lines,
    };
    view.draw(area, buf, appearance);
}

fn pre_ovulatory(days: DateRange) -> String {
    let (first, last) = (day_month(days.first), day_month(days.last));
    match days.len() {
        1 => say::pre_ovulatory_day(first),
        _ => say::pre_ovulatory(first, last),
    }
}

fn rise(shift: &TemperatureShift, model: &Model) -> String {
    let rule = match shift.rule {
        Rule::Regular => say::RiseRule::Regular,
        Rule::FirstException => say::RiseRule::FourHigh,
        Rule::SecondException => say::RiseRule::OneLow,
    };
    let cover = Quantity::from_milli(i64::from(shift.cover_line) * 10);
    say::rise(
        day_month(shift.first_high),
        day_month(shift.completed_on),
        rule,
        model.profile.temperature.show(cover),
    )
}

/// The last day that is drawn of a cycle, counted from 1.
fn last_day(cycle: &Cycle, model: &Model) -> i64 {
    let last = match cycle.last() {
        Some(last) => cycle.day(last),
        None => cycle.day(model.today()).max(USUAL),
    };
    last.clamp(1, LONGEST_CYCLE)
}

/// The cycle day of the cursor, while it lies among those drawn.
fn cursor_day(cycle: &Cycle, model: &Model) -> Option<i64> {
    let day = cycle.day(model.cursor);
    (1..=last_day(cycle, model)).contains(&day).then_some(day)
}

fn date_of(cycle: &Cycle, day: i64) -> Option<NaiveDate> {
    cycle
        .start()
        .checked_add_days(Days::new(u64::try_from(day - 1).ok()?))
}

fn temperature(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let (Some(insight), Some(cycle)) = (model.cycle.as_deref(), model.chosen_cycle()) else {
        return empty(say::temperature(), area, buf, appearance);
    };
    let last = last_day(cycle, model);
    let days = (1..=last).filter_map(|day| date_of(cycle, day));
    let days: Vec<SignDay> = days
        .map(|date| signs(cycle, date, &insight.signs))
        .collect();
    let cursor = cursor_day(cycle, model);
    let told = cursor.map_or(String::new(), |day| day_words(model, day, &insight.signs));
    let view = TemperatureView {
        days: &days,
        cover_line: cycle
            .temperature
            .map(|shift| f64::from(shift.cover_line) / 100.0),
        confirmed: cycle.ovulation.as_ref().is_some_and(|o| o.is_confirmed()),
        cursor,
        unit: model.profile.temperature,
        words: &told,
        foot: "",
    };
    view.draw(area, buf, appearance);
}

/// An empty frame, while there is nothing to draw.
fn empty(title: &str, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let view = AboutView {
        title,
        aside: "",
        lines: &[],
    };
    view.draw(area, buf, appearance);
}

fn signs(cycle: &Cycle, date: NaiveDate, signs: &Signs) -> SignDay {
    let day = signs.at(date);
    let reading = day.and_then(|day| {
        let temperature = day.temperature?;
        let role = match &cycle.temperature {
            _ if day.basal().is_none() => ReadingRole::LeftOut,
            Some(shift) if shift.lows.contains(&date) => ReadingRole::Low,
            Some(shift) => match (1..).zip(shift.numbered()).find(|(_, high)| *high == date) {
                Some((number, _)) => ReadingRole::High(number),
                None => ReadingRole::Plain,
            },
            None => ReadingRole::Plain,
        };
        Some((f64::from(temperature.rounded()) / 100.0, role))
    });
    SignDay {
        reading,
        bleeding: day.and_then(|day| day.menstrual()),
        mucus: day.and_then(mucus),
        cervix: day.and_then(cervix),
        lh: day.and_then(|day| day.lh),
        ovulation: cycle.ovulation.as_ref().map_or(0.0, |o| o.days.at(date)),
    }
}

/// The cursor day in words, below the temperatures.
fn day_words(model: &Model, day: i64, signs: &Signs) -> String {
    let date = dates::short_weekday_day_month(model.cursor);
    let signs = signs.at(model.cursor);
    let temperature = signs.and_then(|signs| signs.temperature);
    let celsius = temperature.and_then(|t| Quantity::from_f64(t.celsius()));
    let shown = celsius.map(|celsius| model.profile.temperature.show(celsius));
    let told = match (shown, signs.and_then(words::set_aside)) {
        (None, _) => say::on_cycle_day(date, day),
        (Some(shown), Some(why)) => say::on_cycle_day_left_out(date, day, shown, why),
        (Some(shown), None) => say::on_cycle_day_measured(date, day, shown),
    };
    match signs.and_then(mucus) {
        Some(quality) => say::mucus_of_quality(told, quality),
        None => told,
    }
}

fn overlay(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let item = model.catalogue.item(model.overlay.item.as_str());
    let (Some(cycles), Some(chosen), Some(item)) = (model.cycles(), model.chosen_cycle(), item)
    else {
        return empty(say::overlay(), area, buf, appearance);
    };
    let from_ovulation = model.overlay.by_ovulation;
    let laid = Overlay::cycles(cycles, model.cursor).iter();
    let laid: Vec<(&Cycle, i64)> = laid
        .filter(|cycle| cycle.excluded.is_none() || cycle.start() == chosen.start())
        .filter_map(|cycle| Some((cycle, first_day(cycle, from_ovulation)?)))
        .collect();
    let shifted = laid.iter().map(|(cycle, from)| Laid {
        values: values(model, cycle, *from),
        counts: cycle.excluded.is_none(),
        chosen: cycle.start() == chosen.start(),
    });
    let shifted: Vec<Laid> = shifted.collect();
    let first = laid.iter().map(|(_, from)| *from).min().unwrap_or(1);
    let lasts = laid
        .iter()
        .map(|(cycle, from)| from + last_day(cycle, model) - 1);
    let last = lasts.max().unwrap_or(USUAL);
    let cursor = first_day(chosen, from_ovulation)
        .zip(cursor_day(chosen, model))
        .map(|(from, day)| from + day - 1);
    let words = cursor.map_or(String::new(), |day| {
        cursor_words(model, item, day, &shifted)
    });
    let view = OverlayView {
        cycles: &shifted,
        item,
        catalogue: &model.catalogue,
        unit: model.profile.temperature,
        from_ovulation,
        days: (first, last),
        cursor,
        words: &words,
        foot: "",
    };
    view.draw(area, buf, appearance);
}

/// Where the first day of a cycle stands: on 1, or so many days before ovulation, if that is known.
fn first_day(cycle: &Cycle, from_ovulation: bool) -> Option<i64> {
    if !from_ovulation {
        return Some(1);
    }
    let known = |o: &&crate::cycle::Ovulation| o.certainty != Certainty::Conflicting;
    let ovulation = cycle.ovulation.as_ref().filter(known)?;
    Some(1 - cycle.day(ovulation.best()))
}

fn values(model: &Model, cycle: &Cycle, from: i64) -> Vec<(i64, f64)> {
    let days = (1..=last_day(cycle, model)).filter_map(|day| {
        let value = model.overlay.series.at(date_of(cycle, day)?)?;
        Some((from + day - 1, value))
    });
    days.collect()
}

/// The cursor day in words, below the cycles.
fn cursor_words(model: &Model, item: &Item, day: i64, cycles: &[Laid]) -> String {
    let tell = |value| value_words(item, &model.catalogue, model.profile.temperature, value);
    let named = match (model.overlay.by_ovulation, day) {
        (false, day) => say::day_number(day),
        (true, 0) => say::day_of_ovulation().into(),
        (true, day) => say::days_from_ovulation(figures::signed(day as f64, 0)),
    };
    let chosen = cycles.iter().find(|cycle| cycle.chosen);
    let value = chosen.and_then(|cycle| cycle.values.iter().find(|(at, _)| *at == day));
    let value = value.map(|(_, value)| tell(*value));
    let median = medians(cycles).get(&day).map(|median| tell(*median));
    match (value, median) {
        (Some(value), Some(median)) => say::laid_both(named, value, median),
        (Some(value), None) => say::laid_value(named, value),
        (None, Some(median)) => say::laid_median(named, median),
        (None, None) => named,
    }
}
