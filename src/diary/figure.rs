//! The drawing of the body as data: which cell belongs to which site, and which site lies next to
//! which.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::id::Code;
use super::kind::BodyMap;
use crate::language::{data, spoken};

/// A direction in which the focus moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

/// A place on the drawing: a site in one of the views it is seen in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot(usize);

/// What a cell of the drawing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A line of the body.
    Outline(char),
    /// Part of a site.
    Site(Spot),
}

/// One view of the body.
#[derive(Debug)]
pub struct View {
    /// What it shows: the person's side on the left, the view, the side on the right.
    pub head: [String; 3],
    /// Row and column of each cell that is not empty.
    pub cells: Vec<(u16, u16, Cell)>,
    /// The first column, counted over all views side by side.
    pub left: u16,
    /// How many columns it has.
    pub width: u16,
}

/// A drawing.
#[derive(Debug)]
pub struct Figure {
    /// The views, side by side.
    pub views: Vec<View>,
    /// By [`Spot`]: the site and the middle of its cells, in columns and rows.
    spots: Vec<(Code, (f64, f64))>,
    /// Rows of the tallest view.
    pub height: u16,
    /// Columns of all views with the space between them.
    pub width: u16,
}

#[derive(Deserialize)]
struct File {
    sites: BTreeMap<char, Code>,
    view: Vec<FileView>,
}

#[derive(Deserialize)]
struct FileView {
    name: String,
    left: String,
    right: String,
    art: String,
}

/// Columns between two views.
const BETWEEN: u16 = 5;

static SITES: LazyLock<Figure> = LazyLock::new(|| {
    Figure::from_toml(spoken(data!("body")))
        .expect("the drawing is read by the tests of this module")
});

