//! The page for the doctor: its values recomputed by hand, its words and its file.

mod file;
mod made;
mod values;

use made::{Person, back};
use twinge::report::{html, text};

/// Three people's pages in both views.
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
            "font-size=\"10\"",
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
        let catalogue = twinge::diary::Catalogue::built_in();
        person.options.without.add(catalogue, section).unwrap();
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
