//! A list in a cell.

const BETWEEN: char = ';';
/// Before what is part of a code, and would part it.
const MARK: char = '\\';

/// Codes as a list.
pub(super) fn joined<'c>(codes: impl Iterator<Item = &'c str>) -> String {
    let codes: Vec<String> = codes
        .map(|code| code.replace(MARK, "\\\\").replace(BETWEEN, "\\;"))
        .collect();
    codes.join(";")
}

/// The codes of a list.
pub(super) fn parted(list: &str) -> Vec<String> {
    let mut codes = Vec::new();
    let mut code = String::new();
    let mut rest = list.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            BETWEEN => codes.push(std::mem::take(&mut code)),
            MARK => code.push(rest.next_if(|c| [BETWEEN, MARK].contains(c)).unwrap_or(c)),
            c => code.push(c),
        }
    }
    codes.push(code);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back_from_a_list() {
        for codes in [
            &["heat", "rest"][..],
            &["a;b", "c"],
            &["a\\", ";b", "\\;"],
            &["a\\b", "c;;d;"],
        ] {
            assert_eq!(parted(&joined(codes.iter().copied())), codes);
        }
        assert_eq!(joined(["heat", "a;b"].into_iter()), "heat;a\\;b");
        // Written by hand.
        assert_eq!(parted("a\\b;c"), ["a\\b", "c"]);
    }
}
