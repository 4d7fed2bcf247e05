//! What lies over the panes: opening it, its keys, and what comes of it.

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;

use crate::diary::{
    Act, Answer, Code, Edit, EntryId, ItemKind, Profile, describe::day_text, words,
};

use super::super::action::Action;
use super::super::keymap::Context;
use super::super::layer::{
    self, AREAS, Editor, Focus, Layer, Options, Pick, PickRow, Picker, Purpose, Reader, Typing,
    turn,
};
use super::super::message::Effect;
use super::super::model::Model;
use super::super::setting::Setting;
use super::super::theme::Meaning;
use super::super::view;
use super::super::widgets::body_map::{self, Direction};
use super::{answer, cycle, guide, items, navigate, patterns, search};

/// How many lines a page of a list or text has.
const PAGE: usize = 10;

/// Does what a key of the topmost layer is bound to.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(layer) = model.layers.pop() else {
        return vec![];
    };
    match layer {
        Layer::Reader(reader) => read(model, reader, action),
        Layer::Picker(picker) => list(model, picker, action),
        Layer::Options(options) => choose(model, options, action),
        Layer::Editor(editor) => write(model, editor, action),
        Layer::Settings { focus } => settings(model, focus, action),
        Layer::Items { focus } => item_list(model, focus, action),
        Layer::Which(layer) => guide::which_act(model, layer, action),
        Layer::Welcome(profile) => welcome(model, profile, action),
        Layer::Blank if action == Action::Close => vec![],
        Layer::Blank => {
            model.layers.push(Layer::Blank);
            vec![]
        }
    }
}

/// A key that is text, in a list or an editor.
pub fn type_key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Editor(editor)) => {
            editor.problem = None;
            editor.text.input(event);
            vec![]
        }
        Some(Layer::Picker(picker)) => {
            if !picker.input.input(event) {
                return vec![];
            }
            match picker.purpose {
                Purpose::Search => return search::run(model),
                Purpose::Article => guide::search(model),
                _ => picker.filter(),
            }
            vec![]
        }
        _ => vec![],
    }
}

/// Pasted words go where words are typed; on a field of words, into its editor.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Editor(editor)) => editor.paste(text),
        Some(Layer::Picker(picker)) => {
            picker.input.insert_str(layer::clean(text, false));
            match picker.purpose {
                Purpose::Search => return search::run(model),
                Purpose::Article => guide::search(model),
                _ => picker.filter(),
            }
        }
        Some(_) => {}
        None => {
            let field = model
                .form
                .field()
                .map(|(target, item)| (target, item.clone()));
            let item = field.and_then(|(target, id)| {
                Some((target, model.catalogue.item(id.as_str())?.clone()))
            });
            match item {
                Some((target, item)) if matches!(item.kind, ItemKind::Text { .. }) => {
                    answer::edit(model, target, &item, None);
                    // No editor opens on a day that has not come yet.
                    if !model.layers.is_empty() {
                        return paste(model, text);
                    }
                }
                _ => model.say("pasted words need a field of words: n goes to the note"),
            }
        }
    }
    vec![]
}

fn moved(focus: usize, len: usize, action: Action) -> Option<usize> {
    let last = len.saturating_sub(1);
    match action {
        Action::NextField => Some((focus + 1).min(last)),
        Action::PreviousField => Some(focus.saturating_sub(1)),
        Action::NextSection => Some((focus + PAGE).min(last)),
        Action::PreviousSection => Some(focus.saturating_sub(PAGE)),
        Action::FirstField => Some(0),
        Action::LastField => Some(last),
        _ => None,
    }
}

// --- reading ------------------------------------------------------------------------------------

fn read(model: &mut Model, mut reader: Reader, action: Action) -> Vec<Effect> {
    if action == Action::Close {
        return vec![];
    }
    if let Some(scroll) = moved(reader.scroll, reader.lines.len(), action) {
        reader.scroll = scroll;
    }
    model.layers.push(Layer::Reader(reader));
    vec![]
}

/// Shows every key that works where the keys are now, then all others.
pub fn show_help(model: &mut Model) -> Vec<Effect> {
    let here = model.contexts();
    let mut contexts = here.clone();
    for binding in model.keymap.bindings() {
        for context in &binding.contexts {
            if !contexts.contains(context) {
                contexts.push(*context);
            }
        }
    }
    let mut lines = Vec::new();
    for context in contexts {
        lines.push(vec![(context.label().to_owned(), Meaning::Title)]);
        if context == Context::Form {
            let text = "  digits answer at once (1 then 0 is ten); capital letters add an entry; \
                        other letters jump to the field they stand before";
            lines.push(vec![(text.to_owned(), Meaning::Text)]);
        }
        for binding in model.keymap.bindings_in(&[context]) {
            let keys: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
            lines.push(vec![
                (format!("  {:<22}", keys.join("  ")), Meaning::Key),
                (binding.says.clone(), Meaning::Text),
            ]);
        }
        lines.push(vec![]);
    }
    let title = "Help".to_owned();
    model.layers.push(Layer::Reader(Reader {
        title,
        lines,
        scroll: 0,
    }));
    vec![]
}

