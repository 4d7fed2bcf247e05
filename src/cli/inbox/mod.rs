//! `inbox`: lines from a phone, out of a folder that something else carries.
//!
//! Nothing is written into the folder: two writers would make conflict copies. What was counted is
//! remembered in the diary instead.

mod page;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

use self::page::Page;
use super::log::{Draft, Reader};
use super::red_flags::Watch;
use super::text::shortened;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::diary::acts::{Kept, Refusal};
use crate::diary::{Act, Answer, Catalogue, Day, TemperatureUnit};
use crate::repository::{Repository, RepositoryError};
use crate::words::shell::{inbox as say, log};
use crate::words::{acts, errors};

/// Add the lines that a phone wrote into a folder
///
/// Each .txt and .md file in FOLDER is read for lines as twinge log takes them: pain=4 bleeding=light.
/// The day is that of the line (2026-03-17 pain=4), of the heading above it (# 2026-03-17), or of the
/// name of the file (2026-03-17.md); words such as yesterday are refused, as it is not known when they
/// were written. "note: words" is a note. Other lines are left alone.
///
/// The files are never changed, and each line is counted once, wherever it lies. An answer of the diary
/// stays where a line has another, which is told. Of a file with a line that is not understood nothing
/// is written. All that is new is one act, and undo takes it back: the lines count as new again then.
#[derive(Debug, Args)]
pub(super) struct Inbox {
    /// The folder
    #[arg(value_name = "FOLDER", required_unless_present = "template")]
    folder: Option<PathBuf>,

    /// Say what would be added, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Write what you keep as lines to fill in, for a note or a shortcut of the phone
    #[arg(long, conflicts_with_all = ["folder", "dry_run", "json"])]
    template: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// How many lines of each sort are told.
const SHOWN: usize = 20;

impl Inbox {
    /// The folder it is asked to read.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(folder) = &self.folder {
            reach.read(folder);
        }
    }

    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        !self.template && !self.dry_run
    }

    /// Reads the folder, and adds what is new in one act.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let Some(folder) = &self.folder else {
            return template::write(context, out);
        };
        let repository = match self.dry_run {
            true => context.look_if_any()?,
            false => context.open_if_any()?,
        };
        let look = look(folder, context, repository.as_ref())?;
        let mut written = None;
        if let Some(act) = look.act.as_ref().filter(|_| !self.dry_run) {
            let mut diary = repository.map_or_else(|| context.open_or_begin(), Ok)?;
            let watch = Watch::begin(context, &diary, &act.dates())?;
            let days = write(&mut diary, act, &look.counted)?;
            written = Some((watch, diary, days));
        }
        if self.json {
            out.json(look.for_programs(written.is_some()))?;
        } else {
            look.tell(self.dry_run, out)?;
        }
        if let Some((watch, diary, days)) = written {
            if let Some(watch) = watch.filter(|_| !self.json) {
                watch.end(&diary, &days, out)?;
            }
            context.tidy(diary, out)?;
        }
        look.refused()
    }
}

/// Writes an act and which lines it counted; hands back the days it touched.
fn write(
    diary: &mut Repository,
    act: &Act,
    counted: &BTreeMap<NaiveDate, BTreeSet<String>>,
) -> Result<Vec<NaiveDate>, Error> {
    let written = diary.perform_by_and_by(|writer| {
        act.edits.iter().try_for_each(|edit| writer.edit(edit))?;
        { counted.iter() }.try_for_each(|(date, marks)| writer.count(*date, marks))?;
        Ok(Some(act.summary.clone()))
    })?;
    let days = written.map(|written| written.operation.dates);
    Ok(days.unwrap_or_default())
}

/// A line of a file.
struct Place {
    file: String,
    line: Option<usize>,
}

/// What a look into the folder found.
#[derive(Default)]
struct Look {
    /// What is new; `None` when nothing is.
    act: Option<Act>,
    /// The same in words.
    summary: String,
    /// The marks of the lines that brought it, by their days.
    counted: BTreeMap<NaiveDate, BTreeSet<String>>,
    /// How many lines were counted before, and how many say what the diary says.
    before: usize,
    same: usize,
    conflicts: Vec<(Place, Kept)>,
    wrong: Vec<(Place, String)>,
    left_alone: Vec<Place>,
}

