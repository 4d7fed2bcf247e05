//! The readings of a day.

use twinge::cycle::CycleFacts;
use twinge::diary::{Area, Catalogue, Profile, Tristate};
use twinge::guide::{Fit, ReadingBook, Readings, RuleBook, Said, Situation};
use twinge::words::guide::{readings_to_json, said, which_notes, which_urgency};

use crate::made::{day, entries, man, six_cycles, woman};

fn which(lines: &[&str], profile: &Profile, cycles: &CycleFacts, date: i64) -> Readings {
    ReadingBook::built_in().which(
        RuleBook::built_in(),
        &Situation {
            diary: &entries(lines),
            catalogue: Catalogue::built_in(),
            profile,
            cycles,
            date: day(date),
        },
    )
}

fn has(lines: &[Said], words: &str) -> bool {
    lines.iter().any(|line| said(line).contains(words))
}

#[test]
fn the_readings_of_a_day_in_the_middle_of_the_cycle() {
    let lines = [
        "-140..-1 pain=4",
        "-140..-138 pain=0",
        "-113..-1/28 pain=0",
        "-112..-1/28 pain=0",
        "-111..-1/28 pain=0",
        "-110..-1/28 pain=0",
        "-90..-10/10 intimacy orgasm=yes pain-after=0",
        "-15 intimacy orgasm=yes pain-after=4",
        "-1 intimacy orgasm=yes pain-after=0",
        "-1 lifting=heavy",
        "0 pain=4 pain-sites=low-back-left,si-left pain-quality=dull lh-test=positive mucus-texture=egg-white pain-worse=sitting,turning",
    ];
    let told = which(&lines, &woman(), &six_cycles(), 0);
    let titles: Vec<_> = told
        .readings
        .iter()
        .map(|of| (of.id.as_str(), of.fits))
        .collect();
    assert_eq!(
        titles,
        [
            ("ovulation", Fit::Yes),
            ("after-orgasm", Fit::Yes),
            ("muscle", Fit::Perhaps),
            ("nerve", Fit::Perhaps),
            ("vascular", Fit::Perhaps),
            ("sacroiliac", Fit::Perhaps),
            ("strain", Fit::Yes),
            ("implantation", Fit::No),
            ("period", Fit::No),
            ("urinary", Fit::No),
        ]
    );
    let of = |id: &str| told.readings.iter().find(|of| of.id == id).unwrap();
    assert_eq!(
        said(&of("ovulation").timing),
        "The timing fits: day 14, ovulation most likely on 16 June (14 to 17 June), confirmed by a test or sign."
    );
    assert!(has(&of("ovulation").speaks_for, "a positive LH test"));
    assert!(has(&of("ovulation").speaks_against, "low back alone"));
    assert!(has(
        &of("ovulation").speaks_against,
        "in 0 of 5 earlier cycles, and in 27 of 27 other stretches of 4 days"
    ));
    assert!(has(&of("ovulation").settle, "a temperature tomorrow"));
    assert!(has(
        &of("after-orgasm").speaks_against,
        "you noted no pain after it"
    ));
    assert!(has(
        &of("after-orgasm").neither,
        "answered with pain in 1 of 11 earlier times"
    ));
    assert!(has(
        &of("sacroiliac").speaks_for,
        "at the dimple on one side"
    ));
    assert!(has(&of("nerve").speaks_against, "dull or stiff"));
    assert!(has(&of("strain").speaks_for, "in the low back"));
    assert_eq!(
        said(&of("period").timing),
        "The timing does not fit: 15 days before your next period."
    );
    assert!(of("period").speaks_for.is_empty() && of("period").settle.is_empty());
    assert!(told.flags.is_empty() && which_notes(&told).next().is_none());
}

