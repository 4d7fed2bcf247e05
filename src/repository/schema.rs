//! The schema of the file: numbered steps that are never edited, and the parts that follow the
//! catalogue.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::connection::begin_in_turn;
use super::copy::before_step;
use super::error::{RepositoryError, Result};
use super::file::MAGIC;
use super::hash::{START, hashed};
use super::passphrase::Passphrase;
use super::problem::Problem;
use super::settings::{self, Settings};
use super::stand::Stand;
use crate::diary::{Catalogue, EntryKindId, Item, Unit};
use crate::language::{data, spoken};

/// Marks the file as a diary of this program: "twng" in ASCII.
pub(crate) const APPLICATION_ID: i64 = 0x7477_6e67;

/// Which program a database without a passphrase belongs to, by the number in its header (SQLite's file
/// format, 1.3).
pub(crate) fn application(header: &[u8]) -> Option<i64> {
    let number = header.get(68..72).filter(|_| header.starts_with(MAGIC));
    let number = number.and_then(|bytes| bytes.try_into().ok());
    number.map(|bytes| i64::from(u32::from_be_bytes(bytes)))
}

/// Whether a file that begins so is a diary without a passphrase.
pub(crate) fn is_diary(beginning: &[u8]) -> bool {
    application(beginning) == Some(APPLICATION_ID)
}

/// Every step from an empty file to the present schema. The version of a file is how many it has
/// taken.
const STEPS: &[&str] = &[
    include_str!("../../assets/schema/0001_diary.sql"),
    include_str!("../../assets/schema/0002_summary.sql"),
    include_str!("../../assets/schema/0003_name.sql"),
    include_str!("../../assets/schema/0004_draft.sql"),
    include_str!("../../assets/schema/0005_change.sql"),
    include_str!("../../assets/schema/0006_words.sql"),
    include_str!("../../assets/schema/0007_origin.sql"),
    include_str!("../../assets/schema/0008_value.sql"),
];

/// No diary will ever have taken so many: a larger number was garbled.
const MOST_STEPS: i64 = 1000;

/// What makes a file of an earlier version look like one of the present version, for who may only
/// read it: from the second step on, one for each.
const SEEN: &[&str] = &[
    include_str!("../../assets/schema/0002_seen.sql"),
    include_str!("../../assets/schema/0003_seen.sql"),
    include_str!("../../assets/schema/0004_seen.sql"),
    include_str!("../../assets/schema/0005_seen.sql"),
    include_str!("../../assets/schema/0006_seen.sql"),
    include_str!("../../assets/schema/0007_seen.sql"),
    include_str!("../../assets/schema/0008_seen.sql"),
];

/// Brings a file of an earlier version to the present one.
pub(super) fn prepare(
    db: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    version: usize,
) -> Result<()> {
    take_steps(db, key, path, version, STEPS)
}

/// Lets a file of an earlier version be read as one of the present version, without writing to it.
pub(super) fn see(db: &Connection, version: usize) -> Result<()> {
    for sql in SEEN.iter().skip(version - 1) {
        db.execute_batch(sql)?;
    }
    Ok(())
}

/// The version of a file.
///
/// # Errors
/// [`RepositoryError::NotADiary`] for a database of another program, [`RepositoryError::Newer`]
/// for a version that this program does not know.
pub(crate) fn version(db: &Connection, path: &Path) -> Result<usize> {
    // One state of the file for all questions: another program may be making it.
    let db = db.unchecked_transaction()?;
    version_among(&db, path, STEPS)
}

fn version_among(db: &Connection, path: &Path, steps: &[&str]) -> Result<usize> {
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, steps_taken) = (number("application_id")?, number("user_version")?);
    let empty = || {
        db.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| {
            row.get(0)
        })
    };
    if application != APPLICATION_ID && !(application == 0 && steps_taken == 0 && empty()?) {
        return Err(RepositoryError::NotADiary(path.to_owned()));
    }
    if !(0..MOST_STEPS).contains(&steps_taken) {
        return Err(RepositoryError::Damaged {
            path: path.to_owned(),
            detail: Problem::NotAsWritten.into(),
            source: None,
        });
    }
    usize::try_from(steps_taken)
        .ok()
        .filter(|taken| *taken <= steps.len())
        .ok_or_else(|| RepositoryError::Newer {
            path: path.to_owned(),
            found: steps_taken,
            known: steps.len() as i64,
        })
}

