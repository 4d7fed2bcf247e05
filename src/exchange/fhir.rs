//! The diary as a FHIR R4 bundle, for health records: `Bundle` of type `collection`.
//!
//! A `Patient` without a name, and an `Observation` for each answer, by and about that patient; days
//! as `YYYY-MM-DD`, times with the offset of this computer's zone. What has a LOINC code in the
//! catalogue carries it; all else is told by its words alone, for no other code is ours to give
//! away. A relief that names a medicine is a `MedicationStatement`. Sites stand with the pain they
//! belong to, and the time of a temperature is that of its observation.
//!
//! LOINC is copyright Regenstrief Institute and free to use: <https://loinc.org/license>.

use std::io::Write;

use chrono::{Local, NaiveDate, NaiveTime, SecondsFormat, TimeZone};
use serde_json::{Map, Value, json};

use super::LeftOut;
use super::outgoing::{Outgoing, Phrases, WriteError};
use crate::diary::{Answer, Catalogue, Code, Day, Entry, Item, Role, Unit};
use crate::guide::{Questionnaire, QuestionnaireBook};

const LOINC: &str = "http://loinc.org";
const UCUM: &str = "http://unitsofmeasure.org";
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// The catalogue's key for what an item is to a statement about a medicine.
const FHIR: &str = "fhir";

/// LOINC's codes for what no single item says (loinc.org, 2026).
const LAST_PERIOD: &str = "8665-2";
const DAYS_OF_BLEEDING: &str = "3144-3";
const PEG_MEAN: &str = "91147-9";
/// The questionnaire that has the mean.
const PEG: &str = "weekly";

/// Writes what leaves of a diary; answers to items that the catalogue does not know are left out.
///
/// # Errors
/// When the diary cannot be read or `out` cannot be written to.
pub(super) fn export(outgoing: &mut Outgoing, out: &mut dyn Write) -> Result<LeftOut, WriteError> {
    let moment = outgoing.now().to_rfc3339_opts(SecondsFormat::Secs, false);
    let head = json!({"resourceType": "Bundle", "type": "collection", "timestamp": moment});
    let head = head.to_string();
    write!(out, "{},\n\"entry\": [\n", head.trim_end_matches('}'))?;
    let patient = name();
    let resource = json!({"resourceType": "Patient", "active": true});
    write!(out, "{}", json!({"fullUrl": patient, "resource": resource}))?;
    let mut bundle = Bundle {
        out,
        catalogue: outgoing.catalogue(),
        phrases: outgoing.phrases(),
        patient: json!({ "reference": patient }),
        left_out: LeftOut::new(),
    };
    let today = outgoing.now().date_naive();
    if let Some(cycles) = outgoing.cycles()?
        && let Some(last) = cycles.cycles().last()
        && outgoing.has(last.start())
    {
        let start = ("valueDateTime", json!(last.start()));
        bundle.observation(
            coded((bundle.phrases.last_period)(), LAST_PERIOD),
            today.to_string(),
            start,
        )?;
        let days = ("valueQuantity", quantity(last.menses_days.into(), "d"));
        let code = coded((bundle.phrases.days_of_bleeding)(), DAYS_OF_BLEEDING);
        bundle.observation(code, today.to_string(), days)?;
    }
    outgoing.each_year(|year| {
        year.days()
            .try_for_each(|(date, day)| bundle.day(date, day))
    })?;
    let Bundle { out, left_out, .. } = bundle;
    writeln!(out, "\n]}}")?;
    Ok(left_out)
}

struct Bundle<'o> {
    out: &'o mut dyn Write,
    catalogue: &'o Catalogue,
    phrases: &'o Phrases,
    /// The reference to the patient.
    patient: Value,
    left_out: LeftOut,
}

