//! What a traced function asks of the value it returned: `on_ok`, `on_err`, `on_return`, and which
//! of its errors are which.

use std::{any::type_name, fmt::Display};

use super::{Active, Attributes, active::format_safely, probe::Fallible};
use crate::record::{Failed, write};

/// `on_ok(..)`
#[inline]
pub fn on_ok<T: Fallible>(
    out: &T,
    span: &mut Active,
    attributes: impl FnOnce(&T::Success, &mut Attributes<'_>),
) {
    if let Some(value) = out.success() {
        attributes(value, &mut Attributes::new(&mut span.record));
    }
}

/// `on_err(..)`
#[inline]
pub fn on_err<T: Fallible>(
    out: &T,
    span: &mut Active,
    attributes: impl FnOnce(&T::Error, &mut Attributes<'_>),
) {
    if let Some(error) = out.error() {
        attributes(error, &mut Attributes::new(&mut span.record));
    }
}

/// `on_return(..)`
#[inline]
pub fn on_return<T: ?Sized>(
    out: &T,
    span: &mut Active,
    attributes: impl FnOnce(&T, &mut Attributes<'_>),
) {
    attributes(out, &mut Attributes::new(&mut span.record));
}

/// The error, for `err(expected = .., type = ..)`.
#[inline]
pub fn error_of<T: Fallible>(out: &T) -> Option<&T::Error> {
    out.error()
}

/// `err(type = ..)`
#[cold]
pub fn error_type(error_type: &(impl Display + ?Sized), span: &mut Active) {
    let mut text = String::new();
    format_safely(&mut text, format_args!("{error_type}"));
    span.error_type(&text, Failed::Typed);
}

/// An error that `err(expected = ..)` matches: its type, and nothing else.
#[cold]
pub fn expect<E: ?Sized>(_: &E, span: &mut Active) {
    span.error_type(type_name::<E>(), Failed::Expected);
    span.record.pass_on_secrets();
}

/// An error that `err(off)` leaves to the callers: what is masked here stays so in their texts.
#[cold]
pub fn leave<E: ?Sized>(_: &E, span: &mut Active) {
    span.record.pass_on_secrets();
}

/// Makes the second have the type of the first: a pattern that is only a name has to be a value.
#[inline]
pub fn same_type<T: ?Sized>(_: &T, _: &T) {}

/// A type that can be `None`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is never `None`",
    label = "`none` is for a function that returns an `Option`"
)]
pub trait MaybeNone {
    /// Whether it is.
    fn is_none(&self) -> bool;
}

impl<T> MaybeNone for Option<T> {
    #[inline]
    fn is_none(&self) -> bool {
        Option::is_none(self)
    }
}

/// `err(none)`: there is no error to show, so no event.
#[inline]
pub fn fail_none<T: MaybeNone>(out: &T, span: &mut Active) {
    if out.is_none() {
        none(span);
    }
}

#[cold]
fn none(span: &mut Active) {
    span.error_type("none", Failed::Yes);
    write::status_error(&mut span.record.body, "returned None");
}
