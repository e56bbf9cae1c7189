//! Calls of methods: `set.spawn(future)`, `Builder::new().spawn(closure)`.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Expr, ExprClosure, Member, UnOp};

use super::argument::is_carried;
use super::visit::Rewrite;
use crate::expand::hygienic_at;

/// A method that may start a task.
struct Method {
    name: &'static str,
    /// Which of its arguments is the task, and of how many.
    argument: usize,
    arguments: usize,
    /// How it is handed through.
    start: &'static str,
}

const fn method(
    name: &'static str,
    (argument, arguments): (usize, usize),
    start: &'static str,
) -> Method {
    Method {
        name,
        argument,
        arguments,
        start,
    }
}

const METHODS: &[Method] = &[
    method("spawn", (0, 1), "start"),
    method("spawn_on", (0, 2), "start"),
    method("spawn_local", (0, 1), "start"),
    method("spawn_local_on", (0, 2), "start"),
    method("spawn_blocking", (0, 1), "start_blocking"),
    method("spawn_blocking_on", (0, 2), "start_blocking"),
    method("spawn_scoped", (1, 2), "start_blocking"),
];

impl Rewrite {
    /// Rewrites a call of a method that may start a task: its receiver will tell.
    pub(super) fn rewrite_method(&mut self, expression: &mut Expr, is_statement: bool) {
        let Expr::MethodCall(call) = expression else {
            return;
        };
        let known = METHODS.iter().find(|known| call.method == known.name);
        let Some(known) = known.filter(|known| call.args.len() == known.arguments) else {
            return;
        };
        let of_closure = |closure: &ExprClosure| {
            // Where a method of any type may be meant, a closure has to stay `Fn` if it was: it
            // does when what it takes along is moved into it anyway.
            closure.inputs.is_empty()
                && (closure.capture.is_some()
                    || known.start == "start_blocking"
                    || self.starts_threads(&call.receiver))
        };
        if self.conditional
            || self.is_rayon_scope(&call.receiver)
            || call.turbofish.is_some()
            || !is_carried(&call.args[known.argument], &of_closure)
        {
            return;
        }
        let word = call.method.span();
        let Some(receiver) = self.ask(&mut call.receiver, word) else {
            return;
        };
        let start = Ident::new(known.start, word);
        let kind = match &receiver {
            Receiver::Value(name) | Receiver::Place(name, _) => hygienic_at!(word => #name.kind()),
            Receiver::Part(part) => hygienic_at!(word => #part.kind()),
        };
        self.carry(&mut call.args[known.argument], &kind, &start);
        let Receiver::Place(_, note) = receiver else {
            return;
        };
        if is_statement {
            self.ahead(hygienic_at!(word => #note;));
        } else {
            let tasks = self.tasks(word);
            let attributes = std::mem::take(&mut call.attrs);
            let after = hygienic_at!(word => #(#attributes)* #tasks::after(#note, #call));
            *expression = Expr::Verbatim(after);
        }
    }

    /// Finds out the type of a receiver without evaluating it twice; `None` where that is not
    /// possible.
    fn ask(&mut self, receiver: &mut Expr, word: Span) -> Option<Receiver> {
        if is_place(receiver) {
            let name = self.receiver(word);
            let tasks = self.tasks(word);
            let note = hygienic_at!(word => #tasks::note(&#name, &#receiver));
            return Some(Receiver::Place(name, note));
        }
        let mut members = Vec::new();
        let value = value_of(receiver, &mut members)?;
        let name = self.receiver(word);
        let tasks = self.tasks(word);
        *value = Expr::Verbatim(hygienic_at!(word => #tasks::noted(&#name, #value)));
        if members.is_empty() {
            return Some(Receiver::Value(name));
        }
        members.reverse();
        let part = hygienic_at!(word => #tasks::part(&#name, |whole| &whole #(. #members)*));
        Some(Receiver::Part(part))
    }

    /// Whether a receiver is by its syntax one that starts threads.
    fn starts_threads(&self, receiver: &Expr) -> bool {
        match receiver {
            Expr::MethodCall(call) => self.starts_threads(&call.receiver),
            Expr::Try(node) => self.starts_threads(&node.expr),
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => {
                    let mut segments = path.path.segments.iter().rev();
                    segments.next().is_some_and(|last| last.ident == "new")
                        && segments.next().is_some_and(|ty| ty.ident == "Builder")
                }
                _ => false,
            },
            _ => self.is_thread_scope(receiver),
        }
    }
}

/// What is known of a receiver.
enum Receiver {
    /// Its type has this name.
    Value(Ident),
    /// The same, once the call has been made.
    Place(Ident, TokenStream),
    /// This expression tells its type.
    Part(TokenStream),
}

/// Whether evaluating the expression once more has no effect.
fn is_place(expression: &Expr) -> bool {
    match expression {
        Expr::Path(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)) && is_place(&unary.expr),
        Expr::Index(index) => {
            is_place(&index.expr)
                && (matches!(*index.index, Expr::Lit(_)) || is_place(&index.index))
        }
        _ => false,
    }
}

/// The value at the root of a receiver, and the fields on the way from it, the last first.
fn value_of<'a>(receiver: &'a mut Expr, members: &mut Vec<Member>) -> Option<&'a mut Expr> {
    match receiver {
        Expr::Field(field) => {
            members.push(field.member.clone());
            value_of(&mut field.base, members)
        }
        Expr::Paren(inner) => value_of(&mut inner.expr, members),
        Expr::Call(_)
        | Expr::MethodCall(_)
        | Expr::Await(_)
        | Expr::Try(_)
        | Expr::Reference(_) => Some(receiver),
        _ => None,
    }
}
