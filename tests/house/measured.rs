//! What the patterns were measured to do is told alike wherever it is told: the table in the docs of
//! `src/patterns/mod.rs` holds the numbers, and the guide and the README say those.

/// Where the numbers stand.
const TABLE: &str = "src/patterns/mod.rs";

/// Where they are told to people.
const TOLD: [&str; 2] = [
    "assets/guide/articles/how-patterns-are-found.md",
    "README.md",
];

/// A row of the table, a column, and the sentence that tells it. `{}` is so many of 100.
const SENTENCES: [(&str, Column, &str); 6] = [
    (
        "any false claim over the phases of a scale",
        Column::Naive,
        "comparing averages finds a \"pattern\" by the phases of the cycle in {} of 100",
    ),
    (
        "any false claim over the phases of a scale",
        Column::Here,
        "twinge finds one in {} of 100",
    ),
    (
        "any false claim on a page of 12 unrelated events, three lags each",
        Column::Here,
        "with twelve events asked about, too, it tells of one in {} of 100",
    ),
    (
        "… told on a page",
        Column::Here,
        "a real rise of 2 points around ovulation is told after six cycles in {} of 100",
    ),
    (
        "… with 12 cycles",
        Column::Here,
        "after twelve cycles in {} of 100",
    ),
    (
        "power, +2 next day, about 20 events over 6 cycles: told",
        Column::Here,
        "a real rise of 2 points the day after an event that came about 20 times is told in {} of 100",
    ),
];

/// A column of the table.
#[derive(Clone, Copy)]
enum Column {
    Here = 2,
    Naive = 3,
}

/// A cell of the table, as so many of 100: ".022–.041" is "2 to 4".
fn of_100(row: &str, column: Column) -> String {
    let docs = std::fs::read_to_string(TABLE).unwrap();
    let cell = docs.lines().find_map(|line| {
        let cells = line.strip_prefix("//! |")?.split('|').map(str::trim);
        let cells: Vec<&str> = cells.collect();
        (cells[0] == row).then(|| cells[column as usize].to_owned())
    });
    let cell = cell.unwrap_or_else(|| panic!("{TABLE} has no row \"{row}\""));
    let hundreds = |share: &str| (share.parse::<f64>().unwrap() * 100.0).round().to_string();
    let mut ends: Vec<String> = cell.split('–').map(hundreds).collect();
    ends.dedup();
    ends.join(" to ")
}

/// A text in one line, as it is read.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_guide_and_the_readme_say_what_was_measured() {
    for file in TOLD {
        let text = flat(&std::fs::read_to_string(file).unwrap());
        for (row, column, sentence) in SENTENCES {
            let right = sentence.replace("{}", &of_100(row, column));
            let said = text.to_lowercase().contains(&right.to_lowercase());
            assert!(said, "{file} has to say: {right}");
        }
    }
}
