//! `#[traced]`: OpenTelemetry spans from one attribute.
//!
//! Used through `otel-runtime`, which re-exports it together with what the generated code calls.

mod args;
mod container;
mod errors;
mod expand;
mod expression;
mod fallback;
mod fields;
mod inline;
mod item;
mod plan;
#[cfg(test)]
mod snapshots;
mod suggest;
mod tasks;

use proc_macro2::TokenStream;

/// Starts a span for every call of a function, and ends it when the function does.
///
/// ```
/// use otel_runtime::traced;
///
/// #[traced(kind = client, attrs(user.id = id), mask(email = email), args(email))]
/// async fn invite(id: u64, email: &str) -> Result<(), std::io::Error> {
///     // The span is current here: what is traced in here becomes its child.
///     Ok(())
/// }
/// ```
///
/// The span goes where the [telemetry](https://docs.rs/otel-runtime) of the process sends it. While there
/// is none, a call costs one load of the call site's own state, and no expression of the attribute is
/// evaluated.
///
/// # Expands to
///
/// One static call site and one call into the runtime. The body appears once, in the braces that it was
/// written in, and every argument is bound again in its order, so that everything is dropped when it
/// would have been. `fn add(left: u32, right: u32) -> u32 { left + right }` becomes, with
/// `rt` for `::otel_runtime::__rt`:
///
/// ```text
/// fn add(left: u32, right: u32) -> u32 {
///     rt::call::<u32, _, _>(
///         rt::start({
///             static SITE: rt::CallSite = rt::CallSite::new("add", rt::Kind::Internal, ..);
///             &SITE
///         }),
///         move || {
///             let left = left;
///             let right = right;
///             { left + right }
///         },
///         |out, span| { /* is `out` an error, by its type? then take it down */ },
///     )
/// }
/// ```
///
/// An `async fn` becomes a function that returns a future, which starts the span at its first poll and
/// makes it current for every poll:
///
/// ```text
/// fn load(id: u64) -> impl Future<Output = User> {
///     rt::future(SITE, async move { let id = id; { /* the body */ } }, |out, span| ..)
/// }
/// ```
///
/// `examples/expansion/` in the repository shows more of them in full.
///
/// # Where it can stand
///
/// On free functions, on methods with any receiver, on `async fn`, on functions that return a future or
/// a stream, and on the methods of an `#[async_trait]`. Attributes of others (`#[tokio::main]`,
/// `#[tokio::test]`, `#[test]`, `#[axum::debug_handler]`) may stand above it or below it. Where
/// `#[traced]` is above `#[tokio::main]` the span is that of the body, where it is below the span covers
/// the start and the end of the runtime as well.
///
/// And on blocks of functions: see [below](#blocks).
///
/// ## Functions that return a future
///
/// They have the span of that future, which covers the awaits and not the making: it starts at the first
/// poll, and a future that is never polled makes none. The body may do what it likes: make the future
/// in several places, return early, call another function for it.
///
/// | Returns | The span |
/// |---|---|
/// | `impl Future`, with `Send`, `Sync`, `Unpin`, lifetimes, `use<..>` | is that of the future |
/// | `impl Future` with another bound (`Clone`, a trait of your own) | covers the call: no wrapper could keep it |
/// | `Pin<Box<dyn Future>>` | is that of the future |
/// | `BoxFuture`, and any name with `Fut` or `Stream` in it, such as `ResponseFuture` | is that of the future or stream if the type is a pinned box of one, with `Send` and `Sync` or without; else covers the call |
/// | another name | covers the call |
///
/// A body that ends with `async { .. }` or `Box::pin(async { .. })` is wrapped there; around any other
/// that returns a box goes a second box. That has to know how long everything lives that the type
/// mentions: where the type mentions `Self` or a type parameter without a lifetime bound (`T: 'static`),
/// and the body does not end so, the span covers the call.
///
/// ## Functions that return a stream
///
/// `impl Stream<Item = ..>` with bounds as above, `Pin<Box<dyn Stream>>`, `BoxStream`, and names as above:
/// one span from the first poll to the end of the stream, current at every poll. It counts the items as
/// `stream.item_count`. The first item that is an error sets the status and makes the `exception` event;
/// later ones do not, and the stream goes on. A stream dropped before its end has the attribute
/// `outcome = "cancelled"`, unless it was dropped for an error that it gave. `ok` sets the status when it
/// ends without one.
///
/// ```
/// # use otel_runtime::traced;
/// # use std::{io, pin::Pin, task};
/// # struct Lines;
/// # impl futures_core::Stream for Lines {
/// #     type Item = io::Result<String>;
/// #     fn poll_next(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> task::Poll<Option<io::Result<String>>> {
/// #         task::Poll::Ready(None)
/// #     }
/// # }
/// # use futures_core::Stream;
/// #[traced(attrs(file.path = path))]
/// fn lines(path: &str) -> impl Stream<Item = io::Result<String>> + use<> {
///     // ..
/// #   Lines
/// }
/// ```
///
/// An `async fn` that returns a stream has the span of its own future, and a function that returns an
/// iterator that of its call. In a body that only makes a stream or a future `span = name` is not
/// possible: the span is there when `otel_runtime::ActiveSpan::current()` is asked for within it.
///
/// ## Where it cannot
///
/// On a `const fn`, on a function without a body, on other items, and on closures, where rustc allows no
/// attribute.
///
/// # Keys
///
/// All of them are optional and stand in any order, separated by commas; the name as a bare literal
/// comes first.
///
/// ## `name`
///
/// `#[traced("load user")]`, `name = "load user"` or `name = expression`. The default is the name of the
/// function. An expression is evaluated once a call, ahead of the body, with the arguments in scope;
/// anything that is `AsRef<str>`.
///
/// ```
/// # use otel_runtime::traced;
/// #[traced(name = format!("GET {route}"), kind = server)]
/// fn handle(route: &str) {}
/// ```
///
/// ## `kind`
///
/// `internal` (the default), `server`, `client`, `producer` or `consumer`.
///
/// ## `attrs(..)`
///
/// Attributes, evaluated only when the span records, ahead of the body; for an `async fn` at the first
/// poll. A function that returns a future and is not async evaluates them at the call, and the span's
/// parent is then the span that was current there.
///
/// | Form | Records |
/// |---|---|
/// | `id` | the argument `id` under `id` |
/// | `user.id` | the field under `user.id` |
/// | `key = expression`, `a.b = expression` | the value under that key |
/// | `"any key" = expression` | keys that are no names |
/// | `{CONST} = expression` | a constant of yours as the key |
/// | `key = %expression` | its `Display` text |
/// | `key = ?expression` | its `Debug` text |
///
/// Values are booleans, numbers, strings, lists of them, and `Option` of any: `None` is left out. The
/// names in a pattern, such as `Path(id): Path<u64>`, are bound by reference in a function that is not
/// async. `return`, `?` and `.await` are not possible in an expression.
///
/// ```
/// # use otel_runtime::traced;
/// # mod semconv { pub const METHOD: &str = "http.request.method"; }
/// struct User { id: u64, name: Option<String> }
///
/// #[traced(attrs(user.id, user.name, {semconv::METHOD} = "GET", retries = ?retries, url = %url))]
/// fn load(user: &User, retries: std::ops::Range<u8>, url: &str) {}
/// ```
///
/// ## `args`
///
/// `args` records every argument under its name, `args(a, b)` these. Nothing is recorded unless it is
/// asked for. An argument is recorded by its type: as a value, else its `Display` text, else its `Debug`
/// text, else not at all. An attribute of the same name takes its place.
///
/// ## `mask(..)`
///
/// What must not leave the process as it is: `name` or `"key"`, which shows nothing of it, or
/// `name = redact | hash | last4 | email`, or `name = path`, a `fn(&str) -> String` of yours.
/// A name is that of an argument or of a recorded key. The mask of an argument holds for every attribute
/// whose expression mentions it.
///
/// ```
/// # use otel_runtime::traced;
/// #[traced(
///     args(email),
///     attrs(card.number = card),
///     mask(email = email, card = last4, password)
/// )]
/// fn register(email: &str, card: &str, password: &str) {}
/// ```
///
/// A masked argument is shown as text, so its type has `Display` or `Debug`.
///
/// What is masked is also replaced in the texts of this span's error or panic, and in those of the spans
/// above that the error goes up through, however it is wrapped there: its `Display` text, its `Debug`
/// text, and what stands in quotes in that. So `password` is of use above, although nothing records it.
/// Only a verbatim text of at least 4 bytes is found: not a part of it, and not another spelling. The
/// attributes of `on_ok`, `on_err` and `on_return`, and what the body itself writes to a span, stay as
/// they are. To look for it, the argument is rendered ahead of the body whenever the span records.
///
/// ## `ok`
///
/// Sets the status Ok when the function returns no error. Without it the status stays unset, as the
/// specification asks of libraries.
///
/// ## `err(..)`
///
/// An error in the result is taken down by itself, whatever the type is called: `Result`, an alias of
/// it, `Option<Result>`, `Poll<Result>`; with an error of any type. These words say more, and all but
/// `off` can stand together:
///
/// | Word | Meaning |
/// |---|---|
/// | `off` | errors are not taken down |
/// | `display`, `debug` | how the message is made; needs that trait |
/// | `expected = PATTERN`, `expected = PATTERN if guard` | an error that matches is no failure: it leaves its `error.type`, and neither a status nor an event |
/// | `type = expression` | the `error.type`, by its `Display` text or with `?` its `Debug` text; the default is the name of the error's type. Few different values, please |
/// | `none` | a returned `None` is a failure: status Error, `error.type = "none"`, no event |
///
/// The pattern is matched against `&E`; guard and expression see it as `err: &E`.
///
/// ```
/// # use otel_runtime::traced;
/// enum Refused { NotFound, Conflict, Broken(u16) }
/// # use Refused::*;
/// # impl Refused { fn code(&self) -> &'static str { "refused" } }
///
/// #[traced(err(expected = NotFound | Conflict, type = err.code()))]
/// fn find(id: u64) -> Result<(), Refused> {
///     Err(Broken(500))
/// }
///
/// #[traced(err(expected = _ if err.kind() == std::io::ErrorKind::NotFound, type = ?err.kind()))]
/// fn read(path: &str) -> std::io::Result<String> {
///     std::fs::read_to_string(path)
/// }
/// ```
///
/// ## `on_ok(..)`, `on_err(..)`, `on_return(..)`
///
/// Attributes of what was returned, in the grammar of `attrs(..)`: evaluated when the function has
/// returned, only if the span records, with `ok: &T`, `err: &E` or `ret: &R` in scope. `on_ok` and `on_err`
/// find a `Result` as `err(..)` does, and are an error on any other type.
///
/// ```
/// # use otel_runtime::traced;
/// #[traced(attrs(state = "started"), on_ok(state = "done", rows = ok.len(), limit), on_err(reason = %err))]
/// fn load(table: &str, limit: usize) -> Result<Vec<String>, std::io::Error> {
///     Ok(vec![table.to_owned()])
/// }
///
/// #[traced(on_return(found = ret.is_some()))]
/// async fn lookup(id: u64) -> Option<u64> {
///     Some(id)
/// }
/// ```
///
/// Arguments that are `Copy` or references are in reach, those of a pattern by reference. Others are the
/// body's by then, and rustc says so (E0382): put what is made of them into `attrs(..)`. A key that
/// `attrs(..)` or `args` has too takes the later value; one in `on_return(..)` and also in `on_ok(..)` or
/// `on_err(..)` is an error. Masks hold here as well. Of a stream, `on_err` is told of the errors, and the
/// others are errors.
///
/// ## `current`
///
/// Tells the current span instead of starting one: attributes, errors and what else the keys about the
/// outcome say go to the span that is current at the call, or at the first poll of an `async fn`, of
/// whatever provider it is. Nothing is evaluated if it does not record. A panic is that span's own
/// matter. Keys that are about the start of a span do not go with it; a function that returns a stream
/// tells of its call only.
///
/// ```
/// # use otel_runtime::traced;
/// #[traced(current, attrs(user.id = id), on_err(reason = %err))]
/// fn authorize(id: u64) -> Result<(), std::num::ParseIntError> {
///     Ok(())
/// }
/// ```
///
/// An error that goes up through several traced functions sets the status of each, and is one `exception`
/// event: on the span where it first appeared. The event is left out where a child of the span, in this
/// process, ended with the same text or with a text of the error's chain of `source`s. In doubt, as where
/// the text of one error only mentions another's, it is recorded twice.
///
/// ## `parent`, `root`, `links(..)`
///
/// The parent is the current span. `parent = expression` takes another: a `Context`, a `SpanContext` or
/// headers to read one from, by reference or by value; an argument stays the body's.
/// `root` starts a new trace that links to the current span. `links(a, b)` adds links: `SpanContext`s or
/// iterators of them.
///
/// ```
/// # use otel_runtime::traced;
/// # use std::collections::HashMap;
/// #[traced(kind = consumer, parent = headers)]
/// fn receive(headers: &HashMap<String, String>, body: &[u8]) {
///     let _ = body;
/// }
/// ```
///
/// ## `when`
///
/// `when = condition`: no span for a call where it is false.
///
/// ## `scope`
///
/// `scope = "name"`: the instrumentation scope. The default is the name and version of the crate that
/// the function is in.
///
/// ## `span`
///
/// `span = name` gives the body a handle to the span:
///
/// ```
/// # use otel_runtime::traced;
/// #[traced(span = current)]
/// async fn work() {
///     let handle = current.clone();
///     drop(handle);
/// }
/// ```
///
/// ## `panic`
///
/// `panic = off` does not record panics. They go on unwinding either way.
///
/// ## `spawn`
///
/// What the [tasks](#tasks) that the body starts take along: `spawn = follow`, the default, the current
/// span, `spawn = link` a link to it, `spawn = off` nothing, and then the body is not looked into.
///
/// ## `crate`
///
/// `crate = path::to::otel_runtime`, where the runtime is re-exported.
///
/// ## `skip`
///
/// Leaves the function as it is. For one in a traced block; elsewhere it changes nothing, so that a
/// function can move out of the block, or the block be traced under a `cfg_attr`.
///
/// # Blocks
///
#[doc = include_str!("../manual/blocks.md")]
///
/// # Tasks
///
/// A task or thread that the body starts carries the current Context: its spans are children of the
/// function's, also when that has ended, and what it holds when it is dropped is dropped in there.
///
/// ```
/// # use otel_runtime::traced;
/// #[traced]
/// async fn send(id: u64) {}
///
/// #[traced]
/// async fn place(id: u64) {
///     tokio::spawn(send(id)); // `send` is a child of `place`
/// }
/// ```
///
/// With `spawn = link` the task has the Context without the span: each span that is started in it with
/// no other for a parent is the root of a new trace and links to the function's span. For work that goes
/// on long after the request which asked for it.
///
/// These calls are found, in closures and async blocks too, but not in functions inside the body:
///
/// | Call | Known by |
/// |---|---|
/// | `spawn`, `spawn_local`, `spawn_blocking` at any path | the `JoinHandle` of tokio or of `std::thread` that it returns |
/// | the same methods, `spawn_on`, `spawn_local_on`, `spawn_blocking_on`, `spawn_scoped` | the type of the receiver: tokio's `Handle`, `Runtime`, `JoinSet` and `LocalSet`, `thread::Builder` and `thread::Scope`, also behind a reference, `Box`, `Rc`, `Arc`, `LazyLock` or a guard of std's or tokio's locks |
/// | `rayon::spawn`, `spawn_fifo`, `join`, `scope`, `scope_fifo`, and `s.spawn` in a scope's closure | the name `rayon` |
///
/// The compiler tells which calls these are, by type. What only has the name, a function or method of
/// your own, keeps its meaning and its types; write `spawn = off` where it
///
/// - returns such a `JoinHandle` and wants more than a future or an `FnOnce`: `Fn`, a trait of yours;
/// - is a method called `spawn_blocking` or `spawn_scoped` that wants an `Fn`;
/// - is in a module of yours called `rayon`.
///
/// Not found is
///
/// - what stands in the arguments of a macro (`tokio::select!`, `vec!`). Futures inside `join!`,
///   `try_join!` and `select!` are polled within the function's span and need nothing;
/// - a function under another name, with its type arguments written out, or in an `unsafe` block;
/// - a closure that is not `move`, for the `spawn` of a `Builder` or `Scope` that came from elsewhere;
/// - what other crates start tasks with: a rayon `ThreadPool`, tokio-util's `TaskTracker`.
///
/// For these there are `.with_current_context()` and `otel_runtime::spawn`:
///
/// ```
/// # use otel_runtime::traced;
/// use otel_runtime::WithCurrentContext;
///
/// # #[traced]
/// # async fn send(id: u64) {}
/// #[traced]
/// async fn place(id: u64) {
///     tokio::select! {
///         () = send(id) => {}
///         _ = tokio::spawn(send(id).with_current_context()) => {}
///     }
/// }
/// ```
///
/// # What stays as it was, and what does not
///
/// The function compiles if it compiled without the attribute, drops what it owns in the same order, and
/// is warned about like before. A future stays `Send` when it was and grows by its span, not by a copy
/// of the arguments. These differences remain:
///
/// - An argument that the span records counts as used.
/// - A function that is `#[track_caller]`, variadic or returns a closure (`-> impl Fn(..)`) keeps its
///   body unwrapped: what it returns is not seen.
/// - An `async fn` that returns a closure over references has to write the closure's types out.
/// - An `async fn` stays one, and its future holds the arguments twice, when it is `#[must_use]`, never
///   returns, or has another attribute macro below `#[traced]`.
/// - The documentation names an argument with a pattern `__arg0`, by its position.
/// - Clippy no longer finds, or finds less of, `boxed_local`, `elidable_lifetime_names`,
///   `manual_async_fn`, `missing_const_for_fn`, `missing_errors_doc` (of an `async fn`),
///   `needless_pass_by_value`, `needless_return`, `only_used_in_recursion`, `redundant_async_block`,
///   `toplevel_ref_arg`, `unnecessary_wraps` and `unused_async`; of arguments that are recorded also
///   `collection_is_never_read` and `ptr_arg`. Rustc no longer finds `unconditional_recursion` and
///   `async_fn_in_trait`. Neither says anything new. `SHAPES.md` beside this crate's manifest lists the
///   shapes of functions that are compared.
/// - Some calls that start [tasks](#tasks) are not found, and for a few that look like them write
///   `spawn = off`.
///   In a closure that takes the Context along, clippy no longer finds `redundant_closure`.
///
/// # Errors
///
/// A mistake is reported at the word that is wrong, all of them at once, and the function or block is
/// emitted as it was written, so that the rest of the build goes on.
///
/// ```compile_fail
/// # use otel_runtime::traced;
/// #[traced(knd = client, attrs(id = load()?), mask(pasword))] // three errors
/// fn login(id: u64, password: &str) {}
/// ```
///
/// # Messages
///
#[doc = include_str!("../manual/messages.md")]
#[proc_macro_attribute]
pub fn traced(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand(attribute.into(), item.into()).into()
}

