//! The day: a calendar to choose it on, the form to answer its questions, and the day in words.

pub mod calendar;
pub mod card;
pub mod form;
pub mod marking;
pub mod update;
pub mod view;
