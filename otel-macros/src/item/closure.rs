//! Functions that return a closure.

use syn::{PathArguments, TraitBound, Type, TypeParamBound, parse_quote};

use super::erase_impl_trait;

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

/// `dyn Fn(..)` for an `impl Fn(..)`, with `_` for what has no name.
pub(crate) fn closure_object(ty: &Type) -> Option<Type> {
    match ty {
        Type::ImplTrait(opaque) => opaque.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) if is_function(bound) => {
                Some(erase_impl_trait(&parse_quote!(dyn #bound + '_)))
            }
            _ => None,
        }),
        Type::Group(group) => closure_object(&group.elem),
        Type::Paren(paren) => closure_object(&paren.elem),
        _ => None,
    }
}

/// Whether it is `Fn`, `FnMut` or `FnOnce`: `AsyncFn` has no object.
fn is_function(bound: &TraitBound) -> bool {
    bound.path.segments.last().is_some_and(|segment| {
        ["Fn", "FnMut", "FnOnce"]
            .iter()
            .any(|name| segment.ident == name)
    })
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
    use super::{closure_object, returns_closure};
    use quote::ToTokens;
    use syn::{Type, parse_quote};

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

    #[test]
    fn a_closure_has_an_object_type_without_its_other_bounds() {
        let object = |ty: Type| closure_object(&ty).map(|ty| ty.to_token_stream().to_string());
        assert_eq!(
            object(parse_quote!(
                impl Clone + for<'b> Fn(&'b str) -> &'b str + 'a
            ))
            .as_deref(),
            Some("dyn for < 'b > Fn (& 'b str) -> & 'b str + '_")
        );
        assert_eq!(
            object(parse_quote!(impl FnOnce() -> impl Iterator<Item = u8>)).as_deref(),
            Some("dyn FnOnce () -> _ + '_")
        );
        assert_eq!(object(parse_quote!(impl AsyncFn(&str))), None);
        assert_eq!(object(parse_quote!(Box<dyn Fn()>)), None);
    }
}
