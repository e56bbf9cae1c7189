//! Reads a return type: is it a future or a stream, boxed or not, and what does it give?

use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{
    AngleBracketedGenericArguments, AssocType, GenericArgument, PathArguments, PathSegment,
    TraitBound, Type, TypeParamBound, parse_quote,
};

/// A return type that is a future.
pub(crate) struct ReturnedFuture {
    /// Whether it is a `Pin<Box<dyn Future>>`.
    pub(crate) boxed: bool,
    /// What the future gives, where the type says it.
    pub(crate) output: Option<Type>,
}

impl ReturnedFuture {
    /// Recognises `impl Future` and `Pin<Box<dyn Future>>`.
    ///
    /// An `impl Future` with bounds that a wrapper cannot keep is neither.
    pub(crate) fn from_type(ty: &Type) -> Option<Self> {
        let (boxed, segment) = match ty {
            Type::ImplTrait(_) => (false, opaque(ty, "Future")?),
            Type::Group(group) => return Self::from_type(&group.elem),
            Type::Paren(paren) => return Self::from_type(&paren.elem),
            _ => (true, boxed(ty, "Future")?),
        };
        Some(Self {
            boxed,
            output: associated(segment, "Output").cloned(),
        })
    }

    /// Believes a name that speaks of a future, for a body that ends with a boxed async block.
    pub(crate) fn from_name(ty: &Type) -> Option<Self> {
        let Type::Path(path) = ty else {
            return None;
        };
        let name = path.path.segments.last()?.ident.to_string();
        name.contains("Fut").then(|| Self {
            boxed: true,
            output: Some(parse_quote!(<#ty as ::core::future::Future>::Output)),
        })
    }
}

/// A return type that is an `impl Stream<Item = ..>`.
pub(crate) struct ReturnedStream {
    pub(crate) item: Type,
}

impl ReturnedStream {
    /// Recognises `impl Stream<Item = ..>`, unless it has bounds that a wrapper cannot keep.
    ///
    /// A trait called `Stream` that gives no items is somebody else's.
    pub(crate) fn from_type(ty: &Type) -> Option<Self> {
        match ty {
            Type::Group(group) => Self::from_type(&group.elem),
            Type::Paren(paren) => Self::from_type(&paren.elem),
            _ => {
                let segment = opaque(ty, "Stream")?;
                let only_items = generic_arguments(segment)?.args.len() == 1;
                let item = associated(segment, "Item").filter(|_| only_items)?;
                Some(Self { item: item.clone() })
            }
        }
    }
}

/// What the type's name says, where only the type itself can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// A boxed future or stream, unless the name is used for something else.
    Polled,
    /// Perhaps an alias of one.
    Named,
}

impl Hint {
    /// Recognises `Pin<Box<dyn Stream>>`, the aliases of the `futures` crate, and names that speak of
    /// a future or a stream.
    pub(crate) fn from_type(ty: &Type) -> Option<Self> {
        const ALIASES: &[&str] = &["BoxFuture", "LocalBoxFuture", "BoxStream", "LocalBoxStream"];
        if boxed(ty, "Stream").is_some() {
            return Some(Self::Polled);
        }
        match ty {
            Type::Group(group) => Self::from_type(&group.elem),
            Type::Paren(paren) => Self::from_type(&paren.elem),
            Type::Path(path) => {
                let name = path.path.segments.last()?.ident.to_string();
                if ALIASES.contains(&name.as_str()) {
                    Some(Self::Polled)
                } else {
                    (name.contains("Fut") || name.contains("Stream")).then_some(Self::Named)
                }
            }
            _ => None,
        }
    }
}

/// The trait of this name among the bounds of an `impl Trait` that a wrapper can keep.
fn opaque<'a>(ty: &'a Type, name: &str) -> Option<&'a PathSegment> {
    let Type::ImplTrait(opaque) = ty else {
        return None;
    };
    let kept = |bound| wrapper_keeps(bound, name);
    opaque.bounds.iter().all(kept).then_some(())?;
    opaque.bounds.iter().find_map(|bound| named(bound, name))
}

