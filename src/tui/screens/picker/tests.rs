//! The words people use find what they mean.

use std::sync::Arc;

use ratatui_textarea::TextArea;

use crate::diary::{Catalogue, Profile};
use crate::tui::keymap::Keymap;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::screens::picker::state::{Pick, PickRow};
use crate::tui::screens::picker::update::{find, find_field};
use crate::tui::testing::ymd;

/// Items, and the words people look for them by: each is to be among the first three found.
const CALLED: &[(&str, &str)] = &[
    ("pain", "backache|back pain|ache|hurt|sore|lumbago"),
    (
        "pain-sites",
        "back|coccyx|tailbone|hip|sacrum|lower back|pelvis|butt|buttock|body map|hip pain|groin pain|\
         tailbone pain|kidney|perineum|vulva",
    ),
    ("pain-quality", "stabbing|throbbing|spasm|stiff"),
    ("pain-spread", "radiates|runs down"),
    ("pain-interference", "disability|daily life"),
    ("bleeding", "period|menstruation|menses|flow|heavy|spotting"),
    ("bleeding-products", "sanitary|menstrual cup"),
    ("clots-large", "clot"),
    ("soaked-hourly", "flooding|haemorrhage|hemorrhage"),
    ("temperature", "BBT|basal|thermometer"),
    ("mucus-feeling", "dry|cervical fluid|slippery"),
    ("mucus-texture", "egg white|EWCM"),
    ("lh-test", "ovulation test|OPK"),
    ("pregnancy-test", "pregnant|HCG|late period|missed period"),
    (
        "pregnancy-ended",
        "miscarriage|gave birth|abortion|labor|labour",
    ),
    ("breast-tenderness", "boobs|nipples|breast"),
    ("with", "sex|masturbation|partner|solo"),
    ("orgasm", "orgasm|climax|cum|ejaculat"),
    ("penetration", "intercourse"),
    ("warm-up", "foreplay|lube"),
    ("position-note", "missionary"),
    ("contraception", "pill|birth control|condom|coil|IUD"),
    (
        "pain-during",
        "dyspareunia|painful sex|dry|dryness|vaginal dryness|vaginismus|tight",
    ),
    (
        "ejaculation-pain",
        "prostate|semen|ejaculat|ejaculation|prostatitis|painful ejaculation",
    ),
    ("bleeding-after", "bled after sex|spotting after sex"),
    ("pain-after", "pain after orgasm|hurts after sex"),
    ("avoiding-sex", "afraid of sex"),
    ("pain-one-sided", "ovary|mittelschmerz|ovulation pain"),
    ("libido", "horny|sex drive|desire|arousal|low libido"),
    (
        "measure",
        "relief|painkiller|heat pad|hot water bottle|physio|massage|TENS|ice",
    ),
    (
        "medicine",
        "medicine|ibuprofen|medication|meds|drug|tablet|acetaminophen|paracetamol|Tylenol",
    ),
    ("dose", "dosage|mg"),
    (
        "cramps",
        "period pain|dysmenorrhoea|dysmenorrhea|womb|uterus|womb pain",
    ),
    ("bloating", "bloated|gas"),
    ("nausea", "queasy|sick"),
    ("fatigue", "tired|exhausted|energy"),
    ("dizziness", "faint|vertigo"),
    ("vomiting", "threw up|puke"),
    ("fever", "hot|flush|hot flash|hot flush|hot flushes|sweat"),
    ("unusual-discharge", "thrush|itch|yeast"),
    ("burning-pee", "UTI|cystitis|bladder pain"),
    ("frequent-pee", "urgency"),
    ("blood-in-urine", "haematuria|hematuria"),
    ("painful-poo", "constipation|diarrhoea|diarrhea|stool|piles"),
    ("bladder-change", "incontinence"),
    ("erection-loss", "impotence|erectile"),
    ("testicle-pain", "balls|scrotum"),
    ("leg-pain", "sciatica|slipped disc"),
    ("saddle-numbness", "cauda equina"),
    ("sitting-hours", "desk|chair|sat"),
    ("lifting", "carrying|heavy work"),
    ("exercise", "workout|sport|walk|pilates"),
    ("sleep-hours", "slept|insomnia"),
    ("stress", "anxiety|worried|tense"),
    ("mood", "PMS|depressed|mood swings"),
    ("travel", "flight|jet lag|vacation|holiday"),
    ("illness", "flu|covid"),
    ("activity", "gardening|cycling"),
    ("note", "diary|journal|comment"),
    ("tags", "hashtag|label"),
];

fn model() -> Model {
    let now = ymd(2026, 3, 17).and_hms_opt(22, 0, 0).unwrap();
    let keymap = Keymap::new(&Default::default()).unwrap();
    let catalogue = Arc::clone(Catalogue::built_in());
    let mut model = Model::new(now, (80, 24), catalogue, Profile::default(), keymap);
    model.layers.clear();
    find_field(&mut model);
    model
}

/// The labels and details of what some words find, and what is said when they find nothing.
fn found(model: &mut Model, words: &str) -> (Vec<PickRow>, Option<String>) {
    let Some(Layer::Picker(picker)) = model.layers.last_mut() else {
        panic!("no list is open");
    };
    picker.input = TextArea::from([words]);
    find(model);
    let Some(Layer::Picker(picker)) = model.layers.last() else {
        panic!("no list is open");
    };
    let rows = picker.shown.iter().map(|at| picker.all[*at].clone());
    (rows.collect(), picker.problem.clone())
}

#[test]
fn the_words_people_use_find_what_they_mean() {
    let mut model = model();
    let (mut looked_for, mut missed) = (0, Vec::new());
    for (item, called) in CALLED {
        for word in called.split('|') {
            looked_for += 1;
            let (rows, _) = found(&mut model, word);
            let meant = Pick::Item((*item).into());
            if !rows.iter().take(3).any(|row| row.pick == meant) {
                let labels: Vec<_> = rows.iter().take(5).map(|row| &row.label).collect();
                missed.push(format!(
                    "{word}: {item} is not among the first of {labels:?}"
                ));
            }
        }
    }
    assert!(looked_for >= 80, "{looked_for}");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_field_of_an_entry_says_how_it_is_added() {
    let (rows, problem) = found(&mut model(), "ibuprofen");
    let medicine = rows.iter().find(|row| row.label == "Medicine").unwrap();
    assert!(
        medicine.detail.contains("R adds one"),
        "{}",
        medicine.detail
    );
    assert_eq!(problem, None);
}

/// What the program notes for itself is nothing to fill in.
#[test]
fn only_what_is_asked_is_found() {
    for own in ["Warnings read", "Questions skipped"] {
        assert_eq!(found(&mut model(), own).0, [], "{own}");
    }
}

#[test]
fn nothing_found_says_what_to_do() {
    let mut model = model();
    let (rows, problem) = found(&mut model, "xylophone");
    assert_eq!(rows, []);
    assert!(problem.unwrap().contains("g e"));
    assert_eq!(found(&mut model, "").1, None);
}
