//! Functions whose return type has a name of its own: whether that stands for a boxed future, a
//! boxed stream or something else, its type tells.
//!
//! Generated code calls `traced_form()` on `(&&Returned::<R>::new())`; method lookup takes the first of the
//! two traits whose bounds the type meets.

use std::{fmt, future::Future, marker::PhantomData, pin::Pin};

use futures_core::Stream;

use super::{Prepared, prepare, prepare_with, prepared_future, prepared_stream};
use crate::{
    callsite::CallSite,
    span::{Active, Attributes, Guard, Start, call, start, start_with},
};

/// The type that a function returns, while there is no value of it yet.
pub struct Returned<R>(PhantomData<fn() -> R>);

impl<R> Returned<R> {
    /// Names the type.
    #[allow(clippy::new_without_default, reason = "only generated code makes it")]
    #[inline]
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<R> fmt::Debug for Returned<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<R>())
    }
}

/// First choice: a boxed future or stream, whose span lasts as long as it is polled.
pub trait ViaPolled<'a, R> {
    /// How such a function is traced.
    fn otel_form(&self) -> Polled<'a, R>;
}

impl<'a, R: Boxed<'a>> ViaPolled<'a, R> for &Returned<R> {
    #[inline]
    fn otel_form(&self) -> Polled<'a, R> {
        Polled(PhantomData)
    }
}

/// Second choice: any other type, and the span is that of the call.
pub trait ViaCalled<R> {
    /// How such a function is traced.
    fn otel_form(&self) -> Called<R>;
}

impl<R> ViaCalled<R> for Returned<R> {
    #[inline]
    fn otel_form(&self) -> Called<R> {
        Called(PhantomData)
    }
}

/// Traces a function that returns a boxed future or stream.
///
/// Its methods take it by value: so they come before those that a trait gives to all types.
#[derive(Debug)]
pub struct Polled<'a, R>(PhantomData<fn() -> (R, &'a ())>);

impl<R> Clone for Polled<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Polled<'_, R> {}

impl<'a, R: Boxed<'a>> Polled<'a, R> {
    /// Takes note of the call.
    #[inline]
    pub fn otel_start(self, site: &'static CallSite) -> Prepared {
        prepare(site)
    }

    /// Takes note of the call: parent and attributes are those of the call.
    #[inline]
    pub fn otel_start_with(
        self,
        site: &'static CallSite,
        setup: impl FnOnce(&mut Start),
        attributes: impl FnOnce(&mut Attributes<'_>),
    ) -> Prepared {
        prepare_with(site, setup, attributes)
    }

    /// Runs the body and traces what it made.
    #[inline]
    pub fn otel_call<F, O>(self, prepared: Prepared, body: F, outcome: O) -> R
    where
        F: FnOnce() -> R,
        O: FnMut(&R::Given, &mut Active) + Send + Sync + 'a,
    {
        body().traced(prepared, outcome)
    }
}

/// Traces a function that returns anything else.
#[derive(Debug)]
pub struct Called<R>(PhantomData<fn() -> R>);

impl<R> Clone for Called<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Called<R> {}

impl<R> Called<R> {
    /// Starts the span.
    #[inline]
    pub fn otel_start(self, site: &'static CallSite) -> Guard {
        start(site)
    }

    /// Starts the span with what `setup` says and the `attributes`.
    #[inline]
    pub fn otel_start_with(
        self,
        site: &'static CallSite,
        setup: impl FnOnce(&mut Start),
        attributes: impl FnOnce(&mut Attributes<'_>),
    ) -> Guard {
        start_with(site, setup, attributes)
    }

    /// Runs the body in the span.
    #[inline]
    pub fn otel_call<F, O>(self, span: Guard, body: F, outcome: O) -> R
    where
        F: FnOnce() -> R,
        O: FnOnce(&R, &mut Active),
    {
        call(span, body, outcome)
    }
}

/// A boxed future or stream, which can be boxed once more with its span around it.
pub trait Boxed<'a>: Sized {
    /// What it gives, once or many times.
    type Given;

    /// The same type again, traced.
    fn traced<O>(self, prepared: Prepared, outcome: O) -> Self
    where
        O: FnMut(&Self::Given, &mut Active) + Send + Sync + 'a;
}

macro_rules! boxed {
    ($($auto:ident)*) => {
        impl<'a, T: 'a> Boxed<'a> for Pin<Box<dyn Future<Output = T> $(+ $auto)* + 'a>> {
            type Given = T;

            #[inline]
            fn traced<O>(self, prepared: Prepared, outcome: O) -> Self
            where
                O: FnMut(&T, &mut Active) + Send + Sync + 'a,
            {
                Box::pin(prepared_future(prepared, self, outcome))
            }
        }

        impl<'a, T: 'a> Boxed<'a> for Pin<Box<dyn Stream<Item = T> $(+ $auto)* + 'a>> {
            type Given = T;

            #[inline]
            fn traced<O>(self, prepared: Prepared, outcome: O) -> Self
            where
                O: FnMut(&T, &mut Active) + Send + Sync + 'a,
            {
                Box::pin(prepared_stream(prepared, self, outcome))
            }
        }
    };
}

boxed!();
boxed!(Send);
boxed!(Sync);
boxed!(Send Sync);
