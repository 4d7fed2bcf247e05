//! What the computers are called.

use rusqlite::Connection;
use smol_str::SmolStr;

use crate::repository::raw::Result;
use crate::sharing::table::{DEVICE, NAME, set, value};
use crate::sharing::{Computer, DeviceId};

/// Remembers which computer this is.
pub(super) fn know_me(db: &Connection, me: &Computer) -> Result<()> {
    set(db, DEVICE, &me.id.to_string())?;
    set(db, NAME, &me.name.as_str())?;
    know(db, me)
}

/// Remembers what a computer is called.
pub(super) fn know(db: &Connection, computer: &Computer) -> Result<()> {
    Ok(set(db, &computer.id.to_string(), &computer.name.as_str())?)
}

/// The number of this computer; none where it cannot be read.
pub(super) fn me(db: &Connection) -> Result<Option<DeviceId>> {
    let device: Option<String> = value(db, DEVICE)?;
    Ok(device.and_then(|device| device.parse().ok()))
}

/// A computer by its number, by which it is called, too, where its name was never heard.
pub(super) fn computer(db: &Connection, id: DeviceId) -> Result<Computer> {
    let number = id.to_string();
    let name: Option<String> = value(db, &number)?;
    let name = name.unwrap_or(number);
    Ok(Computer {
        id,
        name: SmolStr::new(name),
    })
}