impl Bundle<'_> {
    fn day(&mut self, date: NaiveDate, day: &Day) -> Result<(), WriteError> {
        for entry in &day.entries {
            let mut told = Vec::new();
            for (id, answer) in &entry.answers {
                match self.catalogue.item(id.as_str()) {
                    Some(item) => told.push((item, answer)),
                    None => *self.left_out.entry(id.clone()).or_default() += 1,
                }
            }
            let names = self.entry(entry, &told)?;
            if entry.id.is_check_in() {
                let mut all = QuestionnaireBook::built_in().all().iter();
                if let Some(peg) = all.find(|of| of.id.as_str() == PEG) {
                    self.mean(date, day, peg, &names)?;
                }
            }
        }
        Ok(())
    }

    /// Writes the answers of an entry; each item with the name of its observation.
    fn entry<'i>(
        &mut self,
        entry: &Entry,
        told: &[(&'i Item, &Answer)],
    ) -> Result<Vec<(&'i Item, String)>, WriteError> {
        let has = |role| told.iter().find(|(item, _)| item.role == Some(role));
        let at = moment(entry.date(), entry.time);
        let mut names = Vec::new();
        if told.is_empty() && !entry.id.is_check_in() {
            let kind = self.catalogue.entry_kind(&entry.kind);
            let kind = kind.map_or(entry.kind.as_str(), |kind| &kind.label);
            let yes = ("valueBoolean", json!(true));
            self.observation(json!({ "text": kind }), at.clone(), yes)?;
        }
        let medicine = told
            .iter()
            .any(|(item, _)| item.codes.get(FHIR).is_some_and(|of| of == "medication"));
        if medicine {
            let statement = self.medicine(told, &at);
            self.resource(&statement)?;
        }
        for (item, answer) in told {
            let part_of = match item.role {
                Some(Role::PainSites) => has(Role::Pain).is_some(),
                Some(Role::TemperatureTime) => has(Role::Temperature).is_some(),
                _ => medicine && item.codes.contains_key(FHIR),
            };
            if part_of {
                continue;
            }
            let mut at = at.clone();
            let mut more = Map::new();
            if item.role == Some(Role::Pain)
                && let Some((item, sites)) = has(Role::PainSites)
            {
                more.insert(
                    "bodySite".into(),
                    json!({ "text": labels(item, sites, self.phrases) }),
                );
            }
            if item.role == Some(Role::Temperature) {
                more.insert("category".into(), category("vital-signs"));
                more.insert("method".into(), json!({ "text": (self.phrases.basal)() }));
                if let Some((_, Answer::Time(time))) = has(Role::TemperatureTime) {
                    at = moment(entry.date(), Some(*time));
                }
            }
            let code = match item.codes.get("loinc") {
                Some(loinc) => coded(&item.name, loinc),
                None => json!({ "text": item.name }),
            };
            let name = self.observation_with(code, at, value(item, answer, self.phrases), more)?;
            names.push((*item, name));
        }
        Ok(names)
    }

    /// The mean of a questionnaire all of whose items were answered.
    fn mean(
        &mut self,
        date: NaiveDate,
        day: &Day,
        peg: &Questionnaire,
        names: &[(&Item, String)],
    ) -> Result<(), WriteError> {
        let Some(mean) = peg.score(day, self.catalogue) else {
            return Ok(());
        };
        let of = names
            .iter()
            .filter(|(item, _)| peg.items.contains(&item.id));
        let of: Vec<Value> = of.map(|(_, name)| json!({ "reference": name })).collect();
        let mean = (mean * 10.0).round() / 10.0;
        let value = ("valueQuantity", quantity(mean, "{score}"));
        let more = Map::from_iter([("derivedFrom".to_owned(), json!(of))]);
        let code = coded(&(self.phrases.mean_of)(&peg.title), PEG_MEAN);
        self.observation_with(code, date.to_string(), value, more)?;
        Ok(())
    }

    fn medicine(&self, told: &[(&Item, &Answer)], at: &str) -> Value {
        let text = |what: &str| {
            let is = |item: &Item| item.codes.get(FHIR).is_some_and(|of| of == what);
            let mut told = told.iter().filter(|(item, _)| is(item));
            told.next()
                .map(|(_, answer)| json!({ "text": answer.word() }))
        };
        let mut statement = json!({
            "resourceType": "MedicationStatement",
            "status": "completed",
            "medicationCodeableConcept": text("medication"),
            "subject": self.patient,
            "effectiveDateTime": at,
            "informationSource": self.patient,
        });
        if let Some(dose) = text("dosage") {
            statement["dosage"] = json!([dose]);
        }
        statement
    }

    fn observation(
        &mut self,
        code: Value,
        at: String,
        value: (&str, Value),
    ) -> Result<String, WriteError> {
        self.observation_with(code, at, value, Map::new())
    }

    fn observation_with(
        &mut self,
        code: Value,
        at: String,
        (kind, value): (&str, Value),
        more: Map<String, Value>,
    ) -> Result<String, WriteError> {
        let mut observation = json!({
            "resourceType": "Observation",
            "status": "final",
            "category": category("survey"),
            "code": code,
            "subject": self.patient,
            "performer": [self.patient],
            "effectiveDateTime": at,
        });
        observation[kind] = value;
        for (field, value) in more {
            observation[field] = value;
        }
        self.resource(&observation)
    }

    /// Writes a resource, and hands back its name.
    fn resource(&mut self, resource: &Value) -> Result<String, WriteError> {
        let name = name();
        let entry = json!({"fullUrl": name, "resource": resource});
        write!(self.out, ",\n{entry}")?;
        Ok(name)
    }
}