fn take_steps(
    db: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    version: usize,
    steps: &[&str],
) -> Result<()> {
    if version == steps.len() {
        return Ok(());
    }
    if version > 0 {
        before_step(db, key, path, version + 1)?;
    }
    let step = begin_in_turn(db)?;
    let version = version_among(db, path, steps)?;
    // Another program may have been quicker.
    if version == steps.len() {
        return Ok(());
    }
    for sql in &steps[version..] {
        step.execute_batch(sql)?;
    }
    Stand::move_on(&step)?;
    step.pragma_update(None, "application_id", APPLICATION_ID)?;
    step.pragma_update(None, "user_version", steps.len() as i64)?;
    Ok(step.commit()?)
}

/// For each language a number that differs between built-in catalogues, and between what is made of
/// them here.
const STAMPS: [u64; CATALOGUES.len()] = {
    let code = hashed(START, include_str!("schema.rs"));
    let (mut stamps, mut at) = ([0; CATALOGUES.len()], 0);
    while at < stamps.len() {
        stamps[at] = hashed(code, CATALOGUES[at]);
        at += 1;
    }
    stamps
};

const CATALOGUES: &[&str] = data!("catalogue");

/// Copies the catalogue into the file when another version of the program did so last.
pub(super) fn follow_built_in(db: &Connection, settings: &Settings) -> Result<()> {
    let stamp = Some(spoken(&STAMPS).to_string());
    if settings.stamp == stamp {
        return Ok(());
    }
    let (tx, _) = Stand::begin(db)?;
    let settings = Settings::read(&tx)?;
    // Another program may have been quicker.
    if settings.stamp == stamp {
        return Ok(());
    }
    follow(&tx, &settings.catalogue)?;
    tx.execute(
        "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)",
        params![settings::STAMP, stamp],
    )?;
    Ok(tx.commit()?)
}

/// Writes the catalogue into the file: the table `item` and the view `day`.
pub(super) fn follow(db: &Connection, catalogue: &Catalogue) -> rusqlite::Result<()> {
    // Items that only other versions know stay, as their answers do; own items can be unmade.
    db.execute(
        "DELETE FROM item WHERE own AND NOT EXISTS (SELECT 1 FROM setting WHERE key = ?1 || id)",
        [settings::OWN],
    )?;
    for item in catalogue.items() {
        db.prepare_cached(
            "INSERT OR REPLACE INTO item (id, label, kind, unit, options, section, own)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            item.id.as_str(),
            item.label,
            item.kind.name(),
            item.kind.unit().map(Unit::symbol),
            options(item),
            item.section.as_str(),
            item.own,
        ])?;
    }
    db.execute_batch(&format!("DROP VIEW IF EXISTS day; {}", day_view(catalogue)))
}

fn options(item: &Item) -> Option<String> {
    let options: Map<String, Value> = item
        .options()
        .iter()
        .map(|option| (option.code.to_string(), Value::from(option.label.as_str())))
        .collect();
    (!options.is_empty()).then(|| Value::Object(options).to_string())
}

