//! Who is recorded.
#![allow(clippy::unwrap_used, missing_docs)]

mod chosen;
mod custom;
mod parents;
mod presumed;
mod replaced;
mod roots;
mod services;
mod tail;
mod weights;
