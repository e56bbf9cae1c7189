//! Walks through a body: its own closures and async blocks too, not the items in it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Arm, Attribute, Block, Expr, ExprClosure, ExprConst, ExprRepeat, ExprUnsafe, FieldValue, Item,
    Local, Pat, PatIdent, Path, Stmt, Type,
};

use super::pool::Pool;
use crate::expand::{hygienic, hygienic_at};

/// The rewriting of one body.
pub(super) struct Rewrite {
    /// The path of the runtime's module for this.
    tasks: TokenStream,
    /// The name of the function that takes along the Context.
    how: TokenStream,
    /// The names that the function binds: such a name is no function's.
    pub(super) bound: Vec<String>,
    /// Calls of `unsafe` functions may stand here.
    pub(super) is_unsafe: bool,
    /// The parameters of the closures around that get a scope to start threads in.
    pub(super) scopes: Vec<(Ident, Pool)>,
    /// What stands here may not be compiled: no statement ahead of it can rely on it.
    pub(super) conditional: bool,
    /// Statements that go ahead of the one that is walked through.
    ahead: Vec<TokenStream>,
    receivers: usize,
}

impl Rewrite {
    pub(super) fn new(
        runtime: &TokenStream,
        how: TokenStream,
        bound: Vec<String>,
        is_unsafe: bool,
    ) -> Self {
        Self {
            tasks: hygienic!(#runtime::tasks),
            how,
            bound,
            is_unsafe,
            scopes: Vec::new(),
            conditional: false,
            ahead: Vec::new(),
            receivers: 0,
        }
    }

    /// Rewrites the statements of the whole body.
    pub(super) fn body(&mut self, mut statements: Vec<Stmt>) -> Vec<Stmt> {
        let mut names = Names(&mut self.bound);
        for statement in &mut statements {
            names.visit_stmt_mut(statement);
        }
        self.statements(statements)
    }

    /// The path of the runtime's module for this; rustc blames the user's word for what is wrong
    /// there.
    pub(super) fn tasks(&self, word: Span) -> TokenStream {
        let path = self.tasks.clone().into_iter();
        path.map(|mut token| {
            token.set_span(token.span().located_at(word));
            token
        })
        .collect()
    }

    /// The path of the function that takes along the Context.
    pub(super) fn how(&self, word: Span) -> TokenStream {
        let (tasks, how) = (self.tasks(word), &self.how);
        hygienic_at!(word => #tasks::#how)
    }

    /// A name for what is found out about a receiver ahead of the statement.
    pub(super) fn receiver(&mut self, word: Span) -> Ident {
        self.receivers += 1;
        let span = Span::mixed_site().located_at(word);
        let name = format_ident!("__otel_receiver{}", self.receivers, span = span);
        let tasks = self.tasks(word);
        self.ahead(hygienic_at!(word => let #name = #tasks::receiver();));
        name
    }

    /// Puts a statement ahead of the one that is walked through.
    pub(super) fn ahead(&mut self, statement: TokenStream) {
        self.ahead.push(statement);
    }

    fn statements(&mut self, statements: Vec<Stmt>) -> Vec<Stmt> {
        let mut rewritten = Vec::with_capacity(statements.len());
        for mut statement in statements {
            let attributes = take_attributes(&mut statement);
            self.statement(&mut statement);
            let conditions: Vec<&Attribute> = attributes.iter().filter(is_condition).collect();
            for ahead in self.ahead.drain(..) {
                let ahead = quote!(#(#conditions)* #ahead);
                rewritten.push(Stmt::Expr(Expr::Verbatim(ahead), None));
            }
            if !attributes.is_empty() {
                let tokens = quote!(#(#attributes)* #statement);
                statement = Stmt::Expr(Expr::Verbatim(tokens), None);
            }
            rewritten.push(statement);
        }
        rewritten
    }

    fn statement(&mut self, statement: &mut Stmt) {
        // A call that is a statement of its own stays one: rustc looks at it for `#[must_use]`.
        if let Stmt::Expr(expression, Some(semicolon)) = statement {
            let was_call = matches!(expression, Expr::Call(_));
            self.expression(expression, true);
            if was_call && matches!(expression, Expr::Match(_)) {
                // As ours it is none that clippy finds unnecessary.
                semicolon.span = Span::mixed_site().located_at(semicolon.span);
            }
        } else {
            self.visit_stmt_mut(statement);
        }
    }

    fn expression(&mut self, expression: &mut Expr, is_statement: bool) {
        let outside = self.conditional;
        let scopes = self.scopes.len();
        self.open_scope(expression);
        visit_mut::visit_expr_mut(self, expression);
        self.rewrite_pool(expression);
        self.scopes.truncate(scopes);
        self.rewrite_call(expression, is_statement);
        self.rewrite_method(expression, is_statement);
        self.conditional = outside;
    }

    /// Walks through a part whose own `cfg`s hold for nothing behind it.
    fn within(&mut self, walk: impl FnOnce(&mut Self)) {
        let outside = self.conditional;
        walk(self);
        self.conditional = outside;
    }
}

impl VisitMut for Rewrite {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let outside = std::mem::take(&mut self.ahead);
        let conditional = std::mem::take(&mut self.conditional);
        block.stmts = self.statements(std::mem::take(&mut block.stmts));
        self.conditional = conditional;
        self.ahead = outside;
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        self.expression(expression, false);
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let outside = std::mem::take(&mut self.ahead);
        visit_mut::visit_expr_closure_mut(self, closure);
        let ahead = std::mem::replace(&mut self.ahead, outside);
        if !ahead.is_empty() {
            super::argument::prepend(closure, quote!(#(#ahead)*));
        }
    }

    fn visit_expr_unsafe_mut(&mut self, node: &mut ExprUnsafe) {
        let outside = std::mem::replace(&mut self.is_unsafe, true);
        visit_mut::visit_expr_unsafe_mut(self, node);
        self.is_unsafe = outside;
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        self.within(|this| visit_mut::visit_arm_mut(this, arm));
    }

    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        self.within(|this| visit_mut::visit_field_value_mut(this, field));
    }

    fn visit_local_mut(&mut self, local: &mut Local) {
        self.within(|this| visit_mut::visit_local_mut(this, local));
    }

    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        self.conditional |= is_condition(&&*attribute);
    }

    fn visit_expr_repeat_mut(&mut self, node: &mut ExprRepeat) {
        self.visit_expr_mut(&mut node.expr);
    }

    // Functions of their own, and what runs at compile time.
    fn visit_item_mut(&mut self, _: &mut Item) {}
    fn visit_expr_const_mut(&mut self, _: &mut ExprConst) {}
    fn visit_type_mut(&mut self, _: &mut Type) {}
    fn visit_pat_mut(&mut self, _: &mut Pat) {}
    fn visit_path_mut(&mut self, _: &mut Path) {}
}

/// Collects the names that the body binds.
struct Names<'a>(&'a mut Vec<String>);

impl VisitMut for Names<'_> {
    fn visit_pat_ident_mut(&mut self, node: &mut PatIdent) {
        let name = node.ident.to_string();
        if name.starts_with("spawn") {
            self.0.push(name);
        }
        visit_mut::visit_pat_ident_mut(self, node);
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// Takes off the attributes of a statement, where they stand in front of all of it.
fn take_attributes(statement: &mut Stmt) -> Vec<Attribute> {
    match statement {
        Stmt::Local(local) => std::mem::take(&mut local.attrs),
        Stmt::Expr(Expr::Call(call), _) => std::mem::take(&mut call.attrs),
        Stmt::Expr(Expr::MethodCall(call), _) => std::mem::take(&mut call.attrs),
        Stmt::Expr(Expr::Await(node), _) => std::mem::take(&mut node.attrs),
        Stmt::Expr(Expr::Try(node), _) => std::mem::take(&mut node.attrs),
        _ => Vec::new(),
    }
}

fn is_condition(attribute: &&Attribute) -> bool {
    let path = attribute.path();
    path.is_ident("cfg") || path.is_ident("cfg_attr")
}

/// Whether a segment of a path is in lower case: a module, not a type.
pub(super) fn is_module(segment: &Ident) -> bool {
    !segment.to_string().starts_with(char::is_uppercase)
}
