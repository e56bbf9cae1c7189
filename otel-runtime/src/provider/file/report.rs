//! What is to be said of a file: all its mistakes, and what of it is not read.

use std::fmt;

use super::node::Mark;
use crate::escape::escaped;

/// What makes a file unusable, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) mark: Mark,
    /// The keys on the way there; empty where YAML itself is broken.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.mark.line, self.mark.column)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.text)
    }
}

/// A part of the file that does nothing here, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) mark: Mark,
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Gathers both while the file is read.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) mistakes: Vec<Mistake>,
    pub(crate) remarks: Vec<Remark>,
}

impl Report {
    pub(crate) fn mistake(&mut self, mark: Mark, path: &str, text: impl AsRef<str>) {
        self.mistakes.push(Mistake {
            mark,
            path: escaped(path).into_owned(),
            text: escaped(text.as_ref()).into_owned(),
        });
    }

    pub(crate) fn remark(&mut self, mark: Mark, path: &str, text: impl AsRef<str>) {
        self.remarks.push(Remark {
            mark,
            path: escaped(path).into_owned(),
            text: escaped(text.as_ref()).into_owned(),
        });
    }
}
