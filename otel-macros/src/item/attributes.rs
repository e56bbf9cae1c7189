//! What the other attributes of a function mean for tracing it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Meta, Path, Token};

use crate::expression::mentions;

/// Attributes that rustc itself understands on a function.
const BUILT_IN: &[&str] = &[
    "allow",
    "automatically_derived",
    "cfg",
    "cfg_attr",
    "cold",
    "coverage",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "export_name",
    "forbid",
    "ignore",
    "inline",
    "instruction_set",
    "link_section",
    "macro_use",
    "must_use",
    "no_mangle",
    "optimize",
    "should_panic",
    "target_feature",
    "track_caller",
    "unsafe",
    "warn",
];

/// Tools whose attributes stay inert.
const TOOLS: &[&str] = &[
    "clippy",
    "diagnostic",
    "miri",
    "rust_analyzer",
    "rustdoc",
    "rustfmt",
];

/// Whether `async fn` has to stay written so.
///
/// A macro that comes after us may look for the keyword (`#[tokio::main]`), and `#[must_use]`
/// means what the future gives only on an `async fn`.
pub(crate) fn want_async(attributes: &[Attribute]) -> bool {
    metas(attributes)
        .iter()
        .any(|meta| meta.path().is_ident("must_use") || !is_built_in(meta.path()))
}

/// Whether the function is `#[track_caller]`, perhaps under a `cfg_attr`.
pub(crate) fn track_caller(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| mentions(&attribute.meta.to_token_stream(), "track_caller"))
}

/// Whether an attribute, without its brackets, is `naked`: nothing can stand around such a body.
pub(crate) fn is_naked(attribute: TokenStream) -> bool {
    match syn::parse2(attribute) {
        Ok(Meta::Path(path)) => path.is_ident("naked"),
        Ok(Meta::List(list)) => list.path.is_ident("unsafe") && mentions(&list.tokens, "naked"),
        _ => false,
    }
}

/// The `cfg` attributes among these.
pub(crate) fn conditions(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .collect()
}

/// All but `expect`, which would be met by the binding and not by the signature.
pub(crate) fn without_expectations(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes
        .iter()
        .filter(|attribute| !is_expectation(attribute))
        .collect()
}

pub(crate) fn is_expectation(attribute: &Attribute) -> bool {
    attribute.path().is_ident("expect")
}

/// Turns `expect(..)` into `allow(..)`.
pub(crate) fn allow_what_is_expected(attribute: &mut Attribute) {
    if is_expectation(attribute)
        && let Meta::List(list) = &mut attribute.meta
    {
        list.path = Ident::new("allow", list.path.span()).into();
    }
}

/// The attributes themselves, and those that a `cfg_attr` may add.
fn metas(attributes: &[Attribute]) -> Vec<Meta> {
    let mut found: Vec<Meta> = Vec::new();
    for attribute in attributes {
        if attribute.path().is_ident("cfg_attr") {
            let conditional = attribute
                .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .unwrap_or_default();
            found.extend(conditional.into_iter().skip(1));
        } else {
            found.push(attribute.meta.clone());
        }
    }
    found
}

fn is_built_in(path: &Path) -> bool {
    let Some(first) = path.segments.first() else {
        return false;
    };
    if path.segments.len() == 1 {
        BUILT_IN.iter().any(|name| first.ident == name)
    } else {
        TOOLS.iter().any(|tool| first.ident == tool)
    }
}

#[cfg(test)]
mod tests {
    use super::{track_caller, want_async};
    use syn::parse_quote;

    #[test]
    fn attributes_of_others_want_to_see_async() {
        assert!(want_async(&[parse_quote!(#[tokio::main])]));
        assert!(want_async(&[parse_quote!(#[cfg_attr(test, tokio::test)])]));
        assert!(want_async(&[parse_quote!(#[must_use])]));
    }

    #[test]
    fn built_in_attributes_do_not() {
        assert!(!want_async(&[
            parse_quote!(#[doc = "text"]),
            parse_quote!(#[allow(clippy::unused_async)]),
            parse_quote!(#[rustfmt::skip]),
            parse_quote!(#[cfg_attr(test, inline(always))]),
        ]));
    }

    #[test]
    fn track_caller_is_found_behind_a_condition() {
        assert!(track_caller(&[parse_quote!(#[track_caller])]));
        assert!(track_caller(&[
            parse_quote!(#[cfg_attr(debug, track_caller)])
        ]));
        assert!(!track_caller(&[parse_quote!(#[inline])]));
    }
}
