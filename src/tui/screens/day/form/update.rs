//! Answering: from keys in the entry form to acts.

use chrono::Days;

use crate::diary::acts::{Refusal, answering, asking, day_before, entries, has_been, last_time};
use crate::diary::kind::{Control, Press};
use crate::diary::{
    Act, Answer, ChoiceOption, Code, DateRange, EntryId, EntryKindId, Item, ItemId, Role, Target,
};

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::{Model, Pane, View};
use crate::tui::screens::day::form::rows::Jump;
use crate::tui::screens::day::form::state::{Row, Subject};
use crate::tui::screens::day::marking;
use crate::tui::screens::editor::state::{Editor, Typing};
use crate::tui::screens::options::state::{Focus, Options};
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::screens::day as words;

/// Does what a key of the form is bound to; `None` for any other action.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::NextField => model.form.step(1),
        Action::PreviousField => model.form.step(-1),
        Action::NextSection => model.form.step_section(true),
        Action::PreviousSection => model.form.step_section(false),
        Action::FirstField => model.form.step(isize::MIN),
        Action::LastField => model.form.step(isize::MAX),
        Action::Fold => fold(model),
        Action::StepUp => return Some(step(model, true)),
        Action::StepDown => return Some(step(model, false)),
        Action::Toggle => return Some(toggle(model)),
        Action::OpenField => return Some(open(model)),
        Action::Clear => return Some(clear(model)),
        Action::CopyYesterday => return Some(copy_yesterday(model)),
        Action::CopyAllYesterday => return Some(copy_all(model)),
        Action::NoPain => return Some(no_pain(model)),
        _ => return None,
    }
    Some(vec![])
}

/// A digit answers a scale at once, picks the option of that place, or begins a number.
pub fn digit(model: &mut Model, digit: u8, typed_one: bool) -> Vec<Effect> {
    let Some((target, item)) = focused(model) else {
        return vec![];
    };
    model.typed_one = digit == 1;
    match item.kind.digit(digit, typed_one) {
        Press::Answer(answer) => set(model, target, &item, answer),
        Press::Edit => edit(model, target, &item, Some(&digit.to_string())),
        Press::Beyond(options) => {
            model.complain(words::digit_beyond(&item.label, options));
            vec![]
        }
        Press::Nothing => vec![],
    }
}

/// Gives the answer of that place among those that stand in the line with the keys.
pub fn point(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some((target, item)) = focused(model) else {
        return vec![];
    };
    let answer = match item.kind.control() {
        Control::Ruler => u8::try_from(at).ok().map(Answer::Scale),
        Control::Row(row) => row.into_iter().nth(at).map(|(_, answer)| answer),
        Control::List | Control::Editor { .. } => None,
    };
    answer.map_or(vec![], |answer| set(model, target, &item, answer))
}

