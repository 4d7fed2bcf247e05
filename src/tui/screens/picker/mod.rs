//! A list to choose from by typing.

mod days;
pub mod state;
#[cfg(test)]
mod tests;
pub mod update;
pub mod view;
