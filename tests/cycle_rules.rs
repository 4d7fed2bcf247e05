//! The sympto-thermal rules over whole diaries, against a second formulation of them: written from
//! the words of the rules, day by day, without any of the engine's parts.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use twinge::cycle::{
    Bleeding, Cycles, DaySigns, Feeling, Settings, Signs, Temperature, Texture, json,
};
use twinge::diary::SecondSign;

fn day(n: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    first + Days::new(n as u64)
}

/// What is recorded, by day, in the plainest form.
#[derive(Debug, Clone, Default)]
struct Plain {
    days: usize,
    /// First days of periods.
    starts: Vec<usize>,
    /// Hundredths of a degree.
    temperature: BTreeMap<usize, i32>,
    excluded: Vec<usize>,
    /// 0–4.
    mucus: BTreeMap<usize, u8>,
    /// Whether it is open or soft.
    cervix: BTreeMap<usize, bool>,
}

impl Plain {
    fn signs(&self) -> Signs {
        (0..self.days)
            .map(|n| {
                let mut signs = DaySigns::empty(day(n));
                if self.starts.contains(&n) {
                    signs.bleeding = Some(Bleeding::Medium);
                }
                let hundredths = self.temperature.get(&n);
                signs.temperature = hundredths.map(|t| Temperature::from_hundredths(*t));
                signs.temperature_excluded = self.excluded.contains(&n).then_some(true);
                if let Some(quality) = self.mucus.get(&n) {
                    let (feeling, texture) = match quality {
                        0 => (Feeling::Dry, Texture::Nothing),
                        1 => (Feeling::Nothing, Texture::Nothing),
                        2 => (Feeling::Wet, Texture::Nothing),
                        3 => (Feeling::Dry, Texture::Creamy),
                        _ => (Feeling::Slippery, Texture::Creamy),
                    };
                    signs.feeling = Some(feeling);
                    signs.texture = Some(texture);
                }
                if let Some(fertile) = self.cervix.get(&n) {
                    signs.cervix_closed = Some(!fertile || n % 2 == 0);
                    signs.cervix_hard = Some(!fertile);
                }
                signs
            })
            .collect()
    }

