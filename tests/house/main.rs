//! The house itself: which room may name which, and how large a file or a function may grow.
//!
//! What still breaks a rule is listed with its reason. Each list only shrinks: a line in it that is
//! no longer true fails the test as well.

mod circles;
mod figures;
mod floors;
mod measured;
mod readme;
mod sizes;
mod source;
mod verbs;
