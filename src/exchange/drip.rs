//! drip
