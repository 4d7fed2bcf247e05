//! How the form shows an answer, and what keys do to it.

use super::Answer;

/// How the form shows the answer of a field that has the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control<'a> {
    /// Every score from 0 to 10 in a row.
    Ruler,
    /// Some answers in a row, with their labels.
    Row(Vec<(&'a str, Answer)>),
    /// A list, or a drawing, on which several options are chosen.
    List,
    /// An editor.
    Editor {
        /// Whether the words may have several lines.
        lines: bool,
    },
}

/// What a key does to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press<A> {
    /// It answers.
    Answer(A),
    /// It begins an answer that is typed.
    Edit,
    /// There is no option of that place; there are so many.
    Beyond(usize),
    /// It does nothing.
    Nothing,
}

impl<A> Press<A> {
    /// The same with another kind of answer.
    pub(super) fn map<B>(self, to: impl FnOnce(A) -> B) -> Press<B> {
        match self {
            Self::Answer(answer) => Press::Answer(to(answer)),
            Self::Edit => Press::Edit,
            Self::Beyond(options) => Press::Beyond(options),
            Self::Nothing => Press::Nothing,
        }
    }
}
