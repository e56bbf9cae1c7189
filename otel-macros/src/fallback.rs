//! What comes out when the attribute is wrong: the item as it was written, and every error.

use proc_macro2::TokenStream;

/// Emits the item untouched beside its errors, so that the rest of the build goes on and the
/// editor keeps working inside the function.
pub(crate) fn expand(item: TokenStream, errors: TokenStream) -> TokenStream {
    let mut tokens = item;
    tokens.extend(errors);
    tokens
}
