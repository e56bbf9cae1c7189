//! The grammar of attributes: `arg`, `a.b.c`, `key = value`, `"key" = value`, `{CONST} = value`.

use proc_macro2::{Group, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Expr, Ident, LitInt, LitStr, Token};

use crate::args::entries;
use crate::errors::Errors;
use crate::expression::{beginning, check_control_flow};

/// One attribute of the span: a key and how its value is rendered.
#[derive(Clone)]
pub(crate) struct Field {
    pub(crate) key: Key,
    pub(crate) render: Render,
    pub(crate) value: Expr,
}

impl Field {
    /// The argument that the short form, `id` or `user.id`, begins with.
    ///
    /// A capitalised name is a constant.
    pub(crate) fn argument(&self) -> Option<String> {
        let value = self.value.to_token_stream().into_iter();
        let value: String = value.map(|token| token.to_string()).collect();
        if self.key.text() != Some(&*value) {
            return None;
        }
        beginning(&self.value)
            .filter(|name| name != "self" && !name.starts_with(char::is_uppercase))
    }
}

/// The key of an attribute.
#[derive(Clone)]
pub(crate) enum Key {
    /// Written in the attribute, so encoded at compile time.
    Literal { text: String, span: Span },
    /// `{CONST}`: a constant of the user's.
    Constant(TokenStream),
}

impl Key {
    /// The text of a key that is known at compile time.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Key::Literal { text, .. } => Some(text),
            Key::Constant(_) => None,
        }
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        match self {
            Key::Literal { span, .. } => *span,
            Key::Constant(tokens) => span_of(tokens),
        }
    }
}

/// How a value becomes an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Render {
    /// By its type.
    Typed,
    /// `%value`
    Display,
    /// `?value`
    Debug,
}

/// Parses the list inside `attrs(..)`.
pub(crate) fn parse_fields(tokens: TokenStream, errors: &mut Errors) -> Vec<Field> {
    let mut fields = Vec::new();
    entries(tokens, errors, |input, errors| {
        let field = parse_field(input)?;
        check_control_flow(&field.value, errors);
        fields.push(field);
        Ok(())
    });
    fields
}

pub(crate) fn parse_field(input: ParseStream<'_>) -> syn::Result<Field> {
    let sigil_span = input.span();
    let sigil = parse_sigil(input)?;
    let written = WrittenKey::parse(input)?;
    if input.peek(Token![=]) && !input.peek(Token![==]) {
        let equals: Token![=] = input.parse()?;
        if sigil.is_some() {
            return Err(syn::Error::new(
                sigil_span,
                "the `%` or `?` goes before the value: `key = %value`",
            ));
        }
        if input.is_empty() || input.peek(Token![,]) {
            return Err(syn::Error::new(equals.span, "expected a value after `=`"));
        }
        let render = parse_sigil(input)?.unwrap_or(Render::Typed);
        return Ok(Field {
            key: written.into_key()?,
            render,
            value: input.parse()?,
        });
    }
    let value = written.as_value(input)?;
    Ok(Field {
        key: written.into_key()?,
        render: sigil.unwrap_or(Render::Typed),
        value,
    })
}

pub(crate) fn parse_sigil(input: ParseStream<'_>) -> syn::Result<Option<Render>> {
    if input.parse::<Option<Token![%]>>()?.is_some() {
        Ok(Some(Render::Display))
    } else if input.parse::<Option<Token![?]>>()?.is_some() {
        Ok(Some(Render::Debug))
    } else {
        Ok(None)
    }
}

/// A key as it stands in the attribute, which alone may also be the value.
enum WrittenKey {
    Dotted { text: String, tokens: TokenStream },
    Quoted(LitStr),
    Braced(Group),
}

impl WrittenKey {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            return input.parse().map(Self::Quoted);
        }
        if input.peek(syn::token::Brace) {
            return input.parse().map(Self::Braced);
        }
        if !input.peek(Ident::peek_any) {
            return Err(input.error(
                "expected an argument, a key (`a.b`, \"a b\" or `{CONST}`) or `key = value`",
            ));
        }
        let (text, tokens) = parse_dotted(input)?;
        Ok(Self::Dotted { text, tokens })
    }

    fn into_key(self) -> syn::Result<Key> {
        let (text, span) = match self {
            Self::Dotted { text, tokens } => (text, span_of(&tokens)),
            Self::Quoted(literal) => (literal.value(), literal.span()),
            Self::Braced(group) => return Ok(Key::Constant(group.stream())),
        };
        if text.is_empty() {
            return Err(syn::Error::new(
                span,
                "the key of an attribute cannot be empty",
            ));
        }
        Ok(Key::Literal { text, span })
    }

    /// The value of an entry without `=`: the argument or the field itself.
    fn as_value(&self, input: ParseStream<'_>) -> syn::Result<Expr> {
        match self {
            Self::Dotted { text, tokens } => {
                if !input.is_empty() && !input.peek(Token![,]) {
                    return Err(syn::Error::new(
                        input.span(),
                        format!("an expression needs a key before it: `{text} = value`"),
                    ));
                }
                syn::parse2(tokens.clone()).map_err(|_| {
                    syn::Error::new_spanned(
                        tokens,
                        format!("`{text}` is not a value: write `{text} = value`"),
                    )
                })
            }
            Self::Quoted(literal) => Err(syn::Error::new(
                literal.span(),
                format!("this key needs a value: `{} = value`", literal.token()),
            )),
            Self::Braced(group) => Err(syn::Error::new(
                group.span(),
                format!("this key needs a value: `{group} = value`"),
            )),
        }
    }
}

/// Parses `a.b.c` where every segment may be a keyword; gives its text and its tokens.
pub(crate) fn parse_dotted(input: ParseStream<'_>) -> syn::Result<(String, TokenStream)> {
    let first = input.call(Ident::parse_any)?;
    let mut text = first.unraw().to_string();
    let mut tokens = first.into_token_stream();
    while input.peek(Token![.]) {
        let dot: Token![.] = input.parse()?;
        dot.to_tokens(&mut tokens);
        text.push('.');
        if input.peek(LitInt) {
            let index: LitInt = input.parse()?;
            text.push_str(&index.to_string());
            index.to_tokens(&mut tokens);
        } else if input.peek(Ident::peek_any) {
            let segment = input.call(Ident::parse_any)?;
            text.push_str(&segment.unraw().to_string());
            segment.to_tokens(&mut tokens);
        } else {
            return Err(syn::Error::new(dot.span, "expected a name after `.`"));
        }
    }
    Ok((text, tokens))
}

/// The span of all of `tokens`.
pub(crate) fn span_of(tokens: &TokenStream) -> Span {
    syn::Error::new_spanned(tokens, "").span()
}
