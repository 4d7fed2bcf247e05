//! Answering: from keys in the entry form to acts.

use std::collections::BTreeSet;

use crate::diary::{
    Act, Answer, Answers, Code, Edit, EntryKindId, Item, ItemId, ItemKind, NewEntry, Quantity,
    Target,
};

use crate::tui::keymap::action::Action;
use crate::tui::layer::{Editor, Focus, Layer, Options, Typing};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::day::form::state::{Jump, Row};

/// Does what a key of the form is bound to.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::NextField => model.form.step(1),
        Action::PreviousField => model.form.step(-1),
        Action::NextSection => model.form.step_section(true),
        Action::PreviousSection => model.form.step_section(false),
        Action::FirstField => model.form.step(isize::MIN),
        Action::LastField => model.form.step(isize::MAX),
        Action::Fold => fold(model),
        Action::StepUp => return step(model, true),
        Action::StepDown => return step(model, false),
        Action::Toggle => return toggle(model),
        Action::OpenField => return open(model),
        Action::Clear => return clear(model),
        Action::CopyYesterday => return copy_yesterday(model),
        Action::CopyAllYesterday => return copy_all_yesterday(model),
        _ => {}
    }
    vec![]
}

/// A digit answers a scale at once, picks the option of that place, or begins a number.
pub fn digit(model: &mut Model, digit: u8, typed_one: bool) -> Vec<Effect> {
    let Some((target, item)) = focused(model) else {
        return vec![];
    };
    match &item.kind {
        ItemKind::Scale { .. } if typed_one && digit == 0 => {
            set(model, target, &item, Answer::Scale(10))
        }
        ItemKind::Scale { .. } => {
            model.typed_one = digit == 1;
            set(model, target, &item, Answer::Scale(digit))
        }
        ItemKind::Choice { options, .. } => {
            match usize::from(digit)
                .checked_sub(1)
                .and_then(|at| options.get(at))
            {
                Some(option) => {
                    let answer = Answer::Choice(option.code.clone());
                    set(model, target, &item, answer)
                }
                None => {
                    model.complain(format!("{}: 1 to {}", item.label, options.len()));
                    vec![]
                }
            }
        }
        ItemKind::Flag if digit < 2 => set(model, target, &item, Answer::Flag(digit == 1)),
        ItemKind::Flag | ItemKind::Many { .. } => vec![],
        ItemKind::Number { .. } | ItemKind::Time | ItemKind::Text { .. } => {
            edit(model, target, &item, Some(&digit.to_string()))
        }
    }
}

/// A letter jumps to the field that has it, or adds an entry.
pub fn letter(model: &mut Model, letter: char) -> Vec<Effect> {
    match model.jump_of(letter) {
        Some(Jump::Field(item)) => {
            go_to_field(model, &item);
            vec![]
        }
        Some(Jump::Add(kind)) => add(model, kind),
        None => {
            model.say(format!(
                "no field has the letter {letter}; / finds one by name"
            ));
            vec![]
        }
    }
}

/// Moves the keys to an item's field, bringing it into the form when it is not there.
pub fn go_to_field(model: &mut Model, item: &ItemId) {
    model.lay_out_form();
    if !model.form.go_to(item) {
        model.form.fetched.insert(item.clone());
        model.lay_out_form();
        model.form.go_to(item);
    }
}

/// The item that has the keys, with the entry its answer belongs to.
fn focused(model: &Model) -> Option<(Target, Item)> {
    let (target, id) = model.form.field()?;
    Some((target, model.catalogue.item(id.as_str())?.clone()))
}

/// Answers an item, unless the day has not come yet.
pub fn set(model: &mut Model, target: Target, item: &Item, answer: Answer) -> Vec<Effect> {
    if refuses_future(model, target) {
        return vec![];
    }
    if model.answer(target, &item.id) == Some(&answer) {
        return vec![];
    }
    model.drafts.remove(&(target.id(), item.id.clone()));
    let unit = model.profile.temperature;
    vec![Effect::Perform(Act::answer(
        target,
        item,
        Some(answer),
        unit,
    ))]
}

fn refuses_future(model: &mut Model, target: Target) -> bool {
    let future = target.id().date() > model.today();
    if future {
        model.complain("this day has not come yet; t goes to today");
    }
    future
}

fn fold(model: &mut Model) {
    if let Some(section) = model.form.section().cloned() {
        let turned = &mut model.form.turned;
        if !turned.remove(&section) {
            turned.insert(section);
        }
    }
}

