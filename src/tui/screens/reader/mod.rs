//! Words to read, a page at a time.

pub mod view;
