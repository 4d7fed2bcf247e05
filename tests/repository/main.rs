//! The repository, on real files.

mod acts;
mod backup;
mod drafts;
mod encryption;
mod files;
#[cfg(unix)]
mod footing;
mod hands;
mod imported;
mod model;
mod overwritten;
#[cfg(all(unix, feature = "encryption"))]
mod remains;
mod salvage;
mod search;
mod settings;
mod sharing;
mod support;
mod trash;
mod undo;
mod upgrade;