impl Figure {
    /// The drawing of a body map.
    pub fn of(map: BodyMap) -> &'static Self {
        match map {
            BodyMap::Sites => &SITES,
        }
    }

    fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut figure = Self {
            views: Vec::new(),
            spots: Vec::new(),
            height: 0,
            width: 0,
        };
        for view in &file.view {
            figure.add(view, &file.sites);
        }
        Ok(figure)
    }

    fn add(&mut self, file: &FileView, sites: &BTreeMap<char, Code>) {
        let left = match self.views.last() {
            Some(view) => view.left + view.width + BETWEEN,
            None => 0,
        };
        let mut cells = Vec::new();
        let mut places: BTreeMap<char, Vec<(u16, u16)>> = BTreeMap::new();
        let mut width = 0;
        for (row, line) in (0..).zip(file.art.lines()) {
            self.height = self.height.max(row + 1);
            for (column, c) in (0..).zip(line.chars()) {
                width = width.max(column + 1);
                if sites.contains_key(&c) {
                    places.entry(c).or_default().push((row, column));
                } else if c != ' ' {
                    cells.push((row, column, Cell::Outline(c)));
                }
            }
        }
        for (letter, places) in places {
            let spot = Spot(self.spots.len());
            let count = places.len() as f64;
            let sum = |of: fn(&(u16, u16)) -> u16| places.iter().map(|at| f64::from(of(at))).sum();
            let (rows, columns): (f64, f64) = (sum(|at| at.0), sum(|at| at.1));
            let middle = (f64::from(left) + columns / count, rows / count);
            if let Some(code) = sites.get(&letter) {
                self.spots.push((code.clone(), middle));
            }
            cells.extend(
                places
                    .iter()
                    .map(|(row, column)| (*row, *column, Cell::Site(spot))),
            );
        }
        self.width = left + width;
        self.views.push(View {
            head: [&file.left, &file.name, &file.right].map(Clone::clone),
            cells,
            left,
            width,
        });
    }

    /// The site at a spot.
    pub fn code(&self, spot: Spot) -> &Code {
        // A spot is only ever made with its place in `spots`.
        &self.spots[spot.0].0
    }

    /// The middle of a site, in columns over all views and in rows.
    pub fn middle(&self, spot: Spot) -> (f64, f64) {
        self.spots[spot.0].1
    }

    /// Where a site is first seen; the first site of the drawing for one it does not have.
    pub fn spot(&self, code: &Code) -> Spot {
        let at = self.spots.iter().position(|(known, _)| known == code);
        Spot(at.unwrap_or(0))
    }

    /// All spots, view after view.
    pub fn spots(&self) -> impl Iterator<Item = Spot> {
        (0..self.spots.len()).map(Spot)
    }

    /// The nearest spot in a direction; the spot itself where there is none.
    pub fn step(&self, from: Spot, direction: Direction) -> Spot {
        let (x, y) = self.spots[from.0].1;
        // Rows are about twice as high as columns are wide.
        let towards = |(to_x, to_y): (f64, f64)| match direction {
            Direction::Up => (2.0 * (y - to_y), to_x - x),
            Direction::Down => (2.0 * (to_y - y), to_x - x),
            Direction::Left => (x - to_x, 2.0 * (to_y - y)),
            Direction::Right => (to_x - x, 2.0 * (to_y - y)),
        };
        self.spots()
            .filter_map(|spot| {
                let (ahead, aside) = towards(self.spots[spot.0].1);
                // Straight ahead is nearer than the same way aside.
                (ahead > 0.5 && aside.abs() <= 1.5 * ahead)
                    .then_some((spot, ahead + 3.0 * aside.abs()))
            })
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map_or(from, |(spot, _)| spot)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diary::Catalogue;

    fn sites() -> &'static Figure {
        Figure::of(BodyMap::Sites)
    }

    #[test]
    fn it_is_read_in_every_language() {
        for text in data!("body") {
            Figure::from_toml(text).unwrap();
        }
    }

    #[test]
    fn the_drawing_has_the_sites_of_the_catalogue() {
        let drawn: BTreeSet<&Code> = sites().spots().map(|spot| sites().code(spot)).collect();
        let mapped = Catalogue::built_in()
            .items()
            .iter()
            .filter(|item| item.kind.map() == Some(BodyMap::Sites));
        let mut count = 0;
        for item in mapped {
            let asked: BTreeSet<&Code> = item.options().iter().map(|o| &o.code).collect();
            assert_eq!(drawn, asked, "{}", item.id);
            count += 1;
        }
        assert!(count > 0);
    }

    #[test]
    fn left_and_right_are_the_person_s_own() {
        let middle = |view: usize, code: &str| {
            let cells = sites().views[view].cells.iter();
            let columns = cells.filter_map(|(_, column, cell)| match cell {
                Cell::Site(spot) if sites().code(*spot).as_str() == code => Some(*column),
                _ => None,
            });
            columns.max().unwrap()
        };
        for name in ["thigh", "below-knee"] {
            let (left, right) = (format!("{name}-left"), format!("{name}-right"));
            assert!(middle(0, &left) > middle(0, &right), "front: {name}");
            assert!(middle(1, &left) < middle(1, &right), "back: {name}");
        }
        assert_eq!(sites().views[0].head, ["right", "Front", "left"]);
        assert_eq!(sites().views[1].head, ["left", "Back", "right"]);
    }

    #[test]
    fn steps_go_to_the_neighbour() {
        use Direction::*;
        for (from, direction, to) in [
            ("low-back-left", Right, "low-back-middle"),
            ("low-back-left", Left, "flank-left"),
            ("low-back-middle", Down, "tailbone"),
            ("low-back-left", Down, "si-left"),
            ("si-left", Right, "si-right"),
            ("si-left", Down, "buttock-left"),
            ("tailbone", Down, "perineum"),
            ("buttock-right", Left, "buttock-left"),
            ("belly-left", Right, "flank-left"),
            ("belly-middle", Down, "genitals"),
            ("genitals", Left, "groin-right"),
            ("groin-left", Down, "thigh-left"),
            ("thigh-left", Down, "below-knee-left"),
            ("below-knee-left", Down, "below-knee-left"),
            ("flank-right", Right, "flank-right"),
        ] {
            let spot = sites().spot(&Code::new(from));
            let reached = sites().code(sites().step(spot, direction));
            assert_eq!(reached.as_str(), to, "{direction:?} of {from}");
        }
    }

    #[test]
    fn every_spot_can_be_reached_from_every_other() {
        use Direction::*;
        for start in sites().spots() {
            let mut reached = BTreeSet::from([start]);
            let mut open = vec![start];
            while let Some(spot) = open.pop() {
                for direction in [Up, Down, Left, Right] {
                    let next = sites().step(spot, direction);
                    if reached.insert(next) {
                        open.push(next);
                    }
                }
            }
            assert_eq!(
                reached.len(),
                sites().spots().count(),
                "from {:?}",
                sites().code(start)
            );
        }
    }
}
