//! What the guide says of made-up diaries.

mod anything;
mod cases;
mod flags;
mod made;
mod own_rules;
mod readable;
mod which;
mod words;
