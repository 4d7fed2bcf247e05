//! Several values of one item on one day.

use chrono::NaiveTime;

use crate::diary::{Answer, Catalogue, Code, Item, Role, WorseEnd};

/// An answer of a day as it stands by now, with the facts that gave it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) answer: Answer,
    /// What would be told in the same way.
    pub(super) alike: Vec<Answer>,
    pub(super) time: Option<NaiveTime>,
    /// The facts it comes from.
    pub(super) facts: Vec<usize>,
    /// The scores it is the mean of.
    pub(super) scores: Vec<u8>,
}

/// What became of a further value.
pub(super) enum Met {
    /// It stands, alone or together with what there was.
    Stands,
    /// It stands, and what these facts said no longer does.
    Instead(Vec<usize>),
    /// What there was stays.
    Outweighed,
}

impl Held {
    /// Meets a further value of the day: the first temperature by time, the worst pain, the heaviest
    /// bleeding, the most fertile mucus, a "yes" before a "no", all of a list and all words.
    pub(super) fn meet(
        &mut self,
        item: &Item,
        catalogue: &Catalogue,
        next: Self,
        mean: bool,
    ) -> Met {
        if mean && let (Answer::Scale(_), Answer::Scale(_)) = (&self.answer, &next.answer) {
            return self.mean(next);
        }
        let instead = outweighs(&next, self, item, catalogue);
        match (&mut self.answer, &next.answer) {
            (said, same) if said == same => {
                self.facts.extend(next.facts);
                Met::Stands
            }
            (Answer::Many(codes), Answer::Many(more)) => {
                codes.extend(more.iter().cloned());
                // What a lone one could also mean is no longer known of several.
                self.alike.clear();
                self.facts.extend(next.facts);
                Met::Stands
            }
            (Answer::Text(text), Answer::Text(more)) => {
                // Tables have the note of a day on each of its rows.
                if !format!("\n{text}\n").contains(&format!("\n{more}\n")) {
                    *text = format!("{text}\n{more}");
                }
                self.facts.extend(next.facts);
                Met::Stands
            }
            _ if instead => {
                let before = std::mem::replace(self, next);
                Met::Instead(before.facts)
            }
            _ => Met::Outweighed,
        }
    }

    fn mean(&mut self, next: Self) -> Met {
        self.scores.extend(next.scores);
        self.facts.extend(next.facts);
        let sum: u32 = self.scores.iter().map(|score| u32::from(*score)).sum();
        let count = u32::try_from(self.scores.len()).unwrap_or(u32::MAX).max(1);
        // Halves go up.
        let mean = (2 * sum + count) / (2 * count);
        self.answer = Answer::Scale(u8::try_from(mean).unwrap_or(u8::MAX));
        self.alike.clear();
        Met::Stands
    }
}

fn outweighs(next: &Held, stands: &Held, item: &Item, catalogue: &Catalogue) -> bool {
    let place = |code: &Code| {
        item.options()
            .iter()
            .position(|option| option.code == *code)
    };
    match (&next.answer, &stands.answer, item.role) {
        (_, _, Some(Role::Temperature | Role::TemperatureTime)) => {
            // Without a time it may be any.
            next.time
                .is_some_and(|at| stands.time.is_none_or(|before| at < before))
        }
        (Answer::Flag(next), _, _) => *next,
        (Answer::Scale(next), Answer::Scale(stands), _) => match catalogue.worse_end(item) {
            Some(WorseEnd::Low) => next < stands,
            Some(WorseEnd::High) => next > stands,
            None => false,
        },
        (
            Answer::Choice(next),
            Answer::Choice(stands),
            Some(Role::Bleeding | Role::MucusFeeling | Role::MucusTexture),
        ) => place(next) > place(stands),
        _ => false,
    }
}
