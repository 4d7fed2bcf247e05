//! Numbers as tables have them: with a comma or a point before the decimals, and thousands in groups.

use serde::{Deserialize, Serialize};

/// What stands before the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decimal {
    /// 36,72
    Comma,
    /// 36.72
    Point,
}

/// What a cell tells of the sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// It is no number, or has no sign.
    Nothing,
    /// `36,72`, `1.234,5`, `1.234.567`
    Sign(Decimal),
    /// `1,234` is a little more than one, or more than a thousand.
    Either,
}

impl Decimal {
    /// The sign of all cells of a column: those that are clear tell of those that are not. `None` where
    /// one fits both ways, and no other tells.
    pub(in crate::exchange) fn of<'c>(cells: impl IntoIterator<Item = &'c str>) -> Option<Self> {
        let (mut comma, mut point, mut either) = (false, false, false);
        for cell in cells {
            match tells(cell) {
                Tells::Nothing => {}
                Tells::Sign(Self::Comma) => comma = true,
                Tells::Sign(Self::Point) => point = true,
                Tells::Either => either = true,
            }
        }
        match (comma, point) {
            (true, false) => Some(Self::Comma),
            (false, true) => Some(Self::Point),
            // Each cell tells of itself, and any will do.
            _ if !either => Some(Self::Point),
            _ => None,
        }
    }

    /// Whether a cell alone does not tell its sign.
    pub(in crate::exchange) fn is_open(cell: &str) -> bool {
        tells(cell) == Tells::Either
    }

    /// A number with a point and without groups; what is none stays as it is.
    pub(in crate::exchange) fn plain(self, cell: &str) -> String {
        let sign = match tells(cell) {
            Tells::Nothing => return cell.to_owned(),
            Tells::Sign(sign) => sign,
            Tells::Either => self,
        };
        let (number, unit) = parts(cell);
        let number = number.chars().filter_map(|c| match (c, sign) {
            (',', Self::Comma) | ('.', Self::Point) => Some('.'),
            (c, _) if c.is_ascii_digit() || matches!(c, '-' | '+') => Some(c),
            _ => None,
        });
        number.chain(unit.chars()).collect()
    }
}

/// A number, and what stands behind it.
fn parts(cell: &str) -> (&str, &str) {
    let is_part = |c: char| c.is_ascii_digit() || ",.-+".contains(c);
    let end = cell.find(|c| !is_part(c)).unwrap_or(cell.len());
    cell.split_at(end)
}

fn tells(cell: &str) -> Tells {
    let (number, unit) = parts(cell.trim());
    let digits = number.trim_start_matches(['-', '+']);
    let mut groups = digits.split([',', '.']);
    let are_digits = |group: &str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    // A time, or a date with words, is no number with a unit.
    if !are_digits(first)
        || !rest.iter().all(|group| are_digits(group))
        || unit.starts_with([':', '/'])
    {
        return Tells::Nothing;
    }
    let sign = |c: char| match c {
        ',' => Decimal::Comma,
        _ => Decimal::Point,
    };
    let signs: Vec<Decimal> = digits
        .chars()
        .filter(|c| ",.".contains(*c))
        .map(sign)
        .collect();
    let is_group = |group: &&str| group.len() == 3;
    let begins = (1..=3).contains(&first.len()) && first != "0";
    match (&*signs, &*rest) {
        ([_], [group]) if is_group(group) && begins => Tells::Either,
        ([only], [_]) => Tells::Sign(*only),
        ([before @ .., last], [groups @ .., _])
            if begins && !before.contains(last) && groups.iter().all(is_group) =>
        {
            match before.first() == before.last() {
                true => Tells::Sign(*last),
                false => Tells::Nothing,
            }
        }
        ([one, more @ ..], groups)
            if !more.is_empty()
                && begins
                && more.iter().all(|sign| sign == one)
                && groups.iter().all(is_group) =>
        {
            Tells::Sign(match one {
                Decimal::Comma => Decimal::Point,
                Decimal::Point => Decimal::Comma,
            })
        }
        _ => Tells::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_told_by_a_cell_or_by_its_column() {
        let (comma, point) = (Some(Decimal::Comma), Some(Decimal::Point));
        for (cells, sign) in [
            (&["36,72"][..], comma),
            (&["36.72", ""], point),
            (&["1.234,5"], comma),
            (&["1,234.5"], point),
            (&["1.234.567"], comma),
            (&["0,250"], comma),
            (&["1,234", "36.7"], point),
            (&["1,234", "0,5"], comma),
            (&["1,234"], None),
            (&["1.234", "7"], None),
            (&["1,234", "36.7", "36,7"], None),
            (&["36,7 °C", "36.7°C"], point),
            (&["7", "some, words", "05.01.2025", "22:13", "1.2.3"], point),
        ] {
            assert_eq!(Decimal::of(cells.iter().copied()), sign, "{cells:?}");
        }
    }

    #[test]
    fn numbers_come_plain() {
        for (cell, comma, point) in [
            ("36,72", "36.72", "36.72"),
            ("36,72 °C", "36.72 °C", "36.72 °C"),
            ("-1.234,5", "-1234.5", "-1234.5"),
            ("1,234", "1.234", "1234"),
            ("1.234min", "1234min", "1.234min"),
            ("05.01.2025", "05.01.2025", "05.01.2025"),
            ("7:35", "7:35", "7:35"),
            ("a, b", "a, b", "a, b"),
        ] {
            assert_eq!(Decimal::Comma.plain(cell), comma);
            assert_eq!(Decimal::Point.plain(cell), point);
        }
    }
}
