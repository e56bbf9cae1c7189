//! Tests of the scanner.

use super::{Member, MemberKind, members};
use MemberKind::{Block, Function, Other, Untraceable};
use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;

fn kinds(content: TokenStream) -> Vec<MemberKind> {
    members(content)
        .1
        .iter()
        .map(|member| member.kind)
        .collect()
}

fn text(member: &Member) -> String {
    member
        .tokens
        .iter()
        .cloned()
        .collect::<TokenStream>()
        .to_string()
}

#[test]
fn items_end_where_they_end() {
    let content = quote! {
        use a::{b, c};
        extern crate alloc;
        const LIST: [u8; { 2 }] = { [1, 2] };
        const _: () = {};
        static NAME: Name = Name { first: "a" };
        type Alias = [u8; { 2 }];
        struct Unit;
        struct Pair(u8, u8);
        struct Braced { field: u8 }
        enum Choice { A { b: u8 } }
        extern "C" { fn foreign(); }
        macro_rules! made { () => { fn made() {} } }
        made!();
        made! { x }
        mod elsewhere;
        fn last() {}
    };
    let found = kinds(content);
    assert_eq!(found.len(), 16, "{found:?}");
    assert_eq!(found[15], Function);
    assert!(found[..15].iter().all(|kind| *kind == Other), "{found:?}");
}

#[test]
fn functions_are_found_behind_their_modifiers() {
    let content = quote! {
        pub(in a::b) async unsafe extern "C" fn all(&self) -> Option<u8> {}
        default fn specialised() {}
        const fn constant() {}
        const unsafe fn constant_too() {}
        fn bodiless(&self) -> u8;
        #[unsafe(naked)] extern "C" fn naked() {}
    };
    let expected = [
        Function,
        Function,
        Untraceable,
        Untraceable,
        Untraceable,
        Untraceable,
    ];
    assert_eq!(kinds(content), expected);
}

#[test]
fn a_constant_in_braces_is_not_the_body() {
    let content = quote! {
        fn one() -> Matrix<{ 1 + 1 }> where Check<{ N }>: Fn() -> u8 { body }
        impl Trait<{ 3 }> for Type<{ 4 }> { fn method() {} }
    };
    let (_, found) = members(content);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].kind, found[1].kind), (Function, Block));
    assert!(text(&found[0]).ends_with("{ body }"));
}

#[test]
fn a_half_typed_body_ends_with_its_braces() {
    let content = quote! {
        fn typing(user: User) { let id = user.; match x if < }
        fn after() {}
    };
    assert_eq!(kinds(content), [Function, Function]);
}

#[test]
fn fragments_of_macros_are_seen_through() {
    let visibility = Group::new(Delimiter::None, quote!(pub));
    let item = Group::new(
        Delimiter::None,
        quote!(
            #[inline]
            fn whole() {}
        ),
    );
    let body = Group::new(Delimiter::None, quote!({ 1 }));
    let (_, found) = members(quote!(#visibility fn one() -> u8 #body #item));
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].kind, found[1].kind), (Function, Function));
    assert_eq!(found[1].other_attributes.to_string(), "# [inline]");
}

#[test]
fn our_attribute_is_told_from_others() {
    let content = quote! {
        #![allow(dead_code)]
        #[doc = "text"] #[otel_runtime::traced(kind = client)] #[inline] fn one() {}
        #[cfg_attr(test, inline)] fn two() {}
    };
    let (inner, found) = members(content);
    assert_eq!(inner.to_string(), "# ! [allow (dead_code)]");
    let traced = found[0]
        .traced
        .as_ref()
        .map(|own| own.arguments.to_string());
    assert_eq!(traced.as_deref(), Some("kind = client"));
    let others = found[0].other_attributes.to_string();
    assert_eq!(others, r#"# [doc = "text"] # [inline]"#);
    assert!(found[1].traced.is_none());
}