/// One step along a scale, a choice or a number; from nothing, to where the last time ended.
fn step(model: &mut Model, up: bool) -> Vec<Effect> {
    let Some((target, item)) = focused(model) else {
        return if up { open(model) } else { vec![] };
    };
    let now = model.answer(target, &item.id);
    let from = now.or_else(|| model.earlier(target, &item.id));
    let fresh = now.is_none();
    let answer = match (&item.kind, from) {
        (ItemKind::Scale { .. }, Some(Answer::Scale(n))) if fresh => Answer::Scale(*n),
        (ItemKind::Scale { .. }, Some(Answer::Scale(n))) => Answer::Scale(if up {
            (n + 1).min(10)
        } else {
            n.saturating_sub(1)
        }),
        (ItemKind::Scale { .. }, _) => Answer::Scale(0),
        (ItemKind::Choice { options, .. }, _) => {
            let at = now.and_then(|now| match now {
                Answer::Choice(code) => options.iter().position(|o| o.code == *code),
                _ => None,
            });
            let last = options.len().saturating_sub(1);
            let to = match (at, up) {
                (Some(at), true) => (at + 1).min(last),
                (Some(at), false) => at.saturating_sub(1),
                (None, true) => 0,
                (None, false) => last,
            };
            let Some(option) = options.get(to) else {
                return vec![];
            };
            Answer::Choice(option.code.clone())
        }
        (ItemKind::Flag, _) => Answer::Flag(up),
        (
            ItemKind::Number {
                min,
                max,
                step,
                start,
                ..
            },
            from,
        ) => {
            let milli = match from {
                Some(Answer::Number(n)) if fresh => n.milli(),
                Some(Answer::Number(n)) if up => n.milli() + step.milli(),
                Some(Answer::Number(n)) => n.milli() - step.milli(),
                _ => start.milli(),
            };
            Answer::Number(Quantity::from_milli(milli.clamp(min.milli(), max.milli())))
        }
        (ItemKind::Many { .. } | ItemKind::Time | ItemKind::Text { .. }, _) => {
            return if up { open(model) } else { vec![] };
        }
    };
    set(model, target, &item, answer)
}

/// Yes becomes no and no yes; what is no question of yes or no is opened.
fn toggle(model: &mut Model) -> Vec<Effect> {
    match focused(model) {
        Some((target, item)) if item.kind == ItemKind::Flag => {
            let yes = model.answer(target, &item.id) != Some(&Answer::Flag(true));
            set(model, target, &item, Answer::Flag(yes))
        }
        _ => open(model),
    }
}

/// Opens what has the keys: a map, an editor, an entry, a section. A field that needs none of them
/// is done, and the keys go on.
fn open(model: &mut Model) -> Vec<Effect> {
    let Some(row) = model.form.row().cloned() else {
        return vec![];
    };
    match row {
        Row::Heading {
            adds: Some(kind), ..
        } => return add(model, kind),
        Row::Heading { .. } => fold(model),
        Row::More { section, .. } => {
            model.form.whole.insert(section);
        }
        Row::Skip(questions) => return crate::tui::screens::guide::update::skip(model, &questions),
        Row::Entry(id) => model.form.enter(id),
        Row::When(id) => {
            let Some(entry) = model.entry(id) else {
                return vec![];
            };
            let time = entry.time.map(|time| time.format(" %H:%M").to_string());
            let text = format!("{}{}", entry.date(), time.unwrap_or_default());
            let help = "a date and a time: yesterday 22:10, 12 mar 6:40, or only a date";
            let editor = Editor::new(Typing::When(id), "When", help, &text);
            model.layers.push(Layer::Editor(Box::new(editor)));
        }
        Row::Field { target, item } => {
            let Some(item) = model.catalogue.item(item.as_str()).cloned() else {
                return vec![];
            };
            match &item.kind {
                ItemKind::Many {
                    open: false,
                    options,
                    ..
                } => {
                    if refuses_future(model, target) {
                        return vec![];
                    }
                    let chosen = match model.answer(target, &item.id) {
                        Some(Answer::Many(codes)) => {
                            options.iter().find(|option| codes.contains(&option.code))
                        }
                        _ => None,
                    };
                    let Some(focus) = chosen.or(options.first()) else {
                        return vec![];
                    };
                    let focus = Focus::on(&item, &focus.code);
                    let options = Options {
                        target,
                        item: item.id,
                        focus,
                    };
                    model.layers.push(Layer::Options(options));
                }
                ItemKind::Scale { .. } | ItemKind::Choice { .. } | ItemKind::Flag => {
                    model.form.step(1);
                }
                _ => return edit(model, target, &item, None),
            }
        }
    }
    vec![]
}

