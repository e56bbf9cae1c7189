//! Collects every mistake of one attribute, so that all are reported in one go.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};

/// The mistakes found so far.
///
/// Whoever makes one must ask it for its verdict with [`Errors::finish`]: in debug builds dropping
/// it unread panics, because a mistake that nobody reads is a mistake that the user never sees.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    read: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Notes a mistake at one word.
    pub(crate) fn at(&mut self, span: Span, message: impl Display) {
        self.found.push(syn::Error::new(span, message));
    }

    /// Notes a mistake that the parser reported.
    pub(crate) fn add(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// How many mistakes there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// One `compile_error!` for each mistake, or `None` when there is none.
    pub(crate) fn finish(mut self) -> Option<TokenStream> {
        self.read = true;
        if self.found.is_empty() {
            return None;
        }
        Some(
            self.found
                .iter()
                .map(syn::Error::to_compile_error)
                .collect(),
        )
    }
}

#[cfg(debug_assertions)]
impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.read || std::thread::panicking(),
            "the errors of an attribute were dropped unread"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Errors;
    use proc_macro2::Span;

    #[test]
    fn every_mistake_is_reported() {
        let mut errors = Errors::new();
        errors.at(Span::call_site(), "first");
        errors.at(Span::call_site(), "second");
        let tokens = errors.finish().map(|tokens| tokens.to_string());
        let text = tokens.unwrap_or_default();
        assert!(text.contains("first") && text.contains("second"), "{text}");
    }

    #[test]
    fn no_mistake_is_no_tokens() {
        assert!(Errors::new().finish().is_none());
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "dropped unread")]
    fn errors_cannot_be_forgotten() {
        drop(Errors::new());
    }
}
