//! A block that functions stand in: what is in front of its braces, and what that means for them.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Item;
use syn::ext::IdentExt;

use super::name::type_name;
use super::scan::{Member, MemberKind};
use crate::item::{brace_group, same_braces, want_async};

/// An `impl` block, a trait or an inline module.
pub(crate) struct Block {
    /// Everything in front of the braces.
    pub(super) head: TokenStream,
    pub(super) braces: Group,
    /// `impl`, `trait` or `mod`.
    pub(super) keyword: &'static str,
    /// What stands before `::` in the names of its functions.
    pub(super) prefix: Option<String>,
    /// Whether an `async fn` in it has to stay one.
    pub(super) keep_async: bool,
}

impl Block {
    /// Reads `item` if it is a block.
    pub(crate) fn find(item: &TokenStream) -> Option<Self> {
        let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
        if tokens.is_empty() {
            return None;
        }
        let Member {
            attributes,
            tokens,
            kind,
            ..
        } = Member::take(&mut tokens);
        let (last, before) = tokens.split_last()?;
        let braces = brace_group(last).filter(|_| kind == MemberKind::Block)?;
        let mut head = attributes;
        head.extend(before.iter().cloned());
        let empty = same_braces(&braces, TokenStream::new());
        let (keyword, prefix, keep_async) = match syn::parse2(quote!(#head #empty)).ok()? {
            Item::Impl(found) => (
                "impl",
                Some(type_name(&found.self_ty)),
                want_async(&found.attrs),
            ),
            // Rustc warns about an `async fn` of a public trait, and goes on doing so.
            Item::Trait(found) => ("trait", Some(found.ident.unraw().to_string()), true),
            Item::Mod(found) => ("mod", None, want_async(&found.attrs)),
            _ => return None,
        };
        Some(Self {
            head,
            braces,
            keyword,
            prefix,
            keep_async,
        })
    }
}

impl Member {
    /// The item with all its attributes.
    pub(super) fn as_written(&self) -> TokenStream {
        let Self {
            attributes, tokens, ..
        } = self;
        quote!(#attributes #(#tokens)*)
    }

    /// The item without `#[traced]`.
    pub(super) fn untraced(&self) -> TokenStream {
        let mut written = self.other_attributes.clone();
        for token in &self.tokens {
            token.to_tokens(&mut written);
        }
        written
    }
}
