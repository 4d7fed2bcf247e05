//! stub
use crate::diary::{Code, Item};
use crate::tui::look::Look;
use ratatui::{buffer::Buffer, layout::Rect};
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}
pub fn step(from: &Code, _d: Direction) -> Code {
    from.clone()
}
pub struct BodyMap<'a> {
    pub item: &'a Item,
    pub focus: &'a Code,
    pub chosen: &'a dyn Fn(&Code) -> bool,
}
impl BodyMap<'_> {
    pub fn draw(&self, _a: Rect, _b: &mut Buffer, _l: &Look) {
        let _ = (self.item, self.focus, (self.chosen)(self.focus));
    }
}
