//! The table of formats in words.

use crate::exchange::FORMATS;

packed!("formats");

/// Whose files can be read, in half a sentence.
pub fn readable() -> String {
    let reads = FORMATS.iter().filter_map(|format| format.reads.as_ref());
    let labels: Vec<&str> = reads.filter_map(|reads| named(reads.label)).collect();
    super::common::any_of(&labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_words() {
        for format in &FORMATS {
            let reads = format.reads.as_ref().map(|reads| reads.label);
            let writes = format.writes.as_ref().map(|writes| writes.label);
            for label in reads.into_iter().chain(writes) {
                assert!(named(label).is_some(), "{label}");
            }
        }
    }
}
