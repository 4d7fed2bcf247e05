//! What the guide says of made-up diaries.

mod anything;
mod cases;
mod flags;
mod made;
mod months;
mod own_rules;
mod which;
mod words;
