//! Compile tests of `#[traced]`.
