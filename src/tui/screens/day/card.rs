//! The day card: everything of a day in words.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::{Answer, Catalogue, Day, Measure, Profile};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::{band_meaning, option_meaning};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;
use crate::words::dates;
use crate::words::day::{DayText, LineText, SectionText, came_from, day_text};
use crate::words::screens::day as words;

/// What the card shows.
pub struct DayCardView<'a> {
    /// The day.
    pub date: NaiveDate,
    /// What is recorded on it.
    pub day: &'a Day,
    /// What can be recorded.
    pub catalogue: &'a Catalogue,
    /// What the person keeps.
    pub profile: &'a Profile,
    /// Lines before everything else: where in the cycle the day lies, what to look at.
    pub extra: &'a [(String, Meaning)],
    /// How many lines are scrolled away above; more than there are shows the last ones.
    pub scroll: usize,
    /// A word on the frame, such as the day of the cycle.
    pub aside: &'a str,
    /// The keys that scroll it, told where there is anything to scroll.
    pub foot: &'a str,
    /// Whether the keys go here.
    pub focused: bool,
}

/// How much of a drawn card can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayCardLayout {
    /// The lines of the whole card.
    pub lines: usize,
    /// The lines there is room for.
    pub rows: usize,
}

impl DayCardLayout {
    /// The furthest that scrolling shows anything new.
    pub fn most_scroll(&self) -> usize {
        self.lines.saturating_sub(self.rows)
    }
}

/// Lines wider than this are hard to read.
const WIDEST: usize = 90;
/// From this width on, sections stand in two columns.
const TWO_COLUMNS: usize = 92;
/// Cells between the columns.
const BETWEEN: usize = 4;
/// The widest column of labels.
const WIDEST_LABEL: usize = 24;
/// With less room than this for a value, it stands below its label.
const LEAST_VALUE: usize = 14;
/// A value below its label is set in by this.
const INDENT: usize = 2;

/// A row of the card: pieces of text, each at its column.
type Row<'a> = Vec<(usize, Cow<'a, str>, Meaning)>;

