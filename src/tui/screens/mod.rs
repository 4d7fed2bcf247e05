//! The screens: each is a folder with what it knows, what its keys do, and how it is drawn.

pub mod chart;
pub mod cycles;
pub mod day;
pub mod editor;
pub mod guide;
pub mod history;
pub mod items;
pub mod options;
pub mod patterns;
pub mod picker;
pub mod reader;
pub mod search;
pub mod settings;
pub mod welcome;
pub mod year;
