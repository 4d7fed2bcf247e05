//! Lines applied to a diary, told in a line.

use chrono::NaiveDate;

use super::*;
use crate::diary::{
    Act, Answer, Answers, Catalogue, Diary, Edit, Entry, EntryId, EntryKindId, TemperatureUnit,
};
use crate::words;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 17).unwrap()
}

/// Makes the diary that the lines describe, one act a line, and hands back what each act said.
fn logged(lines: &[&str]) -> (Diary, Vec<String>) {
    let mut diary = Diary::default();
    let said = lines.iter().map(|line| log(&mut diary, &[line])).collect();
    (diary, said)
}

/// Applies lines in one act.
fn log(diary: &mut Diary, lines: &[&str]) -> String {
    let act = match draft(diary, lines) {
        Ok(Some(act)) => act,
        Ok(None) => return "nothing".into(),
        Err(error) => return error.to_string(),
    };
    for edit in act.edits {
        match edit {
            Edit::Add(new) => {
                let n = diary.day(new.date).map_or(1, |day| day.timed().count() + 1);
                diary.insert(Entry {
                    id: EntryId::new(new.date, n as i64).unwrap(),
                    uid: "".into(),
                    time: new.time,
                    kind: new.kind,
                    source: None,
                    answers: new.answers,
                });
            }
            Edit::Answer {
                target,
                item,
                answer,
            } => {
                let date = target.id().date();
                let mut day = diary.day(date).cloned().unwrap_or_default();
                if !day.entries.iter().any(|entry| entry.id == target.id()) {
                    let entry = Entry {
                        id: target.id(),
                        uid: "".into(),
                        time: None,
                        kind: EntryKindId::DAY,
                        source: None,
                        answers: Answers::new(),
                    };
                    day.entries.insert(0, entry);
                }
                let entry = day.entries.iter_mut().find(|entry| entry.id == target.id());
                let answers = &mut entry.unwrap().answers;
                match answer {
                    Some(answer) => answers.insert(item, answer),
                    None => answers.remove(&item),
                };
                diary.replace(date, day);
            }
            other => panic!("{other:?}"),
        }
    }
    words::acts::sentence(
        &act.summary,
        Catalogue::built_in(),
        TemperatureUnit::Celsius,
    )
}

fn draft(diary: &Diary, lines: &[&str]) -> Result<Option<Act>, Error> {
    let catalogue = Catalogue::built_in();
    let unit = TemperatureUnit::Celsius;
    let reader = Reader {
        catalogue,
        today: today(),
        unit,
        replaces: false,
        lasting: false,
    };
    let load = |date| Ok::<_, Error>(diary.day(date).cloned().unwrap_or_default());
    let mut draft = Draft::new(catalogue, today(), load);
    for line in lines {
        draft.apply(&reader.text(line).unwrap().unwrap())?;
    }
    Ok(draft.act())
}

#[test]
fn a_line_of_several_kinds_is_one_act() {
    let (diary, said) = logged(&[
        "pain=4 where=low-back-left bleeding=light measure=heat relief-before=5 relief-after=3 \
         orgasm pain-after=0 -m 'sat too long'",
    ]);
    assert_eq!(
        said,
        [
            "Worst pain 4, Pain sites low back left, Bleeding light, Note sat too long; Intimacy: \
             Orgasm yes, Pain after 0; Relief: Measure heat, Pain before 5, Pain after 3 on \
             2026-03-17"
        ]
    );
    let day = diary.day(today()).unwrap();
    assert_eq!(day.entries.len(), 3);
    assert_eq!(day.answer(&"note".into()).unwrap().word(), "sat too long");
}

#[test]
fn saying_it_again_changes_nothing_and_a_correction_tells_what_was() {
    let (_, said) = logged(&[
        "pain=3",
        "pain=3",
        "pain=4",
        "pain=-",
        "-m 'slept badly'",
        "-m 'slept badly'",
        "-m better",
    ]);
    assert_eq!(
        said,
        [
            "Worst pain 3 on 2026-03-17",
            "nothing",
            "Worst pain 4 (was 3) on 2026-03-17",
            "Worst pain taken back on 2026-03-17",
            "Note slept badly on 2026-03-17",
            "nothing",
            "Note slept badly / better (was slept badly) on 2026-03-17",
        ]
    );
}

#[test]
fn several_days_are_answered_where_they_are_not() {
    let (diary, said) = logged(&[
        "-3 pain=5",
        "-1 pain=0",
        "-4..today pain=0",
        "-4..today pain=0",
        "-4..today pain=",
        "12 to 16 mar bleeding=light -m 'away'",
        "-1..today orgasm",
    ]);
    assert_eq!(said[2], "Worst pain: 3 days from 2026-03-13 to 2026-03-17");
    assert_eq!(said[3], "nothing");
    assert_eq!(said[4], "nothing");
    assert_eq!(
        said[5],
        "Bleeding, Note: 5 days from 2026-03-12 to 2026-03-16"
    );
    assert!(said[6].contains("several days"), "{}", said[6]);
    let pain = |back| {
        let date = today() - chrono::Days::new(back);
        diary.day(date).and_then(|day| day.answer(&"pain".into()))
    };
    let nought = Some(&Answer::Scale(0));
    assert_eq!([0, 1, 2, 4].map(pain), [nought; 4]);
    assert_eq!(pain(3), Some(&Answer::Scale(5)));
    assert_eq!(pain(5), None);
}

