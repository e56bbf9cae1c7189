//! What headers are carried in, beside the string maps that the API knows itself.

mod closure;
mod environment;
#[cfg(feature = "http")]
mod http;
mod pairs;

pub use self::{
    closure::InjectWith,
    environment::{extract_environment, inject_command},
    pairs::HeaderPairs,
};

#[cfg(feature = "http")]
pub use self::http::{extract_http, inject_http, inject_request};
