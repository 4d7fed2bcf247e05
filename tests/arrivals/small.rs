//! The open trackers.

use crate::support::{brings, counted};

#[test]
fn mensinator() {
    let expected = &[
        "2025-01-05 bleeding heavy",
        "2025-01-06 bleeding medium",
        "2025-01-18 pain-sites low-back-middle",
        "2025-01-18 tags ovulation-noted",
    ];
    brings("mensinator.json", "mensinator", expected);
}

#[test]
fn menstrudel() {
    let expected = &[
        "2025-01-05 bleeding heavy",
        "2025-01-05 pain 8",
        "2025-01-05 pain-sites low-back-middle",
        "2025-01-05 period-mark first-day",
        "2025-01-06 bleeding medium",
        "2025-01-07 bleeding medium",
        "2025-01-08 bleeding medium",
        "2025-01-09 bleeding medium",
        "2025-01-19 bleeding spotting",
        "2025-01-20 bleeding none",
        "2025-01-20 pain 10",
    ];
    brings("menstrudel.json", "menstrudel", expected);
}

#[test]
fn periodical() {
    let expected = &[
        "2025-01-05 bleeding light",
        "2025-01-05 period-mark first-day",
        "2025-01-06 bleeding heavy",
        "2025-01-18 note synthetic",
        "2025-01-18 pain-one-sided left",
        "2025-01-18 pain-sites low-back-middle",
        "2025-01-19 bleeding spotting",
    ];
    let census = brings("periodical-backup.json.gz", "periodical", expected);
    assert_eq!(counted(&census), [("data", 1), ("options", 1)].into());
}

#[test]
fn peri() {
    let expected = &[
        "2025-01-05 bleeding medium",
        "2025-01-05 period-mark first-day",
        "2025-01-06 bleeding medium",
        "2025-01-07 bleeding medium",
        "2025-01-08 bleeding medium",
        "2025-01-09 bleeding medium",
        "2025-02-03 bleeding medium",
        "2025-02-03 period-mark first-day",
        "2025-02-04 bleeding medium",
        "2025-02-05 bleeding medium",
        "2025-02-06 bleeding medium",
    ];
    brings("peri.json", "peri", expected);
}
