//! How far something longer than its room is scrolled.

/// A place in something long. How far it goes is known from the last time it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    /// Lines that are scrolled away above.
    pub at: usize,
    /// The furthest that shows anything new, in lines.
    most: usize,
}

impl Default for Scroll {
    /// At the top of something that was not drawn yet.
    fn default() -> Self {
        Self {
            at: 0,
            most: usize::MAX,
        }
    }
}

impl Scroll {
    /// Goes down by some lines, or up.
    pub fn by(&mut self, lines: usize, down: bool) {
        self.at = match down {
            true => self.at.saturating_add(lines).min(self.most),
            false => self.at.saturating_sub(lines),
        };
    }

    /// Goes back to the top.
    pub fn rewind(&mut self) {
        self.at = 0;
    }

    /// Goes to the end, or to where it will be once it is drawn.
    pub fn skip_to_end(&mut self) {
        self.at = self.most;
    }

    /// Takes in how far it goes, as it was drawn.
    pub fn drawn(&mut self, most: usize) {
        self.most = most;
        self.at = self.at.min(most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_at_its_end_goes_back_at_once() {
        let mut scroll = Scroll::default();
        for _ in 0..5 {
            scroll.by(7, true);
        }
        scroll.drawn(10);
        assert_eq!(scroll.at, 10);
        scroll.by(7, true);
        scroll.by(7, false);
        assert_eq!(scroll.at, 3);
        scroll.by(7, false);
        assert_eq!(scroll.at, 0);
    }
}
