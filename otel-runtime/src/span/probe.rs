//! Tells values and outcomes apart by their types, not by how the types are spelled.
//!
//! Generated code calls a method on `(&&&Probe(value))`; method lookup takes the first of these
//! traits, by number of references, whose bounds the type meets.
//!
//! The methods have names of their own: a trait of the user's with a method for every type would else
//! be as good a match.

use std::{
    any::type_name,
    error::Error,
    fmt::{Debug, Display},
    ops::Deref,
    sync::Arc,
    task::Poll,
};

use super::{Active, Attributes, outcome::source_of};
use crate::{
    processing::Mask,
    record::{AttributeValue, Key},
};

/// The result of a traced function.
#[derive(Debug)]
pub struct Outcome<'a, T: ?Sized>(pub &'a T);

/// A type that can be an error: `Result`, and `Option` and `Poll` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a success nor an error",
    label = "this key is for a function that returns a `Result`",
    note = "a `Result` is looked for, also in an `Option` or a `Poll`; for any other value there is `on_return(..)`"
)]
pub trait Fallible {
    /// What it holds when it is none.
    type Success;
    /// What it holds when it is one.
    type Error;
    /// The value, if it is there and no error.
    fn success(&self) -> Option<&Self::Success>;
    /// The error, if it is one.
    fn error(&self) -> Option<&Self::Error>;
}

impl<T, E> Fallible for Result<T, E> {
    type Success = T;
    type Error = E;
    #[inline]
    fn success(&self) -> Option<&T> {
        self.as_ref().ok()
    }
    #[inline]
    fn error(&self) -> Option<&E> {
        self.as_ref().err()
    }
}

impl<T, E> Fallible for Option<Result<T, E>> {
    type Success = T;
    type Error = E;
    #[inline]
    fn success(&self) -> Option<&T> {
        self.as_ref()?.as_ref().ok()
    }
    #[inline]
    fn error(&self) -> Option<&E> {
        self.as_ref()?.as_ref().err()
    }
}

impl<T, E> Fallible for Poll<Result<T, E>> {
    type Success = T;
    type Error = E;
    #[inline]
    fn success(&self) -> Option<&T> {
        match self {
            Poll::Ready(Ok(value)) => Some(value),
            _ => None,
        }
    }
    #[inline]
    fn error(&self) -> Option<&E> {
        match self {
            Poll::Ready(Err(error)) => Some(error),
            _ => None,
        }
    }
}

impl<T, E> Fallible for Poll<Option<Result<T, E>>> {
    type Success = T;
    type Error = E;
    #[inline]
    fn success(&self) -> Option<&T> {
        match self {
            Poll::Ready(Some(Ok(value))) => Some(value),
            _ => None,
        }
    }
    #[inline]
    fn error(&self) -> Option<&E> {
        match self {
            Poll::Ready(Some(Err(error))) => Some(error),
            _ => None,
        }
    }
}

/// First choice: the type can be an error.
pub trait ViaFallible {
    /// See [`Fallible::Error`].
    type Error;
    /// The error, if it is one.
    fn otel_failure(&self) -> Option<&Self::Error>;
}

impl<T: Fallible> ViaFallible for &Outcome<'_, T> {
    type Error = T::Error;
    #[inline]
    fn otel_failure(&self) -> Option<&T::Error> {
        self.0.error()
    }
}

/// Second choice: it cannot.
pub trait ViaInfallible {
    /// Never an error.
    #[inline]
    fn otel_failure(&self) -> Option<&()> {
        None
    }
}

impl<T: ?Sized> ViaInfallible for Outcome<'_, T> {}

/// An error that a traced function returned.
#[derive(Debug)]
pub struct Cause<'a, E: ?Sized>(pub &'a E);

/// First choice: an error with its sources.
pub trait ViaError {
    /// Takes the error down.
    fn otel_fail(&self, span: &mut Active);
}

