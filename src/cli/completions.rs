//! `completions`: for the shells.

use clap::builder::PossibleValuesParser;
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Context, Error, Output};
use crate::config::SETTINGS;
use crate::diary::{Catalogue, Item, ItemKind};
use crate::guide::Library;

/// Write completions for a shell
///
/// They know the verbs and their options, and the items, settings and articles that the program comes
/// with; items of your own are not among them.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Writes the script.
    pub(super) fn run(self, _: &Context, out: &mut Output) -> Result<(), Error> {
        let offers = offers();
        let mut command = offers.iter().fold(Cli::command(), offering);
        // clap_complete panics when it cannot write, so it writes to memory.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "twinge", &mut script);
        script.extend(match self.shell {
            Shell::Bash => BASH.into(),
            Shell::Fish => fish(&offers).into_bytes(),
            _ => Vec::new(),
        });
        Ok(out.raw().write_all(&script)?)
    }
}

/// Bash takes `bleeding=li` for three words, and puts a space after whatever it completes.
const BASH: &[u8] = br#"
_twinge_answers() {
    local typed="${COMP_LINE:0:COMP_POINT}"
    typed="${typed##* }"
    if [[ $typed == [a-z]*=* && $COMP_WORDBREAKS == *=* ]]; then
        _twinge "$1" "$typed" "$3"
        COMPREPLY=("${COMPREPLY[@]#"${typed%%=*}="}")
    else
        _twinge "$@"
    fi
    if [[ ${COMPREPLY[*]} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _twinge_answers -o bashdefault -o default twinge
"#;

/// Words that are offered where the program takes any.
struct Offer {
    verbs: &'static [&'static str],
    argument: &'static str,
    /// Whether they stand where they stand, without the name of an option before them.
    positional: bool,
    words: Vec<&'static str>,
}

fn offers() -> Vec<Offer> {
    let items = || Catalogue::built_in().items().iter();
    let ids = || items().map(|item| item.id.as_str());
    let scales = items().filter(|item| matches!(item.kind, ItemKind::Scale(_)));
    let articles = Library::built_in().articles().iter();
    let settings = || SETTINGS.iter().map(|setting| setting.name).collect();
    let mut values: Vec<_> = SETTINGS.iter().flat_map(|of| of.words()).collect();
    values.sort_unstable();
    values.dedup();
    let positional = |verbs, argument, words| Offer {
        verbs,
        argument,
        positional: true,
        words,
    };
    let option = |verbs, argument, words| Offer {
        positional: false,
        ..positional(verbs, argument, words)
    };
    vec![
        positional(&["log"], "words", items().flat_map(answers).collect()),
        positional(
            &["learn"],
            "topic",
            articles.map(|of| of.id.as_str()).collect(),
        ),
        positional(&["items"], "item", ids().collect()),
        positional(&["config", "set"], "setting", settings()),
        positional(&["config", "set"], "value", values),
        positional(&["config", "unset"], "setting", settings()),
        option(&["compare"], "items", ids().collect()),
        option(
            &["patterns"],
            "item",
            scales.map(|of| of.id.as_str()).collect(),
        ),
    ]
}

/// How an item may be answered: `pain=`, `bleeding=light`.
fn answers(item: &Item) -> Vec<&'static str> {
    let begun = format!("{}=", item.id);
    let options = item.kind.options().iter();
    let whole: Vec<_> = options
        .map(|option| format!("{begun}{}", option.code))
        .collect();
    // clap keeps its words for as long as the program runs, which is not long here.
    let words = std::iter::once(begun).chain(whole);
    words.map(|word| &*word.leak()).collect()
}

/// A command that says what it would like to be given.
fn offering(command: Command, offer: &Offer) -> Command {
    fn within(command: Command, verbs: &[&'static str], offer: &Offer) -> Command {
        match verbs {
            [verb, rest @ ..] => command.mut_subcommand(verb, |of| within(of, rest, offer)),
            [] => command.mut_arg(offer.argument, |argument| {
                argument.value_parser(PossibleValuesParser::new(&offer.words))
            }),
        }
    }
    within(command, offer.verbs, offer)
}

/// What clap's script for fish leaves out: all that has no name of an option before it.
fn fish(offers: &[Offer]) -> String {
    let mut script = String::new();
    for offer in offers.iter().filter(|offer| offer.positional) {
        let mut when: Vec<&str> = Vec::new();
        for (verb, asks) in offer.verbs.iter().zip([
            &["__fish_twinge_using_subcommand"][..],
            &[";", "and", "__fish_seen_subcommand_from"],
        ]) {
            when.extend(asks.iter().copied());
            when.push(verb);
        }
        let (when, words) = (when.join(" "), offer.words.join(" "));
        let (when, words) = (format!("\"{when}\""), format!("\"{words}\""));
        script += &["complete", "-c", "twinge", "-n", &when, "-f", "-a", &words].join(" ");
        script.push('\n');
    }
    script
}
