//! Calls of functions: `tokio::spawn(future)`, `thread::spawn(closure)`.

use proc_macro2::TokenStream;
use syn::{Arm, Expr, ExprCall, ExprMatch, ExprPath, Pat, PathArguments, Token, token};

use super::visit::{Rewrite, is_module};
use crate::expand::hygienic_at;

/// The names of such functions, and how their calls are asked what they start.
const FUNCTIONS: &[(&str, &str, &str)] = &[
    ("spawn", "kind", "start"),
    ("spawn_local", "kind", "start"),
    ("spawn_blocking", "kind_blocking", "start_blocking"),
];

impl Rewrite {
    /// Rewrites a call of a function that may start a task: what it returns will tell.
    pub(super) fn rewrite_call(&self, expression: &mut Expr, is_statement: bool) {
        let Expr::Call(call) = expression else {
            return;
        };
        let Some((path, kind, start)) = self.starting_function(call) else {
            return;
        };
        let Some(word) = path.path.segments.last().map(|last| last.ident.span()) else {
            return;
        };
        let (kind, start) = (syn::Ident::new(kind, word), syn::Ident::new(start, word));
        let (tasks, how) = (self.tasks(word), self.how(word));
        let argument = &call.args[0];
        let asked = hygienic_at!(word => #tasks::called(&#path, #argument));
        let carried = hygienic_at! {
            word => call.of(&#path).#kind().#start(#how, argument)
        };
        let attrs = std::mem::take(&mut call.attrs);
        let mut call = call.clone();
        call.args = std::iter::once(Expr::Verbatim(carried)).collect();
        let (made, never) = if is_statement {
            (hygienic_at!(word => { #call; }), hygienic_at!(word => {}))
        } else {
            (hygienic_at!(word => #call), hygienic_at!(word => never()))
        };
        let arm = |pattern: TokenStream, body: TokenStream| Arm {
            attrs: Vec::new(),
            pat: Pat::Verbatim(pattern),
            fat_arrow_token: Token![=>](word),
            body: Box::new(Expr::Verbatim(body)),
            comma: Some(Token![,](word)),
        };
        *expression = Expr::Match(ExprMatch {
            attrs,
            match_token: Token![match](word),
            expr: Box::new(Expr::Verbatim(asked)),
            brace_token: token::Brace(word),
            arms: vec![
                arm(
                    hygienic_at!(word => #tasks::Called::Call(argument, call)),
                    made,
                ),
                arm(hygienic_at!(word => #tasks::Called::Never(never)), never),
            ],
        });
    }

    fn starting_function<'a>(
        &self,
        call: &'a ExprCall,
    ) -> Option<(&'a ExprPath, &'static str, &'static str)> {
        // An `unsafe` function is no `FnOnce`, so the compiler cannot be asked about it.
        if self.is_unsafe || call.args.len() != 1 {
            return None;
        }
        let Expr::Path(path) = &*call.func else {
            return None;
        };
        let mut segments = path.path.segments.iter().rev();
        let last = segments.next()?;
        let (name, kind, start) = FUNCTIONS.iter().find(|(name, ..)| last.ident == name)?;
        let is_a_function = match segments.next() {
            Some(segment) => is_module(&segment.ident),
            None => !self.bound.iter().any(|bound| bound == name),
        };
        let plain = path.qself.is_none() && path.attrs.is_empty();
        (plain && is_a_function && matches!(last.arguments, PathArguments::None))
            .then_some((path, *kind, *start))
    }
}
