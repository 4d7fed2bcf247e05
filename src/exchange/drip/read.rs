//! drip's file → pieces, a line at a time.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io::Read;

use chrono::NaiveDate;
use csv::ByteRecord;

use super::FORMAT;
use super::columns::{
    COLUMNS, DATE, DESIRE, DESIRES, EXCLUDE, Home, MUCUS_FEELING, MUCUS_TEXTURE, TICKED, homes,
    known, mucus_value, option_of,
};
use crate::diary::{
    Answer, Answers, Catalogue, Code, DateRange, Item, ItemId, ItemKind, Role, TemperatureUnit,
    parse,
};
use crate::exchange::facts::Order;
use crate::exchange::formula::unguarded;
use crate::exchange::table::separator;
use crate::exchange::{Dropped, Incoming, Misfit, Mismatch, Piece, Place, ReadError, Table};

/// The column of sex alone; with a partner, or untold, an entry is known as `sex`.
const SOLO: &str = "sex.solo";
const SEX: &str = "sex";

/// Whether a file whose first line is this is drip's: it has dates and one of its other columns, or, to be
/// refused by name, several without dates.
pub fn recognises(header: &str) -> bool {
    let header = header.trim_start_matches('\u{feff}').trim();
    let columns = { header.split(char::from(separator(header.as_bytes()))) }
        .filter_map(|column| known(column.trim_matches(['"', ' '])));
    let (dates, others): (Vec<&str>, Vec<&str>) = columns.partition(|column| *column == DATE);
    others.len() > 1 || !others.is_empty() && !dates.is_empty()
}

/// Reads drip's CSV, a line at a time: any of its columns, in any order.
///
/// # Errors
/// [`ReadError::Form`] when the first line names no date or no other column of drip's;
/// [`ReadError::Io`] when the bytes do not come.
pub fn read<R: Read>(bytes: R, catalogue: &Catalogue) -> Result<DripReader<'_, R>, ReadError> {
    let mut table = Table::new(bytes);
    let form = |reason| ReadError::Form {
        format: FORMAT.into(),
        reason,
    };
    let header = table.next().transpose()?.unwrap_or_default().1;
    let columns: Vec<String> = header
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim().to_owned())
        .map(|name| known(&name).map_or(name.clone(), str::to_owned))
        .collect();
    if !columns.iter().any(|column| column == DATE) {
        return Err(form(Mismatch::NoDateColumn));
    }
    if !columns
        .iter()
        .any(|c| c != DATE && COLUMNS.contains(&c.as_str()))
    {
        return Err(form(Mismatch::NoColumn));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = columns.iter().find(|column| !seen.insert(*column)) {
        return Err(form(Mismatch::ColumnTwice(twice.clone())));
    }
    Ok(DripReader {
        table,
        columns,
        homes: homes(catalogue),
        catalogue,
        order: None,
        waiting: VecDeque::new(),
    })
}

impl<R> DripReader<'_, R> {
    /// The same, of dates that a spreadsheet turned.
    pub fn turned(self, order: Option<Order>) -> Self {
        Self { order, ..self }
    }
}

/// The pieces of a file, read as they are asked for.
#[derive(Debug)]
pub struct DripReader<'c, R> {
    table: Table<R>,
    columns: Vec<String>,
    homes: HashMap<&'c str, Home<'c>>,
    catalogue: &'c Catalogue,
    /// How its dates stand where the year is not the first.
    order: Option<Order>,
    waiting: VecDeque<Piece>,
}

impl<R: Read> Iterator for DripReader<'_, R> {
    type Item = Result<Piece, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.waiting.pop_front() {
                return Some(Ok(piece));
            }
            match self.table.next()? {
                Ok((number, record)) => self.waiting.extend(self.line(number, &record)),
                Err(error) => return Some(Err(error.into())),
            }
        }
    }
}

/// The answers of one line, as they are collected.
struct Line {
    number: u64,
    date: NaiveDate,
    day: Incoming,
    sex: Incoming,
    /// With whom, and the column that says so.
    with: Vec<(ItemId, Code, String)>,
    /// What has no home, word for word.
    extra: Vec<String>,
}