impl<E: Error + ?Sized> ViaError for &&&&Cause<'_, E> {
    #[cold]
    fn otel_fail(&self, span: &mut Active) {
        let error = self.0;
        span.fail(
            type_name::<E>(),
            Some(format_args!("{error}")),
            source_of(error),
        );
    }
}

/// Second choice: a box (`Box<dyn Error>`, `anyhow::Error`) of an error with its sources.
pub trait ViaErrorBox {
    /// Takes the error down.
    fn otel_fail(&self, span: &mut Active);
}

impl<E: Deref + Display> ViaErrorBox for &&&Cause<'_, E>
where
    E::Target: Error,
{
    #[cold]
    fn otel_fail(&self, span: &mut Active) {
        let error = self.0;
        span.fail(
            type_name::<E>(),
            Some(format_args!("{error}")),
            source_of(error.deref()),
        );
    }
}

/// Third choice: an error that can be shown.
pub trait ViaDisplay {
    /// Takes the error down.
    fn otel_fail(&self, span: &mut Active);
}

impl<E: Display + ?Sized> ViaDisplay for &&Cause<'_, E> {
    #[cold]
    fn otel_fail(&self, span: &mut Active) {
        super::fail_display(self.0, span);
    }
}

/// Fourth choice: an error for programmers' eyes.
pub trait ViaDebug {
    /// Takes the error down.
    fn otel_fail(&self, span: &mut Active);
}

impl<E: Debug + ?Sized> ViaDebug for &Cause<'_, E> {
    #[cold]
    fn otel_fail(&self, span: &mut Active) {
        super::fail_debug(self.0, span);
    }
}

/// Last choice: an error of which only the type is known.
pub trait ViaType {
    /// Takes the error down.
    fn otel_fail(&self, span: &mut Active);
}

impl<E: ?Sized> ViaType for Cause<'_, E> {
    #[cold]
    fn otel_fail(&self, span: &mut Active) {
        span.fail(type_name::<E>(), None, None);
    }
}

/// An argument that is to be recorded as well as its type allows.
#[derive(Debug)]
pub struct Argument<'a, T: ?Sized>(pub &'a T);

/// First choice: a typed value.
pub trait ArgumentValue {
    /// Records the argument.
    fn otel_record(&self, attributes: &mut Attributes<'_>, key: Key<'_>);
}

impl<T: AttributeValue + ?Sized> ArgumentValue for &&&Argument<'_, T> {
    #[inline]
    fn otel_record(&self, attributes: &mut Attributes<'_>, key: Key<'_>) {
        attributes.set(key, self.0);
    }
}

/// Second choice: its Display text.
pub trait ArgumentDisplay {
    /// Records the argument.
    fn otel_record(&self, attributes: &mut Attributes<'_>, key: Key<'_>);
}

impl<T: Display + ?Sized> ArgumentDisplay for &&Argument<'_, T> {
    fn otel_record(&self, attributes: &mut Attributes<'_>, key: Key<'_>) {
        attributes.display(key, self.0);
    }
}

/// Third choice: its Debug text.
pub trait ArgumentDebug {
    /// Records the argument.
    fn otel_record(&self, attributes: &mut Attributes<'_>, key: Key<'_>);
}

impl<T: Debug + ?Sized> ArgumentDebug for &Argument<'_, T> {
    fn otel_record(&self, attributes: &mut Attributes<'_>, key: Key<'_>) {
        attributes.debug(key, self.0);
    }
}

/// Last choice: it cannot be shown, and is left out.
pub trait ArgumentOpaque {
    /// Records nothing.
    fn otel_record(&self, _attributes: &mut Attributes<'_>, _key: Key<'_>) {}
}

impl<T: ?Sized> ArgumentOpaque for Argument<'_, T> {}

/// An argument that is masked.
#[derive(Debug)]
pub struct MaskedArgument<'a, T: ?Sized>(pub &'a T);

