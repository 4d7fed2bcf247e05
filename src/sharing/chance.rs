//! Numbers drawn by chance that nobody can guess.

use super::error::{Result, SharingError};

/// So many bytes of it.
pub(super) fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| SharingError::NoChance(error.into()))?;
    Ok(bytes)
}

/// One of all numbers of 64 bits.
pub(super) fn number() -> Result<u64> {
    bytes().map(u64::from_be_bytes)
}
