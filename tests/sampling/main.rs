//! Who is recorded.
#![allow(clippy::unwrap_used, missing_docs)]

mod custom;
mod parents;
mod roots;
mod tail;