/// Puts the cursor day in words on the clipboard.
pub fn copy_day(model: &mut Model) -> Vec<Effect> {
    match model.day() {
        Some(day) => {
            let words = day_text(day, &model.catalogue, &model.profile);
            let text = format!("{}\n{words}", model.cursor.format("%A %-d %B %Y"));
            model.say("the day is on the clipboard, in words");
            vec![Effect::Copy(text)]
        }
        None => {
            model.say("nothing is recorded on this day");
            vec![]
        }
    }
}

// --- lists --------------------------------------------------------------------------------------

/// Shows every command by name.
pub fn show_palette(model: &mut Model) -> Vec<Effect> {
    let contexts = model.contexts();
    let rows = model
        .keymap
        .bindings_in(&contexts)
        .filter(|binding| binding.action != Action::Palette)
        .map(|binding| PickRow {
            label: binding.says.clone(),
            detail: binding
                .keys
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
            marks: vec![],
            pick: Pick::Do(binding.action),
        })
        .collect();
    model
        .layers
        .push(Layer::Picker(Picker::new(Purpose::Palette, rows)));
    vec![]
}

/// Finds a field of the form by name.
pub fn find_field(model: &mut Model) -> Vec<Effect> {
    let kind = match model.form.subject {
        super::super::form::Subject::Entry(id) => model.entry(id).map(|entry| entry.kind.clone()),
        super::super::form::Subject::Day(_) => None,
    };
    let kind = kind.unwrap_or(crate::diary::EntryKindId::DAY);
    let rows = model
        .catalogue
        .items()
        .iter()
        .filter(|item| model.catalogue.kinds_of(item).contains(&kind))
        .filter(|item| model.catalogue.concerns(item, &model.profile))
        .map(|item| search::item_row(model, item))
        .collect();
    model
        .layers
        .push(Layer::Picker(Picker::new(Purpose::Field, rows)));
    vec![]
}

fn list(model: &mut Model, mut picker: Box<Picker>, action: Action) -> Vec<Effect> {
    if action == Action::Close {
        return vec![];
    }
    if let Some(focus) = moved(picker.focus, picker.shown.len(), action) {
        picker.focus = focus;
        model.layers.push(Layer::Picker(picker));
        return vec![];
    }
    if action != Action::OpenField {
        model.layers.push(Layer::Picker(picker));
        return vec![];
    }
    let Some(pick) = picker.chosen().map(|row| row.pick.clone()) else {
        model.layers.push(Layer::Picker(picker));
        return vec![];
    };
    match (&picker.purpose, pick) {
        (Purpose::Search, _) => return search::pick(model, &picker),
        (Purpose::Article, Pick::Article(id)) => return guide::read(model, &id),
        (Purpose::Palette, Pick::Do(action)) => return super::act(model, action),
        (Purpose::Field, Pick::Item(item)) => answer::go_to_field(model, &item),
        (Purpose::ChartItem, Pick::Item(item)) => model.chart.item = item,
        (Purpose::ChartSecond, Pick::Item(item)) => model.chart.second = Some(item),
        (Purpose::ChartSecond, _) => model.chart.second = None,
        (Purpose::ChartStrips, Pick::Item(item)) => {
            match model.chart.strips.iter().position(|strip| *strip == item) {
                Some(at) => drop(model.chart.strips.remove(at)),
                None => model.chart.strips.push(item),
            }
            // Several strips are mostly wanted at once.
            model.layers.push(Layer::Picker(picker));
        }
        (Purpose::OverlayItem, Pick::Item(item)) => model.overlay.item = item,
        (Purpose::PatternItem, Pick::Item(item)) => model.patterns.item = Some(item),
        (Purpose::PatternItem, _) => model.patterns.item = None,
        (Purpose::Event, Pick::Event(event)) => patterns::around(model, event),
        (Purpose::LeaveOut, Pick::Option(reason)) => return cycle::leave_out(model, reason),
        (Purpose::NewItem(name), Pick::Kind(kind)) => return items::make(name, *kind),
        (Purpose::Bin, Pick::Perform(act)) => return vec![Effect::Perform(*act)],
        _ => {}
    }
    vec![]
}

