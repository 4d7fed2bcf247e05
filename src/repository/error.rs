//! What can go wrong with the file.

/// What went wrong with the diary's file, to which file, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum RepositoryError {
    /// Anything SQLite reports that has no better words.
    #[error("the diary could not be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
}
