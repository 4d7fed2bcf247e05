//! The page for the doctor: its values recomputed by hand, its words and its file.

mod made;
mod values;

use made::{Person, back};
use twinge::diary::{Answer, Catalogue, Withheld};
use twinge::report::{html, text};

/// Six people's pages in both views.
macro_rules! page {
    ($name:ident, $person:expr) => {
        #[test]
        fn $name() {
            let page = $person.page();
            insta::assert_snapshot!(concat!(stringify!($name), "_text"), text(&page));
            insta::assert_snapshot!(concat!(stringify!($name), "_html"), html(&page));
        }
    };
}

page!(cycle_and_pain, back());
page!(man_with_pain_after_orgasm, made::man());
page!(one_week, made::week());
page!(after_the_menopause, made::after_menopause());
page!(on_the_pill, made::on_the_pill());
page!(everything, made::everything());

/// Where the printing test of `.ci/run` finds the pages, when it asks for them.
#[test]
fn the_pages_can_be_printed() {
    let Some(folder) = std::env::var_os("TWINGE_PAGES") else {
        return;
    };
    let people = [
        ("cycle", back()),
        ("man", made::man()),
        ("week", made::week()),
        ("menopause", made::after_menopause()),
        ("pill", made::on_the_pill()),
        ("everything", made::everything()),
        ("days", made::noted_daily(365)),
    ];
    for (name, person) in people {
        let file = std::path::Path::new(&folder)
            .join(name)
            .with_extension("html");
        std::fs::write(file, html(&person.page())).unwrap();
    }
}

/// Whatever the span, the figures keep their size, and the days have one head.
#[test]
fn ten_years_are_a_page_and_a_table_with_one_head() {
    let page = made::noted_daily(3650).page();
    assert_eq!(page.span.days, 3650);
    assert_eq!((page.chart.days.len(), page.days.len()), (182, 3650));
    assert!(page.course.points.len() <= 38);
    let page = html(&page);
    let (sheet, days) = page.split_once("class=\"days\"").unwrap();
    assert_eq!(days.matches("<thead>").count(), 1);
    assert_eq!(days.matches("<tr>").count(), 3651);
    // A column that has nothing on any day takes no room.
    assert!(days.contains(">notes<") && !days.contains(">cycle day<"));
    assert!(sheet.contains("the last 182 days"));
}

#[test]
fn dates_have_their_year_where_the_page_is_longer_than_one() {
    for (days, form) in [(365, "%-d %b"), (366, "%-d %b %Y")] {
        let mut person = made::noted_daily(days);
        let signs = [3, days - 2];
        for day in signs {
            person.answer(day, "chills", Answer::Flag(true));
        }
        let [first, last] = signs.map(|day| made::date(day).format(form).to_string());
        let told = format!("chills, 2 days, {first} to {last}");
        assert!(html(&person.page()).contains(&told), "{told}");
    }
}

/// What the reading direction is turned by is left out, and what is read from the right stays.
#[test]
fn words_of_every_script_stand_as_they_were_written() {
    let mut person = back();
    person.options.days = true;
    let words = "כאב גב\u{202e} 👩‍👩‍👧 ألم";
    person.answer(0, "note", made::words(words));
    let page = html(&person.page());
    assert!(page.contains("כאב גב 👩‍👩‍👧 ألم") && !page.contains('\u{202e}'));
}

/// Notes are left out wherever they stand: all that is written in words of one's own.
#[test]
fn notes_are_left_out_wherever_they_stand() {
    let catalogue = Catalogue::built_in();
    let mut person = back();
    person.options.days = true;
    for item in ["note", "pain-note", "mood-note", "bleeding-note"] {
        person.answer(0, item, made::words("zitronenfalter"));
    }
    assert!(text(&person.page()).contains("zitronenfalter"));
    let notes = Withheld::named("notes", catalogue).unwrap();
    person.options.without.push(notes);
    let page = person.page();
    let told = [
        text(&page),
        html(&page),
        serde_json::to_string(&page).unwrap(),
    ];
    for told in told {
        assert!(
            !told.contains("zitronenfalter") && !told.contains("Ibuprofen"),
            "{told}"
        );
    }
}

/// Everything that is not the program's own is escaped, and nothing is fetched.
#[test]
fn no_words_of_a_person_become_html() {
    let mut person = back();
    let steers = "<script>alert(1)</script>\"'&";
    person.options.questions = vec![steers.to_owned()];
    person.options.days = true;
    person.answer(0, "note", made::words(steers));
    let page = html(&person.page());
    assert!(!page.contains("<script"), "{page}");
    assert_eq!(page.matches("&lt;script&gt;").count(), 2);
    for fetches in [
        "<link", "href", "src=", "@import", "http:", "https:", "<img",
    ] {
        assert!(!page.contains(fetches), "{fetches}");
    }
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
}

/// A figure without a title and a description says nothing to who cannot see it.
#[test]
fn every_figure_is_told_and_every_head_has_a_scope() {
    for person in [back(), made::man(), made::week()] {
        let page = html(&person.page());
        let figures = page.matches("<svg").count();
        assert!(figures > 0);
        for part in [
            "<title id=",
            "<desc id=",
            "aria-labelledby=",
            "font-size=\"1",
        ] {
            assert_eq!(page.matches(part).count(), figures, "{part}");
        }
        let heads = page.matches("<th ").count() + page.matches("<th>").count();
        assert_eq!(page.matches("<th scope=").count(), heads);
    }
}

/// What is left out is nowhere, and a man's page has no empty boxes.
#[test]
fn what_is_not_kept_or_left_out_is_not_there() {
    let mut person: Person = back();
    let page = text(&person.page());
    assert!(
        page.contains("Sex and orgasm") && page.contains("Bleeding (FIGO"),
        "{page}"
    );
    for section in ["intimacy", "cycle"] {
        let catalogue = Catalogue::built_in();
        let section = Withheld::named(section, catalogue).unwrap();
        person.options.without.push(section);
    }
    let page = text(&person.page());
    for gone in [
        "Sex and orgasm",
        "Bleeding (FIGO",
        "Deep pain",
        "day of the cycle",
    ] {
        assert!(!page.contains(gone), "{gone}: {page}");
    }
    let page = text(&made::man().page());
    assert!(
        !page.contains("Bleeding (FIGO") && page.contains("pain after orgasm"),
        "{page}"
    );
}