/// Whoever tells of pain on ejaculation tells of an orgasm, unless they say there was none.
#[test]
fn pain_on_ejaculation_is_pain_after_an_orgasm() {
    for (yesterday, fits, noted) in [
        ("orgasm=yes pain-after=4", Fit::Yes, true),
        ("ejaculation-pain=yes pain-after=4", Fit::Yes, true),
        ("ejaculation-pain=no pain-after=4", Fit::No, false),
        (
            "orgasm=no ejaculation-pain=yes pain-after=4",
            Fit::No,
            false,
        ),
    ] {
        let before = format!("-40..-12/7 intimacy {yesterday}");
        let line = format!("-1 intimacy {yesterday}");
        let told = which(
            &[&before, &line, "0 pain=4"],
            &man(),
            &CycleFacts::default(),
            0,
        );
        let of = told.readings.iter().find(|of| of.id == "after-orgasm");
        let of = of.unwrap();
        assert_eq!(of.fits, fits, "{yesterday}");
        assert_eq!(
            has(&of.speaks_for, "you noted pain after it"),
            noted,
            "{yesterday}"
        );
        let counted = has(&of.neither, "answered with pain in 6 of 6 earlier times");
        assert_eq!(counted, noted, "{yesterday}: {of:?}");
    }
}

#[test]
fn ovulation_pain_is_told_by_side_and_length() {
    let one_sided = ["0 pain=4 pain-sites=belly-left pain-lasted=hours"];
    let told = which(&one_sided, &woman(), &six_cycles(), 0);
    let ovulation = &told.readings[0];
    assert!(
        has(&ovulation.speaks_for, "on one side") && has(&ovulation.speaks_for, "hours, not days")
    );
    let for_days = ["-5..0 pain=4 pain-sites=belly-left,belly-right"];
    let told = which(&for_days, &woman(), &six_cycles(), 0);
    let ovulation = &told.readings[0];
    assert!(has(&ovulation.speaks_against, "not on one side"));
    assert!(has(&ovulation.speaks_against, "gone on for days"));
}

#[test]
fn the_timing_of_period_and_implantation_follows_the_cycle() {
    for (date, period, implantation) in [
        (-12, "day 2 of your period", "your period has begun"),
        (-9, "mostly ends by the third", "your period has begun"),
        (4, "11 days before your next", "too soon after"),
        (8, "In the week before", "about 7 days after ovulation"),
        (
            14,
            "your next period is about 30 June",
            "may lie in the window",
        ),
        (17, "expected about 30 June and is late", "is over"),
    ] {
        let line = format!("{date} pain=3");
        let told = which(&[&line], &woman(), &six_cycles(), date);
        let timing = |id: &str| {
            let of = told.readings.iter().find(|of| of.id == id).unwrap();
            said(&of.timing)
        };
        assert!(
            timing("period").contains(period),
            "day {date}: {}",
            timing("period")
        );
        assert!(
            timing("implantation").contains(implantation),
            "day {date}: {}",
            timing("implantation")
        );
    }
}

#[test]
fn nothing_speaks_for_implantation() {
    let lines = ["8 pain=3 pain-sites=belly-left bleeding=spotting temperature=36.2"];
    let told = which(&lines, &woman(), &six_cycles(), 8);
    let implantation = told
        .readings
        .iter()
        .find(|of| of.id == "implantation")
        .unwrap();
    assert_eq!(implantation.fits, Fit::Perhaps);
    assert!(implantation.speaks_for.is_empty());
    assert!(has(
        &implantation.settle,
        "a test from the first missed day"
    ));
}

#[test]
fn warning_signs_come_before_the_readings() {
    let told = which(
        &[
            "-1 pain=5 pain-sites=low-back-left saddle-numbness=yes",
            "0 pain=2",
        ],
        &woman(),
        &six_cycles(),
        0,
    );
    assert_eq!(told.flags[0].rule, "C1");
    assert!(which_urgency(told.urgent).starts_with("Warning signs come first"));
    assert!(!told.nothing);
}

#[test]
fn nothing_stands_out_is_an_answer() {
    let told = which(&["0 pain=2"], &man(), &CycleFacts::default(), 0);
    assert_eq!(
        which_notes(&told).collect::<Vec<_>>(),
        ["Nothing stands out. That is a normal answer."]
    );
    let ids: Vec<_> = told.readings.iter().map(|of| of.id.as_str()).collect();
    assert_eq!(
        ids,
        ["after-orgasm", "strain", "urinary"],
        "what cannot apply is left out"
    );
    assert!(which(&["0 pain=0"], &woman(), &six_cycles(), 0).painless);
}