/// A span for a block, a closure or a future.
///
/// A name, then attributes in the grammar of [`attrs(..)`](macro@traced), and these keys of the attribute:
/// `kind`, `mask(..)`, `parent`, `root`, `links(..)`, `when`, `scope`, `panic`, `crate`. An attribute
/// whose key is one of these words is written in quotes: `"kind" = value`.
///
/// The value is a `NewSpan`: its parent is what is current where the macro stands, the attributes are
/// evaluated there if the span records, and it starts when it is entered or its future is polled.
///
/// ```
/// # async fn fetch(_: &str) -> u64 { 7 }
/// # fn parse(_: u64) {}
/// # async fn load(url: &str) {
/// let answer = otel_runtime::span!("fetch", kind = client, url.full = url).wrap(fetch(url)).await;
/// {
///     let _entered = otel_runtime::span!("parse", answer, mask(answer)).entered();
///     parse(answer);
/// }
/// # }
/// # drop(load("/"));
/// ```
#[proc_macro]
pub fn span(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    inline::expand(tokens.into(), &inline::SPAN).into()
}

/// Adds an event to the current span, whoever made it.
///
/// A name, which is a literal or an expression, and attributes in the grammar of
/// [`attrs(..)`](macro@traced); `mask(..)` and `crate` as there. Nothing is evaluated unless the span
/// records.
///
/// ```
/// # let (key, age) = ("user:7", 12);
/// otel_runtime::event!("cache miss", cache.key = key, age = ?age);
/// ```
#[proc_macro]
pub fn event(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    inline::expand(tokens.into(), &inline::EVENT).into()
}

