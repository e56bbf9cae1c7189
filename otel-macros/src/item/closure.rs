//! Functions that return a closure.

use syn::{PathArguments, Type, TypeParamBound};

/// Whether the type is an `impl Fn(..)`, or a tuple or an array of such.
///
/// Only there does rustc give a closure the signature that the return type asks for, and only where
/// the closure stands in the body of the function itself.
pub(crate) fn returns_closure(ty: &Type) -> bool {
    match ty {
        Type::ImplTrait(opaque) => opaque.bounds.iter().any(is_closure),
        Type::Tuple(tuple) => tuple.elems.iter().any(returns_closure),
        Type::Array(array) => returns_closure(&array.elem),
        Type::Group(group) => returns_closure(&group.elem),
        Type::Paren(paren) => returns_closure(&paren.elem),
        _ => false,
    }
}

fn is_closure(bound: &TypeParamBound) -> bool {
    let TypeParamBound::Trait(bound) = bound else {
        return false;
    };
    bound
        .path
        .segments
        .last()
        .is_some_and(|segment| matches!(segment.arguments, PathArguments::Parenthesized(_)))
}

#[cfg(test)]
mod tests {
    use super::returns_closure;
    use syn::parse_quote;

    #[test]
    fn closures_are_found_alone_and_in_tuples() {
        assert!(returns_closure(&parse_quote!(impl Fn(&str) -> &str + Send)));
        assert!(returns_closure(&parse_quote!((
            u8,
            [impl core::ops::FnMut(); 2]
        ))));
    }

    #[test]
    fn closures_inside_other_types_have_no_signature_from_there() {
        assert!(!returns_closure(&parse_quote!(
            Result<impl Fn(&str) -> &str, E>
        )));
        assert!(!returns_closure(&parse_quote!(
            impl Iterator<Item = impl Fn()>
        )));
    }
}
