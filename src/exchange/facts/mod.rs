//! Facts of other programs, and the rules that make answers of them.
//!
//! A reader turns a file into [`Fact`]s: on that day it says this of that. [`Rules`], which are data
//! (`assets/imports`), say what a fact answers. [`Book`] collects the answers by days, decides where a
//! day has several of one item, and counts: every fact is answered, left out, or only counted.

mod book;
mod census;
mod decimal;
mod fact;
mod form;
mod levels;
mod rules;
mod several;

pub(super) use book::Book;
pub use census::{Census, Left, LeftOver, Remark};
pub use decimal::Decimal;
pub(super) use fact::{Fact, day};
pub(super) use form::Form;
pub use form::{Order, RowKind};
pub(super) use levels::named as level;
pub(super) use rules::{Rules, is_number, read as answer};

#[cfg(test)]
mod tests;
