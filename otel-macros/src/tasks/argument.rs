//! What becomes of the argument of a method.
//!
//! A closure stays a closure where it stands: what the method expects of it does not pass through a
//! function. Everything else is handed through one, which wraps it or gives it back.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprClosure, Stmt};

use super::visit::Rewrite;
use crate::expand::{hygienic, hygienic_at};

/// Whether the argument can be rewritten.
pub(super) fn is_carried(argument: &Expr, of_closure: &dyn Fn(&ExprClosure) -> bool) -> bool {
    match argument {
        Expr::Paren(inner) => is_carried(&inner.expr, of_closure),
        Expr::Group(inner) => is_carried(&inner.expr, of_closure),
        Expr::Block(block) => match (block.label.is_none(), block.block.stmts.last()) {
            (true, Some(Stmt::Expr(last, None))) => is_carried(last, of_closure),
            _ => false,
        },
        Expr::Closure(closure) => {
            let is_plain = closure.asyncness.is_none() && closure.constness.is_none();
            is_plain && of_closure(closure)
        }
        Expr::If(_) | Expr::Match(_) | Expr::Loop(_) | Expr::Unsafe(_) | Expr::Macro(_) => false,
        _ => true,
    }
}

impl Rewrite {
    /// Rewrites an argument for which `is_carried` holds; `kind` is what the call starts.
    pub(super) fn carry(&self, argument: &mut Expr, kind: &TokenStream, start: &Ident) {
        let word = start.span();
        let (tasks, how) = (self.tasks(word), self.how(word));
        match argument {
            Expr::Paren(inner) => self.carry(&mut inner.expr, kind, start),
            Expr::Group(inner) => self.carry(&mut inner.expr, kind, start),
            Expr::Block(block) => {
                if let Some(Stmt::Expr(last, None)) = block.block.stmts.last_mut() {
                    self.carry(last, kind, start);
                }
            }
            Expr::Closure(closure) => {
                let carried = hygienic_at!(word => #kind.carried(#how));
                *argument = match closure.capture {
                    Some(_) => entering(closure, carried),
                    None => entering(closure, hygienic_at!(word => #tasks::once(#carried))),
                };
            }
            other => {
                let carried = hygienic_at!(word => #kind.#start(#how, #other));
                *other = Expr::Verbatim(carried);
            }
        }
    }
}

/// The closure, which enters what is carried when it is called.
pub(super) fn entering(closure: &mut ExprClosure, carried: TokenStream) -> Expr {
    prepend(closure, hygienic!(let _entered = carried.enter();));
    Expr::Verbatim(hygienic!({ let carried = #carried; #closure }))
}

/// Puts statements ahead of a closure's body.
///
/// The braces around them are where the body is, in its edition, for the body's value is the last
/// in them.
pub(super) fn prepend(closure: &mut ExprClosure, statements: TokenStream) {
    let body = &closure.body;
    let mut braces = Group::new(Delimiter::Brace, quote!(#statements #body));
    braces.set_span(body.span());
    *closure.body = Expr::Verbatim(braces.to_token_stream());
}