/// The days as rows, the common items of the check-in as columns, and how many entries of each
/// kind there are.
fn day_view(catalogue: &Catalogue) -> String {
    let name = |name: &str| name.replace('-', "_").replace('"', "\"\"");
    let literal = |text: &str| text.replace('\'', "''");
    let mut sql = String::from(
        "CREATE VIEW day AS\n  -- The check-ins, a day a row, an item a column; then how many timed entries of a kind.\n  SELECT date((day >> 12) + 1721424.5) AS date",
    );
    let check_in = EntryKindId::DAY;
    let of_day = catalogue
        .sections_of(&check_in)
        .flat_map(|section| catalogue.items_of(&section.id))
        .filter(|item| item.common);
    for item in of_day {
        let _ = write!(
            sql,
            ",\n (SELECT value FROM answer WHERE entry = day AND item = '{}') AS \"{}\"",
            literal(item.id.as_str()),
            name(item.id.as_str()),
        );
    }
    for kind in catalogue
        .entry_kinds()
        .iter()
        .filter(|kind| !kind.id.is_day())
    {
        let _ = write!(
            sql,
            ",\n (SELECT count(*) FROM entry WHERE id BETWEEN day AND day + 4095 \
             AND kind = '{}') AS \"{}_entries\"",
            literal(kind.id.as_str()),
            name(kind.id.as_str()),
        );
    }
    sql.push_str("\n  FROM (SELECT DISTINCT id & ~4095 AS day FROM entry)");
    sql
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::{Repository, open};

    const NEXT: &str = "ALTER TABLE item ADD COLUMN colour TEXT;";

    /// A diary of the first version.
    fn diary() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("diary.db");
        let db = open::read_write(&file, None).unwrap();
        take_steps(&db, None, &file, 0, &STEPS[..1]).unwrap();
        follow(&db, Catalogue::built_in()).unwrap();
        (folder, file)
    }

    fn items(path: &Path) -> i64 {
        let db = open::read_only(path, None).unwrap();
        db.query_row("SELECT count(*) FROM item", [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn a_step_is_taken_once_with_a_copy_beside_the_file() {
        let (folder, file) = diary();
        let (steps, copy) = (
            [STEPS[0], NEXT],
            folder.path().join("diary.db.before-v2.db"),
        );
        for _ in 0..2 {
            let db = open::read_write(&file, None).unwrap();
            let version = version_among(&db, &file, &steps).unwrap();
            take_steps(&db, None, &file, version, &steps).unwrap();
            assert_eq!(version_among(&db, &file, &steps).unwrap(), 2);
            db.prepare("SELECT colour FROM item").unwrap();
        }
        let before = open::read_only(&copy, None).unwrap();
        assert_eq!(version(&before, &copy).unwrap(), 1);
        assert_eq!(items(&copy), items(&file));
    }

    #[test]
    fn a_newer_diary_is_refused_by_an_older_program() {
        let (_folder, file) = diary();
        drop(Repository::open(&file).unwrap());
        let db = open::read_only(&file, None).unwrap();
        let refused = version_among(&db, &file, &STEPS[..1]);
        assert!(matches!(
            refused,
            Err(RepositoryError::Newer {
                found: 8,
                known: 1,
                ..
            })
        ));
        assert_eq!(SEEN.len() + 1, STEPS.len());
    }

    #[test]
    fn an_older_copy_is_kept() {
        let (folder, file) = diary();
        let older = folder.path().join("diary.db.before-v2.db");
        std::fs::write(&older, "older").unwrap();
        let db = open::read_write(&file, None).unwrap();
        take_steps(&db, None, &file, 1, &[STEPS[0], NEXT]).unwrap();
        assert_eq!(std::fs::read_to_string(older).unwrap(), "older");
        let newer = folder.path().join("diary.db.before-v2-2.db");
        assert_eq!(items(&newer), items(&file));
    }

    #[test]
    fn a_step_that_fails_leaves_the_diary_as_it_was() {
        let (_folder, file) = diary();
        let steps = [
            STEPS[0],
            "ALTER TABLE item ADD COLUMN colour TEXT; nonsense",
        ];
        let db = open::read_write(&file, None).unwrap();
        assert!(take_steps(&db, None, &file, 1, &steps).is_err());
        assert_eq!(version(&db, &file).unwrap(), 1);
        assert!(db.prepare("SELECT colour FROM item").is_err());
    }

    #[test]
    fn without_a_copy_no_step_is_taken() {
        let (folder, file) = diary();
        // The copy cannot be made where a folder has its name.
        std::fs::create_dir(folder.path().join("diary.db.before-v2.db.partial")).unwrap();
        let db = open::read_write(&file, None).unwrap();
        assert!(take_steps(&db, None, &file, 1, &[STEPS[0], NEXT]).is_err());
        assert_eq!(version(&db, &file).unwrap(), 1);
    }

    #[test]
    fn who_comes_second_writes_nothing() {
        let (_folder, file) = diary();
        drop(Repository::open(&file).unwrap());
        let db = open::read_write(&file, None).unwrap();
        let stood = Stand::read(&db).unwrap();
        // As the file was when both looked.
        let settings = Settings {
            stamp: None,
            ..Settings::read(&db).unwrap()
        };
        take_steps(&db, None, &file, 0, STEPS).unwrap();
        follow_built_in(&db, &settings).unwrap();
        assert_eq!(Stand::read(&db).unwrap(), stood);
    }

    #[test]
    fn another_catalogue_is_copied_into_the_file() {
        let (_folder, file) = diary();
        let all = items(&file);
        let db = open::read_write(&file, None).unwrap();
        db.execute_batch(
            "DELETE FROM item WHERE id = 'pain';
             INSERT INTO item VALUES ('later', 'Later', 'flag', NULL, NULL, 'body', 0);
             UPDATE setting SET value = '1' WHERE key = 'catalogue';",
        )
        .unwrap();
        drop(db);
        drop(Repository::open(&file).unwrap());
        // What was missing is there; what only another version knows stays.
        assert_eq!(items(&file), all + 1);
    }
}
