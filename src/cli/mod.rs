//! The shell: a file a verb.
mod error;
pub use error::{Error, ErrorKind};
