//! The stable names of what the catalogue holds.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(SmolStr);

        impl $name {
            /// Wraps a name that is already known to be well formed.
            pub fn new(name: impl AsRef<str>) -> Self {
                Self(SmolStr::new(name))
            }

            /// The name as it is written in files and on the command line.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self::new(name)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// The stable name of an item: lower-case words with hyphens, never changed once published.
    ItemId
}
id! {
    /// The stable name of one option of a choice.
    Code
}
id! {
    /// The stable name of a section of the catalogue.
    SectionId
}
id! {
    /// The stable name of a kind of entry: `day`, `intimacy`, `relief`, …
    EntryKindId
}

impl EntryKindId {
    /// The daily check-in: the one kind without a time, at most one per date.
    pub const DAY: Self = Self(SmolStr::new_static("day"));

    /// Whether this is the daily check-in.
    pub fn is_day(&self) -> bool {
        *self == Self::DAY
    }
}