/// First choice: both its texts are looked for, and its Display text is recorded.
pub trait MaskedBoth {
    /// Takes note of the argument, so that it is masked in texts; gives what may be shown of it.
    fn otel_hide(&self, attributes: &mut Attributes<'_>, mask: Mask) -> Option<Arc<str>>;

    /// Records the masked argument.
    fn otel_record_masked(&self, attributes: &mut Attributes<'_>, key: Key<'_>, mask: Mask) {
        if let Some(shown) = self.otel_hide(attributes, mask) {
            attributes.set(key, &*shown);
        }
    }
}

impl<T: Display + Debug + ?Sized> MaskedBoth for &&&MaskedArgument<'_, T> {
    fn otel_hide(&self, attributes: &mut Attributes<'_>, mask: Mask) -> Option<Arc<str>> {
        let value = self.0;
        let debug = format_args!("{value:?}");
        attributes.hide(mask, format_args!("{value}"), Some(debug))
    }
}

/// Second choice: its Display text.
pub trait MaskedDisplay {
    /// See [`MaskedBoth::otel_hide`].
    fn otel_hide(&self, attributes: &mut Attributes<'_>, mask: Mask) -> Option<Arc<str>>;

    /// Records the masked argument.
    fn otel_record_masked(&self, attributes: &mut Attributes<'_>, key: Key<'_>, mask: Mask) {
        if let Some(shown) = self.otel_hide(attributes, mask) {
            attributes.set(key, &*shown);
        }
    }
}

impl<T: Display + ?Sized> MaskedDisplay for &&MaskedArgument<'_, T> {
    fn otel_hide(&self, attributes: &mut Attributes<'_>, mask: Mask) -> Option<Arc<str>> {
        attributes.hide(mask, format_args!("{}", self.0), None)
    }
}

/// Third choice: its Debug text.
pub trait MaskedDebug {
    /// See [`MaskedBoth::otel_hide`].
    fn otel_hide(&self, attributes: &mut Attributes<'_>, mask: Mask) -> Option<Arc<str>>;

    /// Records the masked argument.
    fn otel_record_masked(&self, attributes: &mut Attributes<'_>, key: Key<'_>, mask: Mask) {
        if let Some(shown) = self.otel_hide(attributes, mask) {
            attributes.set(key, &*shown);
        }
    }
}

impl<T: Debug + ?Sized> MaskedDebug for &MaskedArgument<'_, T> {
    fn otel_hide(&self, attributes: &mut Attributes<'_>, mask: Mask) -> Option<Arc<str>> {
        attributes.hide(mask, format_args!("{:?}", self.0), None)
    }
}

/// For arguments that an attribute is made from: one that cannot be rendered stands in no text.
pub mod opaque {
    use super::{Attributes, Mask, MaskedArgument};

    /// Last choice: there is nothing to look for.
    pub trait MaskedOpaque {
        /// Takes note of nothing.
        fn otel_hide(&self, _attributes: &mut Attributes<'_>, _mask: Mask) {}
    }

    impl<T: ?Sized> MaskedOpaque for MaskedArgument<'_, T> {}
}

/// No choice left: the compiler says so at the word that masks it.
pub trait MaskedNever: Sized {
    /// What cannot be rendered.
    type Value: ?Sized;

    /// Does not compile.
    fn otel_hide(self, _attributes: &mut Attributes<'_>, _mask: Mask)
    where
        Self::Value: Maskable,
    {
    }

    /// Does not compile.
    fn otel_record_masked(self, _attributes: &mut Attributes<'_>, _key: Key<'_>, _mask: Mask)
    where
        Self::Value: Maskable,
    {
    }
}

impl<T: ?Sized> MaskedNever for MaskedArgument<'_, T> {
    type Value = T;
}

/// A type that can be masked although it has neither Display nor Debug: there is none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be masked",
    label = "it has neither Display nor Debug",
    note = "a mask is made from the text of a value: implement Display or Debug, or mask a text \
            made from it under a key of its own"
)]
pub trait Maskable {}
