//! How wide the console is, and whether it has colours.

use std::io::IsTerminal;

/// Where the width of a line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// Given.
    Columns(usize),
    /// Standard error's, asked anew for every trace, because windows are resized.
    Terminal,
}

impl Width {
    /// Where no width is known.
    pub(super) const UNKNOWN: usize = 100;

    /// The width from `COLUMNS`, else from standard error if that is a terminal, else 100.
    pub(super) fn of_stderr() -> Self {
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|text| text.trim().parse().ok());
        match columns {
            Some(columns) if columns > 0 => Self::Columns(columns),
            _ if std::io::stderr().is_terminal() => Self::Terminal,
            _ => Self::Columns(Self::UNKNOWN),
        }
    }

    /// The columns to fill: too narrow a line would show nothing, too wide a one is hard to follow.
    pub(super) fn columns(self) -> usize {
        let columns = match self {
            Self::Columns(columns) => columns,
            Self::Terminal => terminal_size::terminal_size_of(std::io::stderr())
                .map_or(Self::UNKNOWN, |(width, _)| usize::from(width.0)),
        };
        columns.clamp(60, 200)
    }
}

/// Whether standard error gets colours: only a terminal does, and not when `NO_COLOR` is set and not empty, or the
/// terminal is `dumb`.
pub(super) fn stderr_has_color() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    std::io::stderr().is_terminal() && !unwanted && !dumb
}
