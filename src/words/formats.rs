//! The table of formats in words.

use crate::exchange::FORMATS;

packed!("formats");

/// Whose files can be read, in half a sentence.
pub fn readable() -> String {
    let reads = FORMATS.iter().filter_map(|format| format.reads.as_ref());
    let labels: Vec<&str> = reads.filter_map(|reads| named(reads.label)).collect();
    super::common::any_of(&labels)
}

/// Where an entry came from, by the name that is kept of it; a name that is not known stands for itself.
pub fn origin(source: &str) -> &str {
    named(source).unwrap_or(source)
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
            if let Some(reads) = &format.reads {
                assert!(named(&reads.source).is_some(), "{}", reads.source);
            }
        }
    }
}