/// Sets attributes of the current span, whoever made it.
///
/// Attributes in the grammar of [`attrs(..)`](macro@traced); `mask(..)` and `crate` as there. Nothing is
/// evaluated unless the span records. A later value of a key takes the place of an earlier one.
///
/// ```
/// # struct User { id: u64 }
/// # let (user, plan) = (User { id: 7 }, "free");
/// otel_runtime::set_attrs!(user.id, plan = %plan);
/// ```
#[proc_macro]
pub fn set_attrs(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    inline::expand(tokens.into(), &inline::SET_ATTRS).into()
}

/// Parse, check, write; on any mistake the item as it was beside all of them.
fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = errors::Errors::new();
    let args = args::Args::parse(attribute, &mut errors);
    if args.skip.is_some() {
        return match errors.finish() {
            Some(errors) => fallback::expand(item, errors),
            None => item,
        };
    }
    if let Some(block) = container::Block::find(&item) {
        return container::expand(args, block, errors);
    }
    let parsed = item::Item::parse(item.clone(), &mut errors);
    let plan = parsed.map(|parsed| plan::Plan::of_function(args, parsed, &mut errors));
    match (plan, errors.finish()) {
        (_, Some(errors)) => fallback::expand(item, errors),
        (Some(plan), None) => expand::expand(&plan),
        (None, None) => item,
    }
}