impl DayCardView<'_> {
    /// Draws the card and says how much of it can be seen.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> DayCardLayout {
        let area = area.intersection(buf.area);
        let framed = area.width >= 16 && area.height >= 4;
        let inner = if framed {
            Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
        } else {
            area
        };
        let width = usize::from(inner.width);
        let day = day_text(self.day, self.catalogue, self.profile);
        let rows = self.rows(&day, width, appearance.glyphs().ellipsis);
        let layout = DayCardLayout {
            lines: rows.len(),
            rows: inner.height.into(),
        };
        let scroll = self.scroll.min(layout.most_scroll());
        if framed {
            let below = layout.most_scroll() - scroll;
            let foot = match (below, appearance.glyphs()) {
                _ if layout.most_scroll() == 0 => String::new(),
                (0, _) => self.foot.to_owned(),
                (n, glyphs) => format!("{}  {}", words::lines_below(glyphs.down, n), self.foot),
            };
            Panel {
                title: &dates::weekday_day_month_year(self.date),
                aside: self.aside,
                foot: foot.trim_end(),
                focused: self.focused,
            }
            .draw(area, buf, appearance);
        }
        let seen = rows.iter().skip(scroll).take(layout.rows);
        for (y, row) in (inner.top()..).zip(seen) {
            for (column, words, meaning) in row {
                let room = inner.width.saturating_sub(*column as u16);
                let x = inner.x + *column as u16;
                let (style, ellipsis) = (appearance.style(*meaning), appearance.glyphs().ellipsis);
                text::fit(buf, x, y, room, words, style, ellipsis);
            }
        }
        layout
    }

    fn rows<'a>(&'a self, day: &'a DayText<'a>, width: usize, ellipsis: &str) -> Vec<Row<'a>> {
        let sections = &day.sections[..];
        let mut rows: Vec<Row> = Vec::new();
        for (words, meaning) in self.extra {
            let words = text::sanitize(words);
            let lines = text::wrap(&words, width.min(WIDEST)).into_iter();
            rows.extend(lines.map(|line| vec![(0, Cow::from(line.to_owned()), *meaning)]));
        }
        if sections.is_empty() {
            let nothing = match day.others {
                0 => words::nothing_recorded().into(),
                others => words::nothing_kept(others),
            };
            let lines = text::wrap(&nothing, width.min(WIDEST)).into_iter();
            rows.extend(lines.map(|line| vec![(0, line.to_owned().into(), Meaning::Muted)]));
            return rows;
        }
        if !rows.is_empty() {
            rows.push(vec![]);
        }
        if width < TWO_COLUMNS {
            rows.extend(self.column(sections, width, ellipsis));
        } else {
            rows.extend(self.columns(sections, width, ellipsis));
        }
        for words in &day.imported {
            rows.push(vec![]);
            let words = text::sanitize(words);
            let lines = text::wrap(&words, width.min(WIDEST)).into_iter();
            rows.extend(lines.map(|line| vec![(0, line.to_owned().into(), Meaning::Muted)]));
        }
        rows
    }

    /// Sections in two columns.
    fn columns<'a>(
        &self,
        sections: &'a [SectionText<'a>],
        width: usize,
        ellipsis: &str,
    ) -> impl Iterator<Item = Row<'a>> {
        let width = ((width - BETWEEN) / 2).min(WIDEST);
        let columns = |at: usize| {
            let (left, right) = sections.split_at(at);
            (
                self.column(left, width, ellipsis),
                self.column(right, width, ellipsis),
            )
        };
        // As even as may be, in the order of reading.
        let even = (1..=sections.len())
            .map(columns)
            .min_by_key(|(left, right)| left.len().max(right.len()));
        let (left, right) = even.unwrap_or_default();
        let count = left.len().max(right.len());
        let (mut left, mut right) = (left.into_iter(), right.into_iter());
        (0..count).map(move |_| {
            let mut row = left.next().unwrap_or_default();
            let beside = right.next().into_iter().flatten();
            row.extend(beside.map(|(at, words, m)| (at + width + BETWEEN, words, m)));
            row
        })
    }

    /// Sections one below the other.
    fn column<'a>(
        &self,
        sections: &'a [SectionText<'a>],
        width: usize,
        ellipsis: &str,
    ) -> Vec<Row<'a>> {
        let mut rows: Vec<Row> = Vec::new();
        let width = width.min(WIDEST);
        let labels = sections.iter().flat_map(|section| &section.lines);
        let widest = labels.map(|line| text::width(line.label)).max();
        let labels = widest.unwrap_or(0).min(WIDEST_LABEL).min(width * 2 / 5);
        for section in sections {
            if !rows.is_empty() {
                rows.push(vec![]);
            }
            let heading = text::one_line(section.heading).to_uppercase();
            let mut after = text::width(&heading) + 2;
            let mut row: Row = vec![(0, heading.into(), Meaning::Title)];
            let time = section.time.map(dates::time);
            let origin = section.origin.map(came_from);
            for beside in time.into_iter().chain(origin) {
                let beside = text::one_line(&beside).into_owned();
                let room = width.saturating_sub(after);
                let beside = text::truncate(&beside, room, ellipsis).into_owned();
                let next = after + text::width(&beside) + 2;
                row.push((
                    std::mem::replace(&mut after, next),
                    beside.into(),
                    Meaning::Muted,
                ));
            }
            rows.push(row);
            for line in &section.lines {
                self.line(section, line, [labels, width], ellipsis, &mut rows);
            }
        }
        rows
    }

    /// A label with its value beside it, or below it where there is too little room.
    fn line<'a>(
        &self,
        section: &SectionText,
        line: &'a LineText,
        [labels, width]: [usize; 2],
        ellipsis: &str,
        rows: &mut Vec<Row<'a>>,
    ) {
        let value = text::sanitize(&line.value);
        let meaning = self.meaning(line);
        // Under a heading of the same name a label tells nothing.
        let told = line.label != section.heading;
        let beside = told && labels + 2 + LEAST_VALUE <= width;
        let (at, room) = match (beside, told) {
            (true, _) => (labels + 2, labels),
            (false, true) => (INDENT.min(width / 4), width),
            (false, false) => (0, width),
        };
        let label = match line.item {
            Some(item) if text::width(line.label) > room => &item.short,
            _ => line.label,
        };
        let label = text::truncate(&text::one_line(label), room, ellipsis).into_owned();
        let mut first = beside.then(|| (0, label.clone().into(), Meaning::Muted));
        if told && !beside {
            rows.push(vec![(0, label.into(), Meaning::Muted)]);
        }
        for piece in text::wrap(&value, width.saturating_sub(at)) {
            let piece = (at, Cow::from(piece.to_owned()), meaning);
            rows.push(first.take().into_iter().chain([piece]).collect());
        }
    }

    /// What a value looks like: scores by their band, words of one's own as notes.
    fn meaning(&self, line: &LineText) -> Meaning {
        let Some(item) = line.item else {
            return Meaning::Text;
        };
        match line.answer {
            Answer::Scale(score) => band_meaning(self.catalogue, item, *score),
            Answer::Text(_) => Meaning::Note,
            answer if item.warning && warns(answer) && answer.is_present(item) => Meaning::Warning,
            Answer::Choice(code) if item.kind.measure() == Measure::Level => {
                let mark = item.option(code).and_then(|option| option.mark);
                mark.map_or(Meaning::Text, |mark| option_meaning(item, Some(mark)))
            }
            _ => Meaning::Text,
        }
    }
}

