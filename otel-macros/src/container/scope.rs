//! The blocks that were found, one in another, and the functions in them.

use proc_macro2::TokenStream;
use syn::LitStr;
use syn::ext::IdentExt;

use super::block::Block;
use super::check::{check_masks, check_scope};
use super::inherit::{inherit, leave_out_unknown_masks};
use crate::args::{Args, Name, Spanned};
use crate::errors::Errors;
use crate::item::{Item, Shape};
use crate::plan::Plan;

/// What a block says about the functions in it.
pub(super) struct Scope {
    pub(super) args: Args,
    /// `impl`, `trait` or `mod`.
    pub(super) keyword: &'static str,
    /// The arguments of all the functions in it.
    pub(super) arguments: Vec<String>,
    /// Whether any of them has `self`.
    pub(super) has_receiver: bool,
    keep_async: bool,
    /// Its attribute has a mistake, which is reported once and not for every function.
    wrong: bool,
    outer: Option<usize>,
}

impl Scope {
    pub(super) fn new(block: &Block, args: Args, wrong: bool, outer: Option<usize>) -> Self {
        Self {
            args,
            keyword: block.keyword,
            arguments: Vec::new(),
            has_receiver: false,
            keep_async: block.keep_async,
            wrong,
            outer,
        }
    }
}

/// A function in a block.
pub(super) struct Function {
    pub(super) scope: usize,
    pub(super) prefix: Option<String>,
    /// Its own attribute.
    pub(super) args: Args,
    pub(super) item: Item,
    pub(super) written: TokenStream,
}

/// Every block, from the outermost on, and their functions in the order of the source.
#[derive(Default)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    functions: Vec<Function>,
}

impl Scopes {
    /// Adds a block; gives its number.
    pub(super) fn open(&mut self, scope: Scope) -> usize {
        self.scopes.push(scope);
        self.scopes.len() - 1
    }

    /// Adds a function, which all the blocks around it then know.
    pub(super) fn add(&mut self, function: Function) {
        for number in self.around(function.scope) {
            let scope = &mut self.scopes[number];
            scope.arguments.extend(function.item.argument_names());
            scope.has_receiver |= function.item.receiver.is_some();
        }
        self.functions.push(function);
    }

    /// The functions without anything of ours.
    pub(super) fn as_written(&self) -> Vec<TokenStream> {
        let written = |function: &Function| function.written.clone();
        self.functions.iter().map(written).collect()
    }

    /// Checks everything, and gives each function what it inherits.
    pub(super) fn into_plans(mut self, errors: &mut Errors) -> Vec<Plan> {
        for scope in &mut self.scopes {
            let count = errors.count();
            check_scope(scope, errors);
            scope.wrong |= errors.count() > count;
        }
        let mut functions = std::mem::take(&mut self.functions);
        for function in &mut functions {
            self.settle(function);
        }
        for (number, scope) in self.scopes.iter().enumerate() {
            let inside = functions
                .iter()
                .filter(|function| self.around(function.scope).contains(&number));
            check_masks(scope, inside, errors);
        }
        functions
            .into_iter()
            .map(|function| Plan::of_function(function.args, function.item, errors))
            .collect()
    }

    /// What the attributes around a function add to its own.
    fn settle(&self, function: &mut Function) {
        let Function {
            args, item, prefix, ..
        } = function;
        let own_masks = args.mask.len();
        for number in self.around(function.scope) {
            let scope = &self.scopes[number];
            if !scope.wrong {
                inherit(args, scope, item);
            }
            if scope.keep_async && matches!(item.shape, Shape::Async) {
                item.shape = Shape::KeptAsync;
            }
        }
        leave_out_unknown_masks(args, own_masks, item);
        if let (None, Some(prefix)) = (&args.name, prefix) {
            let name = &item.signature.ident;
            let text = format!("{prefix}::{}", name.unraw());
            args.name = Some(Spanned {
                key: name.span(),
                value: Name::Literal(LitStr::new(&text, name.span())),
            });
        }
    }

    /// The numbers of a block and of those around it, from the inside out.
    fn around(&self, scope: usize) -> Vec<usize> {
        let outer = |number: &usize| self.scopes[*number].outer;
        std::iter::successors(Some(scope), outer).collect()
    }
}