/// A new name for a resource: a random UUID (RFC 9562, version 4).
fn name() -> String {
    let bits = fastrand::u128(..) & !(0xF000_u128 << 64) & !(0b11_u128 << 62);
    let hex = format!("{:032x}", bits | (0x4000_u128 << 64) | (0b10_u128 << 62));
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default();
    let parts = [
        part(0..8),
        part(8..12),
        part(12..16),
        part(16..20),
        part(20..32),
    ];
    format!("urn:uuid:{}", parts.join("-"))
}

fn category(code: &str) -> Value {
    json!([{"coding": [{"system": CATEGORY, "code": code}]}])
}

fn coded(text: &str, loinc: &str) -> Value {
    json!({"coding": [{"system": LOINC, "code": loinc}], "text": text})
}

fn quantity(value: f64, unit: &str) -> Value {
    json!({"value": value, "unit": unit, "system": UCUM, "code": unit})
}

/// A day, or a minute of it where that is known.
fn moment(date: NaiveDate, time: Option<NaiveTime>) -> String {
    // Of an hour that comes twice the first; one that a clock skipped has no offset.
    let local = |time| Local.from_local_datetime(&date.and_time(time)).earliest();
    match time.and_then(local) {
        Some(moment) => moment.to_rfc3339_opts(SecondsFormat::Secs, false),
        None => date.to_string(),
    }
}

/// The field an answer is told in, and what it says.
fn value(item: &Item, answer: &Answer, phrases: &Phrases) -> (&'static str, Value) {
    match answer {
        Answer::Scale(score) => ("valueInteger", json!(score)),
        Answer::Flag(yes) => ("valueBoolean", json!(yes)),
        Answer::Number(number) => {
            let unit = match item.kind.unit() {
                Some(Unit::Celsius) => "Cel",
                Some(Unit::Hours) => "h",
                Some(Unit::Minutes) => "min",
                Some(Unit::Count) | None => "1",
            };
            ("valueQuantity", quantity(number.to_f64(), unit))
        }
        Answer::Time(time) => ("valueTime", json!(time.format("%H:%M:%S").to_string())),
        Answer::Text(text) => ("valueString", json!(text)),
        Answer::Choice(_) | Answer::Many(_) => (
            "valueCodeableConcept",
            json!({ "text": labels(item, answer, phrases) }),
        ),
    }
}

/// Options by their labels; a person's own word is its own.
fn labels(item: &Item, answer: &Answer, phrases: &Phrases) -> String {
    let label = |code: &Code| {
        let option = item.option(code);
        option.map_or_else(|| code.to_string(), |option| option.label.clone())
    };
    match answer {
        Answer::Choice(code) => label(code),
        Answer::Many(codes) if codes.is_empty() => (phrases.nothing)().into(),
        Answer::Many(codes) => codes.iter().map(label).collect::<Vec<_>>().join(", "),
        answer => answer.word(),
    }
}
