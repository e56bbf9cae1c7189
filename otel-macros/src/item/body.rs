//! The body as raw tokens: its braces, its inner attributes, and a future at its end.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::Token;
use syn::parse::ParseStream;

/// Parses the user's own brace group; `None` for a function without a body.
pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Option<Group>> {
    if input.parse::<Option<Token![;]>>()?.is_some() {
        return Ok(None);
    }
    let token: TokenTree = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), "expected the body of a function"))?;
    match brace_group(&token) {
        Some(body) => Ok(Some(body)),
        None => Err(syn::Error::new(
            token.span(),
            "expected the body of a function",
        )),
    }
}

/// A brace group, also one that a `macro_rules` fragment hides in invisible delimiters.
pub(crate) fn brace_group(token: &TokenTree) -> Option<Group> {
    let TokenTree::Group(group) = token else {
        return None;
    };
    match group.delimiter() {
        Delimiter::Brace => Some(group.clone()),
        Delimiter::None => {
            let mut inner = group.stream().into_iter();
            let first = inner.next()?;
            inner
                .next()
                .is_none()
                .then(|| brace_group(&first))
                .flatten()
        }
        _ => None,
    }
}

/// Takes the inner attributes off a body, because no block inside it could carry them.
pub(crate) fn hoist_inner_attributes(body: Group) -> (TokenStream, Group) {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let mut hoisted = TokenStream::new();
    let mut rest = tokens.as_slice();
    while let [
        TokenTree::Punct(hash),
        TokenTree::Punct(bang),
        TokenTree::Group(content),
        after @ ..,
    ] = rest
    {
        let attribute = hash.as_char() == '#'
            && bang.as_char() == '!'
            && content.delimiter() == Delimiter::Bracket;
        if !attribute {
            break;
        }
        hoisted.extend(quote!(#hash #content));
        rest = after;
    }
    if hoisted.is_empty() {
        return (hoisted, body);
    }
    (hoisted, same_braces(&body, rest.iter().cloned().collect()))
}

/// A group in the place and with the edition of `original`, around other tokens.
///
/// A function whose outermost braces are not the user's counts as written by a macro of another
/// crate, and rustc then says nothing when nobody calls it.
pub(crate) fn same_braces(original: &Group, tokens: TokenStream) -> Group {
    let mut group = Group::new(original.delimiter(), tokens);
    group.set_span(original.span());
    group
}

/// An async block at the end of a body: what the function returns is made of it alone.
pub(crate) struct AsyncTail {
    before: TokenStream,
    /// `async move`
    pub(crate) keywords: TokenStream,
    /// The block's own braces.
    pub(crate) block: Group,
    tail: Tail,
}

/// What stands around the async block.
enum Tail {
    /// `async move { .. }`
    Bare,
    /// `Box::pin(async move { .. })`: the path and the parentheses.
    Boxed(TokenStream, Group),
}

impl AsyncTail {
    /// Finds it, unless a statement before it could return something else.
    pub(crate) fn find(body: &Group) -> Option<Self> {
        let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
        let (last, before) = tokens.split_last()?;
        let TokenTree::Group(last) = last else {
            return None;
        };
        match last.delimiter() {
            Delimiter::Brace => {
                let start = before.len() - keywords(before)?;
                let (before, keywords) = before.split_at(start);
                Self::new(before, keywords, last.clone(), Tail::Bare)
            }
            Delimiter::Parenthesis => {
                let content: Vec<TokenTree> = last.stream().into_iter().collect();
                let (block, keyword_tokens) = content.split_last()?;
                if keywords(keyword_tokens)? != keyword_tokens.len() {
                    return None;
                }
                let block = brace_group(block)?;
                let start = before.len() - box_pin(before)?;
                let (before, path) = before.split_at(start);
                let tail = Tail::Boxed(path.iter().cloned().collect(), last.clone());
                Self::new(before, keyword_tokens, block, tail)
            }
            _ => None,
        }
    }

    fn new(before: &[TokenTree], keywords: &[TokenTree], block: Group, tail: Tail) -> Option<Self> {
        if !ends_a_statement(before) || may_return(before) {
            return None;
        }
        Some(Self {
            before: before.iter().cloned().collect(),
            keywords: keywords.iter().cloned().collect(),
            block,
            tail,
        })
    }

    /// The statements with `future` in the place of the async block.
    pub(crate) fn replace(&self, future: TokenStream) -> TokenStream {
        let before = &self.before;
        let tail = match &self.tail {
            Tail::Bare => future,
            Tail::Boxed(path, parentheses) => {
                let parentheses = same_braces(parentheses, future);
                quote!(#path #parentheses)
            }
        };
        quote!(#before #tail)
    }
}

/// How many of the last tokens are `async` or `async move`.
fn keywords(tokens: &[TokenTree]) -> Option<usize> {
    match tokens {
        [.., TokenTree::Ident(first), TokenTree::Ident(second)]
            if first == "async" && second == "move" =>
        {
            Some(2)
        }
        [.., TokenTree::Ident(only)] if only == "async" => Some(1),
        _ => None,
    }
}

/// How many of the last tokens are the path `Box::pin`, with whatever leads to it.
fn box_pin(tokens: &[TokenTree]) -> Option<usize> {
    let path: Vec<String> = tokens
        .iter()
        .rev()
        .take_while(|token| match token {
            TokenTree::Ident(_) => true,
            TokenTree::Punct(punct) => punct.as_char() == ':',
            _ => false,
        })
        .map(ToString::to_string)
        .collect();
    let reversed: Vec<&str> = path.iter().map(String::as_str).collect();
    reversed
        .starts_with(&["pin", ":", ":", "Box"])
        .then_some(path.len())
}

fn ends_a_statement(tokens: &[TokenTree]) -> bool {
    match tokens.last() {
        None => true,
        Some(TokenTree::Punct(punct)) => punct.as_char() == ';',
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        Some(_) => false,
    }
}

/// Whether the statements hold a `return`, a `?`, or a macro that could hide one.
fn may_return(tokens: &[TokenTree]) -> bool {
    tokens
        .iter()
        .enumerate()
        .any(|(position, token)| match token {
            TokenTree::Ident(ident) => {
                let next = tokens.get(position + 1);
                ident == "return"
                    || matches!(next, Some(TokenTree::Punct(punct)) if punct.as_char() == '!')
            }
            TokenTree::Punct(punct) => punct.as_char() == '?',
            TokenTree::Group(group) => may_return(&group.stream().into_iter().collect::<Vec<_>>()),
            TokenTree::Literal(_) => false,
        })
}
