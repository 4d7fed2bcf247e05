//! The program in the language of no people: what is plain in it does not come by language, and
//! longer words break no frame. A process of its own, since a language is chosen once.

#![cfg(debug_assertions)]

#[path = "../tui/sitting.rs"]
#[allow(dead_code)]
mod sitting;
#[path = "../shell/support.rs"]
#[allow(dead_code)]
mod support;

mod bare;
mod frames;
mod screens;
mod verbs;
