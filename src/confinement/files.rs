//! Landlock: no file outside the reach, and no connection over TCP.

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
    Scope, path_beneath_rules,
};

use super::Reach;

/// What any program of this kind reads: the clock's zone, the terminal, chance, and for a person's
/// own theme of the terminal nothing.
const READ: [&str; 3] = ["/etc/localtime", "/usr/share/zoneinfo", "/dev/urandom"];
/// The terminal that a passphrase is asked on, and nowhere.
const WRITE: [&str; 2] = ["/dev/tty", "/dev/null"];

pub(super) fn confine(reach: &Reach) {
    // An older kernel denies what it knows of this; one without Landlock denies nothing.
    let _ = restrict(reach);
}

fn restrict(reach: &Reach) -> Result<(), RulesetError> {
    let abi = ABI::V6;
    let read = AccessFs::from_read(abi) & !AccessFs::Execute;
    let write = AccessFs::from_all(abi) & !AccessFs::Execute;
    let around = reach.made.iter().filter_map(|folder| folder.parent());
    Ruleset::default()
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .scope(Scope::AbstractUnixSocket)?
        .create()?
        .add_rules(path_beneath_rules(READ, read))?
        .add_rules(path_beneath_rules(WRITE, write))?
        .add_rules(path_beneath_rules(&reach.read, read))?
        .add_rules(path_beneath_rules(&reach.write, write))?
        // Only of an empty folder does the system let go.
        .add_rules(path_beneath_rules(around, AccessFs::RemoveDir))?
        .restrict_self()
        .map(drop)
}
