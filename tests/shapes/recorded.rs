//! Every shape of function gives its span, whatever the attribute asks for.

use std::future::Future;
use std::pin::Pin;

use otel_runtime::{MemoryExporter, Telemetry, traced};

use crate::bystander::{block_on, pause};

/// Checks the spans that `work` gives, as a tree.
fn records(work: impl FnOnce(), expected: &str) {
    let spans = MemoryExporter::default();
    let telemetry = Telemetry::builder()
        .without_environment()
        .exporter(spans.clone())
        .build()
        .unwrap();
    telemetry.scope(work);
    telemetry.flush().unwrap();
    spans.assert_tree(expected);
}

#[traced]
fn child() {}

#[traced("the parent", kind = server, args(a, list), attrs(sum = *a + b, text = %b, debug = ?list))]
fn patterns((a, _): (i64, u8), ref b: i64, list: Vec<i64>) {
    let _ = list;
    child();
}

#[test]
fn a_function_with_patterns() {
    records(
        || patterns((1, 2), 3, vec![4]),
        "the parent [server] a=1 list=[4] sum=4 text=\"3\" debug=\"[4]\"\n  child",
    );
}

fn stars(text: &str) -> String {
    "*".repeat(text.len())
}

#[traced(
    args(email),
    attrs(card.number = card, note = format!("for {}", card), "plain-key" = %pin),
    mask(email = email, card = last4, password, "plain-key" = stars)
)]
fn masked(email: &str, card: &str, password: &str, pin: u16) {
    let _ = (email, password, pin);
}

#[test]
fn a_function_with_masks() {
    records(
        || masked("ada@example.org", "4111111111111111", "secret", 1234),
        "masked email=\"a***@example.org\" card.number=\"****1111\" \
         note=\"****1111\" plain-key=\"****\"",
    );
}

#[traced(name = format!("GET {}", route), when = !route.is_empty())]
fn chosen(route: &str) {
    child();
}

#[test]
fn a_name_and_a_condition_are_evaluated_at_the_call() {
    records(|| chosen("/users"), "GET /users\n  child");
    records(|| chosen(""), "child");
}

#[traced(attrs(id), span = current)]
async fn asynchronous(id: i64, (name, _): (&str, u8)) -> Result<(), String> {
    pause().await;
    child();
    drop(current);
    Err(format!("no {}", name))
}

#[test]
fn an_async_function() {
    let run = || drop(block_on(asynchronous(1, ("Ada", 2))));
    records(run, "asynchronous id=1 error=\"no Ada\"\n  child");
}

#[traced(attrs(id))]
fn boxed(id: &i64) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> {
    let id = *id;
    Box::pin(async move {
        pause().await;
        child();
        Err(format!("no {}", id))
    })
}

#[traced(attrs(id))]
fn boxed_in_two_places(id: &i64) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> {
    if *id == 0 {
        return Box::pin(std::future::ready(Ok(())));
    }
    Box::pin(opaque_block(*id))
}

#[traced]
fn opaque_block(id: i64) -> impl Future<Output = Result<(), String>> + Send {
    async move {
        pause().await;
        child();
        Err(format!("no {}", id))
    }
}

#[traced]
fn opaque(id: i64) -> impl Future<Output = Option<Result<(), i64>>> {
    std::future::ready(Some(Err(id)))
}

#[traced]
async fn polls_what_was_made_before(made: impl Future<Output = Option<Result<(), i64>>>) {
    made.await;
}

#[test]
fn the_parent_of_a_future_is_where_it_is_polled() {
    let run = || block_on(polls_what_was_made_before(opaque(7)));
    records(run, "polls_what_was_made_before\n  opaque error=\"7\"");
}

#[test]
fn functions_that_return_a_future() {
    let run = || drop(block_on(boxed(&1)));
    records(run, "boxed id=1 error=\"no 1\"\n  child");
    let run = || drop(block_on(boxed_in_two_places(&0)));
    records(run, "boxed_in_two_places id=0");
    let run = || drop(block_on(boxed_in_two_places(&1)));
    records(
        run,
        "boxed_in_two_places id=1 error=\"no 1\"\n  opaque_block error=\"no 1\"\n    child",
    );
    let run = || assert_eq!(block_on(opaque(7)), Some(Err(7)));
    records(run, "opaque error=\"7\"");
}

struct Service {
    size: i64,
}

impl Service {
    #[traced(attrs(self.size, service.size = self.size))]
    fn shared(&self) {
        child();
    }

    #[traced(attrs(service.size = self.size))]
    async fn consumed(self, _more: i64) {
        pause().await;
        child();
    }

    #[traced]
    #[track_caller]
    fn located(&self) -> u32 {
        child();
        std::panic::Location::caller().line()
    }
}

#[test]
fn methods() {
    let service = Service { size: 3 };
    records(
        || service.shared(),
        "shared self.size=3 service.size=3\n  child",
    );
    records(
        || assert_eq!(service.located(), line!()),
        "located\n  child",
    );
    records(
        || block_on(service.consumed(1)),
        "consumed service.size=3\n  child",
    );
}
