//! Exports as a careless hand, or another program, might write them: nearly right.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use twinge::diary::Catalogue;

/// An export as text.
pub(crate) fn export() -> impl Strategy<Value = String> {
    let fields = (
        prop::collection::vec(entry(), 0..6),
        of("my-", own_item()),
        of("", change()),
        prop_oneof![2 => Just(None), 1 => profile().prop_map(Some)],
    );
    fields.prop_map(|(entries, own_items, overrides, profile)| {
        let mut file = json!({ "format": "twinge", "version": 1, "entries": entries });
        if !own_items.is_empty() {
            file["own-items"] = own_items.into();
        }
        if !overrides.is_empty() {
            file["overrides"] = overrides.into();
        }
        if let Some(profile) = profile {
            file["profile"] = profile;
        }
        file.to_string()
    })
}

fn entry() -> impl Strategy<Value = Value> {
    let date = prop_oneof![
        8 => (1..=28).prop_map(|day| format!("2026-02-{day:02}")),
        1 => select(vec!["0000-01-01", "-0001-12-31", "+12026-01-01", "9999-12-31", "2026-02-30"])
            .prop_map(str::to_owned),
    ];
    let kind = select(vec![
        "day", "day", "day", "intimacy", "relief", "episode", "exertion", "nap",
    ]);
    let time = prop_oneof![
        2 => Just(Value::Null),
        4 => select(vec!["22:10", "07:05", "00:00", "24:00", "7", ""]).prop_map(Value::from),
    ];
    let uid = select(vec![
        json!(null),
        json!("a"),
        json!("b"),
        json!("c"),
        json!(""),
        json!(7),
    ]);
    let source = select(vec![json!(null), json!("drip"), json!("")]);
    let answers = prop::collection::vec((item(), value()), 0..5);
    (date, kind, time, uid, source, answers).prop_map(|(date, kind, time, uid, source, answers)| {
        let answers: Map<String, Value> = answers.into_iter().collect();
        let mut entry = json!({ "date": date, "kind": kind, "answers": answers });
        for (field, value) in [("time", time), ("uid", uid), ("source", source)] {
            if !value.is_null() {
                entry[field] = value;
            }
        }
        entry
    })
}

fn item() -> impl Strategy<Value = String> {
    let ids: Vec<String> = Catalogue::built_in()
        .items()
        .iter()
        .map(|item| item.id.to_string())
        .collect();
    prop_oneof![
        8 => select(ids),
        2 => select(vec!["my-wind", "my-side", "my-", "no-such"]).prop_map(str::to_owned),
    ]
}

/// Answers that some item could have, and some that none can.
fn value() -> impl Strategy<Value = Value> {
    let mut codes: Vec<String> = Catalogue::built_in()
        .items()
        .iter()
        .flat_map(|item| item.options().iter().map(|option| option.code.to_string()))
        .collect();
    codes.extend(["left", "22:10", "", " ", "a\u{7}b\u{1b}[2J", "\r\n", "🙂"].map(str::to_owned));
    prop_oneof![
        4 => (-1..12_i64).prop_map(Value::from),
        4 => select(codes.clone()).prop_map(Value::from),
        3 => prop::collection::vec(select(codes), 0..4).prop_map(Value::from),
        2 => any::<bool>().prop_map(Value::from),
        2 => (3400..4200_i64).prop_map(|n| (n as f64 / 100.0).into()),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => select(vec![json!(null), json!({}), json!([[1]]), json!(-0.0), json!(u64::MAX)]),
    ]
}

fn of(
    prefix: &'static str,
    what: impl Strategy<Value = Value>,
) -> impl Strategy<Value = Map<String, Value>> {
    let id = prop_oneof![
        4 => select(vec!["wind", "side", ""]).prop_map(move |name| format!("{prefix}{name}")),
        2 => item(),
    ];
    prop::collection::vec((id, what), 0..3).prop_map(|all| all.into_iter().collect())
}

fn own_item() -> impl Strategy<Value = Value> {
    let options = select(vec![
        json!([]),
        json!([{ "code": "left", "label": "Left" }]),
        json!([{ "code": "left", "label": "Left" }, { "code": "left", "label": "" }]),
        json!([{ "code": "a,b", "label": "\u{1b}[1m" }, { "code": "right", "label": "Right" }]),
    ]);
    let kind = select(vec![
        "scale", "choice", "many", "flag", "number", "time", "text", "heap",
    ]);
    let label = select(vec!["Wind", "Side", "", "\u{7}", "Pain"]);
    let bound = || {
        select(vec![
            json!(0),
            json!(-5.5),
            json!(20),
            json!(1e18),
            json!("x"),
        ])
    };
    (label, kind, options, bound(), bound()).prop_map(|(label, kind, options, min, max)| {
        let mut item = json!({ "label": label, "kind": kind });
        match kind {
            "choice" | "many" => item["options"] = options,
            "number" => (item["unit"], item["min"], item["max"]) = (json!("count"), min, max),
            _ => {}
        }
        item
    })
}

fn change() -> impl Strategy<Value = Value> {
    select(vec![
        json!({}),
        json!({ "label": "On the whole" }),
        json!({ "label": "" }),
        json!({ "label": "\u{1b}]0;x\u{7}" }),
        json!({ "hidden": true }),
        json!({ "hidden": "yes" }),
        json!({ "section": "nowhere" }),
    ])
}

fn profile() -> impl Strategy<Value = Value> {
    select(vec![
        json!({}),
        json!({ "keep": ["pain", "cycle"], "week-start": "monday", "temperature": "celsius" }),
        json!({ "keep": ["pain", "pain", "x"] }),
        json!({ "temperature": "fahrenheit" }),
        json!(7),
    ])
}
