//! Files of programs that are read by facts and rules: a reader each, and its rules in
//! `assets/imports`.

pub(super) mod apple;
pub(super) mod bearable;
pub(super) mod clue;
pub(super) mod flo;
pub(super) mod health_connect;
pub(super) mod mensinator;
pub(super) mod menstrudel;
pub(super) mod peri;
pub(super) mod periodical;
pub(super) mod table;
pub(super) mod text;

use super::facts::{Book, Rules};
use super::{ReadError, Source, Standing, Taker};

/// The rules of a format of `assets/imports`.
macro_rules! rules {
    ($file:literal) => {{
        static RULES: std::sync::LazyLock<$crate::exchange::facts::Rules> =
            std::sync::LazyLock::new(|| {
                $crate::exchange::facts::Rules::built_in(include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/assets/imports/",
                    $file
                )))
            });
        &RULES
    }};
}
use rules;

/// Goes through a file of JSON by a reader and its rules, and hands on what it comes to.
fn read_by(
    rules: &Rules,
    reader: fn(&str, &mut Book<'_>) -> Result<(), ReadError>,
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let text = text::whole(input)?;
    finish(rules, standing, taker, |book| reader(&text, book))
}

/// Collects facts, and hands on what they come to; nothing when they cannot be read.
fn finish(
    rules: &Rules,
    standing: &Standing,
    taker: &mut dyn Taker,
    facts: impl FnOnce(&mut Book<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let catalogue = standing.catalogue();
    let mut book = Book::new(rules, &catalogue, standing.told.today);
    facts(&mut book)?;
    book.finish(taker);
    Ok(())
}
