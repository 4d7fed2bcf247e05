//! The characters frames, charts and marks are made of, in three sets.

use ratatui::buffer::Buffer;
use ratatui::symbols::border;

/// Which characters the terminal's font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GlyphSet {
    /// Everything: curves in braille dots.
    #[default]
    Braille,
    /// No braille: curves in half blocks.
    Blocks,
    /// Nothing but ASCII, also for terminals that draw ambiguous characters two cells wide.
    Ascii,
}

/// The characters of a set, each one cell wide; of a sample, two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// The frame of a pane.
    pub frame: border::Set<'static>,
    /// Where the keys go, before a line.
    pub pointer: &'static str,
    /// A section that is open.
    pub unfolded: &'static str,
    /// A section that is folded away.
    pub folded: &'static str,
    /// A day with a score of zero; also between words.
    pub dot: &'static str,
    /// Nothing answered, in a place where something could be.
    pub dash: &'static str,
    /// A full mark: chosen, yes.
    pub full: &'static str,
    /// An empty mark: not chosen.
    pub empty: &'static str,
    /// A cell of a larger area that is chosen.
    pub filled: &'static str,
    /// There is more above.
    pub up: &'static str,
    /// There is more below.
    pub down: &'static str,
    /// There is more before.
    pub left: &'static str,
    /// There is more after.
    pub right: &'static str,
    /// Words were cut off here.
    pub ellipsis: &'static str,
    /// From before to after.
    pub arrow: &'static str,
    /// A rule between parts of a pane.
    pub rule: &'static str,
    /// An upright rule: axes, the cursor column.
    pub bar: &'static str,
    /// A rule behind what is drawn.
    pub faint_rule: &'static str,
    /// A tick on an upright axis, to its left.
    pub tick: &'static str,
    /// A tick on an upright axis, to its right.
    pub tick_right: &'static str,
    /// A short upright stroke for something that happened.
    pub stroke: &'static str,
    /// The foot of an upright axis.
    pub corner: &'static str,
    /// Where an upright rule meets the axis below.
    pub foot: &'static str,
    /// A piece of a curve, for a legend.
    pub sample: &'static str,
    /// The same of a dotted one.
    pub sample_dotted: &'static str,
    /// A value on a curve.
    pub point: &'static str,
    /// A value that matters more.
    pub point_full: &'static str,
    /// A value that does not count.
    pub point_hollow: &'static str,
    /// A day of the heat map, from no pain to severe: no two bands share one.
    pub bands: [&'static str; 4],
    /// From thin to full, for cells that are filled by how much.
    pub shades: [&'static str; 4],
    /// From low to high, for cells that are filled from below.
    pub levels: [&'static str; 8],
}

const BRAILLE: Glyphs = Glyphs {
    frame: border::PLAIN,
    pointer: "▸",
    unfolded: "▾",
    folded: "▸",
    dot: "·",
    dash: "–",
    full: "▪",
    empty: "▫",
    filled: "▓",
    up: "▴",
    down: "▾",
    left: "◂",
    right: "▸",
    ellipsis: "…",
    arrow: "→",
    rule: "─",
    bar: "│",
    faint_rule: "╌",
    tick: "┤",
    tick_right: "├",
    stroke: "╵",
    corner: "└",
    foot: "┴",
    sample: "⠒⠒",
    sample_dotted: "⠂⠂",
    point: "•",
    point_full: "●",
    point_hollow: "○",
    bands: ["·", "░", "▒", "█"],
    shades: ["░", "▒", "▓", "█"],
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

const BLOCKS: Glyphs = Glyphs {
    sample: "▀▀",
    sample_dotted: "▘▘",
    ..BRAILLE
};

const ASCII: Glyphs = Glyphs {
    frame: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    pointer: ">",
    unfolded: "v",
    folded: ">",
    dot: ".",
    dash: "-",
    full: "*",
    empty: ".",
    filled: "#",
    up: "^",
    down: "v",
    left: "<",
    right: ">",
    ellipsis: "~",
    arrow: ">",
    rule: "-",
    bar: "|",
    faint_rule: " ",
    tick: "+",
    tick_right: "+",
    stroke: "'",
    corner: "+",
    foot: "+",
    sample: "--",
    sample_dotted: "oo",
    point: "*",
    point_full: "@",
    point_hollow: "o",
    bands: [".", ":", "+", "#"],
    shades: [".", ":", "+", "#"],
    levels: ["_", ".", ".", ":", ":", "|", "|", "#"],
};

/// Signs that words have, and how ASCII has them in as many cells: 36.5 °C is 36.5  C.
const SIGNS: [(&str, &str); 7] = [
    ("°", " "),
    ("±", "~"),
    ("…", ASCII.ellipsis),
    ("→", ASCII.arrow),
    ("−", "-"),
    ("–", ASCII.dash),
    ("·", ASCII.dot),
];

impl GlyphSet {
    /// All sets.
    pub const ALL: [Self; 3] = [Self::Braille, Self::Blocks, Self::Ascii];

    /// The characters of the set.
    pub fn glyphs(self) -> &'static Glyphs {
        match self {
            Self::Braille => &BRAILLE,
            Self::Blocks => &BLOCKS,
            Self::Ascii => &ASCII,
        }
    }

    /// Spells the signs in the program's own words as the set can: a unit, a minus, a range. Letters
    /// stay as they were written.
    pub fn spell(self, buf: &mut Buffer) {
        if self != Self::Ascii {
            return;
        }
        for cell in &mut buf.content {
            let sign = SIGNS.iter().find(|(sign, _)| *sign == cell.symbol());
            if let Some((_, spelt)) = sign {
                cell.set_symbol(spelt);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn all(glyphs: &Glyphs) -> Vec<&'static str> {
        let f = glyphs.frame;
        let mut all = vec![
            f.top_left,
            f.top_right,
            f.bottom_left,
            f.bottom_right,
            f.vertical_left,
            f.vertical_right,
            f.horizontal_top,
            f.horizontal_bottom,
            glyphs.pointer,
            glyphs.unfolded,
            glyphs.folded,
            glyphs.dot,
            glyphs.dash,
            glyphs.full,
            glyphs.empty,
            glyphs.filled,
            glyphs.up,
            glyphs.down,
            glyphs.left,
            glyphs.right,
            glyphs.ellipsis,
            glyphs.arrow,
            glyphs.rule,
            glyphs.bar,
            glyphs.faint_rule,
            glyphs.tick,
            glyphs.tick_right,
            glyphs.stroke,
            glyphs.corner,
            glyphs.foot,
            glyphs.point,
            glyphs.point_full,
            glyphs.point_hollow,
        ];
        all.extend(glyphs.bands);
        all.extend(glyphs.shades);
        all.extend(glyphs.levels);
        all
    }

    #[test]
    fn every_glyph_is_one_cell_wide() {
        for set in GlyphSet::ALL {
            for glyph in all(set.glyphs()) {
                assert_eq!(glyph.width(), 1, "{glyph}");
                assert_eq!(glyph.chars().count(), 1, "{glyph}");
            }
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        for glyph in all(GlyphSet::Ascii.glyphs()) {
            assert!(glyph.is_ascii(), "{glyph}");
        }
    }
}
