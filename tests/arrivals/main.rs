//! What files of other programs bring: every sample gives what it must, once, and whatever is done to it.

mod apple;
mod clue;
mod flo;
mod health_connect;
mod mutations;
mod proposals;
mod small;
mod support;
mod tables;
