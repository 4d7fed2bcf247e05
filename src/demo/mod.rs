//! A sample diary, made up: about fourteen months of somebody's back, cycle and nights, so that a
//! newcomer sees what a diary looks like before there is anything in their own.
//!
//! What can be said stands in `assets/demo.toml`; this room makes up when it is said. The same
//! seed and day give the same diary.

mod check_in;
mod life;
mod moments;
mod rng;
mod script;
mod writer;

use chrono::NaiveDate;

use self::rng::Rng;
use self::script::Script;
use self::writer::{Writer, Written};
use crate::diary::{Act, AgeBand, Edit, Profile, Summary, Tristate};

/// How many of the latest days are written act by act, so that there is something to undo.
const ACT_BY_ACT: usize = 3;

/// The acts that make the sample diary.
pub fn acts(today: NaiveDate, seed: u64) -> Vec<Act> {
    let script = Script::built_in();
    let mut rng = Rng::new(seed);
    let days = life::live(script, today, &mut rng);
    let written = Writer::new(script, today, rng).write(&days);

    let profile = Profile {
        uterus: Tristate::Yes,
        prostate: Tristate::No,
        pregnancy_possible: Tristate::No,
        menopause: Tristate::No,
        past_cancer: Tristate::No,
        age: AgeBand::From20To39,
        welcomed: true,
        ..Profile::default()
    };
    let mut sample = Act {
        summary: Summary::Sample,
        edits: vec![
            Edit::Profile(Box::new(profile)),
            Edit::OwnItem {
                id: script.own.id(),
                spec: script.own.clone(),
            },
        ],
    };
    let latest = days.len().saturating_sub(ACT_BY_ACT);
    let recent = days.get(latest).map_or(today, |day| day.date);
    let mut acts = Vec::new();
    for Written { date, act } in written {
        if date < recent {
            sample.edits.extend(act.edits);
        } else {
            acts.push(act);
        }
    }
    acts.insert(0, sample);
    acts
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diary::{Catalogue, Role, parse};

    /// What a sample diary has to have for every pane to be full.
    const TOLD: [Role; 19] = [
        Role::Pain,
        Role::PainSites,
        Role::PainQuality,
        Role::Bleeding,
        Role::Temperature,
        Role::TemperatureTime,
        Role::TemperatureExcluded,
        Role::MucusFeeling,
        Role::MucusTexture,
        Role::LhTest,
        Role::Orgasm,
        Role::PainDuring,
        Role::PainAfter,
        Role::PainAfterBegan,
        Role::PainAfterLasted,
        Role::ReliefMeasure,
        Role::ReliefBefore,
        Role::ReliefAfter,
        Role::Note,
    ];

    fn sample(seed: u64) -> Vec<Act> {
        acts(parse::date("2026-03-17", NaiveDate::MIN).unwrap(), seed)
    }

    /// How often each item is answered, and how many entries of each kind there are.
    fn counted(acts: &[Act]) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
        let (mut items, mut kinds) = (BTreeMap::new(), BTreeMap::new());
        for edit in acts.iter().flat_map(|act| &act.edits) {
            match edit {
                Edit::Answer { item, .. } => *items.entry(item.to_string()).or_insert(0) += 1,
                Edit::Add(new) => {
                    *kinds.entry(new.kind.to_string()).or_insert(0) += 1;
                    for item in new.answers.keys() {
                        *items.entry(item.to_string()).or_insert(0) += 1;
                    }
                }
                _ => {}
            }
        }
        (items, kinds)
    }

    #[test]
    fn the_same_seed_makes_the_same_diary() {
        assert_eq!(sample(7), sample(7));
        assert_ne!(sample(7), sample(8));
    }

    #[test]
    fn every_seed_makes_a_full_diary() {
        let catalogue = Catalogue::built_in();
        for seed in 0..50 {
            let (items, kinds) = counted(&sample(seed));
            let days = items["pain"];
            assert!((360..=450).contains(&days), "seed {seed}: {days} days");
            for kind in catalogue.entry_kinds().iter().skip(1) {
                assert!(
                    kinds.contains_key(kind.id.as_str()),
                    "seed {seed}: no {}",
                    kind.id
                );
            }
            for role in TOLD {
                let item = &catalogue.role(role).id;
                assert!(items.contains_key(item.as_str()), "seed {seed}: no {item}");
            }
        }
    }
}
