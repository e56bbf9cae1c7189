//! Functions whose return type has a name of its own: whether that stands for a boxed future, a
//! boxed stream or something else, its type tells.
//!
//! Generated code calls `otel_form()` on `(&&Returned::<R>::new())`; method lookup takes the first of the
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

/// The two choices, as all that generated code brings into scope.
pub mod via {
    use super::{Boxed, Called, Polled, Returned};
    use std::marker::PhantomData;

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
}

/// Traces a function that returns a boxed future or stream.
#[derive(Debug)]
pub struct Polled<'a, R>(PhantomData<fn() -> (R, &'a ())>);

/// Traces a function that returns anything else.
#[derive(Debug)]
pub struct Called<R>(PhantomData<fn() -> R>);

/// A call that has begun: its form, and its span or what is known of it.
#[derive(Debug)]
pub struct Begun<F, S>(F, S);

impl<'a, R: Boxed<'a>> Polled<'a, R> {
    /// Takes note of the call.
    #[inline]
    pub fn otel_start(self, site: &'static CallSite) -> Begun<Self, Prepared> {
        Begun(self, prepare(site))
    }

    /// Takes note of the call: parent and attributes are those of the call.
    #[inline]
    pub fn otel_start_with(
        self,
        site: &'static CallSite,
        setup: impl FnOnce(&mut Start),
        attributes: impl FnOnce(&mut Attributes<'_>),
    ) -> Begun<Self, Prepared> {
        Begun(self, prepare_with(site, setup, attributes))
    }
}

impl<'a, R: Boxed<'a>> Begun<Polled<'a, R>, Prepared> {
    /// Runs the body and traces what it made.
    #[inline]
    pub fn otel_call<F, O>(self, body: F, outcome: O) -> R
    where
        F: FnOnce() -> R,
        O: FnMut(&R::Given, &mut Active) + Send + Sync + 'a,
    {
        body().traced(self.1, outcome)
    }
}

impl<R> Called<R> {
    /// Starts the span.
    #[inline]
    pub fn otel_start(self, site: &'static CallSite) -> Begun<Self, Guard> {
        Begun(self, start(site))
    }

    /// Starts the span with what `setup` says and the `attributes`.
    #[inline]
    pub fn otel_start_with(
        self,
        site: &'static CallSite,
        setup: impl FnOnce(&mut Start),
        attributes: impl FnOnce(&mut Attributes<'_>),
    ) -> Begun<Self, Guard> {
        Begun(self, start_with(site, setup, attributes))
    }
}

impl<R> Begun<Called<R>, Guard> {
    /// Runs the body in the span.
    #[inline]
    pub fn otel_call<F, O>(self, body: F, outcome: O) -> R
    where
        F: FnOnce() -> R,
        O: FnOnce(&R, &mut Active),
    {
        call(self.1, body, outcome)
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