/// Why a line cannot be applied.
enum Fault {
    Refused(Refusal),
    Diary(RepositoryError),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<RepositoryError> for Fault {
    fn from(error: RepositoryError) -> Self {
        Self::Diary(error)
    }
}

/// Reads the pages of a folder and lays them over the diary, a page after the other by their names.
fn look(folder: &Path, context: &Context, repository: Option<&Repository>) -> Result<Look, Error> {
    let (catalogue, unit) = match repository {
        Some(diary) => (&**diary.catalogue(), diary.profile().temperature),
        None => (&**Catalogue::built_in(), TemperatureUnit::default()),
    };
    let today = context.today();
    let reader = Reader {
        catalogue,
        today,
        unit,
        replaces: false,
        lasting: true,
    };
    let mut draft = Draft::new(catalogue, today, |date| match repository {
        Some(diary) => diary.day(date).map_err(Fault::from),
        None => Ok(Day::default()),
    });
    let mut look = Look::default();
    for (name, page) in pages(folder, &reader)? {
        draft.settle();
        look.apply(name, page, &mut draft, repository)?;
    }
    look.act = draft.act();
    if let Some(act) = &look.act {
        look.summary = acts::sentence(&act.summary, catalogue, unit);
    }
    Ok(look)
}

/// The pages of a folder with the names of their files, in order. Links are not followed: a page is
/// what lies in the folder.
fn pages(folder: &Path, reader: &Reader) -> Result<Vec<(String, Page)>, Error> {
    let refused = |error| Error::input(error).during(folder.display());
    let mut files = Vec::new();
    for file in std::fs::read_dir(folder).map_err(refused)? {
        let file = file.map_err(refused)?;
        let name = file.file_name().to_string_lossy().into_owned();
        let kind = file.file_type().map_err(refused)?;
        let ending = Path::new(&name).extension().unwrap_or_default();
        let is_text = ["txt", "md"]
            .iter()
            .any(|of| ending.eq_ignore_ascii_case(of));
        if is_text && !name.starts_with('.') && !kind.is_dir() {
            files.push((name, file.path(), kind.is_file()));
        }
    }
    files.sort();
    let page = |(name, path, is_file): (String, PathBuf, bool)| {
        let page = match is_file {
            true => Page::open(&path, reader).unwrap_or_else(|error| Page::none(error.to_string())),
            false => Page::none(say::no_file()),
        };
        (name, page)
    };
    Ok(files.into_iter().map(page).collect())
}

impl Look {
    /// Applies the lines of a page, all of them or none.
    fn apply(
        &mut self,
        file: String,
        page: Page,
        draft: &mut Draft<'_, Fault>,
        repository: Option<&Repository>,
    ) -> Result<(), Error> {
        let place = |line| Place {
            file: file.clone(),
            line,
        };
        let left_alone = page.left_alone.iter();
        self.left_alone
            .extend(left_alone.map(|line| place(Some(*line))));
        if !page.wrong.is_empty() {
            let wrong = page.wrong.into_iter();
            self.wrong
                .extend(wrong.map(|(line, why)| (place(line), why)));
            return Ok(());
        }
        let (mut before, mut same, mut counted) = (0, 0, Vec::new());
        let mut conflicts = Vec::new();
        for said in page.lines {
            let is_marked = |marks: &BTreeSet<String>| marks.contains(&said.mark);
            let taken = repository.map(|diary| diary.taken(said.date)).transpose()?;
            if taken.is_some_and(|marks| is_marked(&marks))
                || self.counted.get(&said.date).is_some_and(is_marked)
            {
                before += 1;
                continue;
            }
            let stood = draft.stood().len();
            match draft.apply(&said.line) {
                Ok(true) => counted.push((said.date, said.mark)),
                Ok(false) if draft.stood().len() == stood => same += 1,
                Ok(false) => {}
                Err(Fault::Refused(refusal)) => {
                    draft.take_back();
                    let why = errors::refusal(&refusal);
                    self.wrong.push((place(Some(said.number)), why));
                    return Ok(());
                }
                Err(Fault::Diary(error)) => return Err(error.into()),
            }
            let kept = draft.stood()[stood..].iter().cloned();
            conflicts.extend(kept.map(|kept| (place(Some(said.number)), kept)));
        }
        self.before += before;
        self.same += same;
        self.conflicts.extend(conflicts);
        for (date, mark) in counted {
            self.counted.entry(date).or_default().insert(mark);
        }
        Ok(())
    }

