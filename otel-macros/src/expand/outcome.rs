//! The closure that looks at what the function returned.

use proc_macro2::TokenStream;

use super::{hygienic, hygienic_at};
use crate::args::ErrorText;
use crate::plan::{Outcome, Plan};

pub(crate) fn outcome(plan: &Plan) -> TokenStream {
    let runtime = &plan.runtime;
    let failure = match plan.outcome {
        Outcome::Ignored | Outcome::Text(ErrorText::Off, _) => return hygienic!(|_, _| {}),
        Outcome::Probed => hygienic!((&&&&&Cause(error)).fail(span)),
        // A missing Display or Debug is then an error at the user's word.
        Outcome::Text(ErrorText::Debug, word) => {
            hygienic_at!(word=> #runtime::fail_debug(error, span))
        }
        Outcome::Text(_, word) => hygienic_at!(word=> #runtime::fail_display(error, span)),
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