#[test]
fn what_is_not_kept_or_hidden_is_not_spoken_of() {
    let lines = ["0 pain=2 lh-test=positive", "0 intimacy orgasm=yes"];
    let ids = |profile: &Profile| -> Vec<String> {
        which(&lines, profile, &six_cycles(), 0)
            .readings
            .into_iter()
            .map(|of| of.id)
            .collect()
    };
    let mut private = woman();
    private.areas.remove(&Area::Intimacy);
    assert!(!ids(&private).contains(&"after-orgasm".to_owned()));
    let plain = Profile {
        fertility: false,
        ..woman()
    };
    assert!(!ids(&plain).contains(&"implantation".to_owned()));
    let told = which(&lines, &plain, &six_cycles(), 0);
    assert!(!readings_to_json(&told).to_string().contains("LH"));
    let cannot = Profile {
        pregnancy_possible: Tristate::No,
        ..woman()
    };
    assert!(!ids(&cannot).contains(&"implantation".to_owned()));
}

/// Whether the reading of a day fits, and its timing.
fn timing(told: &Readings, id: &str) -> (Fit, String) {
    let of = told.readings.iter().find(|of| of.id == id).unwrap();
    (of.fits, said(&of.timing))
}

#[test]
fn in_a_pregnancy_there_is_no_ovulation_no_implantation_and_no_period() {
    let cycles = six_cycles();
    let all = |lines: &[&str], date| {
        let told = which(lines, &woman(), &cycles, date);
        ["ovulation", "implantation", "period"].map(|id| timing(&told, id))
    };
    let tested = "-3 pregnancy-test=positive";
    // Day 0 would be about ovulation, day 9 in the window, day 14 at the period.
    for date in [0, 9, 14] {
        for (fit, words) in all(&[tested, "20 pain=0"], date) {
            assert_eq!(fit, Fit::No);
            assert!(words.contains("a pregnancy test was positive"), "{words}");
        }
        let untested = all(&["-3 pain=0", "20 pain=0"], date);
        assert!(untested.iter().any(|(fit, _)| *fit != Fit::No), "{date}");
    }
    // The days before it are told as they were, and so are those after the pregnancy.
    assert!(!all(&[tested], -4)[0].1.contains("pregnancy"));
    for over in ["-1 pregnancy-ended=loss", "0 pregnancy-test=negative"] {
        assert_eq!(all(&[tested, over], 0)[0].0, Fit::Yes);
    }
    let [.., (_, bleeding)] = all(&[tested, "0 bleeding=light"], 0);
    assert!(bleeding.contains("bleeding in a pregnancy is no period"));
}

#[test]
fn rules_and_readings_take_the_same_for_a_pregnancy() {
    let sign = |text: &str| {
        let file: toml::Value = toml::from_str(text).unwrap();
        let signs = file["sign"].as_array().unwrap().clone();
        signs
            .into_iter()
            .find(|sign| sign["name"].as_str() == Some("pregnant"))
    };
    let rules = sign(include_str!("../../assets/guide/rules.toml"));
    assert!(rules.is_some());
    assert_eq!(
        rules,
        sign(include_str!("../../assets/guide/readings.toml"))
    );
}

#[test]
fn an_unknown_ovulation_is_said_to_be_unknown() {
    let told = which(
        &["0 pain=2 pain-sites=belly-left"],
        &woman(),
        &CycleFacts::default(),
        0,
    );
    assert_eq!(
        said(&told.readings[0].timing),
        "It is not known when ovulation was."
    );
    assert_eq!(told.readings[0].fits, Fit::Perhaps);
}

#[test]
fn readings_are_printed_as_json() {
    let told = which(&["0 pain=2"], &woman(), &six_cycles(), 0);
    let json = readings_to_json(&told);
    assert_eq!(json["date"], "2026-06-15");
    assert_eq!(json["readings"][0]["id"], "ovulation");
    assert_eq!(json["readings"][0]["fits"], "yes");
    for key in [
        "title", "timing", "for", "against", "neither", "settle", "learn",
    ] {
        assert!(!json["readings"][0][key].is_null(), "{key}");
    }
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(|key| &**key).collect();
    let all = "date intro urgency flags painless readings nothing";
    assert_eq!(keys.join(" "), all);
    let reading = json["readings"][0].as_object().unwrap();
    let keys: Vec<&str> = reading.keys().map(|key| &**key).collect();
    let all = "id under title fits timing for against neither settle learn";
    assert_eq!(keys.join(" "), all);
    assert!(json["painless"].is_null() && json["nothing"].is_null());
}
