//! Every form in which a date or a time of day is shown to a person. Files, JSON and what is typed
//! keep ISO 8601.

use chrono::{Datelike, NaiveDate, Timelike, Weekday};

packed!("dates");

/// "March".
pub fn month(date: NaiveDate) -> String {
    month_name(date.month())
}

/// "Mar".
pub fn short_month(date: NaiveDate) -> String {
    month_short(date.month())
}

/// "Tuesday".
pub fn weekday(date: NaiveDate) -> String {
    weekday_name(date.weekday().number_from_monday())
}

/// "Tue".
pub fn short_weekday(date: NaiveDate) -> String {
    weekday_short(date.weekday().number_from_monday())
}

/// "Tu", for the head of a narrow column.
pub fn narrow_weekday(day: Weekday) -> String {
    weekday_narrow(day.number_from_monday())
}

/// "2026", four digits always.
pub fn year(date: NaiveDate) -> String {
    format!("{:04}", date.year())
}

/// "March 2026".
pub fn month_year(date: NaiveDate) -> String {
    form_month_year(month(date), year(date))
}

/// "17 March".
pub fn day_month(date: NaiveDate) -> String {
    form_day_month(date.day(), month(date))
}

/// The two ends of a stretch, the month told once where it is the same: "20" and "22 December".
pub fn ends(first: NaiveDate, last: NaiveDate) -> [String; 2] {
    let first = match (first.year(), first.month()) == (last.year(), last.month()) {
        true => first.day().to_string(),
        false => day_month(first),
    };
    [first, day_month(last)]
}

/// "the 20th", where the month is told already.
pub fn day_of_month(date: NaiveDate) -> String {
    form_day_of_month(date.day())
}

/// "17 March 2026".
pub fn day_month_year(date: NaiveDate) -> String {
    form_day_month_year(date.day(), month(date), year(date))
}

/// "Tuesday 17 March".
pub fn weekday_day_month(date: NaiveDate) -> String {
    form_weekday_day_month(weekday(date), date.day(), month(date))
}

/// "Tuesday 17 March 2026".
pub fn weekday_day_month_year(date: NaiveDate) -> String {
    form_weekday_day_month_year(weekday(date), date.day(), month(date), year(date))
}

/// "17 Mar".
pub fn short_day_month(date: NaiveDate) -> String {
    form_day_month(date.day(), short_month(date))
}

/// "17 Mar 2026".
pub fn short_day_month_year(date: NaiveDate) -> String {
    form_day_month_year(date.day(), short_month(date), year(date))
}

/// "Tue 17".
pub fn short_weekday_day(date: NaiveDate) -> String {
    form_weekday_day(short_weekday(date), date.day())
}

/// "Tue 17 Mar".
pub fn short_weekday_day_month(date: NaiveDate) -> String {
    form_weekday_day_month(short_weekday(date), date.day(), short_month(date))
}

/// "Tue 17 Mar 2026".
pub fn short_weekday_day_month_year(date: NaiveDate) -> String {
    form_weekday_day_month_year(
        short_weekday(date),
        date.day(),
        short_month(date),
        year(date),
    )
}

/// "Tue  7 Mar 2026", the day always two cells wide.
pub fn column(date: NaiveDate) -> String {
    let day = format!("{:>2}", date.day());
    form_weekday_day_month_year(short_weekday(date), day, short_month(date), year(date))
}

/// "2026-03-17 Tue".
pub fn iso_weekday(date: NaiveDate) -> String {
    format!("{} {}", date.format("%Y-%m-%d"), short_weekday(date))
}

/// "22:10".
pub fn time(time: impl Timelike) -> String {
    let two = |number: u32| format!("{number:02}");
    form_time(two(time.hour()), two(time.minute()))
}

/// "2026-03-17 22:10".
pub fn iso_moment(moment: impl Datelike + Timelike) -> String {
    let (year, month, day) = (moment.year(), moment.month(), moment.day());
    format!("{year:04}-{month:02}-{day:02} {}", time(moment))
}

/// The same of a moment that may not be known.
pub fn iso_moment_if_known(moment: Option<impl Datelike + Timelike>) -> String {
    moment.map_or_else(|| unknown_moment().into(), iso_moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Form = fn(NaiveDate) -> String;

    /// In English every form is what chrono's patterns made of it.
    #[test]
    fn english_forms_are_those_of_chrono() {
        let forms: [(Form, &str); 17] = [
            (month, "%B"),
            (short_month, "%b"),
            (weekday, "%A"),
            (short_weekday, "%a"),
            (year, "%Y"),
            (month_year, "%B %Y"),
            (day_month, "%-d %B"),
            (day_month_year, "%-d %B %Y"),
            (weekday_day_month, "%A %-d %B"),
            (weekday_day_month_year, "%A %-d %B %Y"),
            (short_day_month, "%-d %b"),
            (short_day_month_year, "%-d %b %Y"),
            (short_weekday_day, "%a %-d"),
            (short_weekday_day_month, "%a %-d %b"),
            (short_weekday_day_month_year, "%a %-d %b %Y"),
            (column, "%a %e %b %Y"),
            (iso_weekday, "%Y-%m-%d %a"),
        ];
        let first = NaiveDate::from_ymd_opt(2025, 12, 25).unwrap();
        let early = NaiveDate::from_ymd_opt(33, 4, 3).unwrap();
        for date in first.iter_days().take(400).chain([early]) {
            for (form, pattern) in forms {
                assert_eq!(form(date), date.format(pattern).to_string(), "{pattern}");
            }
        }
        let moment = first.and_hms_opt(7, 5, 59).unwrap();
        assert_eq!(time(moment), moment.format("%H:%M").to_string());
        assert_eq!(
            iso_moment(moment),
            moment.format("%Y-%m-%d %H:%M").to_string()
        );
    }
}
