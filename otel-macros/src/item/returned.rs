//! Reads a return type: is it a future, boxed or not, and what does it give?

use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{
    AngleBracketedGenericArguments, AssocType, GenericArgument, Path, PathArguments, PathSegment,
    TraitBound, Type, TypeParamBound,
};

/// A return type that is a future.
pub(crate) struct ReturnedFuture {
    /// Whether it is a `Pin<Box<dyn Future>>`.
    pub(crate) boxed: bool,
    /// What the future gives, where the type says it.
    pub(crate) output: Option<Type>,
}

impl ReturnedFuture {
    /// Recognises `impl Future`, `Pin<Box<dyn Future>>`, `BoxFuture` and `LocalBoxFuture`.
    ///
    /// An `impl Future` with bounds that a wrapper cannot keep is none of these.
    pub(crate) fn from_type(ty: &Type) -> Option<Self> {
        match ty {
            Type::ImplTrait(opaque) => {
                let bounds: Vec<_> = opaque.bounds.iter().collect();
                bounds
                    .iter()
                    .all(|bound| wrapper_keeps(bound))
                    .then(|| future_bound(&bounds))?
                    .map(|output| Self {
                        boxed: false,
                        output,
                    })
            }
            Type::Path(path) if path.qself.is_none() => Self::from_path(&path.path),
            Type::Group(group) => Self::from_type(&group.elem),
            Type::Paren(paren) => Self::from_type(&paren.elem),
            _ => None,
        }
    }

    fn from_path(path: &Path) -> Option<Self> {
        let last = path.segments.last()?;
        if last.ident == "BoxFuture" || last.ident == "LocalBoxFuture" {
            return Some(Self {
                boxed: true,
                output: type_argument(last).cloned(),
            });
        }
        if last.ident != "Pin" {
            return None;
        }
        let Type::Path(inner) = type_argument(last)? else {
            return None;
        };
        let inner = inner
            .path
            .segments
            .last()
            .filter(|segment| segment.ident == "Box")?;
        let Type::TraitObject(object) = type_argument(inner)? else {
            return None;
        };
        let bounds: Vec<_> = object.bounds.iter().collect();
        future_bound(&bounds).map(|output| Self {
            boxed: true,
            output,
        })
    }
}

/// The output of the `Future` bound among these, if there is such a bound.
fn future_bound(bounds: &[&TypeParamBound]) -> Option<Option<Type>> {
    bounds.iter().find_map(|bound| {
        let TypeParamBound::Trait(TraitBound { path, .. }) = bound else {
            return None;
        };
        let last = path.segments.last()?;
        (last.ident == "Future").then(|| output_of(last))
    })
}

fn output_of(segment: &PathSegment) -> Option<Type> {
    generic_arguments(segment)?
        .args
        .iter()
        .find_map(|argument| match argument {
            GenericArgument::AssocType(AssocType { ident, ty, .. }) if ident == "Output" => {
                Some(ty.clone())
            }
            _ => None,
        })
}

fn wrapper_keeps(bound: &TypeParamBound) -> bool {
    match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|segment| {
            ["Future", "Send", "Sync", "Unpin"]
                .iter()
                .any(|kept| segment.ident == kept)
        }),
        TypeParamBound::Lifetime(_) | TypeParamBound::PreciseCapture(_) => true,
        _ => false,
    }
}

fn type_argument(segment: &PathSegment) -> Option<&Type> {
    generic_arguments(segment)?
        .args
        .iter()
        .find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
}

fn generic_arguments(segment: &PathSegment) -> Option<&AngleBracketedGenericArguments> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments),
        _ => None,
    }
}

/// The type with `_` in the place of every `impl Trait`, at every depth.
pub(crate) fn erase_impl_trait(ty: &Type) -> Type {
    struct Erase;
    impl VisitMut for Erase {
        fn visit_type_mut(&mut self, node: &mut Type) {
            if matches!(node, Type::ImplTrait(_)) {
                *node = Type::Verbatim(quote!(_));
            } else {
                visit_mut::visit_type_mut(self, node);
            }
        }
    }
    let mut erased = ty.clone();
    Erase.visit_type_mut(&mut erased);
    erased
}

#[cfg(test)]
mod tests {
    use super::{ReturnedFuture, erase_impl_trait};
    use quote::ToTokens;
    use syn::{Type, parse_quote};

    fn future(ty: &Type) -> Option<(bool, String)> {
        ReturnedFuture::from_type(ty).map(|future| {
            let output = future.output.map(|ty| ty.to_token_stream().to_string());
            (future.boxed, output.unwrap_or_default())
        })
    }

    #[test]
    fn futures_are_recognised() {
        let unit = |boxed| Some((boxed, "()".to_owned()));
        assert_eq!(
            future(&parse_quote!(impl Future<Output = ()> + Send + 'a)),
            unit(false)
        );
        assert_eq!(
            future(&parse_quote!(Pin<Box<dyn Future<Output = ()> + Send>>)),
            unit(true)
        );
        assert_eq!(
            future(&parse_quote!(futures::future::BoxFuture<'a, ()>)),
            unit(true)
        );
    }

    #[test]
    fn bounds_that_a_wrapper_cannot_keep_are_not() {
        assert_eq!(
            future(&parse_quote!(impl Future<Output = ()> + Clone)),
            None
        );
        assert_eq!(future(&parse_quote!(impl Iterator<Item = u8>)), None);
        assert_eq!(future(&parse_quote!(Pin<Box<u8>>)), None);
    }

    #[test]
    fn impl_trait_is_erased_at_every_depth() {
        let ty: Type = parse_quote!(Option<Box<(impl Fn() -> u8, [impl Clone; 2])>>);
        let erased = erase_impl_trait(&ty).to_token_stream().to_string();
        assert_eq!(erased, "Option < Box < (_ , [_ ; 2]) > >");
    }
}
