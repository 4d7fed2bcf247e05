//! Values into sentences.

pub mod acts;
