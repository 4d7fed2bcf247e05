//! Where what was worked out goes, and how often.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::outcome::Outcome;

/// Nothing is reported of work that is done within a blink …
pub(super) const BLINK: Duration = Duration::from_millis(150);
/// … and no more often than this while it takes longer.
pub(super) const BETWEEN: Duration = Duration::from_millis(80);

/// Where outcomes go; false when nobody is there any more.
pub type Report = Arc<dyn Fn(Outcome) -> bool + Send + Sync>;

/// Tells how far something is, now and then, and whether it is called off.
pub(super) fn watch<P: Copy + PartialEq>(
    off: Arc<AtomicBool>,
    tell: impl Fn(P),
) -> impl Fn(P) -> ControlFlow<()> {
    let told = Mutex::new((Instant::now() + BLINK - BETWEEN, None));
    move |progress| {
        if off.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if let Ok(mut told) = told.lock()
            && told.1 != Some(progress)
            && told.0.elapsed() >= BETWEEN
        {
            *told = (Instant::now(), Some(progress));
            tell(progress);
        }
        ControlFlow::Continue(())
    }
}
