//! Constants, statics and structs in lower case with the names that a macro might bind.
#![allow(non_upper_case_globals, non_camel_case_types, dead_code)]
use std::future::Future;
const never: u8 = 1;
static out: u8 = 1;
struct span;
struct error(u8);
const expected: u8 = 1;
static attributes: u8 = 1;
struct prepared;
struct start(u8);
const value: u8 = 1;
static mask: u8 = 1;
struct guard;
struct entered(u8);
const carried: u8 = 1;
static argument: u8 = 1;
struct call;
struct whole(u8);
const receiver1: u8 = 1;
static receiver2: u8 = 1;
struct argument0;
struct arg0(u8);
const handle: u8 = 1;
static site: u8 = 1;
struct state;
struct future(u8);
const task: u8 = 1;
static kind: u8 = 1;
struct key;
struct left(u8);
const right: u8 = 1;
static result: u8 = 1;
struct body;
struct slot(u8);
const kept: u8 = 1;
static hint: u8 = 1;
const SITE: u8 = 1;
/// Plain.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, ok, when = id > 0, name = id.to_string(), mask(id = last4), attrs(twice = id * 2), err(debug)))]
pub fn plain(id: u8) -> Result<u8, String> {
    if id > 0 { Ok(id) } else { Err(String::new()) }
}
/// Outcomes.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, err(expected = text if text.is_empty(), type = err.as_str()), on_ok(got = *ok), on_return(is = ret.is_ok())))]
pub async fn outcomes((id, other): (u8, u8)) -> Result<u8, String> {
    std::future::ready(()).await;
    if id > other {
        Ok(id)
    } else {
        Err(String::new())
    }
}
/// A guard.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
#[track_caller]
#[must_use]
pub fn guarded(id: u8) -> u8 {
    id
}
/// A future.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args, mask(id)))]
pub fn boxed(id: u8) -> std::pin::Pin<Box<dyn Future<Output = u8> + Send>> {
    Box::pin(async move { id })
}
/// A future by a call.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub fn made((id, _): (u8, u8)) -> impl Future<Output = u8> {
    std::future::ready(id)
}
/// Tasks.
#[cfg_attr(traced, otel_runtime::traced)]
#[cfg_attr(full, otel_runtime::traced(args))]
pub async fn tasks(set: &mut tokio::task::JoinSet<u8>, id: u8) {
    drop(tokio::spawn(async move { id }).await);
    drop(set.spawn(async move { id }));
    drop(set.spawn_blocking(move || id));
    drop(std::thread::Builder::new().spawn(move || id));
    std::thread::scope(|scope| drop(scope.spawn(|| id)));
}
