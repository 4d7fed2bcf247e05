//! Where keys are pressed, as headings of the help and the manual.

use crate::keymap::Context;

packed!("keys");

/// A place, by its name.
pub fn place(context: Context) -> &'static str {
    match context {
        Context::Always => always(),
        Context::Global => global(),
        Context::Calendar => calendar(),
        Context::Year => year(),
        Context::Chart => chart(),
        Context::Cycle => cycle(),
        Context::Patterns => patterns(),
        Context::Compare => compare(),
        Context::Guide => guide(),
        Context::Form => form(),
        Context::List => list(),
        Context::Reader => reader(),
        Context::Page => page(),
        Context::Which => which(),
        Context::Options => options(),
        Context::Text => text(),
        Context::Settings => settings(),
        Context::Items => items(),
        Context::Sharing => sharing(),
        Context::Joining => joining(),
        Context::Welcome => welcome(),
        Context::About => about(),
        Context::Import => import(),
        Context::Table => table(),
        Context::File => file(),
        Context::Lost => lost(),
        Context::Blank => blank(),
    }
}
