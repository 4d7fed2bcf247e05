//! Whether what the themes show can be seen, on the backgrounds in use and by every eye.

use ratatui::style::Color;

use twinge::tui::appearance::colour::{Rgb, contrast, linear, of_256};
use twinge::tui::appearance::glyphs::GlyphSet;
use twinge::tui::appearance::theme::{Meaning, Theme};

/// Words have at least this contrast (WCAG 2.2, 1.4.3), …
const WORDS: f64 = 4.5;
/// … and shapes this (1.4.11).
const SHAPES: f64 = 3.0;
/// Colours that are told apart without looking twice are so far apart (CIE 1976 Lab).
const APART: f64 = 20.0;

/// Backgrounds in use, by theme.
const GROUNDS: [(&str, &[(&str, u32)]); 2] = [
    (
        "dark",
        &[
            ("black", 0x000000),
            ("Catppuccin Mocha", 0x1e1e2e),
            ("gruvbox dark", 0x282828),
            ("Nord", 0x2e3440),
            ("Solarized dark", 0x002b36),
            ("grey", 0x303030),
        ],
    ),
    (
        "light",
        &[
            ("white", 0xffffff),
            ("Catppuccin Latte", 0xeff1f5),
            ("gruvbox light", 0xfbf1c7),
            ("Solarized light", 0xfdf6e3),
        ],
    ),
];

/// The terminal's own colours as terminals set them, in the order of their numbers, and the
/// backgrounds they stand on.
const PALETTES: [(&str, &[u32], [u32; 16]); 5] = [
    (
        "Solarized",
        &[0x002b36, 0xfdf6e3],
        [
            0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5,
            0x002b36, 0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3,
        ],
    ),
    (
        "xterm",
        &[0x000000, 0xffffff],
        [
            0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
            0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
        ],
    ),
    (
        "VGA",
        &[0x000000],
        [
            0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
            0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
        ],
    ),
    (
        "macOS Terminal",
        &[0x000000, 0xffffff],
        [
            0x000000, 0x990000, 0x00a600, 0x999900, 0x0000b2, 0xb200b2, 0x00a6b2, 0xbfbfbf,
            0x666666, 0xe50000, 0x00d900, 0xe5e500, 0x0000ff, 0xe500e5, 0x00e5e5, 0xe5e5e5,
        ],
    ),
    (
        "GNOME Terminal",
        &[0x1e1e1e, 0xffffff],
        [
            0x171421, 0xc01c28, 0x26a269, 0xa2734c, 0x12488b, 0xa347ba, 0x2aa1b3, 0xd0cfcc,
            0x5e5c64, 0xf66151, 0x33d17a, 0xe9ad0c, 0x2a7bde, 0xc061cb, 0x33c7de, 0xffffff,
        ],
    ),
];

const FILLS: [Meaning; 4] = [
    Meaning::FillNone,
    Meaning::FillMild,
    Meaning::FillModerate,
    Meaning::FillSevere,
];

/// The contrast a meaning needs; `None` for what only lies behind others.
fn needed(meaning: Meaning) -> Option<f64> {
    use Meaning::*;
    match meaning {
        PhaseMenstrual | PhaseFollicular | PhaseFertile | PhaseLuteal => None,
        Frame | FrameFocused | FillNone | FillMild | FillModerate | FillSevere | First | Median
        | Second => Some(SHAPES),
        _ => Some(WORDS),
    }
}

fn rgb(hex: u32) -> Rgb {
    let [_, r, g, b] = hex.to_be_bytes();
    [r, g, b]
}

/// A colour that is the same in every terminal.
fn fixed(color: Color) -> Rgb {
    match color {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index) => of_256(index),
        _ => None,
    }
    .unwrap_or_else(|| panic!("{color} is another in every terminal"))
}

/// A theme as it stands, and where there are only 256 colours.
fn themes(name: &str) -> [Theme; 2] {
    let theme = Theme::built_in(name).unwrap();
    [theme.clone(), theme.within_256()]
}

