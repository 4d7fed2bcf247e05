//! Words looked for in a text: whole words one after the other, the last perhaps a beginning.
//!
//! Case, accents and the width of letters do not matter, and ß is ss. Scripts that put no spaces
//! between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are found at every letter; Korean
//! particles stand at the end of a word, which a beginning finds.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Words looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    words: Vec<String>,
}

impl Phrase {
    /// The words of a text, to look for.
    pub fn new(text: &str) -> Self {
        let mut sought = Words::default();
        sought.take(text);
        let words = sought.words().map(|(word, _)| word.to_owned()).collect();
        Self { words }
    }

    /// Whether they stand in a text. No words stand nowhere.
    pub fn is_in(&self, text: &str) -> bool {
        Words::of(text).places(self).next().is_some()
    }

    /// Where they stand in a text, as byte ranges of whole words that do not overlap.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let words = Words::of(text);
        let mut places: Vec<Range<usize>> = Vec::new();
        for place in words.places(self) {
            if places.last().is_none_or(|last| last.end <= place.start) {
                places.push(place);
            }
        }
        places
    }
}

/// A text in words as they are compared.
#[derive(Default)]
struct Words {
    /// All of them, one behind the other.
    folded: String,
    /// Where each stands in `folded`, and where in the text.
    at: Vec<(Range<usize>, Range<usize>)>,
    /// Whether the last one can go on.
    open: bool,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut words = Self {
            folded: String::with_capacity(text.len()),
            ..Self::default()
        };
        words.take(text);
        words
    }

    fn take(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // Most letters stand alone, and are not worth the search for where a character ends.
            let alone = bytes[at].is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii);
            let character = match alone {
                true => &text[at..=at],
                false => text[at..].graphemes(true).next().unwrap_or(&text[at..]),
            };
            self.add(at, character);
            at += character.len();
        }
    }

    /// Adds a character, with the marks that belong to it.
    fn add(&mut self, at: usize, character: &str) {
        let begin = self.folded.len();
        if let [byte] = character.as_bytes() {
            if byte.is_ascii_alphanumeric() {
                self.folded.push(byte.to_ascii_lowercase().into());
            }
        } else {
            fold(character, &mut self.folded);
        }
        if self.folded.len() == begin {
            self.open = false;
            return;
        }
        let first = self.folded[begin..].chars().next();
        let alone = first.is_some_and(|c| is_sign(c) || stands_alone(c));
        let (here, there) = (begin..self.folded.len(), at..at + character.len());
        match self.at.last_mut() {
            Some((word, place)) if self.open && !alone => {
                word.end = here.end;
                place.end = there.end;
            }
            _ => self.at.push((here, there)),
        }
        self.open = !alone;
    }

    fn words(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.at
            .iter()
            .map(|(word, place)| (&self.folded[word.clone()], place))
    }

    fn places(&self, phrase: &Phrase) -> impl Iterator<Item = Range<usize>> {
        let sought = &phrase.words[..];
        let stands = move |at: &[(Range<usize>, Range<usize>)]| {
            let word = |nth: usize| &self.folded[at[nth].0.clone()];
            let (last, before) = sought.split_last()?;
            let stand = word(before.len()).starts_with(last.as_str())
                && (0..).zip(before).all(|(nth, sought)| word(nth) == sought);
            stand.then(|| at[0].1.start..at[before.len()].1.end)
        };
        // There is no window of no words.
        self.at.windows(sought.len().max(1)).filter_map(stands)
    }
}

/// Adds a character as it is compared; nothing of one that is no part of a word.
fn fold(character: &str, folded: &mut String) {
    let plain = character.nfkd().filter(|c| !is_accent(*c)).nfc();
    for c in plain
        .flat_map(char::to_lowercase)
        .filter(|c| !is_accent(*c))
    {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            c if c.is_alphanumeric() || is_combining_mark(c) || is_sign(c) => folded.push(c),
            _ => {}
        }
    }
}

/// The accents of Latin, Greek and Cyrillic letters. The marks of other scripts make another letter.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Emoji and other pictures, and letters of private use.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{e000}'..='\u{f8ff}')
}

/// Letters of scripts without spaces: the blocks of the Unicode Standard for Thai, Lao, Burmese,
/// Khmer, kana and Han.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_people_write_them() {
        for (text, words, found) in [
            ("Die Wärme hat geholfen", "warme", "Wärme"),
            ("Die Wärme hat geholfen", "WÄR", "Wärme"),
            ("Die Wärme hat geholfen", "ärme", ""),
            ("lange Straße", "strasse", "Straße"),
            ("lange Strasse", "straße", "Strasse"),
            ("STRAẞE", "strass", "STRAẞE"),
            ("heat, pad", "heat pa", "heat, pad"),
            ("heat the pad", "heat pad", ""),
            ("今日は腰痛がひどい", "腰痛", "腰痛"),
            ("今日は腰痛がひどい", "ひどい", "ひどい"),
            ("ホットパッド", "パッド", "パッド"),
            ("ﾎｯﾄﾊﾟｯﾄﾞ", "パッド", "ﾊﾟｯﾄﾞ"),
            ("ハット", "パット", ""),
            ("我今天腰疼得厉害", "腰疼", "腰疼"),
            ("ปวดหลังมาก", "หลัง", "หลัง"),
            ("ปวดหลังมาก", "หลง", ""),
            ("허리가 아파요", "허리", "허리가"),
            ("허리가 아파요", "리가", ""),
            ("腰痛 ibuprofen400", "IBU", "ibuprofen400"),
            ("腰痛ibuprofen", "ibu", "ibuprofen"),
            ("Ｉｂｕ ４００", "ibu 400", "Ｉｂｕ ４００"),
            ("gut🔥🙈", "🙈", "🙈"),
            ("ΠΌΝΟΣ", "πονος", "ΠΌΝΟΣ"),
            ("İstanbul", "istanbul", "İstanbul"),
            ("crème brûlée", "creme brulee", "crème brûlée"),
            ("anything", "", ""),
            ("***", "***", ""),
        ] {
            let places = Phrase::new(words).places(text);
            let shown = places.first().map_or("", |place| &text[place.clone()]);
            assert_eq!(shown, found, "{words:?} in {text:?}");
            assert_eq!(Phrase::new(words).is_in(text), !found.is_empty());
        }
    }

    #[test]
    fn words_that_overlap_are_marked_once() {
        assert_eq!(Phrase::new("ああ").places("あああああ"), [0..6, 6..12]);
    }
}
