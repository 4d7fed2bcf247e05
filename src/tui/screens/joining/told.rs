//! What joining would do, in parts.

use crate::diary::Catalogue;
use crate::sharing::{Plan, Told};
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::joining::state::Part;
use crate::tui::widgets::prose::Line;
use crate::words::screens::{import, joining as words};
use crate::words::{acts, dates, import as counted, sharing};

/// Where what is told of a label stands, in cells.
const AT: usize = 15;

/// The parts of a plan, in the order of reading.
pub(super) fn parts(plan: &Plan, catalogue: &Catalogue) -> Vec<Part> {
    let mut parts = Vec::new();
    brings(plan, catalogue, &mut parts);
    if !plan.differ.is_empty() {
        parts.push(Part::Words(Line::gap()));
        parts.push(Part::Sides);
        parts.extend((0..plan.differ.len()).map(Part::Differs));
    }
    if !plan.skipped.is_empty() {
        let words = |words, meaning| Part::Words(Line::new(words, meaning));
        let left = sharing::files_left(plan.skipped.len());
        parts.push(Part::Words(Line::gap()));
        parts.push(words(left, Meaning::Title));
        let files = plan.skipped.iter().map(sharing::left);
        parts.extend(files.map(|file| words(file, Meaning::Text)));
    }
    parts
}

fn brings(plan: &Plan, catalogue: &Catalogue, parts: &mut Vec<Part>) {
    let mut tell = |label: &str, told: String, meaning| {
        let line = Line::labelled(label, Meaning::Muted, AT, told, meaning);
        parts.push(Part::Words(line));
    };
    let names = plan.computers.iter().map(|of| of.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    tell(words::shared_by(), names, Meaning::Text);
    if plan.other_diary {
        tell("", words::other_diary().into(), Meaning::Warning);
    }
    let arrival = &plan.arrival;
    if let (Some(first), Some(last)) = (arrival.days.first(), arrival.days.last()) {
        let [first, last] = [*first, *last].map(dates::day_month_year);
        let days = import::days_from_to(first, last);
        tell(import::days(), days, Meaning::Text);
    }
    let item = |id: &str| { catalogue.item(id) }.map_or(id.to_owned(), |item| item.label.clone());
    let comes = match arrival.answers() {
        0 => import::nothing_new().into(),
        all => {
            let of = counted::counts(&arrival.items, |id| item(id.as_str()));
            import::new_answers(all, of)
        }
    };
    tell(words::comes(), comes, Meaning::Text);
    if arrival.settings > 0 {
        tell("", acts::arrived(0, 0, arrival.settings), Meaning::Text);
    }
    // What differs is shown itself.
    let told = arrival.told.iter();
    for told in told.filter(|told| !matches!(told, Told::Differ(_))) {
        tell("", sharing::told(told), Meaning::Muted);
    }
    let goes = sharing::going(plan).unwrap_or_else(|| import::nothing_new().into());
    tell(words::goes(), goes, Meaning::Text);
}
