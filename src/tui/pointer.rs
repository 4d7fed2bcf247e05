//! What the mouse means on the drawn screen: noted while it is drawn, so that a click needs no second
//! geometry.

use chrono::NaiveDate;
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::keymap::Context;
use super::keymap::action::Action;
use super::place::Pane;
use super::screens::guide::state::Topic;

/// What is meant by pointing at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A day, on a pane; the heat map and the cycles stand in the calendar's place.
    Day(Pane, NaiveDate),
    /// A line of the form.
    Row(usize),
    /// An answer in the line of the form that has the keys, by its place among those it can have.
    Answer(usize),
    /// A line of what lies over the panes.
    Line(usize),
    /// A page of the guide.
    Page(Topic),
    /// A block of a report of patterns: how many reports are open up to it, and its place.
    Block(usize, usize),
    /// What a key does.
    Act(Action),
}

/// What stands where on the drawn screen; what was drawn later lies on top.
#[derive(Debug, Clone, Default)]
pub struct PointerMap {
    clicks: Vec<(Rect, Pointed)>,
    wheels: Vec<(Rect, Context)>,
}

impl PointerMap {
    /// Notes what a click on a place means.
    pub fn click(&mut self, place: Rect, means: Pointed) {
        self.clicks.push((place, means));
    }

    /// The same of many places.
    pub fn clicks<T>(
        &mut self,
        places: impl IntoIterator<Item = (Rect, T)>,
        means: impl Fn(T) -> Pointed,
    ) {
        let places = places.into_iter();
        self.clicks
            .extend(places.map(|(place, what)| (place, means(what))));
    }

    /// Notes whose lines the wheel moves over a place.
    pub fn wheel(&mut self, place: Rect, of: Context) {
        self.wheels.push((place, of));
    }

    /// What lies under something else is out of reach.
    pub fn cover(&mut self) {
        self.clicks.clear();
        self.wheels.clear();
    }

    /// What a click on a place means.
    pub fn at(&self, place: Position) -> Option<Pointed> {
        let mut clicks = self.clicks.iter().rev();
        let hit = clicks.find(|(area, _)| area.contains(place));
        hit.map(|(_, means)| *means)
    }

    /// What the mouse means.
    pub fn meant(&self, mouse: MouseEvent) -> Option<Pointed> {
        let place = Position::new(mouse.column, mouse.row);
        let down = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => return self.at(place),
            MouseEventKind::ScrollDown => true,
            MouseEventKind::ScrollUp => false,
            _ => return None,
        };
        let mut wheels = self.wheels.iter().rev();
        let (_, of) = wheels.find(|(area, _)| area.contains(place))?;
        let [up, on] = turned(*of)?;
        Some(Pointed::Act(if down { on } else { up }))
    }
}

/// What turning the wheel up and down does in a place: it moves, and writes nothing.
fn turned(of: Context) -> Option<[Action; 2]> {
    Some(match of {
        Context::Calendar | Context::Year => [Action::PreviousWeek, Action::NextWeek],
        Context::Chart => [Action::PreviousDay, Action::NextDay],
        Context::Cycle => [Action::NewerCycle, Action::OlderCycle],
        Context::Options => [Action::Up, Action::Down],
        // What scrolls wherever the keys are is the day in words, or the page of the guide.
        Context::Global => [Action::CardUp, Action::CardDown],
        Context::Guide
        | Context::Form
        | Context::Patterns
        | Context::Compare
        | Context::List
        | Context::Reader
        | Context::Page
        | Context::Which
        | Context::Settings
        | Context::Items
        | Context::Sharing
        | Context::Joining
        | Context::Welcome
        | Context::About
        | Context::Import
        | Context::Table
        | Context::Lost => [Action::PreviousField, Action::NextField],
        Context::Text | Context::File | Context::Blank | Context::Always => return None,
    })
}
