//! What a person says in a line, wherever it is typed, and pages of such lines that lie in a folder.
//!
//! - `reader`: the words of a line, understood.
//! - `page`: a text file with such lines among others.
//! - [`mod@look`]: a look into a folder of pages: what of it is new to a diary, and what is not.

pub mod look;
mod page;
mod reader;

pub use look::{InboxError, Look, look};
pub use reader::{LineError, Reader, words_in};
