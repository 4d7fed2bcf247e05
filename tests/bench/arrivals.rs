//! How fast a long export of Apple Health comes in, and in how much memory, beside a bare program that
//! inflates the same file and counts its lines.
//!
//! `cargo bench --bench arrivals` makes one of 32 MB in its zip; `TWINGE_BENCH_MB=1000` of so many. Both
//! go through it in turn, each a few times, as processes of their own. Of times the least of each is
//! taken, for what else the machine does is in the others, and of memory the most. The ratios are what
//! counts: by the clock, and of the processor. What the program needs of memory before it has anything to
//! do is that of a short export.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Names the file that the bare program goes through.
const BARE: &str = "TWINGE_BARE_ZIP";
/// How long the export is, in MB.
const MEGABYTES: &str = "TWINGE_BENCH_MB";
const ROUNDS: usize = 5;
/// How often the memory of a running program is looked at.
const LOOK: Duration = Duration::from_millis(1);
/// Of so many records one is for the diary.
const WANTED: usize = 2_000;

fn main() -> ExitCode {
    if let Some(path) = std::env::var_os(BARE) {
        return bare(Path::new(&path));
    }
    let megabytes = std::env::var(MEGABYTES).map_or(32, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let [zip, short] = ["export.zip", "short.zip"].map(|name| folder.path().join(name));
    let records = write(&zip, megabytes);
    write(&short, 1);
    let packed = std::fs::metadata(&zip).unwrap().len() as f64 / 1e6;
    println!("{megabytes} MB, {records} records, {packed:.1} MB in the zip\n");
    let twinge = |zip: &Path| {
        let mut twinge = Command::new(env!("CARGO_BIN_EXE_twinge"));
        twinge.args(["import", "--dry-run"]).arg(zip);
        twinge.env("HOME", folder.path());
        twinge
    };
    let mut bare = Command::new(std::env::current_exe().unwrap());
    bare.env(BARE, &zip);
    let [mut ours, mut of_bare, mut of_short] = [Run::NONE; 3];
    for _ in 0..ROUNDS {
        of_bare.meet(run(&mut bare));
        ours.meet(run(&mut twinge(&zip)));
        of_short.meet(run(&mut twinge(&short)));
    }
    println!(
        "{:<34}{:>10}{:>10}{:>8}{:>8}",
        "", "twinge", "beside", "ratio", "goal"
    );
    let speed = |seconds: f64| f64::from(megabytes) / seconds;
    for (what, ours, beside, goal) in [
        (
            "MB a second",
            speed(ours.took),
            speed(of_bare.took),
            "≥ 0.8",
        ),
        (
            "MB a CPU second",
            speed(ours.busy),
            speed(of_bare.busy),
            "≥ 0.8",
        ),
        ("the most memory, MiB", ours.memory, of_bare.memory, "≤ 3"),
        (
            "the same, beside a short export",
            ours.memory,
            of_short.memory,
            "",
        ),
    ] {
        let ratio = ours / beside;
        println!("{what:<34}{ours:>10.2}{beside:>10.2}{ratio:>8.2}{goal:>8}");
    }
    ExitCode::SUCCESS
}

/// Inflates the first member of a zip, and counts its lines.
fn bare(zip: &Path) -> ExitCode {
    let mut archive = ZipArchive::new(BufReader::new(File::open(zip).unwrap())).unwrap();
    let mut member = archive.by_index(0).unwrap();
    let mut piece = vec![0; 256 << 10];
    let mut lines = 0;
    loop {
        let read = member.read(&mut piece).unwrap();
        if read == 0 {
            break;
        }
        lines += memchr::memchr_iter(b'\n', &piece[..read]).count();
    }
    println!("{lines} lines");
    ExitCode::SUCCESS
}

/// What a run took: seconds, those of the processor, and MiB.
#[derive(Clone, Copy)]
struct Run {
    took: f64,
    busy: f64,
    memory: f64,
}

impl Run {
    const NONE: Self = Self {
        took: f64::INFINITY,
        busy: f64::INFINITY,
        memory: 0.0,
    };

    fn meet(&mut self, other: Self) {
        self.took = self.took.min(other.took);
        self.busy = self.busy.min(other.busy);
        self.memory = self.memory.max(other.memory);
    }
}

fn run(command: &mut Command) -> Run {
    command.stdout(Stdio::null());
    let (begun, before) = (Instant::now(), busy_children());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0.0;
    let ended = loop {
        // One that has ended, and was not yet waited for, has no memory any more.
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(kib) = line.and_then(|line| line.split_whitespace().next()) {
            memory = kib.parse::<f64>().unwrap() / 1024.0;
        }
        match child.try_wait().unwrap() {
            Some(ended) => break ended,
            None => std::thread::sleep(LOOK),
        }
    };
    assert!(ended.success());
    Run {
        took: begun.elapsed().as_secs_f64(),
        busy: busy_children() - before,
        memory,
    }
}

/// How long the processor was busy with the children that were waited for, in seconds, as Linux tells
/// it in hundredths.
fn busy_children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = behind_name.split(' ').skip(13).take(2);
    ticks
        .map(|ticks| ticks.parse::<f64>().unwrap())
        .sum::<f64>()
        / 100.0
}

