//! A folder through which others share their diary, before this computer joins: what would come, what
//! would go out, and what differs.

pub mod state;
mod told;
pub mod update;
pub mod view;
