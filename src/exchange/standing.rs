//! What a file is read beside.

use std::sync::Arc;

use chrono::NaiveDate;

use super::json::Settings;
use crate::diary::Catalogue;
use crate::repository::Repository;

/// What a file is read beside.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What stands in the diary beside its entries.
    pub settings: Settings,
    /// Today: what another program says of later days is no observation.
    pub today: NaiveDate,
}

impl Standing {
    /// What stands in a diary today.
    pub fn of(repository: Option<&Repository>, today: NaiveDate) -> Self {
        Self {
            settings: repository.map(Settings::of).unwrap_or_default(),
            today,
        }
    }

    /// The catalogue with the person's own items and changes.
    pub(super) fn catalogue(&self) -> Arc<Catalogue> {
        let (own, overrides) = (&self.settings.own_items, &self.settings.overrides);
        let laid_over = Catalogue::built_in().with(own, overrides);
        laid_over.map_or_else(|_| Arc::clone(Catalogue::built_in()), Arc::new)
    }
}
