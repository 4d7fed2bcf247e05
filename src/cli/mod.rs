//! The shell: a file a verb.
