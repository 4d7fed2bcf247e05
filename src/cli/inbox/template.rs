//! What a person keeps, as lines to fill in.

use std::io::Write;

use crate::cli::{Context, Error, Output};
use crate::diary::{Catalogue, EntryKindId, Item, Profile};
use crate::words::kinds;

/// Writes a line for each item of the day that the person keeps, under the day. A line that is not
/// filled in says nothing.
pub(super) fn write(context: &Context, out: &mut Output) -> Result<(), Error> {
    let diary = context.look_if_any()?;
    let (catalogue, profile) = match &diary {
        Some(diary) => (diary.catalogue(), diary.profile().clone()),
        None => (Catalogue::built_in(), Profile::default()),
    };
    let is_kept = |item: &&Item| {
        let of_day = catalogue.kinds_of(item).iter().any(EntryKindId::is_day);
        of_day && catalogue.concerns(item, &profile)
    };
    let items: Vec<&Item> = catalogue.items().iter().filter(is_kept).collect();
    let wide = { items.iter() }.map(|item| item.id.as_str().len()).max();
    let wide = wide.unwrap_or_default() + 4;
    writeln!(out, "# {}", context.today())?;
    for item in items {
        let blank = format!("{}=", item.id);
        writeln!(out, "{blank:wide$} # {}", kinds::range(&item.kind))?;
    }
    Ok(())
}
