//! Everything a key can do, by the name it has in the table of keys.

use serde::{Deserialize, Serialize};

/// Something a person can do. The names are those of `keys.toml` and the configuration file; the
/// words for people stand in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Every key.
    Help,
    /// All commands by name.
    Palette,
    /// Leaves the program.
    Quit,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Log of changes.
    History,
    /// Bin: what was removed.
    Bin,
    /// Next pane.
    NextPane,
    /// Previous pane.
    PreviousPane,
    /// To the calendar.
    FocusCalendar,
    /// To the entry form.
    FocusForm,
    /// To the chart.
    FocusChart,
    /// The day in words.
    ToggleCard,
    /// The day in words: further down.
    CardDown,
    /// The day in words: back up.
    CardUp,
    /// The day: calendar, form, chart.
    ViewDay,
    /// The year as a heat map.
    ViewYear,
    /// The chart, large.
    ViewChart,
    /// Your cycles, one by one and over each other.
    ViewCycle,
    /// Patterns: what your pain goes with.
    ViewPatterns,
    /// The guide: warnings, what helped, articles.
    ViewGuide,
    /// All warnings.
    Warnings,
    /// Put the warning aside, once read.
    Acknowledge,
    /// Which is it? what speaks for and against.
    Which,
    /// How it is found.
    Explain,
    /// To today.
    Today,
    /// To a date you type.
    Jump,
    /// Search notes and answers.
    Search,
    /// Next day found.
    NextHit,
    /// Day found before.
    PreviousHit,
    /// Settings.
    Settings,
    /// Items: add, rename, hide, order.
    Items,
    /// Copy the day as text.
    CopyDay,
    /// Blank the screen at once.
    Blank,
    /// Lock: blank the screen until the passphrase is typed.
    Lock,
    /// Passphrase: set, change or remove.
    Passphrase,
    /// To the shell; fg comes back.
    Suspend,
    /// Draw the screen anew.
    Redraw,
    /// Day after.
    NextDay,
    /// Previous day.
    PreviousDay,
    /// Week after.
    NextWeek,
    /// Week before.
    PreviousWeek,
    /// Month after.
    NextMonth,
    /// Month before.
    PreviousMonth,
    /// Year after.
    NextYear,
    /// Year before.
    PreviousYear,
    /// To the first entry.
    FirstEntry,
    /// To the last entry.
    LastEntry,
    /// A shorter stretch of time.
    ZoomIn,
    /// A longer stretch of time.
    ZoomOut,
    /// Back.
    PanBack,
    /// Forward.
    PanForward,
    /// Item.
    ChartItem,
    /// Second item.
    ChartSecond,
    /// Strips.
    ChartStrips,
    /// Median on or off.
    ChartMedian,
    /// Older.
    OlderCycle,
    /// Newer.
    NewerCycle,
    /// Its first day.
    OpenCycle,
    /// Leave out.
    LeaveOutCycle,
    /// Mark or unmark as a first day.
    PeriodMark,
    /// Overlay or temperature.
    CycleOverlay,
    /// By cycle day or ovulation.
    OverlayAlign,
    /// Item.
    OverlayItem,
    /// Item.
    PatternItem,
    /// Around an event.
    EventResponse,
    /// Two stretches.
    Compare,
    /// At the cursor day.
    CompareHere,
    /// Type the first.
    TypeBefore,
    /// Type the second.
    TypeAfter,
    /// The next field or line.
    NextField,
    /// The field or line before.
    PreviousField,
    /// Next section.
    NextSection,
    /// Section before.
    PreviousSection,
    /// First field.
    FirstField,
    /// Last field.
    LastField,
    /// Fold or unfold the section.
    Fold,
    /// More, or the next choice.
    StepUp,
    /// Less, or the choice before.
    StepDown,
    /// Yes or no; chosen or not.
    Toggle,
    /// Opens what the keys are on, or takes it.
    OpenField,
    /// Not answered.
    Clear,
    /// As yesterday.
    CopyYesterday,
    /// Everything unanswered as yesterday.
    CopyAllYesterday,
    /// Finds a field or an article by name.
    FindField,
    /// Back, or out of what is open.
    Close,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// None.
    NoneOfThem,
    /// New line.
    NewLine,
    /// Add one of your own.
    ItemAdd,
    /// Rename.
    ItemRename,
    /// Hide or show.
    ItemHide,
    /// Move up.
    ItemUp,
    /// Move down.
    ItemDown,
    /// Week start.
    WelcomeWeek,
    /// Temperature unit.
    WelcomeTemperature,
    /// Begin with a passphrase.
    WelcomePassphrase,
}
