//! What a file would bring, in parts.

use std::collections::HashSet;
use std::fmt::Display;

use crate::diary::{Answer, Catalogue, Item, TemperatureUnit, parse};
use crate::exchange::door::Remark;
use crate::exchange::{Conflict, ImportPlan, Kept, Theirs};
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::import::state::{Part, Preview, field};
use crate::tui::widgets::prose::Line;
use crate::words::day::answer_words;
use crate::words::screens::import as words;
use crate::words::{dates, errors, import};

/// Where what is told of a label stands, in cells.
const AT: usize = 15;

/// What a plan would bring, with nothing chosen of it.
pub(super) fn preview(
    plan: Box<ImportPlan>,
    remarks: &[Remark],
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> Preview {
    let mut parts = parts(&plan, catalogue, unit);
    let remarks = remarks.iter().map(|of| muted(import::remark(*of)));
    parts.splice(0..0, remarks);
    Preview {
        parts,
        plan,
        theirs: Theirs::new(),
        focus: 0,
        table: None,
    }
}

/// The parts of a preview, in the order of reading.
fn parts(plan: &ImportPlan, catalogue: &Catalogue, unit: TemperatureUnit) -> Vec<Part> {
    let mut parts = Vec::new();
    brings(plan, catalogue, &mut parts);
    conflicts(plan, catalogue, unit, &mut parts);
    left_out(plan, &mut parts);
    parts
}

/// The same in a few lines: what is new, and how much of the rest there is.
pub(super) fn shortly(plan: &ImportPlan, catalogue: &Catalogue) -> Vec<Line> {
    let mut parts = Vec::new();
    brings(plan, catalogue, &mut parts);
    let lines = parts.into_iter().filter_map(|part| match part {
        Part::Words(line) => Some(line),
        Part::Sides | Part::Conflict(_) => None,
    });
    let otherwise = plan.conflicts.len() + plan.more_conflicts;
    let rest = (otherwise > 0).then(|| Line::new(words::otherwise(otherwise), Meaning::Text));
    lines.chain(rest).collect()
}

/// What stands and what the file says, as people read it.
pub(super) fn both(
    conflict: &Conflict,
    item: Option<&Item>,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> [String; 2] {
    let kept = match &conflict.kept {
        Kept::Answer(kept) => said(kept, item, catalogue, unit),
        Kept::Removed(at) => import::was_removed(*at),
    };
    [kept, said(&conflict.offered, item, catalogue, unit)]
}

/// An answer as people read it; one to an item that is not known here by its code.
fn said(
    answer: &Answer,
    item: Option<&Item>,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
) -> String {
    match item {
        Some(item) => answer_words(answer, item, catalogue, unit),
        None => answer.word(),
    }
}

fn brings(plan: &ImportPlan, catalogue: &Catalogue, parts: &mut Vec<Part>) {
    let mut tell = |label: &str, told: String, meaning| {
        let line = Line::labelled(label, Meaning::Muted, AT, told, meaning);
        parts.push(Part::Words(line));
    };
    if plan.is_of_no_use() {
        let (what, hint) = match plan.is_hollow() {
            true => (import::nothing_within(), import::nothing_within_hint()),
            false => (import::nothing_of_use(), import::nothing_of_use_hint()),
        };
        tell("", what.into(), Meaning::Bad);
        tell("", hint.into(), Meaning::Muted);
    }
    if let Some(span) = plan.span {
        let [first, last] = [span.first, span.last].map(dates::day_month_year);
        tell(
            words::days(),
            words::days_from_to(first, last),
            Meaning::Text,
        );
    }
    let label = |id: &str| { catalogue.item(id) }.map_or(id.to_owned(), |item| item.label.clone());
    match plan.total() {
        0 => tell(words::new(), words::nothing_new().into(), Meaning::Text),
        all => {
            let of = import::counts(&plan.added, |item| label(item.as_str()));
            tell(words::new(), words::new_answers(all, of), Meaning::Text);
        }
    }
    if !plan.entries.is_empty() {
        let kinds = import::counts(&plan.entries, |kind| {
            let known = catalogue.entry_kind(kind);
            known.map_or(kind.to_string(), |known| known.label.clone())
        });
        let all = plan.entries.values().sum::<usize>();
        tell("", words::new_entries(all, kinds), Meaning::Text);
    }
    if plan.same > 0 {
        tell(
            words::there_already(),
            words::same_answers(plan.same),
            Meaning::Text,
        );
    }
    let census = plan.read_as();
    tell(words::read(), import::of_census(census), Meaning::Text);
    for remark in &census.remarks {
        tell("", errors::remark(*remark), Meaning::Muted);
    }
}

fn conflicts(
    plan: &ImportPlan,
    catalogue: &Catalogue,
    unit: TemperatureUnit,
    parts: &mut Vec<Part>,
) {
    if plan.conflicts.is_empty() {
        return;
    }
    parts.push(Part::Words(Line::gap()));
    parts.push(Part::Sides);
    // What the file says twice is chosen once.
    let mut met = HashSet::new();
    let mut within = Vec::new();
    for (at, conflict) in plan.conflicts.iter().enumerate() {
        match field(plan, at).filter(|field| !met.contains(field)) {
            Some(field) => {
                met.insert(field);
                parts.push(Part::Conflict(at));
            }
            // That it was removed is said once.
            None if matches!(conflict.kept, Kept::Removed(_)) => {}
            None => within.push(two_lines(conflict, catalogue, unit)),
        }
    }
    parts.extend(within);
    if plan.more_conflicts > 0 {
        parts.push(muted(words::more_stay(plan.more_conflicts)));
    }
}

/// Two lines of the file that say otherwise of the same.
fn two_lines(conflict: &Conflict, catalogue: &Catalogue, unit: TemperatureUnit) -> Part {
    let item = catalogue.item(conflict.item.as_str());
    let label = item.map_or(conflict.item.as_str(), |item| &item.label);
    let [kept, offered] = both(conflict, item, catalogue, unit);
    let date = dates::short_day_month_year(conflict.date);
    muted(match conflict.line {
        0 => words::said_twice(label, date, offered, kept),
        line => words::two_lines(label, date, line, offered, kept),
    })
}

fn left_out(plan: &ImportPlan, parts: &mut Vec<Part>) {
    let census = plan.census.as_ref();
    let grouped = census.map_or(0, |census| census.all_left_out());
    let single = (plan.dropped.len() + plan.more_dropped) as u64;
    if grouped + single == 0 {
        return;
    }
    parts.push(Part::Words(Line::gap()));
    let heading = words::left_out(grouped + single);
    parts.push(Part::Words(Line::new(heading, Meaning::Title)));
    for ((key, why), over) in census.iter().flat_map(|census| &census.left_out) {
        let key = parse::sanitize(key);
        parts.push(told(import::left_over(
            key,
            over.count,
            over.line,
            errors::left(*why),
        )));
    }
    parts.extend(plan.dropped.iter().map(|dropped| {
        let what = parse::sanitize(&dropped.what);
        let why = errors::misfit(&dropped.why);
        told(import::at(dropped.line, import::dropped(what, why)))
    }));
    if plan.more_dropped > 0 {
        parts.push(muted(words::more_left_out(plan.more_dropped)));
    }
}

fn told(words: impl Display) -> Part {
    Part::Words(Line::new(words.to_string(), Meaning::Text))
}

fn muted(words: impl Into<String>) -> Part {
    Part::Words(Line::new(words, Meaning::Muted))
}