#[cfg(test)]
mod tests {
    use super::expand;
    use quote::quote;

    #[test]
    fn a_half_typed_body_goes_through_untouched() {
        let expanded = expand(
            quote!(kind = client),
            quote! {
                fn typing(user: User) -> u32 {
                    let id = user.;
                    match
                }
            },
        )
        .to_string();
        assert!(
            expanded.contains("{ let id = user . ; match }"),
            "{expanded}"
        );
        assert!(!expanded.contains("compile_error"), "{expanded}");
    }

    #[test]
    fn a_half_typed_body_in_a_block_leaves_the_others_traced() {
        let expanded = expand(
            quote!(kind = client),
            quote! {
                impl User {
                    fn typing(&self) -> u32 { self. }
                    fn other(&self) {}
                }
            },
        )
        .to_string();
        assert!(expanded.contains("{ self . }"), "{expanded}");
        assert!(!expanded.contains("compile_error"), "{expanded}");
        assert_eq!(expanded.matches("CallSite :: new").count(), 2, "{expanded}");
    }

    #[test]
    fn a_half_typed_body_that_starts_tasks_goes_through_untouched() {
        let body = quote!({ tokio::spawn(work()); let id = user.; });
        let expanded = expand(quote!(), quote!(fn typing(user: User) #body)).to_string();
        assert!(expanded.contains(&body.to_string()), "{expanded}");
    }

    #[test]
    fn a_wrong_attribute_leaves_a_block_as_written_and_is_reported_once() {
        let expanded = expand(
            quote!(knd = client),
            quote!(
                impl User {
                    fn one(&self) {}
                    #[traced(args(b))]
                    fn two(&self, a: u8) {}
                    fn three(&self) {}
                }
            ),
        )
        .to_string();
        let written = "impl User { fn one (& self) { } # [traced (skip)] \
                       fn two (& self , a : u8) { } fn three (& self) { } }";
        assert!(expanded.starts_with(written), "{expanded}");
        assert_eq!(expanded.matches("compile_error").count(), 2, "{expanded}");
    }

    #[test]
    fn a_wrong_attribute_leaves_the_function_as_written() {
        let function = quote!(
            fn typing() -> u32 {
                1
            }
        );
        let expanded = expand(quote!(knd = client, atrs(x)), function.clone()).to_string();
        assert!(expanded.starts_with(&function.to_string()), "{expanded}");
        assert_eq!(expanded.matches("compile_error").count(), 2, "{expanded}");
        assert!(expanded.contains("did you mean `kind`?"), "{expanded}");
        assert!(expanded.contains("did you mean `attrs`?"), "{expanded}");
    }
}
