//! The one way in which HTML is written: names are the program's own words, everything else is
//! escaped, so that nothing a person wrote can become a tag, an attribute or a style.

use std::fmt::{Display, Write};

use crate::diary::parse::sanitize;

/// HTML that is being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
}

/// An attribute: its name, and its value, which is escaped.
pub(super) type Attribute<'a> = (&'static str, &'a dyn Display);

impl Writer {
    /// What was written.
    pub(super) fn end(self) -> String {
        self.out
    }

    /// An element with what is inside.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[Attribute],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element of words.
    pub(super) fn words(&mut self, name: &'static str, attributes: &[Attribute], words: &str) {
        self.element(name, attributes, |out| out.text(words));
        self.out.push('\n');
    }

    /// The beginning of an element, or one that has no end.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[Attribute]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.text(&value.to_string());
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Words, escaped.
    pub(super) fn text(&mut self, words: &str) {
        for c in sanitize(words).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                c => self.out.push(c),
            }
        }
    }

    /// What the program itself says in HTML or CSS.
    pub(super) fn own(&mut self, words: &'static str) {
        // A string takes whatever is written to it.
        let _ = writeln!(self.out, "{words}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_becomes_a_tag_or_an_attribute() {
        let steers = "</p><script>alert('1')</script>\" onload=\"x\u{1b}[2J\u{202e}&";
        let mut out = Writer::default();
        out.words("p", &[("title", &steers)], steers);
        let written = out.end();
        let escaped = "&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; \
                       onload=&quot;x[2J&amp;";
        assert_eq!(written, format!("<p title=\"{escaped}\">{escaped}</p>\n"));
    }
}
