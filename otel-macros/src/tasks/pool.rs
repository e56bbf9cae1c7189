//! Scopes that threads are started in, and rayon, whose functions return nothing to know them by:
//! the module's name has to do.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprClosure, Pat};

use super::argument::entering;
use super::visit::Rewrite;
use crate::expand::hygienic_at;

/// Whose scope a closure gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pool {
    Thread,
    Rayon,
}

impl Rewrite {
    /// Takes note of the scope that a closure in this call, or method call, is given.
    pub(super) fn open_scope(&mut self, expression: &Expr) {
        let (pool, argument) = match expression {
            Expr::Call(call) => match (function(call), call.args.last()) {
                (Some((module, name)), Some(argument)) if name.contains("scope") => {
                    let pool = match &*module {
                        "rayon" => Pool::Rayon,
                        "thread" => Pool::Thread,
                        _ => return,
                    };
                    (pool, argument)
                }
                _ => return,
            },
            Expr::MethodCall(call) => match (self.scope_of(&call.receiver), call.args.last()) {
                (Some(Pool::Rayon), Some(argument)) => (Pool::Rayon, argument),
                _ => return,
            },
            _ => return,
        };
        if let Expr::Closure(closure) = argument
            && let Some(name) = parameter(closure)
        {
            self.scopes.push((name.clone(), pool));
        }
    }

    /// Rewrites a call of rayon's.
    pub(super) fn rewrite_pool(&self, expression: &mut Expr) {
        match expression {
            Expr::Call(call) => match function(call) {
                Some((module, name)) if module == "rayon" => match &*name {
                    "spawn" | "spawn_fifo" | "join" => {
                        let word = call.func.span();
                        let (tasks, how) = (self.tasks(word), self.how(word));
                        for argument in &mut call.args {
                            let carried =
                                hygienic_at!(word => #tasks::Threads.start(#how, #argument));
                            *argument = Expr::Verbatim(carried);
                        }
                    }
                    "scope" | "scope_fifo" => self.enter_in(call.args.last_mut()),
                    _ => {}
                },
                _ => {}
            },
            Expr::MethodCall(call) => {
                let starts = call.method == "spawn" || call.method == "spawn_fifo";
                if starts && self.is_rayon_scope(&call.receiver) {
                    self.enter_in(call.args.last_mut());
                }
            }
            _ => {}
        }
    }

    fn enter_in(&self, argument: Option<&mut Expr>) {
        if let Some(argument) = argument
            && let Expr::Closure(closure) = argument
            && closure.inputs.len() == 1
        {
            let word = closure.inputs_begin.span();
            let how = self.how(word);
            *argument = entering(closure, hygienic_at!(word => #how()));
        }
    }

    /// Whether it is the scope that `thread::scope` gives to a closure.
    pub(super) fn is_thread_scope(&self, receiver: &Expr) -> bool {
        self.scope_of(receiver) == Some(Pool::Thread)
    }

    /// Whether it is the scope that a function of rayon's gives to a closure.
    pub(super) fn is_rayon_scope(&self, receiver: &Expr) -> bool {
        self.scope_of(receiver) == Some(Pool::Rayon)
    }

    fn scope_of(&self, receiver: &Expr) -> Option<Pool> {
        let Expr::Path(path) = receiver else {
            return None;
        };
        let name = path.path.get_ident()?;
        let known = self.scopes.iter().rev().find(|(known, _)| known == name);
        known.map(|(_, pool)| *pool)
    }
}

/// The module and the name of the function that is called.
fn function(call: &ExprCall) -> Option<(String, String)> {
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    let mut segments = path.path.segments.iter().rev();
    let name = segments.next()?.ident.to_string();
    Some((segments.next()?.ident.to_string(), name))
}

/// The name of a closure's only parameter.
fn parameter(closure: &ExprClosure) -> Option<&Ident> {
    let only = match closure.inputs.first()? {
        Pat::Type(typed) => &*typed.pat,
        other => other,
    };
    match only {
        Pat::Ident(name) if closure.inputs.len() == 1 => Some(&name.ident),
        _ => None,
    }
}
