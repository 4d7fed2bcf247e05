//! The shell: every verb, and everything that can go wrong, with the real binary.

mod about;
mod another;
mod arriving;
mod asking;
#[cfg(not(feature = "encryption"))]
mod bare;
mod changing;
mod copies;
mod cycles;
#[cfg(unix)]
mod demo;
mod faults;
mod files;
mod guide;
mod healing;
mod hostile;
mod inbox;
mod json;
mod leaving;
mod logging;
mod looking;
#[cfg(unix)]
mod note;
mod one_file;
mod patterns;
mod private;
#[cfg(all(unix, feature = "encryption"))]
mod remains;
mod remind;
#[cfg(unix)]
mod report;
mod settings;
#[cfg(feature = "encryption")]
mod share;
mod steered;
mod support;
mod tables;
mod trash;
mod trouble;
