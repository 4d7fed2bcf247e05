//! Tables that no rules know, in words.

use crate::diary::parse::label;
use crate::diary::{Catalogue, ItemId};
use crate::exchange::RowKind;
use crate::exchange::propose::{About, Doubt, Proposal, Seen, Thing};

packed!("tables");

/// More of a cell says no more of what it is.
const LONG: usize = 30;

/// What stands in a column.
pub fn seen(seen: Seen) -> String {
    match seen {
        Seen::Nothing => nothing(),
        Seen::Dates => dates(),
        Seen::Times => times(),
        Seen::Scores => scores(),
        Seen::YesNo => yes_no(),
        Seen::Lengths => lengths(),
        Seen::Numbers => numbers(),
        Seen::Lists(between) => return lists(between),
        Seen::Words => some_words(),
        Seen::Text => sentences(),
    }
    .to_owned()
}

/// Why a guess may be wrong.
pub fn doubt(doubt: &Doubt, catalogue: &Catalogue) -> String {
    match doubt {
        Doubt::Others(items) => {
            let names: Vec<&str> = items.iter().map(|id| name(id, catalogue)).collect();
            others(names.join(", "))
        }
        Doubt::Part => part().to_owned(),
        Doubt::Unfit { count, cell } => unfit(*count, shown(cell)),
        Doubt::Sign => sign().to_owned(),
        Doubt::Scale(most) => scale(*most),
    }
}

/// How a table could be read, a line a column, with what is in doubt below it.
pub fn lines(proposal: &Proposal, catalogue: &Catalogue) -> Vec<String> {
    let mut lines = vec![
        match proposal.kind {
            RowKind::Wide => a_day(),
            RowKind::Long => a_thing(),
            RowKind::Events => an_event(),
        }
        .to_owned(),
    ];
    let day = &proposal.date;
    let days = joined(day.samples.iter().map(String::as_str));
    let column = shown(&day.name);
    let said = match day.order {
        Some(_) => the_day(column, days),
        None => the_day_open(column, days),
    };
    let mut line = |said: String| lines.push(format!("  {said}"));
    if proposal.is_kind_open {
        line(in_doubt(rows_open()));
    }
    line(said);
    if let Some(long) = &proposal.long {
        line(the_names(shown(&long.name)));
        line(the_values(shown(&long.value)));
    }
    for thing in &proposal.things {
        let (seen, cells) = (seen(thing.seen), cells(thing));
        let column = shown(&thing.name);
        line(match &thing.item {
            Some(item) => answers(column, name(item, catalogue), seen, cells),
            None => left_alone(column, seen, cells),
        });
        for why in &thing.doubts {
            line(format!("  {}", in_doubt(doubt(why, catalogue))));
        }
    }
    lines
}

/// What stands in a file of rules beside the rules.
pub fn remark(about: About<'_>, catalogue: &Catalogue) -> String {
    match about {
        About::All => file().to_owned(),
        About::Rows(RowKind::Wide) => rows_wide().to_owned(),
        About::Rows(RowKind::Long) => rows_long().to_owned(),
        About::Rows(RowKind::Events) => rows_events().to_owned(),
        About::Order => order_open().to_owned(),
        About::Decimal => decimal_open().to_owned(),
        About::Words => words_open().to_owned(),
        About::Thing(thing) => {
            let mut said = vec![column(shown(&thing.name), seen(thing.seen), cells(thing))];
            let doubts = thing.doubts.iter();
            said.extend(doubts.map(|why| in_doubt(doubt(why, catalogue))));
            if thing.item.is_none() {
                said.push(no_item().to_owned());
            }
            said.join("\n")
        }
    }
}

fn name<'c>(id: &'c ItemId, catalogue: &'c Catalogue) -> &'c str {
    let item = catalogue.item(id.as_str());
    item.map_or(id.as_str(), |item| &item.phrase)
}

/// Some cells of a thing, where it has any.
fn cells(thing: &Thing) -> String {
    match thing.seen {
        Seen::Nothing => String::new(),
        _ => such_as(joined(thing.samples())),
    }
}

fn joined<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells: Vec<String> = cells.map(shown).collect();
    cells.join(" · ")
}

/// A cell or a name on one line, cut short.
fn shown(cell: &str) -> String {
    let mut shown = label(cell);
    if let Some((at, _)) = shown.char_indices().nth(LONG) {
        shown.truncate(at);
        shown.push('…');
    }
    shown
}
