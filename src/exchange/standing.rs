//! What a file is read beside.

use std::sync::Arc;

use chrono::NaiveDate;

use super::facts::{Decimal, Order};
use super::json::Settings;
use crate::diary::Catalogue;
use crate::repository::Repository;

/// What is known of a file that it does not say.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Today: what another program says of later days is no observation.
    pub today: NaiveDate,
    /// How its dates stand, where the person says so.
    pub order: Option<Order>,
    /// What stands before the decimals of its numbers, where the person says so.
    pub decimal: Option<Decimal>,
    /// Whether of a file that is cut off what is whole is taken.
    pub in_part: bool,
}

impl Told {
    /// Nothing but the day on which it is read.
    pub fn on(today: NaiveDate) -> Self {
        Self {
            today,
            order: None,
            decimal: None,
            in_part: false,
        }
    }
}

/// What a file is read beside.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What stands in the diary beside its entries.
    pub settings: Settings,
    /// What is known of the file.
    pub told: Told,
}

impl Standing {
    /// What stands in a diary, and what is known of a file.
    pub fn of(repository: Option<&Repository>, told: Told) -> Self {
        Self {
            settings: repository.map(Settings::of).unwrap_or_default(),
            told,
        }
    }

    /// The catalogue with the person's own items and changes.
    pub(super) fn catalogue(&self) -> Arc<Catalogue> {
        let (own, overrides) = (&self.settings.own_items, &self.settings.overrides);
        let laid_over = Catalogue::built_in().with(own, overrides);
        laid_over.map_or_else(|_| Arc::clone(Catalogue::built_in()), Arc::new)
    }
}