/// The trait of this name in a `Pin<Box<dyn Trait>>`.
fn boxed<'a>(ty: &'a Type, name: &str) -> Option<&'a PathSegment> {
    let inside = |ty: &'a Type, outside: &str| match ty {
        Type::Path(path) if path.qself.is_none() => path
            .path
            .segments
            .last()
            .filter(|segment| segment.ident == outside)
            .and_then(type_argument),
        _ => None,
    };
    match inside(inside(ty, "Pin")?, "Box")? {
        Type::TraitObject(object) => object.bounds.iter().find_map(|bound| named(bound, name)),
        _ => None,
    }
}

fn named<'a>(bound: &'a TypeParamBound, name: &str) -> Option<&'a PathSegment> {
    let TypeParamBound::Trait(TraitBound { path, .. }) = bound else {
        return None;
    };
    path.segments.last().filter(|segment| segment.ident == name)
}

fn associated<'a>(segment: &'a PathSegment, name: &str) -> Option<&'a Type> {
    generic_arguments(segment)?
        .args
        .iter()
        .find_map(|argument| match argument {
            GenericArgument::AssocType(AssocType { ident, ty, .. }) if ident == name => Some(ty),
            _ => None,
        })
}

fn wrapper_keeps(bound: &TypeParamBound, name: &str) -> bool {
    match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|segment| {
            [name, "Send", "Sync", "Unpin"]
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
    use super::{Hint, ReturnedFuture, ReturnedStream, erase_impl_trait};
    use quote::ToTokens;
    use syn::{Type, parse_quote};

    fn future(ty: &Type) -> Option<(bool, String)> {
        ReturnedFuture::from_type(ty).map(|future| {
            let output = future.output.map(|ty| ty.to_token_stream().to_string());
            (future.boxed, output.unwrap_or_default())
        })
    }

    fn is_stream(ty: &Type) -> bool {
        ReturnedStream::from_type(ty).is_some()
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
    }

    #[test]
    fn streams_are_recognised() {
        assert!(is_stream(&parse_quote!(
            impl futures::Stream<Item = u8> + Send + use<'a>
        )));
        let boxed = parse_quote!(Pin<Box<dyn Stream<Item = u8> + Send>>);
        assert_eq!(Hint::from_type(&boxed), Some(Hint::Polled));
    }

    #[test]
    fn names_are_hints() {
        let hint = |ty: Type| Hint::from_type(&ty);
        let alias = hint(parse_quote!(futures::future::BoxFuture<'a, ()>));
        assert_eq!(alias, Some(Hint::Polled));
        assert_eq!(hint(parse_quote!(Self::Future)), Some(Hint::Named));
        assert_eq!(hint(parse_quote!(TcpStream)), Some(Hint::Named));
        assert_eq!(hint(parse_quote!(Pin<Box<u8>>)), None);
    }

    #[test]
    fn bounds_that_a_wrapper_cannot_keep_are_not() {
        assert_eq!(
            future(&parse_quote!(impl Future<Output = ()> + Clone)),
            None
        );
        assert_eq!(future(&parse_quote!(impl Iterator<Item = u8>)), None);
        assert_eq!(future(&parse_quote!(Pin<Box<u8>>)), None);
        assert!(!is_stream(&parse_quote!(
            impl Stream<Item = u8> + FusedStream
        )));
    }

    #[test]
    fn a_stream_of_somebody_else_is_not() {
        assert!(!is_stream(&parse_quote!(impl Stream)));
        assert!(!is_stream(&parse_quote!(
            impl Stream<Item = u8, Error = u8>
        )));
    }

    #[test]
    fn impl_trait_is_erased_at_every_depth() {
        let ty: Type = parse_quote!(Option<Box<(impl Fn() -> u8, [impl Clone; 2])>>);
        let erased = erase_impl_trait(&ty).to_token_stream().to_string();
        assert_eq!(erased, "Option < Box < (_ , [_ ; 2]) > >");
    }
}
