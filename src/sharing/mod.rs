//! One diary on several computers, through a folder that something else carries: Syncthing,
//! Nextcloud, a stick. No server, no socket, and nothing in the folder that can be read without its
//! passphrase.
//!
//! ```text
//! rows ──give──▶ documents ──seal──▶ this computer's files ┐
//!                    ▲                                     │ the folder, carried by whatever
//! rows ◀──take── merged ◀──open──── the others' files ◀────┘
//! ```
//!
//! SQLite stays the diary. A *document* is the form in which a month of it is exchanged: *registers*,
//! one for each answer of each computer, which merge in any order and twice. Whole documents are
//! exchanged and never parts of them, each in a *sealed* file that only one computer writes.
//!
//! - [`device`]: the computers.
//! - [`part`]: the documents there are: one a month, and one for the settings.
//! - `document`: what merges, behind five functions; nobody else knows the engine.
//! - `register`: what stands in a document, and under which name.
//! - `settle`: which of the values that stand side by side is the answer, and what is told of the
//!   others.
//! - [`rows`]: rows into documents and documents into rows, in one transaction.
//! - `file`: an encrypted file of the folder, and what tells one writing of it from another.
//! - `seal`: a part in such a file; `key`: the key of all of them in another.
//! - `folder`: what lies where in the folder, and whose it is.
//! - [`choice`]: taking what another computer says where answers differ, or keeping what stands.
//! - `member`: what the diary keeps of being shared; `table`: where.
//! - `look`: the folder beside what the diary knows of it; `reading`: its files on their way in.
//! - `round`: going round: taking what others wrote, and writing what they have not got.
//! - `watch`: how far it is, for whoever waits.
//! - `join`, `share`: beginning, joining, renewing, ending. What both faces call.

mod chance;
pub mod choice;
pub mod device;
mod document;
mod error;
mod file;
mod folder;
mod join;
mod key;
mod look;
mod member;
pub mod part;
mod reading;
mod register;
mod round;
pub mod rows;
mod seal;
mod settle;
mod share;
mod table;
mod watch;

pub use device::{Computer, DeviceId};
pub use document::is_caught;
pub use error::{NoName, SharingError};
pub use file::Why;
pub use folder::Skipped;
pub use join::{
    Begun, Invitation, LONGEST_NAME, Plan, can_share, can_share_through, is_begun, join,
    join_watched, plan,
};
pub use member::{MACHINE, Seen};
pub use part::PartName;
pub use round::Round;
pub use rows::{Arrival, Conflict, Told, conflicts};
pub use share::{Status, inbox, me, now, renew, status, stop, to_watch};
pub use watch::{Progress, Watch};