    /// To the nearest multiple of five.
    fn rounded(&self, n: usize) -> Option<i32> {
        if self.excluded.contains(&n) {
            return None;
        }
        let t = *self.temperature.get(&n)?;
        Some(match t % 5 {
            0 => t,
            1 => t - 1,
            2 => t - 2,
            3 => t + 2,
            _ => t + 1,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Judged {
    temperature: Option<Rise>,
    mucus: Option<(usize, usize)>,
    cervix: Option<(usize, usize)>,
    before: Option<(usize, usize)>,
    after: Option<usize>,
}

/// First high, completed on, rule, cover line.
type Rise = (usize, usize, u8, i32);

/// The first rise that lasts: of one that fell within three days of its completion nothing is left, one
/// that fell later stands unless another follows.
fn judge_temperature(plain: &Plain, from: usize, to: usize) -> Option<Rise> {
    let mut values: Vec<(usize, i32)> = (from..to)
        .filter_map(|n| plain.rounded(n).map(|t| (n, t)))
        .collect();
    let (mut since, mut stands) = (from, None);
    while let Some(rise) = judge_rise(&values, since) {
        let (first, complete, _, cover) = rise;
        let mut low_in_a_row = Vec::new();
        for (n, t) in values.iter().filter(|v| v.0 > complete) {
            if low_in_a_row.len() < 3 && *t > cover {
                low_in_a_row.clear();
            } else {
                low_in_a_row.push(*n);
            }
        }
        if low_in_a_row.len() < 3 {
            return Some(rise);
        }
        if low_in_a_row[0] - complete > 3 {
            stands = Some(rise);
        }
        values.retain(|(n, t)| *n < first || *n >= low_in_a_row[0] || *t <= cover);
        since = low_in_a_row[2] + 1;
    }
    stands
}

/// The first rise of the books whose first high day is not before a day.
fn judge_rise(values: &[(usize, i32)], since: usize) -> Option<Rise> {
    for i in 6..values.len() {
        let cover = values[i - 6..i].iter().map(|v| v.1).max().unwrap();
        let (first, a) = values[i];
        let (Some((_, b)), Some((third, c))) = (values.get(i + 1), values.get(i + 2)) else {
            continue;
        };
        if a <= cover || first < since {
            continue;
        }
        let (b_high, c_high) = (*b > cover, *c > cover);
        if b_high && c_high && *c >= cover + 20 {
            return Some((first, *third, 0, cover));
        }
        let Some((fourth, d)) = values.get(i + 3) else {
            continue;
        };
        if b_high && c_high && *d > cover {
            return Some((first, *fourth, 1, cover));
        }
        if (b_high ^ c_high) && *d >= cover + 20 {
            return Some((first, *fourth, 2, cover));
        }
    }
    None
}

/// A peak among qualities: no recorded day before it was better, and the best is at least `least`.
fn judge_peak(
    quality: impl Fn(usize) -> Option<u8>,
    least: u8,
    from: usize,
    to: usize,
    temperature_end: Option<usize>,
) -> Option<(usize, usize)> {
    for n in from..to {
        let Some(q) = quality(n) else { continue };
        let best = (from..=n).filter_map(&quality).max().unwrap();
        if q < best || best < least {
            continue;
        }
        let recorded = (n + 1..to).filter(|m| quality(*m).is_some());
        let next: Vec<usize> = recorded.take(3).collect();
        if next.len() < 3 || next.iter().any(|m| quality(*m).unwrap() >= best) {
            continue;
        }
        let until = temperature_end.unwrap_or(0);
        if (n + 1..=until).any(|m| m < to && quality(m).is_some_and(|v| v >= best)) {
            continue;
        }
        return Some((n, next[2]));
    }
    None
}

fn judge(plain: &Plain, sign: SecondSign) -> Vec<Judged> {
    let mut all: Vec<Judged> = Vec::new();
    let mut first_high_days: Vec<i64> = Vec::new();
    for (k, from) in plain.starts.iter().copied().enumerate() {
        let to = plain.starts.get(k + 1).copied().unwrap_or(plain.days);
        let temperature = judge_temperature(plain, from, to);
        let end = temperature.map(|t| t.1);
        let mucus = judge_peak(|n| plain.mucus.get(&n).copied(), 2, from, to, end);
        let fertile = |n: usize| plain.cervix.get(&n).map(|fertile| u8::from(*fertile));
        let cervix = judge_peak(fertile, 1, from, to, end);
        let second = match sign {
            SecondSign::Mucus => mucus,
            SecondSign::Cervix => cervix,
        };
        let after = match (end, second) {
            (Some(a), Some((_, b))) => Some(a.max(b)),
            _ => None,
        };

        let mut before = None;
        if all.last().is_some_and(|last| last.after.is_some()) {
            let m = first_high_days.iter().min().unwrap() - 8;
            let mut phase = 5;
            if m < 5 {
                phase = m;
            }
            if first_high_days.len() >= 12 && m > 5 {
                phase = m;
            }
            // What was not looked at just before the first fertile sign may have been fertile.
            let looked_at = |n: usize| match sign {
                SecondSign::Mucus => plain.mucus.get(&n).map(|q| *q > 1),
                SecondSign::Cervix => plain.cervix.get(&n).copied(),
            };
            let first_fertile = (from..to).find(|n| looked_at(*n) == Some(true));
            let end = match first_fertile {
                None => Some(to + 99),
                Some(at) => (from..at).rfind(|n| *n == from || looked_at(*n).is_some()),
            };
            if phase > 0
                && let Some(end) = end
            {
                before = Some((from, end.min(from + phase as usize - 1)));
            }
        }
        if let Some(t) = temperature {
            first_high_days.push((t.0 - from + 1) as i64);
        }
        all.push(Judged {
            temperature,
            mucus,
            cervix,
            before,
            after,
        });
    }
    all
}

fn told(judged: &Judged) -> serde_json::Value {
    let peak = |peak: Option<(usize, usize)>| {
        peak.map(|(n, end)| serde_json::json!({"peak": day(n), "completed-on": day(end)}))
    };
    serde_json::json!({
        "temperature": judged.temperature.map(|(first, end, rule, cover)| serde_json::json!({
            "first-high": day(first),
            "completed-on": day(end),
            "rule": rule,
            "cover-line": f64::from(cover) / 100.0,
        })),
        "mucus": peak(judged.mucus),
        "cervix": peak(judged.cervix),
        "infertile-before": judged.before.map(|(from, to)| {
            serde_json::json!({"from": day(from), "to": day(to)})
        }),
        "infertile-after-from": judged.after.map(day),
    })
}

/// A cycle: its length, how late its first high day is, its rise in hundredths, the first and last day of
/// a fever, and for each day a draw of noise, of what is missing, of mucus and of cervix.
type CycleDraw = (
    usize,
    usize,
    i32,
    Option<(usize, usize)>,
    Vec<(i32, u8, u8, u8)>,
);

fn any_cycle() -> impl Strategy<Value = CycleDraw> {
    let draws = (0i32..4, 0u8..20, 0u8..5, 0u8..10);
    let draws = prop::collection::vec(draws, 36);
    let fever = (5usize..16, 1usize..9).prop_map(|(from, days)| (from, from + days - 1));
    let fever = prop::option::weighted(0.3, fever);
    (20usize..36, 0usize..6, 10i32..45, fever, draws)
}

fn any_diary() -> impl Strategy<Value = Plain> {
    // A steady person's cycles allow for long phases, an unsteady one's meet the exceptions.
    let person = (8usize..20, 0i32..6);
    let cycles = prop::collection::vec(any_cycle(), 1..20);
    (person, cycles).prop_map(|((high, unsteady), cycles)| {
        let mut plain = Plain::default();
        for (length, late, rise, fever, draws) in cycles {
            let high = high + late;
            plain.starts.push(plain.days);
            for (n, (noise, missing, mucus, cervix)) in draws.into_iter().take(length).enumerate() {
                let at = plain.days + n;
                let ill = fever.is_some_and(|(first, last)| (first..=last).contains(&n));
                let rise = if n >= high || ill { rise } else { 0 };
                if missing > 1 {
                    plain.temperature.insert(at, 3640 + unsteady * noise + rise);
                }
                if missing == 2 {
                    plain.excluded.push(at);
                }
                // Rising to the shift, dry after it, with a slip now and then.
                let quality = match (n + 5 >= high, n >= high) {
                    (false, _) => mucus % 2,
                    (true, false) => mucus,
                    (true, true) => u8::from(missing == 3) * mucus,
                };
                if missing != 4 {
                    plain.mucus.insert(at, quality);
                }
                if missing != 5 {
                    let fertile = (n + 6 >= high && n < high) == (cervix != 0);
                    plain.cervix.insert(at, fertile);
                }
            }
            plain.days += length;
        }
        plain
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whole_diaries_are_judged_as_the_rules_say(plain in any_diary(), by_cervix: bool) {
        let sign = if by_cervix { SecondSign::Cervix } else { SecondSign::Mucus };
        let settings = Settings { sign, ..Settings::default() };
        let cycles = Cycles::evaluate(&plain.signs(), settings, day(plain.days - 1));
        let expected = judge(&plain, sign);
        prop_assert_eq!(cycles.cycles().len(), expected.len());
        for (found, expected) in json::cycles(&cycles).into_iter().zip(&expected) {
            let found = serde_json::to_value(found).unwrap();
            for (field, value) in told(expected).as_object().unwrap() {
                prop_assert_eq!(&found[field], value, "{} in {}", field, found);
            }
        }
    }
}

#[test]
fn the_diaries_of_the_property_meet_every_rule() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = [0usize; 9];
    for _ in 0..100 {
        let plain = any_diary().new_tree(&mut runner).unwrap().current();
        let all = judge(&plain, SecondSign::Mucus);
        let ends = plain.starts.iter().skip(1).chain([&plain.days]);
        for (judged, (from, to)) in all.iter().zip(plain.starts.iter().zip(ends)) {
            let values = (*from..*to).filter_map(|n| plain.rounded(n).map(|t| (n, t)));
            let books = judge_rise(&values.collect::<Vec<_>>(), 0);
            if judged.temperature != books {
                seen[7 + usize::from(judged.temperature.is_some())] += 1;
            }
            if let Some((_, _, rule, _)) = judged.temperature {
                seen[usize::from(rule)] += 1;
            }
            if let Some((from, to)) = judged.before {
                let days = to - from + 1;
                seen[3] += usize::from(days == 5);
                seen[4] += usize::from(days > 5);
                seen[5] += usize::from(days < 5);
            }
            seen[6] += usize::from(judged.after.is_some() && judged.cervix.is_some());
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}