// --- options ------------------------------------------------------------------------------------

fn choose(model: &mut Model, mut options: Options, action: Action) -> Vec<Effect> {
    let Some(item) = model.catalogue.item(options.item.as_str()).cloned() else {
        return vec![];
    };
    let direction = match action {
        Action::Up => Some(Direction::Up),
        Action::Down => Some(Direction::Down),
        Action::Left => Some(Direction::Left),
        Action::Right => Some(Direction::Right),
        _ => None,
    };
    if let Some(direction) = direction {
        options.focus = match (&options.focus, body_map::map_of(&item)) {
            (Focus::Spot(spot), Some(map)) => {
                let area = view::map_area(model, map);
                Focus::Spot(body_map::step(map, area, *spot, direction))
            }
            (Focus::Option(code), _) => {
                Focus::Option(step_list(&layer::codes(&item), code, direction))
            }
            (focus, None) => focus.clone(),
        };
    }
    let Some(focus) = options.focus.code(&item) else {
        return vec![];
    };
    let now = model.answer(options.target, &item.id);
    let answer = match action {
        Action::Toggle => Some(Some(answer::turned(now, focus))),
        Action::NoneOfThem => Some(Some(Answer::Many(BTreeSet::new()))),
        Action::Clear if now.is_some() => Some(None),
        _ => None,
    };
    let target = options.target;
    if action != Action::Close {
        model.layers.push(Layer::Options(options));
    }
    match answer {
        Some(answer) => {
            let unit = model.profile.temperature;
            vec![Effect::Perform(Act::answer(target, &item, answer, unit))]
        }
        None => vec![],
    }
}

/// Options stand in two columns, read line by line.
fn step_list(codes: &[Code], from: &Code, direction: Direction) -> Code {
    let at = codes.iter().position(|code| code == from).unwrap_or(0);
    let to = match direction {
        Direction::Up => at.checked_sub(2),
        Direction::Down => Some(at + 2),
        Direction::Left => at.checked_sub(1),
        Direction::Right => Some(at + 1),
    };
    to.and_then(|to| codes.get(to)).unwrap_or(from).clone()
}

// --- typing -------------------------------------------------------------------------------------

/// Asks for a date to go to.
pub fn ask_date(model: &mut Model) -> Vec<Effect> {
    let help = "12 mar, yesterday, tuesday, -10, 2025-03-01";
    let editor = Editor::new(Typing::Jump, "Go to", help, "");
    model.layers.push(Layer::Editor(Box::new(editor)));
    vec![]
}

fn write(model: &mut Model, mut editor: Box<Editor>, action: Action) -> Vec<Effect> {
    if action == Action::NewLine && editor.lines {
        editor.text.insert_newline();
        model.layers.push(Layer::Editor(editor));
        return vec![];
    }
    let closing = action == Action::Close;
    let content = editor.content();
    let kept = match &editor.typing {
        Typing::Answer(target, item) => {
            let Some(item) = model.catalogue.item(item.as_str()).cloned() else {
                return vec![];
            };
            if content.trim().is_empty() {
                // Emptied words are an answer taken back; nothing typed is nothing done.
                let stands = model.answer(*target, &item.id).is_some();
                let unit = model.profile.temperature;
                model.drafts.remove(&(target.id(), item.id.clone()));
                return if stands {
                    vec![Effect::Perform(Act::answer(*target, &item, None, unit))]
                } else {
                    vec![]
                };
            }
            match Answer::parse(&item, &content, model.profile.temperature) {
                Ok(answer) => Ok(answer::set(model, *target, &item, answer)),
                Err(why) => {
                    if closing {
                        model.drafts.insert((target.id(), item.id.clone()), content);
                    }
                    Err(why.to_string())
                }
            }
        }
        Typing::When(entry) => when(model, *entry, &content),
        Typing::Jump if closing => Ok(vec![]),
        Typing::Jump => words::date(&content, model.today())
            .map(|date| navigate::go_to(model, date))
            .map_err(|why| why.to_string()),
        Typing::Stretch(_) if closing => Ok(vec![]),
        Typing::Stretch(side) => patterns::typed(model, *side, &content),
        Typing::Rename(item) if !closing => Ok(items::rename(model, item, content.trim())),
        Typing::NewItem if !closing => items::ask_kind(model, &content).map(|()| vec![]),
        Typing::Rename(_) | Typing::NewItem => Ok(vec![]),
    };
    match kept {
        Ok(effects) => effects,
        Err(why) if closing => {
            model.complain(format!(
                "not kept: {why}; what you typed is still in the field"
            ));
            vec![]
        }
        Err(why) => {
            editor.problem = Some(why);
            model.layers.push(Layer::Editor(editor));
            vec![]
        }
    }
}

