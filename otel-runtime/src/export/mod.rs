//! Backends: where finished spans go.

#[cfg(feature = "console")]
pub mod console;
#[cfg(test)]
mod fixture;
pub mod memory;
mod tree;
