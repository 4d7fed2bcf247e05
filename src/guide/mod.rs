//! When to seek care, which is it, what helps.