impl<R> DripReader<'_, R> {
    fn line(&self, number: u64, record: &ByteRecord) -> Vec<Piece> {
        let dropped = |key: &str, what: String, why: Misfit| {
            Piece::Dropped(Dropped {
                line: number,
                key: key.into(),
                what,
                why,
            })
        };
        let whole = |why: Misfit| {
            let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
            vec![dropped(DATE, cells.join(","), why)]
        };
        let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
        let Ok(cells) = cells else {
            return whole(Misfit::NotText);
        };
        if cells.len() != self.columns.len() {
            return whole(Misfit::Cells {
                cells: cells.len(),
                columns: self.columns.len(),
            });
        }
        let columns = self.columns.iter().map(String::as_str);
        let filled: Vec<(&str, &str)> = columns
            .zip(cells.into_iter().map(|cell| unguarded(cell.trim())))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        if filled.is_empty() {
            return Vec::new();
        }
        let Some(cell) = cell_of(&filled, DATE) else {
            return whole(Misfit::NoDate);
        };
        let date = Order::turned(self.order, cell);
        let Some(date) = date.filter(|date| DateRange::LIFETIME.contains(*date)) else {
            return whole(Misfit::Date(cell.into()));
        };
        let nothing = || Incoming::exact(number, Place::Day(date), Answers::new());
        let mut line = Line {
            number,
            date,
            day: nothing(),
            sex: nothing(),
            with: Vec::new(),
            extra: Vec::new(),
        };
        let mut pieces = Vec::new();
        for (column, cell) in &filled {
            if let Err(why) = self.cell(&mut line, column, cell, &filled) {
                pieces.push(dropped(column, format!("{column} {cell}"), why));
            }
        }
        pieces.extend(self.entries(line).into_iter().map(Piece::Entry));
        pieces
    }

    /// Takes a cell in, or says why it cannot be.
    fn cell(
        &self,
        line: &mut Line,
        column: &str,
        cell: &str,
        filled: &[(&str, &str)],
    ) -> Result<(), Misfit> {
        match self.homes.get(column) {
            Some(Home::Date) => {}
            Some(Home::SexNote(item)) => {
                let answer = parse(item, cell)?;
                line.sex.answers.insert(item.id.clone(), answer);
            }
            Some(Home::Derived) => {
                let feeling = cell_of(filled, MUCUS_FEELING);
                let texture = cell_of(filled, MUCUS_TEXTURE);
                let follows = feeling.zip(texture).and_then(|(f, t)| mucus_value(f, t));
                if follows.map(|value| value.to_string()).as_deref() != Some(cell) {
                    line.extra.push(format!("{column}: {cell}"));
                }
            }
            Some(Home::Item(item)) => {
                if let Some((answer, alike)) = item_answer(item, column, cell)? {
                    put(&mut line.day, &item.id, answer, alike);
                }
            }
            Some(Home::Box {
                item,
                option,
                alike,
            }) => {
                if !ticked(cell)? {
                    return Ok(());
                }
                let of_day = self
                    .catalogue
                    .kinds_of(item)
                    .iter()
                    .any(|kind| kind.is_day());
                let code = option.code.clone();
                match &item.kind {
                    ItemKind::Many { .. } => {
                        let one = |code: &Code| Answer::Many([code.clone()].into());
                        let alike = alike.iter().map(|code| one(code)).collect();
                        let entry = if of_day { &mut line.day } else { &mut line.sex };
                        put(entry, &item.id, one(&code), alike);
                    }
                    _ if of_day => {
                        let choice = |code: &&Code| Answer::Choice((*code).clone());
                        let alike = alike.iter().map(choice).collect();
                        put(&mut line.day, &item.id, Answer::Choice(code), alike);
                    }
                    _ => line.with.push((item.id.clone(), code, column.to_owned())),
                }
            }
            None => line.extra.push(format!("{column}: {cell}")),
        }
        Ok(())
    }

    /// The entries a line makes: the day, and what happened on it.
    fn entries(&self, line: Line) -> Vec<Incoming> {
        let Line {
            number,
            date,
            mut day,
            sex,
            with,
            extra,
        } = line;
        if !extra.is_empty() {
            let note = self.catalogue.role(Role::Note);
            let extra = extra.join("\n");
            let text = match day.answers.get(&note.id) {
                Some(Answer::Text(text)) => format!("{text}\n\n{extra}"),
                _ => extra,
            };
            if let Ok(text) = parse(note, &text) {
                day.answers.insert(note.id.clone(), text);
            }
        }
        let mut entries = Vec::new();
        if !day.answers.is_empty() {
            entries.push(day);
        }
        let orgasm = self.catalogue.role(Role::Orgasm);
        let Some(kind) = self.catalogue.kinds_of(orgasm).first() else {
            return entries;
        };
        let intimacy = |column: &str, answers: Answers| {
            let place = Place::Timed {
                date,
                time: None,
                kind: kind.clone(),
                uid: format!("{FORMAT}:{date}:{column}").into(),
            };
            Incoming::exact(number, place, answers)
        };
        // What else is told of it belongs to the one with the partner, when there are two.
        if with.is_empty() && !sex.answers.is_empty() {
            entries.push(intimacy(SEX, Answers::new()));
        }
        entries.extend(with.into_iter().map(|(item, code, column)| {
            let column = if column == SOLO { SOLO } else { SEX };
            intimacy(column, Answers::from_iter([(item, Answer::Choice(code))]))
        }));
        if let Some(main) = entries.last_mut().filter(|_| !sex.answers.is_empty()) {
            main.answers.extend(sex.answers);
            main.alike.extend(sex.alike);
        }
        entries
    }
}

