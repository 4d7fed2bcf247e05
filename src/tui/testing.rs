//! What the tests of the panes share.

use ratatui::buffer::Buffer;

/// What a buffer shows, as text, without the spaces at the ends of its rows.
pub fn rows(buf: &Buffer) -> String {
    let mut rows: Vec<String> = Vec::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut row = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            row.push_str(symbol);
            x += (crate::tui::widgets::text::width(symbol) as u16).max(1);
        }
        rows.push(row.trim_end().to_owned());
    }
    rows.join("\n")
}
