//! Everything a key can do, by the name it has in the table of keys.

use serde::{Deserialize, Serialize};

/// Something a person can do. The names are those of `keys.toml` and the configuration file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// `help`: lists every key, to find and to do.
    Help,
    /// `palette`: shows every command by name.
    Palette,
    /// `quit`: leaves the diary.
    Quit,
    /// `undo`: undoes the latest act.
    Undo,
    /// `redo`: does the act again that was undone last.
    Redo,
    /// `history`: shows the log of changes.
    History,
    /// `bin`: shows what was removed.
    #[serde(rename = "bin")]
    Trash,
    /// `next-pane`: gives the keys to the next pane.
    NextPane,
    /// `previous-pane`: gives the keys to the pane before.
    PreviousPane,
    /// `focus-calendar`: gives the keys to the calendar.
    FocusCalendar,
    /// `focus-form`: gives the keys to the entry form.
    FocusForm,
    /// `focus-chart`: gives the keys to the chart.
    FocusChart,
    /// `toggle-card`: shows or hides the day in words.
    ToggleCard,
    /// `card-down`: scrolls the day in words down.
    CardDown,
    /// `card-up`: scrolls the day in words up.
    CardUp,
    /// `view-day`: shows the day.
    ViewDay,
    /// `view-year`: shows the year.
    ViewYear,
    /// `view-chart`: shows the chart alone.
    ViewChart,
    /// `view-cycle`: shows the cycles.
    ViewCycle,
    /// `view-patterns`: shows what the pain goes with.
    ViewPatterns,
    /// `view-guide`: opens the guide where it was left.
    ViewGuide,
    /// `warnings`: opens the guide at its warnings.
    Warnings,
    /// `acknowledge`: puts the most urgent warning aside.
    Acknowledge,
    /// `which`: shows the readings of the cursor day.
    Which,
    /// `explain`: opens the article on what has the keys.
    Explain,
    /// `today`: goes to today.
    Today,
    /// `jump`: asks for a date to go to.
    Jump,
    /// `search`: searches the diary.
    Search,
    /// `next-hit`: goes to the next day that was found.
    NextHit,
    /// `previous-hit`: goes to the day found before.
    PreviousHit,
    /// `settings`: opens the settings.
    Settings,
    /// `look`: shows how the screen can look.
    Look,
    /// `items`: opens the list of items.
    Items,
    /// `sharing`: shows who shares the diary, and which answers differ.
    Sharing,
    /// `go-round`: takes what other computers wrote, and writes what they have not got.
    GoRound,
    /// `take-theirs`: takes what the other computer says.
    TakeTheirs,
    /// `keep-ours`: keeps what stands.
    KeepOurs,
    /// `copy-day`: puts the cursor day on the clipboard, in words.
    CopyDay,
    /// `blank`: blanks the screen.
    Blank,
    /// `lock`: shuts the diary until its passphrase is typed.
    Lock,
    /// `passphrase`: sets, changes or takes off the passphrase.
    Passphrase,
    /// `suspend`: goes to the shell until the program is continued.
    Suspend,
    /// `redraw`: draws everything anew.
    Redraw,
    /// `report`: shows the page for the doctor.
    Report,
    /// `write-page`: writes the page for the doctor to a file.
    WritePage,
    /// `to-ask`: notes what to ask at the next visit.
    ToAsk,
    /// `import`: looks at the file the program was started with, to import it.
    Import,
    /// `take-item`: takes what the file says of an item, or what the diary says again.
    TakeItem,
    /// `take-all`: takes what the file says of every item, or what the diary says again.
    TakeAll,
    /// `picture`: writes a picture of the screen.
    Picture,
    /// `next-day`: goes a day on.
    NextDay,
    /// `previous-day`: goes a day back.
    PreviousDay,
    /// `next-week`: goes a week on.
    NextWeek,
    /// `previous-week`: goes a week back.
    PreviousWeek,
    /// `next-month`: goes a month on.
    NextMonth,
    /// `previous-month`: goes a month back.
    PreviousMonth,
    /// `next-year`: goes a year on.
    NextYear,
    /// `previous-year`: goes a year back.
    PreviousYear,
    /// `first-entry`: goes to the first day with an entry.
    FirstEntry,
    /// `last-entry`: goes to the last day with an entry.
    LastEntry,
    /// `next-gap`: goes to the latest day of the last week without an answer, then to the one before.
    NextGap,
    /// `mark-days`: begins or ends marking days, to answer them together.
    MarkDays,
    /// `no-pain`: answers no pain on the marked days.
    NoPain,
    /// `zoom-in`: looks at a shorter time.
    ZoomIn,
    /// `zoom-out`: looks at a longer time.
    ZoomOut,
    /// `pan-back`: moves the chart to earlier days.
    PanBack,
    /// `pan-forward`: moves the chart to later days.
    PanForward,
    /// `chart-item`: chooses the item of the chart.
    ChartItem,
    /// `chart-second`: chooses the item drawn over it.
    ChartSecond,
    /// `chart-strips`: chooses the items below the chart.
    ChartStrips,
    /// `chart-median`: shows or hides the median.
    ChartMedian,
    /// `older-cycle`: goes to the cycle before.
    OlderCycle,
    /// `newer-cycle`: goes to the next cycle.
    NewerCycle,
    /// `open-cycle`: goes to the first day of the chosen cycle.
    OpenCycle,
    /// `leave-out-cycle`: leaves the chosen cycle out of averages and forecasts, or takes it in again.
    LeaveOutCycle,
    /// `period-mark`: marks where a period begins.
    PeriodMark,
    /// `cycle-overlay`: lays the cycles over each other, or shows the chosen one.
    CycleOverlay,
    /// `overlay-align`: lays them over each other by ovulation, or by their first day.
    OverlayAlign,
    /// `overlay-item`: chooses the item they are laid over each other by.
    OverlayItem,
    /// `pattern-item`: chooses the scale patterns are about.
    PatternItem,
    /// `event-response`: chooses an event, to see the days around it.
    EventResponse,
    /// `compare`: compares two stretches of time.
    Compare,
    /// `compare-here`: compares before and after the cursor day, or the latest stretches again.
    CompareHere,
    /// `type-before`: asks for the first stretch.
    TypeBefore,
    /// `type-after`: asks for the second stretch.
    TypeAfter,
    /// `next-field`: goes to the next line.
    NextField,
    /// `previous-field`: goes to the line before.
    PreviousField,
    /// `next-section`: goes to the next section, or a page down.
    NextSection,
    /// `previous-section`: goes to the section before, or a page up.
    PreviousSection,
    /// `first-field`: goes to the first line.
    FirstField,
    /// `last-field`: goes to the last line.
    LastField,
    /// `fold`: folds or unfolds a section.
    Fold,
    /// `step-up`: raises a value, or takes the next one.
    StepUp,
    /// `step-down`: lowers a value, or takes the one before.
    StepDown,
    /// `toggle`: turns something on or off.
    Toggle,
    /// `open-field`: opens or chooses what has the keys.
    OpenField,
    /// `clear`: takes an answer back; in the guide, goes back.
    Clear,
    /// `copy-yesterday`: answers as yesterday.
    CopyYesterday,
    /// `copy-all-yesterday`: answers everything that is open as yesterday.
    CopyAllYesterday,
    /// `find-field`: finds a field, or an article, by name.
    FindField,
    /// `close`: closes what is open.
    Close,
    /// `up`: goes up on a drawing or list.
    Up,
    /// `down`: goes down on a drawing or list.
    Down,
    /// `left`: goes left on a drawing or list.
    Left,
    /// `right`: goes right on a drawing or list.
    Right,
    /// `none-of-them`: answers that none of the options is so.
    NoneOfThem,
    /// `new-line`: begins a new line of text.
    NewLine,
    /// `item-add`: makes a new item.
    ItemAdd,
    /// `item-rename`: gives an item another name.
    ItemRename,
    /// `item-hide`: hides an item or shows it again.
    ItemHide,
    /// `item-up`: moves an item up.
    ItemUp,
    /// `item-down`: moves an item down.
    ItemDown,
    /// `welcome-week`: sets on which day weeks begin.
    WelcomeWeek,
    /// `welcome-temperature`: sets the unit of temperature.
    WelcomeTemperature,
    /// `welcome-about`: asks about the person, or goes back to what is kept.
    WelcomeAbout,
    /// `welcome-passphrase`: begins the diary with a passphrase.
    WelcomePassphrase,
}
