//! The reports on the screen, as they are drawn.

use super::report::block::Report;
use super::route::Route;

/// Reports that were composed: once, and drawn at every key.
#[derive(Debug, Default)]
pub struct Composed {
    reports: Vec<(Route, Report)>,
}

impl Composed {
    /// A report, once it is composed.
    pub fn get(&self, route: &Route) -> Option<&Report> {
        let found = self.reports.iter().find(|(of, _)| of == route);
        found.map(|(_, report)| report)
    }

    /// Takes in a report that was not composed before.
    pub fn add(&mut self, route: &Route, report: Report) {
        self.reports.push((route.clone(), report));
    }

    /// Forgets the reports that are not on the screen.
    pub fn keep(&mut self, shown: &[Route]) {
        self.reports.retain(|(route, _)| shown.contains(route));
    }

    /// Has all reports composed anew: something they rest on has changed.
    pub fn stale(&mut self) {
        self.reports.clear();
    }
}
