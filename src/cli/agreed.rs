//! A question at the shell that wants a yes.

use std::io::{Write, stdin};

use super::{Error, Output};
use crate::diary::parse;

/// Asks; whatever is no yes, the end of the input among it, is a no.
pub(super) fn agreed(question: &str, out: &mut Output) -> Result<bool, Error> {
    write!(out, "{question} ")?;
    out.flush()?;
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(parse::yes_no(line.trim()) == Some(true))
}
