//! Proves the method: `cargo bench --bench patterns` makes up diaries of which the truth is known,
//! asks the module about them as any caller would, and prints how often it says something false,
//! how often it finds what is there, and how often it says that it may have missed it. Every share
//! comes with its 95 % interval and the number of diaries. Seeded: the same figures every time, but
//! for the times.
//!
//! ```text
//! cargo bench --bench patterns                              # a few cells, and the times
//! cargo bench --bench patterns -- --cells list              # their names
//! cargo bench --bench patterns -- --cells mid,quiet --n 200 # one, and all in which nothing is planted
//! cargo bench --bench patterns -- --held-out                # worlds that the method is not tuned on
//! cargo bench --bench patterns -- --cells table --n 2000    # the table in the docs
//! ```

#[path = "../simulation/mod.rs"]
mod simulation;
#[path = "patterns/speed.rs"]
mod speed;
#[path = "patterns/table.rs"]
mod table;

use std::ops::Range;
use std::time::Instant;

use clap::Parser;
use simulation::cells::{self, Aim, Cell};
use simulation::claims::{Claims, Missed};
use simulation::rate::Rate;

#[derive(Parser)]
struct Asked {
    /// Cells by name, or `quiet`, `planted`, `missed`, `speed`, `table`; `list` lists them.
    #[arg(long, value_delimiter = ',')]
    cells: Vec<String>,
    /// How many diaries a cell.
    #[arg(long, default_value_t = 100)]
    n: u64,
    /// Other seeds and other worlds than those that the method is tuned on.
    #[arg(long)]
    held_out: bool,
    /// What cargo says to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

/// The first seed of diaries that nothing is tuned on.
const HELD_OUT_SEED: u64 = 1 << 40;

fn main() {
    let Asked {
        mut cells,
        n,
        held_out,
        ..
    } = Asked::parse();
    let (all, seeds) = match held_out {
        true => (cells::held_out(), HELD_OUT_SEED..HELD_OUT_SEED + n),
        false => (cells::cells(), 0..n),
    };
    if cells.iter().any(|name| name == "list") {
        all.iter().for_each(|cell| println!("{}", cell.name));
        return;
    }
    if cells.is_empty() {
        cells = match held_out {
            true => ["quiet", "planted"].map(str::to_owned).into(),
            false => cells::QUICK.map(str::to_owned).into(),
        };
    }
    for name in &cells {
        let known = ["speed", "table"].contains(&name.as_str());
        assert!(
            known || all.iter().any(|cell| is_named(cell, name)),
            "no cell {name}"
        );
    }
    let begun = Instant::now();
    let wanted = |cell: &&Cell| cells.iter().any(|name| is_named(cell, name));
    let mut aim = None;
    for cell in all.iter().filter(wanted) {
        if aim.replace(cell.aim) != Some(cell.aim) {
            println!("\n{}", heading(cell.aim));
        }
        print(cell, seeds.clone());
    }
    if cells.iter().any(|name| name == "table") {
        table::print(n);
    }
    println!("\n({:.0} s)", begun.elapsed().as_secs_f64());
    if cells.iter().any(|name| name == "speed") {
        speed::print();
    }
}

fn is_named(cell: &Cell, name: &str) -> bool {
    let group = match cell.aim {
        Aim::Quiet => "quiet",
        Aim::Planted => "planted",
        Aim::Missed => "missed",
    };
    cell.name == name || group == name
}

fn heading(aim: Aim) -> &'static str {
    match aim {
        Aim::Quiet => {
            "Nothing planted: on how many pages is anything claimed?\n(pain: one scale, one event; \
             whole: six scales, eight events)"
        }
        Aim::Planted => "Planted: on how many pages is it claimed, and anything else?",
        Aim::Missed => "A real difference of 2 points: how often is it missed, said and really?",
    }
}

/// Tries a cell and prints a line for each thing that was counted.
fn print(cell: &Cell, seeds: Range<u64>) {
    println!("{}", cell.name);
    let line = |what: &str, rate: Rate| println!("  {what:<34} {rate}");
    match cell.aim {
        Aim::Quiet => {
            let pain = Claims::of(&cell.world, seeds.clone());
            line("pain: any claim", pain.any);
            line("pain: more than so far", pain.firm);
            line("pain: a phase", pain.phases);
            line("pain: an event", pain.events);
            let whole = Claims::of(&cell.world.whole_page(), seeds);
            line("whole: any claim", whole.any);
            line("whole: more than so far", whole.firm);
            line("whole: a phase of the pain", whole.phases);
            line("whole: a phase of another scale", whole.others);
            line("whole: an event", whole.events);
            line("whole: a line on weekdays", whole.weekdays);
            line("whole: a line on the course", whole.course);
        }
        Aim::Planted => {
            let claims = Claims::of(&cell.world, seeds);
            for (at, rise) in cell.world.planted.iter().enumerate() {
                let when = format!("{:?}", rise.when);
                line(&format!("found: {when} +{}", rise.points), claims.found[at]);
                line("  by its own question", claims.itself[at]);
            }
            if cell.world.planted.len() > 1 {
                line("all found", claims.all);
            }
            line("the same told twice", claims.twice);
            line("any other claim", claims.false_claim);
        }
        Aim::Missed => {
            let missed = Missed::of(&cell.world, seeds);
            let (said, really) = (missed.told(), missed.really);
            println!("  {:<34} {said:.3} (mean) n={}", "said", missed.n());
            line("really", really);
            println!(
                "  {:<34} {:.3}",
                "|said - really|",
                (said - really.share()).abs()
            );
        }
    }
}
