//! When a diary that is shared goes round next.

use std::time::{Duration, Instant};

/// After a change one waits for the next ones.
const CHANGED: Duration = Duration::from_secs(60);
/// What is carried comes in many files, one after the other.
const CARRIED: Duration = Duration::from_secs(2);

/// When a diary that is shared goes round next.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    changed: Option<Instant>,
    carried: Option<Instant>,
}

impl Rounds {
    /// Something was changed here.
    pub(super) fn changed(&mut self, now: Instant) {
        self.changed = Some(now + CHANGED);
    }

    /// Something in the folder changed: what is waited for already is waited for no longer.
    pub(super) fn carried(&mut self, now: Instant) {
        self.carried.get_or_insert(now + CARRIED);
    }

    /// When the next is due.
    pub(super) fn next(&self) -> Option<Instant> {
        [self.changed, self.carried].into_iter().flatten().min()
    }

    /// Whether one is due; then none is any more.
    pub(super) fn take_due(&mut self, now: Instant) -> bool {
        let due = self.next().is_some_and(|at| at <= now);
        if due {
            *self = Self::default();
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_due_a_minute_after_the_last_change_and_soon_after_something_came() {
        let begin = Instant::now();
        let after = |seconds| begin + Duration::from_secs(seconds);
        let mut rounds = Rounds::default();
        assert_eq!(rounds.next(), None);
        rounds.changed(after(0));
        rounds.changed(after(30));
        assert!(!rounds.take_due(after(89)));
        assert!(rounds.take_due(after(90)));
        assert_eq!(rounds.next(), None);
        rounds.changed(after(100));
        rounds.carried(after(110));
        rounds.carried(after(111));
        assert_eq!(rounds.next(), Some(after(112)));
        assert!(rounds.take_due(after(112)));
        assert!(!rounds.take_due(after(999)));
    }
}
