//! What the expressions in an attribute may contain, and which names they mention.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprAsync, ExprAwait, ExprClosure, ExprReturn, ExprTry};

use crate::errors::Errors;

/// Refuses `return`, `?` and `.await`: the expression runs in a closure of the runtime's, where
/// they would leave the closure and not the function.
pub(crate) fn check_control_flow(expression: &Expr, errors: &mut Errors) {
    let mut copy = expression.clone();
    ControlFlow { errors }.visit_expr_mut(&mut copy);
}

struct ControlFlow<'a> {
    errors: &'a mut Errors,
}

impl VisitMut for ControlFlow<'_> {
    fn visit_expr_return_mut(&mut self, node: &mut ExprReturn) {
        self.errors.at(
            node.return_token.span,
            "`return` cannot leave the function from an attribute expression",
        );
        visit_mut::visit_expr_return_mut(self, node);
    }

    fn visit_expr_try_mut(&mut self, node: &mut ExprTry) {
        self.errors.at(
            node.question_token.span,
            "`?` cannot leave the function from an attribute expression",
        );
        visit_mut::visit_expr_try_mut(self, node);
    }

    fn visit_expr_await_mut(&mut self, node: &mut ExprAwait) {
        self.errors.at(
            node.await_token.span,
            "an attribute expression cannot wait: `.await` is not possible here",
        );
        visit_mut::visit_expr_await_mut(self, node);
    }

    // A closure or an async block of the user's has its own `return`, `?` and `.await`.
    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}
    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
}

/// Whether `tokens` mention `name`, as an identifier or inline in a format string.
pub(crate) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Literal(literal) => interpolates(&literal, name),
        TokenTree::Punct(_) => false,
    })
}

fn interpolates(literal: &Literal, name: &str) -> bool {
    let text = literal.to_string();
    text.match_indices('{').any(|(at, _)| {
        text[at + 1..]
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(['}', ':', '.', '?']))
    })
}

/// The name that an expression begins with: `user` for `user.name.len()`.
pub(crate) fn beginning(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(field) => beginning(&field.base),
        Expr::MethodCall(call) => beginning(&call.receiver),
        Expr::Index(index) => beginning(&index.expr),
        Expr::Reference(reference) => beginning(&reference.expr),
        Expr::Unary(unary) => beginning(&unary.expr),
        _ => None,
    }
}

/// The expression in parentheses where `&expr` would otherwise bind to a part of it.
///
/// Parentheses that are not needed would warn in the user's crate.
pub(crate) fn operand(expression: &Expr) -> TokenStream {
    let needs_parentheses = matches!(
        expression,
        Expr::Assign(_)
            | Expr::Binary(_)
            | Expr::Break(_)
            | Expr::Cast(_)
            | Expr::Closure(_)
            | Expr::Let(_)
            | Expr::Range(_)
            | Expr::Yield(_)
    );
    if needs_parentheses {
        let tokens = expression.to_token_stream();
        let mut group = proc_macro2::Group::new(proc_macro2::Delimiter::Parenthesis, tokens);
        group.set_span(syn::spanned::Spanned::span(expression));
        group.to_token_stream()
    } else {
        expression.to_token_stream()
    }
}

#[cfg(test)]
mod tests {
    use super::{check_control_flow, mentions, operand};
    use crate::errors::Errors;
    use quote::quote;
    use syn::parse_quote;

    fn complaints(expression: &syn::Expr) -> String {
        let mut errors = Errors::new();
        check_control_flow(expression, &mut errors);
        errors.finish().unwrap_or_default().to_string()
    }

    #[test]
    fn leaving_the_function_is_refused() {
        assert!(complaints(&parse_quote!(id.parse::<u32>()?)).contains('?'));
        assert!(complaints(&parse_quote!(if a { return } else { 1 })).contains("return"));
        assert!(complaints(&parse_quote!(load(id).await)).contains("await"));
    }

    #[test]
    fn closures_keep_their_own_control_flow() {
        assert_eq!(
            complaints(&parse_quote!(list.map(|x| {
                x?;
                return 1;
            }))),
            ""
        );
        assert_eq!(complaints(&parse_quote!(async { load().await })), "");
    }

    #[test]
    fn names_are_found_in_groups_and_format_strings() {
        assert!(mentions(&quote!(f(g[card])), "card"));
        assert!(mentions(&quote!(format!("to {card:>4}")), "card"));
        assert!(!mentions(&quote!(format!("to {cards}")), "card"));
        assert!(!mentions(&quote!(cards.len()), "card"));
    }

    #[test]
    fn only_loose_expressions_get_parentheses() {
        assert_eq!(operand(&parse_quote!(a + b)).to_string(), "(a + b)");
        assert_eq!(operand(&parse_quote!(a.b())).to_string(), "a . b ()");
    }
}
