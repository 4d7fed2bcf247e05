//! What is said of a sample diary whose bleeding is steered from outside: nothing is claimed that is
//! not to be expected, and it is said why.

use chrono::NaiveDate;
use twinge::repository::Repository;

use crate::support::{Home, TODAY};

/// A sample diary, with periods, temperatures and LH tests.
fn sample() -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.diary().parent().unwrap()).unwrap();
    let mut repository = Repository::open(&home.diary()).unwrap();
    let today: NaiveDate = TODAY.parse().unwrap();
    for act in twinge::demo::acts(today, 7) {
        repository.perform(&act).unwrap();
    }
    home
}

/// Everything said of the cycles: the verbs that tell of them, and the readings of a month.
fn said(home: &Home) -> String {
    let mut said = String::new();
    for verb in ["forecast", "cycles", "status", "show", "patterns", "flags"] {
        said += &home.ok(&[verb]);
    }
    said += &home.ok(&["patterns", "--all"]);
    for day in (0..30).step_by(7) {
        said += &home.ok(&["which", &format!("-{day}")]);
        said += &home.ok(&["forecast", "--as-of", &format!("-{day}")]);
    }
    said
}

/// Sentences that say that something is not so.
const DENIED: [&str; 6] = [
    "no ovulation is expected",
    "ovulation is not expected",
    "Ovulation may go on",
    "Ovulation mostly goes on",
    "When ovulation was is not known",
    "No period is forecast",
];

#[test]
fn nothing_is_claimed_that_is_not_to_be_expected() {
    let home = sample();
    let plain = said(&home);
    for claim in ["Next period", "Fertile days", "ovulation most likely"] {
        assert!(plain.contains(claim), "{claim}: {plain}");
    }
    for (told, stopped, why) in [
        ("contraception=combined", true, "withdrawal bleed"),
        (
            "contraception=implant-or-injection",
            true,
            "breakthrough bleed",
        ),
        ("contraception=minipill", false, "breakthrough bleed"),
        (
            "contraception=hormonal-coil",
            false,
            "says little about the cycle",
        ),
        ("testosterone=yes", false, "on testosterone"),
        ("menopause=yes", true, "after the menopause"),
    ] {
        let clear = [
            "profile",
            "contraception=unknown",
            "testosterone=unknown",
            "menopause=no",
        ];
        home.ok(&clear);
        home.ok(&["profile", told]);
        let said = said(&home);
        assert!(said.contains(why), "{told}: {said}");
        for claim in [
            "Next period",
            "Fertile days",
            "Implantation window:",
            "of your period",
            "your next period",
            "days of the period",
            "during the period",
            "before the period",
            "after the period",
            "around ovulation",
            "cycle day",
            "luteal",
            "Ovulation is estimated",
            "your cycle lengths",
            "counted back",
        ] {
            assert!(!said.contains(claim), "{told}: {claim} in {said}");
        }
        let mut rest = said.clone();
        for sentence in DENIED {
            rest = rest.replace(sentence, "");
        }
        let claimed = [
            "most likely on",
            "days after ovulation",
            "ovulation day",
            "confirmed",
        ];
        let claimed = claimed.iter().any(|claim| rest.contains(claim));
        assert!(!(stopped && claimed), "{told}: {rest}");
    }
    // A copper coil changes nothing.
    home.ok(&[
        "profile",
        "contraception=copper-coil",
        "testosterone=unknown",
        "menopause=no",
    ]);
    assert_eq!(self::said(&home), plain);
}

#[test]
fn it_is_said_why_nothing_is_forecast() {
    let home = sample();
    for (told, why, code) in [
        (
            "contraception=combined",
            "withdrawal bleed",
            "contraception",
        ),
        ("menopause=yes", "after the menopause", "menopause"),
        ("uterus=no", "no womb", "not-kept"),
    ] {
        home.ok(&["profile", told]);
        for verb in ["forecast", "cycles"] {
            let said = home.ok(&[verb]);
            assert!(said.contains(why), "{verb} {told}: {said}");
        }
        let json = home.ok(&["forecast", "--json"]);
        assert!(json.contains(code), "{json}");
    }
}