/// A letter jumps to the field that has it, or adds an entry.
pub fn letter(model: &mut Model, letter: char) -> Vec<Effect> {
    match model.jump_of(letter) {
        Some(Jump::Field(item)) => {
            go_to_field(model, &item);
            vec![]
        }
        Some(Jump::Add(kind)) => begin(model, kind),
        None => {
            model.say(words::no_letter(letter));
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

/// Shows the check-in of the day with the keys on an item.
pub fn go_to_day(model: &mut Model, item: &ItemId) {
    (model.view, model.focus) = (View::Day, Pane::Form);
    // It is one day's.
    model.selection = None;
    model.form.leave(model.cursor);
    go_to_field(model, item);
}

/// Brings an item into the form and the keys to it, in a new entry when it is none of the day's.
pub fn fetch(model: &mut Model, item: ItemId) -> Vec<Effect> {
    let known = model.catalogue.item(item.as_str());
    let kinds = known.map_or(&[][..], |known| model.catalogue.kinds_of(known));
    match kinds.first() {
        Some(kind) if !kinds.contains(&model.form_kind()) && kind.is_day() => {
            model.form.leave(model.cursor);
            go_to_field(model, &item);
            vec![]
        }
        Some(kind) if !kinds.contains(&model.form_kind()) => {
            let kind = kind.clone();
            model.form.fetched.insert(item.clone());
            let effects = begin(model, kind);
            if matches!(model.form.subject, Subject::Entry(_)) {
                go_to_field(model, &item);
            }
            effects
        }
        _ => {
            go_to_field(model, &item);
            vec![]
        }
    }
}

/// The item that has the keys, with the entry its answer belongs to.
fn focused(model: &Model) -> Option<(Target, Item)> {
    let (target, id) = model.form.field()?;
    Some((target, model.catalogue.item(id.as_str())?.clone()))
}

/// Answers an item.
pub fn set(model: &mut Model, target: Target, item: &Item, answer: Answer) -> Vec<Effect> {
    give(model, target, item, Some(answer))
}

/// Answers an item, or takes the answer back; what was typed before and not kept is forgotten.
pub fn give(model: &mut Model, target: Target, item: &Item, answer: Option<Answer>) -> Vec<Effect> {
    let act = match marking::concerns(model, target) {
        true => marking::answer(model, item, answer),
        false => {
            let entry = model.entry(target.id());
            answering::answer(target, entry, item, answer, model.today())
        }
    };
    if act.is_ok() {
        model.drafts.remove(&(target.id(), item.id.clone()));
    }
    keep(model, target.id(), act)
}

/// Answers that there was no pain on the days that are marked.
fn no_pain(model: &mut Model) -> Vec<Effect> {
    let Some(days) = model.selected() else {
        model.say(words::mark_first());
        return vec![];
    };
    let pain = model.catalogue.role(Role::Pain).clone();
    set(model, Target::Day(days.first), &pain, Answer::Scale(0))
}

/// Performs an act, or says why it cannot be.
pub fn perform(model: &mut Model, act: Result<Option<Act>, Refusal>) -> Vec<Effect> {
    match act {
        Ok(act) => act
            .map(|act| Ask::Perform(act).into())
            .into_iter()
            .collect(),
        Err(refusal) => {
            model.complain(refused(&refusal));
            vec![]
        }
    }
}

/// Why something cannot be, with the key that helps.
fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Future(_) => words::not_come_yet().into(),
        refusal => crate::words::errors::refusal(refusal),
    }
}

/// Refuses what is done to a day that has not come yet; whether it is one.
pub fn refuses_future(model: &mut Model, target: Target) -> bool {
    let refusal = has_been(target.id().date(), model.today()).err();
    if let Some(refusal) = &refusal {
        model.complain(refused(refusal));
    }
    refusal.is_some()
}

/// Refuses, while days are marked, what is done to one day.
fn refuses_marked(model: &mut Model) -> bool {
    let marked = model.selected().is_some();
    if marked {
        model.complain(words::one_day_only());
    }
    marked
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
    let earlier = model.earlier(target, &item.id);
    match item.kind.step(now, earlier, up) {
        Some(answer) => set(model, target, &item, answer),
        None if up => open(model),
        None => vec![],
    }
}

/// Yes becomes no and no yes; what is no question of yes or no is opened.
fn toggle(model: &mut Model) -> Vec<Effect> {
    let toggled = focused(model).and_then(|(target, item)| {
        let now = model.answer(target, &item.id);
        let answer = item.kind.toggle(now)?;
        Some((target, item, answer))
    });
    match toggled {
        Some((target, item, answer)) => set(model, target, &item, answer),
        None => open(model),
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
        } => return begin(model, kind),
        Row::Heading { .. } => fold(model),
        Row::More { section, .. } => {
            model.form.whole.insert(section);
        }
        Row::Skip(questions) => return crate::tui::screens::guide::update::skip(model, &questions),
        Row::Entry(id) => model.form.enter(id),
        Row::Again(of) => return again(model, of),
        Row::When(id) => {
            let Some(entry) = model.entry(id) else {
                return vec![];
            };
            let time = entry.time.map(|time| time.format(" %H:%M").to_string());
            let text = format!("{}{}", entry.date(), time.unwrap_or_default());
            let (title, help) = (words::when(), words::when_help());
            let editor = Editor::new(Typing::When(id), title, help, &text);
            model.layers.push(Layer::Editor(Box::new(editor)));
        }
        Row::Field { target, item } => {
            let Some(item) = model.catalogue.item(item.as_str()).cloned() else {
                return vec![];
            };
            match item.kind.control() {
                Control::List => list(model, target, &item),
                Control::Row(_) if !item.options().is_empty() => choose(model, target, &item),
                Control::Ruler | Control::Row(_) => model.form.step(1),
                Control::Editor { .. } => return edit(model, target, &item, None),
            }
        }
    }
    vec![]
}

/// Opens the numbered list of an item's options, of which one is chosen, on the one that is.
fn choose(model: &mut Model, target: Target, item: &Item) {
    if refuses_future(model, target) {
        return;
    }
    let today = model.today();
    let first = today.checked_sub_days(Days::new(asking::LATELY));
    let lately = DateRange {
        first: first.unwrap_or(today),
        last: today,
    };
    let options = asking::by_use(item, &model.window.diary, lately);
    let row = |(number, option): &(usize, &ChoiceOption)| PickRow {
        label: format!("{number} {}", option.label),
        detail: String::new(),
        marks: vec![],
        pick: Pick::Option(option.code.clone()),
    };
    let rows = options.iter().map(row).collect();
    let now = model.answer(target, &item.id);
    let is = |code: &Code| matches!(now, Some(Answer::Choice(of)) if of == code);
    let focus = options.iter().position(|(_, option)| is(&option.code));
    let mut picker = Picker::new(Purpose::Answer(target, Box::new(item.clone())), rows);
    picker.focus = focus.unwrap_or(0);
    model.layers.push(Layer::Picker(picker));
}

