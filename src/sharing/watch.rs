//! How far it is, for whoever waits.

use std::ops::ControlFlow;

/// How far a round is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many percent are done, 0 to 100.
    pub percent: u8,
    /// Whether what others wrote stands in the diary by now.
    pub stands: bool,
}

/// Is told how far it is, and says whether to go on. Who is called off before what others wrote stands
/// in the diary leaves it as it was; later on, the next round writes what is not written.
pub type Watch<'w> = &'w dyn Fn(Progress) -> ControlFlow<()>;

/// Nobody waits.
pub(super) const UNWATCHED: Watch<'static> = &|_| ControlFlow::Continue(());

/// The legs of a round, each about as long as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leg {
    /// What others wrote is merged.
    Merging,
    /// The rows become what the documents say.
    Taking,
    /// Files are written for others.
    Writing,
}

impl Leg {
    /// How far the round is with so many of all of this leg.
    pub(super) fn progress(self, done: usize, all: usize) -> Progress {
        const LEGS: usize = Leg::Writing as usize + 1;
        let all = all.max(1);
        let done = self as usize * all + done.min(all);
        Progress {
            percent: u8::try_from(100 * done / (LEGS * all)).unwrap_or(100),
            stands: self == Self::Writing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leg_begins_where_the_one_before_it_ends() {
        let percent = |leg: Leg, done, all| leg.progress(done, all).percent;
        assert_eq!(percent(Leg::Merging, 0, 0), 0);
        assert_eq!(percent(Leg::Merging, 7, 7), percent(Leg::Taking, 0, 9));
        assert_eq!(percent(Leg::Taking, 9, 9), percent(Leg::Writing, 0, 1));
        assert_eq!(percent(Leg::Writing, 720, 720), 100);
    }
}
