//! The terminal's face: what keys write, what the screen shows, and whole journeys through the
//! real binary in a pseudo-terminal.

#[cfg(unix)]
mod arriving;
mod check_in;
mod contrast;
#[cfg(unix)]
mod copies;
mod cycles;
mod drafts;
mod every_key;
mod failures;
mod ground;
mod guide;
mod hands;
mod help;
mod hints;
mod hostile;
mod idle;
mod importing;
mod journey;
mod left_out;
#[cfg(unix)]
mod locked;
mod look;
#[cfg(unix)]
mod lost;
#[cfg(target_os = "linux")]
mod marking;
mod memory;
mod patterns;
mod picture;
mod pointing;
mod pty;
mod random_keys;
mod reading;
mod readme;
mod screens;
mod settings;
#[cfg(target_os = "linux")]
mod sharing;
#[cfg(target_os = "linux")]
mod shut;
mod sitting;
mod steps;
mod trash;
mod visit;
mod whereabouts;
