//! The version as the program tells it: with the commit it was built from and that commit's date, as far
//! as they are known. The same sources give the same words, wherever and whenever they are built.

use std::env;
use std::process::Command;

/// What a change of it may change.
const READ: [&str; 4] = ["src", "Cargo.lock", ".git", "assets"];

/// `0.1.0 (commit 1b2c3d4e5f60 of 2026-11-27)`. A build that is no release is of no commit, so that work
/// on the program is not built anew after each.
///
/// # Errors
/// Where cargo does not say the version, or `SOURCE_DATE_EPOCH` is no number of seconds.
pub(crate) fn told() -> Result<String, Box<dyn std::error::Error>> {
    let version = env::var("CARGO_PKG_VERSION")?;
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    if env::var("PROFILE")? != "release" {
        return Ok(version);
    }
    for path in READ.into_iter().map(str::to_owned).chain(heads()) {
        println!("cargo::rerun-if-changed={path}");
    }
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let epoch = epoch.map(|seconds| seconds.parse()).transpose()?;
    let date = epoch
        .map(date)
        .or_else(|| git(&["show", "-s", "--format=%cs", "HEAD"]));
    Ok(match (commit(), date) {
        (Some(commit), Some(date)) => format!("{version} (commit {commit} of {date})"),
        (Some(commit), None) => format!("{version} (commit {commit})"),
        (None, Some(date)) => format!("{version} ({date})"),
        (None, None) => version,
    })
}

/// The commit, with a word when the sources are not those of it.
fn commit() -> Option<String> {
    git(&[
        "describe",
        "--always",
        "--dirty=, changed",
        "--abbrev=12",
        "--exclude=*",
    ])
}

/// Where git keeps which commit it is.
fn heads() -> impl Iterator<Item = String> {
    let paths = ["HEAD", "logs/HEAD"];
    paths
        .into_iter()
        .filter_map(|path| git(&["rev-parse", "--git-path", path]))
}

/// What git says of these sources; nothing where there is no git, or they are not its own but lie in
/// those of another program.
fn git(words: &[&str]) -> Option<String> {
    let says = |words: &[&str]| {
        let told = Command::new("git").args(words).output().ok()?;
        let told = told.status.success().then_some(told.stdout)?;
        Some(String::from_utf8(told).ok()?.trim().to_owned())
    };
    let top = says(&["rev-parse", "--show-prefix"])?;
    top.is_empty().then(|| says(words)).flatten()
}

/// The date of a moment, in seconds since 1970 UTC: civil_from_days of Howard Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms", 2021.
fn date(seconds: i64) -> String {
    let days = seconds.div_euclid(86_400) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
