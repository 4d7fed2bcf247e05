//! What the guide says of made-up diaries.

mod alarms;
mod alone;
mod anything;
mod cases;
mod chance;
mod dangers;
mod flags;
mod life;
mod made;
mod months;
mod own_rules;
mod readable;
mod which;
mod words;
