//! A search of the file finds the days that the query's own test finds in memory.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use twinge::diary::query::{Comparison, Query, Term, Test};
use twinge::diary::{
    Answer, Answers, Catalogue, DateRange, Diary, Edit, Item, NewEntry, Phrase, Quantity,
    TemperatureUnit,
};
use twinge::repository::{Hit, Repository};

use crate::support::{Place, act, answer, any_answer, any_answered, date, scale, text, timed};

fn find(repository: &Repository, words: &str) -> Vec<Hit> {
    let query = Query::parse(
        words,
        repository.catalogue(),
        date(3, 17),
        TemperatureUnit::Celsius,
    );
    repository.search(&query.unwrap(), 100).unwrap()
}

fn days(hits: &[Hit]) -> Vec<u32> {
    hits.iter()
        .map(|hit| chrono::Datelike::day(&hit.date))
        .collect()
}

#[test]
fn notes_are_found_by_their_words() {
    let place = Place::new();
    let mut repository = place.open();
    let notes = [
        (1, "Die Wärme hat geholfen"),
        (2, "heat pad, then \"rest\""),
        (3, "🔥 wieder schlimm 🙈"),
        (4, "cafe\u{301} am Morgen"),
        (5, "heat without a cushion; the pad was broken"),
        (6, "今日は腰痛がひどい"),
        (7, "ปวดหลังมาก"),
        (8, "lange Straße, 허리가 아파요"),
    ];
    let edits = notes.map(|(day, note)| answer(date(3, day), "note", text(note)));
    repository.perform(&act(edits)).unwrap();
    for (words, found) in [
        ("warme", &[1][..]),
        ("WÄRME", &[1]),
        ("wär", &[1]),
        ("ärme", &[]),
        ("heat", &[5, 2]),
        ("\"heat pad\"", &[2]),
        ("\"heat pa\"", &[2]),
        ("heat pad", &[5, 2]),
        ("heat -pad,", &[]),
        ("heat -broken", &[2]),
        ("🔥", &[3]),
        ("🙈", &[3]),
        ("café", &[4]),
        ("cafe", &[4]),
        ("rest", &[2]),
        ("***", &[]),
        ("' OR 1", &[]),
        ("NEAR(", &[]),
        ("heat*", &[5, 2]),
        ("腰痛", &[6]),
        ("หลัง", &[7]),
        ("허리", &[8]),
        ("strasse", &[8]),
    ] {
        assert_eq!(days(&find(&repository, words)), found, "{words}");
    }
    let hit = &find(&repository, "pad")[1];
    assert_eq!(hit.text, "heat pad, then \"rest\"");
    assert_eq!(&hit.text[hit.marks[0].clone()], "pad");
}

#[test]
fn a_word_taken_back_is_not_found() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 17);
    let write = |note: &str| act([answer(day, "note", text(note))]);
    repository.perform(&write("zebra crossing")).unwrap();
    repository.perform(&write("crossing")).unwrap();
    assert_eq!(find(&repository, "zebra").len(), 0);
    assert_eq!(find(&repository, "crossing").len(), 1);
    repository.undo().unwrap();
    assert_eq!(find(&repository, "zebra").len(), 1);
    repository.undo().unwrap();
    assert_eq!(find(&repository, "crossing").len(), 0);
}

#[test]
fn words_of_all_entries_of_a_day_are_shown() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 17);
    let relief = timed(day, "relief", [("note", text("the heat pad"))]);
    let edits = [answer(day, "note", text("cold feet")), Edit::Add(relief)];
    repository.perform(&act(edits)).unwrap();
    let hits = find(&repository, "cold pad");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].text, "cold feet · the heat pad");
    let marked: Vec<_> = hits[0]
        .marks
        .iter()
        .map(|m| &hits[0].text[m.clone()])
        .collect();
    assert_eq!(marked, ["cold", "pad"]);
}

#[test]
fn a_condition_on_a_text_asks_for_its_words_in_any_case() {
    let place = Place::new();
    let mut repository = place.open();
    let relief = [("medicine", text("Ibuprofen 400"))];
    let edits = [
        Edit::Add(timed(date(3, 17), "relief", relief)),
        answer(date(3, 18), "note", text("no ibuprofen")),
    ];
    repository.perform(&act(edits)).unwrap();
    for (words, found) in [
        ("medicine:ibuprofen", &[17][..]),
        ("medicine=IBU", &[17]),
        ("medicine:400", &[17]),
        ("medicine:\"ibuprofen 400\"", &[17]),
        ("medicine:paracetamol", &[]),
        ("ibuprofen", &[18, 17]),
    ] {
        assert_eq!(days(&find(&repository, words)), found, "{words}");
    }
    assert_eq!(find(&repository, "medicine:ibu")[0].text, "Ibuprofen 400");
}

#[test]
fn the_newest_come_first_and_no_more_than_asked() {
    let place = Place::with_pain([5, 6, 7, 8]);
    let repository = place.open();
    let query = |words| {
        let unit = TemperatureUnit::Celsius;
        Query::parse(words, repository.catalogue(), date(3, 17), unit).unwrap()
    };
    assert_eq!(
        days(&repository.search(&query("pain>=6"), 2).unwrap()),
        [4, 3]
    );
    assert_eq!(
        days(&repository.search(&Query::default(), 9).unwrap()),
        [4, 3, 2, 1]
    );
    assert_eq!(
        days(&repository.search(&query("-pain>=6"), 9).unwrap()),
        [1]
    );
}

