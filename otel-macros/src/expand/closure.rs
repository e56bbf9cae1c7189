//! The body of an `async fn` that returns a closure.

use proc_macro2::TokenStream;

use super::hygienic;
use crate::item::closure_object;
use crate::plan::Plan;

/// The body, of which a closure at the end gets its signature from the return type.
pub(crate) fn with_signature(plan: &Plan, body: TokenStream) -> TokenStream {
    let runtime = &plan.runtime;
    let Some(object) = plan.item.return_type().and_then(closure_object) else {
        return body;
    };
    // What is kept begins after the body: it is stored across none of its awaits. The way out that
    // is never taken is for bodies that leave by `return`, or rustc would warn of code behind them.
    hygienic! {
        let mut __otel_kept;
        #runtime::signature::like::<#object>(#runtime::signature::keep(
            '__otel_value: {
                if let ::core::option::Option::Some(__otel_never) = ::core::option::Option::None {
                    break '__otel_value __otel_never;
                }
                #body
            },
            {
                __otel_kept = ::core::option::Option::None;
                &mut __otel_kept
            },
        ));
        #runtime::signature::kept(__otel_kept)
    }
}
