//! The grammar of `span!`, `event!` and `set_attrs!`: a name, attributes, and a few keys.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Expr, ExprLit, Ident, Lit, Token};

use super::{Args, Name, Spanned, entries, keys};
use crate::errors::Errors;
use crate::expression::check_control_flow;
use crate::fields::parse_field;

/// What one of the macros takes.
pub(crate) struct Grammar {
    pub(crate) macro_name: &'static str,
    pub(crate) named: bool,
    /// Words that are keys, and not the keys of attributes.
    pub(crate) keys: &'static [&'static str],
}

impl Args {
    /// Parses what stands between the parentheses of a macro.
    pub(crate) fn parse_inline(
        tokens: TokenStream,
        grammar: &Grammar,
        errors: &mut Errors,
    ) -> Self {
        let mut args = Self::default();
        let known: Vec<keys::Key> = keys::KEYS
            .iter()
            .filter(|key| grammar.keys.contains(&key.name))
            .copied()
            .collect();
        let mut missing = grammar.named;
        entries(tokens, errors, |input, errors| {
            // `crate = path` may come before the name, so that a macro of the user's can put it there.
            let is_path = input.peek(Token![crate]) && input.peek2(Token![=]);
            if missing && !is_path {
                missing = false;
                return args.parse_name(input, grammar, errors);
            }
            let word = input.fork().call(Ident::parse_any).ok();
            let is_list = input.peek2(syn::token::Paren);
            if word.is_some_and(|word| is_list || known.iter().any(|key| word == key.name)) {
                return args.parse_key(input, &known, errors);
            }
            let field = parse_field(input)?;
            check_control_flow(&field.value, errors);
            args.attrs.push(field);
            Ok(())
        });
        if missing {
            errors.at(Span::call_site(), name_comes_first(grammar));
        }
        args
    }

    fn parse_name(
        &mut self,
        input: ParseStream<'_>,
        grammar: &Grammar,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let expression: Expr = input.parse()?;
        let key = syn::spanned::Spanned::span(&expression);
        check_control_flow(&expression, errors);
        let value = match expression {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Name::Literal(text),
            Expr::Lit(_) => {
                return Err(syn::Error::new(key, "the name is a string"));
            }
            Expr::Assign(_) => {
                return Err(syn::Error::new(key, name_comes_first(grammar)));
            }
            other => Name::Expression(other),
        };
        self.name = Some(Spanned { key, value });
        Ok(())
    }
}

fn name_comes_first(grammar: &Grammar) -> String {
    let name = grammar.macro_name;
    format!("`{name}!` begins with a name: `{name}!(\"name\", key = value, ..)`")
}
