//! A sample diary, made up.
