//! The entry form: the questions of a day or an entry, answered with a key each.

pub mod answer;
pub mod columns;
pub mod hints;
pub mod line;
pub mod rows;
pub mod state;
pub mod update;
pub mod view;
