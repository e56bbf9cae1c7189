//! Tests of the whole journey of a span live in the files beside this crate root.
