//! What a cell says to an item.

use crate::diary::parse;
use crate::diary::{Answer, Catalogue, EntryKindId, Item, ItemKind, TemperatureUnit};
use crate::exchange::facts::{Decimal, answer, is_number, level};

/// How what a cell says is written in a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Written {
    /// As it stands there.
    AsItIs,
    /// As this answer.
    As(String),
    /// Not at all: that there was none is no entry of something that happens.
    Nothing,
}

/// Whether an item can have several answers at once.
pub(super) fn has_several(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Many { .. })
}

/// Whether an item belongs to the day as a whole.
pub(super) fn is_of_day(item: &Item, catalogue: &Catalogue) -> bool {
    catalogue.kinds_of(item).iter().any(EntryKindId::is_day)
}

/// Whether an answer says that there was none.
pub(super) fn is_none(item: &Item, written: &Written, cell: &str, sign: Decimal) -> bool {
    let said = match written {
        Written::AsItIs => answer(item, &sign.plain(cell), false),
        Written::As(said) => answer(item, said, true),
        Written::Nothing => return true,
    };
    matches!(said, Some(Answer::Flag(false) | Answer::Scale(0)))
}

/// How what a cell says is written as an answer to an item; `None` for what the item cannot have.
pub(super) fn written(item: &Item, cell: &str, sign: Decimal) -> Option<Written> {
    let plain = match is_number(item) {
        true => sign.plain(cell),
        false => cell.to_owned(),
    };
    if answer(item, &plain, false).is_some() {
        return Some(Written::AsItIs);
    }
    let said = match &item.kind {
        ItemKind::Scale { .. } => match (level(cell), parse::yes_no(cell)) {
            (Some(level), _) => level.to_owned(),
            (None, Some(true)) => "present".to_owned(),
            (None, Some(false)) => "absent".to_owned(),
            (None, None) => return None,
        },
        // A cross in a box.
        ItemKind::Flag { .. } if cell.eq_ignore_ascii_case("x") => "yes".to_owned(),
        ItemKind::Many { .. } => {
            let answer = Answer::parse(item, cell, TemperatureUnit::Celsius).ok()?;
            answer.checked(item).ok()?.word()
        }
        _ => return None,
    };
    Some(Written::As(said))
}

/// Whether a number that fits both signs would be an answer with either.
pub(super) fn fits_both<'c>(item: &Item, cells: impl Iterator<Item = (&'c str, usize)>) -> bool {
    let mut open = { cells }
        .filter(|(cell, _)| is_number(item) && Decimal::is_open(cell))
        .peekable();
    let takes = |cell: &str, sign: Decimal| answer(item, &sign.plain(cell), false).is_some();
    open.peek().is_some()
        && open.all(|(cell, _)| takes(cell, Decimal::Comma) && takes(cell, Decimal::Point))
}
