//! The closure that looks at what the function returned.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::hygienic;
use crate::args::ErrorText;
use crate::plan::{Outcome, Plan};

pub(crate) fn outcome(plan: &Plan) -> TokenStream {
    let runtime = &plan.runtime;
    let failure = match plan.outcome {
        Outcome::Ignored | Outcome::Text(ErrorText::Off, _) => return hygienic!(|_, _| {}),
        Outcome::Probed => hygienic!((&&&&&Cause(error)).fail(span)),
        // A missing Display or Debug is then an error at the user's word.
        Outcome::Text(text, word) => {
            let word = Span::mixed_site().located_at(word);
            let method = match text {
                ErrorText::Debug => quote_spanned!(word=> fail_debug),
                _ => quote_spanned!(word=> fail_display),
            };
            let call = quote_spanned!(word=> #runtime::#method);
            hygienic!(#call(error, span))
        }
    };
    hygienic! {
        |out, span| {
            use #runtime::probe::*;
            if let ::core::option::Option::Some(error) = (&&Outcome(out)).failure() {
                #failure
            }
        }
    }
}
