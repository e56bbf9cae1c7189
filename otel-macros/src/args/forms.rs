//! The forms a key can take: a flag, `key = value`, `key(list)`.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token};

use crate::suggest::did_you_mean;

/// A key as it was written, and how it should be.
pub(crate) struct KeyWord {
    pub(crate) word: Ident,
    pub(crate) form: &'static str,
}

impl KeyWord {
    /// The error for a key in a form that it does not have.
    pub(crate) fn misused(&self) -> syn::Error {
        self.misused_at(self.word.span())
    }

    /// The same for what stands at `span`.
    pub(crate) fn misused_at(&self, span: Span) -> syn::Error {
        let Self { word, form } = self;
        syn::Error::new(span, format!("`{word}` is written `{form}`"))
    }

    /// A key that stands alone.
    pub(crate) fn flag(&self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        Err(syn::Error::new(
            input.span(),
            format!("`{}` takes no value", self.word),
        ))
    }

    /// `key = value`
    pub(crate) fn value<T: Parse>(&self, input: ParseStream<'_>) -> syn::Result<T> {
        self.equals(input)?;
        input.parse()
    }

    /// The `=` of `key = value`, with something after it.
    pub(crate) fn equals(&self, input: ParseStream<'_>) -> syn::Result<()> {
        if !input.peek(Token![=]) || input.peek(Token![==]) {
            return Err(self.misused());
        }
        input.parse::<Token![=]>()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(self.misused());
        }
        Ok(())
    }

    /// `key(list)`: the tokens of the list.
    pub(crate) fn list(&self, input: ParseStream<'_>) -> syn::Result<TokenStream> {
        if !input.peek(syn::token::Paren) {
            return Err(self.misused());
        }
        input
            .parse::<proc_macro2::Group>()
            .map(|group| group.stream())
    }

    /// One of a few words, each with its meaning.
    pub(crate) fn choice<T: Copy>(
        &self,
        input: ParseStream<'_>,
        words: &[(&'static str, T)],
    ) -> syn::Result<T> {
        let allowed = alternatives(words.iter().map(|(word, _)| *word));
        if !input.peek(Ident::peek_any) {
            return Err(input.error(format!("`{}` takes {allowed}, as a word", self.word)));
        }
        let found = input.call(Ident::parse_any)?;
        match words.iter().find(|(word, _)| found == word) {
            Some((_, meaning)) => Ok(*meaning),
            None => {
                let lower_case = found.to_string().to_lowercase();
                let hint = did_you_mean(&lower_case, words.iter().map(|(word, _)| *word));
                Err(syn::Error::new(
                    found.span(),
                    format!("`{}` takes {allowed}, not `{found}`{hint}", self.word),
                ))
            }
        }
    }
}

/// "`a`, `b` or `c`".
fn alternatives<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
