//! Tables that are turned together, side by side: one look-up a cycle for several of them.

use super::rotation_table::{CycleTerms, RotationTable};

/// How many tables lie side by side at most: eight sums are two additions for the processor.
const WIDEST: usize = 8;

/// How many rotations are worked out in one go.
pub(super) const ROUND: usize = 64;

/// The random numbers that turn one cycle in a round of rotations.
pub(super) type Turns = [u32; ROUND];

/// Puts tables of so many places side by side as far as their cycles allow, with as little room between
/// them as there can be.
pub(super) fn side_by_side(tables: &[&RotationTable], places: usize) -> Vec<Box<dyn Batch>> {
    let batch = |alike: Alike| -> Box<dyn Batch> {
        match alike.tables.len() {
            ..=1 => Box::new(Beside::<1>::of(alike, tables)),
            2..=4 => Box::new(Beside::<4>::of(alike, tables)),
            _ => Box::new(Beside::<WIDEST>::of(alike, tables)),
        }
    };
    Alike::all(tables, places).into_iter().map(batch).collect()
}

/// Tables whose cycles turn in equally many ways.
struct Alike {
    tables: Vec<usize>,
    /// In how many ways the cycle of each place turns; 0 where it counts in no table.
    turns: Vec<u32>,
}

impl Alike {
    /// Gathers tables of so many places as far as their cycles allow.
    fn all(tables: &[&RotationTable], places: usize) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            let fits = |alike: &Self| alike.tables.len() < WIDEST && alike.fits(table);
            let which = all.iter().position(fits).unwrap_or_else(|| {
                all.push(Self {
                    tables: Vec::new(),
                    turns: vec![0; places],
                });
                all.len() - 1
            });
            all[which].add(at, table);
        }
        all
    }

    fn fits(&self, table: &RotationTable) -> bool {
        let turns = |cycle: &CycleTerms| self.turns[cycle.place as usize];
        let mut cycles = table.cycles.iter();
        cycles.all(|cycle| [0, cycle.turns].contains(&turns(cycle)))
    }

    fn add(&mut self, at: usize, table: &RotationTable) {
        self.tables.push(at);
        for cycle in &table.cycles {
            self.turns[cycle.place as usize] = cycle.turns;
        }
    }
}

/// Tables that are turned together.
pub(super) trait Batch {
    /// Works out their statistics at the rotations of a round, each by its table.
    fn turn(&self, random: &[Turns], turned: &mut [[i32; ROUND]]);
}

/// Tables side by side, with room for so many: one look-up a cycle for all.
struct Beside<const WIDTH: usize> {
    tables: Vec<usize>,
    cycles: Vec<CycleTerms>,
    rows: Vec<[i32; WIDTH]>,
}

impl<const WIDTH: usize> Beside<WIDTH> {
    /// A cycle that does not count in a table adds nothing to it.
    fn of(alike: Alike, tables: &[&RotationTable]) -> Self {
        let mut end = 0;
        let cycles: Vec<CycleTerms> = (0..)
            .zip(&alike.turns)
            .map(|(place, turns)| {
                let (turns, start) = (*turns, end);
                end += turns;
                CycleTerms {
                    place,
                    start,
                    turns,
                }
            })
            .collect();
        let mut rows = vec![[0; WIDTH]; end as usize];
        for (column, table) in alike.tables.iter().map(|at| tables[*at]).enumerate() {
            for cycle in &table.cycles {
                let rows = &mut rows[cycles[cycle.place as usize].terms()];
                for (row, term) in rows.iter_mut().zip(&table.terms[cycle.terms()]) {
                    row[column] = *term;
                }
            }
        }
        Self {
            tables: alike.tables,
            cycles: cycles.into_iter().filter(|of| of.turns > 0).collect(),
            rows,
        }
    }
}

impl<const WIDTH: usize> Batch for Beside<WIDTH> {
    fn turn(&self, random: &[Turns], turned: &mut [[i32; ROUND]]) {
        // Cycle by cycle, so that its few rows stay near.
        let mut sums = [[0; WIDTH]; ROUND];
        for cycle in &self.cycles {
            let rows = &self.rows[cycle.terms()];
            for (sums, random) in sums.iter_mut().zip(&random[cycle.place as usize]) {
                // The high half of the product: a fair place among the turns without a division.
                let turn = (u64::from(*random) * u64::from(cycle.turns)) >> 32;
                let row = &rows[turn as usize];
                *sums = std::array::from_fn(|column| sums[column] + row[column]);
            }
        }
        for (column, table) in self.tables.iter().enumerate() {
            for (turned, sums) in turned[*table].iter_mut().zip(&sums) {
                *turned = sums[column];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rotation_table::Terms;
    use super::*;

    proptest! {
        /// Side by side or alone, a table turns to the same.
        #[test]
        fn batches_carry_their_tables(
            cycles in prop::collection::vec(prop::collection::vec(-9.0_f64..9.0, 12), 1..6),
            counts in prop::collection::vec(prop::collection::vec(any::<bool>(), 6), 1..20),
            random in prop::collection::vec(prop::array::uniform32(any::<u32>()), 8),
        ) {
            // Tables in which different cycles count, and every second cycle is longer in some.
            let tables: Vec<RotationTable> = counts
                .iter()
                .enumerate()
                .filter_map(|(table, counts)| {
                    let mut terms = Terms::default();
                    for (place, cycle) in cycles.iter().enumerate().filter(|(p, _)| counts[*p]) {
                        let turns = if table % 2 == 0 { 12 } else { 7 };
                        terms.push(place, cycle[..turns].iter().map(|t| t * table as f64 + t));
                    }
                    RotationTable::new(&terms)
                })
                .collect();
            let tables: Vec<&RotationTable> = tables.iter().collect();
            let twice = |half: &[u32; 32]| [*half, *half].concat().try_into().unwrap();
            let random: Vec<Turns> = random.iter().map(twice).collect();
            let mut turned = vec![[0; ROUND]; tables.len()];
            for batch in side_by_side(&tables, random.len()) {
                batch.turn(&random, &mut turned);
            }
            for (table, turned) in tables.iter().zip(&turned) {
                for (at, turned) in turned.iter().enumerate() {
                    let alone: i32 = table.cycles.iter().map(|cycle| {
                        let drawn = u64::from(random[cycle.place as usize][at]);
                        let turn = (drawn * u64::from(cycle.turns)) >> 32;
                        table.terms[cycle.terms()][turn as usize]
                    }).sum();
                    prop_assert_eq!(*turned, alone);
                }
            }
        }
    }
}
