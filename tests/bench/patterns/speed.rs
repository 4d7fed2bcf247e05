//! How long a page takes, beside what the same run takes to draw random numbers: a page is mostly
//! that and adding up.

use std::time::Instant;

use crate::simulation::{Chance, large, trial};

/// The fastest of so many runs, in milliseconds.
fn fastest<T>(runs: usize, work: impl Fn() -> T) -> f64 {
    let once = |_| {
        let begun = Instant::now();
        std::hint::black_box(work());
        begun.elapsed().as_secs_f64() * 1e3
    };
    (0..runs).map(once).fold(f64::INFINITY, f64::min)
}

/// Draws and adds ten million random numbers.
fn draw() -> f64 {
    let mut chance = Chance::new(1);
    (0..10_000_000).map(|_| chance.even()).sum()
}

/// Prints the times of whole pages with 25 items a day.
pub(super) fn print() {
    let drawn = fastest(5, draw);
    println!("\nten million random numbers: {drawn:.1} ms");
    println!("\n| 25 items a day | page | page / random numbers |\n|---|---|---|");
    for (name, years, real) in [
        ("5 years, nothing in it", 5, false),
        ("5 years, much in it", 5, true),
        ("60 years, nothing in it", 60, false),
        ("60 years, much in it", 60, true),
    ] {
        let (diary, timing) = large(years, real);
        let page = fastest(11, || trial::whole_page(&diary, &timing));
        println!("| {name} | {page:.1} ms | {:.2} |", page / drawn);
    }
}
