//! `#[cfg_attr(condition, traced(..))]` on an item of a block: only rustc knows the condition, so
//! the item is written once for each answer.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use super::scan::Member;

impl Member {
    /// The item with its attribute and without it, each under its condition.
    pub(super) fn both_ways(&self) -> Option<TokenStream> {
        let attributes = Attribute::parse_outer
            .parse2(self.attributes.clone())
            .ok()?;
        let (position, condition, conditional) =
            attributes
                .iter()
                .enumerate()
                .find_map(|(position, attribute)| {
                    let (condition, conditional) = conditionally_traced(attribute)?;
                    Some((position, condition, conditional))
                })?;
        let (before, after) = (&attributes[..position], &attributes[position + 1..]);
        let tokens = &self.tokens;
        Some(quote! {
            #(#before)* #[cfg(#condition)] #(#[#conditional])* #(#after)* #(#tokens)*
            #(#before)* #[cfg(not(#condition))] #(#after)* #(#tokens)*
        })
    }
}

/// The condition and what depends on it, if `#[traced]` does.
fn conditionally_traced(attribute: &Attribute) -> Option<(Meta, Vec<Meta>)> {
    if !attribute.path().is_ident("cfg_attr") {
        return None;
    }
    let mut metas = attribute
        .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
        .ok()?
        .into_iter();
    let condition = metas.next()?;
    let conditional: Vec<Meta> = metas.collect();
    let is_traced = |meta: &Meta| {
        let last = meta.path().segments.last();
        last.is_some_and(|segment| segment.ident == "traced")
    };
    conditional
        .iter()
        .any(is_traced)
        .then_some((condition, conditional))
}

#[cfg(test)]
mod tests {
    use crate::container::scan::members;
    use quote::quote;

    #[test]
    fn a_conditional_attribute_is_settled_both_ways() {
        let content = quote! {
            #[inline]
            #[cfg_attr(test, traced(skip), must_use)]
            fn one() -> u8 { 1 }
            #[cfg_attr(test, must_use)]
            fn two() -> u8 { 2 }
        };
        let (_, found) = members(content);
        let attributes: Vec<String> = found
            .iter()
            .map(|member| member.other_attributes.to_string())
            .collect();
        assert_eq!(
            attributes,
            [
                "# [inline] # [cfg (test)] # [must_use]",
                "# [inline] # [cfg (not (test))]",
                "# [cfg_attr (test , must_use)]",
            ]
        );
        assert!(found[0].traced.is_some() && found[1].traced.is_none());
    }
}
