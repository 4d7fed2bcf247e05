//! The page in sections, each under its heading: what every face and every printed page walks.

use super::course::Trend;
use super::digest;
use super::finding::Finding;
use super::page::Page;
use super::rhythm::Weekdays;
use super::verdict::Verdict;
use crate::diary::relief::MeasureRecord;

/// What stands over a part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// Over patterns whose interval leaves zero out.
    Steady,
    /// Over patterns.
    Pattern,
    /// Over what is found in too few cycles.
    SoFar,
    /// Over what was looked for and not found.
    None,
    /// Over what cannot be asked yet.
    NotEnough,
    /// Over what pain did around relief measures.
    Relief,
    /// Over weekdays and months.
    Course,
}

impl From<Verdict> for Heading {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Steady => Self::Steady,
            Verdict::Pattern => Self::Pattern,
            Verdict::SoFar => Self::SoFar,
            Verdict::None => Self::None,
            Verdict::NotEnough => Self::NotEnough,
        }
    }
}

/// A part of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'p> {
    /// What stands over it.
    pub heading: Heading,
    /// What it says; at least one row.
    pub rows: Vec<Row<'p>>,
}

/// What is told in one go.
#[derive(Debug, Clone, PartialEq)]
pub enum Row<'p> {
    /// A finding, or several of one verdict about the same thing; at least one.
    Findings(Vec<&'p Finding>),
    /// What pain did around a measure.
    Relief(&'p MeasureRecord),
    /// A scale by the day of the week.
    Weekdays(&'p Weekdays),
    /// A scale over the months.
    Trend(&'p Trend),
}

impl Page {
    /// Everything on the page, section by section, what says most first. A statistic that is added
    /// to a page is added here, and is then told wherever pages are.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections: Vec<Section<'_>> = digest::rows(&self.findings)
            .chunk_by(|a, b| a[0].verdict == b[0].verdict)
            .map(|rows| Section {
                heading: rows[0][0].verdict.into(),
                rows: rows.iter().cloned().map(Row::Findings).collect(),
            })
            .collect();
        let weekdays = self.weekdays.iter().map(Row::Weekdays);
        let described = [
            (
                Heading::Relief,
                self.reliefs.iter().map(Row::Relief).collect::<Vec<_>>(),
            ),
            (
                Heading::Course,
                weekdays.chain(self.trends.iter().map(Row::Trend)).collect(),
            ),
        ];
        let filled = described.into_iter().filter(|(_, rows)| !rows.is_empty());
        sections.extend(filled.map(|(heading, rows)| Section { heading, rows }));
        sections
    }
}