    /// How many lines are new.
    fn count_new(&self) -> usize {
        self.counted.values().map(BTreeSet::len).sum()
    }

    /// Tells a person.
    fn tell(&self, dry_run: bool, out: &mut Output) -> Result<(), Error> {
        match &self.act {
            Some(_) => {
                writeln!(out, "{}", self.summary)?;
                writeln!(out, "{}", say::new_lines(self.count_new()))?;
            }
            None => writeln!(out, "{}", say::nothing_new())?,
        }
        let counts = [
            (self.before, say::counted_before(self.before)),
            (self.same, say::same(self.same)),
            (
                self.left_alone.len(),
                say::left_alone(self.left_alone.len()),
            ),
        ];
        for (_, told) in counts.iter().filter(|(count, _)| *count > 0) {
            writeln!(out, "{told}")?;
        }
        for (place, kept) in self.conflicts.iter().take(SHOWN) {
            let offered = kept.offered.as_ref().map(Answer::word).unwrap_or_default();
            let [stands, offered] = [kept.stands.word(), offered].map(|word| shortened(&word, 60));
            let (date, item) = (kept.date, &kept.item);
            writeln!(
                out,
                "{}",
                say::conflict(date, item, stands, offered, place.told())
            )?;
        }
        let more = self.conflicts.len().saturating_sub(SHOWN);
        if more > 0 {
            writeln!(out, "{}", log::and_more(more))?;
        }
        if dry_run && self.act.is_some() {
            writeln!(out, "{}", say::nothing_written())?;
        }
        Ok(())
    }

    /// Tells a program.
    fn for_programs(&self, written: bool) -> serde_json::Value {
        let at = |place: &Place| json!({"file": place.file, "line": place.line});
        let conflicts = self.conflicts.iter().map(|(place, kept)| {
            json!({
                "file": place.file,
                "line": place.line,
                "date": kept.date,
                "item": kept.item,
                "kept": kept.stands.to_json(),
                "offered": kept.offered.as_ref().map(Answer::to_json),
            })
        });
        let wrong = self
            .wrong
            .iter()
            .map(|(place, why)| json!({"file": place.file, "line": place.line, "why": why}));
        json!({
            "written": written,
            "new-lines": self.count_new(),
            "counted-before": self.before,
            "same": self.same,
            "conflicts": conflicts.collect::<Vec<_>>(),
            "not-understood": wrong.collect::<Vec<_>>(),
            "left-alone": self.left_alone.iter().map(at).collect::<Vec<_>>(),
        })
    }

    /// Refuses the files with lines that were not understood, whose other lines were not written either.
    fn refused(&self) -> Result<(), Error> {
        if self.wrong.is_empty() {
            return Ok(());
        }
        let wrong = self.wrong.iter().take(SHOWN);
        let mut told: Vec<String> = wrong
            .map(|(place, why)| say::wrong(place.told(), why))
            .collect();
        let more = self.wrong.len().saturating_sub(SHOWN);
        if more > 0 {
            told.push(log::and_more(more));
        }
        Err(Error::input(told.join("\n        ")).hint(say::wrong_hint()))
    }
}

impl Place {
    fn told(&self) -> String {
        match self.line {
            Some(line) => say::place(&self.file, line),
            None => self.file.clone(),
        }
    }
}
