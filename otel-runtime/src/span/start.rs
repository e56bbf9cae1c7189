//! What can be said of a span before it starts: name, parent, links.

use std::{collections::HashMap, sync::atomic::Ordering};

use opentelemetry::{
    Context,
    trace::{SpanContext, TraceContextExt},
};

use super::{Attributes, begin, take_down};
use crate::{
    buffer::is_ending,
    callsite::CallSite,
    propagation,
    provider::{SCOPES, Scoped},
    record::{Buffer, Marks, Record, write},
};

/// Collects what the macro's `name`, `parent`, `links` and `when` expressions say.
#[derive(Debug, Default)]
#[doc(hidden)]
pub struct Start {
    skipped: bool,
    parent: Option<Context>,
    named: bool,
    fields: Buffer,
}

impl Start {
    /// `when = condition`; gives the condition back.
    pub fn when(&mut self, condition: bool) -> bool {
        self.skipped = !condition;
        condition
    }

    /// `name = expression`.
    pub fn name(&mut self, name: &(impl AsRef<str> + ?Sized)) {
        self.named = true;
        write::name(&mut self.fields, name.as_ref());
    }

    /// `parent = expression`.
    pub fn parent(&mut self, parent: impl IntoParent) {
        self.parent = Some(parent.into_parent());
    }

    /// One of `links(...)`.
    pub fn link<M>(&mut self, links: impl IntoLinks<M>) {
        links.each(&mut |context| {
            if context.is_valid() {
                write::link(&mut self.fields, context, &[]);
            }
        });
    }

    /// Writes what was collected into the new span.
    pub(super) fn apply(&self, record: &mut Record) {
        record.body.extend(self.fields.as_slice());
        if self.named {
            record.header.marks.set(Marks::NAMED);
        }
    }
}

/// Starts a record with what `setup` says and, if it may record, the `attributes`.
///
/// Every traced function has this once for itself, so there is no more to it than its closures and
/// the calls between them.
#[inline]
pub(crate) fn begin_with(
    site: &'static CallSite,
    setup: impl FnOnce(&mut Start),
    attributes: impl FnOnce(&mut Attributes<'_>),
) -> Option<Box<Record>> {
    let mut setup = Some(setup);
    let mut record = begin_set_up(site, &mut |start| {
        if let Some(setup) = setup.take() {
            setup(start);
        }
    })?;
    take_down(&mut record, attributes);
    Some(record)
}

/// Starts a record with what `setup` says.
#[inline(never)]
fn begin_set_up(site: &'static CallSite, setup: &mut dyn FnMut(&mut Start)) -> Option<Box<Record>> {
    if !site.is_on() || is_ending() {
        return None;
    }
    let mut start = Start::default();
    setup(&mut start);
    if start.skipped {
        return None;
    }
    let parent = start.parent.take().map(in_current_scope);
    let mut record = begin(site, parent.as_ref(), None)?;
    start.apply(&mut record);
    record.parent = parent;
    Some(record)
}

/// A parent from elsewhere (headers, another task) does not bring the scope that the call is in.
fn in_current_scope(parent: Context) -> Context {
    if !SCOPES.load(Ordering::Relaxed) {
        return parent;
    }
    match Context::map_current(|cx| cx.get::<Scoped>().copied()) {
        Some(scope) => parent.with_value(scope),
        None => parent,
    }
}

/// What `parent = ...` takes: a `Context`, a `SpanContext`, or headers to extract one from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a span's parent",
    note = "`parent = ...` takes a `Context`, a `SpanContext`, or a header map to extract from"
)]
pub trait IntoParent {
    /// The parent's Context.
    fn into_parent(self) -> Context;
}

impl IntoParent for Context {
    fn into_parent(self) -> Context {
        self
    }
}

impl IntoParent for &Context {
    fn into_parent(self) -> Context {
        self.clone()
    }
}

impl IntoParent for SpanContext {
    fn into_parent(self) -> Context {
        Context::current().with_remote_span_context(self)
    }
}

impl IntoParent for &SpanContext {
    fn into_parent(self) -> Context {
        self.clone().into_parent()
    }
}

impl<S: std::hash::BuildHasher> IntoParent for &HashMap<String, String, S> {
    fn into_parent(self) -> Context {
        let plain: HashMap<String, String> = self
            .iter()
            .map(|(key, value)| (key.to_lowercase(), value.clone()))
            .collect();
        propagation::extract(&plain)
    }
}

/// What `links(...)` takes: a `SpanContext`, or an iterator (also an `Option`) of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be linked to",
    note = "`links(...)` takes `SpanContext`s, and iterators or `Option`s of them"
)]
pub trait IntoLinks<M> {
    /// Calls `link` with each.
    fn each(self, link: &mut dyn FnMut(&SpanContext));
}

/// Marks a single link.
#[derive(Debug)]
pub struct One;

/// Marks an iterator of links.
#[derive(Debug)]
pub struct Many;

impl IntoLinks<One> for SpanContext {
    fn each(self, link: &mut dyn FnMut(&SpanContext)) {
        link(&self);
    }
}

impl IntoLinks<One> for &SpanContext {
    fn each(self, link: &mut dyn FnMut(&SpanContext)) {
        link(self);
    }
}

impl<I> IntoLinks<Many> for I
where
    I: IntoIterator,
    I::Item: std::borrow::Borrow<SpanContext>,
{
    fn each(self, link: &mut dyn FnMut(&SpanContext)) {
        for context in self {
            link(std::borrow::Borrow::borrow(&context));
        }
    }
}
