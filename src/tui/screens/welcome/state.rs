//! The first run: what is chosen so far.

use crate::diary::profile::{Choice, Contraception};
use crate::diary::{Profile, Tristate};
use crate::tui::scroll::Scroll;

/// What is asked about the person, by their settings.
const ASKED: [&str; 4] = ["uterus", "prostate", "pregnancy-possible", "menopause"];
/// Which contraception is asked for: that which changes bleeding.
const CONTRACEPTION: &str = "contraception";

/// The first run.
#[derive(Debug, Clone, Default)]
pub struct Welcome {
    /// What is chosen so far.
    pub profile: Profile,
    /// Whether the questions about the person stand there, or else what is kept.
    pub about: bool,
    /// How far they are scrolled, where the screen is small.
    pub scroll: Scroll,
}

impl Welcome {
    /// What is asked about the person and answered by yes or no, in the order of its numbers.
    pub fn asked() -> impl Iterator<Item = Choice> {
        ASKED.into_iter().flat_map(Choice::named)
    }

    /// The contraceptions to choose from, with the numbers after those; whether each is chosen.
    pub fn contraception(&self) -> impl Iterator<Item = (Choice, &'static str, bool)> {
        let choices = Choice::named(CONTRACEPTION).into_iter();
        choices.flat_map(move |choice| {
            let words = choice.words().iter().copied();
            // Neither "not told" nor "none" is a number: leaving all of them out says as much.
            let words = words.filter(|word| !matches!(*word, "unknown" | "none"));
            words.map(move |word| (choice, word, choice.word(&self.profile) == word))
        })
    }

    /// Whether anything about the person was told.
    pub fn is_told(&self) -> bool {
        let told = |choice: Choice| choice.word(&self.profile) != "unknown";
        Self::asked().any(told) || self.profile.contraception != Contraception::Unknown
    }

    /// A number was pressed, counted from 0.
    pub fn press(&mut self, nth: usize) {
        let choices: Vec<Choice> = match self.about {
            true => Self::asked().collect(),
            false => Choice::named("keep"),
        };
        match (choices.get(nth), self.about) {
            (Some(choice), _) => self.profile = choice.step(&self.profile, true),
            (None, true) => self.choose(nth - choices.len()),
            (None, false) => return,
        }
        if self.about {
            self.follow();
        }
    }

    /// Chooses a contraception, or takes it back.
    fn choose(&mut self, nth: usize) {
        let Some((choice, word, chosen)) = self.contraception().nth(nth) else {
            return;
        };
        let word = if chosen { "unknown" } else { word };
        // Every word of a setting can be set, as its tests say; else all stays as it is.
        let _ = choice.setting.set(&mut self.profile, word);
    }

    /// What mostly follows from an answer is answered with it; it stands there to be changed.
    fn follow(&mut self) {
        use Tristate::{No, Unknown, Yes};
        let profile = &mut self.profile;
        let womb =
            profile.pregnancy_possible == Yes || profile.contraception != Contraception::Unknown;
        if womb && profile.uterus == Unknown && profile.prostate != Yes {
            profile.uterus = Yes;
        }
        match (profile.uterus, profile.prostate) {
            (Yes, Unknown) => profile.prostate = No,
            (Unknown, Yes) => profile.uterus = No,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contraception_has_the_number_it_is_chosen_by() {
        let mut welcome = Welcome {
            about: true,
            ..Welcome::default()
        };
        let words: Vec<&str> = welcome.contraception().map(|(_, word, _)| word).collect();
        let last = ASKED.len() + words.len() - 1;
        for (nth, word) in words.into_iter().enumerate() {
            welcome.press(ASKED.len() + nth);
            let chosen = welcome.contraception().filter(|(.., chosen)| *chosen);
            assert!(chosen.map(|(_, word, _)| word).eq([word]));
        }
        welcome.press(last);
        assert_eq!(welcome.profile.contraception, Contraception::Unknown);
    }

    #[test]
    fn every_answer_can_be_changed_and_taken_back() {
        for nth in 0..ASKED.len() {
            let mut welcome = Welcome {
                about: true,
                ..Welcome::default()
            };
            let choice = Welcome::asked().nth(nth).unwrap();
            let mut seen = Vec::new();
            for _ in 0..4 {
                seen.push(choice.word(&welcome.profile));
                welcome.press(nth);
            }
            seen.sort_unstable();
            seen.dedup();
            assert!(seen.contains(&"yes") && seen.contains(&"no"), "{seen:?}");
        }
    }
}
