//! Templates: words with `{names}` to be filled in.

use std::fmt::Display;

/// Fills in a template.
pub(super) fn fill(template: &str, with: &[(&str, &dyn Display)]) -> String {
    with.iter()
        .fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value.to_string())
        })
}