proptest::proptest! {
    /// Whatever stands, and whatever is said of all the days, no answer is lost.
    #[test]
    fn an_answer_for_several_days_takes_the_place_of_none(
        stood in proptest::collection::vec(proptest::option::of(0u8..=10), 7),
        given in proptest::option::of(0u8..=10),
    ) {
        let mut diary = Diary::default();
        for (back, score) in stood.iter().enumerate() {
            if let Some(score) = score {
                log(&mut diary, &[&format!("-{back} pain={score}")]);
            }
        }
        let given_word = given.map_or(String::new(), |score| score.to_string());
        log(&mut diary, &[&format!("-6..today pain={given_word}")]);
        for (back, score) in stood.iter().enumerate() {
            let date = today() - chrono::Days::new(back as u64);
            let is = diary.day(date).and_then(|day| day.answer(&"pain".into()));
            let expected = score.or(given).map(Answer::Scale);
            proptest::prop_assert_eq!(is, expected.as_ref());
        }
    }
}

#[test]
fn pain_after_completes_the_latest_intimacy_that_lacks_it() {
    let (diary, said) = logged(&[
        "-2 orgasm at=22:10",
        "yesterday orgasm at=07:00 pain-after=1",
        "pain-after=0",
        "yesterday pain-after=2",
        "pain-after=3",
    ]);
    assert_eq!(said[2], "Intimacy 22:10: Pain after 0 on 2026-03-15");
    assert_eq!(
        said[3],
        "Intimacy 07:00: Pain after 2 (was 1) on 2026-03-16"
    );
    assert!(
        said[4].contains("no intimacy on 2026-03-17 or in the 3 days before"),
        "{}",
        said[4]
    );
    assert_eq!(diary.len(), 2);
}

#[test]
fn a_time_chooses_the_entry_and_a_kind_makes_a_new_one() {
    let (diary, said) = logged(&[
        "orgasm at=22:10",
        "with=partner at=22:10",
        "with=alone",
        "intimacy pain-after=0",
        "pain-after=3 at=09:00",
        "with=- at=22:10",
        "yesterday with=-",
    ]);
    assert_eq!(said[1], "Intimacy 22:10: With with a partner on 2026-03-17");
    assert_eq!(said[2], "Intimacy: With alone on 2026-03-17");
    assert_eq!(said[3], "Intimacy: Pain after 0 on 2026-03-17");
    assert!(
        said[4].contains("there is no intimacy at 09:00"),
        "{}",
        said[4]
    );
    assert_eq!(said[5], "Intimacy 22:10: With taken back on 2026-03-17");
    assert!(said[6].contains("to take an answer from"), "{}", said[6]);
    assert_eq!(diary.day(today()).unwrap().timed().count(), 3);
}

#[test]
fn a_relief_is_completed_on_its_own_day_only() {
    let (_, said) = logged(&["measure=heat relief-before=5", "relief-after=3"]);
    assert_eq!(said[1], "Relief: Pain after 3 on 2026-03-17");
    let (_, said) = logged(&["yesterday measure=heat", "relief-after=3"]);
    assert!(
        said[1].contains("there is no relief on 2026-03-17"),
        "{}",
        said[1]
    );
}

#[test]
fn a_time_with_a_temperature_is_when_it_was_measured() {
    let (_, said) = logged(&["temperature=36.52 at=6:40", "pain=3 at=6:40"]);
    assert_eq!(
        said[0],
        "Temperature 36.52 °C, Measured at 06:40 on 2026-03-17"
    );
    assert!(said[1].contains("a time belongs to"), "{}", said[1]);
}

#[test]
fn lines_of_one_act_see_each_other() {
    let mut diary = Diary::default();
    let said = log(
        &mut diary,
        &["yesterday orgasm", "pain-after=2", "pain=3", "pain=4"],
    );
    assert_eq!(
        said,
        "Orgasm, Pain after intimacy, Worst pain: 2 days from 2026-03-16 to 2026-03-17"
    );
    let entry = &diary.day(today().pred_opt().unwrap()).unwrap().entries[0];
    assert_eq!(entry.answers.len(), 2);
    assert_eq!(
        diary.day(today()).unwrap().answer(&"pain".into()),
        Some(&Answer::Scale(4))
    );
}

#[test]
fn a_line_without_a_date_says_which_day_it_was_for() {
    let (_, said) = logged(&["pain=4", "relief-before=5"]);
    for said in said {
        assert!(said.contains("2026-03-17"), "{said}");
    }
}
