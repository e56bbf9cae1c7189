//! The name of a type as it stands in the names of spans.

use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Path, PathArguments, Type, TypeParamBound};

/// `Type` for `module::Type<T>`; other types as they are written, without generics and lifetimes.
pub(crate) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => last_segment(&path.path),
        Type::Group(group) => type_name(&group.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        Type::Reference(reference) => match reference.mutability {
            Some(_) => format!("&mut {}", type_name(&reference.elem)),
            None => format!("&{}", type_name(&reference.elem)),
        },
        Type::Slice(slice) => format!("[{}]", type_name(&slice.elem)),
        Type::Array(array) => {
            let length = array.len.to_token_stream();
            format!("[{}; {length}]", type_name(&array.elem))
        }
        Type::Tuple(tuple) => {
            let types: Vec<String> = tuple.elems.iter().map(type_name).collect();
            format!("({})", types.join(", "))
        }
        Type::TraitObject(object) => {
            let bounds: Vec<String> = object.bounds.iter().filter_map(bound_name).collect();
            format!("dyn {}", bounds.join(" + "))
        }
        other => without_generics(other),
    }
}

fn last_segment(path: &Path) -> String {
    let segment = path.segments.last();
    segment.map_or_else(String::new, |segment| {
        syn::ext::IdentExt::unraw(&segment.ident).to_string()
    })
}

fn bound_name(bound: &TypeParamBound) -> Option<String> {
    match bound {
        TypeParamBound::Trait(bound) => Some(last_segment(&bound.path)),
        _ => None,
    }
}

/// Pointers and functions: rare enough for rustc's own spacing.
fn without_generics(ty: &Type) -> String {
    struct Strip;
    impl VisitMut for Strip {
        fn visit_path_arguments_mut(&mut self, node: &mut PathArguments) {
            *node = PathArguments::None;
        }
    }
    let mut stripped = ty.clone();
    Strip.visit_type_mut(&mut stripped);
    stripped.to_token_stream().to_string()
}

#[cfg(test)]
mod tests {
    use super::type_name;
    use syn::{Type, parse_quote};

    #[test]
    fn generics_and_paths_are_left_out() {
        let name = |ty: Type| type_name(&ty);
        assert_eq!(name(parse_quote!(Foo<'a, T>)), "Foo");
        assert_eq!(name(parse_quote!(crate::module::Foo<{ 3 }>)), "Foo");
        assert_eq!(name(parse_quote!(r#type)), "type");
    }

    #[test]
    fn other_types_are_as_written() {
        let name = |ty: Type| type_name(&ty);
        assert_eq!(name(parse_quote!(&'a mut Foo<T>)), "&mut Foo");
        assert_eq!(name(parse_quote!([Foo<T>])), "[Foo]");
        assert_eq!(name(parse_quote!([u8; 4])), "[u8; 4]");
        assert_eq!(name(parse_quote!((Foo<T>, &str))), "(Foo, &str)");
        assert_eq!(
            name(parse_quote!(dyn fmt::Debug + Send + 'static)),
            "dyn Debug + Send"
        );
        assert_eq!(name(parse_quote!(*const Vec<T>)), "* const Vec");
    }
}
