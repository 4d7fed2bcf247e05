//! How a line of the form is divided.

/// A ruler from 0 to 10 with one score in brackets.
pub const RULER: u16 = 24;

/// The longest a label can be; the catalogue keeps to it.
pub const LABEL: u16 = 18;

/// The columns of a line.
#[derive(Clone, Copy)]
pub struct Columns {
    /// The label.
    pub label: u16,
    /// The answer.
    pub value: u16,
    /// The answer before it.
    pub earlier: u16,
}

impl Columns {
    /// The columns of a line that wide.
    pub fn of(width: u16) -> Self {
        let label = if width >= 44 { LABEL } else { width / 3 };
        let earlier = if width >= 46 {
            (width / 6).clamp(8, 16)
        } else {
            0
        };
        let value = width.saturating_sub(2 + label + 1 + behind(earlier));
        Self {
            label,
            value,
            earlier,
        }
    }

    /// The same, where the answer before takes only so many cells: the answer has the others.
    pub fn beside(self, earlier: u16) -> Self {
        Self {
            value: (self.value + behind(self.earlier)).saturating_sub(behind(earlier)),
            earlier,
            ..self
        }
    }
}

/// The cells behind an answer that one before it takes, with a gap between them.
fn behind(earlier: u16) -> u16 {
    match earlier {
        0 => 0,
        wide => wide + 1,
    }
}
