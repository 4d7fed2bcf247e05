//! The cycles: their list, what is drawn of them, and what a person says of one.

use chrono::{Days, NaiveDate};
use twinge::diary::{
    Act, Answer, Area, Code, Edit, ItemId, Profile, Quantity, Role, Target, Tristate,
};
use twinge::repository::Repository;
use twinge::tui::model::View;

use crate::sitting::{Sitting, today};

/// The first days of cycles, so many days before today; the last one runs.
const STARTS: [u64; 6] = [158, 127, 98, 71, 41, 15];

/// Five cycles and a running one, with pain, temperatures, mucus and LH tests.
fn answers() -> Vec<(NaiveDate, &'static str, Answer)> {
    let choice = |code: &str| Answer::Choice(Code::new(code));
    let mut all = Vec::new();
    for (nth, start) in STARTS.iter().enumerate() {
        let end = STARTS.get(nth + 1).copied().unwrap_or(0);
        let ovulation = (start - end).max(28) - 14;
        for day in 0..start - end {
            let date = today() - Days::new(start - day);
            let bleeding = ["medium", "heavy", "medium", "light", "spotting"];
            if let Some(amount) = bleeding.get(day as usize) {
                all.push((date, "bleeding", choice(amount)));
            }
            let pain = match day {
                0..=2 => 7 - day + nth as u64 % 2,
                _ if day == ovulation => 3,
                _ => (day + nth as u64) % 3 / 2,
            };
            all.push((date, "pain", Answer::Scale(pain as u8)));
            if (5..25).contains(&day) && day != 7 {
                let rise = if day > ovulation { 300 } else { 0 };
                let milli = 36_350 + (day * 7 % 3) as i64 * 50 + rise;
                let number = Answer::Number(Quantity::from_milli(milli));
                all.push((date, "temperature", number));
                let (feels, looks) = match ovulation.abs_diff(day) {
                    0 | 1 if day <= ovulation => ("slippery", "egg-white"),
                    2..=3 if day < ovulation => ("wet", "creamy"),
                    _ => ("dry", "nothing"),
                };
                all.push((date, "mucus-feeling", choice(feels)));
                all.push((date, "mucus-texture", choice(looks)));
            }
            if day == 8 {
                all.push((date, "temperature-excluded", choice("short-sleep")));
            }
            if (ovulation - 2..ovulation).contains(&day) && nth != 2 {
                let result = if day + 1 == ovulation {
                    "positive"
                } else {
                    "negative"
                };
                all.push((date, "lh-test", choice(result)));
            }
        }
    }
    all
}

/// A sitting with those cycles, as somebody of that profile.
fn lived(profile: Profile, columns: u16, rows: u16) -> Sitting {
    lived_with(&[], profile, columns, rows)
}