/// Writes an export of so many MB in its zip, and says how many records it has.
fn write(path: &PathBuf, megabytes: u32) -> usize {
    let most = u64::from(megabytes) * 1_000_000;
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
    let options = SimpleFileOptions::default().large_file(true);
    zip.start_file("apple_health_export/export.xml", options)
        .unwrap();
    zip.write_all(HEAD.as_bytes()).unwrap();
    let (mut written, mut records) = (0, 0);
    while written < most {
        let text = record(records);
        zip.write_all(text.as_bytes()).unwrap();
        written += text.len() as u64;
        records += 1;
    }
    zip.write_all(b"</HealthData>\n").unwrap();
    zip.finish().unwrap();
    records
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
]>
<HealthData locale=\"en_GB\">
";

/// The nth record, as a phone and a watch write them.
fn record(nth: usize) -> String {
    let day = chrono::NaiveDate::from_ymd_opt(2019, 1, 1).unwrap()
        + chrono::Days::new(nth as u64 / 1_000 % 2_500);
    let (hour, minute, second) = (nth / 97 % 24, nth / 7 % 60, nth * 13 % 60);
    let at = format!("{day} {hour:02}:{minute:02}:{second:02} +0100");
    if nth % WANTED == WANTED - 1 {
        return format!(
            " <Record type=\"HKCategoryTypeIdentifierMenstrualFlow\" sourceName=\"Health\" \
             creationDate=\"{at}\" startDate=\"{at}\" endDate=\"{at}\" \
             value=\"HKCategoryValueVaginalBleedingMedium\">\n  \
             <MetadataEntry key=\"HKMenstrualCycleStart\" value=\"0\"/>\n </Record>\n"
        );
    }
    let (of, unit, value) = [
        ("HeartRate", "count/min", nth * 31 % 80 + 50),
        ("StepCount", "count", nth * 17 % 900),
        ("ActiveEnergyBurned", "kcal", nth * 7 % 40),
        ("DistanceWalkingRunning", "km", nth * 3 % 5),
    ][nth / 50 % 4];
    format!(
        " <Record type=\"HKQuantityTypeIdentifier{of}\" sourceName=\"Watch\" sourceVersion=\"11.2\" \
         device=\"&lt;&lt;HKDevice: 0x2801&gt;, name:Apple Watch, manufacturer:Apple Inc., \
         model:Watch, hardware:Watch6,14, software:11.2&gt;\" unit=\"{unit}\" creationDate=\"{at}\" \
         startDate=\"{at}\" endDate=\"{at}\" value=\"{value}\"/>\n"
    )
}
