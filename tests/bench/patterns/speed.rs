//! How long a page takes, beside what the same run takes to walk once through the answers.

use std::time::Instant;

use twinge::diary::{Answer, Diary};

use crate::simulation::{large, trial};

/// The fastest of so many runs, in milliseconds.
fn fastest<T>(runs: usize, work: impl Fn() -> T) -> f64 {
    let once = |_| {
        let begun = Instant::now();
        std::hint::black_box(work());
        begun.elapsed().as_secs_f64() * 1e3
    };
    (0..runs).map(once).fold(f64::INFINITY, f64::min)
}

/// The sum of every score: the least that can be done with a diary.
fn walk(diary: &Diary) -> u64 {
    let entries = diary.days().flat_map(|(_, day)| &day.entries);
    let scores = entries.flat_map(|entry| entry.answers.values());
    let scores = scores.map(|answer| match answer {
        Answer::Scale(score) => u64::from(*score),
        _ => 0,
    });
    scores.sum()
}

/// Prints the times of whole pages with 25 items a day.
pub(super) fn print() {
    println!("\n| 25 items a day | page | walk | page / walk |\n|---|---|---|---|");
    for (name, years, real) in [
        ("5 years, nothing in it", 5, false),
        ("5 years, much in it", 5, true),
        ("60 years, nothing in it", 60, false),
        ("60 years, much in it", 60, true),
    ] {
        let (diary, timing) = large(years, real);
        let page = fastest(11, || trial::whole_page(&diary, &timing));
        let walk = fastest(11, || walk(&diary));
        println!(
            "| {name} | {page:.1} ms | {walk:.2} ms | {:.0} |",
            page / walk
        );
    }
}