#[test]
fn conditions_alone_show_no_text() {
    let place = Place::with_pain([5]);
    let hits = find(&place.open(), "pain");
    assert_eq!((hits[0].text.as_str(), hits[0].marks.len()), ("", 0));
}

fn any_test(item: &'static Item) -> BoxedStrategy<Test> {
    let signs = [
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Equal,
        Comparison::AtLeast,
        Comparison::More,
    ];
    let mut tests = vec![
        select(vec![Test::Answered, Test::Present, Test::Absent]).boxed(),
        any_answer(item).prop_map(Test::Is).boxed(),
        (select(signs.to_vec()), any_answer(item))
            .prop_map(|(sign, answer)| {
                let wanted = answer.number(item).and_then(Quantity::from_f64);
                Test::Compare(sign, wanted.unwrap_or(Quantity::from_milli(0)))
            })
            .boxed(),
    ];
    if !item.options().is_empty() {
        let codes: Vec<_> = item.options().iter().map(|o| o.code.clone()).collect();
        tests.push(select(codes).prop_map(Test::Has).boxed());
    }
    proptest::strategy::Union::new(tests).boxed()
}

/// Letters of scripts with and without spaces, and what is between words.
fn any_words(letters: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let letters_of =
        "a,Ä,ß,s,é,\u{301},ς,Σ,今,腰,痛,が,か,パ,ﾊﾟ,\u{3099},ป,ลั,ง,허,리,ᄒ,🔥,👍🏽,-, ,\n,.";
    let letters_of: Vec<&'static str> = letters_of.split(',').collect();
    prop::collection::vec(select(letters_of), letters).prop_map(|letters| letters.concat())
}

fn any_term() -> impl Strategy<Value = Term> {
    let range = (1..28_u32, 1..28_u32).prop_map(|(a, b)| DateRange::new(date(3, a), date(3, b)));
    let term = prop_oneof![
        8 => select(Catalogue::built_in().items().iter().collect::<Vec<_>>()).prop_flat_map(|item| {
            any_test(item).prop_map(|test| Term::Answer(item.id.clone(), test))
        }),
        4 => any_words(1..4).prop_map(Term::Words),
        1 => any_words(1..3).prop_map(|words| {
            Term::Answer("note".into(), Test::Says(Phrase::new(&words)))
        }),
        1 => select(vec!["relief", "intimacy", "day"]).prop_map(|kind| Term::Kind(kind.into())),
        2 => range.prop_map(Term::In),
        1 => Just(Term::Answer("nowhere".into(), Test::Answered)),
    ];
    term.prop_recursive(2, 4, 1, |term| {
        term.prop_map(|term| Term::Not(Box::new(term)))
    })
}

fn any_edits() -> impl Strategy<Value = Vec<Edit>> {
    let check_in = (1..28_u32, any_answered("day"))
        .prop_map(|(day, (item, given))| answer(date(3, day), item.as_str(), given));
    let relief = (
        1..28_u32,
        prop::collection::vec(any_answered("relief"), 0..4),
    )
        .prop_map(|(day, answers)| {
            let given = |(item, answer)| Some((item, answer?));
            Edit::Add(NewEntry {
                answers: answers.into_iter().filter_map(given).collect::<Answers>(),
                ..timed(date(3, day), "relief", [])
            })
        });
    let note = (1..28_u32, any_words(1..12))
        .prop_map(|(day, words)| answer(date(3, day), "note", text(words.trim())))
        .prop_filter("no words", |edit| {
            !matches!(edit, Edit::Answer { answer: Some(Answer::Text(words)), .. } if words.is_empty())
        });
    prop::collection::vec(prop_oneof![12 => check_in, 2 => note, 1 => relief], 300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_file_and_the_memory_find_the_same(
        edits in any_edits(),
        queries in prop::collection::vec(prop::collection::vec(any_term(), 0..3), 200),
    ) {
        let place = Place::new();
        let mut repository = place.open();
        repository.perform(&act(edits)).unwrap();
        let diary: Diary = repository.read(DateRange::ALL).unwrap();
        let mut found = 0;
        for terms in queries {
            let query = Query { terms };
            let in_memory: Vec<_> = diary
                .days()
                .rev()
                .filter(|(date, day)| query.matches(*date, day, repository.catalogue()))
                .map(|(date, _)| date)
                .collect();
            let in_file = repository.search(&query, usize::MAX).unwrap();
            let in_file: Vec<_> = in_file.into_iter().map(|hit| hit.date).collect();
            found += in_file.len();
            prop_assert_eq!(in_file, in_memory, "{:?}", query);
        }
        prop_assert!(found > 0);
    }
}

proptest! {
    #[test]
    fn any_words_can_be_looked_for(words in any::<String>()) {
        static DIARY: LazyLock<Place> = LazyLock::new(|| {
            let place = Place::new();
            let note = answer(date(3, 1), "note", text("\"a\" AND b* OR (c) - d: +e ^f {g}"));
            place.open().perform(&act([note])).unwrap();
            place
        });
        let query = Query { terms: vec![Term::Words(words)] };
        let hits = DIARY.open().search(&query, 9);
        prop_assert!(hits.is_ok(), "{hits:?}");
    }
}

#[test]
fn a_score_of_zero_is_an_answer() {
    let place = Place::new();
    let mut repository = place.open();
    repository
        .perform(&act([answer(date(3, 1), "pain", scale(0))]))
        .unwrap();
    assert_eq!(days(&find(&repository, "pain:any")), [1]);
    assert_eq!(days(&find(&repository, "pain:none")), [1]);
    assert_eq!(days(&find(&repository, "pain")), [0; 0]);
}