/// The same with further answers on days.
fn lived_with(
    further: &[(NaiveDate, &'static str, Answer)],
    profile: Profile,
    columns: u16,
    rows: u16,
) -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    let profile = Profile {
        welcomed: true,
        ..profile
    };
    let answers =
        answers()
            .into_iter()
            .chain(further.iter().cloned())
            .map(|(date, item, answer)| Edit::Answer {
                target: Target::Day(date),
                item: ItemId::from(item),
                answer: Some(answer),
            });
    let edits = std::iter::once(Edit::Profile(Box::new(profile)));
    let act = Act {
        summary: "lived".into(),
        edits: edits.chain(answers).collect(),
    };
    repository.perform(&act).unwrap();
    let mut sitting = Sitting::on(repository, folder, columns, rows);
    sitting.think();
    sitting
}

fn usual(columns: u16, rows: u16) -> Sitting {
    lived(Profile::default(), columns, rows)
}

#[test]
fn the_cycles_at_every_size() {
    for (columns, rows) in [(80, 24), (100, 30), (200, 60), (40, 12)] {
        let mut sitting = usual(columns, rows);
        sitting.keys("g o j j");
        insta::assert_snapshot!(format!("cycle-{columns}x{rows}"), sitting.screen());
        sitting.keys("o x");
        insta::assert_snapshot!(format!("overlay-{columns}x{rows}"), sitting.screen());
    }
}

#[test]
fn keys_go_from_cycle_to_cycle_and_to_its_first_day() {
    let mut sitting = usual(100, 30);
    let start = |nth: usize| today() - Days::new(STARTS[nth]);
    sitting.keys("F2 4 j");
    assert_eq!(sitting.session.model.cursor, start(4));
    sitting.keys("j k k");
    assert_eq!(sitting.session.model.cursor, start(5));
    assert!(!sitting.screen().contains("latest cycle"));
    sitting.keys("k");
    assert!(sitting.screen().contains("this is the latest cycle"));
    sitting.keys("j l l Enter");
    assert_eq!(sitting.session.model.view, View::Day);
    assert_eq!(sitting.session.model.cursor, start(4));
    sitting.keys("Alt-4 j j j j j");
    assert!(sitting.screen().contains("this is the first cycle"));
    assert!(
        sitting
            .screen()
            .contains("medium bleeding, the first logged")
    );
}

#[test]
fn a_temperature_of_an_ill_day_is_left_out_and_says_so() {
    // The sixth and tenth day of the last cycle but one.
    let [low, high] = [36, 32].map(|back| today() - Days::new(back));
    let ill = |date| (date, "illness", Answer::Choice(Code::new("cold")));
    let fever = Answer::Number(Quantity::from_milli(38_400));
    let further = [ill(low), ill(high), (high, "temperature", fever)];
    let hollow = |sitting: &mut Sitting| {
        sitting.keys("F2 4 j");
        let screen = sitting.screen();
        let (_, chart) = screen.split_once("○ left out").unwrap();
        chart.matches('○').count()
    };
    let before = hollow(&mut usual(200, 60));
    let mut sitting = lived_with(&further, Profile::default(), 200, 60);
    assert_eq!(hollow(&mut sitting), before + 2, "{}", sitting.screen());
    assert!(
        sitting
            .screen()
            .contains("temperature left out on 2 days: illness, too high"),
        "{}",
        sitting.screen()
    );
    sitting.keys("l l l l l l l l l");
    assert!(
        sitting
            .screen()
            .contains("day 10: 38.40 °C, left out: illness, too high"),
        "{}",
        sitting.screen()
    );
}

#[test]
fn a_cycle_is_left_out_with_a_reason() {
    let mut sitting = usual(200, 60);
    sitting.keys(r#"4 g o j e "travel" Enter"#);
    sitting.think();
    assert!(
        sitting.screen().contains("▸x 4 Feb 2026"),
        "{}",
        sitting.screen()
    );
    assert!(
        sitting.screen().contains("travel; day "),
        "{}",
        sitting.screen()
    );
    sitting.keys("u");
    sitting.think();
    assert!(!sitting.screen().contains("travel; day "));
}

#[test]
fn the_persons_word_on_a_start_wins_and_can_be_taken_back() {
    let mut sitting = usual(100, 30);
    let count = |sitting: &Sitting| sitting.session.model.cycles().unwrap().cycles().len();
    sitting.keys("g o j j m");
    sitting.think();
    assert_eq!(count(&sitting), STARTS.len() - 1);
    sitting.keys("m");
    sitting.think();
    assert_eq!(count(&sitting), STARTS.len());
    // Also on the calendar, on any day.
    sitting.keys("1 F2 m");
    let day = &sitting.session.model;
    let mark = day.catalogue.role(Role::PeriodMark);
    let stands = day.answer(Target::Day(day.cursor), &mark.id);
    assert_eq!(stands, Some(&Answer::Choice(Code::new("not-a-period"))));
    sitting.keys("m > > > > > > m");
    sitting.think();
    assert_eq!(count(&sitting), STARTS.len() + 1);
}

#[test]
fn nothing_of_fertility_is_seen_when_it_is_hidden() {
    let profile = Profile {
        fertility: false,
        implantation: true,
        ..Profile::default()
    };
    for (columns, rows) in [(80, 24), (200, 60)] {
        let mut sitting = lived(profile.clone(), columns, rows);
        let mut seen = sitting.screen();
        sitting.keys("g o o x j");
        seen += &sitting.screen();
        sitting.keys("?");
        seen += &sitting.screen();
        sitting.keys(r#"Esc : "ovulation""#);
        seen += &sitting.screen().replace("ovulation", "");
        sitting.keys("Esc Enter g i");
        seen += &sitting.screen();
        for word in [
            "vulation",
            "ertil",
            "emperature",
            "ucus",
            "uteal",
            "mplant",
            "LH",
        ] {
            assert!(!seen.contains(word), "{word}: {seen}");
        }
        assert!(seen.contains("Worst pain, 6 cycles"), "{seen}");
    }
}

#[test]
fn whoever_has_no_cycle_never_meets_one() {
    let without = Profile {
        areas: [Area::Pain, Area::Relief].into(),
        ..Profile::default()
    };
    let male = Profile {
        uterus: Tristate::No,
        ..Profile::default()
    };
    for profile in [without, male] {
        let mut sitting = lived(profile, 100, 30);
        sitting.keys("F2 4 g o Alt-4 m");
        assert_eq!(sitting.session.model.view, View::Day);
        let mut seen = sitting.screen();
        sitting.keys("?");
        seen += &sitting.screen();
        sitting.keys(r#"Esc : "cycles""#);
        seen += &sitting.screen();
        for word in ["your cycles", "cycle day", "Next period", "first day"] {
            assert!(!seen.contains(word), "{word}: {seen}");
        }
    }
}

#[test]
fn the_day_card_tells_what_may_come() {
    let profile = Profile {
        implantation: true,
        ..Profile::default()
    };
    let mut sitting = lived(profile, 100, 30);
    sitting.keys("F2 g i");
    assert!(
        sitting.screen().contains("cycle day 16, "),
        "{}",
        sitting.screen()
    );
    sitting.keys("j");
    assert!(
        sitting
            .screen()
            .contains("within the implantation window: "),
        "{}",
        sitting.screen()
    );
    sitting.keys("j");
    assert!(
        sitting.screen().contains("a period may begin: between "),
        "{}",
        sitting.screen()
    );
}

#[test]
fn an_empty_diary_and_a_view_left_behind_are_calm() {
    let mut sitting = Sitting::new(80, 24);
    sitting.think();
    sitting.keys("F2 4 j k Enter e o x m u");
    assert!(
        sitting.screen().contains("Not enough yet: log the"),
        "{}",
        sitting.screen()
    );
    // Who stops keeping the cycle is back among the days.
    sitting.keys("g s j Space Esc");
    assert_eq!(sitting.session.model.view, View::Day);
}

/// Why no period is foretold is said to the end where there is room below the months.
#[test]
fn what_is_expected_is_whole_below_the_months() {
    let mut sitting = Sitting::first(80, 24).thinking();
    // Past the menopause, as told in the first run, then bleeding.
    sitting.keys("a 4 Enter b 3 !");
    let screen = sitting.screen();
    assert!(screen.contains("No periods are expected"), "{screen}");
    assert!(screen.contains("bleeding then looked at."), "{screen}");
}

#[test]
fn nothing_is_said_of_cycles_before_they_are_known() {
    let mut sitting = Sitting::new(80, 24);
    sitting.keys("g o");
    let screen = sitting.screen();
    assert!(screen.contains("│ Working them out."), "{screen}");
    assert!(!screen.contains("No cycle"), "{screen}");
    sitting.keys("Enter");
    let screen = sitting.screen();
    assert!(screen.contains("still working them out"), "{screen}");
}
