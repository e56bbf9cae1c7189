//! Writes the traced function from the plan. Nothing can go wrong any more.

mod asynchronous;
mod by_type;
mod closure;
mod function;
mod inline;
mod outcome;
mod record;
mod returned;
mod site;
mod start;
mod stream;
mod sync;

use proc_macro2::TokenStream;

pub(crate) use inline::{inline, no_value};

use crate::item::Shape;
use crate::plan::Plan;

/// `quote!` whose names the user's code can neither see nor shadow.
///
/// Every name that a template binds begins with `__otel_` (an argument's with `__arg`). The user's
/// locals could not be meant by another one either, but a constant, a static or a unit struct could:
/// a pattern of that name is then no binding.
macro_rules! hygienic {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned!(::proc_macro2::Span::mixed_site() => $($tokens)*)
    };
}
pub(crate) use hygienic;

/// The same, so that rustc blames the user's word at `$word` for what is wrong with the tokens.
macro_rules! hygienic_at {
    ($word:expr => $($tokens:tt)*) => {
        ::quote::quote_spanned! {
            ::proc_macro2::Span::mixed_site().located_at($word) => $($tokens)*
        }
    };
}
pub(crate) use hygienic_at;

/// The function, traced.
pub(crate) fn expand(plan: &Plan) -> TokenStream {
    match &plan.item.shape {
        Shape::Sync => sync::wrapped(plan),
        Shape::Guarded => sync::guarded(plan),
        Shape::Async => asynchronous::rewritten(plan),
        Shape::KeptAsync => asynchronous::kept(plan),
        Shape::Future(future, Some(tail)) => returned::in_place(plan, future, tail),
        Shape::Future(future, None) => returned::around(plan, future),
        // What is current when a stream is polled is not what the call was about.
        Shape::Stream(_) | Shape::ByType(_) if plan.current => sync::wrapped(plan),
        Shape::Stream(stream) => stream::around(plan, stream),
        // A handle would not know yet whose span it is to hold.
        Shape::ByType(_) if plan.handle.is_some() => sync::wrapped(plan),
        Shape::ByType(_) => by_type::around(plan),
    }
}
