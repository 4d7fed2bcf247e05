//! `remind`: what a timer of the system needs to remind somebody. Nothing is installed, and no program
//! of ours stays running: the timer asks `status --due`, and says what it is to say.

use std::io::Write;

use chrono::{NaiveTime, Timelike};
use clap::{Args, ValueEnum};

use super::{Context, Error, Output};
use crate::diary::parse;
use crate::exchange;
use crate::words::shell::remind as say;

/// Print what reminds you in the evening, for a timer of your system
///
/// Nothing is installed: save what is printed where it says, or leave it be. Each but ics asks twinge
/// status --due, and is quiet once today is checked in.
#[derive(Debug, Args)]
pub(super) struct Remind {
    /// What is to remind you
    #[arg(value_name = "WHAT", value_enum)]
    form: Form,

    /// At what time
    #[arg(long, value_name = "TIME", default_value = "20:30", value_parser = time)]
    at: NaiveTime,

    /// In which words; others may see them [default: Evening note]
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A timer and a service of systemd (Linux)
    Systemd,
    /// An agent of launchd (macOS)
    Launchd,
    /// A line of crontab
    Cron,
    /// An event of every day for a calendar, that of a phone too
    Ics,
    /// A mark in the prompt of bash, zsh, fish or starship
    Prompt,
}

fn time(word: &str) -> Result<NaiveTime, String> {
    parse::time(word).ok_or_else(|| say::not_a_time(word))
}

impl Remind {
    /// Prints it.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let words = self.words.as_deref().unwrap_or(say::evening_note());
        if words.trim().is_empty() || words.contains(char::is_control) {
            return Err(Error::usage(say::one_line()).hint(say::one_line_hint()));
        }
        let (template, written): (&str, fn(&[String]) -> String) = match self.form {
            Form::Ics => {
                let now = context.now();
                return Ok(exchange::reminder(self.at, words, now, out.raw())?);
            }
            Form::Systemd => (include_str!("../../assets/remind/systemd.txt"), in_unit),
            Form::Launchd => (include_str!("../../assets/remind/launchd.txt"), in_xml),
            Form::Cron => (include_str!("../../assets/remind/cron.txt"), in_crontab),
            Form::Prompt => (include_str!("../../assets/remind/prompt.txt"), in_shell),
        };
        let due = written(&asks(context)?);
        let blanks = [
            ("says", written(&[words.to_owned()])),
            ("title", words.replace('%', "%%")),
            ("in-quotes", due.replace('\'', "'\\''")),
            ("in-toml", toml::Value::from(due.clone()).to_string()),
            ("due", due),
            ("hour", self.at.hour().to_string()),
            ("minute", self.at.minute().to_string()),
            ("time", self.at.format("%H:%M").to_string()),
        ];
        Ok(write!(out, "{}", filled(template, &blanks))?)
    }
}

/// The words that ask whether today is to be checked in yet. A timer knows neither the person's path of
/// programs nor what their shell names.
fn asks(context: &Context) -> Result<Vec<String>, Error> {
    let program = std::env::current_exe().map(|program| program.display().to_string());
    let mut asks = vec![program.unwrap_or_else(|_| "twinge".into())];
    if let Some(diary) = context.named_diary() {
        let diary = std::path::absolute(diary)?;
        asks.extend(["--diary".into(), diary.display().to_string()]);
    }
    asks.extend(["status".into(), "--due".into()]);
    Ok(asks)
}

/// Words as a shell splits them again.
fn in_shell(words: &[String]) -> String {
    // What shlex refuses, a zero byte, is in no path and was refused in words.
    let words = words.iter().map(|word| shlex::try_quote(word));
    let words: Vec<_> = words.map(Result::unwrap_or_default).collect();
    words.join(" ")
}

/// The same in a crontab, where a bare percent sign ends the line (crontab(5)).
fn in_crontab(words: &[String]) -> String {
    in_shell(words).replace('%', "\\%")
}

/// The same between two tags.
fn in_xml(words: &[String]) -> String {
    let text = in_shell(words).replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// Words of a command line in a unit (systemd.service(5), "Command lines").
fn in_unit(words: &[String]) -> String {
    let word = |word: &String| {
        let word = word.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{}\"", word.replace('%', "%%").replace('$', "$$"))
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// A template with what stands in braces filled in.
fn filled(template: &str, blanks: &[(&str, String)]) -> String {
    let mut parts = template.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let blank = blanks.iter().find(|(blank, _)| *blank == name);
        text += blank.map_or("", |(_, said)| said);
        text += rest;
    }
    text
}
