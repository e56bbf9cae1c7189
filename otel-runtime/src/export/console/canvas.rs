//! Lines of text with colours, of which the width stays known.

use unicode_width::UnicodeWidthStr;

/// How a piece of text looks; plain where colour is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Plain,
    Bold,
    Dim,
    Red,
    Yellow,
    /// The colour of a service, by its number.
    Service(usize),
}

impl Paint {
    fn code(self) -> Option<&'static str> {
        // Cyan, magenta, green and blue: red and yellow say how a span went.
        const SERVICES: [&str; 5] = ["36", "35", "32", "94", "96"];
        match self {
            Self::Plain => None,
            Self::Bold => Some("1"),
            Self::Dim => Some("2"),
            Self::Red => Some("31"),
            Self::Yellow => Some("33"),
            Self::Service(number) => Some(SERVICES[number % SERVICES.len()]),
        }
    }
}

/// The text being written. What is put into it is safe to print already.
#[derive(Debug)]
pub(super) struct Canvas {
    out: String,
    column: usize,
    color: bool,
}

impl Canvas {
    pub(super) fn new(color: bool) -> Self {
        Self {
            out: String::new(),
            column: 0,
            color,
        }
    }

    /// Appends text to the line.
    pub(super) fn put(&mut self, paint: Paint, text: &str) {
        self.column += text.width();
        match paint.code().filter(|_| self.color && !text.is_empty()) {
            None => self.out.push_str(text),
            Some(code) => {
                for part in ["\u{1b}[", code, "m", text, "\u{1b}[0m"] {
                    self.out.push_str(part);
                }
            }
        }
    }

    /// The column that comes next.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// Appends spaces up to a column; none when the line is there already.
    pub(super) fn pad(&mut self, column: usize) {
        while self.column < column {
            self.out.push(' ');
            self.column += 1;
        }
    }

    /// Ends the line.
    pub(super) fn newline(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
        self.column = 0;
    }

    pub(super) fn into_text(self) -> String {
        self.out
    }
}
