//! Files of other programs: a file a format.
