//! The arguments of a function, and how each is bound again inside the wrapped body.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Ident, Pat, PatIdent, PatType};

use super::attributes::{allow_what_is_expected, conditions, is_expectation};

/// An argument other than `self`.
///
/// Rustc drops arguments in an order that a closure does not keep: each is bound again, in the
/// order of declaration and a pattern after its own value, which is how rustc lowers them itself.
pub(crate) struct Argument {
    declared: PatType,
    /// The name in the new signature: the user's own, or one for a pattern.
    name: Ident,
    /// The names that the pattern binds.
    pub(crate) names: Vec<Ident>,
    /// Whether one of them is a `ref mut`.
    by_mut_reference: bool,
}

impl Argument {
    pub(crate) fn new(declared: &PatType, position: usize) -> Self {
        let name = simple_name(&declared.pat).cloned().unwrap_or_else(|| {
            let span = Span::mixed_site().located_at(declared.pat.span());
            format_ident!("__arg{position}", span = span)
        });
        let mut bindings = Bindings::default();
        bindings.visit_pat_mut(&mut declared.pat.clone());
        Self {
            declared: declared.clone(),
            name,
            names: bindings.names,
            by_mut_reference: bindings.by_mut_reference,
        }
    }

    /// `name: Type`, without the pattern and without the lints that only the binding can meet.
    pub(crate) fn in_signature(&self) -> TokenStream {
        let attributes = super::without_expectations(&self.declared.attrs);
        let Self { declared, name, .. } = self;
        let (colon, ty) = (&declared.colon_token, &declared.ty);
        quote!(#(#attributes)* #name #colon #ty)
    }

    /// Whether it has an `#[expect(..)]`.
    pub(crate) fn has_expectations(&self) -> bool {
        self.declared.attrs.iter().any(is_expectation)
    }

    /// The statements that bind it again where the body runs.
    ///
    /// What is expected of an argument that nobody uses is not met by one that is `used` for the
    /// span: it is allowed instead.
    pub(crate) fn rebind(&self, used: bool) -> TokenStream {
        let mut attributes = self.declared.attrs.clone();
        if used {
            attributes.iter_mut().for_each(allow_what_is_expected);
        }
        let (name, pattern) = (&self.name, &self.declared.pat);
        if simple_name(pattern).is_some() {
            let quiet = allow_binding_again(name);
            return quote!(#quiet #(#attributes)* let #pattern = #name;);
        }
        let conditions = self.conditions();
        let mutable = self.by_mut_reference.then(|| quote!(mut));
        quote! {
            #(#conditions)* let #mutable #name = #name;
            #(#attributes)* let #pattern = #name;
        }
    }

    /// Counts `name` as used: what the span records is used, whatever the body does.
    pub(crate) fn mark_used(&self, name: &Ident) -> TokenStream {
        let conditions = self.conditions();
        quote!(#(#conditions)* let _ = &#name;)
    }

    /// For a pattern, the statements that bind its names by reference, ahead of the body.
    pub(crate) fn borrow_pattern(&self) -> TokenStream {
        if simple_name(&self.declared.pat).is_some() || self.names.is_empty() {
            return TokenStream::new();
        }
        let mut pattern = self.declared.pat.clone();
        ByReference.visit_pat_mut(&mut pattern);
        let conditions = self.conditions();
        let (name, names) = (&self.name, &self.names);
        quote! {
            #(#conditions)* #[allow(clippy::pattern_type_mismatch)] let #pattern = &#name;
            #(#conditions)* let _ = (#(&#names,)*);
        }
    }

    /// The `cfg`s under which the argument exists.
    pub(crate) fn conditions(&self) -> Vec<&Attribute> {
        conditions(&self.declared.attrs)
    }
}

/// The name of an argument that binds nothing but itself.
fn simple_name(pattern: &Pat) -> Option<&Ident> {
    match pattern {
        Pat::Ident(PatIdent {
            by_ref: None,
            subpat: None,
            ident,
            ..
        }) => Some(ident),
        _ => None,
    }
}

/// What clippy would hold against the user for an argument that is bound again by its own name.
fn allow_binding_again(name: &Ident) -> TokenStream {
    if name.to_string().starts_with('_') {
        quote! {
            #[allow(
                clippy::no_effect_underscore_binding,
                clippy::shadow_same,
                clippy::used_underscore_binding
            )]
        }
    } else {
        quote!(#[allow(clippy::shadow_same)])
    }
}

/// Collects the names that a pattern binds.
#[derive(Default)]
struct Bindings {
    names: Vec<Ident>,
    by_mut_reference: bool,
}

impl VisitMut for Bindings {
    fn visit_pat_ident_mut(&mut self, node: &mut PatIdent) {
        // A capitalised name is a unit struct or a constant, which binds nothing.
        let text = node.ident.to_string();
        let constant = text.chars().next().is_some_and(char::is_uppercase) && node.subpat.is_none();
        if !constant {
            self.names.push(node.ident.clone());
        }
        self.by_mut_reference |= node.by_ref.is_some() && node.mutability.is_some();
        visit_mut::visit_pat_ident_mut(self, node);
    }
}

/// Turns a pattern of values into one of references, which the default binding modes complete.
struct ByReference;

impl VisitMut for ByReference {
    fn visit_pat_mut(&mut self, node: &mut Pat) {
        while let Pat::Reference(reference) = node {
            *node = (*reference.pat).clone();
        }
        visit_mut::visit_pat_mut(self, node);
    }

    fn visit_pat_ident_mut(&mut self, node: &mut PatIdent) {
        node.by_ref = None;
        node.mutability = None;
        visit_mut::visit_pat_ident_mut(self, node);
    }
}

impl ToTokens for Argument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.in_signature().to_tokens(tokens);
    }
}
