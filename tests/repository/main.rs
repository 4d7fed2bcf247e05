//! The repository, on real files.

mod acts;
mod backup;
mod bin;
mod encryption;
mod files;
mod model;
mod salvage;
mod search;
mod settings;
mod sharing;
mod support;
mod upgrade;
