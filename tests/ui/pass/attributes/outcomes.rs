#![deny(warnings)]
#![forbid(unsafe_code)]

use std::io;

use otel_runtime::{event, set_attrs, span, traced};

pub struct Failed(u8);

pub enum Reason {
    Only,
}

// Nothing of what the outcome keys bring along is a warning, used or not.
#[traced(on_ok(n = 1), on_err(n = 2), on_return(m = 3))]
pub fn unused_names() -> Result<(), Failed> {
    Ok(())
}

#[traced(err(expected = Reason::Only))]
pub fn irrefutable() -> Result<(), Reason> {
    Ok(())
}

#[traced(err(expected = _, type = "all"))]
pub fn everything() -> Result<(), Failed> {
    Ok(())
}

#[traced(err(expected = Failed(code) if *code > limit, type = err.0))]
pub async fn guarded(limit: u8) -> Result<(), Failed> {
    Ok(())
}

#[traced(err(debug, expected = _ if matches!(err.kind(), io::ErrorKind::NotFound)), on_ok(id))]
pub fn only_recorded(id: u64) -> io::Result<()> {
    Ok(())
}

#[traced(err(none), on_return(found = ret.is_some()))]
pub fn none(id: u64) -> Option<u64> {
    Some(id)
}

#[traced(current, attrs(id), err(off), on_err(code = err.0))]
pub async fn current(id: u64) -> Result<(), Failed> {
    Ok(())
}

// Our names are not the user's.
#[traced(on_ok(n = ok.len()), err(expected = Failed(1), type = err.0), current)]
pub fn own_names(
    (out, error): (String, String),
    span: String,
    expected: String,
    attributes: String,
) -> Result<String, Failed> {
    drop((error, span, expected, attributes));
    Ok(out)
}

macro_rules! with_macro {
    ($name:ident, $($attribute:tt)*) => {
        #[traced($($attribute)*, on_ok(n = ok.len()))]
        pub fn $name() -> Result<String, Failed> {
            let text = String::new();
            Ok(text)
        }
    };
}

with_macro!(from_a_macro, on_err(code = err.0), err(expected = Failed(1)));

pub fn inside(id: u64) -> u64 {
    set_attrs!(id, twice = id * 2);
    event!("seen", id);
    let _entered = span!("block", id).entered();
    span!("closure", kind = client).in_scope(|| id)
}

pub async fn waiting(id: u64) -> u64 {
    span!("future", id).wrap(async move { id }).await
}

fn main() {
    let _ = (unused_names(), irrefutable(), everything(), only_recorded(1), none(1), from_a_macro());
    drop((guarded(1), current(2), waiting(3)));
    let text = String::new;
    let _ = own_names((text(), text()), text(), text(), text());
    inside(4);
}
