//! Colours in numbers: those of a terminal's palette, and how bright they are.

use ratatui::style::Color;

/// Red, green and blue, 0–255 each (sRGB).
pub type Rgb = [u8; 3];

/// What lies behind the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// White is read better on it than black.
    Dark,
    /// Black is read better on it than white.
    Light,
}

impl Ground {
    /// What a background of a colour is.
    pub fn of(rgb: Rgb) -> Self {
        match contrast(rgb, [255; 3]) > contrast(rgb, [0; 3]) {
            true => Self::Dark,
            false => Self::Light,
        }
    }

    /// The colours of letters and of what lies behind them where a theme leaves both to the terminal,
    /// in that order.
    pub fn usual(self) -> (Rgb, Rgb) {
        match self {
            Self::Dark => ([0xd0; 3], [0x16; 3]),
            Self::Light => ([0x26; 3], [0xff; 3]),
        }
    }

    /// What `COLORFGBG` says, which rxvt began: the text's colour of the sixteen, and last the
    /// background's. White and the light colours are light, light black is not.
    pub fn of_colorfgbg(says: &str) -> Option<Self> {
        match says.rsplit(';').next()?.parse().ok()? {
            0..=6 | 8 => Some(Self::Dark),
            7 | 9..=15 => Some(Self::Light),
            _ => None,
        }
    }
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How bright a colour is, from 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(rgb: Rgb) -> f64 {
    let [r, g, b] = linear(rgb);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The light of each part of a colour, from 0 to 1 (IEC 61966-2-1).
pub fn linear(rgb: Rgb) -> [f64; 3] {
    rgb.map(|part| match f64::from(part) / 255.0 {
        low if low <= 0.04045 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    })
}

/// A colour of xterm's 6×6×6 and its 24 greys; the first sixteen are the terminal's own.
pub fn of_256(index: u8) -> Option<Rgb> {
    let cube = |n: u8| [0, 95, 135, 175, 215, 255][usize::from(n % 6)];
    match index {
        0..=15 => None,
        16..=231 => Some([(index - 16) / 36, (index - 16) / 6, index - 16].map(cube)),
        232.. => Some([8 + 10 * (index - 232); 3]),
    }
}

/// The first sixteen as xterm has them (its `XTerm-col.ad`); `None` for the others.
pub fn of_palette(index: u8) -> Option<Rgb> {
    const XTERM: [u32; 16] = [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
        0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ];
    let [_, rgb @ ..] = XTERM.get(usize::from(index))?.to_be_bytes();
    Some(rgb)
}

/// The nearest of the 256, of those that are the same everywhere.
pub(super) fn nearest_of_256(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else {
        return color;
    };
    let far = |rgb: Rgb| -> u32 {
        let pairs = [(rgb[0], r), (rgb[1], g), (rgb[2], b)];
        let squares = pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2));
        squares.iter().sum()
    };
    (16..=255)
        .filter_map(|index| Some((index, of_256(index)?)))
        .min_by_key(|(_, rgb)| far(*rgb))
        .map_or(color, |(index, _)| Color::Indexed(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_background_is_what_is_read_better_on_it() {
        for (rgb, ground) in [
            ([0, 0, 0], Ground::Dark),
            ([0x00, 0x2b, 0x36], Ground::Dark),
            ([0x5c, 0x5c, 0x5c], Ground::Dark),
            ([0x99, 0x99, 0x99], Ground::Light),
            ([0xfd, 0xf6, 0xe3], Ground::Light),
        ] {
            assert_eq!(Ground::of(rgb), ground, "{rgb:?}");
        }
    }

    #[test]
    fn colorfgbg_says_the_background_last() {
        for (says, ground) in [
            ("15;0", Some(Ground::Dark)),
            ("0;15", Some(Ground::Light)),
            ("0;default;15", Some(Ground::Light)),
            ("12;8", Some(Ground::Dark)),
            ("0;7", Some(Ground::Light)),
            ("0;default", None),
            ("", None),
            ("0;16", None),
        ] {
            assert_eq!(Ground::of_colorfgbg(says), ground, "{says}");
        }
    }

    #[test]
    fn black_on_white_is_the_highest_contrast() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
    }
}
