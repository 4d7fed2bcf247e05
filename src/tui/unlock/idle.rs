//! When nobody is there: the lock after some minutes without a key.

use std::time::{Duration, Instant, SystemTime};

/// A moment, by the clock that stands still while the machine sleeps and by the one on the wall.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Goes on steadily while the machine is awake.
    pub awake: Instant,
    /// Goes on while the machine sleeps, and may be set back.
    pub wall: SystemTime,
}

impl Moment {
    /// This one.
    pub fn now() -> Self {
        Self {
            awake: Instant::now(),
            wall: SystemTime::now(),
        }
    }
}

/// How long nobody has touched the keys.
#[derive(Debug)]
pub struct Idle {
    limit: Option<Duration>,
    /// When a key was pressed last; `None` once it was told that nobody is there.
    since: Option<Moment>,
}

impl Idle {
    /// A lock so many minutes from a moment on; 0 is never.
    pub fn new(minutes: u16, now: Moment) -> Self {
        let limit = Duration::from_secs(60 * u64::from(minutes));
        Self {
            limit: (minutes > 0).then_some(limit),
            since: Some(now),
        }
    }

    /// A key was pressed.
    pub fn touch(&mut self, now: Moment) {
        self.since = Some(now);
    }

    /// How long until the lock; `None` when there is none. Zero when it is due.
    pub fn left(&self, now: Moment) -> Option<Duration> {
        let since = self.since?;
        let awake = now.awake.saturating_duration_since(since.awake);
        let wall = now.wall.duration_since(since.wall);
        let idle = awake.max(wall.unwrap_or_default());
        self.limit.map(|limit| limit.saturating_sub(idle))
    }

    /// Whether the lock is due; told once, until a key is pressed again.
    pub fn is_due(&mut self, now: Moment) -> bool {
        let due = self.left(now).is_some_and(|left| left.is_zero());
        if due {
            self.since = None;
        }
        due
    }
}
