//! What a person tells about themselves and what they keep.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diary::profile::Setting;
use crate::diary::{Act, Edit, Profile, Summary};

/// Begins a diary with what was answered to the welcome.
pub fn begin(profile: Profile) -> Act {
    let profile = Box::new(Profile {
        welcomed: true,
        ..profile
    });
    Act::one(Summary::Begun, Edit::Profile(profile))
}

/// Changes the profile. Who changes it needs no welcome.
pub fn change(now: &Profile, then: Profile) -> Act {
    let stood: BTreeMap<String, Value> = fields(now).collect();
    let differ = fields(&then)
        .filter(|(name, value)| stood.get(name) != Some(value))
        .collect();
    let profile = Box::new(Profile {
        welcomed: true,
        ..then
    });
    Act::one(Summary::Profile(differ), Edit::Profile(profile))
}

/// What the settings of a profile are, by their names, in the order of the file.
pub fn fields(profile: &Profile) -> impl Iterator<Item = (String, Value)> + use<> {
    let all = match json!(profile) {
        Value::Object(fields) => fields,
        _ => serde_json::Map::new(),
    };
    all.into_iter()
        .filter(|(name, _)| Setting::named(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::Tristate;

    #[test]
    fn a_change_names_the_fields_that_differ() {
        let then = Profile {
            uterus: Tristate::No,
            ..Profile::default()
        };
        let act = change(&Profile::default(), then);
        let differ = [("uterus".to_owned(), json!("no"))].into();
        assert_eq!(act.summary, Summary::Profile(differ));
        let Edit::Profile(profile) = &act.edits[0] else {
            panic!("{act:?}");
        };
        assert!(profile.welcomed && profile.uterus == Tristate::No);
    }
}
