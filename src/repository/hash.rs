//! Short numbers for texts, the same on every computer: FNV-1a. Not for secrets.

/// Where it begins.
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// Goes on with a text.
pub(crate) const fn hashed(mut hash: u64, text: &str) -> u64 {
    let (text, mut at) = (text.as_bytes(), 0);
    while at < text.len() {
        hash = (hash ^ text[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}
