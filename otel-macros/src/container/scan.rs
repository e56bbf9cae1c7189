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
#[path = "scan_tests.rs"]
mod tests;