#[test]
fn dark_and_light_are_readable_on_the_backgrounds_in_use() {
    let mut faint = Vec::new();
    for (name, grounds) in GROUNDS {
        for theme in themes(name) {
            let tint = |meaning: &Meaning| Some((meaning.name(), fixed(theme.style(*meaning).bg?)));
            let behind = Meaning::ALL
                .iter()
                .filter(|meaning| needed(**meaning).is_none());
            let grounds = grounds.iter().map(|(ground, hex)| (*ground, rgb(*hex)));
            let grounds: Vec<_> = grounds.chain(behind.filter_map(tint)).collect();
            for meaning in Meaning::ALL {
                let style = theme.style(*meaning);
                let Some(needed) = needed(*meaning) else {
                    continue;
                };
                let fore = fixed(style.fg.unwrap_or_else(|| panic!("{name}: {meaning:?}")));
                for (ground, behind) in &grounds {
                    let seen = contrast(fore, style.bg.map_or(*behind, fixed));
                    if seen < needed {
                        faint.push(format!("{name}: {meaning:?} on {ground}: {seen:.2}"));
                    }
                }
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

/// No terminal's own colour is words on all of these; a letter that has its place tells its meaning
/// as a shape does.
#[test]
fn the_sixteen_are_seen_on_every_palette() {
    let theme = Theme::built_in("16").unwrap();
    let mut faint = Vec::new();
    for meaning in Meaning::ALL {
        let style = theme.style(*meaning);
        assert_eq!(style.bg, None, "{meaning:?}");
        let Some(color) = style.fg else { continue };
        let index = ANSI.iter().position(|ansi| *ansi == color).unwrap();
        for (name, grounds, palette) in PALETTES {
            for ground in grounds {
                let seen = contrast(rgb(palette[index]), rgb(*ground));
                if seen < SHAPES {
                    faint.push(format!(
                        "{meaning:?} in {color}: {name} on {ground:06x}: {seen:.2}"
                    ));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

const ANSI: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

#[test]
fn what_is_read_in_the_sixteen_is_in_the_terminals_own_text() {
    use Meaning::*;
    let theme = Theme::built_in("16").unwrap();
    for prose in [
        Text,
        Muted,
        Title,
        Cursor,
        Selected,
        Today,
        Weekend,
        Note,
        Warning,
        Urgent,
        Key,
        Hint,
        Good,
        Match,
        Axis,
        PainNone,
        PainMild,
        PainModerate,
    ] {
        assert_eq!(theme.style(prose).fg, None, "{prose:?}");
    }
}

/// How eyes without the cones for red or for green see a colour, in light (Machado, Oliveira and
/// Fernandes 2009, severity 1), after how all others do.
const EYES: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "all cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protan",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deutan",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
];

fn times(matrix: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

/// A colour of so much light in CIE 1976 Lab, under the white of sRGB, D65 (IEC 61966-2-1).
fn lab(light: [f64; 3]) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ];
    let [x, y, z] = times(&XYZ, light);
    let [x, y, z] = [x / 0.95047, y, z / 1.08883].map(|part| match part {
        high if high > 216.0 / 24389.0 => high.cbrt(),
        low => (24389.0 / 27.0 * low + 16.0) / 116.0,
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(one: Rgb, other: Rgb, eye: &[[f64; 3]; 3]) -> f64 {
    let seen = |rgb| lab(times(eye, linear(rgb)).map(|part| part.clamp(0.0, 1.0)));
    let (one, other) = (seen(one), seen(other));
    let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f64>().sqrt()
}

#[test]
fn the_fills_of_the_pain_differ_for_every_eye() {
    let mut alike = Vec::new();
    for (name, _) in GROUNDS {
        for theme in themes(name) {
            let color = |meaning| fixed(theme.style(meaning).fg.unwrap());
            for (nth, one) in FILLS.into_iter().enumerate() {
                for other in FILLS.into_iter().skip(nth + 1) {
                    for (eye, matrix) in &EYES {
                        let far = distance(color(one), color(other), matrix);
                        if far < APART {
                            alike.push(format!("{name}, {eye}: {one:?} {other:?}: {far:.1}"));
                        }
                    }
                }
            }
        }
    }
    assert!(alike.is_empty(), "{}", alike.join("\n"));
}

/// In the terminal's own colours and without any, the glyph alone tells.
#[test]
fn the_bands_of_the_pain_have_a_glyph_each() {
    for set in GlyphSet::ALL {
        let bands = set.glyphs().bands;
        let differ = |at: usize| !bands[at + 1..].contains(&bands[at]);
        assert!((0..bands.len()).all(differ), "{bands:?}");
    }
}
