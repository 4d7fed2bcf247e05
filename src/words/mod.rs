//! Values into sentences. Every room below hands values over; here they are said, for both faces
//! alike. What is said is data wherever it can be: see `assets/patterns.toml`.

pub mod cycle;
pub mod guide;
pub mod patterns;
mod template;
