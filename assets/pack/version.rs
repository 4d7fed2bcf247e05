//! The version as the program tells it: with the commit it was built from and that commit's date, as far
//! as they are known. The same sources give the same words, wherever and whenever they are built.

use std::env;
use std::path::PathBuf;
use std::process::Command;

/// What the program is made of: where it is not that of the commit, that is said.
const MADE_OF: [&str; 4] = ["src", "assets", "Cargo.lock", "Cargo.toml"];

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
    let sources = Sources(env::current_dir()?);
    let made_of = MADE_OF.iter().map(|path| sources.0.join(path));
    for path in made_of.chain(sources.heads()) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let epoch = epoch.map(|seconds| seconds.parse()).transpose()?;
    Ok(sources.version(&version, epoch))
}

/// The folder of the sources.
pub(crate) struct Sources(pub PathBuf);

impl Sources {
    /// The version with what is known of its commit; `epoch` is a date to take for the commit's, in seconds
    /// since 1970 UTC.
    pub(crate) fn version(&self, version: &str, epoch: Option<i64>) -> String {
        let date = epoch
            .map(date)
            .or_else(|| self.git(&["show", "-s", "--format=%cs", "HEAD"]));
        let changed = if self.are_changed() { ", changed" } else { "" };
        match (self.git(&["rev-parse", "--short=12", "HEAD"]), date) {
            (Some(commit), Some(date)) => format!("{version} (commit {commit} of {date}{changed})"),
            (Some(commit), None) => format!("{version} (commit {commit}{changed})"),
            (None, Some(date)) => format!("{version} ({date})"),
            (None, None) => version.to_owned(),
        }
    }

    /// The files in which git keeps which commit it is: which branch is worked on, and where that stands.
    pub(crate) fn heads(&self) -> Vec<PathBuf> {
        let branch = self.git(&["symbolic-ref", "--quiet", "HEAD"]);
        let file = |name: &str| {
            let path = self.0.join(self.git(&["rev-parse", "--git-path", name])?);
            // What is not there would count as changed each time.
            path.is_file().then_some(path)
        };
        // A branch that has no file of its own stands in the file of all of them, until it moves; that it
        // did, the log says.
        let stands = branch.map(|branch| match file(&branch) {
            Some(own) => vec![own],
            None => ["packed-refs", "logs/HEAD"]
                .into_iter()
                .filter_map(file)
                .collect(),
        });
        file("HEAD")
            .into_iter()
            .chain(stands.unwrap_or_default())
            .collect()
    }

    /// Whether what the program is made of is not that of the commit.
    fn are_changed(&self) -> bool {
        let mut changes = vec!["status", "--porcelain", "--"];
        changes.extend(MADE_OF);
        self.git(&changes)
            .is_some_and(|changes| !changes.is_empty())
    }

    /// What git says of these sources; nothing where there is no git, or they are not its own but lie in
    /// those of another program.
    fn git(&self, words: &[&str]) -> Option<String> {
        let says = |words: &[&str]| {
            let mut git = Command::new("git");
            let told = git.arg("-C").arg(&self.0).args(words).output().ok()?;
            let told = told.status.success().then_some(told.stdout)?;
            Some(String::from_utf8(told).ok()?.trim().to_owned())
        };
        let top = says(&["rev-parse", "--show-prefix"])?;
        top.is_empty().then(|| says(words)).flatten()
    }
}

/// The date of a moment, in seconds since 1970 UTC: civil_from_days of Howard Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms", 2021.
pub(crate) fn date(seconds: i64) -> String {
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
