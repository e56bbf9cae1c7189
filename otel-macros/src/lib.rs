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
#[doc = include_str!("../manual/places.md")]
///
/// # Keys
///
#[doc = include_str!("../manual/keys.md")]
///
/// # Keys of outcomes
///
#[doc = include_str!("../manual/outcomes.md")]
///
/// # Blocks
///
#[doc = include_str!("../manual/blocks.md")]
///
/// # Tasks
///
#[doc = include_str!("../manual/tasks.md")]
///
/// # What stays as it was, and what does not
///
#[doc = include_str!("../manual/stays.md")]
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
