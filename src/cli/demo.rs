//! `demo`: a sample diary, made up.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::private_folder::private_folder;
use super::{Context, Error, Output, full_screen};
use crate::confinement::Reach;
use crate::demo;
use crate::guide::RuleBook;
use crate::insight::CycleInsight;
use crate::keymap::action::Action;
use crate::report;
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping::write_words;
use crate::tui;
use crate::tui::appearance::Appearance;
use crate::words::shell::files as say;

/// Look at a made-up diary of about 14 months
///
/// It is made in a temporary folder and removed on leaving; your own diary is not touched.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Write it to a new file instead, and show nothing
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,

    /// Write a picture of its screen to a new file instead, as SVG
    #[arg(long, value_name = "FILE", conflicts_with = "write")]
    picture: Option<PathBuf>,

    /// Which screen is in the picture
    #[arg(
        long,
        value_name = "SCREEN",
        value_enum,
        default_value = "day",
        requires = "picture"
    )]
    screen: Shown,

    /// How large the screen in the picture is, in columns and rows
    #[arg(
        long,
        value_name = "COLUMNSxROWS",
        default_value = "100x30",
        requires = "picture"
    )]
    size: Size,

    /// How the picture looks: dark, light, 16, mono, or a theme of your own
    #[arg(
        long,
        value_name = "THEME",
        default_value = "dark",
        requires = "picture"
    )]
    theme: String,

    /// Another number makes another diary
    #[arg(long, value_name = "N", default_value_t = 14)]
    seed: u64,
}

impl Demo {
    /// The file it is asked to write, or where it makes one for itself.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(file) = self.write.as_ref().or(self.picture.as_ref()) {
            reach.write(file);
        }
        if self.write.is_none() {
            reach.write(&std::env::temp_dir().join("twinge-demo"));
        }
    }

    /// Makes the diary and shows it.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        if let Some(path) = self
            .write
            .as_ref()
            .or(self.picture.as_ref())
            .filter(|path| path.exists())
        {
            return Err(RepositoryError::Exists(path.clone()).into());
        }
        if let Some(path) = self.write {
            self::write(&path, context, self.seed)?;
            return Ok(writeln!(out, "{}", say::sample_written(path.display()))?);
        }
        // The folder goes when it is dropped.
        let folder = private_folder(&std::env::temp_dir(), "twinge-demo-")
            .map_err(|error| Error::diary(say::no_folder(error)).hint(say::no_folder_hint()))?;
        let path = folder.path().join("diary.db");
        self::write(&path, context, self.seed)?;
        let Some(picture) = self.picture else {
            return full_screen(context.on(path), None);
        };
        let look = Appearance::of_picture(&self.theme, &context.themes_path()?);
        let (appearance, ground) = look.map_err(Error::usage)?;
        let Size(columns, rows) = self.size;
        let (repository, today) = (Repository::open(&path)?, context.today());
        let drawn = match self.screen.opens() {
            Opens::Key(key) => {
                let size = (columns, rows);
                let screen = tui::still(repository, today, size, key, &appearance)?;
                tui::svg::draw(&screen, ground)
            }
            Opens::Report => report(&repository, today)?,
        };
        write_words(&picture, &drawn)?;
        Ok(writeln!(
            out,
            "{}",
            say::picture_written(picture.display())
        )?)
    }
}

/// What is shown in a picture.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shown {
    /// The day
    Day,
    /// The year
    Year,
    /// The chart
    Chart,
    /// The cycles
    Cycles,
    /// The patterns
    Patterns,
    /// The guide
    Guide,
    /// The chart on the page for the doctor, black on white
    Report,
}

/// How it is come by.
enum Opens {
    /// With a key, from the screen that stands there at first.
    Key(Option<Action>),
    /// It is no screen.
    Report,
}

impl Shown {
    fn opens(self) -> Opens {
        Opens::Key(Some(match self {
            Self::Day => return Opens::Key(None),
            Self::Report => return Opens::Report,
            Self::Year => Action::ViewYear,
            Self::Chart => Action::ViewChart,
            Self::Cycles => Action::ViewCycle,
            Self::Patterns => Action::ViewPatterns,
            Self::Guide => Action::ViewGuide,
        }))
    }
}

/// The size of a screen: columns, rows.
#[derive(Debug, Clone, Copy)]
struct Size(u16, u16);

impl FromStr for Size {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        // From the smallest window with something in it to more than any wall has.
        let within = |most: u16| move |n: &u16| (10..=most).contains(n);
        let sides = words.split_once('x').and_then(|(columns, rows)| {
            let columns = columns.parse().ok().filter(within(500))?;
            Some(Self(columns, rows.parse().ok().filter(within(200))?))
        });
        sides.ok_or_else(|| say::no_size().into())
    }
}

/// The chart on the page for the doctor, as a picture.
fn report(repository: &Repository, today: NaiveDate) -> Result<String, Error> {
    let cycles = CycleInsight::of(repository, today)?;
    let known = cycles.as_ref().map(|of| &of.cycles);
    let options = report::Options {
        span: report::usual_span(known, repository.span()?, today),
        questions: vec![],
        days: false,
        without: vec![],
    };
    let rules = RuleBook::built_in().clone();
    let page = report::gather(repository, rules, cycles.as_ref(), &options, today)?;
    Ok(page.as_ref().map(report::picture).unwrap_or_default())
}

fn write(path: &Path, context: &Context, seed: u64) -> Result<(), Error> {
    let mut repository = Repository::open(path)?;
    for act in demo::acts(context.today(), seed) {
        repository.perform(&act)?;
    }
    Ok(())
}
