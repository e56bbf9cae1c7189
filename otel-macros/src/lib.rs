//! `#[traced]`: OpenTelemetry spans from one attribute.

mod args;
mod errors;
mod expand;
mod expression;
mod fallback;
mod fields;
mod item;
mod plan;
#[cfg(test)]
mod snapshots;
mod suggest;

use proc_macro2::TokenStream;

/// Traces a function.
#[proc_macro_attribute]
pub fn traced(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand(attribute.into(), item.into()).into()
}

/// Parse, check, write; on any mistake the item as it was beside all of them.
fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = errors::Errors::new();
    let args = args::Args::parse(attribute, &mut errors);
    let parsed = item::Item::parse(item.clone(), &mut errors);
    let plan = parsed.map(|parsed| plan::Plan::new(args, parsed, &mut errors));
    match (plan, errors.finish()) {
        (_, Some(errors)) => fallback::expand(item, errors),
        (Some(plan), None) => expand::expand(&plan),
        (None, None) => item,
    }
}

#[cfg(test)]
mod tests {
    use super::expand;
    use quote::quote;

    #[test]
    fn a_half_typed_body_goes_through_untouched() {
        let expanded = expand(
            quote!(kind = client),
            quote! {
                fn typing(user: User) -> u32 {
                    let id = user.;
                    match
                }
            },
        )
        .to_string();
        assert!(
            expanded.contains("{ let id = user . ; match }"),
            "{expanded}"
        );
        assert!(!expanded.contains("compile_error"), "{expanded}");
    }

    #[test]
    fn a_wrong_attribute_leaves_the_function_as_written() {
        let function = quote!(
            fn typing() -> u32 {
                1
            }
        );
        let expanded = expand(quote!(knd = client, atrs(x)), function.clone()).to_string();
        assert!(expanded.starts_with(&function.to_string()), "{expanded}");
        assert_eq!(expanded.matches("compile_error").count(), 2, "{expanded}");
        assert!(expanded.contains("did you mean `kind`?"), "{expanded}");
        assert!(expanded.contains("did you mean `attrs`?"), "{expanded}");
    }
}