/// Opens an editor for a field, with what stands there, or with what was begun.
pub fn edit(model: &mut Model, target: Target, item: &Item, begun: Option<&str>) -> Vec<Effect> {
    if refuses_future(model, target) {
        return vec![];
    }
    let draft = model.drafts.get(&(target.id(), item.id.clone())).cloned();
    let stands = model.answer(target, &item.id).map(|answer| match answer {
        Answer::Number(_) => {
            let shown = answer.describe(item, model.profile.temperature);
            shown.split(' ').next().unwrap_or_default().to_owned()
        }
        answer => answer.word(),
    });
    let text = begun
        .map(str::to_owned)
        .or(draft)
        .or(stands)
        .unwrap_or_default();
    let typing = Typing::Answer(target, item.id.clone());
    let mut editor = Editor::new(typing, &item.label, &item.explain, &text);
    if matches!(item.kind, ItemKind::Text { lines: true }) {
        editor = editor.with_lines();
    }
    model.layers.push(Layer::Editor(Box::new(editor)));
    vec![]
}

/// Takes the answer back, or removes the entry that has the keys.
fn clear(model: &mut Model) -> Vec<Effect> {
    match model.form.row().cloned() {
        Some(Row::Field { target, item }) => {
            let stands = model.answer(target, &item).is_some();
            let unit = model.profile.temperature;
            match model.catalogue.item(item.as_str()) {
                Some(item) if stands => {
                    vec![Effect::Perform(Act::answer(target, item, None, unit))]
                }
                _ => vec![],
            }
        }
        Some(Row::Skip(questions)) => crate::tui::screens::guide::update::skip(model, &questions),
        Some(Row::Entry(id)) => {
            let Some(entry) = model.entry(id) else {
                return vec![];
            };
            let kind = model.catalogue.entry_kind(&entry.kind);
            let label = kind.map_or(entry.kind.as_str(), |kind| kind.label.as_str());
            let description = format!("{label} removed, {}", entry.date());
            vec![Effect::Perform(Act::one(description, Edit::Remove(id)))]
        }
        _ => vec![],
    }
}

fn copy_yesterday(model: &mut Model) -> Vec<Effect> {
    let Some((target, item)) = focused(model) else {
        return vec![];
    };
    match model.earlier(target, &item.id).cloned() {
        Some(answer) => set(model, target, &item, answer),
        None => {
            model.say(format!("{} was not answered before", item.label));
            vec![]
        }
    }
}

fn copy_all_yesterday(model: &mut Model) -> Vec<Effect> {
    let target = Target::Day(model.cursor);
    let answers = model.from_yesterday();
    if answers.is_empty() {
        model.say("the day before has nothing that is unanswered here");
        return vec![];
    }
    if refuses_future(model, target) {
        return vec![];
    }
    let description = format!(
        "{} answers as the day before, {}",
        answers.len(),
        model.cursor
    );
    let edits = answers
        .into_iter()
        .map(|(item, answer)| Edit::Answer {
            target,
            item,
            answer: Some(answer),
        })
        .collect();
    vec![Effect::Perform(Act { description, edits })]
}

/// Adds a timed entry to the cursor day and opens it: now, when the day is today.
fn add(model: &mut Model, kind: EntryKindId) -> Vec<Effect> {
    let date = model.cursor;
    if refuses_future(model, Target::Day(date)) {
        return vec![];
    }
    let Some(known) = model.catalogue.entry_kind(&kind) else {
        return vec![];
    };
    let description = format!("{} added, {date}", known.label);
    let time = (date == model.today()).then(|| {
        let now = model.now.time();
        chrono::Timelike::with_second(&now, 0).unwrap_or(now)
    });
    let entry = NewEntry {
        date,
        time,
        kind: kind.clone(),
        uid: None,
        source: None,
        answers: Answers::new(),
    };
    model.opening = Some(kind);
    vec![Effect::Perform(Act::one(description, Edit::Add(entry)))]
}

/// The chosen options of an answer with one of them turned on or off.
pub fn turned(answer: Option<&Answer>, code: &Code) -> Answer {
    let mut codes = match answer {
        Some(Answer::Many(codes)) => codes.clone(),
        _ => BTreeSet::new(),
    };
    if !codes.remove(code) {
        codes.insert(code.clone());
    }
    Answer::Many(codes)
}
