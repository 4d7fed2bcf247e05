//! The repository, on real files.

mod acts;
mod backup;
mod drafts;
mod encryption;
mod files;
#[cfg(unix)]
mod footing;
mod model;
#[cfg(all(unix, feature = "encryption"))]
mod remains;
mod rooms;
mod salvage;
mod search;
mod settings;
mod sharing;
mod support;
mod trash;
mod upgrade;
