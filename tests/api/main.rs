//! The span as the OpenTelemetry API sees it.
#![allow(clippy::unwrap_used, missing_docs)]

mod late;
mod misplaced;
mod timestamps;
mod writes;
