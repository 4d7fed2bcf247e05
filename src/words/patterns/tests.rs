use super::*;

#[test]
fn where_no_cycle_is_asked_about_none_is_promised() {
    assert!(nothing_asked(PartsAsked::All).contains("three cycles"));
    assert!(!nothing_asked(PartsAsked::Nothing).contains("three cycles"));
    let page = Page {
        cycles: 5,
        ..Page::default()
    };
    let told = |asked| complete_cycles(&page, asked);
    assert_eq!(told(PartsAsked::All), 5);
    assert_eq!(told(PartsAsked::Bleeding), 0);
}

/// Nothing in the words says why.
#[test]
fn no_word_claims_a_reason() {
    let words = include_str!("../../../assets/words/en/patterns.ftl").to_lowercase();
    let barred = [
        "cause",
        "trigger",
        "prove",
        "because",
        "due to",
        "sign of",
        "leads to",
        "results in",
    ];
    for word in barred {
        assert!(
            !words.contains(word),
            "the words of patterns must not say \"{word}\""
        );
    }
}

#[test]
fn chances_are_told_in_plain_words() {
    let table = [
        (0.0, "fewer than 1 time in 20"),
        (0.049, "fewer than 1 time in 20"),
        (0.1, "about 1 time in 10"),
        (0.34, "about 1 time in 3"),
        (0.5, "about 1 time in 2"),
        (0.66, "about 2 times in 3"),
        (0.9, "most of the time"),
    ];
    for (probability, words) in table {
        assert_eq!(odds(probability), words);
    }
}

#[test]
fn every_question_has_words() {
    for part in Part::ALL {
        for bleeds in [Bleeds::Periods, Bleeds::Withdrawal] {
            assert!(!when_of(&Question::Phase(part), bleeds).is_empty());
        }
    }
    let event = |lag| Question::Event {
        event: "x".into(),
        phrase: "orgasm".into(),
        kin: "intimacy".into(),
        lag,
    };
    let when = |question| when_of(&question, Bleeds::Periods);
    assert_eq!(when(event(1)), "the day after orgasm");
    assert_eq!(when(event(3)), "three days after orgasm");
}

#[test]
fn once_is_no_times() {
    let told = |asked, hurt, worst, began, lasted| {
        let of = Since {
            asked,
            hurt,
            worst,
            began,
            lasted,
        };
        since(&of)
    };
    let table = [
        (
            told(9, 5, Some(4.0), Some(2.0), Some(1.5)),
            "\"Pain after\" was answered 9 times in the time looked at: pain followed 5 times, typically 4.0 out of 10, beginning 2.0 h later, lasting 1.5 h.",
        ),
        (
            told(2, 1, Some(4.0), None, None),
            "\"Pain after\" was answered 2 times in the time looked at: pain followed 1 time, typically 4.0 out of 10.",
        ),
        (
            told(1, 0, None, None, None),
            "\"Pain after\" was answered 1 time in the time looked at: pain followed 0 times.",
        ),
        (why::chance(0.0004), "less than once in 1,000 tries"),
        (why::chance(0.001), "1 time in 1,000 tries"),
        (why::chance(0.034), "34 times in 1,000 tries"),
        (why::chance(0.25), "25 times in 100 tries"),
    ];
    for (told, words) in table {
        assert_eq!(told, words);
    }
}

#[test]
fn what_is_missing_is_told_at_length_and_in_short() {
    let all = [Lack::Phase, Lack::Events].map(|what| Missing {
        what,
        have: 2,
        need: 3,
    });
    assert_eq!(
        lacks(&all, true),
        "2 of 3 cycles with these days and 2 of 3 times"
    );
    assert!(missing(&all).starts_with("2 of 3 cycles in which these days are known and"));
    let words = ["1", "2", "3"].map(String::from);
    let told: Vec<String> = (0..=3).map(|n| listed(&words[..n])).collect();
    assert_eq!(told, ["", "1", "1 and 2", "1, 2 and 3"]);
}
