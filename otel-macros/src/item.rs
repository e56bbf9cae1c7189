//! Parses the function: its signature, and its body as the raw tokens in the user's own braces.
//!
//! The body is never parsed here, so a half-typed expression in it reaches rustc (and the editor)
//! as it stands.

mod arguments;
mod attributes;
mod body;
mod closure;
mod outlives;
mod returned;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, FnArg, Receiver, ReturnType, Signature, Type, Visibility};

use crate::errors::Errors;
use closure::returns_closure;

pub(crate) use arguments::{Argument, allow_underscored};
pub(crate) use attributes::{is_naked, want_async, without_expectations};
pub(crate) use body::{AsyncTail, brace_group, same_braces};
pub(crate) use returned::{Hint, ReturnedFuture, ReturnedStream, erase_impl_trait};

/// A function with a body.
pub(crate) struct Item {
    pub(crate) attributes: Vec<Attribute>,
    /// Inner attributes of the body, turned into outer ones of the function.
    pub(crate) hoisted: TokenStream,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) receiver: Option<Receiver>,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) body: Group,
    pub(crate) shape: Shape,
}

/// What kind of function it is, as far as wrapping it goes.
pub(crate) enum Shape {
    /// The body runs in a closure between start and end.
    Sync,
    /// The body stays unwrapped and a guard ends the span: `-> !`, `#[track_caller]`, variadics, and
    /// functions that return a closure.
    Guarded,
    /// `async fn`, written anew as a function that returns a future.
    Async,
    /// `async fn` that has to stay one.
    KeptAsync,
    /// A function that returns a future.
    Future(Box<ReturnedFuture>, Option<AsyncTail>),
    /// A function that returns an `impl Stream`.
    Stream(Box<ReturnedStream>),
    /// A function that returns a boxed future or stream, if its type turns out to be one.
    ByType(Hint),
}

impl Item {
    /// Parses a function; on anything else notes why it cannot be traced.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Option<Self> {
        match parse_function.parse2(tokens) {
            Ok(parsed) => parsed.checked(errors),
            Err(error) => {
                errors.add(error);
                None
            }
        }
    }

    /// Every name that an argument binds, in order.
    pub(crate) fn argument_names(&self) -> Vec<String> {
        self.arguments
            .iter()
            .flat_map(|argument| argument.names.iter().map(ToString::to_string))
            .collect()
    }

    /// The declared return type.
    pub(crate) fn return_type(&self) -> Option<&Type> {
        match &self.signature.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(ty),
        }
    }

    /// The same function with another body.
    pub(crate) fn with_body(self, body: Group) -> Self {
        let shape = shape(&self.signature, &self.attributes, &body);
        Self {
            body,
            shape,
            ..self
        }
    }

    /// Whether the function never returns.
    pub(crate) fn is_never(&self) -> bool {
        matches!(self.return_type(), Some(Type::Never(_)))
    }
}

struct Parsed {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    signature: Signature,
    body: Option<Group>,
    end: Span,
}

fn parse_function(input: ParseStream<'_>) -> syn::Result<Parsed> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse()?;
    if let Some(error) = refuse_other_items(input) {
        input.parse::<TokenStream>()?;
        return Err(error);
    }
    let signature = input.parse()?;
    let end = input.span();
    let body = body::parse(input)?;
    Ok(Parsed {
        attributes,
        visibility,
        signature,
        body,
        end,
    })
}

const WHERE: &str = "`#[traced]` goes on functions, `impl` blocks, traits and inline modules";

/// The error for an item that is no function, at its keyword.
fn refuse_other_items(input: ParseStream<'_>) -> Option<syn::Error> {
    const OTHER_ITEMS: &[&str] = &[
        "struct",
        "enum",
        "union",
        "trait",
        "impl",
        "mod",
        "type",
        "static",
        "use",
        "extern",
        "macro_rules",
        "let",
        "const",
        "unsafe",
        "auto",
    ];
    let ahead: TokenStream = input.fork().parse().ok()?;
    let words: Vec<_> = ahead
        .into_iter()
        .take_while(|token| !matches!(token, TokenTree::Group(_)))
        .filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(ident),
            _ => None,
        })
        .collect();
    let modifiers = ["const", "async", "unsafe", "extern", "safe"];
    let keyword = words
        .iter()
        .find(|word| !modifiers.iter().any(|modifier| *word == modifier));
    if keyword.is_some_and(|word| word == "fn") {
        return None;
    }
    let keyword = keyword
        .filter(|word| OTHER_ITEMS.iter().any(|other| *word == other))
        .or(words.first());
    Some(match keyword {
        Some(word) => syn::Error::new(word.span(), format!("{WHERE}, and this is `{word}`")),
        None => input.error(WHERE),
    })
}

impl Parsed {
    fn checked(self, errors: &mut Errors) -> Option<Item> {
        if let Some(constness) = &self.signature.constness {
            errors.at(
                constness.span,
                "a `const fn` cannot be traced: it may run at compile time, where no span exists",
            );
        }
        let Some(body) = self.body else {
            errors.at(
                self.end,
                "a function without a body cannot be traced: put `#[traced]` where the body is",
            );
            return None;
        };
        let (hoisted, body) = body::hoist_inner_attributes(body);
        let mut receiver = None;
        let mut arguments = Vec::new();
        for input in &self.signature.inputs {
            match input {
                FnArg::Receiver(found) => receiver = Some(found.clone()),
                FnArg::Typed(typed) => arguments.push(Argument::new(typed, &arguments)),
            }
        }
        let shape = shape(&self.signature, &self.attributes, &body);
        Some(Item {
            attributes: self.attributes,
            hoisted,
            visibility: self.visibility,
            signature: self.signature,
            receiver,
            arguments,
            body,
            shape,
        })
    }
}

fn shape(signature: &Signature, attributes: &[Attribute], body: &Group) -> Shape {
    let output = match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(&**ty),
    };
    let never = matches!(output, Some(Type::Never(_)));
    if signature.asyncness.is_some() {
        // `impl Future<Output = !>` is not stable, and other attributes may want to see `async`.
        if never || attributes::want_async(attributes) {
            return Shape::KeptAsync;
        }
        return Shape::Async;
    }
    if never
        || signature.variadic.is_some()
        || attributes::track_caller(attributes)
        || output.is_some_and(returns_closure)
    {
        return Shape::Guarded;
    }
    match output {
        Some(ty) => shape_of_returned(ty, signature, body),
        None => Shape::Sync,
    }
}

fn shape_of_returned(ty: &Type, signature: &Signature, body: &Group) -> Shape {
    if let Some(stream) = ReturnedStream::from_type(ty) {
        return Shape::Stream(Box::new(stream));
    }
    let tail = AsyncTail::find(body);
    let future = match tail {
        Some(_) => ReturnedFuture::from_type(ty).or_else(|| ReturnedFuture::from_name(ty)),
        None => ReturnedFuture::from_type(ty),
    };
    let boxed_again = future
        .as_ref()
        .is_none_or(|future| future.boxed && tail.is_none());
    if boxed_again && !outlives::outlives(&signature.generics, ty) {
        return Shape::Sync;
    }
    match (future, Hint::from_type(ty)) {
        (Some(future), _) => Shape::Future(Box::new(future), tail),
        (None, Some(hint)) => Shape::ByType(hint),
        (None, None) => Shape::Sync,
    }
}
