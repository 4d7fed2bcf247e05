//! When the lock is due, by clocks that are told.

use std::time::Duration;

use twinge::tui::unlock::idle::{Idle, Moment};

fn after(begin: Moment, awake: u64, wall: i64) -> Moment {
    let far = Duration::from_secs(wall.unsigned_abs());
    Moment {
        awake: begin.awake + Duration::from_secs(awake),
        wall: if wall < 0 {
            begin.wall - far
        } else {
            begin.wall + far
        },
    }
}

#[test]
fn the_lock_is_due_after_the_minutes_without_a_key() {
    let begin = Moment::now();
    let mut idle = Idle::new(5, begin);
    let left = |idle: &Idle, seconds: u64| {
        let now = after(begin, seconds, seconds as i64);
        idle.left(now).map(|left| left.as_secs())
    };
    assert_eq!(left(&idle, 0), Some(300));
    assert_eq!(left(&idle, 299), Some(1));
    assert_eq!(left(&idle, 300), Some(0));
    assert_eq!(left(&idle, 9000), Some(0));
    idle.touch(after(begin, 299, 299));
    assert_eq!(left(&idle, 300), Some(299));
    assert_eq!(left(&idle, 599), Some(0));
    assert_eq!(left(&Idle::new(0, begin), 9000), None);
}

#[test]
fn sleep_counts_and_a_clock_set_back_does_not_put_it_off() {
    let begin = Moment::now();
    let idle = Idle::new(5, begin);
    let left = |awake, wall| idle.left(after(begin, awake, wall)).unwrap().as_secs();
    // The machine slept for an hour, a second after the last key.
    assert_eq!(left(1, 3601), 0);
    assert_eq!(left(1, 200), 100);
    // The clock on the wall went back an hour.
    assert_eq!(left(200, -3400), 100);
    assert_eq!(left(300, -3300), 0);
}

#[test]
fn the_lock_is_told_once_until_a_key_is_pressed() {
    let begin = Moment::now();
    let mut idle = Idle::new(5, begin);
    let at = |seconds: u64| after(begin, seconds, seconds as i64);
    assert!(!idle.is_due(at(299)));
    assert!(idle.is_due(at(300)));
    assert!(!idle.is_due(at(9000)));
    assert_eq!(idle.left(at(9000)), None);
    idle.touch(at(9000));
    assert!(!idle.is_due(at(9001)));
    assert!(idle.is_due(at(9300)));
    assert!(!Idle::new(0, begin).is_due(at(9000)));
}