fn cell_of<'a>(filled: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    let found = filled.iter().find(|(column, _)| *column == name);
    found.map(|(_, cell)| *cell)
}

/// Adds an answer. Boxes of one item make one list together; what a lone box could also mean is
/// no longer known of several.
fn put(entry: &mut Incoming, item: &ItemId, answer: Answer, alike: Vec<Answer>) {
    match (entry.answers.get_mut(item), answer) {
        (Some(Answer::Many(codes)), Answer::Many(more)) => {
            codes.extend(more);
            entry.alike.remove(item);
        }
        (Some(_), _) => {}
        (None, answer) => {
            entry.answers.insert(item.clone(), answer);
            if !alike.is_empty() {
                entry.alike.insert(item.clone(), alike);
            }
        }
    }
}

fn ticked(cell: &str) -> Result<bool, Misfit> {
    parse::yes_no(cell).ok_or_else(|| Misfit::Truth(cell.into()))
}

fn parse(item: &Item, cell: &str) -> Result<Answer, Misfit> {
    Ok(Answer::parse(item, cell, TemperatureUnit::Celsius)?)
}

/// The answer a cell gives to an item, and the other answers drip would tell in the same way.
/// `None` when it says nothing.
fn item_answer(
    item: &Item,
    column: &str,
    cell: &str,
) -> Result<Option<(Answer, Vec<Answer>)>, Misfit> {
    if column.ends_with(EXCLUDE) && !ticked(cell)? {
        return Ok(None);
    }
    let scores = |range: std::ops::RangeInclusive<u8>| range.map(Answer::Scale).collect();
    Ok(Some(match &item.kind {
        ItemKind::Scale { .. } if column == DESIRE => {
            let level = cell
                .parse()
                .ok()
                .and_then(|level: usize| DESIRES.get(level));
            let (score, alike) = level.ok_or_else(|| Misfit::Level(cell.into()))?;
            (Answer::Scale(*score), scores(alike.clone()))
        }
        ItemKind::Scale { .. } if ticked(cell)? => (Answer::Scale(TICKED), scores(1..=10)),
        ItemKind::Scale { .. } => (Answer::Scale(0), Vec::new()),
        ItemKind::Choice { .. } => {
            let told = if column.ends_with(EXCLUDE) {
                "true"
            } else {
                cell
            };
            let (code, alike) = option_of(item, told).ok_or_else(|| Misfit::Cell {
                cell: cell.into(),
                column: column.into(),
            })?;
            (Answer::Choice(code.clone()), alike)
        }
        _ => (parse(item, cell)?, Vec::new()),
    }))
}
