//! Whether a box of this type can be boxed again.
//!
//! What holds a `Box<dyn Future<Output = T> + 'a>` lives for `'a` only if `T` does, and the bare function
//! need not promise that. So a parameter without a lifetime bound is left alone. Those of the `impl`
//! block around cannot be seen: `Self` may hold one, and a single capital letter is taken for one.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Generics, Ident, Type, TypeParamBound, WherePredicate};

/// Whether all that the type mentions is known to live long enough.
pub(crate) fn outlives(generics: &Generics, ty: &Type) -> bool {
    known(generics, ty.to_token_stream())
}

fn known(generics: &Generics, tokens: TokenStream) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Ident(ident) => {
            let declared = generics
                .type_params()
                .any(|parameter| parameter.ident == ident);
            !(declared || looks_like_a_parameter(&ident)) || has_lifetime(generics, &ident)
        }
        TokenTree::Group(group) => known(generics, group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => true,
    })
}

fn looks_like_a_parameter(ident: &Ident) -> bool {
    let name = ident.to_string();
    let (first, rest) = name.split_at(name.len().min(1));
    let capital = first.chars().all(|letter| letter.is_ascii_uppercase());
    name == "Self" || capital && rest.chars().all(|letter| letter.is_ascii_digit())
}

/// Whether the function says how long the parameter lives.
fn has_lifetime(generics: &Generics, parameter: &Ident) -> bool {
    let is_lifetime = |bound: &TypeParamBound| matches!(bound, TypeParamBound::Lifetime(_));
    let declared = generics
        .type_params()
        .filter(|declared| declared.ident == *parameter)
        .any(|declared| declared.bounds.iter().any(is_lifetime));
    let mut conditions = generics
        .where_clause
        .iter()
        .flat_map(|clause| &clause.predicates);
    declared
        || conditions.any(|condition| match condition {
            WherePredicate::Type(condition) => {
                matches!(&condition.bounded_ty, Type::Path(path) if path.path.is_ident(parameter))
                    && condition.bounds.iter().any(is_lifetime)
            }
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::outlives;
    use syn::{Signature, Type, parse_quote};

    fn of(function: &Signature, ty: &Type) -> bool {
        outlives(&function.generics, ty)
    }

    #[test]
    fn what_mentions_no_parameter_does() {
        assert!(of(
            &parse_quote!(fn f()),
            &parse_quote!(Fut<'static, (Order, u8)>)
        ));
        assert!(of(
            &parse_quote!(fn f<T>()),
            &parse_quote!(Fut<'static, Order>)
        ));
    }

    #[test]
    fn a_parameter_does_when_its_lifetime_is_said() {
        let ty = parse_quote!(BoxFuture<'a, Vec<Item>>);
        assert!(!of(&parse_quote!(fn f<'a, Item: Send>()), &ty));
        assert!(of(&parse_quote!(fn f<'a, Item: Send + 'a>()), &ty));
        assert!(!of(&parse_quote!(fn f<'a, Item>() where Item: Send), &ty));
        assert!(of(
            &parse_quote!(fn f<'a, Item>() where Item: Send, Item: 'a),
            &ty
        ));
    }

    #[test]
    fn parameters_of_the_block_around_are_suspected() {
        assert!(!of(&parse_quote!(fn f()), &parse_quote!(BoxFuture<'a, T>)));
        assert!(!of(&parse_quote!(fn f()), &parse_quote!(BoxFuture<'a, T1>)));
        assert!(!of(&parse_quote!(fn f(&self)), &parse_quote!(Self::Future)));
    }
}
