//! `#[traced]` on an `impl` block, a `trait` or an inline `mod`: every function in it is traced.
//!
//! The functions are expanded here, and not by an attribute on each of them, because only here it is
//! known what each inherits. Everything else in the block stays as it is written.

mod block;
mod check;
mod conditional;
mod inherit;
mod name;
mod scan;
mod scope;

use proc_macro2::{Group, TokenStream};
use quote::ToTokens;

use crate::args::Args;
use crate::errors::Errors;
use crate::expand::expand as expand_function;
use crate::fallback;
use crate::item::{Item, same_braces};
use scan::{Member, MemberKind, members};
use scope::{Function, Scope, Scopes};

pub(crate) use block::Block;

/// The block with its functions traced; on any mistake the block as written, beside all of them.
pub(crate) fn expand(args: Args, block: Block, mut errors: Errors) -> TokenStream {
    let wrong = errors.count() > 0;
    let mut scopes = Scopes::default();
    let pieces = read(&mut scopes, block, args, wrong, None, &mut errors);
    let written = scopes.as_written();
    let plans = scopes.into_plans(&mut errors);
    match errors.finish() {
        Some(errors) => fallback::expand(write(&pieces, &mut written.into_iter()), errors),
        None => write(&pieces, &mut plans.iter().map(expand_function)),
    }
}

/// What a block is put together from.
enum Piece {
    Tokens(TokenStream),
    /// The next of the functions.
    Function,
    Braces(Group, Vec<Piece>),
}

fn read(
    scopes: &mut Scopes,
    block: Block,
    args: Args,
    wrong: bool,
    outer: Option<usize>,
    errors: &mut Errors,
) -> Vec<Piece> {
    let scope = scopes.open(Scope::new(&block, args, wrong, outer));
    let (inner_attributes, members) = members(block.braces.stream());
    let mut content = vec![Piece::Tokens(inner_attributes)];
    for member in members {
        content.extend(read_member(scopes, scope, &block, member, errors));
    }
    vec![
        Piece::Tokens(block.head),
        Piece::Braces(block.braces, content),
    ]
}

fn read_member(
    scopes: &mut Scopes,
    scope: usize,
    block: &Block,
    member: Member,
    errors: &mut Errors,
) -> Vec<Piece> {
    let untouched = vec![Piece::Tokens(member.as_written())];
    if member.kind == MemberKind::Other {
        return untouched;
    }
    let count = errors.count();
    let (args, done) = match &member.traced {
        Some(own) => (Args::parse(own.arguments.clone(), errors), own.done()),
        None => Default::default(),
    };
    let wrong = errors.count() > count;
    if args.skip.is_some() || member.kind == MemberKind::Untraceable && member.traced.is_none() {
        return untouched;
    }
    let mut pieces = vec![Piece::Tokens(done)];
    let item = member.untraced();
    if member.kind == MemberKind::Block
        && let Some(inner) = Block::find(&item)
    {
        pieces.extend(read(scopes, inner, args, wrong, Some(scope), errors));
        return pieces;
    }
    // Also where nothing can be traced after all: then it says why.
    match Item::parse(item.clone(), errors) {
        None => pieces.push(Piece::Tokens(item)),
        Some(parsed) => {
            pieces.push(Piece::Function);
            scopes.add(Function {
                scope,
                prefix: block.prefix.clone(),
                args,
                item: parsed,
                written: item,
            });
        }
    }
    pieces
}

fn write(pieces: &[Piece], functions: &mut dyn Iterator<Item = TokenStream>) -> TokenStream {
    let mut tokens = TokenStream::new();
    for piece in pieces {
        match piece {
            Piece::Tokens(written) => tokens.extend(written.clone()),
            Piece::Function => tokens.extend(functions.next()),
            Piece::Braces(braces, content) => {
                same_braces(braces, write(content, functions)).to_tokens(&mut tokens);
            }
        }
    }
    tokens
}
