//! The repository, on real files.

mod acts;
mod support;
