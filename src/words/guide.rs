//! What the guide found, in words.
