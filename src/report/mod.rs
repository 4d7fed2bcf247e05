//! The page for the doctor: what a stretch of a diary says, in the order a clinician asks.
//!
//! ```text
//! Diary, Cycles, flags, patterns ──▶ Sources ──▶ Report: a value a section ──▶ JSON
//!                                                     └──▶ Sheet: the words ──▶ text, HTML
//! ```
//!
//! The sections are pure: [`Report::of`] makes them of what [`gather`] read. Nothing is said of a day
//! on which nothing is recorded, no number stands without how many it is of, and what a person leaves
//! out ([`Options::without`]) is taken out before anything is looked at.

mod bladder_bowel;
mod bleeding;
mod by_cycle_day;
mod chart;
mod days;
mod gather;
mod html;
mod kept;
mod middle;
mod numbers;
mod rest;
mod sex;
mod sheet;
mod sources;
mod span;
mod text;
mod to_ask;
mod tried;
mod warnings;
mod where_;

use serde::Serialize;

pub use self::bladder_bowel::Sign;
pub use self::bleeding::Bleeding;
pub use self::by_cycle_day::{ByDay, Course, Found};
pub use self::chart::{Chart, ChartDay};
pub use self::days::DayRow;
pub use self::gather::{gather, usual_span};
pub use self::html::{html, picture};
pub use self::middle::Middle;
pub use self::numbers::{Numbers, Peg, Share};
pub use self::rest::Rest;
pub use self::sex::Sex;
pub use self::sheet::Sheet;
pub use self::sources::{Options, Sources};
pub use self::span::Span;
pub use self::text::text;
pub use self::to_ask::{Question, TO_ASK, ToAsk};
pub use self::tried::{Measure, Tried};
pub use self::warnings::{Noted, Warnings};
pub use self::where_::{Named, Site, Where};

use self::kept::Kept;

/// The page as values.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// The version of the program that made it.
    pub version: &'static str,
    /// The days it is of.
    pub span: Span,
    /// Why the person comes, in their own words.
    pub questions: Vec<String>,
    /// What they noted to ask.
    pub to_ask: ToAsk,
    /// Warning signs, noted and asked about.
    pub warnings: Warnings,
    /// The worst pain of each day, at most the last half year, and what else happened on it.
    pub chart: Chart,
    /// The pain in numbers.
    pub pain: Numbers,
    /// The same over the span before; none when nothing is recorded in it.
    pub pain_before: Option<Numbers>,
    /// The pain by day of the cycle, or by week.
    pub course: Course,
    /// Where it hurts and how.
    #[serde(rename = "where")]
    pub places: Where,
    /// Bleeding, in the terms of FIGO.
    pub bleeding: Option<Bleeding>,
    /// Sex, and pain with and after it.
    pub sex: Option<Sex>,
    /// Bladder and bowel.
    pub bladder_bowel: Vec<Sign>,
    /// What was tried.
    pub tried: Tried,
    /// Sleep, stress, fatigue, mood.
    pub rest: Vec<Rest>,
    /// Every day, when that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DayRow>,
}

impl Report {
    /// The page of a diary; `None` when nothing is recorded in its span.
    pub fn of(sources: &Sources, options: &Options) -> Option<Self> {
        let kept = Kept::new(sources, &options.without);
        let span = Span::of(&kept, options.span);
        if span.recorded == 0 {
            return None;
        }
        let (now, before) = (options.span, span.before());
        Some(Self {
            version: env!("CARGO_PKG_VERSION"),
            questions: options.questions.clone(),
            to_ask: ToAsk::of(&kept, now, options.questions.len()),
            warnings: Warnings::of(&kept, sources.flags, now),
            chart: Chart::of(&kept, span.drawn()),
            pain: Numbers::of(&kept, now),
            pain_before: (span.before_recorded > 0).then(|| Numbers::of(&kept, before)),
            course: Course::of(&kept, sources.patterns, now, span.drawn()),
            places: Where::of(&kept, now),
            bleeding: Bleeding::of(&kept, now),
            sex: Sex::of(&kept, now),
            bladder_bowel: bladder_bowel::signs(&kept, now),
            tried: Tried::of(&kept, now),
            rest: rest::rest(&kept, now),
            days: match options.days {
                true => days::rows(&kept, now),
                false => Vec::new(),
            },
            span,
        })
    }
}