/// Opens the list of an item's options, on the first one chosen.
fn list(model: &mut Model, target: Target, item: &Item) {
    if refuses_future(model, target) {
        return;
    }
    let chosen = match model.answer(target, &item.id) {
        Some(Answer::Many(codes)) => item.options().iter().find(|o| codes.contains(&o.code)),
        _ => None,
    };
    let Some(focus) = chosen.or(item.options().first()) else {
        return;
    };
    model.layers.push(Layer::Options(Options {
        target,
        item: item.id.clone(),
        focus: Focus::on(item, &focus.code),
    }));
}

/// Opens an editor for a field, with what stands there, or with what was begun.
pub fn edit(model: &mut Model, target: Target, item: &Item, begun: Option<&str>) -> Vec<Effect> {
    let draft = model.drafts.get(&(target.id(), item.id.clone())).cloned();
    let unit = model.profile.temperature;
    let stood = model.answer(target, &item.id).cloned();
    let stands = stood
        .as_ref()
        .map(|answer| item.kind.editable(answer, unit));
    let text = begun
        .map(str::to_owned)
        .or(draft)
        .or(stands)
        .unwrap_or_default();
    write(model, target, item, &text, stood);
    vec![]
}

/// Opens an editor for a field with some words in it, where an answer stood; not on a day that has not
/// come yet.
pub fn write(
    model: &mut Model,
    target: Target,
    item: &Item,
    text: &str,
    stood: Option<Answer>,
) -> bool {
    if refuses_future(model, target) {
        return false;
    }
    let typing = Typing::Answer(target, item.id.clone());
    let mut editor = Editor::new(typing, &item.label, &item.explain, text);
    editor.stood = stood;
    if item.kind.control() == (Control::Editor { lines: true }) {
        editor = editor.with_lines();
    }
    model.layers.push(Layer::Editor(Box::new(editor)));
    true
}

/// Takes the answer back, or removes the entry that has the keys.
fn clear(model: &mut Model) -> Vec<Effect> {
    match model.form.row().cloned() {
        Some(Row::Field { target, item }) => {
            let stands = model.answer(target, &item).is_some();
            match model.catalogue.item(item.as_str()).cloned() {
                Some(item) if stands => give(model, target, &item, None),
                _ => vec![],
            }
        }
        Some(Row::Skip(questions)) => crate::tui::screens::guide::update::skip(model, &questions),
        Some(Row::Entry(id)) => {
            let Some(entry) = model.entry(id) else {
                return vec![];
            };
            vec![Ask::Perform(entries::remove(entry)).into()]
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
            model.say(words::never_answered(&item.label));
            vec![]
        }
    }
}

/// Answers what is unanswered: in a day's form as the day before, in an entry as the last time.
fn copy_all(model: &mut Model) -> Vec<Effect> {
    if refuses_marked(model) {
        return vec![];
    }
    let (date, diary) = (model.cursor, &model.window.diary);
    let entry = match model.form.subject {
        Subject::Entry(id) => model.entry(id),
        Subject::Day(_) => None,
    };
    if let Some(entry) = entry {
        return match last_time::before(diary, entry) {
            Some(of) => again(model, of.id),
            None => {
                model.say(words::nothing_to_repeat());
                vec![]
            }
        };
    }
    let act = day_before::repeat(date, diary, &model.catalogue, model.today());
    if act == Ok(None) {
        model.say(words::nothing_to_copy());
    }
    perform(model, act)
}

/// Answers what is unanswered in the entry the form is about as in an earlier one.
fn again(model: &mut Model, of: EntryId) -> Vec<Effect> {
    let Subject::Entry(id) = model.form.subject else {
        return vec![];
    };
    let (Some(entry), Some(of)) = (model.entry(id), model.entry(of)) else {
        return vec![];
    };
    let act = last_time::repeat(entry, of, &model.catalogue, model.today());
    if act == Ok(None) {
        model.say(words::nothing_to_repeat());
    }
    keep(model, id, act)
}

/// Answers an entry; one that is only begun stays open when its first answer makes it stand.
fn keep(model: &mut Model, id: EntryId, act: Result<Option<Act>, Refusal>) -> Vec<Effect> {
    if matches!(act, Ok(Some(_))) {
        let begun = model.form.begun.as_ref().filter(|begun| begun.id == id);
        model.opening = begun.map(|begun| begun.kind.clone());
    }
    perform(model, act)
}

/// Begins a timed entry on the cursor day and opens it: now, when the day is today. It comes into
/// the diary with its first answer.
fn begin(model: &mut Model, kind: EntryKindId) -> Vec<Effect> {
    if refuses_marked(model) {
        return vec![];
    }
    let date = model.cursor;
    let time = (date == model.today()).then(|| model.minute());
    match entries::begin(kind, date, time, model.today()) {
        Ok(entry) => model.form.begin(entry),
        Err(refusal) => model.complain(refused(&refusal)),
    }
    vec![]
}