/// Moves an entry to the date and time that were typed.
fn when(model: &mut Model, id: EntryId, text: &str) -> Result<Vec<Effect>, String> {
    let Some(entry) = model.entry(id) else {
        return Ok(vec![]);
    };
    let (stood, kind) = ((entry.date(), entry.time), entry.kind.clone());
    let text = text.trim();
    let split = text
        .rsplit_once(' ')
        .map(|(date, time)| (date, words::time(time)));
    let (date, time) = match (split, words::time(text)) {
        (Some((date, Some(time))), _) => (date, Some(time)),
        (_, Some(time)) => ("", Some(time)),
        _ => (text, None),
    };
    let date = if date.is_empty() {
        stood.0
    } else {
        words::date(date, model.today()).map_err(|why| why.to_string())?
    };
    if date > model.today() {
        return Err("this day has not come yet".into());
    }
    if (date, time) == stood {
        return Ok(vec![]);
    }
    let at = time
        .map(|time| time.format(" %H:%M").to_string())
        .unwrap_or_default();
    let label = model
        .catalogue
        .entry_kind(&kind)
        .map_or(kind.to_string(), |k| k.label.clone());
    let act = Act::one(
        format!("{label} moved to {date}{at}"),
        Edit::Move {
            entry: id,
            date,
            time,
        },
    );
    if date != stood.0 {
        navigate::go_to(model, date);
    }
    model.opening = Some(kind);
    Ok(vec![Effect::Perform(act)])
}

// --- settings, items, welcome ---------------------------------------------------------------------

fn settings(model: &mut Model, mut focus: usize, action: Action) -> Vec<Effect> {
    let mut effects = vec![];
    if let Some(to) = moved(focus, Setting::ALL.len(), action) {
        focus = to;
    }
    match action {
        Action::Close => return vec![],
        Action::Undo => effects.push(Effect::Undo),
        Action::Redo => effects.push(Effect::Redo),
        Action::StepUp | Action::StepDown => {
            if let Some(setting) = Setting::ALL.get(focus) {
                let profile = setting.step(&model.profile, action == Action::StepUp);
                let description = format!("{}: {}", setting.label(), setting.value(&profile));
                effects.push(profile_effect(description, profile));
            }
        }
        _ => {}
    }
    model.layers.push(Layer::Settings { focus });
    effects
}

fn profile_effect(description: String, profile: Profile) -> Effect {
    Effect::Perform(Act::one(description, Edit::Profile(Box::new(profile))))
}

fn item_list(model: &mut Model, mut focus: usize, action: Action) -> Vec<Effect> {
    if action == Action::Close {
        return vec![];
    }
    let items = model.catalogue.items();
    if let Some(to) = moved(focus, items.len(), action) {
        focus = to;
    }
    let at = focus;
    // The keys go with the item that moves.
    let section = |at: usize| items.get(at).map(|item| &item.section);
    match action {
        Action::ItemUp if at > 0 && section(at - 1) == section(at) => focus -= 1,
        Action::ItemDown if section(at + 1) == section(at) => focus += 1,
        _ => {}
    }
    model.layers.push(Layer::Items { focus });
    match action {
        Action::Undo => vec![Effect::Undo],
        Action::Redo => vec![Effect::Redo],
        _ => items::act(model, action, at),
    }
}

fn welcome(model: &mut Model, mut profile: Box<Profile>, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::WelcomeWeek => *profile = Setting::WeekStart.step(&profile, true),
        Action::WelcomeTemperature => *profile = Setting::Temperature.step(&profile, true),
        Action::OpenField => {
            profile.welcomed = true;
            model.profile = (*profile).clone();
            return vec![profile_effect("diary begun".into(), *profile)];
        }
        Action::WelcomePassphrase => {
            let mut effects = welcome(model, profile, Action::OpenField);
            effects.push(Effect::Passphrase);
            return effects;
        }
        _ => {}
    }
    model.layers.push(Layer::Welcome(profile));
    vec![]
}

/// A digit turns an area of the welcome on or off.
pub fn welcome_key(model: &mut Model, key: char) -> Vec<Effect> {
    let area = key
        .to_digit(10)
        .and_then(|n| AREAS.get((n as usize).checked_sub(1)?));
    if let (Some((area, ..)), Some(Layer::Welcome(profile))) = (area, model.layers.last_mut()) {
        turn(&mut profile.keep, *area);
    }
    vec![]
}
