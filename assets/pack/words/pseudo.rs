//! A language of no people: English with accents, longer by a third and in brackets. What is still
//! plain on a screen in it never came from here, and what is too narrow is cut in sight.

use super::message::Piece;

/// The pieces of a message; what has no letter stays as it is.
pub(super) fn message(pieces: &[Piece]) -> Vec<Piece> {
    let accented = pieces.iter().map(piece);
    if !pieces.iter().any(has_letters) {
        return accented.collect();
    }
    let mut bracketed = vec![Piece::Text("[!! ".into())];
    bracketed.extend(accented);
    bracketed.push(Piece::Text(" !!]".into()));
    bracketed
}

fn has_letters(piece: &Piece) -> bool {
    match piece {
        Piece::Text(text) => text.chars().any(char::is_alphabetic),
        Piece::Hole(_) => false,
        Piece::Choice { cases, .. } => {
            let mut pieces = cases.iter().flat_map(|(_, pieces)| pieces);
            pieces.any(has_letters)
        }
    }
}

fn piece(piece: &Piece) -> Piece {
    match piece {
        Piece::Text(text) => Piece::Text(accented(text)),
        Piece::Hole(name) => Piece::Hole(name.clone()),
        Piece::Choice { on, cases, other } => {
            let all = |pieces: &[Piece]| pieces.iter().map(self::piece).collect();
            Piece::Choice {
                on: on.clone(),
                cases: cases
                    .iter()
                    .map(|(key, pieces)| (key.clone(), all(pieces)))
                    .collect(),
                other: all(other),
            }
        }
    }
}

/// A text of data; what stands in a hole is no word.
pub(super) fn text(text: &str) -> String {
    let mut pieces = Vec::new();
    for part in text.split_inclusive('}') {
        let (before, hole) = part.split_at(part.find('{').unwrap_or(part.len()));
        pieces.push(Piece::Text(before.to_owned()));
        pieces.push(Piece::Hole(hole.to_owned()));
    }
    let told = message(&pieces).into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Hole(text) => text,
        Piece::Choice { .. } => String::new(),
    });
    told.collect()
}

/// Letters with accents, vowels twice.
pub(super) fn accented(text: &str) -> String {
    let mut told = String::new();
    for letter in text.chars() {
        let mut pairs = PLAIN.chars().zip(ACCENTED.chars());
        let accent = pairs.find(|(plain, _)| *plain == letter);
        let accent = accent.map_or(letter, |(_, accent)| accent);
        told.push(accent);
        if "aeiouyAEIOU".contains(letter) {
            told.push(accent);
        }
    }
    told
}

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "åƀçđéƒĝĥîĵķļḿñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻḾÑÖÞɊŔŠŢÛṼŴẊÝŽ";
