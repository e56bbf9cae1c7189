//! Finished spans as a tree, for the backends that show one.
//!
//! `forest`, `outcome` and `value` are what the console and the memory backend share: who is
//! whose child, how a span went, and how text from outside is made safe to print. The rest is the notation of
//! `MemoryExporter::assert_tree`: `notation` writes a span as a line, `expected` reads the lines of a test,
//! `matching` compares the two, `diff` aligns them.

mod diff;
mod expected;
mod forest;
mod matching;
mod notation;
mod outcome;
#[cfg(test)]
mod tests;
pub(crate) mod value;

pub(crate) use diff::difference;
pub(crate) use forest::rows;
pub(crate) use notation::notation;
#[cfg(feature = "console")]
pub(crate) use {
    forest::Row,
    notation::kind,
    outcome::{Outcome, outcome, text},
};
