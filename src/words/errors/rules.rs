//! What is wrong with a person's own rules.

use super::{nearest, query, unknown};
use crate::guide::{DataError, Mistake};
use crate::insight::RulesError;

/// Why a person's own rules cannot be used.
pub fn rules(error: &RulesError) -> String {
    match error {
        RulesError::File { path, source } => super::rules_unread(path.display(), source),
        RulesError::Wrong { path, source } => {
            let DataError { line, mistake } = source;
            super::rules_line(path.display(), line, self::mistake(mistake))
        }
    }
}

/// What is wrong with a line of them.
pub fn mistake(mistake: &Mistake) -> String {
    use Mistake as M;
    match mistake {
        M::Toml(said) => said.clone(),
        M::NoCondition => super::no_condition().into(),
        M::Fields(fields) if fields.is_empty() => super::condition_without_fields().into(),
        M::Fields(fields) => super::condition_fields(fields.join(", ")),
        M::EmptyList => super::empty_list().into(),
        M::Number { most, given } => super::condition_number(most, given),
        M::SignName(name) => super::sign_name(name),
        M::SignTaken(name) => super::sign_taken(name),
        M::NoSign {
            name,
            nearest: known,
        } => super::no_sign(name, nearest(known.as_deref())),
        M::RuleName(name) => super::rule_name(name),
        M::RuleTaken(name) => super::rule_taken(name),
        M::Raise(tier) => super::rule_not_raised(tier.name()),
        M::NothingWanted(words) => super::nothing_wanted(words),
        M::Comma(word) => super::options_with_comma(word),
        M::Dates(word) => super::names_dates(word),
        M::Nothing(word) => super::names_nothing(word),
        M::Item(word) => unknown(word),
        M::Option { word, unknown } => {
            let nearest = nearest(unknown.nearest.as_deref());
            super::no_option_of_rule(word, &unknown.word, nearest)
        }
        M::Query(error) => query(error),
        // Only who changes the files of the program meets it.
        M::BuiltIn(flaw) => flaw.to_string(),
    }
}
