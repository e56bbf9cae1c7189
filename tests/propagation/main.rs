//! How traces go from one service to the next: formats, whom is believed, carriers, and what the
//! official propagators of Python say of the same headers.
#![allow(clippy::unwrap_used)]

mod carriers;
mod cost;
mod decisions;
mod destinations;
mod differences;

mod formats;
mod headers;
mod official;

mod processes;

mod random;
mod trust;
