//! Marking days on the calendar, and answering all of them at once.

use crate::diary::acts::{Draft, Line, MOST_DAYS, Refusal, has_been};
use crate::diary::{Act, Answer, DateRange, Item, ItemId, Target};
use crate::tui::model::Model;
use crate::tui::selection::Selection;
use crate::words::screens::day as words;
use crate::words::{acts, kinds};

/// Begins marking days at the cursor, or ends it.
pub fn toggle(model: &mut Model) {
    model.selection = match model.selection {
        Some(_) => None,
        None => Some(Selection::new(model.cursor)),
    };
    model.form.leave(model.cursor);
}

/// Whether an answer to a target is one to all marked days.
pub fn concerns(model: &Model, target: Target) -> bool {
    let days = model.selected();
    days.is_some_and(|days| target == Target::Day(days.first))
}

/// Answers an item on all marked days that have been, or takes back what was given to them: one act.
/// A day that had another answer before keeps it.
///
/// # Errors
/// [`Refusal::Future`] when none of the days has been, [`Refusal::TooManyDays`].
pub fn answer(
    model: &mut Model,
    item: &Item,
    answer: Option<Answer>,
) -> Result<Option<Act>, Refusal> {
    let (Some(days), Some(selection)) = (model.selected(), &model.selection) else {
        return Ok(None);
    };
    let today = model.today();
    has_been(days.first, today)?;
    let days = days.overlap(DateRange::ending(today, u64::MAX));
    if days.len() > MOST_DAYS {
        let (days, most) = (days.len(), MOST_DAYS);
        return Err(Refusal::TooManyDays { days, most });
    }
    if !model.window.has(days) {
        model.complain(words::not_read());
        return Ok(None);
    }
    let diary = &model.window.diary;
    let load = |date| Ok::<_, Refusal>(diary.day(date).cloned().unwrap_or_default());
    let mut draft = Draft::new(&model.catalogue, today, load);
    for date in days.days() {
        draft.apply(&Line {
            days: Some(DateRange::day(date)),
            answers: vec![(item.id.clone(), answer.clone())],
            keeps: !selection.gave(&item.id, date),
            ..Line::default()
        })?;
    }
    let (act, kept) = (draft.act(), draft.kept());
    drop(draft);
    let dates = act.as_ref().map(Act::dates).unwrap_or_default();
    let told = told(model, item, answer.as_ref(), dates.len(), kept);
    if act.is_none() && kept > 0 {
        model.say(words::all_kept(kept));
    }
    if let Some(selection) = &mut model.selection {
        selection.give(&item.id, dates);
        selection.told = act.is_some().then_some(told);
    }
    Ok(act)
}

/// What was done to how many days.
fn told(model: &Model, item: &Item, answer: Option<&Answer>, days: usize, kept: usize) -> String {
    let done = match answer {
        None => acts::answer_taken_back(&item.name),
        // Words are as long as they are.
        Some(_) if item.kind.is_words() => item.name.clone(),
        Some(answer) => {
            let value = kinds::answer(answer, item, model.profile.temperature);
            acts::answer_given(&item.name, value)
        }
    };
    match kept {
        0 => words::answered_days(done, days),
        kept => words::answered_days_but(done, days, words::kept_days(kept)),
    }
}

/// The answer that was given to the marked days; before that, what all of them have.
pub fn common_answer<'a>(model: &'a Model, days: DateRange, item: &ItemId) -> Option<&'a Answer> {
    let selection = model.selection.as_ref()?;
    let days = days.overlap(DateRange::ending(model.today(), u64::MAX));
    if days.is_empty() {
        return None;
    }
    let answers = model.window.diary.range(days);
    let answers = answers.filter_map(|(date, day)| Some((date, day.answer(item)?)));
    let answers: Vec<_> = answers.collect();
    let given = answers.iter().find(|(date, _)| selection.gave(item, *date));
    if let Some((_, given)) = given {
        return Some(given);
    }
    let (_, first) = answers.first()?;
    let same = answers.iter().all(|(_, answer)| answer == first);
    (same && answers.len() == days.len()).then_some(first)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diary::{Catalogue, Diary, Profile, Role};
    use crate::tui::keymap::Keymap;
    use crate::tui::testing::ymd;
    use crate::tui::window::Window;

    /// What stands on a day that was not read is not known, so nothing may take its place.
    #[test]
    fn only_days_that_were_read_are_answered() {
        let now = ymd(2026, 3, 17).and_hms_opt(22, 0, 0).unwrap();
        let keymap = Keymap::new(&Default::default()).unwrap();
        let catalogue = Arc::clone(Catalogue::built_in());
        let pain = catalogue.role(Role::Pain).clone();
        let mut model = Model::new(now, (60, 14), catalogue, Profile::default(), keymap);
        toggle(&mut model);
        model.cursor = ymd(2026, 3, 12);
        let mut edits = |read: DateRange| {
            model.window = Window::new(read, Diary::default());
            let act = answer(&mut model, &pain, Some(Answer::Scale(0))).unwrap();
            (act.map(|act| act.edits.len()), model.notice.is_some())
        };
        let read = DateRange::new(ymd(2026, 3, 13), ymd(2026, 3, 17));
        assert_eq!(edits(read), (None, true));
        let read = DateRange::month(ymd(2026, 3, 1));
        assert_eq!(edits(read).0, Some(6));
    }
}
