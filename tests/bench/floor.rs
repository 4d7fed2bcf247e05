//! The floor: a bare program that opens the file, reads a month and draws a like frame.

use std::path::Path;
use std::process::ExitCode;

use chrono::{Datelike, Days, Months, NaiveDate};
use crossterm::event::{Event, KeyCode, read};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Style};
use ratatui::widgets::canvas::{Canvas, Line, Points};
use ratatui::widgets::{Block, Paragraph};
use ratatui::{Frame, text};
use rusqlite::Connection;

const PER_DAY: i64 = 4096;

struct Bare {
    db: Connection,
    cursor: NaiveDate,
    month: NaiveDate,
    answers: Vec<(i64, String, String)>,
    series: Vec<(f64, f64)>,
}

pub(crate) fn run(path: &Path) -> ExitCode {
    let db = Connection::open(path).unwrap();
    if let Ok(key) = std::env::var("TWINGE_FLOOR_KEY") {
        db.pragma_update(None, "key", key).unwrap();
    }
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        .unwrap();
    let cursor = std::env::var("TWINGE_TODAY").unwrap().parse().unwrap();
    let mut bare = Bare {
        db,
        cursor,
        month: NaiveDate::MIN,
        answers: vec![],
        series: vec![],
    };
    let mut terminal = ratatui::init();
    loop {
        bare.read();
        terminal.draw(|frame| bare.draw(frame)).unwrap();
        match read().unwrap() {
            Event::Key(key) if key.code == KeyCode::Left => {
                bare.cursor = bare.cursor - Days::new(1);
            }
            Event::Key(key) if key.code == KeyCode::PageUp => {
                bare.cursor = bare.cursor - Months::new(1);
            }
            Event::Key(key) if key.code == KeyCode::Char('q') => break,
            _ => {}
        }
    }
    ratatui::restore();
    ExitCode::SUCCESS
}

impl Bare {
    fn read(&mut self) {
        let month = self.cursor.with_day(1).unwrap();
        if month == self.month {
            return;
        }
        self.month = month;
        let id = |date: NaiveDate| i64::from(date.num_days_from_ce()) * PER_DAY;
        let end = id(month + Months::new(1));
        let mut rows = self
            .db
            .prepare_cached(
                "SELECT entry, item, CAST(value AS TEXT) FROM answer WHERE entry BETWEEN ?1 AND ?2",
            )
            .unwrap();
        let month = rows.query_map([id(month), end], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
        self.answers = month.unwrap().collect::<Result<_, _>>().unwrap();
        let mut rows = self
            .db
            .prepare_cached(
                "SELECT entry, value FROM answer WHERE item = 'pain' AND entry BETWEEN ?1 AND ?2",
            )
            .unwrap();
        let quarter = id(self.month - Months::new(2));
        let series = rows.query_map([quarter, end], |r| {
            Ok((
                (r.get::<_, i64>(0)? / PER_DAY) as f64,
                r.get::<_, i64>(1)? as f64,
            ))
        });
        self.series = series.unwrap().collect::<Result<_, _>>().unwrap();
    }

    fn draw(&self, frame: &mut Frame) {
        let area = frame.area();
        let [top, bottom] =
            Layout::vertical([Constraint::Percentage(60), Constraint::Min(0)]).areas(area);
        let [left, right] =
            Layout::horizontal([Constraint::Length(43), Constraint::Min(0)]).areas(top);
        self.calendar(frame, left);
        let form: Vec<text::Line> = self
            .answers
            .iter()
            .filter(|(entry, ..)| entry / PER_DAY == i64::from(self.cursor.num_days_from_ce()))
            .map(|(_, item, value)| format!("{item:<20} {value}").into())
            .collect();
        let block = Block::bordered().title(self.cursor.to_string());
        frame.render_widget(Paragraph::new(form).block(block), right);
        let (first, last) = match (self.series.first(), self.series.last()) {
            (Some(first), Some(last)) => (first.0, last.0),
            _ => (0.0, 1.0),
        };
        let chart = Canvas::default()
            .block(Block::bordered().title("pain"))
            .x_bounds([first, last])
            .y_bounds([0.0, 10.0])
            .paint(|canvas| {
                for pair in self.series.windows(2) {
                    let [(x1, y1), (x2, y2)] = [pair[0], pair[1]];
                    canvas.draw(&Line {
                        x1,
                        y1,
                        x2,
                        y2,
                        color: Color::Blue,
                    });
                }
                canvas.draw(&Points {
                    coords: &self.series,
                    color: Color::White,
                });
            });
        frame.render_widget(chart, bottom);
    }

    fn calendar(&self, frame: &mut Frame, area: Rect) {
        let title = self.cursor.format("%B %Y").to_string();
        let block = Block::bordered().title(title);
        let inner = block.inner(area);
        frame.render_widget(block, area);
        for day in self
            .month
            .iter_days()
            .take_while(|day| day.month() == self.month.month())
        {
            let week = (day.day0() + self.month.weekday().num_days_from_monday()) / 7;
            let place = Rect {
                x: inner.x + 5 * day.weekday().num_days_from_monday() as u16,
                y: inner.y + 2 * week as u16,
                width: 5,
                height: 1,
            };
            let pain = self
                .answers
                .iter()
                .find(|(entry, item, _)| {
                    item == "pain" && entry / PER_DAY == i64::from(day.num_days_from_ce())
                })
                .map_or("", |(.., value)| value.as_str());
            let style = if day == self.cursor {
                Style::new().bg(Color::Blue)
            } else {
                Style::new()
            };
            let words = Paragraph::new(format!("{} {pain}", day.day())).style(style);
            frame.render_widget(words, place.intersection(inner));
        }
    }
}
