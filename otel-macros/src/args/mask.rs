//! The grammar of `mask(..)`: `name`, `"key"`, `name = rule`.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::{Ident, LitStr, Path, Token};

use super::entries;
use crate::errors::Errors;
use crate::fields::{parse_dotted, span_of};

/// One name to mask, and how.
#[derive(Clone)]
pub(crate) struct MaskEntry {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) mask: Mask,
}

/// What becomes of a masked value.
#[derive(Clone)]
pub(crate) enum Mask {
    Redact,
    Hash,
    Last4,
    Email,
    Custom(Path),
}

/// Parses the list inside `mask(..)`.
pub(crate) fn parse_masks(tokens: TokenStream, errors: &mut Errors) -> Vec<MaskEntry> {
    let mut masks: Vec<MaskEntry> = Vec::new();
    entries(tokens, errors, |input, errors| {
        let (name, span) = if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            (literal.value(), literal.span())
        } else if input.peek(Ident::peek_any) {
            let (text, tokens) = parse_dotted(input)?;
            (text, span_of(&tokens))
        } else {
            return Err(input.error("expected an argument or a recorded key"));
        };
        let mask = match input.parse::<Option<Token![=]>>()? {
            None => Mask::Redact,
            Some(equals) if input.is_empty() || input.peek(Token![,]) => {
                return Err(syn::Error::new(
                    equals.span,
                    "expected `redact`, `hash`, `last4`, `email` or the path of a function",
                ));
            }
            Some(_) => Mask::from_path(input.parse()?),
        };
        if masks.iter().any(|other| other.name == name) {
            errors.at(span, format!("`{name}` is masked twice"));
        }
        masks.push(MaskEntry { name, span, mask });
        Ok(())
    });
    masks
}

impl Mask {
    fn from_path(path: Path) -> Self {
        let Some(word) = path.get_ident() else {
            return Mask::Custom(path);
        };
        match word.to_string().as_str() {
            "redact" => Mask::Redact,
            "hash" => Mask::Hash,
            "last4" => Mask::Last4,
            "email" => Mask::Email,
            _ => Mask::Custom(path),
        }
    }
}