/// Numbers warn only beyond a limit, which is the guide's to know.
fn warns(answer: &Answer) -> bool {
    !matches!(answer, Answer::Number(_))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diary::{Area, Imported};
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::testing::{appearance, rows, sample_day, ymd};

    fn with_card<T>(day: &Day, scroll: usize, run: impl FnOnce(&DayCardView) -> T) -> T {
        let extra = [
            (
                "Cycle day 14, around ovulation".to_owned(),
                Meaning::Fertile,
            ),
            (
                "Burning when peeing: see the guide".to_owned(),
                Meaning::Warning,
            ),
        ];
        run(&DayCardView {
            date: ymd(2026, 3, 17),
            day,
            catalogue: Catalogue::built_in(),
            profile: &Profile::default(),
            extra: &extra,
            scroll,
            aside: "cycle day 14",
            foot: "Enter edit",
            focused: false,
        })
    }

    const NOTE: &str = "Long train ride, then the café; naïve hopes.\n\
        日本語のメモ and שלום עולם 👩‍👩‍👧 e\u{301}\u{1b}[31m\u{7}.";

    fn drawn(width: u16, height: u16, scroll: usize) -> String {
        with_card(&sample_day(NOTE), scroll, |card| {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            card.draw(buf.area, &mut buf, &appearance(GlyphSet::Braille));
            rows(&buf)
        })
    }

    #[test]
    fn in_a_small_terminal() {
        insta::assert_snapshot!(drawn(38, 22, 0));
    }

    #[test]
    fn in_a_usual_terminal() {
        insta::assert_snapshot!(drawn(58, 16, 9));
    }

    #[test]
    fn in_a_large_terminal() {
        insta::assert_snapshot!(drawn(110, 26, 0));
    }

    #[test]
    fn nothing_recorded_is_said() {
        with_card(&Day::default(), 0, |card| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 50, 6));
            card.draw(buf.area, &mut buf, &appearance(GlyphSet::Ascii));
            assert!(rows(&buf).contains("Nothing is recorded"));
        });
    }

    #[test]
    fn what_was_imported_says_where_it_came_from() {
        let mut day = sample_day("");
        day.entries[1].source = Some("clue".into());
        day.entries[2].source = Some("an \u{1b}[31mapp".into());
        day.imported = vec![Imported {
            source: "clue".into(),
            on: ymd(2026, 5, 3),
            items: vec!["bleeding".into(), "pain".into()],
        }];
        let drawn = |width| {
            with_card(&day, 0, |card| {
                let mut buf = Buffer::empty(Rect::new(0, 0, width, 70));
                card.draw(buf.area, &mut buf, &appearance(GlyphSet::Ascii));
                rows(&buf)
            })
        };
        let shown = drawn(60);
        let check_in = "Worst today, Bleeding: from Clue, imported 3 May 2026";
        assert!(shown.contains(check_in), "{shown}");
        assert!(shown.contains("  19:00  from Clue"), "{shown}");
        assert!(
            shown.contains("INTIMACY  22:10  from an [31mapp"),
            "{shown}"
        );
        assert_eq!(shown.matches("from ").count(), 3);
        let shown = drawn(24);
        for word in check_in.split(' ') {
            assert!(shown.contains(word), "{shown}");
        }
    }

    #[test]
    fn what_is_not_kept_is_counted_where_nothing_is_shown() {
        let mut profile = Profile::default();
        profile.areas.remove(&Area::Intimacy);
        let mut day = sample_day("a note");
        day.entries
            .retain(|entry| entry.kind.as_str() == "intimacy");
        let others: usize = day.entries.iter().map(|entry| entry.answers.len()).sum();
        assert!(others > 1);
        with_card(&day, 0, |card| {
            let card = DayCardView {
                profile: &profile,
                extra: &[],
                ..*card
            };
            let mut buf = Buffer::empty(Rect::new(0, 0, 90, 6));
            card.draw(buf.area, &mut buf, &appearance(GlyphSet::Ascii));
            let shown = rows(&buf);
            let words = format!("Nothing of what you keep is recorded on this day; {others} other");
            assert!(shown.contains(&words), "{shown}");
        });
    }

    proptest! {
        #[test]
        fn any_room_and_words_will_do(
            note in "(?s).{0,80}", scroll in 0usize..60,
            x in 0u16..9, y in 0u16..9, width in 0u16..500, height in 0u16..200,
        ) {
            with_card(&sample_day(&note), scroll, |card| {
                let mut buf = Buffer::empty(Rect::new(0, 0, 120, 60));
                card.draw(Rect::new(x, y, width, height), &mut buf, &appearance(GlyphSet::Braille));
                for cell in buf.content() {
                    prop_assert!(!cell.symbol().contains(char::is_control));
                }
                Ok(())
            })?;
        }
    }

    #[test]
    fn scrolling_shows_every_line() {
        let all = drawn(60, 120, 0);
        let all: Vec<&str> = all.lines().filter(|line| line.starts_with('│')).collect();
        let told = |line: &&str| line.chars().any(char::is_alphanumeric);
        let last = all.iter().rposition(told).unwrap();
        for height in [5, 12, 39] {
            for (n, line) in all.iter().enumerate().take(last + 1) {
                assert!(drawn(60, height, n).contains(line), "{line}");
            }
        }
    }
}
