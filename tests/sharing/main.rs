//! One diary on several computers, without the folder between them.

mod chance;
mod faults;
mod model;
mod rules;
mod support;
