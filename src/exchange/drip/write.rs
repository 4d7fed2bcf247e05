//! Diary → drip's file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use super::columns::{
    COLUMNS, DATE, EXCLUDE, MUCUS_FEELING, MUCUS_TEXTURE, MUCUS_VALUE, NEWER, SEX_NOTE, cells,
    mucus_value,
};
use crate::diary::{Catalogue, Day, Diary, ItemId, Role};
use crate::exchange::formula::guarded;
use crate::exchange::{LeftOut, Outgoing, WriteError};

/// Groups that drip cannot read without these columns of theirs.
const NEEDED: [(&str, &[&str]); 4] = [
    ("temperature", &["temperature.value"]),
    ("bleeding", &["bleeding.value"]),
    ("mucus", &[MUCUS_FEELING, MUCUS_TEXTURE]),
    (
        "cervix",
        &["cervix.opening", "cervix.firmness", "cervix.position"],
    ),
];

/// Cells by column, each with the item it came from.
type Row<'c> = BTreeMap<&'c str, (String, Option<&'c ItemId>)>;

/// Writes what leaves of a diary as drip's CSV, and says what drip has no place for.
///
/// # Errors
/// When the diary cannot be read or `out` cannot be written to.
pub fn export(outgoing: &mut Outgoing, out: &mut dyn Write) -> Result<LeftOut, WriteError> {
    // Which columns there are depends on all of its days.
    let mut diary = Diary::default();
    outgoing.each_year(|year| {
        diary.append(year.clone());
        Ok(())
    })?;
    write(&diary, outgoing.catalogue(), out)
}

/// Writes the days of a diary as drip's CSV, and says what drip has no place for. A cell that a
/// spreadsheet would take for a formula begins with an apostrophe, which reading takes off. A list of which
/// only a part is told counts as left out, and so does what is told more coarsely: drip has no very
/// heavy bleeding.
///
/// # Errors
/// When the bytes cannot be written.
pub fn write<W: Write>(
    diary: &Diary,
    catalogue: &Catalogue,
    out: W,
) -> Result<LeftOut, WriteError> {
    let mut left_out = LeftOut::new();
    let used = diary.days().any(|(_, day)| {
        let row = row(day, catalogue, &mut LeftOut::new());
        NEWER.iter().any(|column| row.contains_key(column))
    });
    let newer: &[&str] = if used { &NEWER } else { &[] };
    let columns: Vec<&str> = COLUMNS.iter().chain(newer).copied().collect();
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(&columns)?;
    for (date, day) in diary.days() {
        let row = row(day, catalogue, &mut left_out);
        if row.is_empty() {
            continue;
        }
        let date = date.to_string();
        let cells = columns.iter().map(|column| match row.get(column) {
            _ if *column == DATE => Cow::Borrowed(date.as_str()),
            Some((cell, _)) => guarded(cell),
            None => Cow::Borrowed(""),
        });
        csv.write_record(cells.map(|cell| cell.into_owned()))?;
    }
    csv.flush()?;
    Ok(left_out)
}

fn row<'c>(day: &Day, catalogue: &'c Catalogue, left_out: &mut LeftOut) -> Row<'c> {
    let mut row = Row::new();
    let orgasm = catalogue.kinds_of(catalogue.role(Role::Orgasm));
    for entry in &day.entries {
        for (id, answer) in &entry.answers {
            let (told, whole) = match catalogue.item(id.as_str()) {
                None => (Vec::new(), false),
                Some(item) if item.role == Some(Role::Note) && !entry.kind.is_day() => {
                    let column = orgasm.contains(&entry.kind).then_some(SEX_NOTE);
                    let told: Vec<_> = column.map(|c| (c, answer.word())).into_iter().collect();
                    let whole = !told.is_empty();
                    (told, whole)
                }
                Some(item) => cells(item, answer),
            };
            if !whole {
                *left_out.entry(id.clone()).or_default() += 1;
            }
            let item = catalogue.item(id.as_str()).map(|item| &item.id);
            for (column, cell) in told {
                // Of two entries of a day both notes are told.
                row.entry(column)
                    .and_modify(|(there, _)| {
                        if *there != cell {
                            there.push('\n');
                            there.push_str(&cell);
                        }
                    })
                    .or_insert((cell, item));
            }
        }
    }
    complete(&mut row, left_out);
    row
}

/// Leaves out what drip could not read, and adds what it has to.
fn complete(row: &mut Row<'_>, left_out: &mut LeftOut) {
    for (group, needed) in NEEDED {
        let belongs =
            |column: &str| COLUMNS.contains(&column) && column.split('.').next() == Some(group);
        let newer = |column: &str| NEWER.contains(&column) && column.starts_with(group);
        let told = row
            .keys()
            .any(|column| needed.contains(column) || newer(column));
        if !told {
            row.retain(|column, (cell, item)| {
                let goes = belongs(column);
                // That nothing is excluded needs no telling.
                if let Some(item) = item.filter(|_| goes && cell != "false") {
                    *left_out.entry(item.clone()).or_default() += 1;
                }
                !goes
            });
            continue;
        }
        let exclude = COLUMNS
            .into_iter()
            .find(|column| belongs(column) && column.ends_with(EXCLUDE));
        if let Some(exclude) = exclude {
            row.entry(exclude).or_insert_with(|| ("false".into(), None));
        }
    }
    let cell = |column| row.get(column).map(|(cell, _): &(String, _)| cell.as_str());
    let mucus = cell(MUCUS_FEELING).zip(cell(MUCUS_TEXTURE));
    if let Some(value) = mucus.and_then(|(feeling, texture)| mucus_value(feeling, texture)) {
        row.insert(MUCUS_VALUE, (value.to_string(), None));
    }
}
