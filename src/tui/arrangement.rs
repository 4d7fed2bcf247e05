//! Which panes there is room for, and where.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::tui::model::{Model, Pane, View};

/// Where the panes stand; those without room, or not asked for, do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// The calendar.
    pub calendar: Option<Rect>,
    /// The entry form.
    pub form: Option<Rect>,
    /// The day in words.
    pub card: Option<Rect>,
    /// The chart.
    pub chart: Option<Rect>,
    /// The heat map of years.
    pub year: Option<Rect>,
    /// The list of cycles.
    pub cycles: Option<Rect>,
    /// The chosen cycle in words.
    pub about_cycle: Option<Rect>,
    /// The temperatures of the chosen cycle.
    pub temperature: Option<Rect>,
    /// The cycles laid over each other.
    pub overlay: Option<Rect>,
    /// The patterns.
    pub patterns: Option<Rect>,
    /// The guide.
    pub guide: Option<Rect>,
    /// The warning over the panes.
    pub banner: Option<Rect>,
    /// The bar of hints.
    pub hints: Rect,
    /// Where layers may lie.
    pub layers: Rect,
}

/// From here on calendar, form and chart stand together.
const FULL: (u16, u16) = (100, 28);
/// From here on the day in words stands beside the form.
const WIDE: u16 = 150;
/// Below this one pane stands alone.
const PAIR: u16 = 72;
/// From here on the list of cycles has more columns.
const FULL_WIDTH: u16 = FULL.0;
/// From here on two drawings of a cycle stand one below the other.
const TWO_DRAWINGS: u16 = 32;

impl Arrangement {
    /// The arrangement for the size of the screen and what the person looks at.
    pub fn of(model: &Model) -> Self {
        let area = Rect::new(0, 0, model.size.0, model.size.1);
        let banner = super::screens::guide::view::banner_height(model, area.width, area.height);
        let heights = [
            Constraint::Length(banner),
            Constraint::Min(0),
            Constraint::Length(1),
        ];
        let [over, body, hints] = Layout::vertical(heights).areas(area);
        let none = Self {
            banner: (banner > 0).then_some(over),
            hints,
            layers: body,
            ..Self::default()
        };
        match model.view {
            View::Year => Self {
                year: Some(body),
                ..none
            },
            View::Chart => Self {
                chart: Some(body),
                ..none
            },
            View::Cycle => none.cycle(model, body),
            View::Patterns => Self {
                patterns: Some(body),
                ..none
            },
            View::Guide => Self {
                guide: Some(body),
                ..none
            },
            View::Day if area.width >= FULL.0 && area.height >= FULL.1 => none.full(model, body),
            View::Day if area.width >= PAIR => none.pair(model, body),
            View::Day => none.single(model, body),
        }
    }

    /// The list on the left; on the right the chosen cycle, in words and drawn.
    fn cycle(self, model: &Model, body: Rect) -> Self {
        let list = match body.width {
            ..PAIR => 0,
            PAIR..FULL_WIDTH => 30,
            FULL_WIDTH..WIDE => 38,
            _ => 84,
        };
        let [list, right] =
            Layout::horizontal([Constraint::Length(list), Constraint::Min(0)]).areas(body);
        let words = match body.height {
            ..20 => 0,
            20..28 => 8,
            28..44 => 10,
            _ => 12,
        };
        // On a small screen the list and one drawing stand one below the other.
        let (list, right) = if list.width == 0 {
            let list = body.height / 2;
            let [list, rest] =
                Layout::vertical([Constraint::Length(list), Constraint::Min(0)]).areas(body);
            (list, rest)
        } else {
            (list, right)
        };
        let words = if list.width == body.width { 0 } else { words };
        let [about, drawn] =
            Layout::vertical([Constraint::Length(words), Constraint::Min(0)]).areas(right);
        let arranged = Self {
            cycles: Some(list),
            about_cycle: (words > 0).then_some(about),
            ..self
        };
        let temperature = model.profile.tells_fertility();
        if temperature && drawn.height >= TWO_DRAWINGS {
            let share = Constraint::Percentage(54);
            let [above, below] = Layout::vertical([share, Constraint::Min(0)]).areas(drawn);
            return Self {
                temperature: Some(above),
                overlay: Some(below),
                ..arranged
            };
        }
        if temperature && !model.overlay.shown {
            Self {
                temperature: Some(drawn),
                ..arranged
            }
        } else {
            Self {
                overlay: Some(drawn),
                ..arranged
            }
        }
    }

    fn full(self, model: &Model, body: Rect) -> Self {
        let chart = (body.height * 36 / 100).clamp(10, 20);
        let [top, chart] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(chart)]).areas(body);
        if top.width >= WIDE {
            let widths = [
                Constraint::Length(88),
                Constraint::Min(56),
                Constraint::Percentage(27),
            ];
            let widths = if top.width >= 190 {
                widths
            } else {
                [
                    Constraint::Length(44),
                    Constraint::Min(56),
                    Constraint::Percentage(30),
                ]
            };
            let [calendar, form, card] = Layout::horizontal(widths).areas(top);
            return Self {
                calendar: Some(calendar),
                form: Some(form),
                card: Some(card),
                chart: Some(chart),
                ..self
            };
        }
        let widths = [Constraint::Length(43), Constraint::Min(0)];
        let [calendar, right] = Layout::horizontal(widths).areas(top);
        Self {
            calendar: Some(calendar),
            chart: Some(chart),
            ..self.right(model, right)
        }
    }

    /// Two panes; the chart takes the calendar's place while it has the keys.
    fn pair(self, model: &Model, body: Rect) -> Self {
        if model.focus == Pane::Chart {
            let chart = body.height / 2;
            let [chart, form] =
                Layout::vertical([Constraint::Length(chart), Constraint::Min(0)]).areas(body);
            return Self {
                chart: Some(chart),
                ..self.right(model, form)
            };
        }
        let widths = [Constraint::Length(31), Constraint::Min(0)];
        let [calendar, right] = Layout::horizontal(widths).areas(body);
        Self {
            calendar: Some(calendar),
            ..self.right(model, right)
        }
    }

    fn single(self, model: &Model, body: Rect) -> Self {
        match model.focus {
            Pane::Chart => Self {
                chart: Some(body),
                ..self
            },
            Pane::Calendar if !model.card => Self {
                calendar: Some(body),
                ..self
            },
            _ => self.right(model, body),
        }
    }

    /// The form, or the day in words in its place.
    fn right(self, model: &Model, area: Rect) -> Self {
        if model.card {
            Self {
                card: Some(area),
                ..self
            }
        } else {
            Self {
                form: Some(area),
                ..self
            }
        }
    }
}
