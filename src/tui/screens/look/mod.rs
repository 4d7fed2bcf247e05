//! How the screen looks while the program runs: a list whose line is shown before it is chosen.

pub mod update;
