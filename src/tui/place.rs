//! Where a person is: what fills the screen, and what of it has the keys.

/// What fills the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Calendar, entry form and chart, as far as there is room.
    #[default]
    Day,
    /// The year as a heat map.
    Year,
    /// The chart alone.
    Chart,
    /// The cycles: a list, and the chosen one.
    Cycle,
    /// What the pain goes with.
    Patterns,
    /// The guide: warnings, what helped, articles.
    Guide,
}

/// What has the keys, within [`View::Day`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The calendar.
    Calendar,
    /// The entry form.
    #[default]
    Form,
    /// The chart.
    Chart,
}

impl Pane {
    /// The panes in the order of Tab.
    pub const ALL: [Self; 3] = [Self::Calendar, Self::Form, Self::Chart];
}
