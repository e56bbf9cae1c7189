//! Finds the items in a block by their tokens, so that a half-typed body stays that of one item.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::{Meta, Path};

use crate::item::{brace_group, is_naked};

/// One item in the braces of a block.
pub(crate) struct Member {
    /// The outer attributes as written.
    pub(crate) attributes: TokenStream,
    /// The same without `#[traced]`.
    pub(crate) other_attributes: TokenStream,
    pub(crate) traced: Option<OwnAttribute>,
    /// The item after its attributes.
    pub(crate) tokens: Vec<TokenTree>,
    pub(crate) kind: MemberKind,
}

/// The `#[traced]` of one item.
pub(crate) struct OwnAttribute {
    /// `traced`, or whatever leads to it.
    path: Path,
    /// What stands in its parentheses.
    pub(crate) arguments: TokenStream,
}

/// What kind of item it is, as far as tracing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MemberKind {
    Function,
    /// A function that no span can be around: `const`, naked or without a body.
    Untraceable,
    /// An `impl`, `trait` or `mod` with braces.
    Block,
    /// Anything else, macro calls too: nothing in it is touched.
    Other,
}

/// Splits the content of a block into its inner attributes and its items.
pub(crate) fn members(content: TokenStream) -> (TokenStream, Vec<Member>) {
    let mut tokens: Vec<TokenTree> = content.into_iter().collect();
    let mut inner = TokenStream::new();
    while let [
        TokenTree::Punct(hash),
        TokenTree::Punct(bang),
        TokenTree::Group(_),
        ..,
    ] = &*tokens
        && hash.as_char() == '#'
        && bang.as_char() == '!'
    {
        inner.extend(tokens.drain(..3));
    }
    let mut found = Vec::new();
    while !tokens.is_empty() {
        let member = Member::take(&mut tokens);
        match member.both_ways() {
            Some(settled) => drop(tokens.splice(..0, settled)),
            None => found.push(member),
        }
    }
    (inner, found)
}

impl Member {
    /// Takes the first item off `tokens`, which are not empty.
    pub(crate) fn take(tokens: &mut Vec<TokenTree>) -> Self {
        let mut attributes = TokenStream::new();
        let mut other_attributes = TokenStream::new();
        let mut traced = None;
        let mut naked = false;
        loop {
            match tokens.as_slice() {
                // A fragment of `macro_rules`: `$vis`, or a whole `$item`.
                [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::None => {
                    let fragment = group.stream();
                    tokens.splice(..1, fragment);
                }
                [TokenTree::Punct(hash), TokenTree::Group(content), ..]
                    if hash.as_char() == '#' =>
                {
                    let ours = traced
                        .is_none()
                        .then(|| OwnAttribute::find(content))
                        .flatten();
                    naked |= is_naked(content.stream());
                    let attribute: Vec<TokenTree> = tokens.drain(..2).collect();
                    if ours.is_some() {
                        traced = ours;
                    } else {
                        other_attributes.extend(attribute.iter().cloned());
                    }
                    attributes.extend(attribute);
                }
                _ => break,
            }
        }
        let opening = Opening::read(tokens);
        let tokens: Vec<TokenTree> = tokens.drain(..opening.end(tokens)).collect();
        let has_braces = matches!(tokens.last(), Some(last) if brace_group(last).is_some());
        let kind = match opening.keyword.as_deref() {
            Some("fn") if has_braces && !opening.is_const && !naked => MemberKind::Function,
            Some("fn") => MemberKind::Untraceable,
            Some("impl" | "trait" | "mod") if has_braces => MemberKind::Block,
            _ => MemberKind::Other,
        };
        Self {
            attributes,
            other_attributes,
            traced,
            tokens,
            kind,
        }
    }
}

impl OwnAttribute {
    /// Recognises `traced`, by whatever path.
    fn find(attribute: &Group) -> Option<Self> {
        let meta: Meta = syn::parse2(attribute.stream()).ok()?;
        if meta.path().segments.last()?.ident != "traced" {
            return None;
        }
        match meta {
            Meta::Path(path) => Some(Self {
                path,
                arguments: TokenStream::new(),
            }),
            Meta::List(list) => Some(Self {
                path: list.path,
                arguments: list.tokens,
            }),
            Meta::NameValue(_) => None,
        }
    }

    /// What stands in its place when it is done: without it, its import would be an unused one.
    pub(crate) fn done(&self) -> TokenStream {
        let path = &self.path;
        quote!(#[#path(skip)])
    }
}

/// The words that an item begins with.
struct Opening {
    /// The first word that is no visibility and no modifier.
    keyword: Option<String>,
    is_const: bool,
}

impl Opening {
    fn read(tokens: &[TokenTree]) -> Self {
        let mut opening = Self {
            keyword: None,
            is_const: false,
        };
        for token in tokens {
            match token {
                TokenTree::Ident(word) => match word.to_string().as_str() {
                    "const" => opening.is_const = true,
                    "pub" | "default" | "async" | "unsafe" | "safe" | "extern" | "auto" => {}
                    keyword => {
                        opening.keyword = Some(keyword.to_owned());
                        break;
                    }
                },
                // The name of an ABI.
                TokenTree::Literal(_) => {}
                // `pub(crate)`, or an ABI from a `macro_rules` fragment.
                TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {}
                _ => break,
            }
        }
        opening
    }

    /// How many tokens the item has: up to a `;`, or to the braces where those end it.
    fn end(&self, tokens: &[TokenTree]) -> usize {
        let only_semicolon = match self.keyword.as_deref() {
            Some("use" | "static" | "type" | "crate") => true,
            Some("fn" | "trait" | "impl") => false,
            _ => self.is_const,
        };
        let mut angles = 0_usize;
        let mut previous = ' ';
        for (position, token) in tokens.iter().enumerate() {
            let mut current = ' ';
            match token {
                TokenTree::Punct(punct) => {
                    current = punct.as_char();
                    match current {
                        ';' => return position + 1,
                        '<' => angles += 1,
                        // Not the end of an arrow.
                        '>' if previous != '-' => angles = angles.saturating_sub(1),
                        _ => {}
                    }
                }
                // Braces between angle brackets are a constant argument.
                _ if !only_semicolon && angles == 0 && brace_group(token).is_some() => {
                    return position + 1;
                }
                _ => {}
            }
            previous = current;
        }
        tokens.len()
    }
}

#[cfg(test)]
mod tests {
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
}
