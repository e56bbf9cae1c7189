//! What a function takes from the attribute of its block, and what it says itself.

use journey_tests::{span, traced, values};
use opentelemetry::trace::{SpanKind, Status};
use otel_runtime::traced;

struct Store {
    tenant: &'static str,
}

const REGION: &str = "eu";

#[traced(
    kind = client,
    scope = "store",
    args(id),
    attrs(tenant = self.tenant, region = REGION, size = body.len()),
    mask(password, tenant = last4),
    err(off)
)]
impl Store {
    fn get(&self, id: u64) -> Result<u64, &'static str> {
        if id == 0 { Err("zero") } else { Ok(id) }
    }

    #[traced(
        kind = producer,
        scope = "own",
        args(body),
        attrs(region = "us"),
        mask(tenant = redact),
        err(display)
    )]
    fn put(&self, id: u64, body: &str) -> Result<u64, &'static str> {
        if body.is_empty() {
            Err("empty")
        } else {
            Ok(id)
        }
    }

    fn free_standing(count: u8) -> u8 {
        count
    }

    #[traced(args)]
    fn log_in(&self, id: u64, password: &str) -> bool {
        id == 1 && password == "secret"
    }

    #[track_caller]
    fn located(&self) -> Result<u8, &'static str> {
        Err("unseen")
    }
}

fn recorded() -> otel_runtime::MemoryExporter {
    let store = Store {
        tenant: "tenant-one",
    };
    let ((), spans) = traced(|| {
        store.get(0).unwrap_err();
        store.put(7, "").unwrap_err();
        Store::free_standing(1);
        store.log_in(1, "secret");
        store.located().unwrap_err();
    });
    spans
}

#[test]
fn keys_are_inherited_and_a_functions_own_win() {
    let spans = recorded();
    let get = span(&spans, "Store::get");
    assert_eq!(get.span_kind, SpanKind::Client);
    assert_eq!(get.instrumentation_scope.name(), "store");
    assert_eq!(get.status, Status::Unset);
    let put = span(&spans, "Store::put");
    assert_eq!(put.span_kind, SpanKind::Producer);
    assert_eq!(put.instrumentation_scope.name(), "own");
    assert_eq!(put.status, Status::error("empty"));
}

#[test]
fn entries_of_lists_are_inherited_one_by_one() {
    let spans = recorded();
    let get = span(&spans, "Store::get");
    assert_eq!(values(&get, "id"), [0.into()]);
    assert_eq!(values(&get, "region"), ["eu".into()]);
    assert_eq!(values(&get, "tenant"), ["****-one".into()]);
    let put = span(&spans, "Store::put");
    assert_eq!(values(&put, "region"), ["us".into()]);
    assert_eq!(values(&put, "tenant"), ["[REDACTED]".into()]);
    assert_eq!(values(&put, "size"), [0.into()]);
    // Its own `args` stand in the place of the block's.
    assert_eq!(values(&put, "id"), []);
    assert_eq!(values(&put, "body"), ["".into()]);
}

#[test]
fn what_names_an_argument_or_self_is_for_the_functions_that_have_it() {
    let spans = recorded();
    let get = span(&spans, "Store::get");
    assert_eq!(values(&get, "size"), []);
    let free_standing = span(&spans, "Store::free_standing");
    let keys: Vec<_> = free_standing
        .attributes
        .iter()
        .map(|pair| pair.key.as_str())
        .collect();
    assert_eq!(keys, ["region"]);
    let log_in = span(&spans, "Store::log_in");
    assert_eq!(values(&log_in, "password"), ["[REDACTED]".into()]);
    assert_eq!(values(&log_in, "id"), [1.into()]);
}

#[traced(root)]
mod outer {
    use otel_runtime::traced;

    pub(super) fn alone() {
        inner::child();
    }

    #[traced(kind = server, mask(card))]
    pub(super) mod inner {
        use otel_runtime::traced;

        #[traced(parent = opentelemetry::Context::current())]
        pub(super) fn child() {
            paid("1234");
        }

        #[traced(args, attrs(card.number = card))]
        fn paid(card: &str) {
            let _ = card;
        }
    }
}

#[test]
fn blocks_in_blocks_inherit_and_parent_takes_the_place_of_root() {
    let ((), spans) = traced(outer::alone);
    let (alone, child) = (span(&spans, "alone"), span(&spans, "child"));
    assert_eq!(child.parent_span_id, alone.span_context.span_id());
    let paid = span(&spans, "paid");
    assert_ne!(paid.span_context.trace_id(), child.span_context.trace_id());
    assert_eq!(paid.span_kind, SpanKind::Server);
    assert_eq!(values(&paid, "card.number"), ["[REDACTED]".into()]);
    assert_eq!(values(&paid, "card"), ["[REDACTED]".into()]);
}

#[traced(current, attrs(told = true))]
mod tells {
    use otel_runtime::traced;

    pub(super) fn the_current_span() {}

    #[traced(kind = client)]
    pub(super) fn of_its_own() {
        the_current_span();
    }
}

#[traced(kind = client, root)]
mod starts {
    use otel_runtime::traced;

    pub(super) fn a_trace() {
        tells();
    }

    #[traced(current, attrs(told = true))]
    fn tells() {}
}

#[test]
fn what_starts_a_span_and_what_tells_the_current_one_take_each_others_place() {
    let ((), spans) = traced(|| {
        tells::of_its_own();
        starts::a_trace();
    });
    spans.assert_tree("of_its_own [client] told=true\na_trace [client] told=true");
}

#[traced(on_ok(length = ok.len()), on_return(owner = self.tenant))]
impl Store {
    fn list(&self) -> Result<Vec<u8>, String> {
        Ok(vec![1, 2])
    }

    #[traced(on_ok(first = ok[0]))]
    fn own_list(&self) -> Result<Vec<u8>, String> {
        Ok(vec![7])
    }

    fn without_self() -> Result<String, String> {
        Ok("abc".to_owned())
    }

    fn nothing(&self) {}
}

#[test]
fn attributes_of_the_outcome_are_inherited_too() {
    let ((), spans) = traced(|| {
        let store = Store { tenant: "one" };
        store.list().unwrap();
        store.own_list().unwrap();
        Store::without_self().unwrap();
        store.nothing();
    });
    spans.assert_tree(
        "Store::list length=2 owner=\"one\"\nStore::own_list first=7 owner=\"one\"\n\
         Store::without_self length=3\nStore::nothing",
    );
    let own_list = span(&spans, "Store::own_list");
    assert_eq!(values(&own_list, "length"), []);
}
