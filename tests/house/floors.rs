//! Arrows run down: no room names one that stands above it, or beside it.

use crate::source::modules;

/// The rooms from the ground up. A room may name those of lower floors.
const FLOORS: [&[&str]; 12] = [
    &["language"],
    &["diary", "confinement", "memory"],
    &["keymap", "cycle", "repository", "demo"],
    &["sharing"],
    &["patterns", "guide", "safekeeping"],
    &["config", "insight"],
    &["exchange"],
    &["words"],
    &["lines", "report"],
    &["failure"],
    &["tui"],
    &["cli"],
];

/// Rooms that may speak SQL.
const SQL: [&str; 3] = ["repository", "safekeeping", "sharing"];
/// Files of other rooms that may, and why.
const ALSO: [(&str, &str); 1] = [(
    "src/exchange/apps/health_connect/database.rs",
    "what comes in is another program's database, of which the diary's rooms know nothing",
)];

fn floor(room: &str) -> usize {
    let floor = FLOORS.iter().position(|rooms| rooms.contains(&room));
    floor.unwrap_or_else(|| panic!("say in {} on which floor {room} stands", file!()))
}

#[test]
fn no_room_names_one_above_it() {
    let mut upward = Vec::new();
    let modules = modules();
    let is_room = |name: &str| modules.iter().any(|module| module.path == [name]);
    for module in &modules {
        let Some(room) = module.room() else { continue };
        for path in module.named.iter().chain(module.handed_on.values()) {
            let Some(named) = path.first().filter(|named| is_room(named)) else {
                continue;
            };
            if named != room && floor(named) >= floor(room) {
                upward.push(format!("{}: {}", module.file, path.join("::")));
            }
        }
    }
    assert!(upward.is_empty(), "upward:\n{}", upward.join("\n"));
}

#[test]
fn nobody_else_speaks_sql() {
    for module in modules() {
        let allowed = module.room().is_some_and(|room| SQL.contains(&room));
        let also = ALSO.iter().find(|(file, _)| *file == module.file);
        let speaks = module.lines.iter().any(|line| line.contains("rusqlite"));
        assert!(
            allowed || also.is_some() || !speaks,
            "{} speaks SQL",
            module.file
        );
        if let Some((file, why)) = also {
            assert!(
                speaks && !why.is_empty(),
                "{file} may be taken off the list"
            );
        }
    }
}
